//! Ranked pairs with equal margins: every order of the equal ones is tried.
//!
//! Source: M. Brill, F. Fischer, "The Price of Neutrality for the Ranked Pairs Method", AAAI 2012,
//! <https://doi.org/10.1609/aaai.v26i1.8250> (who wins for some order is NP-complete); J. Wang and
//! others, <https://arxiv.org/abs/1901.09791>, for splitting by circles and pruning.
//!
//! Among pairs of one margin only those that lie on a circle can stand in each other's way; the
//! rest are locked in any order. What an order makes of the others is a largest set of them that
//! closes no circle. Such sets are found by taking a pair or refusing it, where a refused pair must
//! be contradicted in the end. The search has a bound; cut short, it says so.

use std::collections::HashSet;

use super::locking::{Edge, Reach};
use super::{Candidates, Pairwise};

/// Words of memory looked at before the search ends: at most about 200 MB of
/// standings kept so that none is followed twice.
const LOOKS: usize = 10_000_000;

/// One search, whose bound all questions of a count share.
#[derive(Debug)]
pub(super) struct Search {
    left: usize,
    cut_short: bool,
}

/// Who wins in some order.
#[derive(Debug)]
pub(super) struct Winners {
    pub(super) found: Candidates,
    /// Whether the order of equal margins made a difference to what is locked.
    pub(super) forked: bool,
}

/// Pairs locked so far, and what is to be done with those of the present margin.
struct Node {
    reach: Reach,
    /// Where the next margin begins.
    next: usize,
    open: Vec<Edge>,
    refused: Vec<Edge>,
}

impl Default for Search {
    fn default() -> Self {
        Self::within(LOOKS)
    }
}

impl Search {
    const fn within(looks: usize) -> Self {
        Self { left: looks, cut_short: false }
    }

    pub(super) fn cut_short(&self) -> bool {
        self.cut_short
    }

    /// Everybody among `left` who wins in some order of `victories`, which are pairs of `left`,
    /// largest margin first. `shown` are the winners of one order.
    pub(super) fn winners(
        &mut self,
        pairwise: &Pairwise,
        victories: &[(i64, Edge)],
        left: Candidates,
        shown: Candidates,
    ) -> Winners {
        let mut winners = Winners { found: shown, forked: false };
        let reach = Reach::nobody(pairwise.candidates());
        let mut open = vec![Node { reach, next: 0, open: Vec::new(), refused: Vec::new() }];
        let mut seen = HashSet::new();
        while let Some(mut node) = open.pop() {
            if self.left == 0 && winners.forked {
                self.cut_short = true;
                return winners;
            }
            if !self.settle(&mut node) {
                continue;
            }
            if let Some(edge) = node.open.pop() {
                winners.forked = true;
                let mut taken = node.copy();
                taken.reach.add(edge);
                node.refused.push(edge);
                open.extend([node, taken]);
                continue;
            }
            let unbeaten: Candidates =
                node.reach.unbeaten().iter().filter(|one| left.has(*one)).collect();
            // Before the first fork there is nothing to repeat.
            let repeated = winners.forked && self.repeated(&mut seen, &node);
            if node.next == victories.len() {
                unbeaten.iter().for_each(|winner| {
                    winners.found.add(winner);
                });
            } else if !(repeated || winners.forked && unbeaten.within(&winners.found)) {
                let margin = victories[node.next].0;
                let equal = victories[node.next..].iter().take_while(|(by, _)| *by == margin);
                node.open.extend(equal.map(|(_, edge)| *edge));
                node.next += node.open.len();
                open.push(node);
            }
        }
        winners
    }

    /// Spends some of the bound.
    pub(super) fn look(&mut self, words: usize) {
        self.left = self.left.saturating_sub(words);
    }

    fn repeated(&mut self, seen: &mut HashSet<(usize, Reach)>, node: &Node) -> bool {
        self.look(node.reach.size());
        !seen.insert((node.next, node.reach.clone()))
    }

    /// Locks what nothing of the same margin stands against and drops what is contradicted.
    /// False where a refused pair can no longer be contradicted, which no order gives.
    fn settle(&mut self, node: &mut Node) -> bool {
        loop {
            let Node { reach, open, refused, .. } = node;
            open.retain(|(a, b)| !reach.leads(*a, *b) && !reach.leads(*b, *a));
            refused.retain(|(a, b)| !reach.leads(*b, *a));
            if refused.iter().any(|(a, b)| reach.leads(*a, *b)) {
                return false;
            }
            if open.len() <= 1 && refused.is_empty() {
                open.drain(..).for_each(|edge| reach.add(edge));
                return true;
            }
            self.look((1 + open.len()) * reach.size());
            let mut all = reach.clone();
            for edge in &*open {
                all.add(*edge);
            }
            if refused.iter().any(|(a, b)| !all.leads(*b, *a)) {
                return false;
            }
            let before = open.len();
            open.retain(|(a, b)| {
                let on_a_circle = all.leads(*b, *a);
                if !on_a_circle {
                    reach.add((*a, *b));
                }
                on_a_circle
            });
            if open.len() == before {
                return true;
            }
        }
    }
}

impl Node {
    fn copy(&self) -> Self {
        Self {
            reach: self.reach.clone(),
            next: self.next,
            open: self.open.clone(),
            refused: self.refused.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::cases::{ballots, letters};
    use super::super::ranked_pairs::victories;
    use super::super::{Candidate, Method, count};
    use super::*;

    #[test]
    fn a_search_cut_short_says_so_and_names_nobody_who_could_not_win() {
        let circle = ballots("ABC", "1: A > B > C; 1: B > C > A; 1: C > A > B");
        let pairwise = count(Method::RankedPairs, &circle).unwrap().pairwise;
        let told = |mut search: Search| {
            let shown = [Candidate(0)].into_iter().collect();
            let all = Candidates::first(3);
            let found = search.winners(&pairwise, &victories(&pairwise), all, shown).found;
            (letters("ABC", &found.iter().collect::<Vec<_>>()), search.cut_short())
        };
        assert_eq!(told(Search::within(0)), ("A".into(), true));
        assert_eq!(told(Search::default()), ("ABC".into(), false));
    }
}
