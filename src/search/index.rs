//! The index: built once from a knowledge base, never changed, swapped whole.

use std::sync::Arc;

use crate::knowledge::{Entry, Knowledge, Stance};

use super::combination;
use super::fields::{Document, Field, Statistics, questions, topic_words};
use super::lexicon::{Lexicon, List, Sense};
use super::sentences::Sentences;
use super::spelling::{NAME, Spelling};
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
    /// Per stem: whether the statement of an entry holds it.
    stated: Vec<bool>,
    combined: Vec<StemId>,
    pub(crate) facts: Vec<Facts>,
    /// Per class: the place of an entry of it.
    pub(crate) classes: Vec<usize>,
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
    /// Entries of one class are alike in stacks, stance and number of sources.
    pub(crate) class: u16,
}

impl Index {
    /// Builds the index. Costs some tens of milliseconds for a thousand entries.
    #[must_use]
    pub fn build(knowledge: Arc<Knowledge>) -> Self {
        let mut vocabulary = Vocabulary::default();
        for text in every_text(&knowledge) {
            vocabulary.learn_compounds(text);
        }
        let topics: Vec<Vec<StemId>> =
            knowledge.topics.iter().map(|topic| topic_words(topic, &mut vocabulary)).collect();
        let places: Vec<Option<usize>> = knowledge
            .entries
            .iter()
            .map(|entry| knowledge.topics.iter().position(|topic| topic.id == entry.topic.id))
            .collect();
        let documents: Vec<Document> = knowledge
            .entries
            .iter()
            .zip(&places)
            .map(|(entry, topic)| {
                let words = topic.map_or(&[][..], |at| &topics[at]);
                Document::read(entry, words, &mut vocabulary)
            })
            .collect();
        let lexicon = Lexicon::new(&knowledge, &mut vocabulary);
        let mut statistics = Statistics::default();
        for document in &documents {
            statistics.count(document);
        }
        let rarities: Vec<f32> =
            (0..).take(vocabulary.len()).map(|stem| statistics.rarity(StemId(stem))).collect();
        let mut stated = vec![false; vocabulary.len()];
        for word in documents.iter().flat_map(|document| document.words(Field::Text)) {
            stated[word.at()] = true;
        }
        let postings = file_postings(&documents, &statistics, &rarities);
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
            (form, statistics.holders(stem) + if named { NAME } else { 0 })
        }));
        let lists = &knowledge.words.lists;
        let combined = lists.iter().filter(|(name, _)| name == combination::LIST);
        let combined = combined.flat_map(|(_, list)| list);
        let combined = combined.filter_map(|word| vocabulary.find(word)).collect();
        let sentences = file_sentences(&documents, vocabulary.len(), &lexicon);
        let facts = knowledge.entries.iter().zip(&places).zip(&documents);
        let mut facts: Vec<Facts> = facts
            .map(|((entry, topic), document)| {
                Facts::of(entry, *topic, &knowledge, document.words(Field::Text), &lexicon)
            })
            .collect();
        let classes = classify(&mut facts);
        Self {
            knowledge,
            vocabulary,
            lexicon,
            spelling,
            sentences,
            statistics,
            postings,
            rarities,
            stated,
            combined,
            facts,
            classes,
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
        self.stated[word.at()]
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
        topic: Option<usize>,
        knowledge: &Knowledge,
        text: &[StemId],
        lexicon: &Lexicon,
    ) -> Self {
        let bit = |id: &str| {
            let at = knowledge.stacks.iter().position(|stack| stack.id == id);
            at.filter(|at| *at < 64).map_or(0, |at| 1u64 << at)
        };
        let stems: Vec<Option<StemId>> = text.iter().copied().map(Some).collect();
        let mut named = 0;
        for at in 0..stems.len() {
            for phrase in lexicon.at(&stems[at..]) {
                if let Sense::Stack(stack @ 0..64) = phrase.sense {
                    named |= 1 << stack;
                }
            }
        }
        let mut words: Vec<StemId> = text.to_vec();
        words.sort_unstable();
        words.dedup();
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
            class: 0,
        }
    }
}

/// Gives each entry its class, and an example of each class.
fn classify(facts: &mut [Facts]) -> Vec<usize> {
    let mut classes: Vec<usize> = Vec::new();
    for at in 0..facts.len() {
        let is_alike = |other: &usize| {
            let (a, b) = (&facts[at], &facts[*other]);
            (a.about, a.over, a.named, a.stance, a.sources)
                == (b.about, b.over, b.named, b.stance, b.sources)
        };
        let class = classes.iter().position(is_alike).unwrap_or_else(|| {
            classes.push(at);
            classes.len() - 1
        });
        facts[at].class = u16::try_from(class).unwrap_or(u16::MAX);
    }
    classes
}

/// Per stem: the entries that hold it, in order, and what it adds to their score.
fn file_postings(
    documents: &[Document],
    statistics: &Statistics,
    rarities: &[f32],
) -> Vec<Vec<(u32, f32)>> {
    let mut postings: Vec<Vec<(u32, f32)>> = vec![Vec::new(); rarities.len()];
    for (at, document) in (0..).zip(documents) {
        for (stem, impact) in statistics.impacts(document, rarities) {
            let held = &mut postings[stem.at()];
            match held.last_mut() {
                Some((last, sum)) if *last == at => *sum += impact,
                _ => held.push((at, impact)),
            }
        }
    }
    postings
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

fn file_sentences(documents: &[Document], stems: usize, lexicon: &Lexicon) -> Sentences {
    let is = |stem: StemId, wanted: fn(Sense) -> bool| {
        lexicon.at(&[Some(stem)]).any(|phrase| phrase.len() == 1 && wanted(phrase.sense))
    };
    let mut sentences = Vec::new();
    for (at, document) in (0..).zip(documents) {
        for question in document.questions() {
            let words = question.iter().copied();
            let words = words.filter(|stem| !is(*stem, |sense| matches!(sense, Sense::Stack(_))));
            sentences.push((at, words.collect()));
        }
    }
    Sentences::new(&sentences, stems, |stem| {
        if is(stem, |sense| sense == Sense::In(List::Plain)) { PLAIN_WEIGHT } else { 1.0 }
    })
}

/// What a word without information counts in the likeness of two questions.
const PLAIN_WEIGHT: f32 = 0.35;
