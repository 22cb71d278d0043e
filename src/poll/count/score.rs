//! Score: the option with the highest sum of scores wins.
//!
//! Source: W. D. Smith, "Range voting", 2000, <https://rangevoting.org/WarrenSmithPages/homepage/rangevote.pdf>.
//! Scores are summed, not averaged: no score counts as 0, so that an option that few know does not
//! win by the scores of its friends. Equal sums share their place; a tie for the first is the
//! result.

use super::{Outcome, Scores, Tallies};

pub(super) fn count(scores: &Scores) -> Outcome {
    Outcome::of(sums(scores))
}

pub(super) fn sums(scores: &Scores) -> Tallies {
    let (mut of, mut blank) = (vec![0; scores.candidates()], 0);
    for (scored, number) in scores.groups() {
        for (candidate, score) in scored.scores() {
            of[candidate.at()] += u64::from(score.thousandths()) * number;
        }
        if scored.scores().is_empty() {
            blank += number;
        }
    }
    Tallies { of, parts: 1_000, blank }
}
