//! Questions that no entry answers, gathered by hand: how like one of them a question is.
//!
//! An entry that shares a word or two with a question may still not answer it. A question put like
//! one that is known to have no answer, and less like any that an entry is asked as, has none.

use crate::knowledge::{Gap, GapReason};

use super::fields::rarity;
use super::layer::{WordKind, WordKinds};
use super::meanings::UNKNOWN_WEIGHT;
use super::query::Query;
use super::statistics::Statistics;
use super::vocabulary::{StemId, Vocabulary};

/// What a word without information counts.
const PLAIN_WEIGHT: f32 = 0.35;

/// Questions without an answer, filed by their words.
#[derive(Default)]
pub(crate) struct Gaps {
    /// Per stem: where its questions begin.
    starts: Vec<u32>,
    questions: Vec<u16>,
    /// Per stem: what it tells.
    weights: Vec<f32>,
    /// What a word tells that none of these questions holds.
    strange: f32,
    /// Per question: the weight of its words, each counted once, and why it has no answer.
    sums: Vec<(f32, GapReason)>,
}

/// The question without an answer that is most like the one asked.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct NearestGap {
    /// Its place among all of them.
    pub(crate) number: usize,
    /// 0 to 1.
    pub(crate) likeness: f32,
    pub(crate) reason: GapReason,
}

impl Gaps {
    /// Reads the questions; their words join the vocabulary.
    pub(crate) fn words(
        gaps: &[Gap],
        vocabulary: &mut Vocabulary,
    ) -> Vec<(GapReason, Vec<StemId>)> {
        let questions = gaps.iter().flat_map(|gap| gap.questions.iter().map(|q| (gap.reason, q)));
        let read = |(reason, question): (GapReason, &String)| {
            let mut stems = vocabulary.add_text(question);
            stems.sort_unstable();
            stems.dedup();
            (reason, stems)
        };
        questions.map(read).collect()
    }

    /// Files questions whose words are in a vocabulary of so many stems.
    pub(crate) fn file(
        read: &[(GapReason, Vec<StemId>)],
        stems: usize,
        kinds: &WordKinds,
        asked: &Statistics,
    ) -> Self {
        if read.is_empty() {
            return Self::default();
        }
        let mut counts = vec![0u32; stems + 1];
        for stem in read.iter().flat_map(|(_, stems)| stems) {
            counts[stem.at() + 1] += 1;
        }
        let total = asked.questions + u32::try_from(read.len()).unwrap_or(u32::MAX);
        let weight = |at: usize| {
            let stem = StemId(u32::try_from(at).unwrap_or(u32::MAX));
            let told = rarity(total, asked.asked(stem) + counts[at + 1]);
            match kinds.kind(stem) {
                WordKind::Telling => told,
                WordKind::Plain => PLAIN_WEIGHT * told,
                WordKind::Stack => 0.0,
            }
        };
        let weights: Vec<f32> = (0..stems).map(weight).collect();
        for at in 1..counts.len() {
            counts[at] += counts[at - 1];
        }
        let starts = counts.clone();
        let mut questions = vec![0u16; starts[stems] as usize];
        let mut sums = Vec::with_capacity(read.len());
        for ((reason, stems), number) in read.iter().zip(0u16..) {
            for stem in stems {
                let next = &mut counts[stem.at()];
                questions[*next as usize] = number;
                *next += 1;
            }
            sums.push((stems.iter().map(|stem| weights[stem.at()]).sum(), *reason));
        }
        Self { starts, questions, weights, strange: UNKNOWN_WEIGHT * rarity(total, 0), sums }
    }

    /// Whether nothing is known to have no answer.
    pub(crate) fn is_empty(&self) -> bool {
        self.sums.is_empty()
    }

    /// The nearest of the questions; none when not one shares a word.
    pub(crate) fn nearest(&self, query: &Query) -> Option<NearestGap> {
        let mut shared = vec![0.0f32; self.sums.len()];
        let mut whole = 0.0;
        for (alternatives, _) in &query.spoken {
            let own = alternatives.first().map(|(stem, _)| self.weight(*stem));
            let own = own.unwrap_or(self.strange);
            whole += own;
            for (stem, surely) in alternatives {
                let share = surely * own.min(self.weight(*stem));
                for question in self.holders(*stem) {
                    shared[usize::from(*question)] += share;
                }
            }
        }
        let pairs = shared.iter().zip(&self.sums).enumerate();
        let likeness = pairs.map(|(number, (shared, (sum, reason)))| NearestGap {
            number,
            likeness: (2.0 * shared / (whole + sum).max(f32::MIN_POSITIVE)).min(1.0),
            reason: *reason,
        });
        likeness.max_by(|a, b| a.likeness.total_cmp(&b.likeness)).filter(|gap| gap.likeness > 0.0)
    }

    /// How many bytes it holds.
    pub(crate) fn bytes(&self) -> usize {
        4 * (self.starts.capacity() + self.weights.capacity())
            + 2 * self.questions.capacity()
            + size_of::<(f32, GapReason)>() * self.sums.capacity()
    }

    fn weight(&self, stem: StemId) -> f32 {
        self.weights.get(stem.at()).copied().unwrap_or(self.strange)
    }

    fn holders(&self, stem: StemId) -> &[u16] {
        match self.starts.get(stem.at()..stem.at() + 2) {
            Some([first, last]) => &self.questions[*first as usize..*last as usize],
            _ => &[],
        }
    }
}
