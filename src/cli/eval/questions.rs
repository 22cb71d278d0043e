//! `stackwise eval --questions`: how well questions with known answers are answered.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::{Context, anyhow};
use regex::{Regex, RegexBuilder};
use serde::Deserialize;

use super::super::{Failure, written};
use crate::answer::{Answer, POINTS, Scored, decide_on};
use crate::knowledge::Entry;
use crate::search::{Index, Switches, search_with};

/// A question as written in the file. Unknown keys are allowed: the form carries remarks.
#[derive(Deserialize)]
struct QuestionLine {
    id: String,
    q: String,
    #[serde(rename = "type")]
    kind: String,
    answerable: bool,
    #[serde(default)]
    must_match: Vec<String>,
    #[serde(default)]
    expect_sources_any: Vec<String>,
}

struct Question {
    line: QuestionLine,
    patterns: Vec<Regex>,
}

/// Asks the questions of a file and writes the figures, or the evidence behind each decision.
pub(super) fn run(
    index: &Index,
    file: &Path,
    switches: Switches,
    evidence: bool,
) -> Result<(), Failure> {
    let questions = read_questions(file).map_err(Failure::Person)?;
    let out = &mut std::io::stdout().lock();
    written(if evidence {
        write_evidence(index, switches, &questions, out)
    } else {
        Figures::measure(index, switches, &questions, out).and_then(|figures| figures.write(out))
    })
}

fn read_questions(file: &Path) -> anyhow::Result<Vec<Question>> {
    let name = file.display();
    let text = std::fs::read_to_string(file).with_context(|| format!("cannot read {name}"))?;
    let mut questions = Vec::new();
    for (number, line) in (1..).zip(text.lines()).filter(|(_, line)| !line.trim().is_empty()) {
        let line: QuestionLine = serde_json::from_str(line)
            .map_err(|error| anyhow!("{name}:{number}: is no question: {error}"))?;
        let patterns = line.must_match.iter().map(|pattern| {
            RegexBuilder::new(pattern).case_insensitive(true).build().map_err(|error| {
                anyhow!("{name}:{number}: `must_match` holds {pattern:?}: {error}\n  help: write a regular expression")
            })
        });
        let patterns = patterns.collect::<anyhow::Result<_>>()?;
        questions.push(Question { line, patterns });
    }
    Ok(questions)
}

impl Question {
    /// Whether the point answers it.
    fn is_answered_by(&self, entry: &Entry) -> bool {
        let text = as_one_text(entry);
        let sources = &self.line.expect_sources_any;
        self.patterns.iter().all(|pattern| pattern.is_match(&text))
            && (sources.is_empty()
                || entry.cites.iter().any(|cite| sources.contains(&cite.source.id)))
    }
}

/// What a point says, as one text: names, topic, stance, question, statement.
fn as_one_text(entry: &Entry) -> String {
    let mut parts: Vec<&str> = entry.about.iter().map(|stack| stack.name.as_str()).collect();
    if !entry.over.is_empty() {
        parts.push("over");
        parts.extend(entry.over.iter().map(|stack| stack.name.as_str()));
    }
    parts.push(&entry.topic.id);
    parts.push(entry.stance.as_str());
    parts.extend(entry.question());
    parts.push(&entry.text);
    parts.join(" ")
}

/// Counts of one kind of question.
#[derive(Clone, Copy, Default)]
struct Counts {
    asked: usize,
    first: usize,
    in_three: usize,
    refused: usize,
}

/// What an evaluation measures.
#[derive(Default)]
struct Figures {
    kinds: BTreeMap<String, Counts>,
    answerable: Counts,
    unanswerable: Counts,
    times: Vec<Duration>,
}

impl Figures {
    /// Asks every question; writes a line for each miss.
    fn measure(
        index: &Index,
        switches: Switches,
        questions: &[Question],
        out: &mut impl Write,
    ) -> std::io::Result<Self> {
        let mut figures = Self::default();
        for question in questions {
            let start = Instant::now();
            let asked = &question.line.q;
            let answer = decide_on(index, asked, &search_with(index, switches, asked, POINTS));
            figures.times.push(start.elapsed());
            figures.count(question, &answer, out)?;
        }
        figures.times.sort_unstable();
        Ok(figures)
    }

    fn count(
        &mut self,
        question: &Question,
        answer: &Answer,
        out: &mut impl Write,
    ) -> std::io::Result<()> {
        let line = &question.line;
        let points = points(answer);
        let right = |point: &Scored| question.is_answered_by(&point.entry);
        let place = points.iter().take(3).position(right).filter(|_| line.answerable);
        let one = Counts {
            asked: 1,
            first: usize::from(place == Some(0)),
            in_three: usize::from(place.is_some()),
            refused: usize::from(points.is_empty()),
        };
        let all = if line.answerable { &mut self.answerable } else { &mut self.unanswerable };
        all.add(one);
        self.kinds.entry(line.kind.clone()).or_default().add(one);
        if place == Some(0) || (!line.answerable && points.is_empty()) {
            return Ok(());
        }
        let what = match (line.answerable, points.is_empty(), place) {
            (false, ..) => "should be refused".to_owned(),
            (_, true, _) => format!("refused ({})", outcome(answer)),
            (_, _, Some(place)) => format!("place {}", place + 1),
            (_, _, None) => "missed".to_owned(),
        };
        writeln!(out, "{} {what}: {}", line.id, line.q)?;
        for point in points.iter().take(3) {
            writeln!(out, "    {:5.2} {}: {}", point.score, point.entry.id, point.entry.text)?;
        }
        Ok(())
    }

    fn write(&self, out: &mut impl Write) -> std::io::Result<()> {
        writeln!(out, "{:<14}{:>6}{:>8}{:>8}{:>9}", "kind", "asked", "top-1", "top-3", "refused")?;
        for (kind, counts) in &self.kinds {
            counts.write(kind, out)?;
        }
        self.answerable.write("answerable", out)?;
        self.unanswerable.write("unanswerable", out)?;
        let refused = self.answerable.refused + self.unanswerable.refused;
        writeln!(
            out,
            "top-1 {:.3}, success@3 {:.3}, abstention precision {:.3}, recall {:.3}",
            share(self.answerable.first, self.answerable.asked),
            share(self.answerable.in_three, self.answerable.asked),
            share(self.unanswerable.refused, refused),
            share(self.unanswerable.refused, self.unanswerable.asked),
        )?;
        let at = |share: usize| {
            let last = self.times.len().saturating_sub(1);
            self.times.get((self.times.len() * share / 100).min(last)).copied().unwrap_or_default()
        };
        writeln!(out, "question to answer: p50 {:?}, p99 {:?}", at(50), at(99))
    }
}

impl Counts {
    fn add(&mut self, other: Self) {
        self.asked += other.asked;
        self.first += other.first;
        self.in_three += other.in_three;
        self.refused += other.refused;
    }

    fn write(self, name: &str, out: &mut impl Write) -> std::io::Result<()> {
        let Self { asked, first, in_three, refused } = self;
        writeln!(out, "{name:<14}{asked:>6}{first:>8}{in_three:>8}{refused:>9}")
    }
}

#[expect(clippy::cast_precision_loss, reason = "counts of questions are small")]
fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}

fn points(answer: &Answer) -> &[Scored] {
    match answer {
        Answer::Found(found) => &found.points,
        Answer::Choices { .. } | Answer::Unknown(_) => &[],
    }
}

fn outcome(answer: &Answer) -> &'static str {
    match answer {
        Answer::Found(_) => "found",
        Answer::Choices { .. } => "choices",
        Answer::Unknown(unknown) => unknown.why.as_str(),
    }
}

fn write_evidence(
    index: &Index,
    switches: Switches,
    questions: &[Question],
    out: &mut impl Write,
) -> std::io::Result<()> {
    for question in questions {
        let hits = search_with(index, switches, &question.line.q, POINTS);
        let evidence: serde_json::Map<String, serde_json::Value> =
            hits.evidence.named().into_iter().map(|(k, v)| (k.to_owned(), v.into())).collect();
        let answer = decide_on(index, &question.line.q, &hits);
        let line = serde_json::json!({
            "id": question.line.id,
            "answerable": question.line.answerable,
            "outcome": outcome(&answer),
            "confidence": hits.evidence.confidence(),
            "evidence": evidence,
        });
        writeln!(out, "{line}")?;
    }
    Ok(())
}
