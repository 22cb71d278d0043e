//! Ranked pairs: victories head to head are locked in, largest margin first, unless the ones
//! locked before lead the other way; whom no locked pair beats wins.
//!
//! Source: T. N. Tideman, "Independence of clones as a criterion for voting rules", Social Choice
//! and Welfare 4 (1987), <https://doi.org/10.1007/BF00433944>. A victory is as large as its
//! *margin*: ballots for the winner less ballots for the loser.
//! - A pair that is level head to head says nothing and is not locked.
//! - Equal margins: nothing is drawn by lot and no list decides. Every order of the equal ones is
//!   tried (`ranked_pairs_ties.rs`), and whoever wins in one of them shares the win. So options
//!   are treated alike, and one winner is one that no tie-break could have changed.
//!
//! The order: the winners, then whoever wins without them, and so on; with one order of pairs
//! alone that is the order of the locked pairs. The pairs shown are those of one order: equal
//! margins by the list of options.
//! Time: the square of the options times the logarithm for sorting, and at most the cube for the
//! chains.

use super::counted::{Locking, Outcome, PairStep, Rounds};
use super::locking::{Edge, Reach};
use super::ranked_pairs_ties::Search;
use super::{Candidate, Candidates, Pairwise, order};

/// Most options of a count whose skipped pairs are explained by the chain that stands against them.
pub(super) const PATHS_UP_TO: usize = 50;

pub(super) fn count(pairwise: &Pairwise) -> Outcome {
    let victories = victories(pairwise);
    let (steps, locked) = shown(pairwise, &victories);
    let all = Candidates::first(pairwise.candidates());
    let mut search = Search::default();
    let first = search.winners(pairwise, &victories, all, locked.unbeaten());
    let winners: Vec<Candidate> = first.found.iter().collect();
    let ranking = if first.forked {
        place_by_place(pairwise, &victories, &mut search, first.found)
    } else {
        order::by_layers(pairwise.candidates(), |a, b| locked.leads(a, b))
    };
    Outcome { winners, ranking, rounds: Rounds::Pairs(steps), complete: !search.cut_short() }
}

/// Pairs by margin, largest first; equal margins by the list of options.
pub(super) fn victories(pairwise: &Pairwise) -> Vec<(i64, Edge)> {
    let all = || Candidate::first(pairwise.candidates());
    let margins = |one| all().map(move |other| (pairwise.margin(one, other), (one, other)));
    let mut victories: Vec<_> = all().flat_map(margins).filter(|(by, _)| *by > 0).collect();
    victories.sort_by_key(|(by, _)| std::cmp::Reverse(*by));
    victories
}

fn shown(pairwise: &Pairwise, victories: &[(i64, Edge)]) -> (Vec<PairStep>, Reach) {
    let mut reach = Reach::nobody(pairwise.candidates());
    let mut locked = Vec::new();
    let mut steps = Vec::with_capacity(victories.len());
    for (_, edge) in victories {
        let (winner, loser) = *edge;
        let locking = if reach.lock(*edge) {
            locked.push(*edge);
            Locking::Locked
        } else {
            Locking::Skipped { against: chain(pairwise.candidates(), &locked, loser, winner) }
        };
        let (over, under) = (pairwise.over(winner, loser), pairwise.over(loser, winner));
        steps.push(PairStep { winner, loser, over, under, locking });
    }
    (steps, reach)
}

/// The shortest chain of locked pairs from one option to another.
fn chain(candidates: usize, locked: &[Edge], from: Candidate, to: Candidate) -> Vec<Candidate> {
    if candidates > PATHS_UP_TO {
        return Vec::new();
    }
    let mut came_from: Vec<Option<Candidate>> = vec![None; candidates];
    let mut reached = vec![from];
    let mut at = 0;
    while let Some(one) = reached.get(at).copied().filter(|_| came_from[to.at()].is_none()) {
        for (_, next) in locked.iter().filter(|(start, _)| *start == one) {
            if came_from[next.at()].is_none() && *next != from {
                came_from[next.at()] = Some(one);
                reached.push(*next);
            }
        }
        at += 1;
    }
    let back = std::iter::successors(Some(to), |one| came_from[one.at()]);
    let mut chain: Vec<Candidate> = back.collect();
    chain.reverse();
    chain
}

/// The winners, then who wins without them, and so on. After a search cut short, the rest by the
/// pairs locked in one order.
fn place_by_place(
    pairwise: &Pairwise,
    victories: &[(i64, Edge)],
    search: &mut Search,
    first: Candidates,
) -> Vec<Vec<Candidate>> {
    let mut left = Candidates::first(pairwise.candidates());
    let mut ranking = Vec::new();
    let mut place = first;
    loop {
        ranking.push(place.iter().collect());
        place.iter().for_each(|gone| left.remove(gone));
        if left.iter().next().is_none() {
            return ranking;
        }
        let mut reach = Reach::nobody(pairwise.candidates());
        let among = victories.iter().filter(|(_, (a, b))| left.has(*a) && left.has(*b));
        let among: Vec<(i64, Edge)> = among.copied().collect();
        for (_, edge) in &among {
            reach.lock(*edge);
        }
        let unbeaten = reach.unbeaten().iter().filter(|one| left.has(*one)).collect();
        if search.cut_short() {
            let rest = order::by_layers(pairwise.candidates(), |a, b| reach.leads(a, b));
            let rest = rest.into_iter().map(|mut place| {
                place.retain(|one| left.has(*one));
                place
            });
            ranking.extend(rest.filter(|place| !place.is_empty()));
            return ranking;
        }
        search.look(among.len());
        place = search.winners(pairwise, &among, left, unbeaten).found;
    }
}
