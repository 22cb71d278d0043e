//! Names of stacks and topics as people type them, and what to say when they mean nothing here.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::knowledge::{Knowledge, Stack, Topic};

/// Most names listed as known.
const KNOWN: usize = 40;

/// Why a name cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BadName {
    /// No stack is called so.
    #[error("no stack is called {typed:?}")]
    NoStack {
        /// As typed.
        typed: String,
        /// The known name that it is nearest to, if it is near to any.
        nearest: Option<String>,
        /// The names of the stacks there are.
        known: Vec<String>,
    },
    /// No topic is called so.
    #[error("no topic is called {typed:?}")]
    NoTopic {
        /// As typed.
        typed: String,
        /// The id that it is nearest to, if it is near to any.
        nearest: Option<String>,
        /// The ids of the topics there are.
        known: Vec<String>,
    },
    /// The same stack twice, perhaps under two names.
    #[error("{0} is there twice, and a stack cannot be compared with itself")]
    Twice(String),
    /// Fewer than two stacks.
    #[error("two different stacks are needed")]
    TooFew {
        /// The names of the stacks there are.
        known: Vec<String>,
    },
    /// A stack that no entry is about.
    #[error("no entry is about {name}")]
    NoEntries {
        /// Its name.
        name: String,
        /// The names of the stacks that have entries.
        known: Vec<String>,
    },
}

impl BadName {
    /// What to do about it, in one line.
    #[must_use]
    pub fn help(&self) -> String {
        match self {
            Self::NoStack { nearest: Some(near), known, .. }
            | Self::NoTopic { nearest: Some(near), known, .. } => {
                format!("did you mean {near}? Known: {}", listed(known))
            }
            Self::NoStack { known, .. }
            | Self::NoTopic { known, .. }
            | Self::TooFew { known }
            | Self::NoEntries { known, .. } => format!("known: {}", listed(known)),
            Self::Twice(_) => "name two different stacks".into(),
        }
    }
}

/// The stack of this id, name or alias, which has entries.
///
/// # Errors
///
/// [`BadName::NoStack`] and [`BadName::NoEntries`].
pub fn stack_named<'a>(knowledge: &'a Knowledge, typed: &str) -> Result<&'a Arc<Stack>, BadName> {
    let Some(stack) = knowledge.stack(typed) else {
        let words = knowledge.stacks.iter().flat_map(|s| {
            let aliases = s.aliases.iter().map(String::as_str);
            aliases.chain([s.id.as_str(), &s.name]).map(move |word| (word, s.name.as_str()))
        });
        let nearest = nearest(typed, words);
        let known = names(knowledge.stacks.iter());
        return Err(BadName::NoStack { typed: typed.trim().to_owned(), nearest, known });
    };
    if has_entries(knowledge, stack) {
        return Ok(stack);
    }
    let known = names(with_entries(knowledge));
    Err(BadName::NoEntries { name: stack.name.clone(), known })
}

/// The topic of this id or name, or the only one that people call so.
///
/// # Errors
///
/// [`BadName::NoTopic`].
pub fn topic_named<'a>(knowledge: &'a Knowledge, typed: &str) -> Result<&'a Arc<Topic>, BadName> {
    let word = typed.trim().to_lowercase();
    let mut called = knowledge.topics.iter().filter(|topic| topic.words.contains(&word));
    let only = called.next().filter(|_| called.next().is_none());
    knowledge.topic(typed).or(only).ok_or_else(|| {
        let words = knowledge.topics.iter().flat_map(|t| {
            let words = t.words.iter().map(String::as_str);
            [t.id.as_str(), &t.name].into_iter().chain(words).map(move |word| (word, t.id.as_str()))
        });
        BadName::NoTopic {
            typed: typed.trim().to_owned(),
            nearest: nearest(typed, words),
            known: knowledge.topics.iter().map(|topic| topic.id.clone()).collect(),
        }
    })
}

/// The stacks that have entries, as filed.
pub fn with_entries(knowledge: &Knowledge) -> impl Iterator<Item = &Arc<Stack>> {
    knowledge.stacks.iter().filter(|stack| has_entries(knowledge, stack))
}

/// Whether they are two or more, each there once.
///
/// # Errors
///
/// [`BadName::Twice`] and [`BadName::TooFew`].
pub fn different(knowledge: &Knowledge, stacks: &[&Arc<Stack>]) -> Result<(), BadName> {
    let mut seen = BTreeSet::new();
    match stacks.iter().find(|stack| !seen.insert(&stack.id)) {
        Some(twice) => Err(BadName::Twice(twice.name.clone())),
        None if stacks.len() < 2 => Err(BadName::TooFew { known: names(with_entries(knowledge)) }),
        None => Ok(()),
    }
}

fn has_entries(knowledge: &Knowledge, stack: &Stack) -> bool {
    knowledge.entries.iter().any(|entry| entry.is_about(stack))
}

fn names<'a>(stacks: impl Iterator<Item = &'a Arc<Stack>>) -> Vec<String> {
    stacks.map(|stack| stack.name.clone()).collect()
}

fn listed(known: &[String]) -> String {
    let shown = known.iter().take(KNOWN).cloned().collect::<Vec<_>>().join(", ");
    match known.len().saturating_sub(KNOWN) {
        0 => shown,
        left => format!("{shown} and {left} more"),
    }
}

/// What the nearest of these words stands for, when it is near: one mistake, and one more for each
/// four letters.
fn nearest<'a>(typed: &str, words: impl Iterator<Item = (&'a str, &'a str)>) -> Option<String> {
    let typed: String = typed.trim().to_lowercase().chars().take(60).collect();
    let best = words
        .map(|(word, of)| (strsim::damerau_levenshtein(&typed, &word.to_lowercase()), word, of))
        .min_by_key(|(mistakes, ..)| *mistakes)?;
    let (mistakes, word, of) = best;
    (mistakes <= 1 + word.chars().count() / 4).then(|| of.to_owned())
}
