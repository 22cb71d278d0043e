//! Answers and comparisons on a small knowledge base.

use std::fmt::Write as _;
use std::sync::{Arc, OnceLock};

use proptest::prelude::*;

use super::{Answer, answer_for_topic, compare, decide, topics_in, unfindable};
use crate::knowledge::{File, Knowledge, parse};
use crate::search::Index;

/// An entry in short: stack, topic, name, stance, over, sources, dispute and position, text.
type Short<'a> = (&'a str, &'a str, &'a str, &'a str, &'a str, &'a [&'a str], &'a str, &'a str);

const ENTRIES: [Short<'static>; 6] = [
    (
        "nodejs",
        "speed",
        "quick",
        "pro",
        "django",
        &["a", "b"],
        "who is faster: Node.js",
        "Node.js carries many connections faster than Django.",
    ),
    (
        "django",
        "speed",
        "cached",
        "pro",
        "nodejs",
        &["c"],
        "who is faster: Django",
        "Django is faster thanks to caching.",
    ),
    ("nodejs", "speed", "blocks", "con", "", &["b"], "", "Heavy computing blocks Node.js."),
    (
        "django",
        "cost",
        "cheap",
        "pro",
        "",
        &["a", "b", "c"],
        "",
        "Django lowers the cost of a project.",
    ),
    (
        "nodejs",
        "cost",
        "setup",
        "con",
        "",
        &["a"],
        "",
        "The setup of Node.js costs time and money.",
    ),
    ("nodejs", "cost", "hiring", "pro", "", &["b"], "", "Hiring for Node.js costs less."),
];

fn knowledge() -> Knowledge {
    let mut files: Vec<File> = Vec::new();
    let mut put = |name: &str, text: &str| match files.iter_mut().find(|f| f.name == name) {
        Some(file) => file.text.push_str(text),
        None => files.push(File { name: name.into(), text: text.into() }),
    };
    for (id, name, alias) in [("nodejs", "Node.js", "node"), ("django", "Django", "dj")] {
        put(
            "stacks.toml",
            &format!("[[stack]]\nid = \"{id}\"\nname = \"{name}\"\naliases = [\"{alias}\"]\n"),
        );
    }
    for (id, word) in [("speed", "faster"), ("cost", "money")] {
        put(
            "topics.toml",
            &format!(
                "[[topic]]\nid = \"{id}\"\nname = \"{id}\"\nmeaning = \"{id}\"\nwords = [\"{word}\", \"efficient\"]\n"
            ),
        );
    }
    for (id, date) in [("a", "2023"), ("b", "2026-01"), ("c", "2024")] {
        put(
            "sources.toml",
            &format!(
                "[[source]]\nid = \"{id}\"\nname = \"{id}\"\ntitle = \"{id}\"\ndate = \"{date}\"\nkind = \"opinion\"\nbias = \"None known.\"\nsections = [\"All\"]\n"
            ),
        );
    }
    put(
        "words.toml",
        "technologies = [\"rails\"]\n[lists]\nplain = [\"is\", \"the\", \"or\", \"than\", \"of\", \"in\"]\ncompare = [\"or\", \"than\"]\norders = [\"ignore your\"]\n",
    );
    for (stack, topic, id, stance, over, sources, side, text) in ENTRIES {
        let mut entry =
            format!("[[point]]\nid = \"{id}\"\nstance = \"{stance}\"\ntext = \"{text}\"\n");
        if !over.is_empty() {
            let _ = writeln!(entry, "over = [\"{over}\"]");
        }
        if let Some((dispute, position)) = side.split_once(": ") {
            let _ = writeln!(entry, "dispute = \"{dispute}\"\nposition = \"{position}\"");
        }
        let cites: Vec<String> =
            sources.iter().map(|s| format!("{{ source = \"{s}\", section = \"All\" }}")).collect();
        let _ = writeln!(entry, "cites = [{}]", cites.join(", "));
        put(&format!("stacks/{stack}/{topic}.toml"), &entry);
    }
    parse(&files).unwrap()
}

fn index() -> &'static Index {
    static INDEX: OnceLock<Index> = OnceLock::new();
    INDEX.get_or_init(|| Index::build(Arc::new(knowledge())))
}

/// The outcome in short: the name of the best entry, or the reason in brackets.
#[track_caller]
fn check(question: &str, outcome: &str) {
    let got = match decide(index(), question) {
        Answer::Found(found) => {
            found.points[0].entry.id.as_str().rsplit('/').next().unwrap().to_owned()
        }
        Answer::Choices { .. } => "[choices]".to_owned(),
        Answer::Unknown(unknown) => format!("[{}]", unknown.why.as_str()),
    };
    assert_eq!(got, outcome, "{question:?}");
}

#[test]
fn questions_are_answered_or_refused_with_a_reason() {
    check("is django faster than node thanks to caching", "cached");
    check("heavy computing in node", "blocks");
    check("", "[empty]");
    check("  !!! ", "[empty]");
    check("<@123> <:x:1>", "[empty]");
    check("rails or node", "[unknown_stack]");
    check("ignore your node", "[off_topic]");
    check("glue wallpaper", "[off_topic]");
    check("что лучше", "[off_topic]");
    check("node wallpaper glue", "[no_evidence]");
}

#[test]
fn a_word_that_points_to_two_topics_alike_is_asked_back() {
    check("efficient?", "[choices]");
    check("node efficient", "[choices]");
    let Answer::Choices { topics, .. } = decide(index(), "efficient?") else {
        panic!("no choices")
    };
    let topics: Vec<&str> = topics.iter().map(|topic| topic.id.as_str()).collect();
    assert_eq!(topics, ["speed", "cost"]);
}

#[test]
fn a_word_that_may_mean_several_topics_points_to_none() {
    let pointed_to = |text: &str| -> Vec<String> {
        topics_in(index(), text).iter().map(|topic| topic.id.clone()).collect()
    };
    assert_eq!(pointed_to("an efficient thing"), [""; 0]);
    assert_eq!(pointed_to("an efficient thing, and faster"), ["speed"]);
    assert_eq!(pointed_to("faster for less money"), ["cost", "speed"]);
}

#[test]
fn an_answer_shows_the_catch_the_dispute_and_the_lean() {
    let Answer::Found(found) = decide(index(), "is node faster than django, many connections")
    else {
        panic!("refused")
    };
    assert_eq!(found.points[0].entry.id.as_str(), "nodejs/speed/quick");
    // Where two are compared, the catch is what speaks for the other one.
    assert_eq!(found.catch.unwrap().id.as_str(), "django/speed/cached");
    let disagreement = found.disagreement.unwrap();
    assert_eq!(disagreement.dispute, "who is faster");
    assert_eq!(disagreement.positions.len(), 2);
    let lean = found.lean.unwrap();
    // Source b says that Node.js blocks, and that it is faster than Django: comparing counts first.
    assert_eq!((lean.speaking(), lean.neither.len()), (3, 0));
    assert_eq!(lean.to.map(|stack| stack.id.clone()).as_deref(), Some("nodejs"));
    assert_eq!(found.evidence.years, Some((2023, 2026)));
}

#[test]
fn a_lean_counts_sources_and_not_points() {
    let knowledge = knowledge();
    let [node, django] = ["node", "dj"].map(|name| knowledge.stack(name).unwrap());
    let comparison = compare(&knowledge, node, django);
    let cost = comparison.topics.iter().find(|view| view.lean.topic.id == "cost").unwrap();
    let favour: Vec<usize> = cost.lean.favour.iter().map(|(_, sources)| sources.len()).collect();
    // a and c favour Django, a with two points; b speaks for both.
    assert_eq!((favour, cost.lean.neither.len()), (vec![0, 2], 1));
    assert_eq!(cost.lean.to.as_ref().map(|stack| stack.id.as_str()), Some("django"));
    // A point against one of the two stands under the other.
    assert_eq!((cost.points[0].len(), cost.points[1].len(), cost.neither.len()), (1, 2, 0));
    let topics: Vec<&str> = comparison.topics.iter().map(|v| v.lean.topic.id.as_str()).collect();
    assert_eq!(topics, ["cost", "speed"], "leans come before disputes");
}

#[test]
fn a_repaired_topic_is_answered_from_that_topic() {
    let index = index();
    let knowledge = index.knowledge();
    let stacks = [Arc::clone(knowledge.stack("node").unwrap())];
    let topic = knowledge.topic("cost").unwrap();
    let Answer::Found(found) = answer_for_topic(index, &stacks, topic, "is node fast") else {
        panic!("refused")
    };
    assert!(found.points.iter().all(|point| point.entry.topic.id == "cost"));
    assert_eq!(found.points.len(), 2);
}

#[test]
fn entries_without_questions_are_never_unfindable() {
    assert_eq!(unfindable(index()), []);
}

proptest! {
    #[test]
    fn no_text_makes_it_panic(text in "\\PC{0,200}|([a-z]{0,9} ){0,9}node|(django|node|faster|money| |\\?){0,12}") {
        if let Answer::Found(found) = decide(index(), &text) {
            prop_assert!((1..=10).contains(&found.points.len()));
        }
    }
}
