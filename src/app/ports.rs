//! What the app needs from outside, as traits. The adapters implement them.

use futures_util::future::BoxFuture;

use super::{ChannelId, MessageId};
use crate::render::Message;
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
