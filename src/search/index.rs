//! The index: built once from a knowledge base, never changed, swapped whole.

use std::sync::Arc;

use crate::knowledge::{Entry, Knowledge, Stance};

use super::combination;
use super::fields::{Document, Statistics, questions};
use super::lexicon::{Lexicon, List, Sense};
use super::sentences::Sentences;
use super::spelling::Spelling;
use super::tokens::Tokens;
use super::vocabulary::{StemId, Vocabulary};

/// Knowledge, ready to be asked.
pub struct Index {
    knowledge: Arc<Knowledge>,
    pub(crate) vocabulary: Vocabulary,
    pub(crate) lexicon: Lexicon,
    pub(crate) spelling: Spelling,
    pub(crate) sentences: Sentences,
    statistics: Statistics,
    /// Per stem: the entries that hold it and what it adds to their score.
    postings: Vec<Vec<(u32, f32)>>,
    rarities: Vec<f32>,
    combined: Vec<StemId>,
    pub(crate) facts: Vec<Facts>,
}

/// What signals need to know of an entry, without following references.
#[derive(Clone, Debug)]
pub(crate) struct Facts {
    /// The stacks it is about, one bit each.
    pub(crate) about: u64,
    /// The stacks it compares them with.
    pub(crate) over: u64,
    /// The stacks whose names its text holds.
    pub(crate) named: u64,
    pub(crate) topic: u16,
    pub(crate) stance: Stance,
    /// How many sources say it.
    pub(crate) sources: usize,
    /// The words of its text, sorted, each once.
    pub(crate) words: Vec<StemId>,
}

impl Index {
    /// Builds the index. Costs some tens of milliseconds for a thousand entries.
    #[must_use]
    pub fn build(knowledge: Arc<Knowledge>) -> Self {
        let mut vocabulary = Vocabulary::default();
        for text in every_text(&knowledge) {
            vocabulary.learn_compounds(text);
        }
        let documents: Vec<Document> =
            knowledge.entries.iter().map(|entry| Document::read(entry, &mut vocabulary)).collect();
        let lexicon = Lexicon::new(&knowledge, &mut vocabulary);
        let mut statistics = Statistics::default();
        for document in &documents {
            statistics.count(document);
        }
        let mut postings = vec![Vec::new(); vocabulary.len()];
        for (at, document) in (0..).zip(&documents) {
            for (stem, impact) in statistics.impacts(document) {
                postings[stem.at()].push((at, impact));
            }
        }
        let rarities =
            (0..).take(vocabulary.len()).map(|stem| statistics.rarity(StemId(stem))).collect();
        let mut forms: Vec<(&str, StemId)> = vocabulary.forms().collect();
        forms.sort_unstable();
        // Nobody who types "embed" means Ember: such names are never what a mistyped word becomes.
        let is = |stem: StemId, wanted: fn(Sense) -> bool| {
            lexicon.at(&[Some(stem)]).any(|p| p.len() == 1 && wanted(p.sense))
        };
        let never = |sense| matches!(sense, Sense::MaybeTechnology | Sense::Foreign(_));
        forms.retain(|(_, stem)| {
            statistics.holders(*stem) > 0
                || !lexicon.at(&[Some(*stem)]).next().is_some_and(|p| never(p.sense))
        });
        let spelling = Spelling::new(forms.into_iter().map(|(form, stem)| {
            let named = is(stem, |sense| matches!(sense, Sense::Stack(_)));
            (form, statistics.holders(stem) + if named { 1000 } else { 0 })
        }));
        let lists = &knowledge.words.lists;
        let combined = lists.iter().filter(|(name, _)| name == combination::LIST);
        let combined = combined.flat_map(|(_, list)| list);
        let combined = combined.filter_map(|word| vocabulary.find(word)).collect();
        let sentences = file_sentences(&knowledge, &vocabulary, &lexicon);
        let facts = knowledge
            .entries
            .iter()
            .map(|entry| Facts::of(entry, &knowledge, &vocabulary, &lexicon))
            .collect();
        Self {
            knowledge,
            vocabulary,
            lexicon,
            spelling,
            sentences,
            statistics,
            postings,
            rarities,
            combined,
            facts,
        }
    }

    /// The knowledge it was built from.
    #[must_use]
    pub fn knowledge(&self) -> &Arc<Knowledge> {
        &self.knowledge
    }

    /// The entry at a place.
    #[must_use]
    pub fn entry(&self, at: u32) -> &Arc<Entry> {
        &self.knowledge.entries[at as usize]
    }

    /// The entries that hold a stem, and what it adds to their score.
    pub(crate) fn holders(&self, stem: StemId) -> &[(u32, f32)] {
        &self.postings[stem.at()]
    }

    /// Whether an entry holds the stem in a field of its own.
    pub(crate) fn is_used(&self, stem: StemId) -> bool {
        self.statistics.holders(stem) > 0
    }

    /// Whether the statement of an entry holds the word; a name of several words counts as not held.
    pub(crate) fn is_stated(&self, words: &[Option<StemId>]) -> bool {
        let [Some(word)] = words else { return false };
        self.facts.iter().any(|facts| facts.words.binary_search(word).is_ok())
    }

    /// Whether entries hold each of the words in fields of their own.
    pub(crate) fn are_used(&self, words: &[Option<StemId>]) -> bool {
        words.iter().all(|word| word.is_some_and(|stem| self.is_used(stem)))
    }

    /// The words of entries on using several stacks together.
    pub(crate) fn combined(&self) -> &[StemId] {
        &self.combined
    }

    /// How much it tells that an entry holds the stem; 0 when none does.
    pub(crate) fn rarity(&self, stem: StemId) -> f32 {
        self.rarities[stem.at()]
    }

    /// The rarity of a word that a single entry would hold.
    pub(crate) fn highest_rarity(&self) -> f32 {
        self.statistics.rarity_of(1.0)
    }
}

impl Facts {
    fn of(
        entry: &Entry,
        knowledge: &Knowledge,
        vocabulary: &Vocabulary,
        lexicon: &Lexicon,
    ) -> Self {
        let bit = |id: &str| {
            let at = knowledge.stacks.iter().position(|stack| stack.id == id);
            at.filter(|at| *at < 64).map_or(0, |at| 1u64 << at)
        };
        let stems = stems(&entry.text, vocabulary);
        let mut named = 0;
        for at in 0..stems.len() {
            for phrase in lexicon.at(&stems[at..]) {
                if let Sense::Stack(stack @ 0..64) = phrase.sense {
                    named |= 1 << stack;
                }
            }
        }
        let mut words: Vec<StemId> = stems.into_iter().flatten().collect();
        words.sort_unstable();
        words.dedup();
        let topic = knowledge.topics.iter().position(|topic| topic.id == entry.topic.id);
        let mut sources: Vec<&str> = entry.cites.iter().map(|c| c.source.id.as_str()).collect();
        sources.sort_unstable();
        sources.dedup();
        Self {
            about: entry.about.iter().map(|stack| bit(&stack.id)).sum(),
            over: entry.over.iter().map(|stack| bit(&stack.id)).sum(),
            named,
            topic: topic.and_then(|at| u16::try_from(at).ok()).unwrap_or(u16::MAX),
            stance: entry.stance,
            sources: sources.len(),
            words,
        }
    }
}

/// The stems of a text; none where a word is not known.
fn stems(text: &str, vocabulary: &Vocabulary) -> Vec<Option<StemId>> {
    let tokens = Tokens::read(text);
    vocabulary.words(&tokens).iter().map(|word| vocabulary.find(&word.text)).collect()
}

/// Every text that may teach how a compound is written.
fn every_text(knowledge: &Knowledge) -> impl Iterator<Item = &str> {
    let entries = knowledge.entries.iter().flat_map(|entry| {
        questions(entry)
            .chain([entry.text.as_str()])
            .chain(entry.keywords.iter().map(String::as_str))
    });
    let topics = knowledge.topics.iter().flat_map(|t| &t.words).map(String::as_str);
    let words = &knowledge.words;
    let synonyms = words.synonyms.iter().flat_map(|(word, targets)| targets.iter().chain([word]));
    let lists = words.lists.iter().flat_map(|(_, list)| list);
    entries.chain(topics).chain(synonyms.chain(lists).map(String::as_str))
}

fn file_sentences(knowledge: &Knowledge, vocabulary: &Vocabulary, lexicon: &Lexicon) -> Sentences {
    let is = |stem: StemId, wanted: fn(Sense) -> bool| {
        lexicon.at(&[Some(stem)]).any(|phrase| phrase.len() == 1 && wanted(phrase.sense))
    };
    let mut sentences = Vec::new();
    for (at, entry) in (0..).zip(&knowledge.entries) {
        for question in questions(entry) {
            let words = stems(question, vocabulary);
            let words = words.into_iter().flatten();
            let words = words.filter(|stem| !is(*stem, |sense| matches!(sense, Sense::Stack(_))));
            sentences.push((at, words.collect()));
        }
    }
    Sentences::new(&sentences, vocabulary.len(), |stem| {
        if is(stem, |sense| sense == Sense::In(List::Plain)) { PLAIN_WEIGHT } else { 1.0 }
    })
}

/// What a word without information counts in the likeness of two questions.
const PLAIN_WEIGHT: f32 = 0.35;
