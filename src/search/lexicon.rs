//! Words and phrases with a meaning of their own: names, topics, synonyms, signals.

use crate::knowledge::Knowledge;

use super::vocabulary::{StemId, Vocabulary};

/// What a word or phrase means to the search.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sense {
    /// Names a stack, by its place in the knowledge.
    Stack(u16),
    /// Points to a topic, by its place in the knowledge.
    Topic(u16),
    /// Stands for other words, by its place among the synonyms.
    Synonym(u16),
    /// Names a technology.
    Technology,
    /// Names a technology or is an ordinary word: "go", "spring".
    MaybeTechnology,
    /// Belongs to a named list.
    In(List),
    /// A function word of another language, by that language's place.
    Foreign(u8),
}

/// The lists of `words.toml` that signals read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum List {
    /// Carries no information: "the", "please", "actually".
    Plain,
    /// Everyday words of other matters: "pizza", "weather".
    Elsewhere,
    /// Words of the trade, which often name something finer than the sources speak of: "middleware".
    Jargon,
    /// Companies and products: somebody may ask whether they use a stack.
    Name,
    /// Shows that software is spoken of, or the stacks without their names: "backend", "the two".
    Trade,
    /// Asks for instructions: "how do i".
    HowTo,
    /// Asks how to choose, learn or find, which is no matter of instructions: "how do i decide".
    Advice,
    /// Asks for figures, versions, settings: "default value".
    Detail,
    /// Asks for people: "who maintains".
    Person,
    /// Asks for the bad side: "drawback".
    Drawback,
    /// Asks for the good side: "strength".
    Advantage,
    /// Asks which one: "better", "versus".
    Compare,
    /// Speaks of something to be built: "app", "we are building".
    Project,
    /// Things of which one picks a make: "linter", "database".
    Tool,
    /// Greetings, thanks, laughter.
    Chatter,
    /// Thanks and praise, with which nobody begins a question.
    Thanks,
    /// Asks for an amount or a time: "how many".
    Amount,
    /// Tries to give the bot orders: "ignore your rules".
    Orders,
}

/// The names of the lists in `words.toml`.
const LISTS: [(&str, List); 18] = [
    ("plain", List::Plain),
    ("elsewhere", List::Elsewhere),
    ("jargon", List::Jargon),
    ("trade", List::Trade),
    ("names", List::Name),
    ("how-to", List::HowTo),
    ("advice", List::Advice),
    ("detail", List::Detail),
    ("persons", List::Person),
    ("amount", List::Amount),
    ("drawback", List::Drawback),
    ("advantage", List::Advantage),
    ("compare", List::Compare),
    ("project", List::Project),
    ("tool", List::Tool),
    ("chatter", List::Chatter),
    ("thanks", List::Thanks),
    ("orders", List::Orders),
];

/// The list of technologies that are ordinary words too.
const MAYBE_TECHNOLOGIES: &str = "maybe-technologies";
/// Lists of this name and a language hold that language's function words.
const FOREIGN: &str = "language-";

/// A phrase and what it means.
#[derive(Debug)]
pub(crate) struct Phrase {
    rest: Box<[StemId]>,
    pub(crate) sense: Sense,
}

impl Phrase {
    /// How many words.
    pub(crate) fn len(&self) -> usize {
        1 + self.rest.len()
    }
}

/// Every phrase, found by its first word.
#[derive(Default)]
pub(crate) struct Lexicon {
    /// Per stem: the phrases that begin with it, longest first.
    phrases: Vec<Vec<Phrase>>,
    synonyms: Vec<Vec<StemId>>,
}

impl Lexicon {
    /// Reads names, topics and word lists; adds their words to the vocabulary.
    pub(crate) fn new(knowledge: &Knowledge, vocabulary: &mut Vocabulary) -> Self {
        let mut lexicon = Self::default();
        for (at, stack) in (0..).zip(&knowledge.stacks) {
            let names = stack.aliases.iter().chain([&stack.name, &stack.id]);
            names.for_each(|name| lexicon.add(name, Sense::Stack(at), vocabulary));
        }
        for (at, topic) in (0..).zip(&knowledge.topics) {
            let words = topic.words.iter().chain([&topic.name, &topic.id]);
            words.for_each(|word| lexicon.add(word, Sense::Topic(at), vocabulary));
        }
        lexicon.read_words(knowledge, vocabulary);
        for phrases in &mut lexicon.phrases {
            phrases.sort_by_key(|phrase| std::cmp::Reverse(phrase.len()));
        }
        lexicon
    }

    /// The phrases that begin at the first of these words, longest first.
    pub(crate) fn at<'a>(
        &'a self,
        words: &'a [Option<StemId>],
    ) -> impl Iterator<Item = &'a Phrase> + 'a {
        let first = words.first().copied().flatten();
        let phrases = first.and_then(|first| self.phrases.get(first.at())).map_or(&[][..], |p| p);
        phrases.iter().filter(move |phrase| {
            words.len() >= phrase.len()
                && phrase.rest.iter().zip(&words[1..]).all(|(stem, word)| Some(*stem) == *word)
        })
    }

    /// The words that a synonym stands for.
    pub(crate) fn synonyms(&self, at: u16) -> &[StemId] {
        self.synonyms.get(usize::from(at)).map_or(&[], |list| list)
    }

    fn read_words(&mut self, knowledge: &Knowledge, vocabulary: &mut Vocabulary) {
        let words = &knowledge.words;
        for (at, (word, targets)) in (0..).zip(&words.synonyms) {
            let mut stems: Vec<StemId> =
                targets.iter().flat_map(|target| vocabulary.add_text(target)).collect();
            stems.dedup();
            self.synonyms.push(stems);
            self.add(word, Sense::Synonym(at), vocabulary);
        }
        for name in &words.technologies {
            self.add(name, Sense::Technology, vocabulary);
        }
        let mut languages = 0;
        for (name, list) in &words.lists {
            let sense = if name == MAYBE_TECHNOLOGIES {
                Sense::MaybeTechnology
            } else if name.starts_with(FOREIGN) {
                languages += 1;
                Sense::Foreign(languages)
            } else if let Some((_, list)) = LISTS.iter().find(|(known, _)| known == name) {
                Sense::In(*list)
            } else {
                continue;
            };
            for word in list {
                self.add(word, sense, vocabulary);
            }
        }
    }

    fn add(&mut self, phrase: &str, sense: Sense, vocabulary: &mut Vocabulary) {
        let stems = vocabulary.add_text(phrase);
        let Some((first, rest)) = stems.split_first() else { return };
        if self.phrases.len() <= first.at() {
            self.phrases.resize_with(vocabulary.len(), Vec::new);
        }
        let phrases = &mut self.phrases[first.at()];
        if !phrases.iter().any(|known| *known.rest == *rest && known.sense == sense) {
            phrases.push(Phrase { rest: rest.into(), sense });
        }
    }
}
