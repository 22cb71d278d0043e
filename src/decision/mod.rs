//! Decisions: what was decided, by whom, on which vote and evidence, against what; when to look
//! again, and what replaced it.
//!
//! May enter: values, rules, texts as people typed them.
//! May not enter: Discord types, the store, clocks, `async`. Time arrives as an argument.
//! Flow: [`TypedDecision`] -> [`DecisionText`] -> [`Decision`] -> (app stores and posts).

mod covers;
mod number;
mod purpose;
mod record;
mod rests_on;
mod review;
mod typed;
mod vote;

pub use covers::Covers;
pub use number::{BadDecisionNumber, DecisionNumber};
pub use purpose::Purpose;
pub use record::{Decision, Departure, FromPoll, Reason, Status};
pub use rests_on::{RestsOn, fingerprint};
pub use review::Review;
pub use typed::{
    BECAUSE_CODE_POINTS, DECIDED_CODE_POINTS, DecisionFault, DecisionText, OPTIONS_CODE_POINTS,
    TypedDecision,
};
pub use vote::{HeadToHead, VoteSummary};

/// A decision, named by the interaction that recorded it: delivered twice, it is one decision.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DecisionId(pub u64);
