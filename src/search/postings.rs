//! Which entries hold a word, and what it is worth there: three bytes for each.
//!
//! What it is worth leaves the word's rarity out, so that it holds whatever else is asked beside.
//! It is rounded up to one of 256 steps.

use super::fields::{Averages, HIGHEST_GAIN, Slack};
use super::texts::Texts;
use super::vocabulary::StemId;

/// Entries of one part, whose places need two bytes.
const PART: usize = 1 << 16;
/// One of the steps of what a word is worth.
pub(crate) const STEP: f32 = HIGHEST_GAIN / 255.0;

/// The rows of what is filed by word: one a stem, or only those of the words that occur.
pub(crate) enum Rows {
    /// Every stem below this one.
    All(usize),
    /// These, in order.
    Some(Vec<StemId>),
}

impl Rows {
    /// The row of a stem.
    pub(crate) fn of(&self, stem: StemId) -> Option<usize> {
        match self {
            Self::All(count) => (stem.at() < *count).then_some(stem.at()),
            Self::Some(stems) => stems.binary_search(&stem).ok(),
        }
    }

    /// How many.
    pub(crate) fn len(&self) -> usize {
        match self {
            Self::All(count) => *count,
            Self::Some(stems) => stems.len(),
        }
    }

    /// How many bytes it holds.
    pub(crate) fn bytes(&self) -> usize {
        match self {
            Self::All(_) => 0,
            Self::Some(stems) => 4 * stems.capacity(),
        }
    }
}

/// The entries that hold each word.
pub(crate) struct Postings {
    parts: usize,
    /// Per row and part: where its entries begin.
    starts: Vec<u32>,
    /// The entries' places within their part.
    places: Vec<u16>,
    /// What the word is worth in each, in steps.
    gains: Vec<u8>,
    /// Per row: the highest of them.
    highest: Vec<u8>,
}

impl Postings {
    /// Files the words of all texts.
    pub(crate) fn file(texts: &Texts, rows: &Rows, averages: Averages) -> Self {
        let parts = texts.len().div_ceil(PART).max(1);
        let mut counted = vec![0u32; rows.len() * parts];
        let mut words = Counts::new(rows.len());
        for at in 0..texts.len() {
            words.count(texts, at, rows);
            words.drain(|row, _, _| counted[row * parts + at / PART] += 1);
        }
        let mut starts = Vec::with_capacity(counted.len() + 1);
        starts.push(0);
        let mut sum = 0;
        for count in &mut counted {
            let start = sum;
            sum += *count;
            *count = start;
            starts.push(sum);
        }
        let mut places = vec![0u16; sum as usize];
        let mut gains = vec![0u8; sum as usize];
        let mut highest = vec![0u8; rows.len()];
        for at in 0..texts.len() {
            let parts_of = texts.parts(at);
            let slack = Slack::of(parts_of.len(), parts_of.questions.len(), averages);
            words.count(texts, at, rows);
            words.drain(|row, whole, questions| {
                let next = &mut counted[row * parts + at / PART];
                let gain = steps(slack.gain(whole, questions));
                places[*next as usize] = u16::try_from(at % PART).unwrap_or(u16::MAX);
                gains[*next as usize] = gain;
                highest[row] = highest[row].max(gain);
                *next += 1;
            });
        }
        Self { parts, starts, places, gains, highest }
    }

    /// How many entries hold the word of a row.
    pub(crate) fn count(&self, row: usize) -> usize {
        let (first, last) = (row * self.parts, (row + 1) * self.parts);
        (self.starts[last] - self.starts[first]) as usize
    }

    /// The most that the word of a row is worth anywhere, per unit of rarity.
    pub(crate) fn highest(&self, row: usize) -> f32 {
        f32::from(self.highest[row]) * STEP
    }

    /// What the word of a row is worth in an entry, per unit of rarity.
    pub(crate) fn gain(&self, row: usize, entry: usize) -> f32 {
        let at = row * self.parts + entry / PART;
        let range = self.starts[at] as usize..self.starts[at + 1] as usize;
        let place = u16::try_from(entry % PART).unwrap_or(u16::MAX);
        let found = self.places[range.clone()].binary_search(&place);
        found.map_or(0.0, |found| f32::from(self.gains[range.start + found]) * STEP)
    }

    /// Hands over the entries that hold the word of a row, with what it is worth in each, in steps.
    pub(crate) fn each(&self, row: usize, mut take: impl FnMut(usize, u8)) {
        for part in 0..self.parts {
            let at = row * self.parts + part;
            let range = self.starts[at] as usize..self.starts[at + 1] as usize;
            let first = part * PART;
            for (place, gain) in self.places[range.clone()].iter().zip(&self.gains[range]) {
                take(first + usize::from(*place), *gain);
            }
        }
    }

    /// How many bytes it holds.
    pub(crate) fn bytes(&self) -> usize {
        4 * self.starts.capacity()
            + 2 * self.places.capacity()
            + self.gains.capacity()
            + self.highest.capacity()
    }
}

/// How often each word stands in one entry.
pub(crate) struct Counts {
    /// Per row: in the whole entry, in its questions.
    counts: Vec<(u32, u32)>,
    /// The rows counted.
    rows: Vec<usize>,
}

impl Counts {
    pub(crate) fn new(rows: usize) -> Self {
        Self { counts: vec![(0, 0); rows], rows: Vec::new() }
    }

    /// Counts the words of an entry.
    pub(crate) fn count(&mut self, texts: &Texts, at: usize, rows: &Rows) {
        let parts = texts.parts(at);
        let questions = parts.questions.iter().map(|word| (word, 1));
        let others = parts.text.iter().chain(parts.keywords).map(|word| (word, 0));
        for (word, in_question) in questions.chain(others) {
            let Some(row) = rows.of(word.stem()) else { continue };
            let count = &mut self.counts[row];
            if count.0 == 0 {
                self.rows.push(row);
            }
            *count = (count.0 + 1, count.1 + in_question);
        }
    }

    /// Hands over each row counted, with how often in the whole and in the questions; forgets them.
    pub(crate) fn drain(&mut self, mut take: impl FnMut(usize, u32, u32)) {
        for row in self.rows.drain(..) {
            let (whole, questions) = std::mem::take(&mut self.counts[row]);
            take(row, whole, questions);
        }
    }
}

/// What a word is worth, in steps, rounded up.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "from 0 to 255")]
fn steps(gain: f32) -> u8 {
    (gain / STEP).ceil().clamp(0.0, 255.0) as u8
}

#[cfg(test)]
mod tests {
    use crate::knowledge::{Document, Knowledge};
    use crate::search::vocabulary::Vocabulary;

    use super::*;

    #[test]
    fn every_holder_is_filed_once_with_what_the_word_is_worth_there() {
        let texts_of = ["bee hive bee", "hive", "boat"];
        let documents = texts_of.map(|text| Document {
            id: text.replace(' ', ""),
            title: String::new(),
            text: text.into(),
        });
        let (mut texts, mut vocabulary) = (Texts::default(), Vocabulary::default());
        for entry in &Knowledge::of_documents(documents).entries {
            texts.push(entry, &mut vocabulary);
        }
        let averages = Averages { whole: 2.0, questions: 1.0 };
        let filed = Postings::file(&texts, &Rows::All(vocabulary.len()), averages);
        let held = |word: &str| {
            let row = vocabulary.find(word).unwrap().at();
            let mut held = Vec::new();
            filed.each(row, |at, gain| held.push((at, gain)));
            assert!(held.iter().all(|(at, gain)| {
                (filed.gain(row, *at) - f32::from(*gain) * STEP).abs() < f32::EPSILON
            }));
            assert_eq!(held.len(), filed.count(row));
            let highest = held.iter().map(|(_, gain)| *gain).max().unwrap_or(0);
            assert!((filed.highest(row) - f32::from(highest) * STEP).abs() < f32::EPSILON);
            held.into_iter().map(|(at, _)| at).collect::<Vec<_>>()
        };
        let bee = vocabulary.find("bee").unwrap().at();
        assert!(filed.gain(bee, 1).abs() < f32::EPSILON, "the second does not hold it");
        assert_eq!((held("hive"), held("bee"), held("boat")), (vec![0, 1], vec![0], vec![2]));
    }
}
