//! `locales/en.ftl`: every text used exists, every text there is used, and the file parses.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use fluent_bundle::FluentResource;
use regex::Regex;

const ENGLISH: &str = include_str!("../../locales/en.ftl");

/// Descriptions of commands are looked up by the command's name; a test in
/// `src/discord/commands` checks them.
const LOOKED_UP_BY_NAME: &str = "command-";

#[test]
fn the_file_parses_and_names_each_text_once() {
    if let Err((_, faults)) = FluentResource::try_new(ENGLISH.to_owned()) {
        panic!("{faults:?}");
    }
    let mut seen = BTreeSet::new();
    for key in keys_defined() {
        assert!(seen.insert(key.clone()), "{key} is defined twice");
    }
}

#[test]
fn every_text_used_exists_and_every_text_is_used() {
    let defined: BTreeSet<String> = keys_defined().into_iter().collect();
    let mut source = String::new();
    // Other rooms show nothing, so they look nothing up; of the command line only the tour does.
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for room in ["src/render", "src/discord"] {
        read_all(&root.join(room), &mut source);
    }
    source.push_str(&fs::read_to_string(root.join("src/cli/tour.rs")).unwrap());
    let call =
        Regex::new(r#"(?:[^.:\w]|super::|render::)text(?:_with)?\(\s*"([a-z0-9-]+)""#).unwrap();
    let used: BTreeSet<String> = call.captures_iter(&source).map(|c| c[1].to_owned()).collect();

    let missing: Vec<_> = used.difference(&defined).collect();
    assert!(missing.is_empty(), "used but not in locales/en.ftl: {missing:?}");
    // A key may also be chosen first and looked up later, so any mention in quotes counts.
    let idle: Vec<_> = defined
        .iter()
        .filter(|k| !k.starts_with(LOOKED_UP_BY_NAME))
        .filter(|k| !source.contains(&format!("\"{k}\"")))
        .collect();
    assert!(idle.is_empty(), "in locales/en.ftl but never used: {idle:?}");
}

fn keys_defined() -> Vec<String> {
    let key = Regex::new(r"(?m)^([a-z][a-z0-9-]*) *=").unwrap();
    key.captures_iter(ENGLISH).map(|c| c[1].to_owned()).collect()
}

fn read_all(folder: &Path, into: &mut String) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            read_all(&path, into);
        } else if path.extension().is_some_and(|e| e == "rs") {
            let text = fs::read_to_string(path).unwrap();
            for line in text.lines().filter(|l| !l.trim_start().starts_with("//")) {
                into.push_str(line);
                into.push('\n');
            }
        }
    }
}
