//! What a word of an entry is worth: the whole entry and its questions scored apart and added.
//!
//! Each is scored with BM25's saturation and length normalisation (Robertson & Zaragoza,
//! "The Probabilistic Relevance Framework: BM25 and Beyond", 2009). The whole counts twice what
//! the questions (or the title) count: on collections of abstracts, intents and FAQ pages that
//! did better than either alone, and than fields that share nothing.

use crate::knowledge::{Entry, Kind, Topic};

use super::vocabulary::{StemId, Vocabulary};

/// Weight of the whole entry.
const WHOLE: f32 = 2.0;
/// Weight of its questions.
const QUESTIONS: f32 = 0.7;
/// Weight of the topic's own words.
const TOPIC: f32 = 0.11;
/// How soon repetition stops to count.
const SATURATION: f32 = 1.4;
/// How much a long field is held against a word in it.
const LENGTH: f32 = 0.75;

/// More than any word of any entry is worth, per unit of rarity.
pub(crate) const HIGHEST_GAIN: f32 = WHOLE + QUESTIONS;

/// The mean lengths of what is scored, in words.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Averages {
    pub(crate) whole: f32,
    pub(crate) questions: f32,
}

/// How long an entry and its questions are, as divisors of what its words are worth.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Slack {
    whole: f32,
    questions: f32,
}

impl Slack {
    /// For lengths in words.
    #[expect(clippy::cast_precision_loss, reason = "lengths are small")]
    pub(crate) fn of(whole: usize, questions: usize, averages: Averages) -> Self {
        let slack = |length: usize, average: f32| {
            SATURATION * (1.0 - LENGTH + LENGTH * length as f32 / average.max(1.0))
        };
        Self {
            whole: slack(whole, averages.whole),
            questions: slack(questions, averages.questions),
        }
    }

    /// What a word is worth, per unit of rarity, that stands so often in the whole and in the
    /// questions among it.
    #[expect(clippy::cast_precision_loss, reason = "counts of words are small")]
    pub(crate) fn gain(self, whole: u32, questions: u32) -> f32 {
        let share = |count: u32, slack: f32| count as f32 / (count as f32 + slack);
        WHOLE * share(whole, self.whole) + QUESTIONS * share(questions, self.questions)
    }
}

/// What a word is worth, per unit of rarity, that stands so often among those of the topic.
#[expect(clippy::cast_precision_loss, reason = "counts of words are small")]
pub(crate) fn topic_gain(count: usize) -> f32 {
    TOPIC * count as f32 / (count as f32 + 1.0)
}

/// The words of a topic, as every entry on it holds them: each once, with what it is worth.
pub(crate) fn topic_words(topic: &Topic, vocabulary: &mut Vocabulary) -> Vec<(StemId, f32)> {
    let texts = topic.words.iter().chain([&topic.name, &topic.meaning]);
    let mut words: Vec<StemId> = texts.flat_map(|text| vocabulary.add_text(text)).collect();
    words.sort_unstable();
    words.chunk_by(|a, b| a == b).map(|same| (same[0], topic_gain(same.len()))).collect()
}

/// Everything that an entry says it is asked as.
pub(crate) fn questions_of(entry: &Entry) -> impl Iterator<Item = &str> {
    let (question, aliases) = match &entry.kind {
        Kind::Faq { question, aliases } => (Some(question), aliases.as_slice()),
        Kind::Point => (None, &[][..]),
    };
    question.into_iter().chain(aliases).chain(&entry.asked_as).map(String::as_str)
}

/// How much it tells that one of so many holds a word that so many of them hold.
#[expect(clippy::cast_precision_loss, reason = "counts of entries are small")]
pub(crate) fn rarity(of: u32, held: u32) -> f32 {
    let held = held as f32;
    (1.0 + (of as f32 - held + 0.5).max(0.0) / (held + 0.5)).ln()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn more_and_in_a_short_question_is_worth_more() {
        let averages = Averages { whole: 40.0, questions: 8.0 };
        let gain = |length, whole, questions| Slack::of(length, 8, averages).gain(whole, questions);
        assert!(gain(40, 2, 0) > gain(40, 1, 0));
        assert!(gain(20, 1, 0) > gain(40, 1, 0));
        assert!(gain(40, 1, 1) > gain(40, 1, 0));
        assert!(gain(1, 1000, 1000) < HIGHEST_GAIN);
        assert!(gain(40, 0, 0).abs() < f32::EPSILON);
    }

    #[test]
    fn the_rarer_tells_more_and_what_all_hold_next_to_nothing() {
        assert!(rarity(100, 1) > rarity(100, 10));
        assert!(rarity(100, 100) < 0.01);
        assert!(rarity(0, 0) > 0.0);
    }
}
