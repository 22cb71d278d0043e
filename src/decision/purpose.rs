//! What a record is written for.

use super::DecisionId;
use crate::poll::{OptionIndex, PollId};

/// What a record is written for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// A decision of its own.
    Record,
    /// In place of this decision.
    Replace(DecisionId),
    /// What the poll chose: this option of it.
    Follow(PollId, OptionIndex),
    /// Other than the poll chose.
    Depart(PollId),
}

impl Purpose {
    /// The poll it is about.
    #[must_use]
    pub const fn poll(self) -> Option<PollId> {
        match self {
            Self::Record | Self::Replace(_) => None,
            Self::Follow(poll, _) | Self::Depart(poll) => Some(poll),
        }
    }

    /// Whether a reason must be given: whoever departs from a vote says why.
    #[must_use]
    pub const fn needs_reason(self) -> bool {
        matches!(self, Self::Depart(_))
    }
}
