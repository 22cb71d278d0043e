//! Where sources lean on a topic. Sources are counted, not points.
//!
//! What a source says when it compares the stacks expressly goes before everything else it says
//! of them; without that, or when that is balanced, its points are weighed: one for each point in
//! a stack's favour, less one for each against it. `docs/compare.md` has an example.

use std::sync::Arc;

use crate::knowledge::{Entry, Knowledge, Source, Stack, Stance, Topic};

use super::value::Lean;

/// Where one source stands on a topic; stacks by their place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stand {
    /// It speaks for this stack before the others.
    For(usize),
    /// It speaks against this one and compares it with none of the others.
    Against(usize),
    /// It takes no side.
    Neither,
}

/// The lean of a topic among these stacks; none when no source speaks of any of them.
pub(super) fn of(knowledge: &Knowledge, topic: &Arc<Topic>, stacks: &[Arc<Stack>]) -> Option<Lean> {
    let mut favour: Vec<(Arc<Stack>, Vec<Arc<Source>>)> =
        stacks.iter().map(|stack| (Arc::clone(stack), Vec::new())).collect();
    let mut neither = Vec::new();
    let stands = stands(knowledge, topic, stacks);
    for (source, stand) in &stands {
        match stand {
            Stand::For(at) => favour[*at].1.push(Arc::clone(source)),
            Stand::Against(_) | Stand::Neither => neither.push(Arc::clone(source)),
        }
    }
    let to = most_favoured(&favour);
    (!stands.is_empty()).then(|| Lean { topic: Arc::clone(topic), to, favour, neither })
}

/// Each source that speaks of one of these stacks on the topic, and where it stands. On a topic
/// that only describes, none takes a side. Of two stacks, against one is for the other.
pub(super) fn stands(
    knowledge: &Knowledge,
    topic: &Topic,
    stacks: &[Arc<Stack>],
) -> Vec<(Arc<Source>, Stand)> {
    let entries: Vec<&Entry> = knowledge
        .entries
        .iter()
        .map(AsRef::as_ref)
        .filter(|e| e.topic.id == topic.id && stacks.iter().any(|s| e.is_about(s)))
        .collect();
    let mut stands = Vec::new();
    for source in &knowledge.sources {
        let cited = |entry: &&Entry| entry.cites.iter().any(|cite| cite.source.id == source.id);
        let said: Vec<&Entry> = entries.iter().copied().filter(cited).collect();
        if said.is_empty() {
            continue;
        }
        let stand = match stand(&said, stacks) {
            _ if topic.descriptive => Stand::Neither,
            Stand::Against(at) if stacks.len() == 2 => Stand::For(1 - at),
            stand => stand,
        };
        stands.push((Arc::clone(source), stand));
    }
    stands
}

/// The stacks (by place) that a point leans to: pro A, pro A over B, or con B where B is the
/// only other one or the source compares it with A.
pub(super) fn favoured(entry: &Entry, stacks: &[Arc<Stack>]) -> Vec<usize> {
    // What holds for every stack in question favours none of them.
    if stacks.iter().all(|stack| entry.is_about(stack)) {
        return Vec::new();
    }
    let favours = |stack: &Stack| match entry.stance {
        Stance::Pro => entry.is_about(stack),
        Stance::Con => !entry.is_about(stack) && (is_over(entry, stack) || stacks.len() == 2),
        Stance::Neutral => false,
    };
    (0..stacks.len()).filter(|at| favours(&stacks[*at])).collect()
}

fn is_over(entry: &Entry, stack: &Stack) -> bool {
    entry.over.iter().any(|over| over.id == stack.id)
}

/// Where a source stands that says this on a topic.
fn stand(said: &[&Entry], stacks: &[Arc<Stack>]) -> Stand {
    match express(said, stacks) {
        Some(stand) => stand,
        None => weighed(said, stacks),
    }
}

/// What it says when it compares them: for one of them most often, or that it depends. None when
/// it does not compare them, or is of two minds.
fn express(said: &[&Entry], stacks: &[Arc<Stack>]) -> Option<Stand> {
    let mut verdicts: Vec<Stand> = Vec::new();
    for entry in said {
        if stacks.iter().any(|stack| is_over(entry, stack)) {
            verdicts.extend(favoured(entry, stacks).into_iter().map(Stand::For));
        }
        let compared = stacks.iter().filter(|stack| entry.is_about(stack)).count() > 1;
        if compared && entry.stance == Stance::Neutral && entry.side.is_some() {
            verdicts.push(Stand::Neither);
        }
    }
    let count = |stand: &Stand| verdicts.iter().filter(|verdict| *verdict == stand).count();
    let most = verdicts.iter().map(count).max()?;
    let mut leading = verdicts.iter().filter(|verdict| count(verdict) == most);
    let first = *leading.next()?;
    leading.all(|verdict| *verdict == first).then_some(first)
}

/// The stack it says most for, after what it says against each. What it says of one stack alone is
/// for or against that one; stacks it does not speak of take no part.
fn weighed(said: &[&Entry], stacks: &[Arc<Stack>]) -> Stand {
    let mut weights: Vec<(usize, i32)> = Vec::new();
    for (at, stack) in stacks.iter().enumerate() {
        let sided = said.iter().filter(|e| !stacks.iter().all(|stack| e.is_about(stack)));
        let spoken = sided.filter(|e| e.is_about(stack) && e.stance != Stance::Neutral);
        let values: Vec<i32> =
            spoken.map(|e| if e.stance == Stance::Pro { 1 } else { -1 }).collect();
        if !values.is_empty() {
            weights.push((at, values.iter().sum()));
        }
    }
    weights.sort_by_key(|(_, weight)| std::cmp::Reverse(*weight));
    match weights[..] {
        [(at, weight)] if weight > 0 => Stand::For(at),
        [(at, weight)] if weight < 0 => Stand::Against(at),
        [(at, best), (_, next), ..] if best > next => Stand::For(at),
        _ => Stand::Neither,
    }
}

fn most_favoured(favour: &[(Arc<Stack>, Vec<Arc<Source>>)]) -> Option<Arc<Stack>> {
    let most = favour.iter().map(|(_, sources)| sources.len()).max().filter(|most| *most > 0)?;
    let mut leaders = favour.iter().filter(|(_, sources)| sources.len() == most);
    let leader = leaders.next();
    if leaders.next().is_some() { None } else { leader.map(|(stack, _)| Arc::clone(stack)) }
}
