//! The stems that a question's words may stand for, each once, with what it counts in each signal.

use super::index::Index;
use super::query::Query;
use super::scratch::Scratch;
use super::vocabulary::StemId;

/// How much more than itself a word may count that stands in for a rarer one.
const SCALE: f32 = 1.3;
/// What two words are worth that stand side by side as in the question, per unit of rarity.
const PAIR: f32 = 0.67;

/// A stem and what it counts.
#[derive(Clone, Debug)]
pub(crate) struct Term {
    pub(crate) stem: StemId,
    pub(crate) rarity: f32,
    /// As one of the informative words.
    pub(crate) words: Vec<WordUse>,
    /// As one of all words in their order.
    pub(crate) spoken: Vec<SpokenUse>,
}

/// What a stem counts for one informative word.
#[derive(Clone, Copy, Debug)]
pub(crate) struct WordUse {
    pub(crate) group: u16,
    /// Times its rarity and what it is worth in an entry: its part in the entry's score.
    pub(crate) scale: f32,
    /// How much of the word's weight it covers.
    pub(crate) covers: f32,
    /// What it shares of the word's weight when sentences are compared.
    pub(crate) shares: f32,
}

/// What a stem counts for one word of the question as spoken.
#[derive(Clone, Copy, Debug)]
pub(crate) struct SpokenUse {
    /// The word's place in the question.
    pub(crate) at: u16,
    pub(crate) shares: f32,
}

/// A question's stems.
#[derive(Default)]
pub(crate) struct Terms {
    pub(crate) list: Vec<Term>,
    /// Per group: its weight.
    pub(crate) weights: Vec<f32>,
    /// Sum of the groups' weights.
    pub(crate) total: f32,
    /// Sum of the weights of all words as spoken.
    pub(crate) spoken: f32,
    /// Per word but the last: what it is worth that the next one follows it.
    pub(crate) pairs: Vec<f32>,
    /// In order, the topics whose own words hold a term, with the term's place and its worth there.
    pub(crate) on_topic: Vec<(u16, u16, f32)>,
}

impl Terms {
    /// The stems of a question. Their places stand in the scratch until [`Self::leave`].
    pub(crate) fn enter(index: &Index, query: &Query, scratch: &mut Scratch) -> Self {
        let mut terms = Self::default();
        for (group, at) in query.groups.iter().zip(0u16..) {
            terms.total += group.weight;
            terms.weights.push(group.weight);
            for (stem, surely) in &group.alternatives {
                let term = terms.term(index, *stem, scratch);
                let strong = term.rarity.max(0.1);
                let worth = (1.1 * strong / group.weight).min(1.0);
                term.words.push(WordUse {
                    group: at,
                    // It stands in for the word typed: it counts as much as that one, not as itself.
                    scale: surely * (group.weight / strong).min(SCALE),
                    covers: surely * worth * group.weight,
                    shares: surely * group.weight.min(term.rarity),
                });
            }
        }
        for ((alternatives, weight), at) in query.spoken.iter().zip(0u16..) {
            terms.spoken += weight;
            for (stem, surely) in alternatives {
                // A common word that stands in for a rare one shares no more than itself.
                let shares = surely * weight.min(index.asked_weight(*stem));
                terms.term(index, *stem, scratch).spoken.push(SpokenUse { at, shares });
            }
        }
        let rarity = |(alternatives, _): &(Vec<(StemId, f32)>, f32)| {
            alternatives.first().map_or(0.0, |(stem, _)| index.rarity(*stem))
        };
        let rarities: Vec<f32> = query.spoken.iter().map(rarity).collect();
        terms.pairs =
            rarities.windows(2).map(|pair| PAIR * f32::midpoint(pair[0], pair[1])).collect();
        for (term, at) in terms.list.iter().zip(0u16..) {
            let topics = index.topics_with(term.stem).iter();
            terms.on_topic.extend(topics.map(|(topic, worth)| (*topic, at, *worth)));
        }
        terms.on_topic.sort_unstable_by_key(|(topic, term, _)| (*topic, *term));
        terms
    }

    /// The terms that a topic's own words hold, with what each is worth there.
    pub(crate) fn on_topic(&self, topic: u16) -> &[(u16, u16, f32)] {
        let first = self.on_topic.partition_point(|(of, ..)| *of < topic);
        let rest = &self.on_topic[first..];
        &rest[..rest.partition_point(|(of, ..)| *of == topic)]
    }

    /// Leaves the scratch empty.
    pub(crate) fn leave(&self, scratch: &mut Scratch) {
        for term in &self.list {
            scratch.terms[term.stem.at()] = 0;
        }
    }

    /// The term of a stem, which joins the others if it is new.
    fn term(&mut self, index: &Index, stem: StemId, scratch: &mut Scratch) -> &mut Term {
        let place = &mut scratch.terms[stem.at()];
        if *place == 0 {
            let rarity = index.rarity(stem);
            self.list.push(Term { stem, rarity, words: Vec::new(), spoken: Vec::new() });
            *place = u16::try_from(self.list.len()).unwrap_or(u16::MAX);
        }
        &mut self.list[usize::from(*place - 1)]
    }
}
