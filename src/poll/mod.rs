//! Polls: what a poll is, who may vote, how ballots become a result.
//!
//! May enter: values, rules, arithmetic.
//! May not enter: Discord types, the store, clocks, `async`. Time arrives as an argument.

/// A poll, named by the interaction that created it: delivered twice, it is one poll.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PollId(pub u64);
