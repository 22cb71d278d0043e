//! The knowledge is in our own words: no run of six words of an article, where the articles are at hand.

use std::collections::HashSet;
use std::path::Path;

/// Words in a row that count as copied.
const RUN: usize = 6;

fn tokens(text: &str) -> Vec<String> {
    let lower = text.to_lowercase().replace(['’', '\''], "");
    let split = lower.split(|c: char| !c.is_alphanumeric());
    split.filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

fn runs(text: &str) -> impl Iterator<Item = Vec<String>> {
    let tokens = tokens(text);
    (RUN..=tokens.len()).map(move |end| tokens[end - RUN..end].to_vec())
}

#[test]
fn no_entry_copies_an_article() {
    let articles = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/seeds");
    let Ok(folder) = std::fs::read_dir(&articles) else {
        println!("skipped: the articles are not at hand");
        return;
    };
    let mut copied = HashSet::new();
    for file in folder {
        let text = std::fs::read_to_string(file.unwrap().path()).unwrap();
        copied.extend(runs(&text));
    }
    assert!(copied.len() > 5_000, "the articles were read");

    let knowledge = crate::shipped::knowledge();
    let mut wrong = Vec::new();
    for entry in &knowledge.entries {
        let question = entry.question().unwrap_or_default();
        let note = entry.note.as_deref().unwrap_or_default();
        let texts = [entry.text.as_str(), question, note];
        let asked = entry.asked_as.iter().map(String::as_str);
        for run in texts.into_iter().chain(asked).flat_map(runs) {
            if copied.contains(&run) {
                wrong.push(format!("{}: {}", entry.id, run.join(" ")));
            }
        }
    }
    assert!(wrong.is_empty(), "copied runs:\n{}", wrong.join("\n"));
}

#[test]
fn no_entry_holds_an_address_or_an_advertisement() {
    for entry in &crate::shipped::knowledge().entries {
        let text = entry.text.to_lowercase();
        for word in
            ["@", "http://", "https://", "contact us", "free consultation", "hire dedicated"]
        {
            assert!(!text.contains(word), "{}: {word}", entry.id);
        }
    }
}
