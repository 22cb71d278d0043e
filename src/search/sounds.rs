//! Words as they sound: what is left of a spelling when vowels, doubled letters and digits that
//! stand for letters are gone. Finds "packages" for "pckgs" and "hackers" for "h4ck3rs", which
//! are too many mistakes for counting.

use std::hash::{BuildHasher, BuildHasherDefault};

use super::hash::Quick;
use super::vocabulary::Vocabulary;

/// Fewest sounds that tell one word from the others.
const FEWEST: usize = 2;
/// Fewest sounds of a word that lacks letters all over.
const TELLING: usize = 3;

/// Known words by their sound.
pub(crate) struct Sounds {
    /// A hash of each sound, the word's place among the forms, how often it occurs; in order.
    words: Vec<(u32, u32, u32)>,
}

impl Sounds {
    /// Takes words by their place among the forms, with how often each occurs.
    pub(crate) fn new(vocabulary: &Vocabulary, words: impl Iterator<Item = (u32, u32)>) -> Self {
        let heard = words.filter_map(|(form, count)| {
            let word = vocabulary.form(form);
            let sound = if word.len() > 2 { sound(word) } else { String::new() };
            (sound.len() >= FEWEST).then(|| (hash(&sound), form, count))
        });
        let mut words: Vec<(u32, u32, u32)> = heard.collect();
        words.sort_unstable();
        words.shrink_to_fit();
        Self { words }
    }

    /// The most frequent known word that sounds like the one typed and is written nearly as long.
    pub(crate) fn like<'a>(&self, vocabulary: &'a Vocabulary, typed: &str) -> Option<&'a str> {
        let heard = sound(typed);
        if heard.len() < FEWEST {
            return None;
        }
        let typed = letters(typed);
        // "ezy" may lack one letter, "pckgs" all its vowels.
        let shortened = typed.bytes().skip(1).all(|letter| !is_vowel(letter));
        let most = match heard.len() {
            ..TELLING => 1,
            _ if shortened => 4,
            _ => 2,
        };
        let hash = hash(&heard);
        let first = self.words.partition_point(|(of, ..)| *of < hash);
        let alike = self.words[first..].iter().take_while(|(of, ..)| *of == hash);
        let alike = alike.map(|(_, form, count)| (vocabulary.form(*form), count));
        let alike = alike.filter(|(word, _)| sound(word) == heard);
        let near = alike.filter(|(word, _)| {
            // Two sounds tell little: the words must also begin alike.
            word.len().abs_diff(typed.len()) <= most
                && (heard.len() >= TELLING || shared(word, &typed) > 0)
        });
        let best = near.max_by(|(a, often), (b, more)| {
            let length = |word: &str| std::cmp::Reverse(word.len().abs_diff(typed.len()));
            let same = |word: &str| shared(word, &typed);
            (same(a), often, length(a), b).cmp(&(same(b), more, length(b), a))
        });
        best.map(|(word, _)| word)
    }

    /// How many bytes it holds.
    pub(crate) fn bytes(&self) -> usize {
        size_of::<(u32, u32, u32)>() * self.words.capacity()
    }
}

#[expect(clippy::cast_possible_truncation, reason = "any of the bits will do")]
fn hash(sound: &str) -> u32 {
    BuildHasherDefault::<Quick>::default().hash_one(sound) as u32
}

/// The letters meant by a word in which digits stand for some: "dj4ng0".
pub(crate) fn letters(word: &str) -> String {
    let letter = |c| match c {
        '0' => 'o',
        '1' => 'i',
        '3' => 'e',
        '4' => 'a',
        '5' => 's',
        '7' => 't',
        '8' => 'b',
        c => c,
    };
    word.chars().map(letter).collect()
}

/// How many letters two words share from the start.
fn shared(a: &str, b: &str) -> usize {
    a.bytes().zip(b.bytes()).take_while(|(a, b)| a == b).count()
}

/// What a word sounds like; empty for other alphabets.
fn sound(word: &str) -> String {
    let word = letters(word);
    let mut sound = String::new();
    let mut rest = word.as_bytes();
    while let [first, ..] = rest {
        let next = rest.get(1).copied().unwrap_or_default();
        let (heard, length) = match (first, next) {
            (b'p', b'h') => ("f", 2),
            (b'c', b'k') | (b'g', b'h') => ("k", 2),
            (b'k', b'n') if sound.is_empty() => ("n", 2),
            (b'w', b'r') if sound.is_empty() => ("r", 2),
            (b't' | b's' | b'c', b'i') if rest.get(2) == Some(&b'o') => ("s", 2),
            (b'c', b'e' | b'i' | b'y') | (b'z' | b's', _) => ("s", 1),
            (b'c' | b'q' | b'k', _) => ("k", 1),
            (b'x', _) => ("ks", 1),
            (b'a' | b'e' | b'i' | b'o' | b'u', _) if sound.is_empty() => ("a", 1),
            (b'a' | b'e' | b'i' | b'o' | b'u' | b'y' | b'h' | b'w', _) => ("", 1),
            (letter, _) if letter.is_ascii_lowercase() => {
                push(&mut sound, char::from(*letter));
                ("", 1)
            }
            _ => return String::new(),
        };
        heard.chars().for_each(|c| push(&mut sound, c));
        rest = &rest[length.min(rest.len())..];
    }
    sound
}

/// A sound is heard once, however often it is written.
fn push(sound: &mut String, c: char) {
    if !sound.ends_with(c) {
        sound.push(c);
    }
}

fn is_vowel(letter: u8) -> bool {
    matches!(letter, b'a' | b'e' | b'i' | b'o' | b'u' | b'y')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(typed: &str, meant: Option<&str>) {
        let known = ["django", "packages", "easy", "hackers", "performance", "secure", "many"];
        let mut vocabulary = Vocabulary::default();
        for word in known {
            vocabulary.add(word);
        }
        let sounds = Sounds::new(&vocabulary, (0..7).map(|form| (form, 3)));
        assert_eq!(sounds.like(&vocabulary, typed), meant, "{typed}");
    }

    #[test]
    fn words_that_sound_alike_are_found() {
        check("pckgs", Some("packages"));
        check("ezy", Some("easy"));
        check("h4ck3rs", Some("hackers"));
        check("dj4ng0", Some("django"));
        check("sekure", Some("secure"));
        check("purformense", Some("performance"));
        check("mny", Some("many"));
    }

    #[test]
    fn what_sounds_like_nothing_known_is_left_alone() {
        check("pizza", None);
        check("a", None);
        check("", None);
        check("日本", None);
        check("123", None);
    }
}
