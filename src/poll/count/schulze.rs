//! Schulze: the option from which the strongest paths lead wins.
//!
//! Source: M. Schulze, "The Schulze Method of Voting", <https://arxiv.org/abs/1804.02973>,
//! sections 2.2 (definition) and 2.3 (the algorithm, a variant of Floyd and Warshall's).
//! A victory head to head is as strong as the ballots for its winner (*winning votes*). A path of
//! victories is as strong as its weakest one. An option beats another when the strongest path to
//! it is stronger than the strongest path back. That relation never goes round in a circle; whom
//! nobody beats wins. If that is more than one, they tie: the paper's section 5 would draw lots,
//! which does not happen here.
//! The order: first the winners, then whom nobody of the rest beats, and so on.
//! Time: the cube of the options.

use super::counted::{Outcome, Rounds};
use super::{Candidate, Pairwise, order};

pub(super) fn count(pairwise: &Pairwise) -> Outcome {
    let candidates = pairwise.candidates();
    let paths = strongest_paths(pairwise);
    let strength = |one: Candidate, other: Candidate| paths[one.at() * candidates + other.at()];
    let ranking = order::by_layers(candidates, |a, b| strength(a, b) > strength(b, a));
    let winners = ranking[0].clone();
    Outcome { winners, ranking, rounds: Rounds::Paths(paths), complete: true }
}

/// Row by row; 0 where no path of victories leads.
fn strongest_paths(pairwise: &Pairwise) -> Vec<u32> {
    let candidates = pairwise.candidates();
    let mut paths = Vec::with_capacity(candidates * candidates);
    for one in Candidate::first(candidates) {
        let won = Candidate::first(candidates).zip(pairwise.row(one));
        paths.extend(won.map(|(other, over)| if pairwise.beats(one, other) { *over } else { 0 }));
    }
    for by in 0..candidates {
        let onward = paths[by * candidates..][..candidates].to_vec();
        for (from, row) in paths.chunks_exact_mut(candidates).enumerate() {
            let to = row[by];
            if from == by || to == 0 {
                continue;
            }
            for (strength, onward) in row.iter_mut().zip(&onward) {
                *strength = (*strength).max(to.min(*onward));
            }
            row[from] = 0;
        }
    }
    paths
}
