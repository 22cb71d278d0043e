//! Whole questions that entries are asked as, looked up by all their words at once.
//!
//! The first pass takes the entries that hold most of a question's rare words. "What can I do with
//! it" has none; whoever asks just that still finds the entry that says it is asked so.

use std::hash::Hasher;

use super::hash::Quick;
use super::layer::{WordKind, WordKinds};
use super::texts::Texts;
use super::vocabulary::StemId;

/// Most telling words of a question that is filed; whoever asks one with more finds it by those.
const FEW: usize = 1;

/// Questions by their words, whatever their order; names of stacks left out. Two in a million may
/// share a number and no word.
#[derive(Default)]
pub(crate) struct Exact(Vec<(u32, u32)>);

impl Exact {
    /// Files the questions of all entries.
    pub(crate) fn file(texts: &Texts, kinds: &WordKinds) -> Self {
        let mut found = Vec::new();
        for (at, number) in (0..texts.questions()).zip(0u32..) {
            let stems = texts.question(at).1.iter().map(|word| word.stem());
            let telling = stems.clone().filter(|stem| kinds.kind(*stem) == WordKind::Telling);
            if telling.count() <= FEW {
                let stems = stems.filter(|stem| kinds.kind(*stem) != WordKind::Stack);
                found.extend(fingerprint(stems).map(|print| (print, number)));
            }
        }
        found.sort_unstable();
        found.shrink_to_fit();
        Self(found)
    }

    /// The questions of these words, by place.
    pub(crate) fn questions(&self, print: u32) -> impl Iterator<Item = u32> {
        let first = self.0.partition_point(|(other, _)| *other < print);
        self.0[first..].iter().take_while(move |(other, _)| *other == print).map(|(_, at)| *at)
    }

    /// How many bytes it holds.
    pub(crate) fn bytes(&self) -> usize {
        size_of::<(u32, u32)>() * self.0.capacity()
    }
}

/// A number that stands for some words, each once, in any order; none for no words.
pub(crate) fn fingerprint(stems: impl Iterator<Item = StemId>) -> Option<u32> {
    let mut stems: Vec<StemId> = stems.collect();
    stems.sort_unstable();
    stems.dedup();
    let mut hash = Quick::default();
    for stem in &stems {
        hash.write_u32(stem.0);
    }
    (!stems.is_empty()).then(|| (hash.finish() >> 32) as u32)
}
