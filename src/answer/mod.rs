//! Answers: what the knowledge says to a question, a pair of stacks, a set of needs.
//!
//! May enter: checked knowledge, search results, plain text.
//! May not enter: Discord types, the store, clocks, `async`.
//! Flow: question -> search -> [`decide`] -> [`Answer`]; stacks -> [`compare`] -> [`Comparison`].

mod compare;
mod decide;
mod dispute;
mod evidence;
mod findable;
mod lean;
mod silence;
#[cfg(test)]
mod tests;
mod value;

pub use compare::{compare, compare_topic};
pub use decide::{answer_for_topic, decide, decide_on};
pub use findable::{unfindable, unfindable_of};
pub use value::{
    Answer, Comparison, Disagreement, EvidenceLine, Found, Lean, Position, Reading, Scored,
    TopicView, Unknown, Why,
};
