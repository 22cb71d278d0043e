//! Words, each once, in one long text: a place for each, found by its letters.
//!
//! A map of owned strings costs some seventy bytes a word; this costs a dozen and the letters.

use std::hash::{BuildHasher, BuildHasherDefault};

use super::hash::Quick;

/// Slots a table begins with.
const SMALLEST: usize = 64;

/// Words in the order they came.
#[derive(Default)]
pub(crate) struct WordTable {
    letters: String,
    /// Per word: where its letters end.
    ends: Vec<u32>,
    /// A power of two of them: a word's place plus one, or 0. At most half are taken.
    slots: Vec<u32>,
}

impl WordTable {
    /// How many words.
    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }

    /// The word at a place.
    pub(crate) fn word(&self, at: u32) -> &str {
        let at = at as usize;
        let start = if at == 0 { 0 } else { self.ends[at - 1] as usize };
        &self.letters[start..self.ends[at] as usize]
    }

    /// The place of a word.
    pub(crate) fn find(&self, word: &str) -> Option<u32> {
        if self.slots.is_empty() {
            return None;
        }
        match self.slots[self.slot_of(word)] {
            0 => None,
            place => Some(place - 1),
        }
    }

    /// The place of a word, which joins the others if it is new.
    pub(crate) fn add(&mut self, word: &str) -> u32 {
        if self.slots.len() <= 2 * self.ends.len() {
            self.grow();
        }
        let slot = self.slot_of(word);
        if self.slots[slot] > 0 {
            return self.slots[slot] - 1;
        }
        self.letters.push_str(word);
        self.ends.push(as_u32(self.letters.len()));
        self.slots[slot] = as_u32(self.ends.len());
        self.slots[slot] - 1
    }

    /// How many bytes it holds.
    pub(crate) fn bytes(&self) -> usize {
        self.letters.capacity() + 4 * (self.ends.capacity() + self.slots.capacity())
    }

    /// Gives back what was set aside for more words.
    pub(crate) fn shrink(&mut self) {
        self.letters.shrink_to_fit();
        self.ends.shrink_to_fit();
    }

    /// The slot that holds the word, or the free one where it belongs.
    fn slot_of(&self, word: &str) -> usize {
        let last = self.slots.len() - 1;
        let mut slot = hash(word) & last;
        while self.slots[slot] > 0 && self.word(self.slots[slot] - 1) != word {
            slot = (slot + 1) & last;
        }
        slot
    }

    fn grow(&mut self) {
        let size = (2 * self.slots.len()).max(SMALLEST);
        self.slots.clear();
        self.slots.resize(size, 0);
        for at in 0..as_u32(self.ends.len()) {
            let mut slot = hash(self.word(at)) & (size - 1);
            while self.slots[slot] > 0 {
                slot = (slot + 1) & (size - 1);
            }
            self.slots[slot] = at + 1;
        }
    }
}

#[expect(clippy::cast_possible_truncation, reason = "the low bits are what is wanted")]
fn hash(word: &str) -> usize {
    BuildHasherDefault::<Quick>::default().hash_one(word) as usize
}

fn as_u32(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_word_has_one_place() {
        let mut table = WordTable::default();
        assert_eq!(table.find("node"), None);
        for round in 0..2 {
            for at in 0..1000 {
                assert_eq!(table.add(&format!("w{at}")), at, "round {round}");
            }
        }
        assert_eq!(table.len(), 1000);
        assert_eq!((table.find("w999"), table.find("w1000")), (Some(999), None));
        assert_eq!(table.word(7), "w7");
        assert_eq!((table.add(""), table.find("")), (1000, Some(1000)));
    }
}
