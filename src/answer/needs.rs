//! Needs: what matters, and how much. `security=5,cost=2` as people type it.

use std::sync::Arc;

use crate::knowledge::{Knowledge, Topic};

use super::names::{BadName, topic_named};

/// How much a need matters: 0 (not at all) to 5 (most).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Weight(u8);

impl Weight {
    /// The highest weight.
    pub const MOST: u8 = 5;

    /// 0 to 5; none for anything above.
    #[must_use]
    pub const fn new(weight: u8) -> Option<Self> {
        if weight <= Self::MOST { Some(Self(weight)) } else { None }
    }

    /// As a number.
    #[must_use]
    pub const fn get(self) -> u8 {
        self.0
    }
}

/// One need.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Need {
    /// What matters.
    pub topic: Arc<Topic>,
    /// How much.
    pub weight: Weight,
}

impl Need {
    /// A need that counts as much as every other of its kind.
    #[must_use]
    pub const fn one(topic: Arc<Topic>) -> Self {
        Self { topic, weight: Weight(1) }
    }

    pub(super) const fn unweighed(topic: Arc<Topic>) -> Self {
        Self { topic, weight: Weight(0) }
    }
}

/// Why needs cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BadNeeds {
    /// Not `topic=weight`.
    #[error("{0:?} is not topic=weight")]
    Malformed(String),
    /// A topic that nobody knows.
    #[error("{0}")]
    Name(BadName),
    /// A topic on which no stack can be better.
    #[error("{0} only describes the stacks, so no weight can be put on it")]
    Descriptive(String),
    /// A weight that is no whole number from 0 to 5: the topic, and the weight as typed.
    #[error("{0} has the weight {1:?}, which is no whole number from 0 to 5")]
    OutOfRange(String, String),
    /// A topic twice, perhaps under two names.
    #[error("{0} is there twice, so its weight is not clear")]
    Twice(String),
    /// Nothing matters.
    #[error("every weight is 0, so nothing matters and nothing can be recommended")]
    AllZero,
    /// Nothing was given.
    #[error("there is no weight in it")]
    Empty,
}

impl BadNeeds {
    /// What to do about it, in one line.
    #[must_use]
    pub fn help(&self) -> String {
        match self {
            Self::Malformed(_) | Self::Empty => {
                "write topic=weight with commas between: security=5,cost=2".into()
            }
            Self::Name(name) => name.help(),
            Self::Descriptive(_) => "leave it out; compare shows what the sources say of it".into(),
            Self::OutOfRange(..) => "0 does not matter, 5 matters most".into(),
            Self::Twice(_) => "keep one of the two".into(),
            Self::AllZero => "give at least one topic a weight from 1 to 5".into(),
        }
    }
}

/// Longest list read, in bytes; no list of all topics is longer.
const LONGEST: usize = 10_000;

/// The needs of a list such as `security=5, real-time=3`.
///
/// # Errors
///
/// Every fault at once.
pub fn parse_needs(knowledge: &Knowledge, typed: &str) -> Result<Vec<Need>, Vec<BadNeeds>> {
    let mut needs: Vec<Need> = Vec::new();
    let mut faults = Vec::new();
    let readable = typed.get(..LONGEST.min(typed.len())).unwrap_or_default();
    if readable.trim().is_empty() {
        return Err(vec![BadNeeds::Empty]);
    }
    for item in readable.split(',') {
        match parse_need(knowledge, item.trim()) {
            Err(fault) => faults.push(fault),
            Ok(need) if needs.iter().any(|other| other.topic.id == need.topic.id) => {
                faults.push(BadNeeds::Twice(need.topic.id.clone()));
            }
            Ok(need) => needs.push(need),
        }
    }
    if faults.is_empty() && needs.iter().all(|need| need.weight.get() == 0) {
        faults.push(BadNeeds::AllZero);
    }
    if faults.is_empty() { Ok(needs) } else { Err(faults) }
}

fn parse_need(knowledge: &Knowledge, item: &str) -> Result<Need, BadNeeds> {
    let malformed = || BadNeeds::Malformed(item.chars().take(60).collect());
    let (topic, weight) = item.rsplit_once('=').ok_or_else(malformed)?;
    let (topic, weight) = (topic.trim(), weight.trim());
    if topic.is_empty() || weight.is_empty() {
        return Err(malformed());
    }
    let topic = topic_named(knowledge, topic).map_err(BadNeeds::Name)?;
    if topic.descriptive {
        return Err(BadNeeds::Descriptive(topic.id.clone()));
    }
    let weight =
        weight.parse().ok().and_then(Weight::new).ok_or_else(|| {
            BadNeeds::OutOfRange(topic.id.clone(), weight.chars().take(20).collect())
        })?;
    Ok(Need { topic: Arc::clone(topic), weight })
}
