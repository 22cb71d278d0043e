//! A comparison for programs; the shape stands in the documentation of [`super`].

use std::sync::Arc;

use serde_json::{Value, json};

use crate::answer::{Comparison, Disagreement, EvidenceLine, TopicView};
use crate::knowledge::{Entry, Source};

/// The whole comparison.
pub(super) fn object(comparison: &Comparison) -> Value {
    json!({
        "stacks": comparison.stacks.iter().map(|stack| &stack.id).collect::<Vec<_>>(),
        "topics": comparison.topics.iter().map(|v| topic_json(comparison, v)).collect::<Vec<_>>(),
        "evidence": evidence(&comparison.evidence),
    })
}

/// How good the evidence is.
pub(in crate::cli) fn evidence(line: &EvidenceLine) -> Value {
    json!({
        "sources": ids(&line.sources),
        "years": line.years.map(|(first, last)| [first, last]),
        "measured": line.measured,
        "selling": line.selling,
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
        "contested": view.contested,
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

pub(in crate::cli) fn ids(sources: &[Arc<Source>]) -> Vec<&str> {
    sources.iter().map(|source| source.id.as_str()).collect()
}

fn entry_ids(entries: &[Arc<Entry>]) -> Vec<&str> {
    entries.iter().map(|entry| entry.id.as_str()).collect()
}
