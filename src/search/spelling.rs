//! Mistyped words: the nearest known word, by length and letters first, then by edits; when none
//! is near, one that sounds alike.
//!
//! Every known word carries a signature of its letters. A mistake changes at most two of its
//! bits, so nearly every word is passed over by one comparison of two numbers, and nothing has
//! to be filed when the index is built.

use super::sounds::{Sounds, letters};

/// Shortest word that is corrected: below, everything is near to everything.
const SHORTEST: usize = 3;
/// Shortest word in which any letter may be wrong: shorter ones may lack one or have two swapped.
const ANY_LETTER_FROM: usize = 5;
/// Shortest word with two mistakes allowed.
const TWO_MISTAKES_FROM: usize = 7;
/// Longest word that is corrected.
const LONGEST: usize = 20;

/// Words of a vocabulary in which only words that occur more than once are told by their sound.
const LARGE: usize = 20_000;

/// How often a name is taken to occur at least.
pub(crate) const NAME: u32 = 1000;

/// Known words, ready to be found by a mistyped one.
pub(crate) struct Spelling {
    /// Per length: the words of that length, in order.
    lengths: Vec<Vec<Known>>,
    sounds: Sounds,
}

/// A known word.
struct Known {
    signature: u64,
    letters: Box<[char]>,
    /// How often it occurs.
    count: u32,
}

impl Spelling {
    /// Takes every word with how often it occurs.
    pub(crate) fn new<'a>(words: impl Iterator<Item = (&'a str, u32)>) -> Self {
        let words: Vec<(&str, u32)> = words.collect();
        // In a large vocabulary there is a word for every sound: only frequent ones tell anything.
        let rare = u32::try_from(words.len() / LARGE).unwrap_or(u32::MAX);
        let sounds = Sounds::new(words.iter().copied().filter(|(_, count)| *count >= rare));
        let mut lengths: Vec<Vec<Known>> = Vec::new();
        lengths.resize_with(LONGEST + 1, Vec::new);
        for (word, count) in words {
            let letters: Box<[char]> = word.chars().collect();
            if (SHORTEST - 1..=LONGEST).contains(&letters.len()) {
                let signature = signature(&letters);
                lengths[letters.len()].push(Known { signature, letters, count });
            }
        }
        Self { lengths, sounds }
    }

    /// The known word that was most likely meant, with how many mistakes; none when nothing is near.
    pub(crate) fn nearest(&self, typed: &str) -> Option<(String, usize)> {
        if typed.bytes().any(|b| b.is_ascii_digit()) {
            // Digits stand for letters in "dj4ng0", and for themselves in "3d" and "10k".
            let wordlike = typed.len() >= SHORTEST && typed.bytes().next()?.is_ascii_alphabetic();
            let meant = wordlike.then(|| letters(typed))?;
            let same = self.sounds.like(&meant).filter(|known| *known == meant);
            return same
                .map(|known| (known.to_owned(), 1))
                .or_else(|| self.written_like(&meant).filter(|(_, mistakes)| *mistakes < 2));
        }
        let heard = || self.sounds.like(typed).map(|known| (known.to_owned(), 2));
        self.written_like(typed).or_else(heard)
    }

    fn written_like(&self, typed: &str) -> Option<(String, usize)> {
        let letters: Vec<char> = typed.chars().take(LONGEST + 1).collect();
        if letters.len() < SHORTEST || letters.len() > LONGEST {
            return None;
        }
        let squeezed = squeeze(&letters);
        let mut best: Option<(f32, &Known, usize)> = None;
        for spelt in
            [Some(&letters), (squeezed != letters).then_some(&squeezed)].into_iter().flatten()
        {
            for (known, cost, mistakes) in self.near(spelt) {
                let better = best.is_none_or(|(cheapest, of, _)| {
                    cost < cheapest || (cost <= cheapest && known.letters < of.letters)
                });
                if better {
                    best = Some((cost, known, mistakes));
                }
            }
        }
        let (_, known, mistakes) = best?;
        Some((known.letters.iter().collect(), mistakes.max(1)))
    }

    /// The words that may have been meant, with how unlikely that is and how many mistakes.
    fn near(&self, typed: &[char]) -> impl Iterator<Item = (&Known, f32, usize)> {
        let most = allowed(typed.len());
        let own = signature(typed);
        let lengths = typed.len().saturating_sub(most)..=(typed.len() + most).min(LONGEST);
        let words = self.lengths.get(lengths).unwrap_or_default().iter().flatten();
        words
            .filter(move |known| (known.signature ^ own).count_ones() as usize <= 2 * most)
            .filter_map(|known| known.cost(typed).map(|(cost, mistakes)| (known, cost, mistakes)))
    }
}

impl Known {
    /// Whether it names a stack, which counts as very frequent.
    fn is_name(&self) -> bool {
        self.count >= NAME
    }

    /// How unlikely it is that this word was meant; none when it is too far off.
    #[expect(clippy::cast_precision_loss, reason = "counts and lengths are small")]
    fn cost(&self, typed: &[char]) -> Option<(f32, usize)> {
        let word = &self.letters;
        let starts_alike = typed.first() == word.first();
        let swapped_start =
            typed.len() > 1 && word.len() > 1 && typed[0] == word[1] && typed[1] == word[0];
        let other_start = !starts_alike && !swapped_start;
        if other_start && typed.len() < 6 {
            return None;
        }
        let mistakes = distance(typed, word);
        if mistakes > allowed(typed.len().min(word.len() + 1)) || (other_start && mistakes > 1) {
            return None;
        }
        let same_letters = typed.len() == word.len() && sorted(typed) == sorted(word);
        let lacks_one = typed.len() < word.len();
        if typed.len() < ANY_LETTER_FROM && !same_letters && !lacks_one {
            // A short word with another letter in it is more often another word.
            return None;
        }
        if typed.len() == SHORTEST && lacks_one && !self.is_name() && !doubles(word, typed) {
            return None;
        }
        let frequency = (self.count as f32 + 1.0).ln();
        let start = if starts_alike { 0.0 } else { 0.5 };
        let swap = if same_letters { -0.4 } else { 0.0 };
        Some((mistakes as f32 + start + swap - 0.12 * frequency, mistakes))
    }
}

/// "lop" for "loop": one of two like letters is missing.
fn doubles(word: &[char], typed: &[char]) -> bool {
    let mut single = word.to_vec();
    single.dedup();
    single == typed
}

fn sorted(letters: &[char]) -> [char; LONGEST] {
    let mut sorted = ['\0'; LONGEST];
    sorted[..letters.len()].copy_from_slice(letters);
    sorted[..letters.len()].sort_unstable();
    sorted
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

/// Two bits a letter: whether it occurs, and whether it occurs again. Letters of other alphabets
/// share bits, which lets more words through and loses none.
fn signature(letters: &[char]) -> u64 {
    letters.iter().fold(0, |bits, letter| {
        let once = 1 << (2 * (u32::from(*letter) % 32));
        bits | if bits & once == 0 { once } else { once << 1 }
    })
}

/// Edits between two words: insert, delete, replace, or swap two neighbours
/// (optimal string alignment).
///
/// Both words are at most [`LONGEST`] letters long.
fn distance(a: &[char], b: &[char]) -> usize {
    let mut before = [0; LONGEST + 1];
    let mut last: [usize; LONGEST + 1] = std::array::from_fn(|at| at);
    let mut row = [0; LONGEST + 1];
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
        (before, last, row) = (last, row, before);
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
        let spelling =
            Spelling::new(known.into_iter().map(|w| (w, if w == "node" { NAME } else { 3 })));
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
        check("nod", Some("node"));
        check("nde", Some("node"));
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
