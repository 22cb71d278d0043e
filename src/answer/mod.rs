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
#[cfg(test)]
mod lean_tests;
mod names;
mod silence;
#[cfg(test)]
mod small;
#[cfg(test)]
mod tests;
mod value;

pub use compare::{compare, compare_topic, in_fixed_order};
pub use decide::{POINTS, answer_for_topic, decide, decide_on};
pub use findable::{unfindable, unfindable_of};
pub use names::{BadName, different, stack_named, topic_named, with_entries};
pub use value::{
    Answer, Comparison, Disagreement, EvidenceLine, Found, Group, Lean, Position, Reading, Scored,
    TopicView, Unknown, Why,
};
