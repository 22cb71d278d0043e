//! What is stored of decisions, as the app means it.

use super::{ChannelId, MessageId, ServerId};
use crate::decision::{Decision, DecisionId, Purpose, TypedDecision};
use crate::poll::Member;
use crate::time::Timestamp;

/// Where a decision, or the note for one, is kept.
pub type DecisionKey = (ServerId, DecisionId);

/// A decision and where it stands on Discord.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DecisionRecord {
    /// On which server.
    pub server: ServerId,
    /// In which channel it is posted.
    pub channel: ChannelId,
    /// The decision.
    pub decision: Decision,
    /// Whether the bot may show embeds there.
    pub embeds: bool,
    /// Whether the bot may attach files there.
    pub files: bool,
    /// Its message; none until it is posted.
    pub message: Option<MessageId>,
    /// Its message shows something else, or is still to be posted: see to it.
    pub stale: bool,
    /// The message that asked last whether it still holds.
    pub reminder: Option<MessageId>,
}

/// A decision that is being written: what was typed could not be recorded so far.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoteRecord {
    /// On which server.
    pub server: ServerId,
    /// The id that the decision will have.
    pub id: DecisionId,
    /// Who writes it.
    pub author: Member,
    /// What was typed.
    pub typed: TypedDecision,
    /// What it is to be.
    pub purpose: Purpose,
    /// When it was typed.
    pub written_at: Timestamp,
}

impl DecisionRecord {
    /// Where it is kept.
    #[must_use]
    pub fn key(&self) -> DecisionKey {
        (self.server, self.decision.id)
    }
}

impl NoteRecord {
    /// Where it is kept.
    #[must_use]
    pub fn key(&self) -> DecisionKey {
        (self.server, self.id)
    }
}
