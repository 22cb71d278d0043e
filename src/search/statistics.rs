//! How many entries and questions hold each word; counts of two collections can be added.

use super::postings::Rows;
use super::texts::{Placed, Texts};
use super::vocabulary::StemId;

/// Counts over one collection.
pub(crate) struct Statistics {
    pub(crate) documents: u32,
    pub(crate) questions: u32,
    /// Words of all entries, and of their questions among them.
    pub(crate) words: (u64, u64),
    pub(crate) rows: Rows,
    /// Per row: entries that hold the word.
    holders: Vec<u32>,
    /// Per row: questions that hold it.
    asked: Vec<u32>,
    /// Per row: whether the statement of an entry holds it.
    stated: Vec<bool>,
    /// Per stem, as far as topics use any: entries on topics whose own words hold it.
    on_topic: Vec<u32>,
}

impl Statistics {
    /// Counts these entries. `on_topic` counts, for each stem, entries on topics that hold it.
    pub(crate) fn of(texts: &Texts, rows: Rows, on_topic: Vec<u32>) -> Self {
        let count = rows.len();
        let mut counted = Self {
            documents: u32::try_from(texts.len()).unwrap_or(u32::MAX),
            questions: 0,
            words: (0, 0),
            rows,
            holders: vec![0; count],
            asked: vec![0; count],
            stated: vec![false; count],
            on_topic,
        };
        // The last entry and question in which a row was counted.
        let (mut last_entry, mut last_asked) = (vec![u32::MAX; count], vec![u32::MAX; count]);
        for (entry, at) in (0u32..).zip(0..texts.len()) {
            let parts = texts.parts(at);
            counted.words.0 += parts.len() as u64;
            counted.words.1 += parts.questions.len() as u64;
            for part in [parts.questions, parts.text, parts.keywords] {
                count_once(&counted.rows, part, entry, &mut last_entry, |row| {
                    counted.holders[row] += 1;
                });
            }
            for row in parts.text.iter().filter_map(|word| counted.rows.of(word.stem())) {
                counted.stated[row] = true;
            }
        }
        for (question, number) in (0..texts.questions()).map(|at| texts.question(at).1).zip(0u32..)
        {
            count_once(&counted.rows, question, number, &mut last_asked, |row| {
                counted.asked[row] += 1;
            });
            counted.questions += 1;
        }
        counted
    }

    /// Entries that hold the word.
    pub(crate) fn holders(&self, stem: StemId) -> u32 {
        self.rows.of(stem).map_or(0, |row| self.holders[row])
    }

    /// Entries on topics whose own words hold it.
    pub(crate) fn on_topic(&self, stem: StemId) -> u32 {
        self.on_topic.get(stem.at()).copied().unwrap_or(0)
    }

    /// Questions that hold the word.
    pub(crate) fn asked(&self, stem: StemId) -> u32 {
        self.rows.of(stem).map_or(0, |row| self.asked[row])
    }

    /// Whether the statement of an entry holds it.
    pub(crate) fn is_stated(&self, stem: StemId) -> bool {
        self.rows.of(stem).is_some_and(|row| self.stated[row])
    }

    /// How many bytes it holds.
    pub(crate) fn bytes(&self) -> usize {
        let numbers = self.holders.capacity() + self.asked.capacity() + self.on_topic.capacity();
        self.rows.bytes() + 4 * numbers + self.stated.capacity()
    }
}

/// Counts each row of some words once, unless it was counted under this number before.
fn count_once(
    rows: &Rows,
    words: &[Placed],
    number: u32,
    last: &mut [u32],
    mut count: impl FnMut(usize),
) {
    for row in words.iter().filter_map(|word| rows.of(word.stem())) {
        if last[row] != number {
            last[row] = number;
            count(row);
        }
    }
}
