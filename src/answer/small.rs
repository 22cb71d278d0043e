//! A knowledge base in a few lines, for tests.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use crate::knowledge::{File, Knowledge, parse};

/// Entries, one a line: `speed: node pro over django by a,b | who is faster = Node.js`.
///
/// Stacks, topics and sources are those that the lines name. Several stacks are joined by `+`.
/// A topic that ends in `!` only describes.
pub(crate) fn small(lines: &str) -> Knowledge {
    let mut files: Vec<File> = Vec::new();
    let mut put = |name: &str, text: &str| match files.iter_mut().find(|file| file.name == name) {
        Some(file) => file.text.push_str(text),
        None => files.push(File { name: name.into(), text: text.into() }),
    };
    let (mut stacks, mut topics, mut sources) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
    let quoted = |names: &[&str]| {
        names.iter().map(|name| format!("\"{name}\"")).collect::<Vec<_>>().join(", ")
    };
    let lines = lines.lines().map(str::trim).filter(|line| !line.is_empty());
    for (n, line) in lines.enumerate() {
        let (topic, rest) = line.split_once(": ").unwrap();
        let (rest, side) = rest.split_once(" | ").unwrap_or((rest, ""));
        let (rest, by) = rest.split_once(" by ").unwrap();
        let (rest, over) = rest.split_once(" over ").unwrap_or((rest, ""));
        let (about, stance) = rest.split_once(' ').unwrap();
        let about: Vec<&str> = about.split('+').collect();
        let over: Vec<&str> = over.split('+').filter(|name| !name.is_empty()).collect();
        stacks.extend(about.iter().chain(&over).map(|name| (*name).to_owned()));
        topics.insert(topic.to_owned());
        let topic = topic.trim_end_matches('!');
        let mut cites = Vec::new();
        for source in by.split(',') {
            sources.insert(source.to_owned());
            cites.push(format!("{{ source = \"{source}\", section = \"All\" }}"));
        }
        let mut entry = format!(
            "[[point]]\nid = \"e{n}\"\nabout = [{}]\nstance = \"{stance}\"\nover = [{}]\ntext = \"Point {n} on {topic}.\"\ncites = [{}]\n",
            quoted(&about),
            quoted(&over),
            cites.join(", "),
        );
        if let Some((dispute, position)) = side.split_once(" = ") {
            let _ = writeln!(entry, "dispute = \"{dispute}\"\nposition = \"{position}\"");
        }
        put(&format!("stacks/{}/{topic}.toml", about[0]), &entry);
    }
    for stack in stacks {
        let stack = format!("[[stack]]\nid = \"{stack}\"\nname = \"{stack}\"\naliases = []\n");
        put("stacks.toml", &stack);
    }
    for topic in topics {
        let (id, descriptive) = (topic.trim_end_matches('!'), topic.ends_with('!'));
        let topic = format!(
            "[[topic]]\nid = \"{id}\"\nname = \"{id}\"\nmeaning = \"{id}\"\nwords = []\ndescriptive = {descriptive}\n"
        );
        put("topics.toml", &topic);
    }
    for source in sources {
        let source = format!(
            "[[source]]\nid = \"{source}\"\nname = \"{source}\"\ntitle = \"{source}\"\ndate = \"2026\"\nkind = \"opinion\"\nbias = \"None known.\"\nsections = [\"All\"]\n"
        );
        put("sources.toml", &source);
    }
    put("words.toml", "technologies = []\n");
    parse(&files).unwrap_or_else(|faults| panic!("{faults:#?}"))
}
