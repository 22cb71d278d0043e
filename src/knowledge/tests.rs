//! What the loader takes, and every fault it names.

use super::{File, Kind, Knowledge, Stance, parse};

const SOURCES: &str = r#"[[source]]
id = "guide"
name = "Guide"
title = "A guide"
date = "2024-05"
kind = "opinion"
bias = "Sells nothing."
sections = ["Speed", "Safety"]
"#;
const STACKS: &str = r#"[[stack]]
id = "nodejs"
name = "Node.js"
aliases = ["node"]

[[stack]]
id = "django"
name = "Django"
"#;
const TOPICS: &str = r#"[[topic]]
id = "security"
name = "Security"
meaning = "safety"
words = ["safe"]
"#;
const CITES: &str = r#"cites = [{ source = "guide", section = "Safety" }]"#;

fn files(entries: &str) -> Vec<File> {
    let file = |name: &str, text: &str| File { name: name.into(), text: text.into() };
    vec![
        file("sources.toml", SOURCES),
        file("stacks.toml", STACKS),
        file("topics.toml", TOPICS),
        file("stacks/django/security.toml", &entries.replace("CITES", CITES)),
    ]
}

fn read(entries: &str) -> Result<Knowledge, String> {
    parse(&files(entries))
        .map_err(|faults| faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))
}

/// `entries` stand in `stacks/django/security.toml`; the first fault says `what` at `line`.
#[track_caller]
fn check(entries: &str, line: usize, what: &str) {
    let faults = parse(&files(entries)).expect_err("a fault");
    let said = faults.iter().any(|f| f.line == line && f.what.contains(what));
    assert!(said, "line {line}: {what:?} is not among {faults:#?}");
    assert!(faults.iter().all(|f| !f.help.is_empty() && f.file.contains(".toml")));
}

const GOOD: &str = r#"[[point]]
id = "built-in"
stance = "pro"
over = ["nodejs"]
text = "Django blocks common attacks by default."
keywords = ["xss"]
asked_as = ["is django safe"]
CITES
note = "Ours."

[[faq]]
id = "safe"
question = "Is Django safe?"
aliases = ["Can I trust Django?"]
text = "One guide says so."
CITES
"#;

#[test]
fn a_good_folder_becomes_entries_with_everything_looked_up() {
    let knowledge = read(GOOD).unwrap();
    let [point, faq] = &knowledge.entries[..] else { panic!("two entries") };
    assert_eq!(point.id.as_str(), "django/security/built-in");
    assert_eq!(point.stance, Stance::Pro);
    assert_eq!(point.about[0].name, "Django");
    assert_eq!(point.over[0].name, "Node.js");
    assert_eq!(point.cites[0].source.date.as_deref(), Some("2024-05"));
    assert_eq!(point.topic.name, "Security");
    assert_eq!(faq.stance, Stance::Neutral);
    assert!(matches!(&faq.kind, Kind::Faq { aliases, .. } if aliases.len() == 1));
    assert_eq!(knowledge.lines[&faq.id], 11);
    assert_eq!(knowledge.stack("NODE").unwrap().id, "nodejs");
}

#[test]
fn every_fault_in_an_entry_is_named_with_its_line() {
    let point = |lines: &str| format!("[[point]]\nid = \"a\"\nstance = \"pro\"\n{lines}");
    check(&point("CITES"), 1, "entry `a` has no `text`");
    check(&point("CITES\ntext = \"  \""), 5, "empty `text`");
    check(&point(&format!("CITES\ntext = \"{}\"", "x".repeat(401))), 5, "401 characters");
    check(&point("CITES\ntext = 5"), 5, "integer");
    check(&point("CITES\ntext = \"a\\nb\""), 5, "line break");
    check(&point("CITES\ntext = \"x\"\ntexd = \"x\""), 6, "unknown key `texd`");
    check(&point("text = \"x\""), 1, "cites nobody");
    check(&point("text = \"x\"\ncites = []"), 1, "cites nobody");
    check(
        &point("text = \"x\"\ncites = [{ source = \"gide\", section = \"Speed\" }]"),
        5,
        "`gide`",
    );
    check(&point("text = \"x\"\ncites = [{ source = \"guide\", section = \"Sped\" }]"), 5, "Sped");
    check(&point("CITES\ntext = \"x\"\nover = [\"rails\"]"), 6, "unknown stack `rails`");
    check(&point("CITES\ntext = \"x\"\nover = [\"django\"]"), 1, "`about` and in `over`");
    check(&point("CITES\ntext = \"x\"\nabout = [\"nodejs\"]"), 1, "another stack first");
    check(&point("CITES\ntext = \"x\"\ndispute = \"d\""), 6, "no `position`");
    check(&point("CITES\ntext = \"x\"\nposition = \"p\""), 6, "no `dispute`");
    check(&point("CITES\ntext = \"x\"\ndispute = \"d\"\nposition = \"p\""), 1, "one position only");
    check("[[point]]\nid = \"A b\"\nstance = \"pro\"\ntext = \"x\"\nCITES", 2, "has the id");
    check("[[point]]\nid = \"a\"\nstance = \"good\"\ntext = \"x\"\nCITES", 3, "unknown `stance`");
    check("[[faq]]\nid = \"a\"\ntext = \"x\"\nCITES", 1, "no `question`");
    check("[[pont]]\nid = \"a\"", 1, "unknown key `pont`");
    check("point = 5", 1, "no list of tables");
    check("[[point]\nid = \"a\"", 1, "not TOML");
}

#[test]
fn an_id_or_a_question_stands_once() {
    let twice = GOOD.replace("id = \"safe\"", "id = \"built-in\"");
    check(&twice, 12, "a second time");
    let again =
        format!("{GOOD}\n[[faq]]\nid = \"b\"\nquestion = \"is django SAFE\"\ntext = \"x\"\nCITES");
    check(&again, 18, "asks again");
}

#[test]
fn all_faults_of_all_files_come_at_once() {
    let mut folder = files("[[point]]\nid = \"a\"\nstance = \"pro\"\ntext = \"\"\nCITES");
    folder[0].text = SOURCES.replace("opinion", "rumour").replace("2024-05", "2024-13");
    folder.push(File { name: "stacks/rails/security.toml".into(), text: String::new() });
    folder.push(File { name: "stacks/django/securty.toml".into(), text: String::new() });
    folder.push(File { name: "notes.toml".into(), text: String::new() });
    let faults = parse(&folder).unwrap_err();
    let said: Vec<String> = faults.iter().map(ToString::to_string).collect();
    insta::assert_snapshot!(said.join("\n"), @r#"
    notes.toml:1: this file has no place in a knowledge folder
      help: entries live in stacks/<stack>/<topic>.toml
    sources.toml:5: source `guide` has the date "2024-13"
      help: write a year, year-month or year-month-day: 2026-11-20
    sources.toml:6: source `guide` has the unknown `kind` "rumour"
      help: use one of: opinion, documentation, measured
    stacks/django/security.toml:4: entry `a` has an empty `text`
      help: write 1 to 400 characters
    stacks/django/securty.toml:1: the file names the unknown topic `securty`
      help: did you mean `security`?
    stacks/rails/security.toml:1: the folder names the unknown stack `rails`
      help: known: nodejs, django
    "#);
}

/// One name written twice hides the name that was meant: every entry that refers to that name, and
/// every dispute of which one side stands in such an entry, would be told about as well.
#[test]
fn a_name_that_stands_twice_is_told_once_and_not_in_every_entry() {
    let point = |position: &str| {
        format!(
            "[[point]]\nid = \"a\"\nstance = \"pro\"\ntext = \"x\"\ndispute = \"d\"\n\
             position = \"{position}\"\ncites = [{{ source = \"atlas\", section = \"Maps\" }}]\n"
        )
    };
    let mut folder = files(&point("yes"));
    folder.push(File { name: "stacks/nodejs/security.toml".into(), text: point("no") });
    let atlas = SOURCES.replace("guide", "atlas").replace("Speed", "Maps");
    folder[0].text = format!("{SOURCES}{atlas}");
    assert!(parse(&folder).is_ok());

    let said = |file: usize, meant: &str, written: &str| {
        let mut folder = folder.clone();
        folder[file].text = folder[file].text.replace(meant, written);
        let faults = parse(&folder).unwrap_err();
        faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
    };
    insta::assert_snapshot!(said(0, "id = \"atlas\"", "id = \"guide\""), @r"
    sources.toml:10: source `guide` stands here a second time
      help: the first stands in line 2; rename or delete one of them
    ");
    insta::assert_snapshot!(said(1, "id = \"django\"", "id = \"nodejs\""), @r"
    stacks.toml:7: stack `nodejs` stands here a second time
      help: the first stands in line 2; rename or delete one of them
    ");
}

#[test]
fn a_missing_file_is_named() {
    let faults = parse(&[]).unwrap_err();
    let names: Vec<&str> = faults.iter().map(|f| f.file.as_str()).collect();
    assert_eq!(names, ["sources.toml", "stacks.toml", "topics.toml"]);
}

proptest::proptest! {
    #[test]
    fn no_text_makes_the_loader_panic(text in "(?s).{0,200}", toml in "[\\[\\]a-c=\"\n{}, ]{0,60}") {
        let _ = read(&text);
        let _ = read(&toml);
    }
}
