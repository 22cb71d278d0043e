//! The record of a decision.

use std::sync::Arc;

use super::{Covers, DecisionId, DecisionNumber, DecisionText, RestsOn, Review, VoteSummary};
use crate::poll::{Attached, AttachedPoint, Member, PollId, PollNumber};
use crate::time::Timestamp;

/// What was decided, and everything it was decided on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    /// Its id.
    pub id: DecisionId,
    /// Its number on the server.
    pub number: DecisionNumber,
    /// Who recorded it.
    pub by: Member,
    /// When.
    pub at: Timestamp,
    /// The decision in words, its reason, the question and the options considered.
    pub text: DecisionText,
    /// The option chosen, where it is one of the poll's or the only known stack in the decision.
    pub chosen: Option<String>,
    /// The poll it follows.
    pub poll: Option<FromPoll>,
    /// What voters gave as reasons.
    pub reasons: Vec<Reason>,
    /// The strongest point against what was chosen, when one is known.
    pub against: Option<AttachedPoint>,
    /// The evidence, frozen.
    pub evidence: Option<Arc<Attached>>,
    /// What it is about.
    pub covers: Covers,
    /// The entries behind it.
    pub rests_on: Vec<RestsOn>,
    /// When to look again; none for never.
    pub review: Option<Review>,
    /// The decision it replaces.
    pub replaces: Option<DecisionNumber>,
    /// The decision that replaced it.
    pub replaced_by: Option<DecisionNumber>,
}

/// The poll behind a decision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FromPoll {
    /// Its id.
    pub id: PollId,
    /// Its number.
    pub number: PollNumber,
    /// Its result, as it was when the decision was recorded.
    pub vote: VoteSummary,
    /// Whether the decision follows it.
    pub departs: Departure,
}

/// Whether a decision follows its vote.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Departure {
    /// It does.
    Follows,
    /// It was decided otherwise.
    Departs,
}

/// A reason that a voter gave.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reason {
    /// For which option.
    pub option: String,
    /// In their words.
    pub text: String,
}

/// Where a decision stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// A poll has a result, and nobody has decided on it.
    Proposed,
    /// It holds.
    Accepted,
    /// Another one holds in its place.
    Replaced(DecisionNumber),
}

impl Decision {
    /// Where it stands.
    #[must_use]
    pub fn status(&self) -> Status {
        self.replaced_by.map_or(Status::Accepted, Status::Replaced)
    }

    /// What the vote chose, where the decision departs from it.
    #[must_use]
    pub fn departs_from(&self) -> Option<&[String]> {
        let poll = self.poll.as_ref().filter(|poll| poll.departs == Departure::Departs)?;
        (!poll.vote.winners.is_empty()).then_some(&poll.vote.winners)
    }

    /// Reasons for options that were not chosen.
    pub fn reasons_against(&self) -> impl Iterator<Item = &Reason> {
        let against = |reason: &&Reason| Some(&reason.option) != self.chosen.as_ref();
        self.reasons.iter().filter(against)
    }

    /// When it is to be asked whether it still holds; none once asked, or replaced.
    #[must_use]
    pub fn due(&self) -> Option<Timestamp> {
        let review = self.review.filter(|review| !review.asked)?;
        (self.status() == Status::Accepted).then_some(review.at)
    }
}
