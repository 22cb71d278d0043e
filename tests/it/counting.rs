//! `stackwise count` over whole elections, and over files that cannot be counted.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use insta::assert_snapshot;
use serde_json::{Value, json};

/// The methods, with their names in the `expected` of a file.
const METHODS: [(&str, &str); 8] = [
    ("plurality", "plurality"),
    ("approval", "approval"),
    ("irv", "irv"),
    ("schulze", "schulze"),
    ("ranked-pairs", "ranked_pairs"),
    ("borda", "borda"),
    ("score", "score"),
    ("star", "star"),
];

fn stackwise(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_stackwise"));
    command.arg("count").args(arguments);
    command
}

/// Counts what comes in on standard input.
fn count(method: &str, file: &str) -> Output {
    let mut command = stackwise(&["--method", method, "-"]);
    let command = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    child.stdin.take().unwrap().write_all(file.as_bytes()).unwrap();
    child.wait_with_output().unwrap()
}

#[track_caller]
fn counted(method: &str, file: &str) -> Value {
    let output = count(method, file);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}

/// What is told of a file that cannot be counted; the exit code is the person's.
#[track_caller]
fn refused(method: &str, file: &str) -> String {
    let output = count(method, file);
    assert_eq!(output.status.code(), Some(2), "{}", String::from_utf8_lossy(&output.stdout));
    assert_eq!(output.stdout, b"");
    String::from_utf8(output.stderr).unwrap()
}

fn own(file: &str) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/data/elections");
    std::fs::read_to_string(folder.join(file)).unwrap()
}

fn sorted(names: &Value) -> Vec<&str> {
    let mut names: Vec<&str> = names.as_array().unwrap().iter().filter_map(Value::as_str).collect();
    names.sort_unstable();
    names
}

/// Every method against what a file expects of it; how many were compared.
fn check(path: &Path) -> usize {
    let text = std::fs::read_to_string(path).unwrap();
    let expected = serde_json::from_str::<Value>(&text).unwrap()["expected"].take();
    let mut compared = 0;
    for (method, key) in METHODS {
        let about = format!("{} by {method}", path.display());
        let name = path.to_str().unwrap();
        let output = stackwise(&["--method", method, name]).output().unwrap();
        let Some(winners) = expected.get(key).filter(|winners| !winners.is_null()) else {
            // Nothing is expected; it is counted, or refused as it should be.
            assert!(matches!(output.status.code(), Some(0 | 2)), "{about}");
            continue;
        };
        let told = String::from_utf8_lossy(&output.stderr);
        let counted: Value = serde_json::from_slice(&output.stdout).expect(&told);
        assert_eq!(sorted(&counted["winners"]), sorted(winners), "{about}");
        if let Some(pairwise) = expected.get("pairwise") {
            assert_eq!(&counted["pairwise"], pairwise, "{about}");
        }
        if let Some(best) = expected.get("condorcet_winner") {
            assert_eq!(&counted["condorcet_winner"], best, "{about}");
        }
        if method == "schulze"
            && let Some(ranking) = expected.get("schulze_ranking")
        {
            let places = |ranking: &Value| -> Vec<Vec<String>> {
                let places = ranking.as_array().unwrap().iter();
                places.map(|place| sorted(place).into_iter().map(Into::into).collect()).collect()
            };
            assert_eq!(places(&counted["ranking"]), places(ranking), "{about}");
        }
        compared += 1;
    }
    compared
}

fn elections(folder: &Path) -> Vec<PathBuf> {
    let files = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    files.filter(|path| path.extension().is_some_and(|end| end == "json")).collect()
}

#[test]
fn elections_have_the_winners_that_they_should() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let compared: usize =
        elections(&root.join("tests/it/data/elections")).iter().map(|f| check(f)).sum();
    assert_eq!(compared, 21);
    // Elections that others held, when they are there.
    let more = root.join("../shared/elections");
    if more.is_dir() {
        for file in elections(&more) {
            assert!(check(&file) > 0, "{}", file.display());
        }
    }
}

#[test]
fn one_object_says_who_wins_and_how() {
    let output = count("irv", &own("runoff_tie.json"));
    let text = String::from_utf8(output.stdout).unwrap();
    assert_snapshot!(text, @r#"{"method":"irv","winners":["Django","Flask"],"ranking":[["Django","Flask"],["Rails"]],"rounds":[{"tally":{"Django":4,"Flask":3,"Rails":3},"exhausted":0,"eliminated":["Rails"],"tied":["Flask","Rails"],"transfers":{"Flask":3},"to_nobody":0},{"tally":{"Flask":6,"Django":4},"exhausted":0}],"pairwise":{"Django":{"Flask":4,"Rails":7},"Flask":{"Django":6,"Rails":3},"Rails":{"Django":3,"Flask":3}},"tie":true,"ballots":10,"condorcet_winner":null,"complete":true}"#);
    let text = String::from_utf8(count("ranked-pairs", &own("circle.json")).stdout).unwrap();
    assert_snapshot!(text, @r#"{"method":"ranked-pairs","winners":["Buffalo"],"ranking":[["Buffalo"],["Chi"],["Axum"]],"rounds":[{"pair":["Buffalo","Chi"],"votes":[6,3],"locked":true},{"pair":["Chi","Axum"],"votes":[4,2],"locked":true},{"pair":["Axum","Buffalo"],"votes":[5,4],"locked":false,"against":["Buffalo","Chi","Axum"]}],"pairwise":{"Axum":{"Buffalo":5,"Chi":2},"Buffalo":{"Axum":4,"Chi":6},"Chi":{"Axum":4,"Buffalo":3}},"tie":false,"ballots":9,"condorcet_winner":null,"complete":true}"#);
    assert_snapshot!(counted("star", &own("scores.json"))["rounds"].to_string(), @r#"[{"blank":0,"finalists":["Go","Rust"],"tally":{"Go":19,"Rust":17,"Zig":3}},{"no_preference":0,"tally":{"Go":2,"Rust":3}}]"#);
    assert_snapshot!(counted("borda", &own("left_out.json"))["rounds"].to_string(), @r#"[{"blank":1,"tally":{"Coffee":6.5,"Tea":8,"Water":3.5}}]"#);
    assert_snapshot!(counted("schulze", &own("circle.json"))["rounds"].to_string(), @r#"[{"strongest_paths":{"Axum":{"Buffalo":5,"Chi":5},"Buffalo":{"Axum":4,"Chi":6},"Chi":{"Axum":4,"Buffalo":4}}}]"#);
}

#[test]
fn keys_may_come_in_any_order_and_remarks_are_passed_over() {
    let file = r#"{"remark": [{"a": null}], "ballots": [{"ranking": [["B"], []], "voter": 3, "count": 2}],
        "candidates": ["A", "B"], "unranked": "last", "poll": {"number": "P-3"}}"#;
    assert_eq!(counted("plurality", file)["winners"], json!(["B"]));
}

/// A small file with one part replaced.
fn with(part: &str, by: &str) -> String {
    let file = r#"{"candidates": ["A", "B"], "ballots": [{"count": 1, "ranking": [["A"], ["B"]]}],
        "score_ballots": [{"count": 1, "scores": {"A": 3}}],
        "approval_ballots": [{"count": 1, "approved": ["A"]}]}"#;
    assert!(file.contains(part), "{part}");
    file.replacen(part, by, 1)
}

#[test]
fn every_fault_is_told_with_its_place_and_what_to_do() {
    let names: Vec<String> = (0..1_001).map(|name| format!("\"N{name}\"")).collect();
    for (file, expected) in [
        (String::new(), "line 1 column 1: the file is empty\n  help: a file of ballots looks like"),
        ("[]".into(), "line 1 column 0: invalid type: sequence, expected an object with"),
        ("{}".into(), "candidates: there is no such list\n  help: list every name once"),
        ("{\"candidates\": [\"A\"".into(), "line 1 column 19: EOF while parsing a list"),
        ("nonsense".into(), "line 1 column 2: expected ident\n  help: write the file as JSON"),
        (with("[\"A\", \"B\"]", "[]"), "candidates: nobody stands"),
        (with("[\"A\", \"B\"]", "[\"A\", \"\"]"), "candidates[1]: the name is empty"),
        (with("[\"A\", \"B\"]", "[\"A\", \"B\", \"A\"]"), "candidates[2]: \"A\" is there twice"),
        (
            with("[\"A\", \"B\"]", &format!("[{}]", names.join(","))),
            "candidates: 1001 candidates; at most 1000",
        ),
        (
            with("[[\"A\"], [\"B\"]]", "[[\"A\"], [\"C\"]]"),
            "ballots[0].ranking[1][0]: \"C\" is no candidate\n  help: did you mean",
        ),
        (
            with("[[\"A\"], [\"B\"]]", "[[\"A\"], [\"B\", \"A\"]]"),
            "ballots[0].ranking: \"A\" is there twice",
        ),
        (
            with("[[\"A\"], [\"B\"]]", "[\"A\", \"B\"]"),
            "expected a place, which is a list of names",
        ),
        (with("\"count\": 1, \"ranking\"", "\"ranking\""), "ballots[0]: it has no `count`"),
        (
            with("\"count\": 1, \"ranking\": [[\"A\"], [\"B\"]]", "\"count\": 1"),
            "ballots[0]: it has no `ranking`",
        ),
        (
            with("\"count\": 1", "\"count\": -1"),
            "ballots[0].count: -1 is no count\n  help: say how many",
        ),
        (with("\"count\": 1", "\"count\": 1.5"), "ballots[0].count: 1.5 is no count"),
        (with("\"count\": 1", "\"count\": 1e400"), "number out of range"),
        (with("\"count\": 1", "\"count\": 18446744073709551615"), "is no count"),
        (with("\"count\": 1", "\"count\": \"1\""), "ballots[0].count: a text is no count"),
        (with("\"count\": 1", "\"count\": NaN"), "expected value\n  help: write the file as JSON"),
        (with("\"count\": 1", "\"count\": 1, \"count\": 2"), "`count` stands twice"),
        (
            with("{\"count\": 1, \"ranking\": [[\"A\"], [\"B\"]]}", ""),
            "ballots: there is no ballot\n  help: nobody voted",
        ),
        (with("\"count\": 1", "\"count\": 0"), "ballots: there is no ballot"),
        (
            with("{\"A\": 3}", "{\"A\": -0.5}"),
            "score_ballots[0].scores[\"A\"]: -0.5 is no score\n  help: give a number from 0 to 1000",
        ),
        (with("{\"A\": 3}", "{\"A\": 1001}"), "1001 is no score"),
        (with("{\"A\": 3}", "{\"A\": 0.0001}"), "help: give at most three decimals"),
        (with("{\"A\": 3}", "{\"A\": null}"), "null is no score"),
        (
            with("{\"A\": 3}", "{\"A\": 3, \"A\": 2}"),
            "score_ballots[0].scores: \"A\" is there twice",
        ),
        (with("{\"A\": 3}", "{\"C\": 3}"), "score_ballots[0].scores[\"C\"]: \"C\" is no candidate"),
        (
            with("[\"A\"]}]}", "[\"A\", \"A\"]}]}"),
            "approval_ballots[0].approved: \"A\" is there twice",
        ),
        (
            with("\"candidates\"", "\"unranked\": \"first\", \"candidates\""),
            "unranked: \"first\" is neither",
        ),
        (
            with("\"candidates\"", "\"irv_overvote\": \"skip\", \"candidates\""),
            "irv_overvote: \"skip\" is neither",
        ),
        (with("\"candidates\"", "\"score_max\": 0, \"candidates\""), "score_max: 0 is no scale"),
        (
            with("\"candidates\"", "\"poll\": 3, \"candidates\""),
            "invalid type: integer `3`, expected a map",
        ),
        (with("\"candidates\"", "\"candidates\": [], \"candidates\""), "`candidates` stands twice"),
    ] {
        let told = refused("schulze", &file);
        assert!(told.contains("standard input: "), "{told}");
        assert!(
            told.contains(expected) && told.contains("\n  help: "),
            "{expected:?} is not in:\n{told}"
        );
    }
}

#[test]
fn all_faults_come_at_once_and_many_are_cut() {
    let file = with(
        "\"count\": 1, \"ranking\": [[\"A\"], [\"B\"]]",
        "\"count\": -1, \"ranking\": [[\"X\"]]",
    );
    let told = refused("irv", &file.replace("{\"A\": 3}", "{\"A\": 9999}"));
    assert_eq!(told.matches("  help: ").count(), 3, "{told}");
    assert!(told.contains("cannot count standard input: 3 faults"), "{told}");
    let ballot = "{\"count\": 1, \"ranking\": [[\"X\"]]}";
    let many = vec![ballot; 1_000].join(",");
    let told = refused("irv", &format!("{{\"candidates\": [\"A\"], \"ballots\": [{many}]}}"));
    assert!(told.contains("1000 faults") && told.contains("and 980 more"), "{told}");
}

#[test]
fn a_method_must_fit_the_ballots() {
    let shared = with("[[\"A\"], [\"B\"]]", "[[\"A\", \"B\"]]");
    let rankings = r#"{"candidates": ["A"], "ballots": [{"count": 1, "ranking": []}]}"#;
    for (method, file, expected) in [
        ("plurality", shared.as_str(), "ballots: plurality needs one first choice"),
        ("irv", &shared, "irv_overvote: a ballot puts options in the same place"),
        ("star", rankings, "score_ballots: star counts `score_ballots`, and there are none"),
        ("approval", rankings, "approval_ballots: approval counts"),
        (
            "star",
            &with("{\"A\": 3}", "{\"A\": 6}"),
            "6 is no score\n  help: give 0 to 5; another scale is told by \"score_max\"",
        ),
    ] {
        let told = refused(method, file);
        assert!(told.contains(expected) && told.contains("\n  help: "), "{told}");
    }
    let tens = with("{\"A\": 3}", "{\"A\": 10}").replacen('{', "{\"score_max\": 10, ", 1);
    assert_eq!(counted("star", &tens)["winners"], json!(["A"]));
    assert_eq!(counted("borda", &shared)["tie"], json!(true));
}

#[test]
fn a_wrong_name_on_the_command_line_is_told() {
    let output = stackwise(&["--method", "dictator", "-"]).output().unwrap();
    let told = String::from_utf8(output.stderr).unwrap();
    assert_eq!((output.status.code(), output.stdout), (Some(2), Vec::new()));
    assert!(told.contains("known: plurality, approval, irv, schulze, ranked-pairs"), "{told}");
    let output = stackwise(&["--method", "irv", "no/such/file.json"]).output().unwrap();
    let told = String::from_utf8(output.stderr).unwrap();
    assert_eq!((output.status.code(), output.stdout), (Some(2), Vec::new()));
    assert!(told.contains("cannot read no/such/file.json") && told.contains("help: "), "{told}");
}
