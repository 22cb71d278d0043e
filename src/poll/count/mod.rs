//! How ballots are counted: eight methods and the table of head-to-head comparisons.
//!
//! May enter: ballots as checked values, and arithmetic on whole numbers.
//! May not enter: files, clocks, randomness, floating point. Nothing is drawn by lot: where options
//! are level, all of them win.
//! Flow: [`Ranking`] (or [`Approval`], [`Scored`]) -> [`Ballots`] -> [`count`] -> [`Counted`].
//!
//! Each file of a method states its rule, where the rule comes from, and what happens on a tie;
//! `docs/counting.md` says the same in plain words, with worked examples.

mod approval;
mod ballots;
mod borda;
mod candidate;
mod counted;
mod irv;
mod irv_ties;
mod locking;
mod method;
mod order;
mod pairwise;
mod plurality;
mod ranked_pairs;
mod ranked_pairs_ties;
mod ranking;
mod schulze;
mod score;
mod scored;
mod star;
mod swing;

#[cfg(test)]
mod cases;
#[cfg(test)]
mod methods_tests;
#[cfg(test)]
mod properties_tests;

pub use ballots::{BadBallots, Ballots, Grouped, Marks, Overvote, Rankings, Unranked};
pub use candidate::{Candidate, Candidates, MOST_BALLOTS, MOST_CANDIDATES};
pub use counted::{Counted, Elimination, Locking, Outcome, PairStep, Rounds, StarRounds, Tallies};
pub use method::{Method, Unfit, count};
pub use pairwise::Pairwise;
pub use ranking::{Approval, NamedTwice, Ranking};
pub use scored::{BadScore, HIGHEST_SCORE, Scale, Score, Scored, Scores};
pub use swing::{Swing, swing};
