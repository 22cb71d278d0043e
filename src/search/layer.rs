//! One collection of entries, filed: the knowledge that all share, or a server's own over it.

use std::collections::HashMap;
use std::sync::Arc;

use crate::knowledge::{Entry, Knowledge, Stance};

use super::exact::Exact;
use super::fields::{Averages, rarity};
use super::lexicon::{Lexicon, List, Sense};
use super::postings::{Postings, Rows};
use super::questions::Questions;
use super::statistics::Statistics;
use super::texts::{Placed, Texts};
use super::vocabulary::StemId;

/// What a word without information counts in the likeness of two questions.
const PLAIN_WEIGHT: f32 = 0.92;

/// Words for amounts that texts state.
const NUMBERS: [&str; 14] = [
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "twelve",
    "fifteen",
    "hundred",
    "thousand",
    "thousands",
    "million",
];

/// Entries with everything that is filed about them.
pub(crate) struct Layer {
    pub(crate) knowledge: Arc<Knowledge>,
    pub(crate) texts: Texts,
    pub(crate) statistics: Statistics,
    pub(crate) postings: Postings,
    pub(crate) exact: Exact,
    pub(crate) questions: Questions,
    pub(crate) averages: Averages,
    /// Per entry: its class and its topic.
    pub(crate) places: Vec<(u16, u16)>,
    /// What the entries of each class have in common, and which they are.
    pub(crate) classes: Vec<(Facts, Vec<u32>)>,
    /// Per topic: the entries on it.
    pub(crate) topics: Vec<Vec<u32>>,
}

/// What signals need to know of an entry, without following references.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Facts {
    /// The stacks it is about, one bit each.
    pub(crate) about: u64,
    /// The stacks it compares them with.
    pub(crate) over: u64,
    /// The stacks whose names its text holds.
    pub(crate) named: u64,
    pub(crate) stance: Stance,
    /// How many sources say it.
    pub(crate) sources: usize,
    /// Its text holds a number.
    pub(crate) figures: bool,
}

/// What a word is, whatever the question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum WordKind {
    Telling,
    /// Carries no information.
    Plain,
    /// Names a stack.
    Stack,
}

/// The kind of every stem of the lexicon; those after its last are telling.
pub(crate) struct WordKinds(Vec<WordKind>);

impl WordKinds {
    pub(crate) fn of(lexicon: &Lexicon, stems: usize) -> Self {
        let kind = |stem| {
            let is = |wanted: fn(Sense) -> bool| {
                lexicon.at(&[Some(stem)]).any(|p| p.len() == 1 && wanted(p.sense))
            };
            if is(|sense| matches!(sense, Sense::Stack(_))) {
                WordKind::Stack
            } else if is(|sense| sense == Sense::In(List::Plain)) {
                WordKind::Plain
            } else {
                WordKind::Telling
            }
        };
        let mut kinds: Vec<WordKind> =
            (0..u32::try_from(stems).unwrap_or(u32::MAX)).map(|id| kind(StemId(id))).collect();
        let last = kinds.iter().rposition(|kind| *kind != WordKind::Telling);
        kinds.truncate(last.map_or(0, |last| last + 1));
        kinds.shrink_to_fit();
        Self(kinds)
    }

    pub(crate) fn kind(&self, stem: StemId) -> WordKind {
        self.0.get(stem.at()).copied().unwrap_or(WordKind::Telling)
    }

    /// How many bytes it holds.
    pub(crate) fn bytes(&self) -> usize {
        self.0.capacity()
    }
}

/// What is needed beside the entries to file them.
pub(crate) struct Filing<'a> {
    /// The knowledge whose stacks and topics have places.
    pub(crate) shared: &'a Knowledge,
    pub(crate) lexicon: &'a Lexicon,
    pub(crate) kinds: &'a WordKinds,
    /// The words of each topic.
    pub(crate) topic_words: &'a [Vec<(StemId, f32)>],
    /// The collection beneath, whose counts are added.
    pub(crate) beneath: Option<&'a Layer>,
}

impl Layer {
    /// Files entries whose words are in the vocabulary already.
    pub(crate) fn file(
        knowledge: Arc<Knowledge>,
        mut texts: Texts,
        rows: Rows,
        filing: &Filing<'_>,
    ) -> Self {
        let shared = filing.shared;
        let place: HashMap<&str, u16> =
            (0..).zip(&shared.topics).map(|(at, t)| (&*t.id, at)).collect();
        let mut topics = vec![Vec::new(); shared.topics.len()];
        let mut by_facts: HashMap<Facts, u16> = HashMap::new();
        let mut classes: Vec<(Facts, Vec<u32>)> = Vec::new();
        let mut places = Vec::with_capacity(knowledge.entries.len());
        for (at, entry) in (0u32..).zip(&knowledge.entries) {
            let topic = place.get(&*entry.topic.id).copied().unwrap_or(u16::MAX);
            if let Some(on_topic) = topics.get_mut(usize::from(topic)) {
                on_topic.push(at);
            }
            let facts = Facts::of(entry, shared, texts.parts(at as usize).text, filing.lexicon);
            let next = u16::try_from(by_facts.len()).unwrap_or(u16::MAX);
            let class = *by_facts.entry(facts).or_insert(next);
            if usize::from(class) == classes.len() {
                classes.push((facts, Vec::new()));
            }
            classes[usize::from(class)].1.push(at);
            places.push((class, topic));
        }
        let statistics = Statistics::of(&texts, rows, on_topic(filing.topic_words, &topics));
        let averages = filing.beneath.map_or_else(|| averages(&statistics), |b| b.averages);
        let sum = |own: u32, of: fn(&Statistics) -> u32| {
            own + filing.beneath.map_or(0, |beneath| of(&beneath.statistics))
        };
        let documents = sum(statistics.documents, |s| s.documents);
        let questions = sum(statistics.questions, |s| s.questions);
        let beneath = |stem, of: fn(&Statistics, StemId) -> u32| {
            filing.beneath.map_or(0, |beneath| of(&beneath.statistics, stem))
        };
        texts.weigh(
            |stem| {
                let asked = statistics.asked(stem) + beneath(stem, Statistics::asked);
                asked_weight(filing.kinds.kind(stem), questions, asked)
            },
            |stem| rarity(documents, statistics.holders(stem) + beneath(stem, Statistics::holders)),
        );
        let postings = Postings::file(&texts, &statistics.rows, averages);
        let exact = Exact::file(&texts, filing.kinds);
        let questions = Questions::file(&texts, &statistics.rows);
        Self {
            knowledge,
            texts,
            statistics,
            postings,
            exact,
            questions,
            averages,
            places,
            classes,
            topics,
        }
    }

    /// How many bytes it holds, without the knowledge itself.
    pub(crate) fn bytes(&self) -> usize {
        let lists = self.classes.iter().map(|(_, entries)| entries).chain(&self.topics);
        self.texts.bytes()
            + self.statistics.bytes()
            + self.postings.bytes()
            + self.exact.bytes()
            + self.questions.bytes()
            + size_of::<(u16, u16)>() * self.places.capacity()
            + lists.map(|list| 4 * list.capacity()).sum::<usize>()
    }
}

impl Facts {
    fn of(entry: &Entry, shared: &Knowledge, text: &[Placed], lexicon: &Lexicon) -> Self {
        let bit = |id: &str| {
            let at = shared.stacks.iter().position(|stack| stack.id == id);
            at.filter(|at| *at < 64).map_or(0, |at| 1u64 << at)
        };
        let mut named = 0;
        if !shared.stacks.is_empty() {
            let stems: Vec<Option<StemId>> = text.iter().map(|word| Some(word.stem())).collect();
            for at in 0..stems.len() {
                for phrase in lexicon.at(&stems[at..]) {
                    if let Sense::Stack(stack @ 0..64) = phrase.sense {
                        named |= 1 << stack;
                    }
                }
            }
        }
        let mut sources: Vec<&str> = entry.cites.iter().map(|c| c.source.id.as_str()).collect();
        sources.sort_unstable();
        sources.dedup();
        Self {
            about: entry.about.iter().fold(0, |bits, stack| bits | bit(&stack.id)),
            over: entry.over.iter().fold(0, |bits, stack| bits | bit(&stack.id)),
            named,
            stance: entry.stance,
            sources: sources.len(),
            figures: holds_figure(&entry.text),
        }
    }
}

/// Whether a text holds a number, in digits or in letters.
fn holds_figure(text: &str) -> bool {
    let is_number = |word: &str| NUMBERS.contains(&word.to_lowercase().as_str());
    let mut words = text.split(|c: char| !c.is_alphanumeric());
    words.any(|word| word.starts_with(|c: char| c.is_ascii_digit()) || is_number(word))
}

/// The weight of a word in the likeness of whole questions.
pub(crate) fn asked_weight(kind: WordKind, questions: u32, asked: u32) -> f32 {
    match kind {
        WordKind::Telling => rarity(questions, asked),
        WordKind::Plain => PLAIN_WEIGHT * rarity(questions, asked),
        // What is asked of a stack is told apart by the rest; the stack has a signal of its own.
        WordKind::Stack => 0.0,
    }
}

/// Per stem: how many of the entries are on topics whose own words hold it.
fn on_topic(words: &[Vec<(StemId, f32)>], entries: &[Vec<u32>]) -> Vec<u32> {
    let stems = words.iter().flatten().map(|(stem, _)| stem.at() + 1).max().unwrap_or(0);
    let mut counts = vec![0; stems];
    for (words, entries) in words.iter().zip(entries) {
        for (stem, _) in words {
            counts[stem.at()] += u32::try_from(entries.len()).unwrap_or(u32::MAX);
        }
    }
    counts
}

#[expect(clippy::cast_precision_loss, reason = "means of lengths need no such precision")]
fn averages(statistics: &Statistics) -> Averages {
    let mean = |words: u64| words as f32 / statistics.documents.max(1) as f32;
    Averages { whole: mean(statistics.words.0), questions: mean(statistics.words.1) }
}
