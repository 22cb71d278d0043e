//! Answers: what the knowledge says to a question, a pair of stacks, a set of needs.
//!
//! May enter: checked knowledge, search results, plain text.
//! May not enter: Discord types, the store, clocks, `async`.
//! Flow: question -> search -> [`decide`] -> [`Answer`]; stacks -> [`compare`] -> [`Comparison`].

mod against;
mod attach;
mod compare;
mod decide;
mod dispute;
mod evidence;
mod findable;
mod lean;
#[cfg(test)]
mod lean_tests;
mod names;
mod needs;
mod readings;
mod recommend;
#[cfg(test)]
mod recommend_tests;
mod silence;
#[cfg(test)]
pub(crate) mod small;
#[cfg(test)]
mod tests;
mod tipping;
mod value;

pub use against::strongest_against;
pub use attach::{Hand, hands};
pub use compare::{compare, compare_topic, in_fixed_order};
pub use decide::{POINTS, answer_for_topic, decide, decide_on, stacks_in, topics_in};
pub use findable::{unfindable, unfindable_of};
pub use names::{BadName, different, stack_named, topic_named, with_entries};
pub use needs::{BadNeeds, Need, Weight, parse_needs};
pub use readings::{OtherReading, answer_as, other_readings};
pub use recommend::{
    Recommendation, Side, Tipping, Verdict, Weighed, Without, recommend, weighable,
};
pub use value::{
    Answer, Comparison, Disagreement, EvidenceLine, Found, Group, Lean, Points, Position, Reading,
    Scored, TopicView, Unknown, Why,
};
