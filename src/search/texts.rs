//! The words of every entry in their order: what signals read that look at single entries and
//! questions.

use crate::knowledge::Entry;

use super::fields::questions_of;
use super::tokens::Tokens;
use super::vocabulary::{StemId, Vocabulary};

/// Marks the last word of a sentence.
const ENDS: u32 = 1 << 31;

/// A word in its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Placed(u32);

impl Placed {
    /// The word.
    pub(crate) fn stem(self) -> StemId {
        StemId(self.0 & !ENDS)
    }

    /// Whether its sentence ends with it.
    pub(crate) fn ends(self) -> bool {
        self.0 & ENDS != 0
    }
}

/// The words of many entries.
#[derive(Default)]
pub(crate) struct Texts {
    words: Vec<Placed>,
    starts: Vec<Start>,
    /// Questions without an answer first, then those of each entry.
    asked: Vec<Asked>,
    /// Per question: the weight of its words, each counted once.
    asked_sums: Vec<f32>,
    /// Per sentence of a text: the same.
    sums: Vec<f32>,
}

/// A question, and whose it is.
#[derive(Clone, Copy, Debug)]
struct Asked {
    start: u32,
    /// An entry's place, or [`NOBODY`] and a place among the questions without an answer.
    owner: u32,
}

/// Marks a question that nothing answers.
const NOBODY: u32 = 1 << 31;

/// Whose a question is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Owner {
    /// The entry's at this place.
    Entry(u32),
    /// Nothing answers it; its place among those.
    Nobody(u32),
}

/// Where an entry's parts begin.
#[derive(Clone, Copy, Debug, Default)]
struct Start {
    questions: u32,
    text: u32,
    keywords: u32,
    sums: u32,
    /// Its first question, by place.
    asked: u32,
}

/// One entry's words.
#[derive(Clone, Copy)]
pub(crate) struct Parts<'a> {
    pub(crate) questions: &'a [Placed],
    pub(crate) text: &'a [Placed],
    pub(crate) keywords: &'a [Placed],
    /// Of each sentence of the text.
    pub(crate) sums: &'a [f32],
}

impl<'a> Parts<'a> {
    /// How many words.
    pub(crate) fn len(&self) -> usize {
        self.questions.len() + self.text.len() + self.keywords.len()
    }

    /// Each sentence of the text.
    pub(crate) fn sentences(&self) -> impl Iterator<Item = &'a [Placed]> {
        self.text.split_inclusive(|word| word.ends())
    }
}

impl Texts {
    /// Adds a question that nothing answers; before every entry.
    pub(crate) fn push_gap(&mut self, question: &str, number: u32, vocabulary: &mut Vocabulary) {
        debug_assert!(self.starts.is_empty(), "questions without an answer come first");
        self.ask(question, NOBODY | number, vocabulary);
    }

    /// Adds an entry; its words join the vocabulary.
    pub(crate) fn push(&mut self, entry: &Entry, vocabulary: &mut Vocabulary) {
        let mut start = Start { questions: self.end(), ..Start::default() };
        let owner = as_u32(self.starts.len());
        start.asked = as_u32(self.asked.len());
        for question in questions_of(entry) {
            self.ask(question, owner, vocabulary);
        }
        start.text = self.end();
        self.read(&entry.text, true, vocabulary);
        start.keywords = self.end();
        for keyword in &entry.keywords {
            self.read(keyword, false, vocabulary);
        }
        self.starts.push(start);
    }

    /// Weighs every sentence: those of the questions by one weight of words, the others by another.
    pub(crate) fn weigh(
        &mut self,
        in_questions: impl Fn(StemId) -> f32,
        in_texts: impl Fn(StemId) -> f32,
    ) {
        let mut once: Vec<StemId> = Vec::new();
        let mut sum = |sentence: &[Placed], weight: &dyn Fn(StemId) -> f32| {
            once.clear();
            once.extend(sentence.iter().map(|word| word.stem()));
            once.sort_unstable();
            once.dedup();
            once.iter().map(|stem| weight(*stem)).sum::<f32>()
        };
        self.asked_sums =
            (0..self.asked.len()).map(|at| sum(self.question(at).1, &in_questions)).collect();
        let mut sums = Vec::new();
        for at in 0..self.len() {
            self.starts[at].sums = as_u32(sums.len());
            sums.extend(self.parts(at).sentences().map(|sentence| sum(sentence, &in_texts)));
        }
        sums.shrink_to_fit();
        self.sums = sums;
        self.asked.shrink_to_fit();
        self.words.shrink_to_fit();
        self.starts.shrink_to_fit();
    }

    /// Every word that occurs, once, in order.
    pub(crate) fn stems(&self) -> Vec<StemId> {
        let mut stems: Vec<StemId> = self.words.iter().map(|word| word.stem()).collect();
        stems.sort_unstable();
        stems.dedup();
        stems
    }

    /// How many questions.
    pub(crate) fn questions(&self) -> usize {
        self.asked.len()
    }

    /// A question by its place: whose it is, and its words.
    pub(crate) fn question(&self, at: usize) -> (Owner, &[Placed]) {
        let Asked { start, owner } = self.asked[at];
        let nobody = owner & NOBODY != 0;
        let owner = if nobody { Owner::Nobody(owner & !NOBODY) } else { Owner::Entry(owner) };
        let words = &self.words[start as usize..];
        let end = words.iter().position(|word| word.ends()).map_or(words.len(), |last| last + 1);
        (owner, &words[..end])
    }

    /// The places of an entry's questions.
    pub(crate) fn questions_of(&self, entry: usize) -> std::ops::Range<usize> {
        let last = self.starts.get(entry + 1).map_or(self.asked.len(), |next| next.asked as usize);
        self.starts[entry].asked as usize..last
    }

    /// The weight of a question's words.
    pub(crate) fn question_sum(&self, at: usize) -> f32 {
        self.asked_sums.get(at).copied().unwrap_or(0.0)
    }

    /// How many entries.
    pub(crate) fn len(&self) -> usize {
        self.starts.len()
    }

    /// An entry's words.
    pub(crate) fn parts(&self, at: usize) -> Parts<'_> {
        let start = self.starts[at];
        let next = self.starts.get(at + 1);
        let end = next.map_or(self.words.len(), |next| next.questions as usize);
        let last = next.map_or(self.sums.len(), |next| next.sums as usize);
        let words = |from: u32, to: u32| &self.words[from as usize..to as usize];
        Parts {
            questions: words(start.questions, start.text),
            text: words(start.text, start.keywords),
            keywords: words(start.keywords, as_u32(end)),
            sums: self.sums.get(start.sums as usize..last).unwrap_or_default(),
        }
    }

    /// How many bytes it holds.
    pub(crate) fn bytes(&self) -> usize {
        4 * (self.words.capacity() + self.sums.capacity() + self.asked_sums.capacity())
            + size_of::<Asked>() * self.asked.capacity()
            + size_of::<Start>() * self.starts.capacity()
    }

    fn end(&self) -> u32 {
        as_u32(self.words.len())
    }

    /// Adds a question, unless it has no words.
    fn ask(&mut self, question: &str, owner: u32, vocabulary: &mut Vocabulary) {
        let start = self.end();
        self.read(question, false, vocabulary);
        if self.end() > start {
            self.asked.push(Asked { start, owner });
        }
    }

    /// Adds the words of a text, as one sentence or as many.
    fn read(&mut self, text: &str, divided: bool, vocabulary: &mut Vocabulary) {
        let first = self.words.len();
        let tokens = Tokens::read_whole(text);
        for word in vocabulary.words(&tokens) {
            if divided && word.token.opens && self.words.len() > first {
                self.end_sentence();
            }
            let stem = vocabulary.add(&word.text);
            self.words.push(Placed(stem.0));
        }
        if self.words.len() > first {
            self.end_sentence();
        }
    }

    fn end_sentence(&mut self) {
        if let Some(last) = self.words.last_mut() {
            last.0 |= ENDS;
        }
    }
}

fn as_u32(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use crate::knowledge::{Document, Knowledge};

    use super::*;

    /// The sentences of a document with this title and text, as words.
    #[track_caller]
    fn check(title: &str, text: &str, sentences: &[&str]) {
        let (title, text) = (title.to_owned(), text.to_owned());
        let knowledge = Knowledge::of_documents([Document { id: "a".into(), title, text }]);
        let mut vocabulary = Vocabulary::default();
        let mut texts = Texts::default();
        texts.push(&knowledge.entries[0], &mut vocabulary);
        texts.weigh(|_| 1.0, |_| 2.0);
        let parts = texts.parts(0);
        let read = |sentence: &[Placed]| {
            let word = |placed: &Placed| {
                let all: Vec<(u32, &str, StemId)> = vocabulary.forms().collect();
                all.iter().find(|(_, _, stem)| *stem == placed.stem()).unwrap().1.to_owned()
            };
            sentence.iter().map(word).collect::<Vec<_>>().join(" ")
        };
        let asked = (0..texts.questions()).map(|at| texts.question(at).1);
        let all: Vec<String> = asked.chain(parts.sentences()).map(read).collect();
        assert_eq!(all, sentences);
        assert_eq!(parts.sums.len() + texts.questions(), sentences.len());
    }

    #[test]
    fn texts_are_divided_into_sentences_and_titles_are_not() {
        check(
            "Bees? Yes",
            "A hive. Two, of wood! end",
            &["bees yes", "a hive", "two of wood", "end"],
        );
        check("", "one", &["one"]);
        check("one", "", &["one"]);
        check("", "", &[]);
        check("", "... !", &[]);
    }
}
