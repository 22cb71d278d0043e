//! Mistyped words: the nearest known word, by length and letters first, then by edits.
//!
//! Every known word carries a signature of its letters. A mistake changes at most two of its
//! bits, so nearly every word is passed over by one comparison of two numbers, and nothing has
//! to be filed when the index is built.

use super::vocabulary::{StemId, Vocabulary};

/// Shortest word that is corrected: below, everything is near to everything.
const SHORTEST: usize = 4;
/// Shortest word with two mistakes allowed.
const TWO_MISTAKES_FROM: usize = 7;
/// Longest word that is corrected.
const LONGEST: usize = 20;

/// Known words, ready to be found by a mistyped one.
pub(crate) struct Spelling {
    /// Per length: the words of that length.
    lengths: Vec<Vec<Known>>,
}

/// A known word.
struct Known {
    signature: u64,
    /// Its place among the forms of the vocabulary.
    form: u32,
    /// How often it occurs.
    count: u32,
}

/// A known word that may have been meant.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Near<'a> {
    pub(crate) word: &'a str,
    /// How unlikely it is.
    pub(crate) cost: f32,
    pub(crate) mistakes: usize,
}

impl Spelling {
    /// Takes every form of a vocabulary for whose stem `count` says how often it occurs.
    pub(crate) fn new(vocabulary: &Vocabulary, count: impl Fn(StemId) -> Option<u32>) -> Self {
        let mut lengths: Vec<Vec<Known>> = Vec::new();
        lengths.resize_with(LONGEST + 1, Vec::new);
        for (form, word, stem) in vocabulary.forms() {
            let length = word.chars().count();
            if (SHORTEST - 1..=LONGEST).contains(&length) {
                let Some(count) = count(stem) else { continue };
                let signature = signature(word.chars());
                lengths[length].push(Known { signature, form, count });
            }
        }
        lengths.iter_mut().for_each(Vec::shrink_to_fit);
        Self { lengths }
    }

    /// How many bytes it holds.
    pub(crate) fn bytes(&self) -> usize {
        self.lengths.iter().map(|words| size_of::<Known>() * words.capacity()).sum()
    }

    /// The known word that was most likely meant; none when nothing is near.
    pub(crate) fn nearest<'a>(&self, vocabulary: &'a Vocabulary, typed: &str) -> Option<Near<'a>> {
        let letters: Vec<char> = typed.chars().take(LONGEST + 1).collect();
        if letters.len() < SHORTEST || letters.len() > LONGEST {
            return None;
        }
        let squeezed = squeeze(&letters);
        let spellings = [Some(&letters), (squeezed != letters).then_some(&squeezed)];
        let near = spellings.into_iter().flatten().flat_map(|spelt| self.near(vocabulary, spelt));
        let best = near.min_by(|a, b| a.cost.total_cmp(&b.cost).then_with(|| a.word.cmp(b.word)));
        best.map(|near| Near { mistakes: near.mistakes.max(1), ..near })
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
                let (cost, mistakes) = cost(word, known.count, typed)?;
                Some(Near { word, cost, mistakes })
            })
    }
}

/// How unlikely it is that a word was meant; none when it is too far off.
#[expect(clippy::cast_precision_loss, reason = "counts and lengths are small")]
fn cost(word: &str, count: u32, typed: &[char]) -> Option<(f32, usize)> {
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
    if typed.len() <= SHORTEST && !same_letters && typed.len() >= word.len() && mistakes > 0 {
        // A short word with another letter in it is more often another word.
        return None;
    }
    let frequency = (count as f32 + 1.0).ln();
    let start = if starts_alike { 0.0 } else { 0.5 };
    let swap = if same_letters { -0.4 } else { 0.0 };
    Some((mistakes as f32 + start + swap - 0.12 * frequency, mistakes))
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
        let spelling = Spelling::new(&vocabulary, |_| Some(3));
        let found = spelling.nearest(&vocabulary, typed).map(|near| near.word);
        assert_eq!(found, meant, "{typed}");
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
