//! The words that are known: each form as written, its stem, and which pairs are one word.

use frostem::{Algorithm, Stemmer};

use super::hash::{WordMap, WordSet};
use super::tokens::{Token, Tokens, is_hyphen};

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
pub(crate) struct Vocabulary {
    stemmer: Stemmer,
    stems: WordMap<StemId>,
    forms: WordMap<StemId>,
    compounds: WordSet,
}

impl Default for Vocabulary {
    fn default() -> Self {
        Self {
            stemmer: Stemmer::new(Algorithm::English),
            stems: WordMap::default(),
            forms: WordMap::default(),
            compounds: WordSet::default(),
        }
    }
}

impl Vocabulary {
    /// How many stems.
    pub(crate) fn len(&self) -> usize {
        self.stems.len()
    }

    /// Every form as written.
    pub(crate) fn forms(&self) -> impl Iterator<Item = (&str, StemId)> {
        self.forms.iter().map(|(form, stem)| (&**form, *stem))
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
                self.compounds.insert(format!("{last}{word}").into());
            }
            last = word;
        }
    }

    /// The words of a text, pairs that are one word joined.
    pub(crate) fn words<'a>(&self, tokens: &'a Tokens) -> Vec<Word<'a>> {
        let mut words: Vec<Word<'a>> = Vec::with_capacity(tokens.len());
        let mut joined = String::new();
        for (text, token) in tokens.iter() {
            if let Some(last) = words.last_mut() {
                joined.clear();
                joined.push_str(&last.text);
                joined.push_str(text);
                if let Some(compound) = self.compound(&joined) {
                    last.text = compound.to_owned().into();
                    continue;
                }
            }
            words.push(Word { text: text.into(), token });
        }
        words
    }

    /// The pair as one word, in singular or plural, if it is known as one.
    fn compound(&self, joined: &str) -> Option<&str> {
        let known = |text: &str| self.compounds.get(text).map(AsRef::as_ref);
        known(joined).or_else(|| known(joined.strip_suffix('s')?))
    }

    /// The stem of a known form, or of a new form with a known stem.
    pub(crate) fn find(&self, form: &str) -> Option<StemId> {
        self.forms.get(form).or_else(|| self.stems.get(self.stemmer.stem(form).as_ref())).copied()
    }

    /// Adds a form and its stem.
    pub(crate) fn add(&mut self, form: &str) -> StemId {
        if let Some(known) = self.forms.get(form) {
            return *known;
        }
        let stem = self.stemmer.stem(form);
        let next = StemId(u32::try_from(self.stems.len()).unwrap_or(u32::MAX));
        let id = *self.stems.entry(stem.into()).or_insert(next);
        self.forms.insert(form.into(), id);
        id
    }

    /// Adds every word of a text, and gives their stems in order.
    pub(crate) fn add_text(&mut self, text: &str) -> Vec<StemId> {
        let tokens = Tokens::read_whole(text);
        let words = self.words(&tokens);
        words.iter().map(|word| self.add(&word.text)).collect()
    }
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
}
