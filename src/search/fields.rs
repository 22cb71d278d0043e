//! What each word of an entry is worth: fields scored apart and added.
//!
//! Each field is scored with BM25's saturation and length normalisation (Robertson & Zaragoza,
//! "The Probabilistic Relevance Framework: BM25 and Beyond", 2009) and then weighted, so that a
//! word in the question does not have to compete with the length of the text.

use crate::knowledge::{Entry, Kind, Topic};

use super::vocabulary::{StemId, Vocabulary};

/// How soon repetition stops to count.
const SATURATION: f32 = 1.0;
/// How much a long field is held against a word in it.
const LENGTH: f32 = 0.4;

/// The fields of an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Field {
    /// Question, aliases and `asked_as`.
    Question,
    /// The statement.
    Text,
    /// The keywords.
    Keywords,
    /// Name and words of the topic.
    Topic,
}

impl Field {
    const ALL: [Self; 4] = [Self::Question, Self::Text, Self::Keywords, Self::Topic];

    const fn weight(self) -> f32 {
        match self {
            Self::Question => 1.0,
            Self::Text => 1.3,
            Self::Keywords => 0.8,
            Self::Topic => 0.3,
        }
    }
}

/// The words of one entry, by field.
pub(crate) struct Document {
    fields: [Vec<StemId>; 4],
    /// Where each question ends among the words of their field.
    ends: Vec<usize>,
}

impl Document {
    /// Reads an entry whose topic has these words; its own join the vocabulary.
    pub(crate) fn read(entry: &Entry, topic: &[StemId], vocabulary: &mut Vocabulary) -> Self {
        let mut asked = Vec::new();
        let mut ends = Vec::new();
        for question in questions(entry) {
            asked.extend(vocabulary.add_text(question));
            ends.push(asked.len());
        }
        let text = vocabulary.add_text(&entry.text);
        let keywords = entry.keywords.iter().flat_map(|word| vocabulary.add_text(word)).collect();
        Self { fields: [asked, text, keywords, topic.to_vec()], ends }
    }

    /// The words of one field.
    pub(crate) fn words(&self, field: Field) -> &[StemId] {
        &self.fields[field as usize]
    }

    /// The words of each question.
    pub(crate) fn questions(&self) -> impl Iterator<Item = &[StemId]> {
        let starts = std::iter::once(&0).chain(&self.ends);
        starts.zip(&self.ends).map(|(start, end)| &self.words(Field::Question)[*start..*end])
    }
}

/// The words of a topic, as every entry on it holds them.
pub(crate) fn topic_words(topic: &Topic, vocabulary: &mut Vocabulary) -> Vec<StemId> {
    let texts = topic.words.iter().chain([&topic.name, &topic.meaning]);
    texts.flat_map(|text| vocabulary.add_text(text)).collect()
}

/// Everything that an entry says it is asked as.
pub(crate) fn questions(entry: &Entry) -> impl Iterator<Item = &str> {
    let (question, aliases) = match &entry.kind {
        Kind::Faq { question, aliases } => (Some(question), aliases.as_slice()),
        Kind::Point => (None, &[][..]),
    };
    question.into_iter().chain(aliases).chain(&entry.asked_as).map(String::as_str)
}

/// Counts over all documents; those of two collections can be added.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Statistics {
    documents: u32,
    lengths: [u64; 4],
    /// Per stem: in how many documents it stands, in any field but the topic's.
    holders: Vec<u32>,
    /// Per stem: in how many documents it stands at all.
    anywhere: Vec<u32>,
}

impl Statistics {
    /// Counts one document.
    pub(crate) fn count(&mut self, document: &Document) {
        self.documents += 1;
        let mut own: Vec<StemId> = Vec::new();
        for field in Field::ALL {
            self.lengths[field as usize] += document.words(field).len() as u64;
            if field != Field::Topic {
                own.extend(document.words(field));
            }
        }
        count_each(&mut own, &mut self.holders);
        own.extend(document.words(Field::Topic));
        count_each(&mut own, &mut self.anywhere);
    }

    /// In how many documents the stem stands in a field of their own.
    pub(crate) fn holders(&self, stem: StemId) -> u32 {
        self.holders.get(stem.at()).copied().unwrap_or(0)
    }

    /// How much it tells that a document holds the stem: 0 for never, higher for rarer.
    #[expect(clippy::cast_precision_loss, reason = "counts of documents are small")]
    pub(crate) fn rarity(&self, stem: StemId) -> f32 {
        let own = self.holders(stem);
        let held = if own > 0 { own } else { self.anywhere.get(stem.at()).copied().unwrap_or(0) };
        if held == 0 { 0.0 } else { self.rarity_of(held as f32) }
    }

    /// The rarity of a stem that this many documents hold.
    #[expect(clippy::cast_precision_loss, reason = "counts of documents are small")]
    pub(crate) fn rarity_of(&self, held: f32) -> f32 {
        (1.0 + (self.documents as f32 - held + 0.5).max(0.0) / (held + 0.5)).ln()
    }

    #[expect(clippy::cast_precision_loss, reason = "lengths are small")]
    fn average(&self, field: Field) -> f32 {
        (self.lengths[field as usize] as f32 / self.documents.max(1) as f32).max(1.0)
    }

    /// What each stem of the document adds to its score; a stem of several fields comes once for
    /// each, one after the other.
    #[expect(clippy::cast_precision_loss, reason = "lengths are small")]
    pub(crate) fn impacts(&self, document: &Document, rarities: &[f32]) -> Vec<(StemId, f32)> {
        let mut impacts: Vec<(StemId, f32)> = Vec::new();
        for field in Field::ALL {
            let words = document.words(field);
            let relative = words.len() as f32 / self.average(field);
            // The topic's words are the same for every entry on it: their number says nothing.
            let relative = if field == Field::Topic { 1.0 } else { relative };
            let slack = SATURATION * (1.0 - LENGTH + LENGTH * relative);
            let mut words = words.to_vec();
            words.sort_unstable();
            impacts.extend(words.chunk_by(|a, b| a == b).map(|same| {
                let count = same.len() as f32;
                let gain = field.weight() * count / (count + slack);
                (same[0], gain * rarities[same[0].at()])
            }));
        }
        impacts.sort_by_key(|(stem, _)| *stem);
        impacts
    }
}

/// Counts each stem once; leaves the stems sorted.
fn count_each(stems: &mut Vec<StemId>, counts: &mut Vec<u32>) {
    stems.sort_unstable();
    stems.dedup();
    let places = stems.last().map_or(0, |last| last.at() + 1);
    if counts.len() < places {
        counts.resize(places, 0);
    }
    for stem in stems {
        counts[stem.at()] += 1;
    }
}
