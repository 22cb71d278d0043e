//! `stackwise ask`, `compare` and `eval` as programs call them: standard input in, lines out.

use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Command, Output, Stdio};

use serde_json::Value;

fn stackwise(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_stackwise"));
    let knowledge = Path::new(env!("CARGO_MANIFEST_DIR")).join("knowledge");
    command.args(arguments).arg("--knowledge").arg(knowledge);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

/// Runs to the end with this on standard input.
fn output(arguments: &[&str], input: &[u8]) -> Output {
    let mut child = stackwise(arguments).spawn().expect("the program starts");
    let mut stdin = child.stdin.take().expect("its input is a pipe");
    let input = input.to_vec();
    let writer = std::thread::spawn(move || stdin.write_all(&input));
    let output = child.wait_with_output().expect("the program ends");
    // A program that reads no input closes it early.
    let _ = writer.join().expect("writing does not panic");
    output
}

/// The objects written, one a line.
fn answers(input: &[u8]) -> Vec<Value> {
    let output = output(&["ask", "--json"], input);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let text = String::from_utf8(output.stdout).expect("answers are UTF-8");
    text.lines().map(|line| serde_json::from_str(line).expect("a line is an object")).collect()
}

#[test]
fn each_line_gets_one_object_in_order() {
    let long = "node ".repeat(40_000);
    let mut input = b"is django slow?\n\nbest pizza dough\r\n\xff\xfe node \x80?\n".to_vec();
    input.extend(long.as_bytes());
    input.extend(b"\nlaravel or symfony");
    let answers = answers(&input);

    let outcome = |at: usize| answers[at]["outcome"].as_str().unwrap();
    let reason = |at: usize| answers[at]["reason"].as_str().unwrap_or("null");
    assert_eq!(answers.len(), 6);
    assert_eq!((outcome(0), reason(0)), ("found", "null"));
    assert_eq!((outcome(1), reason(1)), ("unknown", "empty"));
    assert_eq!((outcome(2), reason(2)), ("unknown", "off_topic"));
    assert_eq!(answers[2]["question"], "best pizza dough");
    assert!(answers[3]["question"].as_str().unwrap().contains('\u{fffd}'));
    assert!(answers[4]["question"].as_str().unwrap().len() <= 64 * 1024);
    assert_eq!((outcome(5), reason(5)), ("unknown", "unknown_stack"));
}

#[test]
fn an_object_holds_what_was_promised() {
    let answers = answers(b"is nodejs easy to learn\n");
    let keys = |value: &Value| value.as_object().unwrap().keys().cloned().collect::<Vec<_>>();
    let answer = &answers[0];
    let mut expected =
        ["question", "outcome", "reason", "points", "disagreement", "suggestions", "elapsed_us"];
    expected.sort_unstable();
    assert_eq!(keys(answer), expected);

    let mut point = [
        "id",
        "kind",
        "question",
        "topic",
        "about",
        "stance",
        "over",
        "text",
        "score",
        "citations",
        "note",
    ];
    point.sort_unstable();
    let points = answer["points"].as_array().unwrap();
    assert!((1..=10).contains(&points.len()));
    for one in points {
        assert_eq!(keys(one), point);
        assert_eq!(one["kind"] == "faq", one["question"].is_string());
        let cites = one["citations"].as_array().unwrap();
        assert!(!cites.is_empty());
        assert_eq!(keys(&cites[0]), ["date", "publisher", "section", "source", "title"]);
    }
    let scores: Vec<f64> = points.iter().map(|one| one["score"].as_f64().unwrap()).collect();
    assert!(scores[0] >= scores[1], "best first: {scores:?}");
    assert!(answer["disagreement"]["positions"].as_array().unwrap().len() >= 2);
    assert!(answer["elapsed_us"].is_u64());
}

#[test]
fn a_question_as_an_argument_reads_no_input() {
    let output = output(&["ask", "--json", "django vs node"], b"pizza\npizza\n");
    let text = String::from_utf8(output.stdout).unwrap();
    assert_eq!(text.lines().count(), 1);
    assert!(text.contains("\"question\":\"django vs node\""), "{text}");
}

#[test]
fn a_reader_who_leaves_early_is_no_failure() {
    let mut child = stackwise(&["ask", "--json"]).spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let writer = std::thread::spawn(move || {
        let _ = stdin.write_all(&b"is node faster than django?\n".repeat(200));
    });
    let mut first = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut first).unwrap();
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap();
    assert!(first.starts_with('{'));
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
}

#[test]
fn compare_and_eval_survive_a_closed_output() {
    let folder = tempfile::tempdir().unwrap();
    let questions = folder.path().join("questions.jsonl");
    let line = r#"{"id":"a","q":"is node fast","type":"fact","answerable":true}"#;
    std::fs::write(&questions, format!("{line}\n")).unwrap();
    let eval = ["eval", "--questions", questions.to_str().unwrap()];
    for arguments in [&["compare", "node", "django"][..], &eval] {
        let mut child = stackwise(arguments).spawn().unwrap();
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        let text = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{arguments:?}: {text}");
    }
}
