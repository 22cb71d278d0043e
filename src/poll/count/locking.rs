//! Pairs that stand, and who can be reached by them.

use super::{Candidate, Candidates};

/// A victory of the first over the second.
pub(super) type Edge = (Candidate, Candidate);

/// For each candidate, whom a chain of pairs leads to. One bit a pair.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Reach {
    candidates: usize,
    words: usize,
    rows: Vec<u64>,
}

impl Reach {
    pub(super) fn nobody(candidates: usize) -> Self {
        let words = candidates.div_ceil(64);
        Self { candidates, words, rows: vec![0; candidates * words] }
    }

    /// Words of memory, which is what a copy costs.
    pub(super) fn size(&self) -> usize {
        self.rows.len()
    }

    pub(super) fn leads(&self, from: Candidate, to: Candidate) -> bool {
        self.rows[from.at() * self.words + to.at() / 64] >> (to.at() % 64) & 1 == 1
    }

    /// Adds a pair, and every chain that it closes.
    pub(super) fn add(&mut self, (from, to): Edge) {
        if self.leads(from, to) {
            return;
        }
        let mut onward = self.rows[to.at() * self.words..][..self.words].to_vec();
        onward[to.at() / 64] |= 1 << (to.at() % 64);
        for one in Candidate::first(self.candidates) {
            if (one == from || self.leads(one, from)) && !self.leads(one, to) {
                let row = &mut self.rows[one.at() * self.words..][..self.words];
                row.iter_mut().zip(&onward).for_each(|(word, onward)| *word |= onward);
            }
        }
    }

    /// Adds a pair unless a chain leads the other way.
    pub(super) fn lock(&mut self, edge: Edge) -> bool {
        let locked = !self.leads(edge.1, edge.0);
        if locked {
            self.add(edge);
        }
        locked
    }

    /// Whom no chain leads to.
    pub(super) fn unbeaten(&self) -> Candidates {
        let mut beaten = vec![0; self.words];
        for row in self.rows.chunks_exact(self.words) {
            beaten.iter_mut().zip(row).for_each(|(word, row)| *word |= row);
        }
        let unbeaten = |one: &Candidate| beaten[one.at() / 64] >> (one.at() % 64) & 1 == 0;
        Candidate::first(self.candidates).filter(unbeaten).collect()
    }
}
