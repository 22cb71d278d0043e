//! `stackwise compare`: two stacks side by side, for people or programs.
//!
//! With `--json` one object:
//!
//! ```json
//! {"stacks":["nodejs","django"],
//!  "topics":[{"topic":"security","name":"Security","lean":"django",
//!             "favour":{"nodejs":[],"django":["planeks"]},"neither":["startechup"],
//!             "disputed":false,
//!             "disagreements":[{"dispute":"…","positions":[{"position":"…","sources":["…"]}]}],
//!             "points":{"nodejs":["nodejs/security/…"],"django":["django/security/…"]},
//!             "neutral":["nodejs/security/…"]}],
//!  "evidence":{"sources":["planeks"],"years":[2023,2026],"measured":0,"selling":2}}
//! ```
//!
//! `lean` is null when as many sources favour one stack as the other; `points` are entry ids,
//! best supported first; `years` is null when no source names a date.

use std::collections::BTreeSet;
use std::sync::Arc;

use anyhow::anyhow;
use serde_json::{Value, json};

use super::{Failure, Places, load, print};
use crate::answer::{self, Comparison, Disagreement, TopicView};
use crate::knowledge::{Entry, Knowledge, Source, Stack, Topic};

#[derive(clap::Args)]
pub(super) struct CompareArgs {
    #[command(flatten)]
    places: Places,
    /// The first stack
    first: String,
    /// The second stack
    second: String,
    /// One topic only
    #[arg(long)]
    topic: Option<String>,
    /// Write one JSON object
    #[arg(long)]
    json: bool,
}

pub(super) fn run(args: &CompareArgs) -> Result<(), Failure> {
    let config = args.places.config()?;
    let index = load::index(&config.knowledge)?;
    let knowledge = index.knowledge();
    let first = stack(knowledge, &args.first)?;
    let second = stack(knowledge, &args.second)?;
    if first.id == second.id {
        let what = anyhow!("both names mean {}\n  help: name two different stacks", first.name);
        return Err(Failure::Person(what));
    }
    let mut comparison = answer::compare(knowledge, first, second);
    if let Some(name) = &args.topic {
        let topic = topic(knowledge, name)?;
        comparison.topics.retain(|view| view.lean.topic.id == topic.id);
    }
    let text = if args.json {
        as_json(&comparison).to_string()
    } else {
        for_people(&comparison, args.topic.is_some())
    };
    print(&format!("{text}\n"))
}

fn stack<'a>(knowledge: &'a Knowledge, name: &str) -> Result<&'a Arc<Stack>, Failure> {
    let known = knowledge.stacks.iter().map(|stack| stack.name.as_str());
    knowledge.stack(name).ok_or_else(|| unknown("stack", name, known))
}

fn topic<'a>(knowledge: &'a Knowledge, name: &str) -> Result<&'a Arc<Topic>, Failure> {
    let known = knowledge.topics.iter().map(|topic| topic.id.as_str());
    knowledge.topic(name).ok_or_else(|| unknown("topic", name, known))
}

fn unknown<'a>(kind: &str, name: &str, known: impl Iterator<Item = &'a str>) -> Failure {
    let known: Vec<&str> = known.collect();
    Failure::Person(anyhow!(
        "no {kind} is called {name:?}\n  help: name one of {}",
        known.join(", ")
    ))
}

fn as_json(comparison: &Comparison) -> Value {
    let evidence = &comparison.evidence;
    json!({
        "stacks": comparison.stacks.iter().map(|stack| &stack.id).collect::<Vec<_>>(),
        "topics": comparison.topics.iter().map(|v| topic_json(comparison, v)).collect::<Vec<_>>(),
        "evidence": {
            "sources": ids(&evidence.sources),
            "years": evidence.years.map(|(first, last)| [first, last]),
            "measured": evidence.measured,
            "selling": evidence.selling,
        },
    })
}

fn topic_json(comparison: &Comparison, view: &TopicView) -> Value {
    let lean = &view.lean;
    let favour: serde_json::Map<String, Value> = lean
        .favour
        .iter()
        .map(|(stack, sources)| (stack.id.clone(), ids(sources).into()))
        .collect();
    let points: serde_json::Map<String, Value> = comparison
        .stacks
        .iter()
        .zip(&view.points)
        .map(|(stack, points)| (stack.id.clone(), entry_ids(points).into()))
        .collect();
    json!({
        "topic": lean.topic.id,
        "name": lean.topic.name,
        "lean": lean.to.as_ref().map(|stack| &stack.id),
        "favour": favour,
        "neither": ids(&lean.neither),
        "disputed": view.disputed,
        "disagreements": view.disagreements.iter().map(disagreement_json).collect::<Vec<_>>(),
        "points": points,
        "neutral": entry_ids(&view.neither),
    })
}

fn disagreement_json(disagreement: &Disagreement) -> Value {
    let positions: Vec<Value> = disagreement
        .positions
        .iter()
        .map(|p| json!({ "position": p.position, "sources": ids(&p.sources) }))
        .collect();
    json!({ "dispute": disagreement.dispute, "positions": positions })
}

fn ids(sources: &[Arc<Source>]) -> Vec<&str> {
    sources.iter().map(|source| source.id.as_str()).collect()
}

fn entry_ids(entries: &[Arc<Entry>]) -> Vec<&str> {
    entries.iter().map(|entry| entry.id.as_str()).collect()
}

fn for_people(comparison: &Comparison, with_points: bool) -> String {
    let [first, second] = &comparison.stacks;
    let mut lines = vec![format!("{} and {}, side by side", first.name, second.name)];
    for view in &comparison.topics {
        let lean = &view.lean;
        let to = lean.to.as_ref().map_or("no lean", |stack| &stack.name);
        let disputed = if view.disputed { ", disputed" } else { "" };
        let counts: Vec<String> = lean
            .favour
            .iter()
            .map(|(stack, sources)| format!("{} {}", sources.len(), stack.name))
            .collect();
        lines.push(format!(
            "{:<30} {to} ({}, {} neither{disputed})",
            lean.topic.name,
            counts.join(", "),
            lean.neither.len()
        ));
        if with_points {
            lines.extend(points_for_people(comparison, view));
        }
    }
    lines.join("\n")
}

fn points_for_people(comparison: &Comparison, view: &TopicView) -> Vec<String> {
    let mut lines = Vec::new();
    let sides = comparison.stacks.iter().zip(&view.points);
    let sides = sides.map(|(stack, points)| (format!("For {}:", stack.name), points));
    for (heading, points) in sides.chain([("Neither:".to_owned(), &view.neither)]) {
        lines.push(heading);
        for point in points {
            let mut names: Vec<&str> = point.cites.iter().map(|c| c.source.name.as_str()).collect();
            // One source may say it in several sections, which need not follow one another.
            let mut seen = BTreeSet::new();
            names.retain(|name| seen.insert(*name));
            lines.push(format!("  - {} [{}]", point.text, names.join(", ")));
        }
    }
    lines
}
