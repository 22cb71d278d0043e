//! All ballots of one count, equal ones together.

use super::ranking::Ranked;
use super::{Approval, Candidate, MOST_BALLOTS, MOST_CANDIDATES, Ranking, Scores, scored::Scored};

/// The ballots of one count.
#[derive(Clone, Debug)]
pub enum Ballots {
    /// Options in order.
    Rankings(Rankings),
    /// Options approved of.
    Approvals(Grouped<Approval>),
    /// Options with a score each.
    Scores(Scores),
}

impl Ballots {
    /// How many options there are.
    #[must_use]
    pub fn candidates(&self) -> usize {
        match self {
            Self::Rankings(rankings) => rankings.ballots.candidates,
            Self::Approvals(approvals) => approvals.candidates,
            Self::Scores(scores) => scores.candidates,
        }
    }

    /// How many ballots there are, blank ones too.
    #[must_use]
    pub fn total(&self) -> u64 {
        match self {
            Self::Rankings(rankings) => rankings.ballots.total,
            Self::Approvals(approvals) => approvals.total,
            Self::Scores(scores) => scores.total,
        }
    }
}

/// What an option that a ranking leaves out counts as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unranked {
    /// Left-out options share the place below every ranked one.
    Last,
    /// Left-out options take part in no comparison on that ballot.
    NoOpinion,
}

/// What instant runoff does with a ballot that puts two options in the same place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Overvote {
    /// The ballot ends when its best continuing place is shared by two continuing options, and
    /// stays ended when one of them is out later.
    ExhaustWhenReached,
    /// Nobody has said; such ballots cannot be counted by instant runoff.
    Undefined,
}

/// Rankings, grouped, with what the silence and the ties of a ballot mean.
#[derive(Clone, Debug)]
pub struct Rankings {
    /// The rankings.
    pub ballots: Grouped<Ranking>,
    /// What left-out options count as.
    pub unranked: Unranked,
    /// What a shared place means to instant runoff.
    pub overvote: Overvote,
}

/// Ballots of one kind; equal ones stand together with their number, in an order of their own, so
/// that nothing depends on the order they came in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grouped<B> {
    candidates: usize,
    groups: Vec<(B, u64)>,
    total: u64,
}

/// Why ballots cannot be counted together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BadBallots {
    /// There is no option, or more than a thousand.
    #[error("{0} options; a count takes 1 to {MOST_CANDIDATES}")]
    Candidates(usize),
    /// A ballot names an option past the last.
    #[error("a ballot names option {0}, past the last")]
    NoSuchCandidate(u16),
    /// Nobody voted.
    #[error("there is no ballot")]
    Nobody,
    /// More ballots than are counted together.
    #[error("more than {MOST_BALLOTS} ballots")]
    TooMany,
}

impl<B: Ord + Marks> Grouped<B> {
    /// Groups ballots, each with how many people cast it.
    ///
    /// # Errors
    ///
    /// [`BadBallots`]; blank ballots are ballots.
    pub fn new(candidates: usize, mut ballots: Vec<(B, u64)>) -> Result<Self, BadBallots> {
        if !(1..=MOST_CANDIDATES).contains(&candidates) {
            return Err(BadBallots::Candidates(candidates));
        }
        let past = |ballot: &B| ballot.marks().find(|mark| mark.at() >= candidates);
        if let Some(past) = ballots.iter().find_map(|(ballot, _)| past(ballot)) {
            return Err(BadBallots::NoSuchCandidate(past.0));
        }
        let add = |sum: u64, number: u64| sum.checked_add(number).filter(|s| *s <= MOST_BALLOTS);
        let total = ballots.iter().try_fold(0, |sum, (_, number)| add(sum, *number));
        let total = total.ok_or(BadBallots::TooMany)?;
        if total == 0 {
            return Err(BadBallots::Nobody);
        }
        ballots.retain(|(_, number)| *number > 0);
        ballots.sort_unstable();
        ballots.dedup_by(|later, kept| {
            let same = later.0 == kept.0;
            if same {
                kept.1 += later.1;
            }
            same
        });
        Ok(Self { candidates, groups: ballots, total })
    }
}

impl<B> Grouped<B> {
    /// How many options there are.
    #[must_use]
    pub fn candidates(&self) -> usize {
        self.candidates
    }

    /// Different ballots, each with how many people cast it.
    #[must_use]
    pub fn groups(&self) -> &[(B, u64)] {
        &self.groups
    }

    /// How many ballots there are in all.
    #[must_use]
    pub fn total(&self) -> u64 {
        self.total
    }
}

/// The options that a ballot names.
pub trait Marks {
    /// In any order.
    fn marks(&self) -> impl Iterator<Item = Candidate>;
}

impl Marks for Ranking {
    fn marks(&self) -> impl Iterator<Item = Candidate> {
        self.ranked().iter().map(|ranked: &Ranked| ranked.candidate())
    }
}

impl Marks for Approval {
    fn marks(&self) -> impl Iterator<Item = Candidate> {
        self.approved().iter().copied()
    }
}

impl Marks for Scored {
    fn marks(&self) -> impl Iterator<Item = Candidate> {
        self.scores().iter().map(|(candidate, _)| *candidate)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn only(candidate: u16) -> Ranking {
        Ranking::of(Candidate(candidate))
    }

    #[test]
    fn equal_ballots_stand_together_whatever_their_order() {
        let places = |first: [u16; 2]| Ranking::new([first.map(Candidate)]).unwrap();
        let one = Grouped::new(2, vec![(places([0, 1]), 2), (only(1), 1), (places([1, 0]), 3)]);
        let other = Grouped::new(2, vec![(only(1), 1), (places([1, 0]), 5), (only(0), 0)]);
        assert_eq!(one, other);
        assert_eq!(one.unwrap().total(), 6);
    }

    #[test]
    fn what_cannot_be_counted_is_refused() {
        let check = |candidates, ballots, expected| {
            assert_eq!(Grouped::new(candidates, ballots), Err(expected));
        };
        check(0, vec![], BadBallots::Candidates(0));
        check(1_001, vec![(only(0), 1)], BadBallots::Candidates(1_001));
        check(2, vec![(only(2), 1)], BadBallots::NoSuchCandidate(2));
        check(2, vec![], BadBallots::Nobody);
        check(2, vec![(only(0), 0)], BadBallots::Nobody);
        check(2, vec![(only(0), MOST_BALLOTS), (only(1), 1)], BadBallots::TooMany);
        check(2, vec![(only(0), u64::MAX), (only(0), u64::MAX)], BadBallots::TooMany);
    }
}
