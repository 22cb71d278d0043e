//! The head of an answer: the gist as one plain line, the title, and how the question was read.

use std::sync::Arc;

use super::super::{clip, list, plain, text_with};
use crate::answer::{Found, Lean, Reading};
use crate::knowledge::{Entry, Stack};

/// Plain text beside an embed, in code points.
const GIST: usize = 200;

/// The gist in one plain line.
pub(super) fn gist(found: &Found) -> String {
    let lean =
        found.lean.as_ref().filter(|_| found.reading.compares || found.reading.stacks.len() > 1);
    let line = match lean {
        Some(lean) => lean_line(lean),
        None => says(found.points.best()),
    };
    clip::clip(&line, GIST)
}

/// "Real-time: all 5 sources lean to Node.js.", or "Speed: 2 of 4 sources lean to Node.js. PLANEKS
/// leans to Django."
#[must_use]
pub fn lean_line(lean: &Lean) -> String {
    let topic = ("topic", plain(&lean.topic.name).into());
    let speaking = lean.speaking();
    let Some(to) = &lean.to else {
        let sides = lean.favour.iter().filter(|(_, sources)| !sources.is_empty());
        let sides = sides.map(|(stack, sources)| {
            let values = [("count", sources.len().into()), ("stack", plain(&stack.name).into())];
            text_with("lean-side", &values)
        });
        let sides: Vec<String> = sides.collect();
        if sides.len() > 1 {
            let sides: Vec<&str> = sides.iter().map(String::as_str).collect();
            return text_with("lean-divided", &[topic, ("sides", list::and(&sides).into())]);
        }
        return text_with("lean-even", &[topic, ("sources", speaking.into())]);
    };
    let favour = lean.favour.iter().find(|(s, _)| s.id == to.id).map_or(0, |(_, s)| s.len());
    let to = ("stack", plain(&to.name).into());
    if favour == speaking && speaking > 1 {
        return text_with("lean-all", &[topic, to, ("sources", speaking.into())]);
    }
    let key = if speaking < lean.neither.len() * 2 { "lean-few" } else { "lean-most" };
    let line =
        text_with(key, &[topic, to, ("favour", favour.into()), ("sources", speaking.into())]);
    let dissent = lean.dissent().into_iter().map(|(stack, sources)| {
        let names: Vec<&str> = sources.iter().map(|source| source.name.as_str()).collect();
        let values = [
            ("names", plain(&list::and(&names)).into()),
            ("count", names.len().into()),
            ("stack", plain(&stack.name).into()),
        ];
        text_with("lean-dissent", &values)
    });
    std::iter::once(line).chain(dissent).collect::<Vec<_>>().join(" ")
}

/// "Keeps many connections open at once. (PLANEKS and 2 more)"
pub(in crate::render) fn says(entry: &Entry) -> String {
    let mut names: Vec<&str> = Vec::new();
    for cite in &entry.cites {
        if !names.contains(&cite.source.name.as_str()) {
            names.push(&cite.source.name);
        }
    }
    let who = match names.as_slice() {
        [one] => plain(one),
        [one, rest @ ..] => {
            let values = [("source", plain(one).into()), ("more", rest.len().into())];
            text_with("answer-source-and-more", &values)
        }
        [] => String::new(),
    };
    // "Not always" says nothing without its question.
    let question = entry.question().map(|question| plain(&clip::clip(question, 100)));
    let taken = [question.as_deref().unwrap_or_default(), &who].map(|text| text.chars().count());
    let room = GIST.saturating_sub(taken.iter().sum::<usize>() + " ()".len() + 1).min(140);
    let says = plain(&clip::clip_sentence(&entry.text, room));
    let says = text_with("answer-says", &[("says", says.into()), ("who", who.into())]);
    match question {
        Some(question) => {
            let values = [("question", question.into()), ("says", says.into())];
            text_with("answer-question-says", &values)
        }
        None => says,
    }
}

pub(super) fn title(found: &Found) -> String {
    let topic = found.topic().name.clone();
    let stacks = names(&found.reading.stacks);
    if stacks.is_empty() {
        return clip::clip(&topic, list::TITLE);
    }
    let values = [("topic", topic.into()), ("stacks", stacks.into())];
    clip::clip(&text_with("answer-title", &values), list::TITLE)
}

/// In the order given: of a question's stacks that is the order in which it names them.
pub(super) fn names(stacks: &[Arc<Stack>]) -> String {
    let names: Vec<&str> = stacks.iter().map(|s| s.name.as_str()).collect();
    list::and(&names)
}

/// How the question was understood: quoted, with the reading of its words.
pub(super) fn how_read(reading: &Reading) -> String {
    let asked = plain(&clip::clip(&reading.question, 120));
    let stopped = asked.ends_with(['?', '!', '.', '…']);
    let key = if stopped { "answer-asked" } else { "answer-asked-stopped" };
    let mut lines = vec![text_with(key, &[("question", asked.into())])];
    for (typed, read) in reading.corrected.iter().take(3) {
        let typed = plain(&clip::clip(typed, 30));
        let values = [("typed", typed.into()), ("read", plain(read).into())];
        lines.push(text_with("answer-corrected", &values));
    }
    if let (Some(topic), Some(word)) = (&reading.topic, &reading.topic_word)
        && !topic.name.eq_ignore_ascii_case(word)
    {
        let word = plain(&clip::clip(word, 40));
        let values = [("word", word.into()), ("topic", plain(&topic.name).into())];
        lines.push(text_with("answer-read-as", &values));
    }
    lines.join(" ")
}
