//! Technologies that are named although no entry is about them.

use super::index::Index;
use super::query::Seen;
use super::vocabulary::Word;

/// Words between two things that are compared.
const BETWEEN: [&str; 15] = [
    "vs",
    "versus",
    "or",
    "than",
    "against",
    "over",
    "v",
    "instead",
    "beats",
    "beat",
    "outperforms",
    "outperform",
    "replaces",
    "and",
    "with",
];
/// How many of them, the last ones, may also list what goes together.
const LISTS: usize = 2;
/// Words that set what follows against something else, wherever that stands.
const AGAINST: [&str; 6] = ["vs", "versus", "than", "over", "against", "instead"];
/// Words that join two things of which one is to be taken.
const JOINING: [&str; 14] = [
    "vs",
    "versus",
    "v",
    "or",
    "than",
    "over",
    "against",
    "instead",
    "compared",
    "beats",
    "beat",
    "outperforms",
    "outperform",
    "replaces",
];
/// Words with which a question about what follows begins.
const OPENING: [&str; 11] =
    ["is", "are", "can", "could", "does", "do", "would", "will", "should", "has", "compare"];
/// Words of a project's description so short that a name in it is what is asked about.
const BRIEF: usize = 8;
/// Words before what somebody knows or has already.
const KNOWN_BEFORE: [&str; 12] = [
    "from", "know", "knows", "knew", "did", "done", "ex", "former", "wrote", "after", "years", "of",
];
/// Words after the name of what people do for a living.
const PEOPLE: [&str; 14] = [
    "guys",
    "guy",
    "devs",
    "dev",
    "developers",
    "developer",
    "people",
    "background",
    "shop",
    "team",
    "folks",
    "veteran",
    "programmer",
    "programmers",
];
/// Words before the name of something that is used.
const BEFORE: [&str; 16] = [
    "vs", "versus", "or", "than", "against", "using", "use", "in", "with", "learn", "to", "like",
    "about", "is", "v", "choose",
];

/// Words before the name of something that is used, when that name ends the question.
const ENDING: [&str; 7] = ["is", "in", "with", "using", "learn", "than", "about"];

/// Words after a name that make it a model for something else.
const LIKENESS: [&str; 4] = ["like", "style", "clone", "alternative"];

/// Words from which a question counts as long.
const LONG: usize = 20;
/// Words of a question so short that a name in it is what it is about.
const SHORT: usize = 3;

/// The technologies named, as typed, that no entry speaks of.
pub(crate) fn unknown(
    index: &Index,
    question: &str,
    words: &[Word<'_>],
    seen: &[Seen],
    project: bool,
) -> Vec<String> {
    let names = names(index, words, seen, project);
    names.into_iter().map(|name| as_typed(question, name)).collect()
}

/// The name as it stands in the question, which may write it with capital letters.
fn as_typed(question: &str, name: String) -> String {
    let at = question.to_ascii_lowercase().find(&name);
    at.and_then(|at| question.get(at..at + name.len())).map_or(name, str::to_owned)
}

fn names(index: &Index, words: &[Word<'_>], seen: &[Seen], project: bool) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    // A long message may mention what else is in use; only a rival is asked about.
    let own = seen.iter().any(|word| word.stack.is_some());
    let certain = |at: usize| {
        let rival = if own { is_set_against(words, seen, at) } else { is_rival(words, seen, at) };
        // Beside one of our stacks, or in the description of a project, it is what goes with it.
        let asked = !own && words.len() <= if project { BRIEF } else { LONG };
        seen[at].stack.is_none() && seen[at].technology && (rival || asked)
    };
    for at in 0..words.len() {
        let is_name = certain(at)
            || (seen[at].maybe_technology && is_meant(index, words, seen, at))
            || is_unknown_rival(index, words, seen, at);
        // "a slack-like messenger" is something to be built.
        let model = words.get(at + 1).is_some_and(|word| LIKENESS.contains(&word.text.as_ref()));
        let mut name = words[at].text.to_string();
        for (word, _) in
            words[at + 1..].iter().zip(&seen[at + 1..]).take_while(|(_, s)| s.continues)
        {
            name.push(' ');
            name.push_str(&word.text);
        }
        if is_name && !seen[at].continues && !model && !names.contains(&name) {
            names.push(name);
        }
    }
    names
}

/// Whether a word that is also an ordinary one is meant as a technology.
fn is_meant(index: &Index, words: &[Word<'_>], seen: &[Seen], at: usize) -> bool {
    let token = words[at].token;
    let rival = is_rival(words, seen, at);
    let used = seen[at].stem.is_some_and(|stem| index.is_used(stem));
    let before = at > 0 && BEFORE.contains(&words[at - 1].text.as_ref());
    let alone = words.len() <= SHORT && seen[at].synonyms.is_empty();
    // "how fast is go", but not "where does it go".
    let ends = at > 1 && at + 1 == words.len() && ENDING.contains(&words[at - 1].text.as_ref());
    rival
        || ends
        || (!used && (alone || token.capital && !token.opens || (before && words.len() <= 8)))
}

/// "coming from php", "our java people": what somebody knows already, beside one of our stacks.
pub(crate) fn is_background(words: &[Word<'_>], seen: &[Seen], at: usize) -> bool {
    let is = |at: usize, list: &[&str]| words.get(at).is_some_and(|w| list.contains(&&*w.text));
    let replaced = is(at + 1, &["to"]) && seen.get(at + 2).is_some_and(|s| s.stack.is_some());
    let known = at > 0 && is(at - 1, &KNOWN_BEFORE);
    (known && !replaced) || is(at + 1, &PEOPLE)
}

/// Whether a word is weighed against another name: "django or phoenix", but not "django with htmx".
fn is_set_against(words: &[Word<'_>], seen: &[Seen], at: usize) -> bool {
    let is = |at: usize, list: &[&str]| words.get(at).is_some_and(|w| list.contains(&&*w.text));
    let compared = at > 1 && is(at - 1, &["with", "to"]) && is(at - 2, &["compared", "next"]);
    let before = compared || at > 0 && is(at - 1, &JOINING);
    let after = is(at + seen[at..].iter().take_while(|s| s.technology).count().max(1), &JOINING);
    let moved = at > 0 && is(at - 1, &["to"]) || is(at + 1, &["to"]);
    let asked = is(0, &OPENING) && at < 3;
    let first = at == 0 && !is(1, &["with", "and"]);
    let listed = seen.get(at + 1).is_some_and(|s| s.technology && !s.continues);
    (!is_background(words, seen, at) && (asked || first || listed))
        || before
        || after
        || moved
        || is_rival(words, seen, at) && is(at.wrapping_sub(1), &AGAINST)
}

/// Whether a word stands beside another name with a word between them that compares.
fn is_rival(words: &[Word<'_>], seen: &[Seen], at: usize) -> bool {
    let is_name = |at: usize| {
        seen.get(at).is_some_and(|s| s.stack.is_some() || s.technology || s.maybe_technology)
    };
    // "is node better than go for apis": the other name stands further off.
    let against = at > 0 && AGAINST.contains(&words[at - 1].text.as_ref());
    if against && (0..at).any(is_name) {
        return true;
    }
    // A long message lists what else is in use: "years of this and that".
    let between = if words.len() > LONG { &BETWEEN[..BETWEEN.len() - LISTS] } else { &BETWEEN[..] };
    let joins = |at: usize| words.get(at).is_some_and(|w| between.contains(&w.text.as_ref()));
    (at >= 2 && joins(at - 1) && is_name(at - 2)) || (joins(at + 1) && is_name(at + 2))
}

/// "zorblax vs django": a word nobody knows, compared with a stack.
fn is_unknown_rival(index: &Index, words: &[Word<'_>], seen: &[Seen], at: usize) -> bool {
    let word = &seen[at];
    let known = word.stack.is_some()
        || word.plain
        || word.signal
        || !word.synonyms.is_empty()
        || word.stem.is_some_and(|stem| index.rarity(stem) > 0.0);
    if known || word.elsewhere || words[at].text.chars().any(|c| c.is_ascii_digit()) {
        return false;
    }
    let rivals = |between: usize, other: usize| {
        let strict = words
            .get(between)
            .is_some_and(|w| matches!(w.text.as_ref(), "vs" | "versus" | "v" | "than" | "or"));
        strict && seen.get(other).is_some_and(|s| s.stack.is_some() || s.technology)
    };
    (at >= 2 && rivals(at - 1, at - 2)) || rivals(at + 1, at + 2)
}

#[cfg(test)]
mod tests {
    use crate::search::search;
    use crate::search::tests::index;

    #[track_caller]
    fn check(question: &str, names: &[&str]) {
        assert_eq!(search(index(), question, 1).query.technologies, names, "{question}");
    }

    #[test]
    fn names_that_no_entry_states_are_given_back() {
        check("laravel or symfony", &["laravel", "symfony"]);
        check("django vs zorblax", &["zorblax"]);
        check("zorblax or node", &["zorblax"]);
        check("is Spring better than django", &["Spring"]);
        check("Django or Ruby on Rails?", &["Ruby on Rails"]);
        check("how fast is Go", &["Go"]);
        check("how fast is go", &["go"]);
    }

    #[test]
    fn ordinary_words_models_and_what_entries_state_are_no_rivals() {
        check("express with node", &[]);
        check("chat or attacks in the spring", &[]);
        check("a laravel-like admin", &[]);
        check("our laravel people want to try node", &[]);
        check("from laravel to django", &["laravel"]);
        check("", &[]);
    }
}
