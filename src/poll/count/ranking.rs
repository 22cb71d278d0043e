//! One ballot: a ranking, which may tie options and leave some out; or a set of approved options.

use super::{Candidate, Candidates};

/// A candidate is on a ballot a second time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("candidate {} is there twice", .0.0)]
pub struct NamedTwice(pub Candidate);

/// Options in somebody's order, best first. Options may share a place and may be left out.
///
/// Two bytes an option, so that hundreds of thousands stay small.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Ranking(Box<[Ranked]>);

/// A candidate; the highest bit says that it shares the place of the one before.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Ranked(u16);

const SHARED: u16 = 1 << 15;

impl Ranked {
    pub(super) fn candidate(self) -> Candidate {
        Candidate(self.0 & !SHARED)
    }

    pub(super) fn shares(self) -> bool {
        self.0 & SHARED != 0
    }
}

impl Ranking {
    /// A ranking of places, best first, each with the options that share it. Empty places say
    /// nothing and are passed over; the order inside a place does not matter.
    ///
    /// # Errors
    ///
    /// The first candidate that is there twice.
    ///
    /// # Panics
    ///
    /// For a candidate past the 1,024th, which no count has.
    pub fn new<P>(places: impl IntoIterator<Item = P>) -> Result<Self, NamedTwice>
    where
        P: IntoIterator<Item = Candidate>,
    {
        let (mut ranked, mut seen) = (Vec::new(), Candidates::default());
        for place in places {
            let start = ranked.len();
            for candidate in place {
                if !seen.add(candidate) {
                    return Err(NamedTwice(candidate));
                }
                ranked.push(Ranked(candidate.0));
            }
            ranked[start..].sort_unstable();
            for shared in ranked.iter_mut().skip(start + 1) {
                shared.0 |= SHARED;
            }
        }
        Ok(Self(ranked.into()))
    }

    /// A ballot for one option alone, as in a poll where one is picked.
    #[must_use]
    pub fn of(candidate: Candidate) -> Self {
        Self([Ranked(candidate.0)].into())
    }

    /// The places, best first, each with the options that share it.
    pub fn places(&self) -> impl Iterator<Item = impl Iterator<Item = Candidate>> {
        self.shared_places().map(|place| place.iter().map(|ranked| ranked.candidate()))
    }

    pub(super) fn shared_places(&self) -> impl Iterator<Item = &[Ranked]> {
        self.0.chunk_by(|_, next| next.shares())
    }

    pub(super) fn ranked(&self) -> &[Ranked] {
        &self.0
    }

    /// Whether options share a place.
    #[must_use]
    pub fn has_ties(&self) -> bool {
        self.0.iter().any(|ranked| ranked.shares())
    }
}

/// The options somebody can live with.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Approval(Box<[Candidate]>);

impl Approval {
    /// A ballot that approves of these.
    ///
    /// # Errors
    ///
    /// The first candidate that is there twice.
    pub fn new(approved: impl IntoIterator<Item = Candidate>) -> Result<Self, NamedTwice> {
        let mut approved: Vec<_> = approved.into_iter().collect();
        approved.sort_unstable();
        match approved.windows(2).find(|pair| pair[0] == pair[1]) {
            Some(pair) => Err(NamedTwice(pair[0])),
            None => Ok(Self(approved.into())),
        }
    }

    /// Those approved of share the first place; the others are left out.
    pub(super) fn ranking(&self) -> Ranking {
        let ranking = Ranking::new([self.0.iter().copied()]);
        ranking.expect("everybody is approved of at most once")
    }

    /// Those approved of, in the order of the list.
    #[must_use]
    pub fn approved(&self) -> &[Candidate] {
        &self.0
    }
}
