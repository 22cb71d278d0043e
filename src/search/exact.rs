//! Whole questions that entries are asked as, looked up by all their words at once.
//!
//! The first pass takes the entries that hold most of a question's rare words. "What can I do with
//! it" has none; whoever asks just that still finds the entry that says it is asked so.

use std::hash::Hasher;

use super::hash::Quick;
use super::layer::{WordKind, WordKinds};
use super::texts::{Owner, Texts};
use super::vocabulary::StemId;

/// Questions by their words, whatever their order; names of stacks left out.
#[derive(Default)]
pub(crate) struct Exact(Vec<(u64, u32)>);

impl Exact {
    /// Files the questions of all entries.
    pub(crate) fn file(texts: &Texts, kinds: &WordKinds) -> Self {
        let mut found = Vec::new();
        for at in 0..texts.questions() {
            let (Owner::Entry(entry), words) = texts.question(at) else { continue };
            let stems = words.iter().map(|word| word.stem());
            let stems = stems.filter(|stem| kinds.kind(*stem) != WordKind::Stack);
            found.extend(fingerprint(stems).map(|print| (print, entry)));
        }
        found.sort_unstable();
        found.dedup();
        found.shrink_to_fit();
        Self(found)
    }

    /// The entries that are asked with these words.
    pub(crate) fn entries(&self, print: u64) -> impl Iterator<Item = u32> {
        let first = self.0.partition_point(|(other, _)| *other < print);
        self.0[first..].iter().take_while(move |(other, _)| *other == print).map(|(_, at)| *at)
    }

    /// How many bytes it holds.
    pub(crate) fn bytes(&self) -> usize {
        size_of::<(u64, u32)>() * self.0.capacity()
    }
}

/// A number that stands for some words, each once, in any order; none for no words.
pub(crate) fn fingerprint(stems: impl Iterator<Item = StemId>) -> Option<u64> {
    let mut stems: Vec<StemId> = stems.collect();
    stems.sort_unstable();
    stems.dedup();
    let mut hash = Quick::default();
    for stem in &stems {
        hash.write_u32(stem.0);
    }
    (!stems.is_empty()).then(|| hash.finish())
}
