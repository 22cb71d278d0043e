//! The points that go with a poll: as many for and against each stack as for every other.

use std::cmp::Reverse;
use std::sync::Arc;

use crate::knowledge::{Entry, Knowledge, Stack, Stance, Topic};

use super::evidence;

/// Most points for a stack, and as many against it.
const MOST: usize = 2;

/// What a poll shows of one stack.
#[derive(Clone, Debug, PartialEq)]
pub struct Hand {
    /// The stack.
    pub stack: Arc<Stack>,
    /// Points in its favour, at most two.
    pub pros: Vec<Arc<Entry>>,
    /// Points against it, at most two.
    pub cons: Vec<Arc<Entry>>,
}

/// The best supported points for and against each stack: on these topics first, then on any that
/// stacks can be judged by; of different topics before the same one again.
///
/// Each stack gets as many as the one with the fewest, and one where a stack has none at all. What is
/// said of all of them together tells none apart and is left out; of one alone nothing is.
#[must_use]
pub fn hands(knowledge: &Knowledge, stacks: &[Arc<Stack>], topics: &[Arc<Topic>]) -> Vec<Hand> {
    let found = |stack: &Arc<Stack>, stance| best(knowledge, stack, stacks, topics, stance);
    let pros: Vec<_> = stacks.iter().map(|stack| found(stack, Stance::Pro)).collect();
    let cons: Vec<_> = stacks.iter().map(|stack| found(stack, Stance::Con)).collect();
    let even = |all: &[Vec<Arc<Entry>>]| all.iter().map(Vec::len).min().unwrap_or(0).clamp(1, MOST);
    let (many_pros, many_cons) = (even(&pros), even(&cons));
    let first = |all: Vec<Arc<Entry>>, most| all.into_iter().take(most).collect();
    let each = stacks.iter().zip(pros.into_iter().zip(cons));
    each.map(|(stack, (pros, cons))| Hand {
        stack: Arc::clone(stack),
        pros: first(pros, many_pros),
        cons: first(cons, many_cons),
    })
    .collect()
}

fn best(
    knowledge: &Knowledge,
    stack: &Stack,
    among: &[Arc<Stack>],
    topics: &[Arc<Topic>],
    stance: Stance,
) -> Vec<Arc<Entry>> {
    let named = |topic: &Topic| topics.iter().any(|one| one.id == topic.id);
    let alone = |entry: &Entry| among.len() < 2 || !among.iter().all(|other| entry.is_about(other));
    let fits = |entry: &&Arc<Entry>| {
        entry.stance == stance
            && entry.question().is_none()
            && entry.is_about(stack)
            && alone(entry)
            && (named(&entry.topic) || !entry.topic.descriptive)
    };
    let mut found: Vec<&Arc<Entry>> = knowledge.entries.iter().filter(fits).collect();
    found.sort_by_key(|entry| {
        Reverse((named(&entry.topic), evidence::sources([entry.as_ref()]).len()))
    });
    let mut chosen: Vec<Arc<Entry>> = Vec::new();
    // What was asked about goes before variety, variety before a second point on anything else.
    for (asked, again) in [(true, false), (true, true), (false, false), (false, true)] {
        for entry in &found {
            let new = chosen.iter().all(|one| one.id != entry.id);
            let same = chosen.iter().any(|one| one.topic.id == entry.topic.id);
            let in_turn = named(&entry.topic) == asked && same == again;
            if chosen.len() < MOST && new && in_turn {
                chosen.push(Arc::clone(entry));
            }
        }
    }
    chosen
}

#[cfg(test)]
mod tests {
    use super::super::small::small;
    use super::*;

    #[test]
    fn a_stack_that_stands_alone_has_its_points_too() {
        let knowledge =
            small("speed: django pro by x\ncost: django con by y\nspeed: node pro by x");
        let stack = |id: &str| Arc::clone(knowledge.stack(id).unwrap());
        let points = |stacks: &[Arc<Stack>]| -> Vec<(usize, usize)> {
            let hands = hands(&knowledge, stacks, &[]);
            hands.iter().map(|hand| (hand.pros.len(), hand.cons.len())).collect()
        };
        assert_eq!(points(&[stack("django")]), [(1, 1)]);
        assert_eq!(points(&[stack("django"), stack("node")]), [(1, 1), (1, 0)]);
    }
}
