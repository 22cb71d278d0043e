//! Plurality: the option that most ballots put first wins.
//!
//! Source: the rule of most elections; D. Black, *The Theory of Committees and Elections*, 1958.
//! A blank ballot counts for nobody. A ballot with several first choices is refused, not divided.
//! Options with equally many first choices share their place; a tie for the first is the result.

use super::{Grouped, Outcome, Ranking, Tallies};

pub(super) fn count(ballots: &Grouped<Ranking>) -> Outcome {
    let (mut of, mut blank) = (vec![0; ballots.candidates()], 0);
    for (ranking, number) in ballots.groups() {
        match ranking.ranked().first() {
            Some(first) => of[first.candidate().at()] += number,
            None => blank += number,
        }
    }
    Outcome::of(Tallies { of, parts: 1, blank })
}

pub(super) fn several_first(ranking: &Ranking) -> bool {
    ranking.ranked().get(1).is_some_and(|second| second.shares())
}
