//! "Node for the live part, Django for the admin": each stack with a part of its own, nothing
//! that weighs them against each other, asks about using both.

use super::index::Index;
use super::query::{Group, Seen};
use super::vocabulary::Word;

/// Words that join a stack and its part: "chat in node", "django for the admin".
const JOINS: [&str; 6] = ["for", "in", "on", "with", "by", "does"];
/// Words that weigh one against the other.
const WEIGHS: [&str; 5] = ["vs", "versus", "or", "than", "compared"];
/// Name of the list in `words.toml` that holds the words of entries on using both.
pub(crate) const LIST: &str = "combined";

/// The words that the question is about when it gives each stack a part.
pub(crate) fn group(index: &Index, words: &[Word<'_>], seen: &[Seen]) -> Option<Group> {
    let is = |at: usize, list: &[&str]| words.get(at).is_some_and(|w| list.contains(&&*w.text));
    let parts = |at: usize| {
        seen[at].stack.is_some() && (is(at + 1, &JOINS) || (at > 0 && is(at - 1, &JOINS)))
    };
    let mut stacks: Vec<u16> =
        (0..words.len()).filter(|at| parts(*at)).filter_map(|at| seen[at].stack).collect();
    stacks.sort_unstable();
    stacks.dedup();
    if stacks.len() < 2 || (0..words.len()).any(|at| is(at, &WEIGHS)) {
        return None;
    }
    let stems = index.combined();
    let weight = stems.iter().map(|stem| index.rarity(*stem)).fold(0.0, f32::max);
    let alternatives = stems.iter().map(|stem| (*stem, 1.0)).collect();
    (weight > 0.0).then_some(Group { alternatives, weight: 1.5 * weight, unknown: 0.0 })
}

#[cfg(test)]
mod tests {
    use crate::search::search;
    use crate::search::tests::index;

    #[track_caller]
    fn check(question: &str, both: bool) {
        let hits = search(index(), question, 1);
        let best = hits.list.first().map(|hit| index().entry(hit.entry).id.to_string());
        assert_eq!(best.is_some_and(|id| id.ends_with("/both")), both, "{question}");
    }

    #[test]
    fn a_part_for_each_stack_asks_for_both() {
        check("node for chat, django for payments", true);
        check("payments in django and chat in node", true);
        check("node for chat or django for payments", false);
        check("chat in node", false);
    }
}
