//! From the ballots of a poll to the ballots of a count, which is also what is exported.

use super::count::{
    Approval, Ballots, Candidate, Grouped, Overvote, Ranking, Rankings, Score, Scored, Unranked,
};
use super::{Ballot, Kind, OptionIndex, Terms, Vote};

/// Ballots as they are counted: no opinion is a blank ballot, options left out of a ranking share
/// the last place, and what a ballot says of an option that is not there is dropped. None where
/// there is nothing to count: no ballots, or ballots that agree or object.
#[must_use]
pub fn countable(options: usize, terms: &Terms, ballots: &[Ballot]) -> Option<Ballots> {
    match terms.kind {
        Kind::PickOne | Kind::Rank => {
            let of = |ballot: &Ballot| (ranking(&ballot.vote, options), 1);
            let ballots = Grouped::new(options, ballots.iter().map(of).collect()).ok()?;
            // Nobody can put two options in one place here, so this rule decides nothing.
            let overvote = Overvote::ExhaustWhenReached;
            Some(Ballots::Rankings(Rankings { ballots, unranked: Unranked::Last, overvote }))
        }
        Kind::PickSeveral { .. } => {
            let of = |ballot: &Ballot| (approval(&ballot.vote, options), 1);
            Grouped::new(options, ballots.iter().map(of).collect()).ok().map(Ballots::Approvals)
        }
        Kind::Rate => {
            let of = |ballot: &Ballot| (scored(&ballot.vote, options), 1);
            Grouped::new(options, ballots.iter().map(of).collect()).ok().map(Ballots::Scores)
        }
        Kind::Agree => None,
    }
}

fn there(named: &[OptionIndex], options: usize) -> impl Iterator<Item = Candidate> {
    named.iter().filter(move |option| option.at() < options).map(|option| Candidate::from(*option))
}

fn ranking(vote: &Vote, options: usize) -> Ranking {
    let named = match vote {
        Vote::One(option) => std::slice::from_ref(option),
        Vote::Ranked(ranked) => ranked,
        _ => &[],
    };
    Ranking::new(there(named, options).map(|one| [one])).unwrap_or_else(|_| blank())
}

fn blank() -> Ranking {
    Ranking::new(std::iter::empty::<[Candidate; 0]>()).expect("nobody is there twice")
}

fn approval(vote: &Vote, options: usize) -> Approval {
    let named: &[OptionIndex] = if let Vote::Several(picked) = vote { picked } else { &[] };
    let approval = Approval::new(there(named, options));
    approval.or_else(|_| Approval::new([])).expect("nobody is there twice")
}

fn scored(vote: &Vote, options: usize) -> Scored {
    let rated: &[(OptionIndex, u8)] = if let Vote::Rated(rated) = vote { rated } else { &[] };
    let scores = rated.iter().filter(|(option, _)| option.at() < options);
    let scores = scores.filter_map(|(option, points)| {
        Some((Candidate::from(*option), Score::points((*points).into()).ok()?))
    });
    let scored = Scored::new(scores);
    scored.or_else(|_| Scored::new([])).expect("nobody is there twice")
}

impl From<OptionIndex> for Candidate {
    fn from(option: OptionIndex) -> Self {
        Self(option.0.into())
    }
}

impl From<Candidate> for OptionIndex {
    /// A poll has at most 25 options, so nothing is cut.
    fn from(candidate: Candidate) -> Self {
        Self(u8::try_from(candidate.0).unwrap_or(u8::MAX))
    }
}
