//! How firm a result is: whom one changed ballot could have made the winner.
//!
//! Found by trying: each different ballot is taken away once, and another one put in its place.
//! Whatever is found is true. It is complete where one vote is all that a ballot says, and among up
//! to four options that are ranked; else some of what could be may be missed, and
//! [`Swing::complete`] says so.

use super::{
    Approval, Ballots, Candidate, Counted, Grouped, Method, Ranking, Rankings, Score, Scored, count,
};

/// Most counts that are tried.
const TRIALS: usize = 4_000;

/// Most comparisons that all of them may take together, a few hundredths of a second.
const WORK: usize = 20_000_000;

/// Most options of which every ranking is tried.
const EVERY: usize = 4;

/// Whom one changed ballot could have made the only winner.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Swing {
    /// They, in the order of the options.
    pub to: Vec<Candidate>,
    /// Whether everybody of whom that is true is among them.
    pub complete: bool,
}

/// Tries every change of one ballot that may matter.
#[must_use]
pub fn swing(ballots: &Ballots, counted: &Counted) -> Swing {
    if let Some(firm) = firm(counted) {
        return firm;
    }
    let targets: Vec<Candidate> =
        Candidate::first(ballots.candidates()).filter(|one| counted.winners != [*one]).collect();
    let mut search = Search {
        method: counted.method,
        now: counted.winners.clone(),
        left: trials(ballots),
        to: Vec::new(),
    };
    let complete = match ballots {
        Ballots::Rankings(rankings) => {
            let others = rankings_to_try(counted, &targets);
            let (overvote, unranked) = (rankings.overvote, rankings.unranked);
            let tried = search.each(&rankings.ballots, &others, |ballots| {
                Ballots::Rankings(Rankings { ballots, unranked, overvote })
            });
            let every = counted.method == Method::Plurality || ballots.candidates() <= EVERY;
            tried && every
        }
        Ballots::Approvals(approvals) => {
            let others: Vec<Approval> =
                targets.iter().filter_map(|one| Approval::new([*one]).ok()).collect();
            search.each(approvals, &others, Ballots::Approvals)
        }
        Ballots::Scores(scores) => {
            let others: Vec<Scored> =
                targets.iter().flat_map(|one| scored(*one, &targets)).collect();
            let tried = search.each(scores, &others, Ballots::Scores);
            tried && counted.method == Method::Score
        }
    };
    search.to.sort_unstable();
    search.to.dedup();
    Swing { to: search.to, complete }
}

/// How many counts of these ballots there is time for.
fn trials(ballots: &Ballots) -> usize {
    let different = match ballots {
        Ballots::Rankings(rankings) => rankings.ballots.groups().len(),
        Ballots::Approvals(approvals) => approvals.groups().len(),
        Ballots::Scores(scores) => scores.groups().len(),
    };
    let comparisons = different * ballots.candidates() * ballots.candidates();
    (WORK / comparisons.max(1)).min(TRIALS)
}

/// The answer where a lead is too large for one ballot: whoever beats every other option by more
/// than two ballots still beats them all when one ballot changes.
fn firm(counted: &Counted) -> Option<Swing> {
    let [winner] = counted.winners[..] else { return None };
    if !matches!(counted.method, Method::Schulze | Method::RankedPairs) {
        return None;
    }
    let mut others = counted.ranking.iter().flatten().filter(|one| **one != winner);
    others
        .all(|other| counted.pairwise.margin(winner, *other) > 2)
        .then(|| Swing { to: Vec::new(), complete: true })
}

struct Search {
    method: Method,
    now: Vec<Candidate>,
    left: usize,
    to: Vec<Candidate>,
}

impl Search {
    /// Puts each of these in the place of each ballot there is; false where there was no time for
    /// all.
    fn each<B: Clone + Ord + super::Marks>(
        &mut self,
        ballots: &Grouped<B>,
        others: &[B],
        wrap: impl Fn(Grouped<B>) -> Ballots,
    ) -> bool {
        for gone in 0..ballots.groups().len() {
            for other in others {
                if self.left == 0 {
                    return false;
                }
                self.left -= 1;
                let mut changed = ballots.groups().to_vec();
                changed[gone].1 -= 1;
                changed.push((other.clone(), 1));
                let Ok(changed) = Grouped::new(ballots.candidates(), changed) else { continue };
                if let Ok(counted) = count(self.method, &wrap(changed))
                    && let [winner] = counted.winners[..]
                    && self.now != [winner]
                {
                    self.to.push(winner);
                }
            }
        }
        self.to.retain({
            let mut seen = super::Candidates::default();
            move |one| seen.add(*one)
        });
        true
    }
}

/// Every ranking of few options; of more, those that put one first and help it in a plain way.
fn rankings_to_try(counted: &Counted, targets: &[Candidate]) -> Vec<Ranking> {
    let all: Vec<Candidate> = counted.ranking.iter().flatten().copied().collect();
    let mut lists: Vec<Vec<Candidate>> = targets.iter().map(|one| vec![*one]).collect();
    if counted.method == Method::Plurality {
        // Nothing but the first place counts.
    } else if all.len() <= EVERY {
        lists = vec![Vec::new()];
        let mut longest = lists.clone();
        for _ in 0..all.len() {
            longest = longest.iter().flat_map(|list| extended(list, &all)).collect();
            lists.extend(longest.iter().cloned());
        }
    } else {
        for target in targets {
            let rest = |order: &mut dyn Iterator<Item = &Candidate>| {
                let rest = order.filter(|one| *one != target).copied();
                std::iter::once(*target).chain(rest).collect::<Vec<_>>()
            };
            lists.push(rest(&mut all.iter()));
            lists.push(rest(&mut all.iter().rev()));
        }
    }
    let ranking = |list: Vec<Candidate>| Ranking::new(list.into_iter().map(|one| [one])).ok();
    lists.into_iter().filter_map(ranking).collect()
}

fn extended(list: &[Candidate], all: &[Candidate]) -> Vec<Vec<Candidate>> {
    let more = all.iter().filter(|one| !list.contains(one));
    more.map(|one| list.iter().chain([one]).copied().collect()).collect()
}

/// Five points for one option, alone and with four for another one.
fn scored(one: Candidate, others: &[Candidate]) -> Vec<Scored> {
    let points = |points| Score::points(points).unwrap_or_default();
    let alone = Scored::new([(one, points(5))]);
    let with = others.iter().filter(|other| **other != one);
    let with = with.map(|other| Scored::new([(one, points(5)), (*other, points(4))]));
    std::iter::once(alone).chain(with).filter_map(Result::ok).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::{Overvote, Unranked};
    use super::*;

    fn rankings(lists: &[Vec<u16>]) -> Ballots {
        let ranking =
            |list: &Vec<u16>| (Ranking::new(list.iter().map(|one| [Candidate(*one)])).unwrap(), 1);
        let ballots = Grouped::new(3, lists.iter().map(ranking).collect()).unwrap();
        let (unranked, overvote) = (Unranked::Last, Overvote::ExhaustWhenReached);
        Ballots::Rankings(Rankings { ballots, unranked, overvote })
    }

    fn to(method: Method, lists: &[Vec<u16>]) -> Swing {
        let ballots = rankings(lists);
        swing(&ballots, &count(method, &ballots).unwrap())
    }

    #[test]
    fn a_close_result_names_who_could_have_won_and_a_firm_one_nobody() {
        let close = [vec![0, 1, 2], vec![0, 1, 2], vec![1, 0, 2]];
        assert_eq!(to(Method::RankedPairs, &close).to, [Candidate(1)]);
        let firm: Vec<Vec<u16>> = std::iter::repeat_n(vec![0, 1, 2], 7).collect();
        for method in [Method::RankedPairs, Method::Schulze, Method::Irv, Method::Plurality] {
            assert_eq!(to(method, &firm), Swing { to: Vec::new(), complete: true }, "{method}");
        }
    }

    /// Every ranking of three options, partial ones too.
    fn every() -> Vec<Vec<u16>> {
        let mut all = vec![vec![]];
        for a in 0..3 {
            all.push(vec![a]);
            for b in (0..3).filter(|b| *b != a) {
                all.push(vec![a, b]);
                all.push(vec![a, b, 3 - a - b]);
            }
        }
        all
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]

        #[test]
        fn among_three_options_it_is_what_trying_everything_finds(
            chosen in proptest::collection::vec(0_usize..16, 1..7),
        ) {
            let every = every();
            let lists: Vec<_> = chosen.iter().map(|at| every[*at].clone()).collect();
            for method in [Method::RankedPairs, Method::Schulze, Method::Irv, Method::Borda] {
                let now = count(method, &rankings(&lists)).unwrap().winners;
                let mut expected = Vec::new();
                for (at, other) in (0..lists.len()).flat_map(|at| every.iter().map(move |o| (at, o))) {
                    let mut changed = lists.clone();
                    changed[at].clone_from(other);
                    let winners = count(method, &rankings(&changed)).unwrap().winners;
                    if winners.len() == 1 && winners != now {
                        expected.extend(winners);
                    }
                }
                expected.sort_unstable();
                expected.dedup();
                prop_assert_eq!(to(method, &lists).to, expected, "{}", method);
            }
        }
    }
}
