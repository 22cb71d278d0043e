//! Instant runoff's ties: every elimination that a tie allows is followed to its end.
//!
//! Source: J. Wang and others, "Practical Algorithms for Multi-Stage Voting Rules with Parallel
//! Universes Tiebreaking", AAAI 2019, <https://arxiv.org/abs/1901.09791>; its search and pruning.
//! The number of ways may double with each option (the problem is NP-complete), so the search has
//! a bound, counted in ballots looked at; a search cut short says so.

use std::collections::HashSet;

use super::irv::{Race, Standing, Step, Tally};
use super::{Candidate, Candidates};

/// Ballots looked at before the search ends.
const LOOKS: usize = 100_000_000;

/// Everybody who wins in some line of eliminations, and whether all lines were followed.
///
/// `shown` are the winners of one line.
pub(super) fn winners(race: &Race, shown: &[Candidate]) -> (Vec<Candidate>, bool) {
    within(LOOKS, race, shown)
}

fn within(looks: usize, race: &Race, shown: &[Candidate]) -> (Vec<Candidate>, bool) {
    let mut found: Candidates = shown.iter().copied().collect();
    let (mut seen, mut open) = (HashSet::new(), vec![race.start()]);
    let mut left = looks;
    while let Some(mut standing) = open.pop() {
        // Nobody new can win where only winners are left.
        if standing.continuing.within(&found) || seen.contains(&standing) {
            continue;
        }
        let Some(rest) = left.checked_sub(race.cost()) else {
            return (found.iter().collect(), false);
        };
        left = rest;
        let before = standing.clone();
        let tally = race.tally(&mut standing);
        match tally.step() {
            Step::Won(winners) => winners.into_iter().for_each(|winner| {
                found.add(winner);
            }),
            Step::Fewest(fewest) => open.extend(next(race, &standing, &tally, fewest)),
        }
        seen.insert(before);
    }
    (found.iter().collect(), true)
}

/// Where a race may stand after a tally.
///
/// Where the last few together have fewer ballots than the next one, all of them go before it, in
/// whatever order: one standing instead of many. Ballots with shared places may end or not by that
/// order, so then every single elimination is followed.
fn next(race: &Race, now: &Standing, tally: &Tally, fewest: Vec<Candidate>) -> Vec<Standing> {
    let lost = if race.has_shared_places() { &[][..] } else { surely_lost(&tally.of) };
    if lost.is_empty() {
        return fewest.into_iter().map(|gone| now.without(&[gone])).collect();
    }
    let lost: Vec<Candidate> = lost.iter().map(|(candidate, _)| *candidate).collect();
    vec![now.without(&lost)]
}

/// The longest end of a tally, most first, that has fewer ballots together than the one before it.
fn surely_lost(tally: &[(Candidate, u64)]) -> &[(Candidate, u64)] {
    let (mut together, mut from) = (0, tally.len());
    for at in (1..tally.len()).rev() {
        together += tally[at].1;
        if together < tally[at - 1].1 {
            from = at;
        }
    }
    &tally[from..]
}

#[cfg(test)]
mod tests {
    use super::super::cases::{letters, rankings};
    use super::*;

    #[test]
    fn a_search_cut_short_says_so_and_names_nobody_who_could_not_win() {
        // Without C, B gets its ballots and wins; without B, A does.
        let rankings = rankings("ABC", "4: A; 3: B > A; 3: C > B");
        let race = Race::new(&rankings.ballots);
        let shown = [Candidate(1)];
        let told = |looks| {
            let (found, complete) = within(looks, &race, &shown);
            (letters("ABC", &found), complete)
        };
        assert_eq!(told(0), ("B".into(), false));
        assert_eq!(told(LOOKS), ("AB".into(), true));
    }
}
