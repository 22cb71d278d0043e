//! A comparison for people.

use std::sync::Arc;

use crate::answer::{Comparison, EvidenceLine, Group, TopicView};
use crate::knowledge::{Entry, Source};

/// Points shown for each side of a topic.
const SHOWN: usize = 3;

/// Citations shown of one point; `ask --json` lists every one.
const CITES: usize = 5;

/// Groups of topics, strongest lean first; the pair in its fixed order, as in Discord.
pub(super) fn overview(comparison: &Comparison) -> String {
    let [first, second] = &comparison.stacks;
    let mut lines = vec![format!("{} and {}, side by side", first.name, second.name)];
    let groups = [
        (format!("Leans to {}", first.name), Group::Leans(0)),
        (format!("Leans to {}", second.name), Group::Leans(1)),
        ("The sources disagree".to_owned(), Group::Disputed),
        ("No lean".to_owned(), Group::Even),
    ];
    for (heading, group) in groups {
        let topics: Vec<&TopicView> =
            comparison.topics.iter().filter(|view| view.group() == group).collect();
        if topics.is_empty() {
            continue;
        }
        lines.push(format!("\n{heading} ({})", counted(topics.len(), "topic")));
        lines.extend(topics.iter().map(|view| format!("- {}", standing(comparison, view))));
    }
    lines.push(format!("\n{}", evidence(&comparison.evidence)));
    lines.push("A lean counts sources. How much a topic matters is for your team to say.".into());
    lines.join("\n")
}

/// "Security: 3 of 3 sources for Django", with who dissents.
fn standing(comparison: &Comparison, view: &TopicView) -> String {
    let name = &view.lean.topic.name;
    let speaking = counted(view.lean.speaking(), "source");
    let contested = if view.contested { "; the points contradict one another in part" } else { "" };
    match view.group() {
        Group::Leans(at) => {
            let favour = comparison.favouring(view, at).len();
            let stack = &comparison.stacks[at].name;
            let dissent = view
                .lean
                .dissent()
                .into_iter()
                .map(|(stack, sources)| format!("; {} for {}", names(sources), stack.name));
            let dissent: String = dissent.collect();
            format!("{name}: {favour} of {speaking} for {stack}{dissent}{contested}")
        }
        Group::Disputed => {
            let sides = [0, 1].map(|at| {
                let stack = &comparison.stacks[at].name;
                match comparison.favouring(view, at) {
                    [] => format!("none for {stack}"),
                    sources => format!("{} for {stack}", names(sources)),
                }
            });
            format!("{name}: of {speaking}, {}", sides.join(", "))
        }
        Group::Even => format!("{name}: {speaking}"),
    }
}

/// One topic with as many points for each side.
pub(super) fn topic(comparison: &Comparison, view: &TopicView) -> String {
    let mut lines = vec![standing(comparison, view)];
    if !view.lean.neither.is_empty() && !view.lean.topic.descriptive {
        lines.push(format!("Taking no side: {}", names(&view.lean.neither)));
    }
    let aired = view.aired(SHOWN);
    for (at, stack) in comparison.stacks.iter().enumerate() {
        lines.push(format!("\nFor {}", stack.name));
        lines.extend(aired[at].iter().map(|entry| point(entry)));
        let (here, there) = (view.spoken()[at].len(), view.spoken()[1 - at].len());
        if here < there && here == aired[at].len() {
            lines.push(format!("  {} found; the sources say no more.", counted(here, "point")));
        }
    }
    if let Some(entry) = view.undecided().first() {
        lines.push("\nNeither".into());
        lines.push(point(entry));
    }
    for one in &view.disagreements {
        lines.push(format!("\nThe sources disagree: {}", one.dispute));
        for position in &one.positions {
            lines.push(format!("- {}: {}", position.position, names(&position.sources)));
        }
    }
    lines.push(format!("\n{}", evidence(&view.evidence)));
    lines.join("\n")
}

/// A statement, our note on it and who says it.
pub(in crate::cli) fn point(entry: &Entry) -> String {
    let mut lines = vec![format!("- {}", entry.text)];
    lines.extend(entry.note.as_ref().map(|note| format!("  Our note: {note}")));
    for cite in entry.cites.iter().take(CITES) {
        let date = cite.source.date.as_deref().unwrap_or("no date");
        lines.push(format!("  [{}, {date}, \"{}\"]", cite.source.name, cite.section));
    }
    let left = entry.cites.len().saturating_sub(CITES);
    if left > 0 {
        lines.push(format!("  [and {}]", counted(left, "other section")));
    }
    lines.join("\n")
}

/// "5 sources, 2023 to 2026; none shows measurements, 2 sell such work."
pub(in crate::cli) fn evidence(line: &EvidenceLine) -> String {
    let years = match line.years {
        Some((first, last)) if first == last => format!(", {first}"),
        Some((first, last)) => format!(", {first} to {last}"),
        None => ", without a date".to_owned(),
    };
    let measured = match line.measured {
        0 => "none with measurements".to_owned(),
        some => format!("{some} with measurements"),
    };
    let sources = counted(line.sources.len(), "source");
    let selling = line.selling;
    format!(
        "Evidence: {sources}{years}; {measured}, {selling} from a publisher that sells such work."
    )
}

pub(in crate::cli) fn names(sources: &[Arc<Source>]) -> String {
    let names: Vec<&str> = sources.iter().map(|source| source.name.as_str()).collect();
    names.join(", ")
}

pub(in crate::cli) fn counted(count: usize, noun: &str) -> String {
    if count == 1 { format!("1 {noun}") } else { format!("{count} {noun}s") }
}
