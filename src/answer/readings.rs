//! What else a question may have meant, for whoever was misunderstood.

use std::sync::Arc;

use crate::knowledge::{Knowledge, Stack, Topic};
use crate::search::{Index, Signal, Switches, search_with};

use super::decide::{POINTS, answer_for_topic, decide_on};
use super::in_fixed_order;
use super::value::{Answer, Found};

/// Most sets of stacks offered.
const STACKS: usize = 6;

/// Points that tell one answer from another: those that are read first.
const FIRST: usize = 3;

/// Another reading of a question that was answered.
#[derive(Clone, Debug, PartialEq)]
pub enum OtherReading {
    /// Every word as it was typed, none taken for a mistyped one.
    AsTyped,
    /// About another topic.
    Topic(Arc<Topic>),
    /// On the same topic, about these stacks.
    Stacks(Vec<Arc<Stack>>),
}

/// The other readings that have an answer, likeliest first: the words as typed, other topics, other
/// stacks.
#[must_use]
pub fn other_readings(index: &Index, found: &Found) -> Vec<OtherReading> {
    let knowledge = index.knowledge();
    let typed = as_typed(index, found).map(|_| OtherReading::AsTyped);
    let named = &found.reading.stacks;
    let topics = found.other_topics.iter().filter(|topic| is_spoken_of(knowledge, named, topic));
    let stacks = other_stacks(knowledge, named, found.topic());
    typed
        .into_iter()
        .chain(topics.cloned().map(OtherReading::Topic))
        .chain(stacks.into_iter().map(OtherReading::Stacks))
        .collect()
}

/// Answers the question as read so.
#[must_use]
pub fn answer_as(index: &Index, found: &Found, reading: &OtherReading) -> Answer {
    let asked = &found.reading;
    match reading {
        OtherReading::AsTyped => literally(index, &asked.question),
        OtherReading::Topic(topic) => {
            answer_for_topic(index, &asked.stacks, topic, &asked.question)
        }
        OtherReading::Stacks(stacks) => {
            answer_for_topic(index, stacks, found.topic(), &asked.question)
        }
    }
}

/// The answer without a correction, if there was one and what comes first is something else.
fn as_typed(index: &Index, found: &Found) -> Option<Box<Found>> {
    if found.reading.corrected.is_empty() {
        return None;
    }
    let Answer::Found(other) = literally(index, &found.reading.question) else { return None };
    let first = |found: &Found| -> Vec<String> {
        found.points.iter().take(FIRST).map(|point| point.entry.id.to_string()).collect()
    };
    (first(&other) != first(found)).then_some(other)
}

fn literally(index: &Index, question: &str) -> Answer {
    let switches = Switches::without(&[Signal::Spelling]);
    decide_on(index, question, &search_with(index, switches, question, POINTS))
}

/// Each other stack that is spoken of on the topic, and, where one was named, it beside each of
/// them.
fn other_stacks(knowledge: &Knowledge, named: &[Arc<Stack>], on: &Topic) -> Vec<Vec<Arc<Stack>>> {
    let spoken_of = |stack: &&Arc<Stack>| {
        !matches!(named, [only] if only.id == stack.id)
            && is_spoken_of(knowledge, std::slice::from_ref(*stack), on)
    };
    let mut sets = Vec::new();
    for stack in knowledge.stacks.iter().filter(spoken_of) {
        sets.push(vec![Arc::clone(stack)]);
        if let [only] = named {
            sets.push(in_fixed_order(only, stack).map(Arc::clone).into());
        }
    }
    sets.truncate(STACKS);
    sets
}

/// Whether an entry on the topic is about one of these stacks; about any where none is named.
fn is_spoken_of(knowledge: &Knowledge, stacks: &[Arc<Stack>], on: &Topic) -> bool {
    knowledge.entries.iter().any(|entry| {
        entry.topic.id == on.id
            && (stacks.is_empty() || stacks.iter().any(|stack| entry.is_about(stack)))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::answer::small::small;

    const LINES: &str = "
        speed: django pro by x
        speed: node con by y
        cost: django pro by x
    ";

    /// What else a question about these stacks may have meant that was read as one on speed, and
    /// perhaps on cost.
    fn read(named: &[&str]) -> Vec<String> {
        let index = Index::build(Arc::new(small(LINES)));
        let knowledge = index.knowledge();
        let stacks: Vec<Arc<Stack>> =
            named.iter().map(|name| Arc::clone(knowledge.stack(name).unwrap())).collect();
        let [speed, cost] = ["speed", "cost"].map(|id| knowledge.topic(id).unwrap());
        let answer = answer_for_topic(&index, &stacks, speed, "speed");
        let Answer::Found(mut found) = answer else { panic!("nothing on {named:?}") };
        found.other_topics = vec![Arc::clone(cost)];
        let others = other_readings(&index, &found);
        for other in &others {
            let answer = answer_as(&index, &found, other);
            assert!(matches!(answer, Answer::Found(_)), "{named:?}: {other:?}");
        }
        others
            .iter()
            .map(|other| match other {
                OtherReading::AsTyped => "as typed".into(),
                OtherReading::Topic(topic) => topic.id.clone(),
                OtherReading::Stacks(stacks) => {
                    stacks.iter().map(|stack| stack.id.as_str()).collect::<Vec<_>>().join("+")
                }
            })
            .collect()
    }

    #[test]
    fn other_topics_and_stacks_are_offered_where_somebody_speaks_of_them() {
        assert_eq!(read(&["django"]), ["cost", "node", "node+django"]);
        assert_eq!(read(&["node"]), ["django", "node+django"]);
        assert_eq!(read(&[]), ["cost", "django", "node"]);
        assert_eq!(read(&["node", "django"]), ["cost", "django", "node"]);
    }
}
