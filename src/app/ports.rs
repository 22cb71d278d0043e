//! What the app needs from outside, as traits. The adapters implement them.

use futures_util::future::BoxFuture;

use super::{
    AnswerRecord, Batch, ChannelId, DecisionKey, DecisionRecord, DraftRecord, MessageId,
    NoteRecord, PollKey, PollRecord, ServerId, ServerRecord,
};
use crate::poll::{Ballot, Caster, HalfBallot, Member, PollSecret};
use crate::render::{AnswerId, Message};
use crate::time::Timestamp;

/// Where the time comes from.
pub trait Clock: Send + Sync {
    /// The time now.
    fn now(&self) -> Timestamp;

    /// Returns once [`Clock::now`] has reached `at`.
    fn wait_until(&self, at: Timestamp) -> BoxFuture<'_, ()>;
}

/// Posting and editing messages in channels.
pub trait Messenger: Send + Sync {
    /// Posts a message. With a `nonce` (at most 25 characters), the same one posted again within
    /// some minutes is the same message.
    fn post<'a>(
        &'a self,
        channel: ChannelId,
        message: &'a Message,
        nonce: Option<&'a str>,
    ) -> BoxFuture<'a, Result<MessageId, SendError>>;

    /// Posts a message as a reply to another.
    fn reply<'a>(
        &'a self,
        channel: ChannelId,
        to: MessageId,
        message: &'a Message,
    ) -> BoxFuture<'a, Result<MessageId, SendError>>;

    /// Replaces a message of ours.
    fn edit<'a>(
        &'a self,
        channel: ChannelId,
        id: MessageId,
        message: &'a Message,
    ) -> BoxFuture<'a, Result<(), SendError>>;

    /// Deletes a message of ours.
    fn delete(&self, channel: ChannelId, id: MessageId) -> BoxFuture<'_, Result<(), SendError>>;

    /// A recent message of ours in the channel whose content or embed title holds this text.
    fn find_own<'a>(
        &'a self,
        channel: ChannelId,
        holds: &'a str,
    ) -> BoxFuture<'a, Result<Option<MessageId>, SendError>>;
}

/// Why a message was not sent or changed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SendError {
    /// The message or channel is not there any more.
    #[error("the message or channel is gone")]
    Gone,
    /// The bot may not do that there.
    #[error("the bot lacks a permission there: {0}")]
    Forbidden(String),
    /// Discord slows edits of old messages (error 30046).
    #[error("too many edits of an old message")]
    OldMessage,
    /// Discord refused the body: a fault of ours.
    #[error("Discord refused the message: {0}")]
    Refused(String),
    /// No answer, or a failure on Discord's side; it may be tried again.
    #[error("Discord did not take the message: {0}")]
    Failed(String),
}

/// Where polls, ballots, drafts, answers and settings are kept.
///
/// One thread owns it. What it returns is what the last [`Store::commit`] that succeeded left.
pub trait Store: Send {
    /// Rises each time the store is opened; a batch of an earlier owner is refused.
    fn epoch(&self) -> u64;

    /// One poll.
    ///
    /// # Errors
    ///
    /// This and every other reader: [`StoreError::Damaged`], [`StoreError::Io`].
    fn poll(&self, key: PollKey) -> Result<Option<PollRecord>, StoreError>;

    /// Every poll, in the order of servers and ids.
    ///
    /// # Errors
    ///
    /// As [`Store::poll`].
    fn polls(&self) -> Result<Vec<PollRecord>, StoreError>;

    /// One voter's ballot.
    ///
    /// # Errors
    ///
    /// As [`Store::poll`].
    fn ballot(&self, key: PollKey, by: Caster) -> Result<Option<Ballot>, StoreError>;

    /// The ballots of a poll, in the order of voters or of their pseudonyms.
    ///
    /// # Errors
    ///
    /// As [`Store::poll`].
    fn ballots(&self, key: PollKey) -> Result<Vec<Ballot>, StoreError>;

    /// One voter's half-done ballot.
    ///
    /// # Errors
    ///
    /// As [`Store::poll`].
    fn half(&self, key: PollKey, by: Caster) -> Result<Option<HalfBallot>, StoreError>;

    /// Who has a half-done ballot in a poll.
    ///
    /// # Errors
    ///
    /// As [`Store::poll`].
    fn halves(&self, key: PollKey) -> Result<Vec<Caster>, StoreError>;

    /// One draft.
    ///
    /// # Errors
    ///
    /// As [`Store::poll`].
    fn draft(&self, key: PollKey) -> Result<Option<DraftRecord>, StoreError>;

    /// Every draft.
    ///
    /// # Errors
    ///
    /// As [`Store::poll`].
    fn drafts(&self) -> Result<Vec<DraftRecord>, StoreError>;

    /// One answer.
    ///
    /// # Errors
    ///
    /// As [`Store::poll`].
    fn answer(&self, id: AnswerId) -> Result<Option<AnswerRecord>, StoreError>;

    /// Every answer, in the order of ids.
    ///
    /// # Errors
    ///
    /// As [`Store::poll`].
    fn answers(&self) -> Result<Vec<AnswerRecord>, StoreError>;

    /// What is kept about a server; the default if nothing is.
    ///
    /// # Errors
    ///
    /// As [`Store::poll`].
    fn server(&self, id: ServerId) -> Result<ServerRecord, StoreError>;

    /// One decision.
    ///
    /// # Errors
    ///
    /// As [`Store::poll`].
    fn decision(&self, key: DecisionKey) -> Result<Option<DecisionRecord>, StoreError>;

    /// Every decision, in the order of servers and ids.
    ///
    /// # Errors
    ///
    /// As [`Store::poll`].
    fn decisions(&self) -> Result<Vec<DecisionRecord>, StoreError>;

    /// One decision that is being written.
    ///
    /// # Errors
    ///
    /// As [`Store::poll`].
    fn note(&self, key: DecisionKey) -> Result<Option<NoteRecord>, StoreError>;

    /// Every decision that is being written.
    ///
    /// # Errors
    ///
    /// As [`Store::poll`].
    fn notes(&self) -> Result<Vec<NoteRecord>, StoreError>;

    /// Makes a batch durable: when it returns `Ok`, the batch survives a crash.
    ///
    /// # Errors
    ///
    /// [`StoreError::Fenced`] when another owner has opened the store since; else
    /// [`StoreError::Io`], after which the batch may or may not be there and only
    /// [`Store::reopen`] helps.
    fn commit(&mut self, batch: &Batch) -> Result<(), StoreError>;

    /// Opens the store anew after an error.
    ///
    /// # Errors
    ///
    /// As opening it the first time.
    fn reopen(&mut self) -> Result<(), StoreError>;
}

/// What of a poll must be gone when it closes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PollKeys {
    /// Leads from a voter to the pseudonym of their ballot.
    pub secret: PollSecret,
    /// Who was picked to vote; empty where nobody was.
    pub roll: Vec<Member>,
}

/// Where the keys of open polls and drafts are kept: apart from the [`Store`], so that what is
/// destroyed is gone.
///
/// Every function reads or writes one small file and may be called from any thread.
pub trait Keys: Send + Sync {
    /// A key that was never there before.
    ///
    /// # Errors
    ///
    /// [`StoreError::Io`] if the system gives no random numbers.
    fn fresh(&self) -> Result<PollSecret, StoreError>;

    /// What is kept of a poll.
    ///
    /// # Errors
    ///
    /// [`StoreError::Io`], [`StoreError::Damaged`].
    fn of(&self, key: PollKey) -> Result<Option<PollKeys>, StoreError>;

    /// Keeps it; durable on return. What was kept of the poll before is overwritten.
    ///
    /// # Errors
    ///
    /// [`StoreError::Io`].
    fn keep(&self, key: PollKey, keys: &PollKeys) -> Result<(), StoreError>;

    /// Overwrites and removes it, if it is there.
    ///
    /// # Errors
    ///
    /// [`StoreError::Io`]; then it may still be there.
    fn destroy(&self, key: PollKey) -> Result<(), StoreError>;

    /// Every poll of which something is kept.
    ///
    /// # Errors
    ///
    /// [`StoreError::Io`].
    fn all(&self) -> Result<Vec<PollKey>, StoreError>;
}

/// Why the store did not do it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum StoreError {
    /// Another process has it open.
    #[error(
        "{path}: the store is in use by another process\n  help: stop that process, or name another folder in the configuration"
    )]
    InUse {
        /// The folder.
        path: String,
    },
    /// It cannot be opened.
    #[error(
        "{path}: the store cannot be opened: {why}\n  help: check that the folder exists and that this user may write to it"
    )]
    Unreadable {
        /// The folder.
        path: String,
        /// The reason as the system gives it.
        why: String,
    },
    /// Something in it is not as it was written.
    #[error(
        "{path}: the store is damaged: {what}\n  help: put back a copy of the folder from a backup; keep the damaged one for inspection"
    )]
    Damaged {
        /// The folder.
        path: String,
        /// What is damaged.
        what: String,
    },
    /// Its last commits are missing: they were durable once.
    #[error(
        "{path}: the store ends at commit {found}, but commit {expected} was stored: its last changes are lost\n  help: put back a copy of the folder from a backup; to go on without them, delete the file `mark` in it"
    )]
    LostTail {
        /// The folder.
        path: String,
        /// The last commit found.
        found: u64,
        /// The last commit known to have been durable.
        expected: u64,
    },
    /// It was written by a later version.
    #[error(
        "{path}: the store holds {what} of version {version}, which this program is too old to read\n  help: start the version that wrote it, or a later one"
    )]
    Newer {
        /// The folder.
        path: String,
        /// What was found.
        what: String,
        /// Its version.
        version: u8,
    },
    /// Another owner has opened it since.
    #[error("the store has another owner since epoch {current}; this one has epoch {given}")]
    Fenced {
        /// Of the batch.
        given: u64,
        /// Of the store.
        current: u64,
    },
    /// Reading or writing failed.
    #[error("the store failed: {0}")]
    Io(String),
}
