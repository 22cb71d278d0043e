//! Head to head: for each pair of options, how many ballots prefer the one to the other.

use super::{Ballots, Candidate, Ranking, Unranked};

/// How many ballots prefer each option to each other one. Built once a count.
///
/// Time: the square of the options *named* on each different ballot, halved; memory: four bytes a
/// pair of options.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pairwise {
    candidates: usize,
    /// Row by row. At most [`super::MOST_BALLOTS`], which fits.
    over: Vec<u32>,
}

impl Pairwise {
    /// The table of a count.
    ///
    /// On an approval ballot each approved option is preferred to each other one; on a score
    /// ballot the higher score is preferred, and no score is 0.
    #[must_use]
    pub fn of(ballots: &Ballots) -> Self {
        let mut seen = Seen::new(ballots.candidates());
        match ballots {
            Ballots::Rankings(rankings) => {
                for (ranking, number) in rankings.ballots.groups() {
                    seen.add(ranking, *number);
                }
                seen.finish(rankings.unranked)
            }
            Ballots::Approvals(approvals) => {
                for (approval, number) in approvals.groups() {
                    seen.add(&approval.ranking(), *number);
                }
                seen.finish(Unranked::Last)
            }
            Ballots::Scores(scores) => {
                for (scored, number) in scores.groups() {
                    seen.add(&scored.ranking(), *number);
                }
                seen.finish(Unranked::Last)
            }
        }
    }

    /// How many options there are.
    #[must_use]
    pub fn candidates(&self) -> usize {
        self.candidates
    }

    /// Ballots that prefer `one` to `other`.
    #[must_use]
    pub fn over(&self, one: Candidate, other: Candidate) -> u64 {
        self.over[one.at() * self.candidates + other.at()].into()
    }

    /// By how many ballots `one` is ahead of `other`; below 0 where it is behind.
    #[must_use]
    pub fn margin(&self, one: Candidate, other: Candidate) -> i64 {
        let over = |a: Candidate, b: Candidate| self.over[a.at() * self.candidates + b.at()];
        i64::from(over(one, other)) - i64::from(over(other, one))
    }

    /// Whether more ballots prefer `one` to `other` than the other way round.
    #[must_use]
    pub fn beats(&self, one: Candidate, other: Candidate) -> bool {
        self.over(one, other) > self.over(other, one)
    }

    /// The option that beats every other one head to head, if one does (the Condorcet winner).
    #[must_use]
    pub fn beats_all(&self) -> Option<Candidate> {
        let beats_all = |one: &Candidate| {
            Candidate::first(self.candidates).all(|other| *one == other || self.beats(*one, other))
        };
        Candidate::first(self.candidates).find(beats_all)
    }

    pub(super) fn row(&self, one: Candidate) -> &[u32] {
        &self.over[one.at() * self.candidates..][..self.candidates]
    }
}

/// What ballots say of the options that they name; what they leave out is added at the end, so
/// that a short ballot costs little.
struct Seen {
    candidates: usize,
    /// Ballots that name both and put the first before the second.
    above: Vec<u32>,
    /// Ballots that name both in the same place.
    level: Vec<u32>,
    named: Vec<u32>,
}

impl Seen {
    fn new(candidates: usize) -> Self {
        let pairs = vec![0; candidates * candidates];
        Self { candidates, above: pairs.clone(), level: pairs, named: vec![0; candidates] }
    }

    fn add(&mut self, ranking: &Ranking, number: u64) {
        let number = u32::try_from(number).expect("a count has at most 1,000,000,000 ballots");
        let ranked = ranking.ranked();
        for (at, one) in ranked.iter().enumerate() {
            let one = one.candidate().at();
            self.named[one] += number;
            let row = one * self.candidates;
            let mut below = &ranked[at + 1..];
            while let Some((other, rest)) = below.split_first().filter(|(o, _)| o.shares()) {
                self.level[row + other.candidate().at()] += number;
                self.level[other.candidate().at() * self.candidates + one] += number;
                below = rest;
            }
            let above = &mut self.above[row..row + self.candidates];
            for other in below {
                above[other.candidate().at()] += number;
            }
        }
    }

    fn finish(self, unranked: Unranked) -> Pairwise {
        let Self { candidates, above, level, named } = self;
        let over = match unranked {
            Unranked::NoOpinion => above,
            // A named option is preferred on every ballot that does not put the other one as high.
            Unranked::Last => {
                let mut over = vec![0; above.len()];
                for one in 0..candidates {
                    for other in (0..candidates).filter(|other| *other != one) {
                        let pair = one * candidates + other;
                        over[pair] = named[one] - above[other * candidates + one] - level[pair];
                    }
                }
                over
            }
        };
        Pairwise { candidates, over }
    }
}
