//! Whether two texts say the same: answered questions repeat points in other words.

use std::collections::BTreeSet;

use crate::knowledge::Entry;

/// Letters of a word that are compared, so that "communicates" is "communication".
const STEM: usize = 6;
/// Shorter words tell nothing.
const TELLING: usize = 4;
/// Fewer telling words than this are alike by chance.
const LEAST: usize = 4;

/// Whether one of the two is an answered question that repeats the other, a point on the same
/// topic: half of the telling words of the shorter one stand in the other.
pub(super) fn repeats(a: &Entry, b: &Entry) -> bool {
    let [said, said_there] = [a, b].map(|entry| entry.text.as_str());
    repeats_as_shown(a, said, b, said_there)
}

/// The same where no more than this is shown of each.
pub(super) fn repeats_as_shown(a: &Entry, shown: &str, b: &Entry, shown_there: &str) -> bool {
    if a.topic.id != b.topic.id || a.question().is_some() == b.question().is_some() {
        return false;
    }
    let [words, others] = [telling(a, shown), telling(b, shown_there)];
    let shorter = words.len().min(others.len());
    LEAST <= shorter && shorter <= 2 * words.intersection(&others).count()
}

/// The telling words of what is shown, the question included, in short; names of stacks tell
/// nothing where all speak of them.
fn telling(entry: &Entry, shown: &str) -> BTreeSet<String> {
    let mut text = format!("{} {shown}", entry.question().unwrap_or_default()).to_lowercase();
    for stack in entry.about.iter().chain(&entry.over) {
        text = text.replace(&stack.name.to_lowercase(), " ");
    }
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| TELLING <= word.chars().count())
        .map(|word| word.chars().take(STEM).collect())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::knowledge::{File, parse};

    #[track_caller]
    fn check(point: &str, question: &str, answer: &str, expected: bool) {
        let file = |name: &str, text: String| File { name: name.into(), text };
        let cites = "cites = [{ source = \"a\", section = \"All\" }]";
        let knowledge = parse(&[
            file("stacks.toml", "[[stack]]\nid = \"django\"\nname = \"Django\"\naliases = []".into()),
            file("topics.toml", "[[topic]]\nid = \"live\"\nname = \"Live\"\nmeaning = \"live\"\nwords = []".into()),
            file("sources.toml", "[[source]]\nid = \"a\"\nname = \"A\"\ntitle = \"A\"\ndate = \"2026\"\nkind = \"opinion\"\nbias = \"None known.\"\nsections = [\"All\"]".into()),
            file("words.toml", "technologies = []".into()),
            file(
                "stacks/django/live.toml",
                format!("[[point]]\nid = \"p\"\nstance = \"pro\"\ntext = \"{point}\"\n{cites}\n[[faq]]\nid = \"q\"\nquestion = \"{question}\"\nstance = \"pro\"\ntext = \"{answer}\"\n{cites}"),
            ),
        ]);
        let knowledge = knowledge.unwrap_or_else(|faults| panic!("{faults:#?}"));
        let [p, q] = [&knowledge.entries[0], &knowledge.entries[1]];
        assert_eq!(repeats(p, q), expected, "{point}");
        assert_eq!(repeats(q, p), expected, "{point}");
        assert!(!repeats(p, p), "two points are two statements");
    }

    #[test]
    fn an_answered_question_that_repeats_a_point_is_known() {
        let question = "Can Django be used for real-time features?";
        let answer = "Yes, with extra setup: Django Channels adds asynchronous communication and WebSockets.";
        check(
            "Django Channels extends Django with WebSockets and asynchronous communication, so real-time features are possible, with extra setup.",
            question,
            answer,
            true,
        );
        check(
            "Django is less suited to live work, as it waits for each request by default.",
            question,
            answer,
            false,
        );
    }
}
