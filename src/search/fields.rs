//! What each word of an entry is worth: fields scored apart and added.
//!
//! Each field is scored with BM25's saturation and length normalisation (Robertson & Zaragoza,
//! "The Probabilistic Relevance Framework: BM25 and Beyond", 2009) and then weighted, so that a
//! word in the question does not have to compete with the length of the text.

use std::collections::HashMap;

use crate::knowledge::{Entry, Kind};

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
}

impl Document {
    /// Reads an entry; its words join the vocabulary.
    pub(crate) fn read(entry: &Entry, vocabulary: &mut Vocabulary) -> Self {
        let mut all = |texts: &mut dyn Iterator<Item = &str>| -> Vec<StemId> {
            texts.flat_map(|text| vocabulary.add_text(text)).collect()
        };
        Self {
            fields: [
                all(&mut questions(entry)),
                all(&mut [entry.text.as_str()].into_iter()),
                all(&mut entry.keywords.iter().map(String::as_str)),
                all(&mut entry
                    .topic
                    .words
                    .iter()
                    .map(String::as_str)
                    .chain([entry.topic.name.as_str(), entry.topic.meaning.as_str()])),
            ],
        }
    }

    /// The words of one field.
    pub(crate) fn words(&self, field: Field) -> &[StemId] {
        &self.fields[field as usize]
    }
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
    /// In how many documents a stem stands, in any field but the topic's.
    holders: HashMap<StemId, u32>,
    /// In how many documents a stem stands at all.
    anywhere: HashMap<StemId, u32>,
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
        count_each(&mut own.clone(), &mut self.holders);
        own.extend(document.words(Field::Topic));
        count_each(&mut own, &mut self.anywhere);
    }

    /// In how many documents the stem stands in a field of their own.
    pub(crate) fn holders(&self, stem: StemId) -> u32 {
        self.holders.get(&stem).copied().unwrap_or(0)
    }

    /// How much it tells that a document holds the stem: 0 for never, higher for rarer.
    #[expect(clippy::cast_precision_loss, reason = "counts of documents are small")]
    pub(crate) fn rarity(&self, stem: StemId) -> f32 {
        let own = self.holders(stem);
        let held = if own > 0 { own } else { self.anywhere.get(&stem).copied().unwrap_or(0) };
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

    /// What each stem of the document adds to its score.
    #[expect(clippy::cast_precision_loss, reason = "lengths are small")]
    pub(crate) fn impacts(&self, document: &Document) -> HashMap<StemId, f32> {
        let mut impacts: HashMap<StemId, f32> = HashMap::new();
        for field in Field::ALL {
            let words = document.words(field);
            let relative = words.len() as f32 / self.average(field);
            // The topic's words are the same for every entry on it: their number says nothing.
            let relative = if field == Field::Topic { 1.0 } else { relative };
            let slack = SATURATION * (1.0 - LENGTH + LENGTH * relative);
            let mut counts: HashMap<StemId, f32> = HashMap::new();
            for stem in words {
                *counts.entry(*stem).or_default() += 1.0;
            }
            for (stem, count) in counts {
                let gain = field.weight() * count / (count + slack);
                *impacts.entry(stem).or_default() += gain * self.rarity(stem);
            }
        }
        impacts
    }
}

fn count_each(stems: &mut Vec<StemId>, counts: &mut HashMap<StemId, u32>) {
    stems.sort_unstable();
    stems.dedup();
    for stem in stems {
        *counts.entry(*stem).or_default() += 1;
    }
}
