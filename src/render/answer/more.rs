//! Behind "More points": what else was found, and what the answer cut short.

use super::super::cite::Cites;
use super::super::{Embed, Field, Message, clip, list, plain, text, text_with};
use super::body::{fitting, whole};
use super::head::title;
use crate::answer::Found;

/// Everything else that was found, and what the answer cut short, for the asker alone.
#[must_use]
pub fn more(found: &Found) -> Message {
    let (_, room) = fitting(found);
    let whole = whole(found, room);
    let mut cites = Cites::default();
    let mut lines: Vec<String> = Vec::new();
    let points = found.points.iter().map(|p| &p.entry);
    let catch = found.catch.iter().filter(|catch| points.clone().all(|p| p.id != catch.id));
    for entry in points.clone().chain(catch).filter(|e| !whole.contains(e.id.as_str())) {
        let mut line = format!("- {}", cites.statement(entry, 400));
        if let Some(note) = &entry.note {
            let note = plain(&clip::clip_sentence(note, 400));
            line.push(' ');
            line.push_str(&text_with("answer-note", &[("note", note.into())]));
        }
        lines.push(line);
    }
    if lines.is_empty() {
        return Message::text(text("answer-no-more"));
    }
    let content = text_with("answer-more", &[("points", lines.len().into())]);
    let sources = Field { name: text("answer-sources"), value: cites.lines(10) };
    let embed = Embed {
        title: title(found),
        description: list::within(&lines, list::DESCRIPTION),
        fields: vec![sources],
        footer: String::new(),
    };
    Message { content, embed: Some(embed), ..Message::default() }
}
