//! What an answer is, before anybody renders it.

use std::sync::Arc;

use crate::knowledge::{Entry, Source, Stack, Topic};

/// What the knowledge says to a question.
#[derive(Clone, Debug, PartialEq)]
pub enum Answer {
    /// Something to show.
    Found(Box<Found>),
    /// A question back: it could be several things.
    Choices {
        /// How it was read.
        reading: Reading,
        /// The readings to choose from, best first; at least two.
        topics: Vec<Arc<Topic>>,
    },
    /// Nothing to show, and why.
    Unknown(Unknown),
}

/// How a question was understood.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Reading {
    /// The question as typed, without surrounding blanks.
    pub question: String,
    /// The stacks it names, in the order named.
    pub stacks: Vec<Arc<Stack>>,
    /// The topic it was read as.
    pub topic: Option<Arc<Topic>>,
    /// The word or phrase in the question that pointed to the topic.
    pub topic_word: Option<String>,
    /// Words that were read as another word: (typed, read as).
    pub corrected: Vec<(String, String)>,
    /// Whether it asks which stack is better or has more of something.
    pub compares: bool,
}

/// An entry with its score; higher is better.
#[derive(Clone, Debug, PartialEq)]
pub struct Scored {
    /// The entry.
    pub entry: Arc<Entry>,
    /// Its score; comparable within one answer only.
    pub score: f32,
}

/// Entries that were found, best first; at least one. Read as a slice, it holds the best too.
#[derive(Clone, Debug, PartialEq)]
pub struct Points {
    /// The first of all, kept apart so that nobody has to prove that there is one.
    best: Scored,
    all: Vec<Scored>,
}

impl Points {
    /// These, best first; none when there are none.
    #[must_use]
    pub fn new(all: Vec<Scored>) -> Option<Self> {
        Some(Self { best: all.first()?.clone(), all })
    }

    /// The best entry.
    #[must_use]
    pub const fn best(&self) -> &Arc<Entry> {
        &self.best.entry
    }
}

impl std::ops::Deref for Points {
    type Target = [Scored];

    fn deref(&self) -> &[Scored] {
        &self.all
    }
}

/// What was found.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// How the question was read.
    pub reading: Reading,
    /// The entries, at most ten.
    pub points: Points,
    /// The strongest point on the other side of the best one, if the sources name one.
    pub catch: Option<Arc<Entry>>,
    /// Where the sources lean on the topic, for the stacks in question.
    pub lean: Option<Lean>,
    /// Where the sources contradict one another on what was asked.
    pub disagreement: Option<Disagreement>,
    /// How good the evidence shown is.
    pub evidence: EvidenceLine,
    /// Other readings of the question, best first; for "Not what I meant".
    pub other_topics: Vec<Arc<Topic>>,
}

/// Where sources lean on one topic. Sources are counted, not points.
#[derive(Clone, Debug, PartialEq)]
pub struct Lean {
    /// The topic.
    pub topic: Arc<Topic>,
    /// The stack most of them favour; none when even.
    pub to: Option<Arc<Stack>>,
    /// For each stack compared, in the order asked: the sources that favour it.
    pub favour: Vec<(Arc<Stack>, Vec<Arc<Source>>)>,
    /// Sources that speak on the topic and favour neither, or each of them.
    pub neither: Vec<Arc<Source>>,
}

impl Found {
    /// The topic of the answer: as the question was read, else the best point's.
    #[must_use]
    pub fn topic(&self) -> &Arc<Topic> {
        self.reading.topic.as_ref().unwrap_or(&self.points.best().topic)
    }
}

impl Lean {
    /// The sources that favour another stack than the one it leans to, with that stack.
    #[must_use]
    pub fn dissent(&self) -> Vec<(&Arc<Stack>, &[Arc<Source>])> {
        let Some(to) = &self.to else { return Vec::new() };
        let others = self.favour.iter().filter(|(stack, by)| stack.id != to.id && !by.is_empty());
        others.map(|(stack, by)| (stack, by.as_slice())).collect()
    }

    /// How many sources speak on the topic at all.
    #[must_use]
    pub fn speaking(&self) -> usize {
        self.favour.iter().map(|(_, s)| s.len()).sum::<usize>() + self.neither.len()
    }
}

/// A contradiction between sources, or within one.
#[derive(Clone, Debug, PartialEq)]
pub struct Disagreement {
    /// The dispute's key, readable: "which performs better".
    pub dispute: String,
    /// The positions; at least two.
    pub positions: Vec<Position>,
}

/// One side of a disagreement.
#[derive(Clone, Debug, PartialEq)]
pub struct Position {
    /// In a few words.
    pub position: String,
    /// Who holds it.
    pub sources: Vec<Arc<Source>>,
    /// The entries that say so.
    pub entries: Vec<Arc<Entry>>,
}

/// How good the evidence is.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct EvidenceLine {
    /// The sources, each once, in the order first cited.
    pub sources: Vec<Arc<Source>>,
    /// Earliest and latest year named by a source's date.
    pub years: Option<(u16, u16)>,
    /// How many of them show measurements.
    pub measured: usize,
    /// How many have a publisher that sells work on a stack.
    pub selling: usize,
}

/// Why there is no answer.
#[derive(Clone, Debug, PartialEq)]
pub struct Unknown {
    /// How the question was read.
    pub reading: Reading,
    /// The reason.
    pub why: Why,
    /// Topics or questions near to it that can be answered; best first, at most three.
    pub suggestions: Vec<String>,
}

/// The reasons for silence. [`Why::as_str`] is the word used in JSON and metrics.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Why {
    /// Nothing was asked.
    Empty,
    /// Not a question about stacks.
    OffTopic,
    /// Not in a language that can be read here.
    OtherLanguage,
    /// It names a technology that no entry is about; the name as typed.
    UnknownStack(String),
    /// About stacks that are known, but no source says it; the informative words.
    NoEvidence(Vec<String>),
}

impl Why {
    /// `empty`, `off_topic`, `unknown_stack` or `no_evidence`; another language is off topic.
    #[must_use]
    pub const fn as_str(&self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::OffTopic | Self::OtherLanguage => "off_topic",
            Self::UnknownStack(_) => "unknown_stack",
            Self::NoEvidence(_) => "no_evidence",
        }
    }
}

/// Two stacks side by side, over all topics.
#[derive(Clone, Debug, PartialEq)]
pub struct Comparison {
    /// The two stacks, in the order asked.
    pub stacks: [Arc<Stack>; 2],
    /// Every topic on which a source speaks of either, strongest lean first within its group.
    pub topics: Vec<TopicView>,
    /// How good the evidence is.
    pub evidence: EvidenceLine,
}

/// One topic of a comparison.
#[derive(Clone, Debug, PartialEq)]
pub struct TopicView {
    /// Where the sources lean.
    pub lean: Lean,
    /// The contradictions on it.
    pub disagreements: Vec<Disagreement>,
    /// Whether the sources leave open which stack is favoured: they contradict one another, and
    /// either nobody leads or there are sources on both sides.
    pub disputed: bool,
    /// Whether a contradiction on it has sides that favour different stacks, be there a lean or not.
    pub contested: bool,
    /// Points for each stack, best supported first, in the order of the comparison's stacks.
    /// A point against one of the two stands under the other.
    pub points: [Vec<Arc<Entry>>; 2],
    /// Points that lean to neither.
    pub neither: Vec<Arc<Entry>>,
    /// How good the evidence on this topic is.
    pub evidence: EvidenceLine,
}

/// Where a topic stands in a comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Group {
    /// It leans to the first (0) or the second (1) stack.
    Leans(usize),
    /// The sources disagree.
    Disputed,
    /// The sources lean neither way.
    Even,
}

impl TopicView {
    /// Its group; a disputed topic is in no other.
    #[must_use]
    pub fn group(&self) -> Group {
        let leads = |to: &Arc<Stack>| self.lean.favour.iter().position(|(s, _)| s.id == to.id);
        match self.lean.to.as_ref().and_then(leads) {
            _ if self.disputed => Group::Disputed,
            Some(at) => Group::Leans(at),
            None => Group::Even,
        }
    }
}

impl TopicView {
    /// What is shown for each side: as many points each, at most so many, and one where the other
    /// side has none. Answered questions repeat points, so they stand in only where there is none.
    #[must_use]
    pub fn aired(&self, most: usize) -> [&[Arc<Entry>]; 2] {
        let sides = self.spoken();
        let shown = sides[0].len().min(sides[1].len()).clamp(1, most);
        sides.map(|side| &side[..side.len().min(shown)])
    }

    /// The points for each side; the answered questions where there is no point for either.
    #[must_use]
    pub fn spoken(&self) -> [&[Arc<Entry>]; 2] {
        let points = self.points.each_ref().map(|side| points(side));
        if points.iter().any(|side| !side.is_empty()) {
            return points;
        }
        self.points.each_ref().map(Vec::as_slice)
    }

    /// The points for neither side.
    #[must_use]
    pub fn undecided(&self) -> &[Arc<Entry>] {
        points(&self.neither)
    }
}

/// The points among these entries; they stand before the answered questions.
fn points(entries: &[Arc<Entry>]) -> &[Arc<Entry>] {
    let end = entries.iter().position(|entry| entry.question().is_some());
    &entries[..end.unwrap_or(entries.len())]
}

impl Comparison {
    /// The sources of a topic that favour the stack at this place (0 or 1).
    #[must_use]
    pub fn favouring<'a>(&self, view: &'a TopicView, at: usize) -> &'a [Arc<Source>] {
        let favour = view.lean.favour.iter().find(|(stack, _)| stack.id == self.stacks[at].id);
        favour.map_or(&[], |(_, sources)| sources)
    }
}
