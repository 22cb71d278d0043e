//! Ballots, cast and half-done.

use super::super::format::{BallotV2, HalfV2, StanceV2, VoteV2};
use super::at;
use crate::poll::{Ballot, Caster, HalfBallot, Mark, OptionIndex, Stance, Vote};
use crate::time::Timestamp;

impl From<&Ballot> for BallotV2 {
    fn from(ballot: &Ballot) -> Self {
        Self {
            vote: (&ballot.vote).into(),
            cast_at: ballot.cast_at.map(Timestamp::millis),
            reason: ballot.reason.clone(),
        }
    }
}

impl From<&Vote> for VoteV2 {
    fn from(vote: &Vote) -> Self {
        let places = |options: &[OptionIndex]| options.iter().map(|option| option.0).collect();
        match vote {
            Vote::One(option) => Self::One(option.0),
            Vote::Several(options) => Self::Several(places(options)),
            Vote::Ranked(options) => Self::Ranked(places(options)),
            Vote::Rated(rated) => Self::Rated(rated.iter().map(|(o, p)| (o.0, *p)).collect()),
            Vote::Stance(stance) => Self::Stance(match stance {
                Stance::Agree => StanceV2::Agree,
                Stance::Abstain => StanceV2::Abstain,
                Stance::Disagree => StanceV2::Disagree,
                Stance::Block => StanceV2::Block,
            }),
            Vote::NoOpinion => Self::NoOpinion,
        }
    }
}

impl From<VoteV2> for Vote {
    fn from(vote: VoteV2) -> Self {
        let options = |places: Vec<u8>| places.into_iter().map(OptionIndex).collect();
        match vote {
            VoteV2::One(option) => Self::One(OptionIndex(option)),
            VoteV2::Several(places) => Self::Several(options(places)),
            VoteV2::Ranked(places) => Self::Ranked(options(places)),
            VoteV2::Rated(rated) => {
                Self::Rated(rated.into_iter().map(|(o, p)| (OptionIndex(o), p)).collect())
            }
            VoteV2::Stance(stance) => Self::Stance(match stance {
                StanceV2::Agree => Stance::Agree,
                StanceV2::Abstain => Stance::Abstain,
                StanceV2::Disagree => Stance::Disagree,
                StanceV2::Block => Stance::Block,
            }),
            VoteV2::NoOpinion => Self::NoOpinion,
        }
    }
}

/// A stored ballot of somebody.
pub(in crate::store) fn ballot(by: Caster, stored: BallotV2) -> Ballot {
    Ballot { by, vote: stored.vote.into(), cast_at: stored.cast_at.map(at), reason: stored.reason }
}

impl From<&HalfBallot> for HalfV2 {
    fn from(half: &HalfBallot) -> Self {
        let marks = half.marks().iter().map(|mark| (mark.option.0, mark.points));
        Self { marks: marks.collect(), edits: half.edits() }
    }
}

/// A stored half-done ballot.
pub(in crate::store) fn half(stored: HalfV2) -> HalfBallot {
    let mark = |(option, points)| Mark { option: OptionIndex(option), points };
    HalfBallot::new(stored.marks.into_iter().map(mark).collect(), stored.edits)
}
