//! Mistyped words: the nearest known word, found through its deletions.
//!
//! Every known word is filed under what remains when one or two letters are left out
//! (the idea of `SymSpell`, <https://github.com/wolfgarbe/SymSpell>), so that a lookup costs
//! a few dozen table reads and no walk over the vocabulary.

use std::collections::HashMap;
use std::hash::{BuildHasher, RandomState};

/// Shortest word that is corrected: below, everything is near to everything.
const SHORTEST: usize = 4;
/// Shortest word with two mistakes allowed.
const TWO_MISTAKES_FROM: usize = 7;
/// Longest word that is corrected.
const LONGEST: usize = 20;

/// Known words, ready to be found by a mistyped one.
#[derive(Default)]
pub(crate) struct Spelling {
    words: Vec<(Box<[char]>, u32)>,
    filed: HashMap<u64, Vec<u32>>,
    hasher: RandomState,
}

impl Spelling {
    /// Files every word with how often it occurs.
    pub(crate) fn new<'a>(words: impl Iterator<Item = (&'a str, u32)>) -> Self {
        let mut spelling = Self::default();
        for (word, count) in words {
            let letters: Box<[char]> = word.chars().collect();
            if letters.len() < SHORTEST - 1 || letters.len() > LONGEST {
                continue;
            }
            let id = u32::try_from(spelling.words.len()).unwrap_or(u32::MAX);
            let mistakes = allowed(letters.len());
            let mut keys = Vec::new();
            deletions(&letters, mistakes, &mut |rest| keys.push(spelling.hasher.hash_one(rest)));
            keys.sort_unstable();
            keys.dedup();
            for key in keys {
                spelling.filed.entry(key).or_default().push(id);
            }
            spelling.words.push((letters, count));
        }
        spelling
    }

    /// The known word that was most likely meant, with how many mistakes; none when nothing is near.
    pub(crate) fn nearest(&self, typed: &str) -> Option<(String, usize)> {
        let letters: Vec<char> = typed.chars().collect();
        if letters.len() < SHORTEST || letters.len() > LONGEST {
            return None;
        }
        let squeezed = squeeze(&letters);
        let mut best: Option<(f32, u32, usize)> = None;
        for spelt in
            [Some(&letters), (squeezed != letters).then_some(&squeezed)].into_iter().flatten()
        {
            deletions(spelt, allowed(spelt.len()), &mut |rest| {
                let Some(found) = self.filed.get(&self.hasher.hash_one(rest)) else { return };
                for &id in found {
                    if let Some((cost, mistakes)) = self.cost(spelt, id)
                        && best.is_none_or(|(cheapest, of, _)| {
                            cost < cheapest || (cost <= cheapest && id < of)
                        })
                    {
                        best = Some((cost, id, mistakes));
                    }
                }
            });
        }
        let (_, id, mistakes) = best?;
        Some((self.words[id as usize].0.iter().collect(), mistakes.max(1)))
    }

    /// How unlikely it is that this word was meant; none when it is too far off.
    #[expect(clippy::cast_precision_loss, reason = "counts and lengths are small")]
    fn cost(&self, typed: &[char], id: u32) -> Option<(f32, usize)> {
        let (word, count) = &self.words[id as usize];
        let mistakes = distance(typed, word);
        if mistakes > allowed(typed.len().min(word.len() + 1)) {
            return None;
        }
        let starts_alike = typed.first() == word.first();
        let swapped_start =
            typed.len() > 1 && word.len() > 1 && typed[0] == word[1] && typed[1] == word[0];
        if !starts_alike && !swapped_start && (typed.len() < 6 || mistakes > 1) {
            return None;
        }
        let mut sorted = (typed.to_vec(), word.to_vec());
        sorted.0.sort_unstable();
        sorted.1.sort_unstable();
        let same_letters = sorted.0 == sorted.1;
        if typed.len() <= SHORTEST && !same_letters && typed.len() >= word.len() && mistakes > 0 {
            // A short word with another letter in it is more often another word.
            return None;
        }
        let frequency = (*count as f32 + 1.0).ln();
        let start = if starts_alike { 0.0 } else { 0.5 };
        let swap = if same_letters { -0.4 } else { 0.0 };
        Some((mistakes as f32 + start + swap - 0.12 * frequency, mistakes))
    }
}

/// How many mistakes a word of this length may have.
fn allowed(length: usize) -> usize {
    1 + usize::from(length >= TWO_MISTAKES_FROM)
}

/// "fasttt" -> "fast", "speeed" -> "speed": three of the same letter are never right.
fn squeeze(letters: &[char]) -> Vec<char> {
    let mut kept: Vec<char> = Vec::with_capacity(letters.len());
    for &c in letters {
        if kept.len() >= 2 && kept[kept.len() - 1] == c && kept[kept.len() - 2] == c {
            continue;
        }
        kept.push(c);
    }
    kept
}

/// The word itself and what remains when up to `mistakes` letters are left out.
fn deletions(letters: &[char], mistakes: usize, visit: &mut impl FnMut(&[char])) {
    visit(letters);
    let mut rest: Vec<char> = Vec::with_capacity(letters.len());
    for first in 0..letters.len() {
        rest.clear();
        rest.extend_from_slice(&letters[..first]);
        rest.extend_from_slice(&letters[first + 1..]);
        visit(&rest);
        if mistakes < 2 {
            continue;
        }
        for second in first..rest.len() {
            let letter = rest.remove(second);
            visit(&rest);
            rest.insert(second, letter);
        }
    }
}

/// Edits between two words: insert, delete, replace, or swap two neighbours
/// (optimal string alignment).
pub(crate) fn distance(a: &[char], b: &[char]) -> usize {
    let mut before = vec![0; b.len() + 1];
    let mut last: Vec<usize> = (0..=b.len()).collect();
    let mut row = vec![0; b.len() + 1];
    for i in 1..=a.len() {
        row[0] = i;
        for j in 1..=b.len() {
            let replace = last[j - 1] + usize::from(a[i - 1] != b[j - 1]);
            let mut cheapest = replace.min(last[j] + 1).min(row[j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                cheapest = cheapest.min(before[j - 2] + 1);
            }
            row[j] = cheapest;
        }
        std::mem::swap(&mut before, &mut last);
        std::mem::swap(&mut last, &mut row);
    }
    last[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(typed: &str, meant: Option<&str>) {
        let known =
            ["django", "node", "performance", "python", "speed", "learn", "library", "cheap"];
        let spelling = Spelling::new(known.into_iter().map(|w| (w, 3)));
        let found = spelling.nearest(typed).map(|(word, _)| word);
        assert_eq!(found.as_deref(), meant, "{typed}");
    }

    #[test]
    fn near_words_are_found() {
        check("djagno", Some("django"));
        check("djanog", Some("django"));
        check("jdango", Some("django"));
        check("noed", Some("node"));
        check("performence", Some("performance"));
        check("preformanse", Some("performance"));
        check("pyhton", Some("python"));
        check("speeeed", Some("speed"));
        check("lern", Some("learn"));
        check("librery", Some("library"));
    }

    #[test]
    fn other_words_are_left_alone() {
        check("heap", None);
        check("nope", None);
        check("mode", None);
        check("weather", None);
        check("xyz", None);
        check("", None);
        check(&"a".repeat(500), None);
    }

    #[test]
    fn swapped_neighbours_are_one_mistake() {
        let d = |a: &str, b: &str| {
            distance(&a.chars().collect::<Vec<_>>(), &b.chars().collect::<Vec<_>>())
        };
        assert_eq!((d("noed", "node"), d("", "ab"), d("kitten", "sitting")), (1, 2, 3));
    }
}
