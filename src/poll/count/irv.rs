//! Instant runoff: the option with the fewest ballots goes, round after round, until one has more
//! than half of the ballots that still count.
//!
//! Source: W. R. Ware, 1871, as *Robert's Rules of Order* and <https://fairvote.org/resources/electoral-systems/ranked_choice_voting_information/>
//! describe it.
//! - A ballot counts for the best of its options that is still in. A ballot on which none is left
//!   is exhausted: it counts for nobody, and the majority is one of the ballots that remain.
//! - What a place shared by two continuing options means is the file's to say ([`Overvote`]).
//! - Options go **one at a time**. Where several have the fewest, nothing is drawn by lot and no
//!   list decides: every one of these eliminations is followed to its end (`irv_ties.rs`), and
//!   whoever wins in one of them shares the win. So options are treated alike, and a result with
//!   one winner is one that no tie-break could have changed.
//! - If all that remain have equally many ballots, all of them win.
//!
//! The rounds shown follow one line of eliminations: of those with the fewest, the last in the list
//! goes. The order below the winners is that of these rounds: by the tallies of the last one, then
//! who went last before who went first.
//!
//! [`Overvote`]: super::Overvote

use std::collections::HashMap;

use super::counted::{Elimination, Outcome, Rounds};
use super::{Candidate, Candidates, Grouped, Ranking, irv_ties, order};

pub(super) fn count(ballots: &Grouped<Ranking>) -> Outcome {
    let race = Race::new(ballots);
    let (rounds, shown) = race.rounds();
    let (winners, complete) = irv_ties::winners(&race, &shown);
    let ranking = order::winners_first(&winners, ranking(&rounds));
    Outcome { winners, ranking, rounds: Rounds::Eliminations(rounds), complete }
}

/// The last round by tallies, then the eliminated, last first.
fn ranking(rounds: &[Elimination]) -> Vec<Vec<Candidate>> {
    let last = rounds.last().map_or(&[][..], |round| &round.tally);
    let groups = last.chunk_by(|a, b| a.1 == b.1);
    let groups = groups.map(|level| level.iter().map(|(candidate, _)| *candidate).collect());
    groups.chain(rounds.iter().rev().filter_map(|round| Some(vec![round.eliminated?]))).collect()
}

/// The ballots, and which of them have shared places, whose end depends on the way taken.
#[derive(Debug)]
pub(super) struct Race<'a> {
    ballots: &'a Grouped<Ranking>,
    /// For groups with shared places: their number among these.
    shared: HashMap<usize, usize>,
}

/// Where a race stands: who is in, and which ballots with shared places have ended.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Standing {
    pub(super) continuing: Candidates,
    ended: Vec<u64>,
}

impl Standing {
    pub(super) fn without(&self, gone: &[Candidate]) -> Self {
        let mut standing = self.clone();
        for candidate in gone {
            standing.continuing.remove(*candidate);
        }
        standing
    }
}

/// A tally, most ballots first, and how many count for nobody.
pub(super) struct Tally {
    pub(super) of: Vec<(Candidate, u64)>,
    pub(super) exhausted: u64,
}

/// What a tally leads to.
pub(super) enum Step {
    /// One has the majority, or all are level.
    Won(Vec<Candidate>),
    /// These have the fewest.
    Fewest(Vec<Candidate>),
}

impl<'a> Race<'a> {
    pub(super) fn new(ballots: &'a Grouped<Ranking>) -> Self {
        let groups = ballots.groups().iter().enumerate();
        let shared = groups.filter(|(_, (ranking, _))| ranking.has_ties());
        let shared = shared.enumerate().map(|(number, (at, _))| (at, number)).collect();
        Self { ballots, shared }
    }

    pub(super) fn start(&self) -> Standing {
        Standing {
            continuing: Candidates::first(self.ballots.candidates()),
            ended: vec![0; self.shared.len().div_ceil(64)],
        }
    }

    pub(super) fn has_shared_places(&self) -> bool {
        !self.shared.is_empty()
    }

    /// What one tally costs, in ballots looked at; a small one has its cost too.
    pub(super) fn cost(&self) -> usize {
        100 + self.ballots.groups().len() + self.ballots.candidates()
    }

    /// Counts each ballot for its best continuing option; ballots that reach a shared place end.
    pub(super) fn tally(&self, standing: &mut Standing) -> Tally {
        let mut votes = vec![0; self.ballots.candidates()];
        let mut exhausted = 0;
        let continuing = standing.continuing;
        for (at, (ranking, number)) in self.ballots.groups().iter().enumerate() {
            let best = match self.shared.get(&at).filter(|_| self.has_shared_places()) {
                None => {
                    let mut ranked = ranking.ranked().iter().map(|ranked| ranked.candidate());
                    ranked.find(|candidate| continuing.has(*candidate))
                }
                Some(number) => {
                    let ended = &mut standing.ended[number / 64];
                    let best = if *ended >> (number % 64) & 1 == 1 {
                        None
                    } else {
                        best_alone(ranking, &continuing)
                    };
                    *ended |= u64::from(best.is_none()) << (number % 64);
                    best
                }
            };
            match best {
                Some(best) => votes[best.at()] += number,
                None => exhausted += number,
            }
        }
        let mut of: Vec<_> = continuing.iter().map(|one| (one, votes[one.at()])).collect();
        of.sort_by_key(|(_, votes)| std::cmp::Reverse(*votes));
        Tally { of, exhausted }
    }

    fn rounds(&self) -> (Vec<Elimination>, Vec<Candidate>) {
        let mut standing = self.start();
        let mut tally = self.tally(&mut standing);
        let mut rounds = Vec::new();
        loop {
            let fewest = match tally.step() {
                Step::Won(winners) => {
                    rounds.push(Elimination::last(tally));
                    return (rounds, winners);
                }
                Step::Fewest(fewest) => fewest,
            };
            let gone = *fewest.last().expect("somebody has the fewest");
            standing.continuing.remove(gone);
            let next = self.tally(&mut standing);
            rounds.push(Elimination::of(tally, gone, fewest, &next));
            tally = next;
        }
    }
}

/// The best continuing option, if it does not share its place with another continuing one.
fn best_alone(ranking: &Ranking, continuing: &Candidates) -> Option<Candidate> {
    let continuing = |place: &[super::ranking::Ranked]| {
        let mut some = place.iter().map(|r| r.candidate()).filter(|c| continuing.has(*c));
        (some.next(), some.next())
    };
    let first = ranking.shared_places().map(continuing).find(|(one, _)| one.is_some());
    first.and_then(|(one, other)| if other.is_none() { one } else { None })
}

impl Tally {
    pub(super) fn step(&self) -> Step {
        let votes: u64 = self.of.iter().map(|(_, votes)| votes).sum();
        let (first, last) = (self.of[0], self.of[self.of.len() - 1]);
        let named = |votes: u64| self.of.iter().filter(move |(_, v)| *v == votes).map(|(c, _)| *c);
        if first.1 * 2 > votes || first.1 == last.1 {
            return Step::Won(named(first.1).collect());
        }
        Step::Fewest(named(last.1).collect())
    }
}

impl Elimination {
    fn last(tally: Tally) -> Self {
        Self {
            tally: tally.of,
            exhausted: tally.exhausted,
            tied: Vec::new(),
            eliminated: None,
            transfers: Vec::new(),
            transferred_to_nobody: 0,
        }
    }

    fn of(tally: Tally, gone: Candidate, fewest: Vec<Candidate>, next: &Tally) -> Self {
        let before: HashMap<Candidate, u64> = tally.of.iter().copied().collect();
        let more = next.of.iter().map(|(candidate, votes)| (*candidate, votes - before[candidate]));
        Self {
            transfers: more.filter(|(_, more)| *more > 0).collect(),
            transferred_to_nobody: next.exhausted - tally.exhausted,
            tally: tally.of,
            exhausted: tally.exhausted,
            tied: if fewest.len() > 1 { fewest } else { Vec::new() },
            eliminated: Some(gone),
        }
    }
}
