//! Two stacks side by side, topic by topic.

use std::cmp::Reverse;
use std::sync::Arc;

use crate::knowledge::{Entry, Knowledge, Stack, Topic};

use super::value::{Comparison, Disagreement, Group, Lean, TopicView};
use super::{dispute, evidence, lean};

/// Compares two stacks on every topic that a source speaks of either of them on.
#[must_use]
pub fn compare(knowledge: &Knowledge, a: &Arc<Stack>, b: &Arc<Stack>) -> Comparison {
    let mut topics: Vec<TopicView> =
        knowledge.topics.iter().filter_map(|topic| compare_topic(knowledge, a, b, topic)).collect();
    let place = |group: Group| match group {
        Group::Leans(0) => 0,
        Group::Leans(_) => 1,
        Group::Disputed => 2,
        Group::Even => 3,
    };
    topics.sort_by_key(|view| (place(view.group()), Reverse(strength(&view.lean))));
    let entries = knowledge.entries.iter().filter(|entry| entry.is_about(a) || entry.is_about(b));
    let evidence = evidence::line(entries.map(AsRef::as_ref));
    Comparison { stacks: [Arc::clone(a), Arc::clone(b)], topics, evidence }
}

/// The two stacks in the order in which people are shown them: the same whichever was named first,
/// and for different pairs not always the one that comes first in the alphabet.
#[must_use]
pub fn in_fixed_order<'a>(a: &'a Arc<Stack>, b: &'a Arc<Stack>) -> [&'a Arc<Stack>; 2] {
    let odd = a.id.bytes().chain(b.id.bytes()).fold(0, |sum, byte| sum ^ byte) & 1 == 1;
    if (a.id < b.id) == odd { [b, a] } else { [a, b] }
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
        match lean::favoured(entry, &pair)[..] {
            [at] => points[at].push(Arc::clone(entry)),
            _ => neither.push(Arc::clone(entry)),
        }
    }
    let contested = disagreements.iter().any(|one| takes_sides(one, topic, &pair));
    let divided = lean.favour.iter().all(|(_, sources)| !sources.is_empty());
    let disputed = !topic.descriptive
        && !disagreements.is_empty()
        && (lean.to.is_none() || (contested && divided));
    let evidence = evidence::line(points.iter().flatten().chain(&neither).map(AsRef::as_ref));
    Some(TopicView { lean, disagreements, disputed, contested, points, neither, evidence })
}

/// Whether what stands on this topic of a contradiction favours different stacks.
fn takes_sides(disagreement: &Disagreement, topic: &Topic, pair: &[Arc<Stack>; 2]) -> bool {
    let entries = disagreement.positions.iter().flat_map(|position| &position.entries);
    let here = entries.filter(|entry| entry.topic.id == topic.id);
    let favoured: Vec<usize> = here.flat_map(|entry| lean::favoured(entry, pair)).collect();
    favoured.contains(&0) && favoured.contains(&1)
}

/// How strong a lean is: by how many sources one stack is ahead, then how few take no side.
fn strength(lean: &Lean) -> (usize, Reverse<usize>) {
    let mut counts: Vec<usize> = lean.favour.iter().map(|(_, sources)| sources.len()).collect();
    counts.sort_unstable_by(|a, b| b.cmp(a));
    let ahead = match counts[..] {
        [most, second, ..] => most - second,
        [most] => most,
        [] => 0,
    };
    (ahead, Reverse(lean.speaking()))
}
