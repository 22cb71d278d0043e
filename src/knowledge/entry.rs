//! The checked values: every reference resolved, every length within its limit.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use super::fault::Fault;

/// An entry's full id: `stack/topic/name`, unique in a knowledge base.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntryId(pub(super) Arc<str>);

impl EntryId {
    /// The id as written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for EntryId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// What kind of evidence a source offers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Evidence {
    /// Somebody's opinion or experience.
    Opinion,
    /// A project's own documentation.
    Documentation,
    /// Measurements with their method.
    Measured,
}

/// A source: an article, a manual, a benchmark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// Short id, as in `cites`.
    pub id: String,
    /// Short name shown to people: "PLANEKS".
    pub name: String,
    /// Its own title.
    pub title: String,
    /// Who published it, when known.
    pub publisher: Option<String>,
    /// Who wrote it, when known.
    pub author: Option<String>,
    /// `YYYY`, `YYYY-MM` or `YYYY-MM-DD`, when known.
    pub date: Option<String>,
    /// Where it can be read, when known.
    pub url: Option<String>,
    /// The kind of evidence.
    pub kind: Evidence,
    /// Whose interest it may serve, in one line.
    pub bias: String,
    /// Whether its publisher sells work on one of the stacks.
    pub sells: bool,
    /// The headings an entry may cite.
    pub sections: Vec<String>,
}

/// A stack that can be compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stack {
    /// Short id: `nodejs`.
    pub id: String,
    /// Name shown to people: "Node.js".
    pub name: String,
    /// What people type for it, lower case.
    pub aliases: Vec<String>,
}

/// A topic: a criterion that stacks are judged by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Topic {
    /// Short id: `cpu-bound`.
    pub id: String,
    /// Name shown to people: "Heavy computing".
    pub name: String,
    /// What it means, in a few words.
    pub meaning: String,
    /// What people say when they mean it, lower case.
    pub words: Vec<String>,
    /// Whether it describes the stacks and is nothing to be better at: no source leans on it.
    pub descriptive: bool,
    /// Ids of topics on which a drawback may be the catch of an advantage on this one.
    pub near: Vec<String>,
}

/// How a statement speaks of the stacks it is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Stance {
    /// In their favour.
    Pro,
    /// Against them.
    Con,
    /// Neither.
    Neutral,
}

impl Stance {
    /// The word used in files and JSON: `pro`, `con` or `neutral`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Pro => "pro",
            Self::Con => "con",
            Self::Neutral => "neutral",
        }
    }
}

/// A place in a source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Citation {
    /// The source.
    pub source: Arc<Source>,
    /// The heading; one of the source's sections.
    pub section: String,
}

/// A point's side in a dispute.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Side {
    /// The dispute's key: "which performs better".
    pub dispute: String,
    /// The position in a few words: "Django is faster".
    pub position: String,
}

/// What an entry is: a statement, or a question with its answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// One statement of one or more sources.
    Point,
    /// A question; the entry's text is the answer.
    Faq {
        /// The question as shown.
        question: String,
        /// Other wordings of it.
        aliases: Vec<String>,
    },
}

/// One entry: a statement in our own words, and who says it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Unique id.
    pub id: EntryId,
    /// Point or faq.
    pub kind: Kind,
    /// The stacks it speaks of; never empty.
    pub about: Vec<Arc<Stack>>,
    /// How it speaks of them.
    pub stance: Stance,
    /// The stacks the source compares them with; empty when it does not compare.
    pub over: Vec<Arc<Stack>>,
    /// Its topic.
    pub topic: Arc<Topic>,
    /// The statement, 1 to 400 characters, plain text.
    pub text: String,
    /// Search words that the text does not hold.
    pub keywords: Vec<String>,
    /// Questions in people's words that must find this entry.
    pub asked_as: Vec<String>,
    /// Who says it, and where; never empty.
    pub cites: Vec<Citation>,
    /// Our own remark: dated, inconsistent, wrong, and what is right.
    pub note: Option<String>,
    /// Its side, where the sources contradict one another.
    pub side: Option<Side>,
}

impl Entry {
    /// The question of a faq entry.
    #[must_use]
    pub fn question(&self) -> Option<&str> {
        match &self.kind {
            Kind::Faq { question, .. } => Some(question),
            Kind::Point => None,
        }
    }

    /// Whether the entry speaks of this stack.
    #[must_use]
    pub fn is_about(&self, stack: &Stack) -> bool {
        self.about.iter().any(|s| s.id == stack.id)
    }
}

/// The hand-kept lexicon of the search (`words.toml`).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Words {
    /// What people write -> the words of the entries it stands for; lower case.
    pub synonyms: Vec<(String, Vec<String>)>,
    /// Names of technologies that the knowledge may not cover; lower case.
    pub technologies: Vec<String>,
    /// Further named lists that single search signals read; each lower case.
    pub lists: Vec<(String, Vec<String>)>,
}

/// Why questions of a kind have no answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GapReason {
    /// They are about other matters than software stacks.
    OffTopic,
    /// They are about the stacks, and no source answers them.
    NoEvidence,
}

/// Questions of one kind that no entry answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gap {
    /// Why.
    pub reason: GapReason,
    /// In people's words.
    pub questions: Vec<String>,
}

/// A whole, checked knowledge base.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Knowledge {
    /// Every source, as filed.
    pub sources: Vec<Arc<Source>>,
    /// Every stack, as filed.
    pub stacks: Vec<Arc<Stack>>,
    /// Every topic, as filed.
    pub topics: Vec<Arc<Topic>>,
    /// Every entry, by file and place in it.
    pub entries: Vec<Arc<Entry>>,
    /// The line of each entry in its file.
    pub lines: BTreeMap<EntryId, usize>,
    /// The search lexicon.
    pub words: Words,
    /// Examples of what cannot be answered.
    pub gaps: Vec<Gap>,
}

impl Knowledge {
    /// A question without an answer by its place among all of them, and why it has none.
    #[must_use]
    pub fn gap(&self, number: u32) -> Option<(GapReason, &str)> {
        let mut before = 0;
        self.gaps.iter().find_map(|gap| {
            let at = (number as usize).checked_sub(before)?;
            before += gap.questions.len();
            gap.questions.get(at).map(|question| (gap.reason, question.as_str()))
        })
    }

    /// A fault at an entry's place in its file.
    #[must_use]
    pub fn fault_at(&self, id: &EntryId, what: String, help: String) -> Fault {
        let folder = id.as_str().rsplit_once('/').map_or(id.as_str(), |(folder, _)| folder);
        let line = self.lines.get(id).copied().unwrap_or(1);
        Fault { file: format!("stacks/{folder}.toml"), line, what, help }
    }

    /// The stack of this id, name or alias, whatever the case.
    #[must_use]
    pub fn stack(&self, name: &str) -> Option<&Arc<Stack>> {
        let name = name.trim().to_lowercase();
        self.stacks
            .iter()
            .find(|s| s.id == name || s.name.to_lowercase() == name || s.aliases.contains(&name))
    }

    /// The topic of this id or name, whatever the case.
    #[must_use]
    pub fn topic(&self, name: &str) -> Option<&Arc<Topic>> {
        let name = name.trim().to_lowercase();
        self.topics.iter().find(|t| t.id == name || t.name.to_lowercase() == name)
    }
}
