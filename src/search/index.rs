//! The index: built once from a knowledge base, never changed, swapped whole.
//!
//! A server's own entries lie over the shared ones: their layer is small, nothing of the shared
//! layer is copied, and counts are summed when a question is asked. Four things are those of the
//! shared layer alone: the lexicon, the pairs that are one word, the mean lengths, and which
//! stacks and topics have places.

use std::sync::Arc;

use crate::knowledge::{Entry, Knowledge};

use super::combination;
use super::fields::{rarity, topic_words};
use super::layer::{Facts, Filing, Layer, WordKinds, asked_weight};
use super::lexicon::{Lexicon, Sense};
use super::postings::Rows;
use super::spelling::{self, NAME, Spelling};
use super::texts::Texts;
use super::vocabulary::{StemId, Vocabulary};

/// Knowledge, ready to be asked.
pub struct Index {
    base: Arc<Layer>,
    /// A server's own entries.
    overlay: Option<Arc<Layer>>,
    pub(crate) vocabulary: Arc<Vocabulary>,
    pub(crate) lexicon: Arc<Lexicon>,
    kinds: Arc<WordKinds>,
    /// Per stem, as far as topics use any: the topics whose own words hold it, and its worth there.
    topics: Arc<Vec<Vec<(u16, f32)>>>,
    topic_words: Arc<Vec<Vec<(StemId, f32)>>>,
    combined: Arc<Vec<StemId>>,
    /// Of the shared words, and of the overlay's.
    spelling: (Arc<Spelling>, Option<Arc<Spelling>>),
}

impl Index {
    /// Builds the index. Costs some twenty milliseconds for a thousand entries.
    #[must_use]
    pub fn build(knowledge: Arc<Knowledge>) -> Self {
        let mut vocabulary = Vocabulary::default();
        for text in kept_by_hand(&knowledge) {
            vocabulary.learn_compounds(text);
        }
        let topic_words: Vec<_> =
            knowledge.topics.iter().map(|topic| topic_words(topic, &mut vocabulary)).collect();
        let mut texts = Texts::default();
        let unanswered = knowledge.gaps.iter().flat_map(|gap| &gap.questions);
        for (number, question) in (0..).zip(unanswered) {
            texts.push_gap(question, number, &mut vocabulary);
        }
        for entry in &knowledge.entries {
            texts.push(entry, &mut vocabulary);
        }
        let lexicon = Lexicon::new(&knowledge, &mut vocabulary);
        vocabulary.shrink();
        let kinds = WordKinds::of(&lexicon, vocabulary.len());
        let lists = &knowledge.words.lists;
        let combined = lists.iter().filter(|(name, _)| name == combination::LIST);
        let combined = combined.flat_map(|(_, list)| list);
        let combined = combined.filter_map(|word| vocabulary.find(word)).collect::<Vec<StemId>>();
        let shared = Arc::clone(&knowledge);
        let filing = Filing {
            shared: &shared,
            lexicon: &lexicon,
            kinds: &kinds,
            topic_words: &topic_words,
            beneath: None,
        };
        let rows = Rows::All(vocabulary.len());
        let base = Layer::file(knowledge, texts, rows, &filing);
        let spelling = known_words(&vocabulary, &lexicon, &base);
        Self {
            topics: Arc::new(by_stem(&topic_words)),
            topic_words: Arc::new(topic_words),
            vocabulary: Arc::new(vocabulary),
            lexicon: Arc::new(lexicon),
            kinds: Arc::new(kinds),
            base: Arc::new(base),
            overlay: None,
            combined: Arc::new(combined),
            spelling: (Arc::new(spelling), None),
        }
    }

    /// The same index with a server's own entries after the shared ones.
    ///
    /// They may be about the shared stacks and topics; what else they name is words like others.
    /// Costs microseconds for each entry, whatever the size of the shared knowledge. Entries that
    /// an overlay of this index holds already are left behind.
    #[must_use]
    pub fn with_overlay(&self, knowledge: Arc<Knowledge>) -> Self {
        let shared = self.vocabulary.beneath().unwrap_or(&self.vocabulary);
        let mut vocabulary = Vocabulary::over(Some(Arc::clone(shared)));
        let mut texts = Texts::default();
        for entry in &knowledge.entries {
            texts.push(entry, &mut vocabulary);
        }
        let filing = Filing {
            shared: &self.base.knowledge,
            lexicon: &self.lexicon,
            kinds: &self.kinds,
            topic_words: &self.topic_words,
            beneath: Some(&self.base),
        };
        let rows = Rows::Some(texts.stems());
        let layer = Layer::file(knowledge, texts, rows, &filing);
        let spelling = known_words(&vocabulary, &self.lexicon, &layer);
        Self {
            base: Arc::clone(&self.base),
            overlay: Some(Arc::new(layer)),
            vocabulary: Arc::new(vocabulary),
            lexicon: Arc::clone(&self.lexicon),
            kinds: Arc::clone(&self.kinds),
            topics: Arc::clone(&self.topics),
            topic_words: Arc::clone(&self.topic_words),
            combined: Arc::clone(&self.combined),
            spelling: (Arc::clone(&self.spelling.0), Some(Arc::new(spelling))),
        }
    }

    /// The shared knowledge that it was built from.
    #[must_use]
    pub fn knowledge(&self) -> &Arc<Knowledge> {
        &self.base.knowledge
    }

    /// The entry at a place: the shared ones first, a server's own after them.
    #[must_use]
    pub fn entry(&self, at: u32) -> &Arc<Entry> {
        let (layer, at) = self.layer_of(at as usize);
        &layer.knowledge.entries[at]
    }

    /// How many entries, a server's own included.
    #[must_use]
    pub fn entries(&self) -> usize {
        self.layers().map(|(_, layer)| layer.places.len()).sum()
    }

    /// Bytes that it holds beside the knowledge itself; lists of a handful of bytes are left out.
    #[must_use]
    pub fn bytes(&self) -> usize {
        let layers: usize = self.layers().map(|(_, layer)| layer.bytes()).sum();
        let words = self.vocabulary.bytes() + self.vocabulary.beneath().map_or(0, |v| v.bytes());
        let spelling = self.spelling.0.bytes() + self.spelling.1.as_ref().map_or(0, |s| s.bytes());
        layers + words + spelling + self.kinds.bytes()
    }

    /// The shared entries and a server's own, each with the place of its first.
    pub(crate) fn layers(&self) -> impl Iterator<Item = (usize, &Layer)> {
        let after = self.base.places.len();
        std::iter::once((0, &*self.base)).chain(self.overlay.as_deref().map(|own| (after, own)))
    }

    /// The layer that holds an entry, and the entry's place in it.
    pub(crate) fn layer_of(&self, at: usize) -> (&Layer, usize) {
        let shared = self.base.places.len();
        match &self.overlay {
            Some(own) if at >= shared => (own, at - shared),
            _ => (&self.base, at),
        }
    }

    /// What is known of an entry.
    pub(crate) fn facts(&self, at: u32) -> &Facts {
        let (layer, at) = self.layer_of(at as usize);
        &layer.classes[usize::from(layer.places[at].0)].0
    }

    /// The topics whose own words hold a stem, and what it is worth there.
    pub(crate) fn topics_with(&self, stem: StemId) -> &[(u16, f32)] {
        self.topics.get(stem.at()).map_or(&[], |topics| topics)
    }

    /// Whether an entry holds the stem in a field of its own.
    pub(crate) fn is_used(&self, stem: StemId) -> bool {
        self.holders(stem) > 0
    }

    /// Whether the statement of an entry holds the word; a name of several words counts as not held.
    pub(crate) fn is_stated(&self, words: &[Option<StemId>]) -> bool {
        let [Some(word)] = words else { return false };
        self.layers().any(|(_, layer)| layer.statistics.is_stated(*word))
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
        let held = match self.holders(stem) {
            0 => self.layers().map(|(_, layer)| layer.statistics.on_topic(stem)).sum(),
            held => held,
        };
        if held == 0 { 0.0 } else { rarity(self.documents(), held) }
    }

    /// The rarity of a word that a single entry would hold.
    pub(crate) fn highest_rarity(&self) -> f32 {
        rarity(self.documents(), 1)
    }

    /// The weight of a word in the likeness of whole questions.
    pub(crate) fn asked_weight(&self, stem: StemId) -> f32 {
        let asked = self.layers().map(|(_, layer)| layer.statistics.asked(stem)).sum();
        asked_weight(self.kinds.kind(stem), self.questions(), asked)
    }

    /// The weight of a word that a single question would hold.
    pub(crate) fn highest_asked_weight(&self) -> f32 {
        rarity(self.questions(), 1)
    }

    /// The known word that was most likely meant, with how many mistakes; none when nothing is near.
    pub(crate) fn nearest(&self, typed: &str) -> Option<(String, usize)> {
        let shared = self.vocabulary.beneath().unwrap_or(&self.vocabulary);
        let shared = (&*self.spelling.0, &**shared);
        match &self.spelling.1 {
            None => spelling::nearest(&[shared], typed),
            Some(own) => spelling::nearest(&[shared, (&**own, &*self.vocabulary)], typed),
        }
    }

    fn holders(&self, stem: StemId) -> u32 {
        self.layers().map(|(_, layer)| layer.statistics.holders(stem)).sum()
    }

    fn documents(&self) -> u32 {
        self.layers().map(|(_, layer)| layer.statistics.documents).sum()
    }

    fn questions(&self) -> u32 {
        self.layers().map(|(_, layer)| layer.statistics.questions).sum()
    }
}

/// Every word that a mistyped one may become.
fn known_words(vocabulary: &Vocabulary, lexicon: &Lexicon, layer: &Layer) -> Spelling {
    Spelling::new(vocabulary, |stem| {
        let is = |wanted: fn(Sense) -> bool| {
            lexicon.at(&[Some(stem)]).any(|p| p.len() == 1 && wanted(p.sense))
        };
        let held = layer.statistics.holders(stem);
        // Nobody who types "embed" means Ember: such names are never what a mistyped word becomes.
        let word = [Some(stem)];
        let first = lexicon.at(&word).next().map(|phrase| phrase.sense);
        if held == 0 && matches!(first, Some(Sense::MaybeTechnology | Sense::Foreign(_))) {
            return None;
        }
        let named = is(|sense| matches!(sense, Sense::Stack(_)));
        Some(held + if named { NAME } else { 0 })
    })
}

/// Per stem: the topics whose words hold it.
fn by_stem(topics: &[Vec<(StemId, f32)>]) -> Vec<Vec<(u16, f32)>> {
    let stems = topics.iter().flatten().map(|(stem, _)| stem.at() + 1).max().unwrap_or(0);
    let mut found = vec![Vec::new(); stems];
    for (topic, words) in (0..).zip(topics) {
        for (stem, worth) in words {
            found[stem.at()].push((topic, *worth));
        }
    }
    found
}

/// Every text that may teach how a compound is written: what is kept by hand to be looked up.
///
/// Running text teaches nothing: it writes "boundary-layer flow" of what others call a boundary
/// layer, and whoever looks for a boundary would miss it.
fn kept_by_hand(knowledge: &Knowledge) -> impl Iterator<Item = &str> {
    let keywords = knowledge.entries.iter().flat_map(|entry| &entry.keywords).map(String::as_str);
    let topics = knowledge.topics.iter();
    let topics = topics.flat_map(|t| t.words.iter().chain([&t.name])).map(String::as_str);
    let words = &knowledge.words;
    let synonyms = words.synonyms.iter().flat_map(|(word, targets)| targets.iter().chain([word]));
    let lists = words.lists.iter().flat_map(|(_, list)| list);
    keywords.chain(topics).chain(synonyms.chain(lists).map(String::as_str))
}
