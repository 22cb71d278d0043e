//! Mistyped words: the nearest known word, by length and letters first, then by edits; when none
//! is near, one that sounds alike.
//!
//! Every known word carries a signature of its letters. A mistake changes at most two of its
//! bits, so nearly every word is passed over by one comparison of two numbers, and nothing has
//! to be filed when the index is built.

use super::sounds::{Sounds, letters};
use super::vocabulary::{StemId, Vocabulary};

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
    /// Per length: the words of that length.
    lengths: Vec<Vec<Known>>,
    sounds: Sounds,
}

/// A known word.
#[derive(Clone, Copy)]
struct Known {
    signature: u64,
    /// Its place among the forms of the vocabulary.
    form: u32,
    /// How often it occurs.
    count: u32,
}

/// A known word that may have been meant.
#[derive(Clone, Copy)]
struct Near<'a> {
    word: &'a str,
    /// How unlikely it is.
    cost: f32,
    mistakes: usize,
}

/// The known word that was most likely meant, with how many mistakes; none when nothing is near.
pub(crate) fn nearest(known: &[(&Spelling, &Vocabulary)], typed: &str) -> Option<(String, usize)> {
    let heard = |typed: &str| {
        let mut words = known.iter().filter_map(|(words, forms)| words.sounds.like(forms, typed));
        words.next().map(str::to_owned)
    };
    if typed.bytes().any(|b| b.is_ascii_digit()) {
        // Digits stand for letters in "dj4ng0", and for themselves in "3d" and "10k".
        let wordlike = typed.len() >= SHORTEST && typed.bytes().next()?.is_ascii_alphabetic();
        let meant = wordlike.then(|| letters(typed))?;
        let same = heard(&meant).filter(|known| *known == meant);
        return same
            .map(|known| (known, 1))
            .or_else(|| written_like(known, &meant).filter(|(_, mistakes)| *mistakes < 2));
    }
    written_like(known, typed).or_else(|| heard(typed).map(|word| (word, 2)))
}

fn written_like(known: &[(&Spelling, &Vocabulary)], typed: &str) -> Option<(String, usize)> {
    let near = known.iter().filter_map(|(words, forms)| words.written_like(forms, typed));
    let best = near.min_by(Near::order)?;
    Some((best.word.to_owned(), best.mistakes.max(1)))
}

impl Near<'_> {
    fn order(a: &Self, b: &Self) -> std::cmp::Ordering {
        a.cost.total_cmp(&b.cost).then_with(|| a.word.cmp(b.word))
    }
}

impl Spelling {
    /// Takes every form of a vocabulary for whose stem `count` says how often it occurs.
    pub(crate) fn new(vocabulary: &Vocabulary, count: impl Fn(StemId) -> Option<u32>) -> Self {
        let mut lengths: Vec<Vec<Known>> = Vec::new();
        lengths.resize_with(LONGEST + 1, Vec::new);
        let mut words: Vec<(u32, u32)> = Vec::new();
        for (form, word, stem) in vocabulary.forms() {
            let Some(count) = count(stem) else { continue };
            words.push((form, count));
            let length = word.chars().count();
            if (SHORTEST - 1..=LONGEST).contains(&length) {
                let signature = signature(word.chars());
                lengths[length].push(Known { signature, form, count });
            }
        }
        lengths.iter_mut().for_each(Vec::shrink_to_fit);
        // In a large vocabulary there is a word for every sound: only frequent ones tell anything.
        let rare = u32::try_from(words.len() / LARGE).unwrap_or(u32::MAX);
        let frequent = words.into_iter().filter(|(_, count)| *count >= rare);
        Self { lengths, sounds: Sounds::new(vocabulary, frequent) }
    }

    /// How many bytes it holds.
    pub(crate) fn bytes(&self) -> usize {
        let known = self.lengths.iter().map(Vec::capacity).sum::<usize>();
        size_of::<Known>() * known + self.sounds.bytes()
    }

    fn written_like<'a>(&self, vocabulary: &'a Vocabulary, typed: &str) -> Option<Near<'a>> {
        let letters: Vec<char> = typed.chars().take(LONGEST + 1).collect();
        if letters.len() < SHORTEST || letters.len() > LONGEST {
            return None;
        }
        let squeezed = squeeze(&letters);
        let spellings = [Some(&letters), (squeezed != letters).then_some(&squeezed)];
        let near = spellings.into_iter().flatten().flat_map(|spelt| self.near(vocabulary, spelt));
        near.min_by(Near::order)
    }

    /// The words that may have been meant.
    fn near<'a>(
        &self,
        vocabulary: &'a Vocabulary,
        typed: &[char],
    ) -> impl Iterator<Item = Near<'a>> {
        let most = allowed(typed.len());
        let own = signature(typed.iter().copied());
        let lengths = typed.len().saturating_sub(most)..=(typed.len() + most).min(LONGEST);
        let words = self.lengths.get(lengths).unwrap_or_default().iter().flatten();
        words
            .filter(move |known| (known.signature ^ own).count_ones() as usize <= 2 * most)
            .filter_map(|known| {
                let word = vocabulary.form(known.form);
                let (cost, mistakes) = known.cost(word, typed)?;
                Some(Near { word, cost, mistakes })
            })
    }
}

impl Known {
    /// Whether it names a stack, which counts as very frequent.
    fn is_name(self) -> bool {
        self.count >= NAME
    }

    /// How unlikely it is that this word was meant; none when it is too far off.
    #[expect(clippy::cast_precision_loss, reason = "counts and lengths are small")]
    fn cost(self, word: &str, typed: &[char]) -> Option<(f32, usize)> {
        let mut letters = ['\0'; LONGEST];
        let length = word.chars().zip(&mut letters).map(|(c, place)| *place = c).count();
        let word = &letters[..length];
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
fn signature(letters: impl Iterator<Item = char>) -> u64 {
    letters.fold(0, |bits, letter| {
        let once = 1 << (2 * (u32::from(letter) % 32));
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
        let mut vocabulary = Vocabulary::default();
        for word in known {
            vocabulary.add(word);
        }
        let node = vocabulary.find("node");
        let spelling =
            Spelling::new(&vocabulary, |stem| Some(if Some(stem) == node { NAME } else { 3 }));
        let found = nearest(&[(&spelling, &vocabulary)], typed).map(|(word, _)| word);
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
