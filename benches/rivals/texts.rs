//! The shipped knowledge, and as many entries more as wanted, in words like its own.
//!
//! Words are drawn by Zipf's law from the shipped vocabulary, most frequent first, and from new
//! words that join it as Heaps' law has it (exponent 0.6, measured from the shipped texts' own
//! number of words): a text of five million words has some eighty thousand different ones.

use std::collections::HashMap;
use std::path::Path;
use std::sync::Arc;

use stackwise::knowledge::{Document, Entry, Knowledge};

/// Exponent of Heaps' law.
const GROWTH: f64 = 0.6;
/// Words of a question, and of a statement: from and to.
const QUESTION: (usize, usize) = (5, 12);
const STATEMENT: (usize, usize) = (25, 60);

/// The texts of an entry as one: what the others index.
pub(crate) fn text(entry: &Entry) -> String {
    let mut parts: Vec<&str> = entry.question().into_iter().collect();
    parts.extend(entry.asked_as.iter().map(String::as_str));
    parts.push(&entry.text);
    parts.extend(entry.keywords.iter().map(String::as_str));
    parts.join(". ")
}

/// The shipped knowledge with so many entries more.
pub(crate) fn knowledge(more: usize) -> Knowledge {
    let mut knowledge = shipped();
    let mut words = Words::of(&knowledge);
    let shipped = knowledge.entries.clone();
    for at in 0..more {
        let like = &shipped[at % shipped.len()];
        let document = Document {
            id: format!("made/{at}"),
            title: String::new(),
            text: words.sentence(STATEMENT),
        };
        let made = Knowledge::of_documents([document]);
        let mut entry = Entry::clone(&made.entries[0]);
        // About what a shipped entry is about, so that every signal has its work.
        entry.about.clone_from(&like.about);
        entry.topic = Arc::clone(&like.topic);
        entry.stance = like.stance;
        entry.cites.clone_from(&like.cites);
        entry.asked_as.push(words.sentence(QUESTION));
        knowledge.entries.push(Arc::new(entry));
    }
    knowledge
}

fn shipped() -> Knowledge {
    crate::shipped::knowledge(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../../knowledge"))
}

/// A vocabulary that grows.
struct Words {
    /// Most frequent first.
    list: Vec<String>,
    written: f64,
    factor: f64,
    random: u64,
}

#[expect(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "counts of words, and places among them"
)]
impl Words {
    fn of(knowledge: &Knowledge) -> Self {
        let mut counts: HashMap<String, usize> = HashMap::new();
        let mut written = 0.0;
        for entry in &knowledge.entries {
            let text = text(entry).to_lowercase();
            for word in text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
                *counts.entry(word.to_owned()).or_default() += 1;
                written += 1.0;
            }
        }
        let mut list: Vec<String> = counts.keys().cloned().collect();
        list.sort_by(|a, b| counts[b].cmp(&counts[a]).then(a.cmp(b)));
        let factor = list.len() as f64 / f64::powf(written, GROWTH);
        Self { list, written, factor, random: 0x2545_F491_4F6C_DD1D }
    }

    /// From 0 up to but not including 1.
    fn chance(&mut self) -> f64 {
        // xorshift64*: Vigna, "An experimental exploration of Marsaglia's xorshift generators", 2016.
        self.random ^= self.random >> 12;
        self.random ^= self.random << 25;
        self.random ^= self.random >> 27;
        (self.random.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 11) as f64 / (1u64 << 53) as f64
    }

    fn up_to(&mut self, end: usize) -> usize {
        (self.chance() * end as f64) as usize
    }

    fn sentence(&mut self, (from, to): (usize, usize)) -> String {
        let length = from + self.up_to(to - from + 1);
        let words: Vec<String> = (0..length).map(|_| self.word()).collect();
        words.join(" ") + "."
    }

    fn word(&mut self) -> String {
        self.written += 1.0;
        if (self.list.len() as f64) < self.factor * f64::powf(self.written, GROWTH) {
            let new = self.new_word();
            self.list.push(new.clone());
            return new;
        }
        let place = f64::exp(self.chance() * f64::ln(self.list.len() as f64 + 1.0)) as usize;
        self.list[(place - 1).min(self.list.len() - 1)].clone()
    }

    fn new_word(&mut self) -> String {
        const STARTS: &[u8] = b"bcdfghjklmnprstvwz";
        const VOWELS: &[u8] = b"aeiou";
        let syllables = 2 + self.up_to(3);
        let mut word = String::new();
        for _ in 0..syllables {
            word.push(char::from(STARTS[self.up_to(STARTS.len())]));
            word.push(char::from(VOWELS[self.up_to(VOWELS.len())]));
        }
        if self.chance() < 0.5 {
            word.push(char::from(STARTS[self.up_to(STARTS.len())]));
        }
        word
    }
}
