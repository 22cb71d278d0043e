//! `stackwise ask`: questions from the command line or standard input, answers for people or programs.

use std::fmt::Write as _;
use std::io::{BufRead, Write};
use std::time::Instant;

use serde::Serialize;

use super::{Failure, Places, load, written};
use crate::answer::{Answer, Found, Scored, Unknown, Why, decide, decide_on};
use crate::knowledge::Entry;
use crate::poll::visible;
use crate::render::answer::lean_line;
use crate::search::{Index, search};

/// Longest line read from standard input, in bytes; the rest of a longer one is skipped.
const LINE_BYTES: u64 = 64 * 1024;
/// Points shown to people.
const SHOWN: usize = 5;

#[derive(clap::Args)]
pub(super) struct AskArgs {
    #[command(flatten)]
    places: Places,
    /// The question; without one, questions are read from standard input, one a line
    question: Option<String>,
    /// Write one JSON object a line
    #[arg(long)]
    json: bool,
    /// Show how each point came by its place
    #[arg(long, conflicts_with = "json")]
    explain: bool,
}

pub(super) fn run(args: &AskArgs) -> Result<(), Failure> {
    let config = args.places.config()?;
    let index = load::index(&config.knowledge)?;
    let out = &mut std::io::stdout().lock();
    written(match &args.question {
        Some(question) => reply(args, &index, question, out),
        None => reply_to_lines(args, &index, &mut std::io::stdin().lock(), out),
    })
}

fn reply_to_lines(
    args: &AskArgs,
    index: &Index,
    input: &mut impl BufRead,
    out: &mut impl Write,
) -> std::io::Result<()> {
    while let Some(line) = read_line(input)? {
        reply(args, index, &line, out)?;
    }
    Ok(())
}

/// The next line without its end; whatever is not UTF-8 in it is replaced.
fn read_line(input: &mut impl BufRead) -> std::io::Result<Option<String>> {
    let mut line = Vec::new();
    if std::io::Read::take(&mut *input, LINE_BYTES).read_until(b'\n', &mut line)? == 0 {
        return Ok(None);
    }
    let whole = line.ends_with(b"\n");
    if !whole && line.len() as u64 == LINE_BYTES {
        input.skip_until(b'\n')?;
    }
    let text = String::from_utf8_lossy(&line);
    Ok(Some(text.trim_end_matches(['\n', '\r']).to_owned()))
}

fn reply(
    args: &AskArgs,
    index: &Index,
    question: &str,
    out: &mut impl Write,
) -> std::io::Result<()> {
    let question = visible(question);
    let question = question.as_str();
    let text = if args.json {
        let start = Instant::now();
        let answer = decide(index, question);
        let elapsed = start.elapsed().as_micros();
        let object = AnswerJson::new(question, &answer, u64::try_from(elapsed).unwrap_or(u64::MAX));
        serde_json::to_string(&object)?
    } else if args.explain {
        explained(index, question)
    } else {
        for_people(index, &decide(index, question))
    };
    writeln!(out, "{text}")
}

#[derive(Serialize)]
struct AnswerJson<'a> {
    question: &'a str,
    outcome: &'static str,
    reason: Option<&'static str>,
    points: Vec<PointJson<'a>>,
    disagreement: Option<DisagreementJson<'a>>,
    suggestions: Vec<String>,
    elapsed_us: u64,
}

#[derive(Serialize)]
struct PointJson<'a> {
    id: &'a str,
    kind: &'static str,
    question: Option<&'a str>,
    topic: &'a str,
    about: Vec<&'a str>,
    stance: &'static str,
    over: Vec<&'a str>,
    text: &'a str,
    score: f32,
    citations: Vec<CitationJson<'a>>,
    note: Option<&'a str>,
}

#[derive(Serialize)]
struct CitationJson<'a> {
    source: &'a str,
    title: &'a str,
    publisher: Option<&'a str>,
    date: Option<&'a str>,
    section: &'a str,
}

#[derive(Serialize)]
struct DisagreementJson<'a> {
    dispute: &'a str,
    positions: Vec<PositionJson<'a>>,
}

#[derive(Serialize)]
struct PositionJson<'a> {
    position: &'a str,
    sources: Vec<&'a str>,
}

impl<'a> AnswerJson<'a> {
    fn new(question: &'a str, answer: &'a Answer, elapsed_us: u64) -> Self {
        let silent = Self {
            question,
            outcome: "unknown",
            reason: None,
            points: Vec::new(),
            disagreement: None,
            suggestions: Vec::new(),
            elapsed_us,
        };
        match answer {
            Answer::Found(found) => Self {
                outcome: "found",
                points: found.points.iter().map(PointJson::new).collect(),
                disagreement: found.disagreement.as_ref().map(|disagreement| DisagreementJson {
                    dispute: &disagreement.dispute,
                    positions: disagreement
                        .positions
                        .iter()
                        .map(|position| PositionJson {
                            position: &position.position,
                            sources: position.sources.iter().map(|s| s.id.as_str()).collect(),
                        })
                        .collect(),
                }),
                suggestions: found.other_topics.iter().map(|topic| topic.name.clone()).collect(),
                ..silent
            },
            Answer::Choices { topics, .. } => Self {
                outcome: "choices",
                suggestions: topics.iter().map(|topic| topic.name.clone()).collect(),
                ..silent
            },
            Answer::Unknown(unknown) => Self {
                reason: Some(unknown.why.as_str()),
                suggestions: unknown.suggestions.clone(),
                ..silent
            },
        }
    }
}

impl<'a> PointJson<'a> {
    fn new(scored: &'a Scored) -> Self {
        let entry = &scored.entry;
        Self {
            id: entry.id.as_str(),
            kind: if entry.question().is_some() { "faq" } else { "point" },
            question: entry.question(),
            topic: &entry.topic.id,
            about: entry.about.iter().map(|stack| stack.id.as_str()).collect(),
            stance: entry.stance.as_str(),
            over: entry.over.iter().map(|stack| stack.id.as_str()).collect(),
            text: &entry.text,
            score: scored.score,
            citations: entry
                .cites
                .iter()
                .map(|cite| CitationJson {
                    source: &cite.source.id,
                    title: &cite.source.title,
                    publisher: cite.source.publisher.as_deref(),
                    date: cite.source.date.as_deref(),
                    section: &cite.section,
                })
                .collect(),
            note: entry.note.as_deref(),
        }
    }
}

fn for_people(index: &Index, answer: &Answer) -> String {
    match answer {
        Answer::Found(found) => found_for_people(found),
        Answer::Choices { topics, .. } => {
            let names: Vec<&str> = topics.iter().map(|topic| topic.name.as_str()).collect();
            format!("That could be several things. Did you mean: {}?", names.join(", or: "))
        }
        Answer::Unknown(unknown) => unknown_for_people(index, unknown),
    }
}

fn found_for_people(found: &Found) -> String {
    let mut text = String::new();
    for (typed, read) in &found.reading.corrected {
        let _ = writeln!(text, "(read \"{typed}\" as \"{read}\")");
    }
    if let Some(lean) = found.lean.as_ref().filter(|_| found.reading.compares) {
        let _ = writeln!(text, "{}\n", lean_line(lean));
    }
    for scored in found.points.iter().take(SHOWN) {
        text.push_str(&cited(&scored.entry));
    }
    if let Some(catch) = &found.catch {
        text.push_str("\nThe catch:\n");
        text.push_str(&cited(catch));
    }
    if let Some(disagreement) = &found.disagreement {
        let _ = writeln!(text, "\nThe sources disagree: {}", disagreement.dispute);
        for position in &disagreement.positions {
            let names: Vec<&str> = position.sources.iter().map(|s| s.name.as_str()).collect();
            let _ = writeln!(text, "  {}: {}", position.position, names.join(", "));
        }
    }
    let evidence = &found.evidence;
    let _ = write!(
        text,
        "\nEvidence: {} of which {} with measurements, {} from a publisher that sells such work.",
        counted(evidence.sources.len(), "source"),
        evidence.measured,
        evidence.selling,
    );
    text
}

fn counted(count: usize, noun: &str) -> String {
    if count == 1 { format!("1 {noun},") } else { format!("{count} {noun}s,") }
}

/// A statement with its note and citations, as a list item.
fn cited(entry: &Entry) -> String {
    let mut text = format!("- {}\n", entry.text);
    if let Some(note) = &entry.note {
        let _ = writeln!(text, "  Note: {note}");
    }
    for cite in &entry.cites {
        let date = cite.source.date.as_deref().unwrap_or("no date");
        let _ = writeln!(text, "  [{}, {date}, \"{}\"]", cite.source.name, cite.section);
    }
    text
}

fn unknown_for_people(index: &Index, unknown: &Unknown) -> String {
    let stacks = &index.knowledge().stacks;
    let names: Vec<&str> = stacks.iter().map(|stack| stack.name.as_str()).collect();
    let mut text = match &unknown.why {
        Why::Empty => "Nothing was asked.".to_owned(),
        Why::OffTopic => "That is outside of what the sources speak of.".to_owned(),
        Why::OtherLanguage => "Only questions in English can be read.".to_owned(),
        Why::UnknownStack(name) => {
            format!("There is nothing on {name}. Known: {}.", names.join(", "))
        }
        Why::NoEvidence(words) => format!("No source says anything on: {}.", words.join(", ")),
    };
    if !unknown.suggestions.is_empty() {
        let _ = write!(text, "\nYou could ask about: {}", unknown.suggestions.join(" / "));
    }
    text
}

/// The answer with every signal's part in it.
fn explained(index: &Index, question: &str) -> String {
    let hits = search(index, question, 10);
    let mut text = for_people(index, &decide_on(index, question, &hits));
    let _ = writeln!(text, "\n\nRead as: {}", hits.query.summary(index));
    let _ = writeln!(text, "Confidence: {:.2}", hits.evidence.confidence());
    for (name, value) in hits.evidence.named() {
        let _ = writeln!(text, "  {name}: {value:.2}");
    }
    if let Some(question) = hits.unanswered_like(index) {
        let _ = writeln!(text, "Most like, of what has no answer: {question}");
    }
    for hit in &hits.list {
        let why = hit.why;
        let _ = writeln!(
            text,
            "{:6.2} {} (words {:.2}, pairs {:.2}, passage {:.2}, likeness {:.2} and {:.2}, topic {:.2}, side {:.2}, stack x{:.2}, stance x{:.2}, coverage {:.2}, sentences {:.2})",
            hit.score,
            index.entry(hit.entry).id,
            why.words,
            why.pairs,
            why.passage,
            why.likeness,
            why.second,
            why.topic,
            why.side,
            why.stack,
            why.stance,
            why.coverage,
            why.sentences,
        );
    }
    text
}
