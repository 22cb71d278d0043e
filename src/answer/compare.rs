//! Two stacks side by side, topic by topic.

use std::cmp::Reverse;
use std::sync::Arc;

use crate::knowledge::{Entry, Knowledge, Stack, Stance, Topic};

use super::value::{Comparison, Disagreement, Lean, TopicView};
use super::{dispute, evidence, lean};

/// Compares two stacks on every topic that a source speaks of either of them on.
#[must_use]
pub fn compare(knowledge: &Knowledge, a: &Arc<Stack>, b: &Arc<Stack>) -> Comparison {
    let mut topics: Vec<TopicView> =
        knowledge.topics.iter().filter_map(|topic| compare_topic(knowledge, a, b, topic)).collect();
    topics.sort_by_key(|view| (group(view, a), Reverse(margin(&view.lean))));
    let entries = knowledge.entries.iter().filter(|entry| entry.is_about(a) || entry.is_about(b));
    let evidence = evidence::line(entries.map(AsRef::as_ref));
    Comparison { stacks: [Arc::clone(a), Arc::clone(b)], topics, evidence }
}

/// Compares two stacks on one topic; none when no source speaks of either on it.
#[must_use]
pub fn compare_topic(
    knowledge: &Knowledge,
    a: &Arc<Stack>,
    b: &Arc<Stack>,
    topic: &Arc<Topic>,
) -> Option<TopicView> {
    let pair = [Arc::clone(a), Arc::clone(b)];
    let lean = lean::of(knowledge, topic, &pair)?;
    let mut entries: Vec<&Arc<Entry>> = knowledge
        .entries
        .iter()
        .filter(|entry| entry.topic.id == topic.id && pair.iter().any(|s| entry.is_about(s)))
        .collect();
    entries.sort_by_key(|entry| {
        (entry.question().is_some(), Reverse(evidence::sources([entry.as_ref()]).len()))
    });
    let disagreements = dispute::all(knowledge, entries.iter().copied());
    let mut points = [Vec::new(), Vec::new()];
    let mut neither = Vec::new();
    for entry in entries {
        match side(entry, &pair) {
            Some(at) => points[at].push(Arc::clone(entry)),
            None => neither.push(Arc::clone(entry)),
        }
    }
    let disputed = lean.to.is_none() && !disagreements.is_empty()
        || disagreements.iter().any(|one| takes_sides(one, &pair));
    Some(TopicView { lean, disagreements, disputed, points, neither })
}

/// Whether the positions of a contradiction favour different stacks.
fn takes_sides(disagreement: &Disagreement, pair: &[Arc<Stack>; 2]) -> bool {
    let entries = disagreement.positions.iter().flat_map(|position| &position.entries);
    let favoured: Vec<usize> = entries.flat_map(|entry| lean::favoured(entry, pair)).collect();
    favoured.contains(&0) && favoured.contains(&1)
}

/// The stack under which an entry stands.
fn side(entry: &Entry, pair: &[Arc<Stack>; 2]) -> Option<usize> {
    if entry.stance == Stance::Con && entry.over.is_empty() {
        return None;
    }
    match lean::favoured(entry, pair)[..] {
        [at] => Some(at),
        _ => None,
    }
}

/// Leaning to the first stack, to the second, disputed, without a lean.
fn group(view: &TopicView, first: &Stack) -> u8 {
    match &view.lean.to {
        _ if view.disputed => 2,
        Some(stack) if stack.id == first.id => 0,
        Some(_) => 1,
        None => 3,
    }
}

fn margin(lean: &Lean) -> usize {
    let mut counts: Vec<usize> = lean.favour.iter().map(|(_, sources)| sources.len()).collect();
    counts.sort_unstable_by(|a, b| b.cmp(a));
    match counts[..] {
        [most, second, ..] => most - second,
        [most] => most,
        [] => 0,
    }
}
