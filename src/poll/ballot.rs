//! A ballot: who chose what, and why a vote is refused.

use crate::time::Timestamp;

/// Somebody who votes, by Discord's user id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct VoterId(pub u64);

/// An option of a poll by its place in the list, from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OptionIndex(pub u8);

impl OptionIndex {
    /// As an index into the list of options.
    #[must_use]
    pub fn at(self) -> usize {
        usize::from(self.0)
    }
}

/// One person's vote. A later ballot of the same voter replaces the earlier.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ballot {
    /// Whose it is.
    pub voter: VoterId,
    /// The option chosen.
    pub choice: OptionIndex,
    /// When it was cast.
    pub cast_at: Timestamp,
}

/// What casting does to the ballots stored so far.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cast {
    /// The voter had none.
    First(Ballot),
    /// It replaces a ballot for this other option.
    Changed(Ballot, OptionIndex),
    /// The same option was chosen before; there is nothing to store.
    Same(Ballot),
}

impl Cast {
    /// The ballot that counts.
    #[must_use]
    pub fn ballot(self) -> Ballot {
        match self {
            Self::First(ballot) | Self::Changed(ballot, _) | Self::Same(ballot) => ballot,
        }
    }
}

/// Why a vote is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum VoteError {
    /// The poll is closed since this instant.
    #[error("the poll closed at {0}")]
    Closed(Timestamp),
    /// The poll has fewer options.
    #[error("option {given} of a poll whose last option is {last}")]
    NoSuchOption {
        /// As given, from 0.
        given: u8,
        /// The last option, from 0.
        last: u8,
    },
}
