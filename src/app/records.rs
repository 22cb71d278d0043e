//! What is stored, as the app means it. How it lies on disk is the store's business.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{ChannelId, DecisionKey, DecisionRecord, MessageId, NoteRecord, ServerId, UserId};
use crate::poll::count::Method;
use crate::poll::{Attached, Ballot, Caster, Choices, DraftText, HalfBallot, Member, Poll, PollId};
use crate::render::AnswerId;
use crate::time::Timestamp;

/// A poll and where it stands on Discord.
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PollRecord {
    /// On which server.
    pub server: ServerId,
    /// In which channel it was posted.
    pub channel: ChannelId,
    /// The poll.
    pub poll: Poll,
    /// Whether the bot may show embeds there.
    pub embeds: bool,
    /// Its message; none while it is being posted.
    pub message: Option<MessageId>,
    /// The message with its result; none until that is posted.
    pub result: Option<MessageId>,
    /// The reminder of its closing was sent, or its time has passed.
    pub reminded: bool,
    /// When the channel was reminded of it last, by whomever.
    pub called_at: Option<Timestamp>,
    /// Somebody said that it stays closed although it missed its quorum.
    pub for_good: bool,
    /// Nothing is left to show: its message says that it is closed, or is gone.
    pub settled: bool,
    /// The evidence that goes with it.
    pub evidence: Option<Arc<Attached>>,
}

/// A poll that is being written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DraftRecord {
    /// On which server.
    pub server: ServerId,
    /// The id that the poll will have.
    pub id: PollId,
    /// Who writes it.
    pub author: Member,
    /// What was typed.
    pub text: DraftText,
    /// The terms chosen so far.
    pub choices: Choices,
    /// When it was typed; spans such as "3d" count from then.
    pub written_at: Timestamp,
    /// The evidence that goes with it; editing the text keeps it.
    pub evidence: Option<Arc<Attached>>,
}

/// An answer that was given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AnswerRecord {
    /// The interaction or mention that asked.
    pub id: AnswerId,
    /// On which server; none in a direct message.
    pub server: Option<ServerId>,
    /// In which channel.
    pub channel: ChannelId,
    /// Who asked.
    pub asker: UserId,
    /// The question as it is to be read again; cut at 500 code points when it is stored.
    pub question: String,
    /// Only the asker saw it.
    pub private: bool,
    /// The public reply, once it is known.
    pub message: Option<MessageId>,
    /// When.
    pub asked_at: Timestamp,
}

/// What is kept about a server.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ServerRecord {
    /// Its time zone by name; none for the configured default.
    pub zone: Option<String>,
    /// The highest poll number given so far; 0 for none.
    pub last_poll: u32,
    /// How rankings are counted where an author does not choose; none for the default.
    pub rank: Option<Method>,
    /// The highest decision number given so far; 0 for none.
    pub last_decision: u32,
}

/// Where a poll or a draft is kept.
pub type PollKey = (ServerId, PollId);

/// Changes that become durable together or not at all. `None` removes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Batch {
    /// The epoch of the owner that wrote it; see [`super::Store::epoch`].
    pub epoch: u64,
    /// Polls. A removed poll has no ballots, cast or half-done, left, in the store or in this batch.
    pub polls: BTreeMap<PollKey, Option<PollRecord>>,
    /// Ballots.
    pub ballots: BTreeMap<(PollKey, Caster), Option<Ballot>>,
    /// Half-done ballots.
    pub halves: BTreeMap<(PollKey, Caster), Option<HalfBallot>>,
    /// Drafts.
    pub drafts: BTreeMap<PollKey, Option<DraftRecord>>,
    /// Answers.
    pub answers: BTreeMap<AnswerId, Option<AnswerRecord>>,
    /// Servers; never removed.
    pub servers: BTreeMap<ServerId, ServerRecord>,
    /// Decisions.
    pub decisions: BTreeMap<DecisionKey, Option<DecisionRecord>>,
    /// Decisions that are being written.
    pub notes: BTreeMap<DecisionKey, Option<NoteRecord>>,
}

impl Batch {
    /// Whether it changes nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.polls.is_empty()
            && self.ballots.is_empty()
            && self.halves.is_empty()
            && self.drafts.is_empty()
            && self.answers.is_empty()
            && self.servers.is_empty()
            && self.decisions.is_empty()
            && self.notes.is_empty()
    }
}

impl PollRecord {
    /// Where it is kept.
    #[must_use]
    pub fn key(&self) -> PollKey {
        (self.server, self.poll.id)
    }
}

impl DraftRecord {
    /// Where it is kept.
    #[must_use]
    pub fn key(&self) -> PollKey {
        (self.server, self.id)
    }
}
