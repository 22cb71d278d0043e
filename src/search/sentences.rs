//! Likeness to the questions an entry says it is asked as, each taken as a whole.
//!
//! A question that shares nearly every word with one of them is worth more than one that
//! gathers the same words from different places of the entry.

use super::vocabulary::StemId;

/// Every question in `asked_as`, `question` and `aliases`, found by its words.
#[derive(Default)]
pub(crate) struct Sentences {
    /// Per sentence: whose it is, and the sum of its words' weights.
    list: Vec<(u32, f32)>,
    /// Per stem: the sentences that hold it.
    holders: Vec<Vec<u32>>,
    weights: Vec<f32>,
}

impl Sentences {
    /// Files the sentences, given as (entry, words). `weight` dampens words without information.
    pub(crate) fn new(
        sentences: &[(u32, Vec<StemId>)],
        stems: usize,
        dampen: impl Fn(StemId) -> f32,
    ) -> Self {
        let mut filed =
            Self { list: Vec::new(), holders: vec![Vec::new(); stems], weights: vec![] };
        for (at, (_, words)) in (0..).zip(sentences) {
            for word in words {
                let holders = &mut filed.holders[word.at()];
                if holders.last() != Some(&at) {
                    holders.push(at);
                }
            }
        }
        let count = sentences.len();
        filed.weights = (0..stems)
            .map(|stem| rarity(count, filed.holders[stem].len()) * dampen(StemId(as_u32(stem))))
            .collect();
        for (entry, words) in sentences {
            let mut words = words.clone();
            words.sort_unstable();
            words.dedup();
            let sum = words.iter().map(|word| filed.weights[word.at()]).sum();
            filed.list.push((*entry, sum));
        }
        filed
    }

    /// The weight of a word in the likeness.
    pub(crate) fn weight(&self, stem: StemId) -> f32 {
        self.weights.get(stem.at()).copied().unwrap_or(0.0)
    }

    /// The weight of a word that a single sentence would hold.
    pub(crate) fn highest_weight(&self) -> f32 {
        rarity(self.list.len(), 1)
    }

    fn holders(&self, stem: StemId) -> &[u32] {
        self.holders.get(stem.at()).map_or(&[], |held| held)
    }

    /// For each entry the likeness (0 to 1) of its nearest sentence.
    ///
    /// `groups` are the words of the question: each with the stems it may stand for and how
    /// surely, and its weight.
    pub(crate) fn likeness(
        &self,
        groups: &[(Vec<(StemId, f32)>, f32)],
        entries: usize,
    ) -> Vec<f32> {
        let mut shared = vec![0.0f32; self.list.len()];
        let mut best = vec![0.0f32; self.list.len()];
        let mut touched: Vec<u32> = Vec::new();
        let mut asked = 0.0;
        for (alternatives, weight) in groups {
            asked += weight;
            // A common word that stands in for a rare one shares no more than itself.
            let gain = |stem: StemId, surely: f32| surely * weight.min(self.weight(stem));
            if let [(stem, surely)] = alternatives[..] {
                let gain = gain(stem, surely);
                for &sentence in self.holders(stem) {
                    shared[sentence as usize] += gain;
                }
                continue;
            }
            for (stem, surely) in alternatives {
                let gain = gain(*stem, *surely);
                for &sentence in self.holders(*stem) {
                    let place = &mut best[sentence as usize];
                    if *place <= 0.0 {
                        touched.push(sentence);
                    }
                    *place = place.max(gain);
                }
            }
            for sentence in touched.drain(..) {
                shared[sentence as usize] += std::mem::take(&mut best[sentence as usize]);
            }
        }
        let mut likeness = vec![0.0f32; entries];
        for ((entry, sum), shared) in self.list.iter().zip(&shared) {
            let place = &mut likeness[*entry as usize];
            if *shared > 0.0 {
                *place = place.max((2.0 * shared / (asked + sum)).min(1.0));
            }
        }
        likeness
    }
}

fn as_u32(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

#[expect(clippy::cast_precision_loss, reason = "counts of sentences are small")]
fn rarity(count: usize, held: usize) -> f32 {
    (1.0 + (count as f32 + 0.5) / (held as f32 + 0.5)).ln()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Three sentences: "a b", "a c d" of entry 0 and "e" of entry 1; asked are single words.
    #[track_caller]
    fn check(asked: &[u32], first: f32, second: f32) {
        let words = |list: &[u32]| list.iter().map(|id| StemId(*id)).collect::<Vec<_>>();
        let sentences = [(0, words(&[0, 1])), (0, words(&[0, 2, 3])), (1, words(&[4]))];
        let filed = Sentences::new(&sentences, 6, |_| 1.0);
        let asked: Vec<(Vec<(StemId, f32)>, f32)> = asked
            .iter()
            .map(|id| (vec![(StemId(*id), 1.0)], filed.weight(StemId(*id)).max(0.5)))
            .collect();
        let likeness = filed.likeness(&asked, 2);
        let near = |a: f32, b: f32| (a - b).abs() < 0.02;
        assert!(near(likeness[0], first) && near(likeness[1], second), "{likeness:?}");
    }

    #[test]
    fn the_nearest_sentence_counts_as_a_whole() {
        check(&[0, 1], 1.0, 0.0);
        check(&[1, 0], 1.0, 0.0);
        check(&[4], 0.0, 1.0);
        check(&[4, 5], 0.0, 0.54);
        check(&[], 0.0, 0.0);
    }
}
