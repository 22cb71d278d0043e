//! `stackwise compare` and `recommend` as people and programs call them.

use std::path::Path;
use std::process::{Command, Output};

use insta::assert_snapshot;
use serde_json::Value;

/// Runs on the small knowledge of the tests.
fn stackwise(arguments: &[&str]) -> Output {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut command = Command::new(env!("CARGO_BIN_EXE_stackwise"));
    let knowledge = root.join("tests/it/data/knowledge");
    command.args(arguments).arg("--knowledge").arg(knowledge).output().unwrap()
}

fn printed(arguments: &[&str]) -> String {
    let output = stackwise(arguments);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

fn object(arguments: &[&str]) -> Value {
    serde_json::from_str(&printed(arguments)).unwrap()
}

/// What is told when it is refused; the exit code is the person's.
fn refused(arguments: &[&str]) -> String {
    let output = stackwise(arguments);
    assert_eq!(output.status.code(), Some(2), "{arguments:?}");
    assert_eq!(output.stdout, b"", "{arguments:?}");
    String::from_utf8(output.stderr).unwrap()
}

fn keys(value: &Value) -> Vec<&str> {
    value.as_object().unwrap().keys().map(String::as_str).collect()
}

#[test]
fn people_read_groups_and_both_sides_of_a_topic() {
    assert_snapshot!(printed(&["compare", "node", "django"]), @r"
    Django and Node.js, side by side

    Leans to Django (2 topics)
    - Security: 2 of 2 sources for Django
    - Learning curve: 1 of 1 source for Django

    Leans to Node.js (1 topic)
    - Real-time: 2 of 3 sources for Node.js; Benchpress for Django

    The sources disagree (1 topic)
    - Speed in general: of 3 sources, Harbour Review, Quayside for Django, Benchpress for Node.js

    Evidence: 3 sources, 2024 to 2026; 1 with measurements, 1 from a publisher that sells such work.
    A lean counts sources. How much a topic matters is for your team to say.
    ");
    assert_snapshot!(printed(&["compare", "dj", "node", "--topic", "chat"]), @r#"
    Real-time: 2 of 3 sources for Node.js; Benchpress for Django

    For Django
    - One long calculation in Node.js stops live updates for everybody.
      [Benchpress, 2026, "Results"]
      1 point found; the sources say no more.

    For Node.js
    - Node.js keeps many chat connections open at once, since it does not wait on any of them.
      [Harbour Review, 2024-05-02, "Chat"]
      [Quayside, no date, "Live features"]

    Evidence: 3 sources, 2024 to 2026; 1 with measurements, 1 from a publisher that sells such work.
    "#);
}

#[test]
fn people_read_what_is_supported_and_how_firm_that_is() {
    assert_snapshot!(printed(&["recommend", "--weights", "security=2,chat=5"]), @r#"
    For these needs the sources support Django, narrowly.

    Why
    - Django blocks the common attacks by default: *injection*, forged requests, hostile markup.
      [Harbour Review, 2024-05-02, "Security"]
      [Quayside, no date, "Safety"]

    The strongest points against it
    - Node.js keeps many chat connections open at once, since it does not wait on any of them.
      [Harbour Review, 2024-05-02, "Chat"]
      [Quayside, no date, "Live features"]
    - Django needs Channels for chat and other live features, which is extra setup.
      Our note: Dated: since 2024 the setup is one package.
      [Quayside, no date, "Live features"]

    How firm it is
    - Without security, it would be Node.js.
    - Django is before Node.js as long as security weighs more than 1.67 (now 2).

    The arithmetic
    A need adds its weight times (sources for - sources against) / sources that speak of it.
    - security, weight 2, 2 sources: for Django: Harbour Review, Quayside (Django adds 2)
    - real-time, weight 5, 3 sources: for Node.js: Harbour Review, Quayside (Node.js adds 3.33); for Django: Benchpress (Django adds 1.67)
    Together: Django 3.67, Node.js 3.33
    No source speaks of Node.js itself on: security

    Evidence: 3 sources, 2024 to 2026; 1 with measurements, 1 from a publisher that sells such work.
    "#);
}

#[test]
fn programs_get_the_stacks_as_asked_and_every_promised_key() {
    let compared = object(&["compare", "node", "django", "--json"]);
    assert_eq!(compared["stacks"], serde_json::json!(["nodejs", "django"]));
    assert_eq!(keys(&compared), ["evidence", "stacks", "topics"]);
    let topic = &compared["topics"][0];
    let mut expected = vec![
        "topic",
        "name",
        "lean",
        "favour",
        "neither",
        "disputed",
        "contested",
        "disagreements",
        "points",
        "neutral",
    ];
    expected.sort_unstable();
    assert_eq!(keys(topic), expected);

    let weights = ["recommend", "--weights", "security=3,chat=1", "--json"];
    let result = object(&weights);
    let mut expected = vec![
        "stacks", "verdict", "leader", "narrow", "order", "needs", "silent", "without", "tipping",
        "why", "against", "evidence",
    ];
    expected.sort_unstable();
    assert_eq!(keys(&result), expected);
    assert_eq!((&result["verdict"], &result["leader"]), (&"for".into(), &"django".into()));
    let need = &result["needs"][0];
    assert_eq!(keys(need), ["speaking", "stacks", "topic", "weight"]);
    let side = &need["stacks"]["django"];
    assert_eq!(keys(side), ["adds", "against", "balance", "for", "spoken_of"]);
    assert_eq!(side["adds"].as_f64(), Some(3.0));
    assert_eq!(keys(&result["tipping"][0]), ["ahead", "at", "then", "topic", "weight"]);
}

#[test]
fn what_cannot_be_used_names_the_argument_and_what_is_known() {
    for (arguments, expected) in [
        (
            &["compare", "node", "rails"][..],
            "SECOND: no stack is called \"rails\"\n  help: known: Node.js, Django",
        ),
        (&["compare", "node", "nodejs"], "SECOND: Node.js is there twice"),
        (
            &["compare", "node", "django", "--topic", "securty"],
            "--topic: no topic is called \"securty\"\n  help: did you mean security?",
        ),
        (&["recommend", "--weights", "security=9"], "--weights: security has the weight \"9\""),
        (
            &["recommend", "--weights", "securty=1"],
            "help: did you mean security? Known: real-time,",
        ),
        (&["recommend", "--weights", "security"], "--weights: \"security\" is not topic=weight"),
        (&["recommend", "--weights", "security=1,security=2"], "security is there twice"),
        (&["recommend", "--weights", "security=0"], "every weight is 0"),
        (&["recommend", "--weights", ""], "there is no weight in it"),
        (
            &["recommend", "--stacks", "node"],
            "--stacks: two different stacks are needed\n  help: known: Node.js, Django",
        ),
        (&["recommend", "--stacks", "node,dj,django"], "--stacks: Django is there twice"),
    ] {
        let told = refused(arguments);
        assert!(told.contains(expected), "{arguments:?}: {told}");
    }
}
