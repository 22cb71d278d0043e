//! The words that are known: each form as written, its stem, and which pairs are one word.

use std::sync::Arc;

use frostem::{Algorithm, Stemmer};

use super::hash::WordSet;
use super::tokens::{Token, Tokens, is_hyphen};
use super::word_table::WordTable;

/// A stem, by its place in the vocabulary.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct StemId(pub(crate) u32);

impl StemId {
    /// As an index into an array with one place a stem.
    pub(crate) fn at(self) -> usize {
        self.0 as usize
    }
}

/// A word of a text: as written (pairs that are one word joined), with its marks.
#[derive(Clone, Debug)]
pub(crate) struct Word<'a> {
    /// In lower case.
    pub(crate) text: std::borrow::Cow<'a, str>,
    /// Where and how it stood.
    pub(crate) token: Token,
}

/// Every form and stem that entries, stacks, topics and the lexicon use.
///
/// One may lie over another: what the lower one knows it finds there, and its own stems come
/// after the lower one's. Pairs that are one word are those of the lowest.
pub(crate) struct Vocabulary {
    beneath: Option<Arc<Vocabulary>>,
    stemmer: Stemmer,
    stems: WordTable,
    forms: WordTable,
    /// Per form: its stem.
    stem_of: Vec<StemId>,
    compounds: WordSet,
    /// One bit for each way that a compound begins: most pairs are passed over by it.
    beginnings: u64,
}

impl Default for Vocabulary {
    fn default() -> Self {
        Self::over(None)
    }
}

impl Vocabulary {
    /// An empty vocabulary over another.
    pub(crate) fn over(beneath: Option<Arc<Vocabulary>>) -> Self {
        Self {
            beneath,
            stemmer: Stemmer::new(Algorithm::English),
            stems: WordTable::default(),
            forms: WordTable::default(),
            stem_of: Vec::new(),
            compounds: WordSet::default(),
            beginnings: 0,
        }
    }

    /// How many stems, with those beneath.
    pub(crate) fn len(&self) -> usize {
        self.first() + self.stems.len()
    }

    /// What lies beneath.
    pub(crate) fn beneath(&self) -> Option<&Arc<Vocabulary>> {
        self.beneath.as_ref()
    }

    /// How many stems lie beneath.
    pub(crate) fn first(&self) -> usize {
        self.beneath.as_ref().map_or(0, |beneath| beneath.len())
    }

    /// How many bytes it holds, without what lies beneath.
    pub(crate) fn bytes(&self) -> usize {
        self.stems.bytes() + self.forms.bytes() + 4 * self.stem_of.capacity()
    }

    /// Gives back what was set aside for more words.
    pub(crate) fn shrink(&mut self) {
        self.stems.shrink();
        self.forms.shrink();
        self.stem_of.shrink_to_fit();
    }

    /// Its own forms with their stems, by place.
    pub(crate) fn forms(&self) -> impl Iterator<Item = (u32, &str, StemId)> {
        (0..).zip(&self.stem_of).map(|(at, stem)| (at, self.forms.word(at), *stem))
    }

    /// The form at a place among its own.
    pub(crate) fn form(&self, at: u32) -> &str {
        self.forms.word(at)
    }

    /// Remembers the hyphenated words of a text: "real-time", "real time" and "realtime"
    /// are one word from then on.
    pub(crate) fn learn_compounds(&mut self, text: &str) {
        if !text.contains(is_hyphen) {
            return;
        }
        let tokens = Tokens::read_whole(text);
        let mut last = "";
        for (word, token) in tokens.iter() {
            if token.hyphenated && last.len() + word.len() >= 5 && is_word(last) && is_word(word) {
                let compound = format!("{last}{word}");
                self.beginnings |= beginning(&compound);
                self.compounds.insert(compound.into());
            }
            last = word;
        }
    }

    /// The words of a text, pairs that are one word joined.
    pub(crate) fn words<'a>(&self, tokens: &'a Tokens) -> Vec<Word<'a>> {
        let lowest = self.beneath.as_deref().unwrap_or(self);
        let mut words: Vec<Word<'a>> = Vec::with_capacity(tokens.len());
        let mut joined = String::new();
        for (text, token) in tokens.iter() {
            let last = words.last_mut();
            if let Some(last) = last.filter(|last| lowest.may_begin(&last.text, text)) {
                joined.clear();
                joined.push_str(&last.text);
                joined.push_str(text);
                if let Some(compound) = lowest.compound(&joined) {
                    last.text = compound.to_owned().into();
                    continue;
                }
            }
            words.push(Word { text: text.into(), token });
        }
        words
    }

    /// Whether a compound begins as these two words together do.
    fn may_begin(&self, first: &str, second: &str) -> bool {
        let bit = match first.len() {
            0 => return false,
            1 => bit(first.as_bytes()[0], second.as_bytes().first().copied().unwrap_or(0)),
            _ => beginning(first),
        };
        self.beginnings & bit != 0
    }

    /// The pair as one word, in singular or plural, if it is known as one.
    fn compound(&self, joined: &str) -> Option<&str> {
        let known = |text: &str| self.compounds.get(text).map(AsRef::as_ref);
        known(joined).or_else(|| known(joined.strip_suffix('s')?))
    }

    /// The stem of a known form, or of a new form with a known stem.
    pub(crate) fn find(&self, form: &str) -> Option<StemId> {
        self.form_stem(form).or_else(|| self.stem(self.stemmer.stem(form).as_ref()))
    }

    fn form_stem(&self, form: &str) -> Option<StemId> {
        let beneath = self.beneath.as_ref().and_then(|beneath| beneath.form_stem(form));
        beneath.or_else(|| Some(self.stem_of[self.forms.find(form)? as usize]))
    }

    fn stem(&self, stem: &str) -> Option<StemId> {
        let beneath = self.beneath.as_ref().and_then(|beneath| beneath.stem(stem));
        beneath.or_else(|| self.stems.find(stem).map(|at| self.own(at)))
    }

    /// The id of one of its own stems.
    fn own(&self, at: u32) -> StemId {
        StemId(at + u32::try_from(self.first()).unwrap_or(u32::MAX))
    }

    /// Adds a form and its stem.
    pub(crate) fn add(&mut self, form: &str) -> StemId {
        if let Some(known) = self.form_stem(form) {
            return known;
        }
        let stem = self.stemmer.stem(form);
        let beneath = self.beneath.as_ref().and_then(|beneath| beneath.stem(&stem));
        let id = beneath.unwrap_or_else(|| {
            let at = self.stems.add(&stem);
            self.own(at)
        });
        self.forms.add(form);
        self.stem_of.push(id);
        id
    }

    /// Adds every word of a text, and gives their stems in order.
    pub(crate) fn add_text(&mut self, text: &str) -> Vec<StemId> {
        let tokens = Tokens::read_whole(text);
        let words = self.words(&tokens);
        words.iter().map(|word| self.add(&word.text)).collect()
    }
}

/// The bit for the first two bytes of a word.
fn beginning(word: &str) -> u64 {
    let bytes = word.as_bytes();
    bit(bytes.first().copied().unwrap_or(0), bytes.get(1).copied().unwrap_or(0))
}

fn bit(first: u8, second: u8) -> u64 {
    1 << ((u32::from(first) * 7 + u32::from(second)) % 64)
}

fn is_word(text: &str) -> bool {
    text.chars().all(char::is_alphabetic)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, words: &str) {
        let mut vocabulary = Vocabulary::default();
        vocabulary.learn_compounds("real-time e-commerce micro-service full-stack");
        let tokens = Tokens::read(text);
        let read = vocabulary.words(&tokens);
        let read: Vec<&str> = read.iter().map(|w| w.text.as_ref()).collect();
        assert_eq!(read.join(" "), words, "{text:?}");
    }

    #[test]
    fn spellings_of_a_compound_are_one_word() {
        check("real-time, real time, realtime", "realtime realtime realtime");
        check("E-Commerce ecommerce", "ecommerce ecommerce");
        check("micro services", "microservice");
        check("the real world has time", "the real world has time");
    }

    #[test]
    fn forms_share_their_stem() {
        let mut vocabulary = Vocabulary::default();
        let stem = vocabulary.add("connections");
        assert_eq!(vocabulary.find("connection"), Some(stem));
        assert_eq!(vocabulary.find("connected"), Some(stem));
        assert_eq!(vocabulary.find("apple"), None);
    }

    #[test]
    fn what_lies_beneath_is_found_and_stems_come_after_it() {
        let mut lower = Vocabulary::default();
        lower.learn_compounds("real-time");
        let known = lower.add("connections");
        let mut upper = Vocabulary::over(Some(Arc::new(lower)));
        assert_eq!(upper.add("connected"), known);
        assert_eq!(upper.add_text("real time apples"), [StemId(1), StemId(2)]);
        assert_eq!(
            (upper.find("apple"), upper.find("realtime")),
            (Some(StemId(2)), Some(StemId(1)))
        );
        assert_eq!((upper.len(), upper.first()), (3, 1));
    }
}
