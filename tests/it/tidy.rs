//! The rules of the house: who may name whom, where each library lives, how long a file may be.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use regex::Regex;

/// Each part of `src/`, and the parts of the crate that it may name.
const MAY_NAME: [(&str, &[&str]); 15] = [
    ("time.rs", &[]),
    ("secret.rs", &[]),
    ("config.rs", &["poll", "secret"]),
    ("knowledge", &["knowledge"]),
    ("search", &["search", "knowledge"]),
    ("answer", &["answer", "search", "knowledge"]),
    ("poll", &["poll", "time"]),
    ("decision", &["decision", "poll", "time"]),
    ("render", &["render", "answer", "decision", "knowledge", "poll", "time"]),
    ("app", &["app", "answer", "decision", "search", "knowledge", "poll", "render", "time"]),
    ("store", &["store", "app", "decision", "poll", "render", "time"]),
    ("discord", &["discord", "app", "render", "answer", "knowledge", "poll", "secret", "time"]),
    ("http", &["http", "app"]),
    ("main.rs", &[]),
    ("lib.rs", &[]),
];

/// Libraries that live in one place alone.
const LIVES_IN: [(&str, &str); 9] = [
    ("harfrust", "src/render/chart/"),
    ("skrifa", "src/render/chart/"),
    ("tiny_skia", "src/render/chart/"),
    ("serenity", "src/discord/"),
    ("poise", "src/discord/"),
    ("twilight_http_ratelimiting", "src/discord/"),
    ("sled", "src/store/"),
    ("clap", "src/cli/"),
    ("stackwise_sandbox", "src/cli/"),
];

/// The longest file, in lines; past it there is a second idea in one.
const LINES: usize = 450;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Every Rust file below a folder: (path from the root, text).
fn sources(folder: &str) -> Vec<(String, String)> {
    fn walk(folder: &Path, found: &mut Vec<PathBuf>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                walk(&path, found);
            } else if path.extension().is_some_and(|e| e == "rs") {
                found.push(path);
            }
        }
    }
    let mut found = Vec::new();
    walk(&root().join(folder), &mut found);
    found.sort();
    let text = |path: &PathBuf| std::fs::read_to_string(path).unwrap();
    let name = |path: &PathBuf| path.strip_prefix(root()).unwrap().display().to_string();
    found.iter().map(|path| (name(path), text(path))).collect()
}

/// The text without comments, so that prose may name anything, and without the tests at its end,
/// which need doubles from other rooms.
fn code(text: &str) -> String {
    let lines = text.lines().take_while(|line| *line != "#[cfg(test)]");
    lines.filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
}

/// Whether a file holds nothing but tests.
fn is_tests(file: &str) -> bool {
    file.contains("/tests/") || file.ends_with("tests.rs")
}

#[test]
fn rooms_name_only_the_rooms_they_may() {
    let named = Regex::new(r"\bcrate::([a-z_]+)").unwrap();
    let mut wrong = Vec::new();
    for (file, text) in sources("src").into_iter().filter(|(file, _)| !is_tests(file)) {
        let part = file.trim_start_matches("src/").split('/').next().unwrap().to_owned();
        let Some((_, allowed)) = MAY_NAME.iter().find(|(name, _)| *name == part) else {
            assert_eq!(part, "cli", "{file} is a part that MAY_NAME does not list");
            continue;
        };
        let text = code(&text);
        let names: BTreeSet<&str> =
            named.captures_iter(&text).map(|c| c.get(1).unwrap().as_str()).collect();
        for name in names {
            if !allowed.contains(&name) {
                wrong.push(format!("{file} names crate::{name}"));
            }
        }
    }
    assert!(wrong.is_empty(), "arrows that must not be:\n{}", wrong.join("\n"));
}

#[test]
fn each_library_lives_in_one_place() {
    let mut wrong = Vec::new();
    for (file, text) in sources("src") {
        let text = code(&text);
        for (library, home) in LIVES_IN {
            let named = Regex::new(&format!(r"\b{library}(::|\s*\{{)|use {library}\b")).unwrap();
            if !file.starts_with(home) && named.is_match(&text) {
                wrong.push(format!("{file} names {library}, which lives in {home}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn rooms_are_pure() {
    let impure = Regex::new(
        r"\basync fn\b|\.await\b|std::fs|std::net|SystemTime|Instant::now|tokio::|tracing::|println!",
    )
    .unwrap();
    let mut wrong = Vec::new();
    for room in ["knowledge", "search", "answer", "poll", "decision", "render"] {
        for (file, text) in sources(&format!("src/{room}")) {
            if is_tests(&file) {
                continue;
            }
            if let Some(found) = impure.find(&code(&text)) {
                wrong.push(format!("{file} holds {:?}", found.as_str()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_sandbox_knows_nothing_of_the_bot() {
    let ours = Regex::new(r"\bstackwise::").unwrap();
    for (file, text) in sources("sandbox") {
        assert!(!ours.is_match(&text), "{file} names the bot's crate");
    }
    let manifest = std::fs::read_to_string(root().join("sandbox/Cargo.toml")).unwrap();
    assert!(!manifest.contains("path = \"..\""), "the sandbox depends on the bot");
}

#[test]
fn files_stay_small() {
    let mut long = Vec::new();
    for folder in ["src", "sandbox/src", "tests", "benches"] {
        for (file, text) in sources(folder) {
            let lines = text.lines().count();
            if lines > LINES {
                long.push(format!("{file}: {lines} lines"));
            }
        }
    }
    assert!(long.is_empty(), "is there a second idea in one?\n{}", long.join("\n"));
}

#[test]
fn every_room_says_what_may_enter() {
    for room in [
        "knowledge",
        "search",
        "answer",
        "poll",
        "decision",
        "render",
        "app",
        "store",
        "discord",
        "http",
    ] {
        let text = std::fs::read_to_string(root().join(format!("src/{room}/mod.rs"))).unwrap();
        let head: String = text.lines().take_while(|l| l.starts_with("//!")).collect();
        assert!(head.contains("May enter") && head.contains("ay not enter"), "src/{room}/mod.rs");
    }
}

#[test]
fn nothing_is_left_for_later() {
    // Spelled in pieces, so that this file does not find itself.
    let left = [
        concat!("TO", "DO"),
        concat!("FIX", "ME"),
        concat!("#[ig", "nore"),
        concat!("unimpl", "emented!"),
    ];
    for folder in ["src", "sandbox/src", "tests", "benches"] {
        for (file, text) in sources(folder) {
            for word in left {
                assert!(!text.contains(word), "{file} holds {word}");
            }
        }
    }
}
