//! Completions while somebody types an option.

use super::{App, Invocation, Reply};
use crate::knowledge::Knowledge;
use crate::poll::TimeZoneName;
use crate::render::{Choice, clip};

/// Most completions Discord takes.
/// Source: <https://discord.com/developers/docs/interactions/receiving-and-responding>
const CHOICES: usize = 25;

/// Longest name or value of a completion, in code points. Same source.
const TEXT: usize = 100;

/// Completions for an option of a command, best first.
pub(super) async fn complete(
    app: &App,
    inv: &Invocation,
    command: &str,
    option: &str,
    typed: &str,
    filled: &[(String, String)],
) -> Reply {
    let index = app.index();
    let knowledge = index.knowledge();
    Reply::Choices(match (command, option) {
        ("compare", "first" | "second") => stacks(knowledge, typed, filled),
        ("compare", "topic") => best(typed, topics(knowledge)),
        ("faq", "topic") => best(typed, topics(knowledge).chain(questions(knowledge))),
        ("settings", "time-zone") => best(typed, time_zones()),
        ("poll create" | "poll close" | "poll results", _) if inv.server.is_some() => {
            app.polls.complete(inv, command, option, typed).await
        }
        ("decision show" | "decision replace", _) => {
            app.decisions.complete(inv, option, typed).await
        }
        _ => Vec::new(),
    })
}

/// What can be chosen: what is shown, what is sent, and the words that find it.
struct Candidate {
    name: String,
    value: String,
    words: Vec<String>,
}

fn stacks(knowledge: &Knowledge, typed: &str, filled: &[(String, String)]) -> Vec<Choice> {
    let taken: Vec<&str> = filled
        .iter()
        .filter(|(name, _)| name != "topic")
        .filter_map(|(_, text)| Some(knowledge.stack(text)?.id.as_str()))
        .collect();
    let free = knowledge.stacks.iter().filter(|s| !taken.contains(&s.id.as_str()));
    let candidates = free.map(|s| Candidate {
        name: s.name.clone(),
        value: s.name.clone(),
        words: s.aliases.clone(),
    });
    best(typed, candidates)
}

fn topics(knowledge: &Knowledge) -> impl Iterator<Item = Candidate> {
    knowledge.topics.iter().map(|t| Candidate {
        name: t.name.clone(),
        value: t.id.clone(),
        words: t.words.clone(),
    })
}

fn questions(knowledge: &Knowledge) -> impl Iterator<Item = Candidate> {
    knowledge.entries.iter().filter_map(|entry| {
        let name = entry.question()?.to_owned();
        Some(Candidate { name, value: entry.id.to_string(), words: Vec::new() })
    })
}

fn time_zones() -> impl Iterator<Item = Candidate> {
    TimeZoneName::names().map(|name| {
        // People type the city: "new york" for America/New_York.
        let city = name.rsplit('/').next().unwrap_or_default();
        let words = vec![city.replace('_', " ").to_lowercase(), city.to_lowercase()];
        Candidate { value: name.clone(), name, words }
    })
}

/// The candidates that fit what was typed: by how well they fit, else in their own order.
fn best(typed: &str, candidates: impl Iterator<Item = Candidate>) -> Vec<Choice> {
    let typed: String = typed.trim().to_lowercase().chars().take(TEXT).collect();
    let mut fitting: Vec<(u8, Candidate)> = candidates
        .filter(|c| c.value.chars().count() <= TEXT)
        .filter_map(|candidate| Some((fit(&typed, &candidate)?, candidate)))
        .collect();
    fitting.sort_by_key(|(rank, _)| *rank);
    let choices = fitting.into_iter().take(CHOICES);
    choices.map(|(_, c)| Choice { name: clip(&c.name, TEXT), value: c.value }).collect()
}

/// How well a candidate fits: 0 is best; none when it does not.
fn fit(typed: &str, candidate: &Candidate) -> Option<u8> {
    let name = candidate.name.to_lowercase();
    let starts = |text: &str| text.starts_with(typed);
    let each_starts_a_word = || {
        let words = |text: &str| -> Vec<String> {
            text.split(|c: char| !c.is_alphanumeric())
                .filter(|w| !w.is_empty())
                .map(str::to_owned)
                .collect()
        };
        let held = words(&name);
        words(typed).iter().all(|t| held.iter().any(|h| h.starts_with(t.as_str())))
    };
    if starts(&name) {
        Some(0)
    } else if candidate.words.iter().any(|w| starts(w)) {
        Some(1)
    } else if each_starts_a_word() {
        Some(2)
    } else if name.contains(typed) {
        Some(3)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Candidates are `name=word+word`, in order.
    #[track_caller]
    fn check(typed: &str, candidates: &[&str], expected: &[&str]) {
        let candidates = candidates.iter().map(|text| {
            let (name, words) = text.split_once('=').unwrap_or((text, ""));
            let words = words.split('+').filter(|w| !w.is_empty()).map(str::to_owned);
            Candidate { name: name.into(), value: name.into(), words: words.collect() }
        });
        let names: Vec<String> = best(typed, candidates).into_iter().map(|c| c.name).collect();
        assert_eq!(names, expected, "{typed}");
    }

    #[test]
    fn what_fits_best_comes_first() {
        let stacks = ["Django=dj", "Node.js=node+nodejs"];
        check("", &stacks, &["Django", "Node.js"]);
        check("NO", &stacks, &["Node.js"]);
        check("nodejs", &stacks, &["Node.js"]);
        check("rails", &stacks, &[]);
        let topics = ["Many connections", "Real-time=chat", "Is chat hard?", "Machat"];
        check("chat", &topics, &["Real-time", "Is chat hard?", "Machat"]);
        check("hard chat", &topics, &["Is chat hard?"]);
    }
}
