//! A ballot: who says what, and why a vote is refused.

use super::{Misfit, Pseudonym, Unentitled, Vote};
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

/// Under what a ballot is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Caster {
    /// In an open poll: the person.
    Voter(VoterId),
    /// In a secret one: a name that only the poll's key leads to.
    Pseudonym(Pseudonym),
}

/// One person's ballot. A later one of the same person replaces the earlier.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ballot {
    /// Whose it is.
    pub by: Caster,
    /// What it says.
    pub vote: Vote,
    /// When it was cast; none in a secret poll.
    pub cast_at: Option<Timestamp>,
    /// Why, in the voter's words; 1 to 300 code points.
    pub reason: Option<String>,
}

/// What casting does to the ballots stored so far.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cast {
    /// The voter had none.
    First(Ballot),
    /// It replaces a ballot that says this.
    Changed(Ballot, Vote),
    /// The ballot said the same before; there is nothing to store.
    Same(Ballot),
}

impl Cast {
    /// The ballot that counts.
    #[must_use]
    pub fn ballot(&self) -> &Ballot {
        match self {
            Self::First(ballot) | Self::Changed(ballot, _) | Self::Same(ballot) => ballot,
        }
    }
}

/// Why a vote is not taken.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum VoteError {
    /// The poll is closed since this instant.
    #[error("the poll closed at {0}")]
    Closed(Timestamp),
    /// The person may not vote in it.
    #[error(transparent)]
    Unentitled(#[from] Unentitled),
    /// The vote does not fit the poll.
    #[error(transparent)]
    Misfit(#[from] Misfit),
}
