//! The strongest point against a choice.

use std::cmp::Reverse;
use std::sync::Arc;

use super::evidence;
use crate::knowledge::{Entry, Knowledge, Stack, Stance, Topic};

/// The point against these stacks that most sources make: a drawback of one of them, or an
/// advantage of another one over it. On these topics before any other; none where no source makes
/// one.
#[must_use]
pub fn strongest_against(
    knowledge: &Knowledge,
    chosen: &[Arc<Stack>],
    topics: &[Arc<Topic>],
) -> Option<Arc<Entry>> {
    let is_chosen = |stack: &Arc<Stack>| chosen.iter().any(|one| one.id == stack.id);
    let speaks_against = |entry: &&Arc<Entry>| match entry.stance {
        Stance::Con => entry.about.iter().any(is_chosen),
        Stance::Pro => entry.over.iter().any(is_chosen) && !entry.about.iter().any(is_chosen),
        Stance::Neutral => false,
    };
    let named = |entry: &Entry| topics.iter().any(|topic| topic.id == entry.topic.id);
    let fits = |entry: &&Arc<Entry>| entry.question().is_none() && speaks_against(entry);
    let found = knowledge.entries.iter().filter(fits).min_by_key(|entry| {
        let sources = evidence::sources([entry.as_ref()]).len();
        Reverse((named(entry), !entry.topic.descriptive, sources))
    });
    found.cloned()
}

#[cfg(test)]
mod tests {
    use super::super::small::small;
    use super::*;

    #[track_caller]
    fn check(lines: &str, chosen: &[&str], topics: &[&str], expected: Option<&str>) {
        let knowledge = small(lines);
        let stacks: Vec<_> =
            chosen.iter().map(|id| Arc::clone(knowledge.stack(id).unwrap())).collect();
        let topics: Vec<_> =
            topics.iter().map(|id| Arc::clone(knowledge.topic(id).unwrap())).collect();
        let found = strongest_against(&knowledge, &stacks, &topics);
        assert_eq!(found.as_ref().map(|entry| entry.id.as_str()), expected);
    }

    #[test]
    fn a_drawback_or_a_rival_s_advantage_counts_by_topic_then_by_sources() {
        let lines = "
            speed: django con by x
            cost: node pro over django by x,y
            cost: django pro by x,y,z
            speed: node con by x
        ";
        check(lines, &["django"], &[], Some("node/cost/e1"));
        check(lines, &["django"], &["speed"], Some("django/speed/e0"));
        check(lines, &["node"], &[], Some("node/speed/e3"));
        check("cost: django pro by x", &["django"], &[], None);
        check(lines, &[], &[], None);
    }
}
