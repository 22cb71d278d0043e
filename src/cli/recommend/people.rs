//! A recommendation for people: the result, why, against it, how firm it is, the arithmetic.

use std::sync::Arc;

use super::super::compare::people::{counted, evidence, names, point};
use crate::answer::{Recommendation, Tipping, Verdict, Weighed};
use crate::knowledge::{Entry, Topic};

/// Turning points shown.
const TURNS: usize = 8;

pub(super) fn told(result: &Recommendation) -> String {
    let mut lines = vec![gist(&result.verdict)];
    lines.extend(section("Why", &result.why));
    let needed = |entry: &Arc<Entry>| {
        result.weighed.iter().any(|weighed| weighed.need.topic.id == entry.topic.id)
    };
    let against = if result.against.iter().all(needed) {
        "The strongest points against it"
    } else {
        "Against it on these needs: nothing. On another topic"
    };
    lines.extend(section(against, &result.against));
    lines.push("\nHow firm it is".into());
    lines.extend(firmness(result));
    lines.push("\nThe arithmetic".into());
    lines.push(
        "A need adds its weight times (sources for - sources against) / sources that speak of it."
            .into(),
    );
    lines.extend(result.weighed.iter().map(need));
    let order =
        result.order.iter().map(|(stack, score)| format!("{} {}", stack.name, shown(*score)));
    lines.push(format!("Together: {}", order.collect::<Vec<_>>().join(", ")));
    let topics = |topics: &mut dyn Iterator<Item = &Topic>| {
        topics.map(|topic| topic.id.as_str()).collect::<Vec<_>>().join(", ")
    };
    let silent = topics(&mut result.silent());
    if !silent.is_empty() {
        lines.push(format!("\nNo evidence, which counts for nobody: {silent}"));
    }
    for (stack, on) in result.unspoken() {
        let on = topics(&mut on.into_iter());
        lines.push(format!("No source speaks of {} itself on: {on}", stack.name));
    }
    lines.push(format!("\n{}", evidence(&result.evidence)));
    lines.join("\n")
}

fn gist(verdict: &Verdict) -> String {
    match verdict {
        Verdict::For { stack, narrow: false } => {
            format!("For these needs the sources support {}.", stack.name)
        }
        Verdict::For { stack, narrow: true } => {
            format!("For these needs the sources support {}, narrowly.", stack.name)
        }
        Verdict::Even(stacks) => {
            let names: Vec<&str> = stacks.iter().map(|stack| stack.name.as_str()).collect();
            format!("For these needs the sources are balanced between {}.", names.join(" and "))
        }
        Verdict::Nothing => "No source speaks of any of these needs.".into(),
    }
}

fn section(heading: &str, entries: &[Arc<Entry>]) -> Vec<String> {
    if entries.is_empty() {
        return Vec::new();
    }
    let points = entries.iter().map(|entry| point(entry));
    std::iter::once(format!("\n{heading}")).chain(points).collect()
}

fn firmness(result: &Recommendation) -> Vec<String> {
    let mut lines: Vec<String> = result
        .without
        .iter()
        .map(|one| {
            let then = match &one.verdict {
                Verdict::For { stack, .. } => format!("it would be {}", stack.name),
                Verdict::Even(_) => "it would be even".into(),
                Verdict::Nothing => "there would be nothing to go by".into(),
            };
            format!("- Without {}, {then}.", one.topic.id)
        })
        .collect();
    if lines.is_empty() {
        lines.push("- Leaving out any one need changes nothing.".into());
    }
    lines.extend(result.tipping.iter().take(TURNS).map(turn));
    let left = result.tipping.len().saturating_sub(TURNS);
    if left > 0 {
        lines.push(format!("and {left} more"));
    }
    lines
}

/// "Django leads Node.js until real-time weighs 4."
fn turn(turn: &Tipping) -> String {
    let Tipping { topic, from, at, ahead, then } = turn;
    let until = if at > from { "until" } else { "as long as" };
    let more = if at > from { "" } else { " more than" };
    let (ahead, then) = (&ahead.name, &then.name);
    format!(
        "- {ahead} is before {then} {until} {} weighs{more} {} (now {from}).",
        topic.id,
        shown(*at)
    )
}

/// "- security, weight 5: 3 of 3 sources for Django: Django 5"
fn need(weighed: &Weighed) -> String {
    let topic = &weighed.need.topic.id;
    let weight = weighed.need.weight.get();
    let speaking = counted(weighed.speaking, "source");
    let mut sides = Vec::new();
    for (at, side) in weighed.sides.iter().enumerate() {
        let mut said = Vec::new();
        if !side.supporting.is_empty() {
            said.push(format!("for {}: {}", side.stack.name, names(&side.supporting)));
        }
        if !side.opposing.is_empty() {
            said.push(format!("against {}: {}", side.stack.name, names(&side.opposing)));
        }
        if !said.is_empty() {
            sides.push(format!(
                "{} ({} adds {})",
                said.join(", "),
                side.stack.name,
                shown(weighed.adds(at))
            ));
        }
    }
    let sides = if sides.is_empty() { "none takes a side".to_owned() } else { sides.join("; ") };
    format!("- {topic}, weight {weight}, {speaking}: {sides}")
}

/// A number with at most two decimals.
fn shown(number: f64) -> String {
    let text = format!("{number:.2}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    if text == "-0" { "0".into() } else { text.into() }
}
