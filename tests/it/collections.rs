//! `stackwise eval --beir`: collections that others made and judged, in folders good and bad.

use std::fs;
use std::process::{Command, Output};

use insta::assert_snapshot;
use tempfile::TempDir;

const CORPUS: &str = r#"{"_id": "bees", "title": "Keeping bees", "text": "A hive needs shelter from wind."}
{"_id": "bread", "title": "Baking bread", "text": "Dough rests before it is baked.", "metadata": {}}
{"_id": "boats", "title": "", "text": "A boat is moored with two lines."}
"#;
const QUERIES: &str = r#"{"_id": "q1", "text": "where should a hive stand"}
{"_id": "q2", "text": "how long does dough rest"}
"#;
const JUDGEMENTS: &str = "query-id\tcorpus-id\tscore\nq1\tbees\t1\nq1\tboats\t0\nq2\tbread\t1\n";

/// A collection in a folder of its own.
struct Folder(TempDir);

impl Folder {
    fn new(files: &[(&str, &[u8])]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        for (name, text) in files {
            fs::write(folder.path().join(name), text).unwrap();
        }
        Self(folder)
    }

    fn good() -> Self {
        Self::new(&[
            ("corpus.jsonl", CORPUS.as_bytes()),
            ("queries.jsonl", QUERIES.as_bytes()),
            ("qrels.tsv", JUDGEMENTS.as_bytes()),
        ])
    }

    fn with(self, name: &str, text: &[u8]) -> Self {
        fs::write(self.0.path().join(name), text).unwrap();
        self
    }

    fn eval(&self, more: &[&str]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_stackwise"));
        command.current_dir(self.0.path()).args(["eval", "--beir", "."]).args(more);
        command.output().unwrap()
    }

    fn files(&self) -> Vec<String> {
        let names = fs::read_dir(self.0.path()).unwrap();
        let names = names.map(|file| file.unwrap().file_name().to_string_lossy().into_owned());
        let mut names: Vec<String> = names.collect();
        names.sort();
        names
    }
}

/// What is printed, without the times.
fn figures(output: &Output) -> String {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let text = String::from_utf8(output.stdout.clone()).unwrap();
    text.lines().filter(|line| !line.starts_with("index built")).collect::<Vec<_>>().join("\n")
}

/// The folder is refused as the person's fault, in these words, and nothing is left behind.
#[track_caller]
fn refused(folder: &Folder) -> String {
    let before = folder.files();
    let output = folder.eval(&["--run", "run.txt"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(output.stdout.is_empty());
    assert_eq!(folder.files(), before);
    String::from_utf8(output.stderr).unwrap()
}

#[test]
fn a_collection_is_asked_and_judged() {
    let folder = Folder::good();
    assert_snapshot!(figures(&folder.eval(&[])), @r"
    documents 3, queries 2, judged 2
    nDCG@10 1.0000
    MRR@10 1.0000
    Recall@10 1.0000
    Success@1 1.0000
    ");
}

#[test]
fn what_has_no_answer_is_told_apart() {
    let others = br#"{"_id": "o1", "text": "zzz qqq xxx", "kind": "out-of-domain"}"#;
    let folder = Folder::good().with("queries_oos.jsonl", others);
    assert_snapshot!(figures(&folder.eval(&[])), @r"
    documents 3, queries 2, judged 2
    nDCG@10 1.0000
    MRR@10 1.0000
    Recall@10 1.0000
    Success@1 1.0000
    unanswerable queries 1
    AUROC 1.0000
    refused while 90 % of the answerable are kept 1.0000
    ");
}

#[test]
fn a_run_holds_what_each_query_found_best_first() {
    let folder = Folder::good();
    assert!(folder.eval(&["--run", "run.txt"]).status.success());
    assert_eq!(folder.files(), ["corpus.jsonl", "qrels.tsv", "queries.jsonl", "run.txt"]);
    let run = fs::read_to_string(folder.0.path().join("run.txt")).unwrap();
    let rows: Vec<Vec<&str>> = run.lines().map(|line| line.split(' ').collect()).collect();
    assert_eq!(rows[0][..4], ["q1", "Q0", "bees", "1"]);
    assert_eq!(rows[0][5], "stackwise");
    for pair in rows.windows(2).filter(|pair| pair[0][0] == pair[1][0]) {
        let score = |row: &[&str]| row[4].parse::<f64>().unwrap();
        assert!(score(&pair[0]) > score(&pair[1]), "{run}");
        assert_eq!(pair[0][3].parse::<u32>().unwrap() + 1, pair[1][3].parse::<u32>().unwrap());
    }
}

#[test]
fn every_fault_of_a_folder_is_told_at_once() {
    let folder = Folder::new(&[
        (
            "corpus.jsonl",
            b"{\"_id\": \"a\", \"text\": \"one\"}\nnot json\n{\"_id\": \"a\", \"text\": \"two\"}\n\n{\"_id\": \"b\"}\n{\"_id\": \"c d\", \"text\": \"\"}\n\xff\n",
        ),
        ("queries.jsonl", b"{\"_id\": \"q\", \"text\": \"one\"}\n{\"_id\": \"q\", \"text\": \"one\"}\n"),
        ("qrels.tsv", b"query-id\tcorpus-id\tscore\nq\ta\t1\nq\ta\t0\nr\tz\t1\nq a 1\nq\ta\thigh\n"),
        ("queries_oos.jsonl", b""),
    ]);
    assert_snapshot!(refused(&folder), @r#"
    stackwise: 12 faults in the collection
    ./corpus.jsonl:2: is no document: expected ident at column 2
      help: write one JSON object a line, with the texts `_id` and `text`
    ./corpus.jsonl:3: `_id` "a" stands twice
      help: the first stands in line 1; rename or delete one
    ./corpus.jsonl:5: is no document: missing field `text` at column 12
      help: write one JSON object a line, with the texts `_id` and `text`
    ./corpus.jsonl:6: `_id` "c d" is not one word
      help: write an `_id` of one word: a run holds words between blanks
    ./corpus.jsonl:7: is no text
      help: save it as UTF-8
    ./queries.jsonl:2: `_id` "q" stands twice
      help: the first stands in line 1; rename or delete one
    ./qrels.tsv:3: "a" is judged twice for query "q"
      help: delete one of the two lines
    ./qrels.tsv:4: query "r" is unknown
      help: add it to queries.jsonl, or delete this line
    ./qrels.tsv:4: document "z" is unknown
      help: add it to corpus.jsonl, or delete this line
    ./qrels.tsv:5: has 1 columns instead of 3
      help: write query, document and score with a tab between them
    ./qrels.tsv:6: the score "high" is no whole number
      help: write 0 for a document that does not answer, 1 or more for one that does
    ./queries_oos.jsonl:1: holds no query
      help: write at least one line
    "#);
}

#[test]
fn files_that_are_missing_are_named_and_their_ids_are_not() {
    let folder = Folder::new(&[("qrels.tsv", JUDGEMENTS.as_bytes())]);
    assert_snapshot!(refused(&folder), @r#"
    stackwise: 2 faults in the collection
    ./corpus.jsonl:1: cannot be read: No such file or directory (os error 2)
      help: a collection is a folder with corpus.jsonl, queries.jsonl and qrels.tsv
    ./queries.jsonl:1: cannot be read: No such file or directory (os error 2)
      help: a collection is a folder with corpus.jsonl, queries.jsonl and qrels.tsv
    "#);
}

#[test]
fn a_run_that_cannot_be_written_is_refused_before_anything_is_asked() {
    let folder = Folder::good();
    for (run, says) in [("nowhere/run.txt", "cannot write nowhere/run.txt"), (".", ". is a folder")]
    {
        let output = folder.eval(&["--run", run]);
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{said}");
        assert!(said.contains(says) && said.contains("help: name a file"), "{said}");
        assert!(output.stdout.is_empty());
    }
}
