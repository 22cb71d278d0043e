//! Who stands in a count: an option by its place in the list, and sets of them.

/// Most options of one count: the tables grow with the square of the options, the search for
/// strongest paths with the cube.
pub const MOST_CANDIDATES: usize = 1_000;

/// Most ballots of one count, counted together. So few that every sum of a count is a whole number
/// below 2^53, which any reader of JSON takes exactly.
/// Source: <https://www.rfc-editor.org/rfc/rfc8259#section-6>
pub const MOST_BALLOTS: u64 = 1_000_000_000;

/// An option of a count by its place in the list, from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Candidate(pub u16);

impl Candidate {
    /// As an index into lists of one value a candidate.
    #[must_use]
    pub fn at(self) -> usize {
        usize::from(self.0)
    }

    /// The first `number` candidates.
    pub(super) fn first(number: usize) -> impl DoubleEndedIterator<Item = Self> + Clone {
        let number = u16::try_from(number).expect("a count has at most 1,000 candidates");
        (0..number).map(Self)
    }
}

const WORDS: usize = MOST_CANDIDATES.div_ceil(64);

/// A set of candidates.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Candidates([u64; WORDS]);

impl Candidates {
    /// The first `number` candidates.
    #[must_use]
    pub fn first(number: usize) -> Self {
        Candidate::first(number).collect()
    }

    /// Whether the candidate is among them.
    #[must_use]
    pub fn has(&self, candidate: Candidate) -> bool {
        self.0[candidate.at() / 64] >> (candidate.at() % 64) & 1 == 1
    }

    /// Adds a candidate; false where it was there.
    pub fn add(&mut self, candidate: Candidate) -> bool {
        let added = !self.has(candidate);
        self.0[candidate.at() / 64] |= 1 << (candidate.at() % 64);
        added
    }

    /// Takes a candidate out.
    pub fn remove(&mut self, candidate: Candidate) {
        self.0[candidate.at() / 64] &= !(1 << (candidate.at() % 64));
    }

    /// Whether all of these are among the others.
    #[must_use]
    pub fn within(&self, others: &Self) -> bool {
        self.0.iter().zip(&others.0).all(|(mine, theirs)| mine & !theirs == 0)
    }

    /// In the order of the list.
    pub fn iter(&self) -> impl Iterator<Item = Candidate> {
        Candidate::first(WORDS * 64).filter(|candidate| self.has(*candidate))
    }
}

impl FromIterator<Candidate> for Candidates {
    fn from_iter<I: IntoIterator<Item = Candidate>>(candidates: I) -> Self {
        let mut set = Self::default();
        for candidate in candidates {
            set.add(candidate);
        }
        set
    }
}
