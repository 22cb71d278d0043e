//! Where sources lean on a topic. Sources are counted, not points; one that says both favours neither.

use std::sync::Arc;

use crate::knowledge::{Entry, Knowledge, Source, Stack, Stance, Topic};

use super::value::Lean;

/// The lean of a topic among these stacks; none when no source speaks of any of them.
pub(super) fn of(knowledge: &Knowledge, topic: &Arc<Topic>, stacks: &[Arc<Stack>]) -> Option<Lean> {
    let mut favour: Vec<(Arc<Stack>, Vec<Arc<Source>>)> =
        stacks.iter().map(|stack| (Arc::clone(stack), Vec::new())).collect();
    let mut neither = Vec::new();
    let entries: Vec<&Arc<Entry>> = knowledge
        .entries
        .iter()
        .filter(|entry| entry.topic.id == topic.id && speaks_of(entry, stacks))
        .collect();
    for source in &knowledge.sources {
        let said: Vec<&Arc<Entry>> = entries
            .iter()
            .copied()
            .filter(|entry| entry.cites.iter().any(|cite| cite.source.id == source.id))
            .collect();
        if said.is_empty() {
            continue;
        }
        let mut favoured: Vec<usize> =
            said.iter().flat_map(|entry| favoured(entry, stacks)).collect();
        favoured.sort_unstable();
        favoured.dedup();
        match favoured[..] {
            [one] => favour[one].1.push(Arc::clone(source)),
            _ => neither.push(Arc::clone(source)),
        }
    }
    let speaks = !neither.is_empty() || favour.iter().any(|(_, sources)| !sources.is_empty());
    let to = most_favoured(&favour);
    speaks.then(|| Lean { topic: Arc::clone(topic), to, favour, neither })
}

/// The stacks (by place) that a point leans to: pro A, pro A over B, or con B where B is the
/// only other one or the source compares it with A.
pub(super) fn favoured(entry: &Entry, stacks: &[Arc<Stack>]) -> Vec<usize> {
    let about = |stack: &Stack| entry.is_about(stack);
    // What holds for every stack in question favours none of them.
    if stacks.iter().all(|stack| about(stack)) {
        return Vec::new();
    }
    let over = |stack: &Stack| entry.over.iter().any(|s| s.id == stack.id);
    let favours = |stack: &Stack| match entry.stance {
        Stance::Pro => about(stack),
        Stance::Con => !about(stack) && (over(stack) || stacks.len() == 2),
        Stance::Neutral => false,
    };
    (0..stacks.len()).filter(|at| favours(&stacks[*at])).collect()
}

fn speaks_of(entry: &Entry, stacks: &[Arc<Stack>]) -> bool {
    stacks.iter().any(|stack| entry.is_about(stack))
}

fn most_favoured(favour: &[(Arc<Stack>, Vec<Arc<Source>>)]) -> Option<Arc<Stack>> {
    let most = favour.iter().map(|(_, sources)| sources.len()).max().filter(|most| *most > 0)?;
    let mut leaders = favour.iter().filter(|(_, sources)| sources.len() == most);
    let leader = leaders.next();
    if leaders.next().is_some() { None } else { leader.map(|(stack, _)| Arc::clone(stack)) }
}
