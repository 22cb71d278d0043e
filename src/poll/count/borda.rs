//! Borda: a ballot's first of n options has n-1 points, the next n-2, the last 0; most points win.
//!
//! Source: J.-C. de Borda, "Mémoire sur les élections au scrutin", 1781; ties and left-out options
//! by the mean of their places: D. Black, "Partial justification of the Borda count", Public Choice
//! 28 (1976), <https://doi.org/10.1007/BF01718454>.
//! Options that share a place share the mean of its points. Left-out options share the places
//! below the ranked ones, whatever else leaving out means in the count. A blank ballot thus gives
//! every option the same. Equal points share their place; a tie for the first is the result.

use super::{Grouped, Outcome, Ranking, Tallies};

pub(super) fn count(ballots: &Grouped<Ranking>) -> Outcome {
    let candidates = ballots.candidates() as u64;
    let (mut of, mut bottom, mut blank) = (vec![0; ballots.candidates()], 0, 0);
    for (ranking, number) in ballots.groups() {
        let below = left_out(candidates, ranking.ranked().len() as u64);
        // Every option has what the left-out ones have; a ranked one has so much more.
        bottom += below * number;
        let mut before = 0;
        for place in ranking.shared_places() {
            let sharing = place.len() as u64;
            let more = shared(candidates, before, sharing) - below;
            for ranked in place {
                of[ranked.candidate().at()] += more * number;
            }
            before += sharing;
        }
        if before == 0 {
            blank += number;
        }
    }
    for sum in &mut of {
        *sum += bottom;
    }
    Outcome::of(Tallies { of, parts: 2, blank })
}

/// Half points of each of `sharing` options in the place after `before` others: twice the mean of
/// n-1-before, n-2-before, ….
pub(super) fn shared(candidates: u64, before: u64, sharing: u64) -> u64 {
    2 * (candidates - before) - 1 - sharing
}

/// Half points of each left-out option, `ranked` others being ranked.
pub(super) fn left_out(candidates: u64, ranked: u64) -> u64 {
    if ranked == candidates { 0 } else { shared(candidates, ranked, candidates - ranked) }
}
