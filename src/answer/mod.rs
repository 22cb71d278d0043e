//! Answers: what the knowledge says to a question, a pair of stacks, a set of needs.
//!
//! May enter: checked knowledge, search results, plain text.
//! May not enter: Discord types, the store, clocks, `async`.
//! Flow: question -> search -> [`Answer`]; stacks -> [`Comparison`].

mod value;

pub use value::{
    Answer, Comparison, Disagreement, EvidenceLine, Found, Lean, Position, Reading, Scored,
    TopicView, Unknown, Why,
};
