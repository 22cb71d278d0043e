//! Approval: the option that most ballots approve of wins.
//!
//! Source: S. J. Brams, P. C. Fishburn, "Approval Voting", American Political Science Review 72
//! (1978), <https://doi.org/10.2307/1955105>.
//! Options with equally many approvals share their place; a tie for the first is the result.

use super::{Approval, Grouped, Outcome, Tallies};

pub(super) fn count(ballots: &Grouped<Approval>) -> Outcome {
    let (mut of, mut blank) = (vec![0; ballots.candidates()], 0);
    for (approval, number) in ballots.groups() {
        for candidate in approval.approved() {
            of[candidate.at()] += number;
        }
        if approval.approved().is_empty() {
            blank += number;
        }
    }
    Outcome::of(Tallies { of, parts: 1, blank })
}
