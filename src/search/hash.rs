//! A quick hash for tables whose keys are words of the knowledge.
//!
//! Multiply and rotate, as in `rustc-hash`. Questions only look words up, so nobody who asks can
//! fill a table with colliding keys, and a keyed hash would buy nothing.

use std::hash::{BuildHasherDefault, Hasher};

/// A set of words.
pub(crate) type WordSet = std::collections::HashSet<Box<str>, BuildHasherDefault<Quick>>;

/// An odd number with bits all over it: the golden ratio times 2^64.
const SPREAD: u64 = 0x9E37_79B9_7F4A_7C15;

/// The state of a hash.
#[derive(Clone, Copy, Default)]
pub(crate) struct Quick(u64);

impl Quick {
    fn mix(&mut self, word: u64) {
        self.0 = (self.0.rotate_left(5) ^ word).wrapping_mul(SPREAD);
    }
}

impl Hasher for Quick {
    fn write(&mut self, bytes: &[u8]) {
        let (chunks, rest) = bytes.as_chunks::<8>();
        for chunk in chunks {
            self.mix(u64::from_le_bytes(*chunk));
        }
        if !rest.is_empty() {
            let mut last = [0; 8];
            last[..rest.len()].copy_from_slice(rest);
            self.mix(u64::from_le_bytes(last));
        }
    }

    fn write_u8(&mut self, byte: u8) {
        self.mix(u64::from(byte));
    }

    fn finish(&self) -> u64 {
        // The table takes its place from the low bits, which the multiplication mixes least.
        self.0.rotate_left(26)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;
    use std::hash::{BuildHasher, BuildHasherDefault};

    use super::Quick;

    #[test]
    fn words_that_look_alike_are_spread() {
        let build = BuildHasherDefault::<Quick>::default();
        let places: HashSet<u64> =
            (0..1000).map(|n| build.hash_one(format!("word{n}")) & 0xFFFF).collect();
        assert!(places.len() > 950, "{} places for 1000 words", places.len());
    }
}
