//! The signals together, on a small knowledge base.

use std::sync::{Arc, OnceLock};

use proptest::prelude::*;

use super::{Index, search};
use crate::knowledge::{File, Knowledge, parse};

const STACKS: &str = r#"
[[stack]]
id = "nodejs"
name = "Node.js"
aliases = ["node", "nodejs", "node js"]

[[stack]]
id = "django"
name = "Django"
aliases = ["django", "dj"]
"#;

const TOPICS: &str = r#"
[[topic]]
id = "security"
name = "Security"
meaning = "protection against attacks"
words = ["secure", "attack"]

[[topic]]
id = "real-time"
name = "Real-time"
meaning = "chat and live updates"
words = ["chat", "live"]
"#;

const SOURCES: &str = r#"
[[source]]
id = "guide"
name = "Guide"
title = "A guide"
kind = "opinion"
bias = "None known."
sections = ["All"]
"#;

const WORDS: &str = r#"
technologies = ["laravel", "symfony", "express", "ruby on rails"]

[[synonyms]]
words = ["hacked"]
mean = ["attack"]

[[synonyms]]
words = ["webshop"]
mean = ["e-commerce"]

[lists]
plain = ["is", "the", "for", "what", "are", "of", "a", "in", "it", "with", "not", "to", "can", "be"]
drawback = ["drawbacks", "cons", "not good"]
advantage = ["advantages"]
compare = ["vs", "better", "or"]
combined = ["together"]
maybe-technologies = ["go", "spring"]
language-german = ["ist", "der", "das", "wo", "nicht"]
how-to = ["how do i"]
jargon = ["linter"]
elsewhere = ["pizza"]
thanks = ["thanks"]
tool = ["linter", "orm"]
"#;

const NODE: &str = r#"
[[point]]
id = "chat"
stance = "pro"
text = "Node.js suits real-time chat; Express is often used with it."
asked_as = ["live chat for thousands of people"]
cites = [{ source = "guide", section = "All" }]

[[point]]
id = "awkward"
stance = "con"
text = "Node.js makes live updates awkward to test."
cites = [{ source = "guide", section = "All" }]

[[point]]
id = "both"
about = ["nodejs", "django"]
stance = "neutral"
text = "Node.js and Django can be used together."
cites = [{ source = "guide", section = "All" }]
"#;

const DJANGO: &str = r#"
[[point]]
id = "protection"
stance = "pro"
over = ["nodejs"]
text = "Django protects against attacks by default."
asked_as = ["which one is hard to break into"]
cites = [{ source = "guide", section = "All" }]

[[point]]
id = "shop"
stance = "pro"
text = "Django fits e-commerce with payments."
cites = [{ source = "guide", section = "All" }]
"#;

/// The small knowledge base.
pub(super) fn knowledge() -> Knowledge {
    let files = [
        ("stacks.toml", STACKS),
        ("topics.toml", TOPICS),
        ("sources.toml", SOURCES),
        ("words.toml", WORDS),
        ("stacks/nodejs/real-time.toml", NODE),
        ("stacks/django/security.toml", DJANGO),
    ];
    let files = files.map(|(name, text)| File { name: name.into(), text: text.into() });
    parse(&files).unwrap()
}

/// Its index, for the tests of single signals.
pub(super) fn index() -> &'static Index {
    static INDEX: OnceLock<Index> = OnceLock::new();
    INDEX.get_or_init(|| Index::build(Arc::new(knowledge())))
}

/// The first entry found ends with `best`.
#[track_caller]
fn check(question: &str, best: &str) {
    let index = index();
    let hits = search(index, question, 3);
    let first = hits.list.first().map(|hit| index.entry(hit.entry).id.to_string());
    assert_eq!(first.as_deref().map(|id| id.rsplit('/').next().unwrap()), Some(best), "{question}");
}

#[test]
fn words_synonyms_and_typos_find_entries() {
    check("attacks on django", "protection");
    check("can it be hacked?", "protection");
    check("WEBSHOP", "shop");
    check("protcets agianst atacks", "protection");
    check("realtime", "chat");
    check("real time", "chat");
}

#[test]
fn a_question_in_the_words_of_asked_as_finds_its_entry() {
    check("which one is hard to break into", "protection");
    check("live chat, thousands of people", "chat");
}

#[test]
fn the_side_and_the_stack_asked_for_come_first() {
    check("drawbacks of node", "awkward");
    check("cons of nodejs", "awkward");
    check("advantages of node", "chat");
    check("live updates in node", "awkward");
}

#[test]
fn a_part_for_each_stack_asks_for_both() {
    check("node for chat, django for payments", "both");
}

/// The technologies read as not covered.
#[track_caller]
fn check_names(question: &str, names: &[&str]) {
    assert_eq!(search(index(), question, 1).query.technologies, names, "{question}");
}

#[test]
fn technologies_that_no_entry_states_are_named() {
    check_names("laravel or symfony", &["laravel", "symfony"]);
    check_names("django vs zorblax", &["zorblax"]);
    check_names("node or go", &["go"]);
    check_names("is Spring better than django", &["Spring"]);
    check_names("express with node", &[]);
    check_names("chat or attacks in the spring", &[]);
}

#[test]
fn signals_are_read() {
    let index = index();
    let signals = |question| search(index, question, 1).query.signals;
    assert!(signals("wo ist der bahnhof").other_language);
    assert!(signals("что лучше").other_language);
    assert!(!signals("is the node der best").other_language);
    assert!(signals("how do i attack").how_to);
    assert_eq!(signals("which linter is better").jargon, 1);
    assert_eq!(signals("pizza").elsewhere, 1);
}

#[test]
fn evidence_tells_what_is_covered() {
    let index = index();
    let confidence = |question| search(index, question, 3).evidence.confidence();
    assert!(confidence("does django protect against attacks") > confidence("django linter glue"));
    assert!(confidence("live chat in node") > confidence("pizza"));
}

proptest! {
    #[test]
    fn no_text_makes_it_panic(text in "\\PC{0,300}") {
        let index = index();
        for hit in search(index, &text, 5).list {
            prop_assert!(hit.score.is_finite());
        }
    }

    #[test]
    fn scores_do_not_depend_on_the_order_of_entries(turn in 1usize..4, at in 0usize..4) {
        let question =
            ["live chat in node", "attacks", "webshop or chat with django", "drawbacks of node"][at];
        let mut turned = knowledge();
        turned.entries.rotate_left(turn);
        let scores = |index: &Index| {
            let mut scores: Vec<(String, i64)> = search(index, question, 10)
                .list
                .iter()
                .map(|hit| {
                    #[expect(clippy::cast_possible_truncation, reason = "scores are small")]
                    let rounded = (hit.score * 1000.0).round() as i64;
                    (index.entry(hit.entry).id.to_string(), rounded)
                })
                .collect();
            scores.sort();
            scores
        };
        prop_assert_eq!(scores(index()), scores(&Index::build(Arc::new(turned))));
    }

    #[test]
    fn the_best_entry_stays_the_best(words in "(node|django|chat|live|attack|shop|real-time| ){1,8}") {
        let list = search(index(), &words, 10).list;
        if let Some((first, rest)) = list.split_first() {
            prop_assert!(rest.iter().all(|hit| hit.score <= first.score));
        }
    }
}
