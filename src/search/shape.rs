//! What the order of words asks for, whatever the words are.

use super::query::Seen;
use super::vocabulary::Word;

/// Words that ask for one of several.
const ASKS: [&str; 7] = ["which", "what", "whats", "best", "good", "recommended", "favourite"];
/// Words that ask for a recommendation.
const PICKS: [&str; 13] = [
    "best",
    "good",
    "use",
    "pick",
    "choose",
    "take",
    "recommend",
    "recommended",
    "prefer",
    "preferred",
    "favourite",
    "nicest",
    "better",
];
/// How many words may stand between asking and the thing: "which test runner".
const NEAR: usize = 3;

/// What a question asks for by its shape.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Shape {
    /// A tool to go with a stack: "which linter should I use for django".
    pub(crate) tool: bool,
    /// How a part of a stack works: "how do streams work in node".
    pub(crate) inner: bool,
}

/// The shape of a question.
pub(crate) fn of(words: &[Word<'_>], seen: &[Seen]) -> Shape {
    Shape { tool: asks_for_tool(words, seen), inner: asks_for_inner(words, seen) }
}

fn asks_for_tool(words: &[Word<'_>], seen: &[Seen]) -> bool {
    let is = |at: usize, list: &[&str]| list.contains(&words[at].text.as_ref());
    let asked = (0..words.len()).filter(|at| is(*at, &ASKS)).any(|at| {
        let until = (at + 1 + NEAR).min(words.len());
        // "which of node and django ...": the stacks themselves are what is picked from.
        let near = seen[at + 1..until].iter().take_while(|word| word.stack.is_none());
        near.into_iter().any(|word| word.tool)
    });
    let stacks = seen.iter().filter_map(|word| word.stack);
    let one = stacks.clone().next().is_some_and(|first| stacks.clone().all(|s| s == first));
    asked && one && (0..words.len()).any(|at| is(at, &PICKS))
}

fn asks_for_inner(words: &[Word<'_>], seen: &[Seen]) -> bool {
    let is = |at: usize, list: &[&str]| {
        words.get(at).is_some_and(|word| list.contains(&word.text.as_ref()))
    };
    let works = is(0, &["how"])
        && is(1, &["do", "does"])
        && (2..words.len()).any(|at| is(at, &["work", "works"]));
    let explain = is(0, &["explain", "describe"]);
    let differ = (0..words.len()).any(|at| is(at, &["difference"]) && is(at + 1, &["between"]));
    let between_stacks = seen.iter().filter(|word| word.stack.is_some()).count() > 1;
    works || explain || (differ && !between_stacks)
}

#[cfg(test)]
mod tests {
    use super::Shape;
    use crate::search::search;
    use crate::search::tests::index;

    #[track_caller]
    fn check(question: &str, tool: bool, inner: bool) {
        let shape = search(index(), question, 1).query.signals.shape;
        assert_eq!(shape, Shape { tool, inner }, "{question}");
    }

    #[test]
    fn tools_and_inner_workings_are_told_by_the_order_of_words() {
        check("which linter should I use for django", true, false);
        check("best orm for node?", true, false);
        check("what linter do you recommend with node", true, false);
        check("which linter should I use", false, false);
        check("which is the best linter, node or django", false, false);
        check("is the linter of django good", false, false);
        check("how do streams work in node", false, true);
        check("explain signals in django", false, true);
        check("difference between require and import in node", false, true);
        check("difference between node and django", false, false);
        check("how do I chat", false, false);
        check("", false, false);
    }
}
