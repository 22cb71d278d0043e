//! Decisions in lines: listed, found, completed.

use super::ask::decider;
use super::words::day;
use crate::decision::{DecisionNumber, Status};
use crate::poll::Poll;
use crate::render::{Choice, Message, clip, plain, text, text_with};
use crate::time::Timestamp;

/// Most code points of a completion.
/// Source: <https://discord.com/developers/docs/interactions/receiving-and-responding>
const CHOICE: usize = 100;

/// Most code points of a title in a line.
const TITLE: usize = 80;

/// Code points for the lines of decisions in a message of 2000; some are left for polls and heads.
const ROOM: usize = 1200;

/// A decision in one line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DecisionLine {
    /// Its number.
    pub number: DecisionNumber,
    /// What was decided, without a full stop.
    pub title: String,
    /// When.
    pub at: Timestamp,
    /// Where it stands.
    pub status: Status,
    /// The address of its message.
    pub link: Option<String>,
}

/// The server's decisions, newest first, of so many in all; and polls whose result nobody has
/// decided on.
#[must_use]
pub fn list(lines: &[&DecisionLine], in_all: usize, proposed: &[Poll]) -> Message {
    let mut out = Vec::new();
    if in_all == 0 {
        out.push(text("decision-list-none"));
    } else {
        out.push(text_with("decision-list", &[("decisions", in_all.into())]));
    }
    out.extend(fitting(lines, in_all, "decision-list-more"));
    out.extend(proposed.iter().map(|poll| {
        let question = plain(&clip(poll.text.question(), TITLE));
        let who = plain(&clip(&decider(poll).name, 60));
        let values = [
            ("poll", poll.number.to_string().into()),
            ("question", question.into()),
            ("who", who.into()),
        ];
        text_with("decision-list-proposed", &values)
    }));
    Message::text(out.join("\n"))
}

/// The decisions that hold these words, newest first, of so many in all.
#[must_use]
pub fn found(words: &str, lines: &[&DecisionLine], in_all: usize) -> Message {
    let words = ("words", plain(&clip(words, 60)).into());
    if in_all == 0 {
        return Message::text(text_with("decision-found-none", &[words]));
    }
    let mut out = vec![text_with("decision-found", &[words, ("decisions", in_all.into())])];
    out.extend(fitting(lines, in_all, "decision-found-more"));
    Message::text(out.join("\n"))
}

/// The first lines, as many as there is room for, and how many are left out.
fn fitting(lines: &[&DecisionLine], in_all: usize, more: &str) -> Vec<String> {
    let mut room = ROOM;
    let mut out = Vec::new();
    for one in lines {
        let line = line(one);
        let Some(left) = room.checked_sub(line.chars().count() + 1) else { break };
        room = left;
        out.push(line);
    }
    let left = in_all.saturating_sub(out.len());
    if left > 0 {
        out.push(text_with(more, &[("left", left.into())]));
    }
    out
}

fn line(line: &DecisionLine) -> String {
    let status = match line.status {
        Status::Proposed => text("decision-proposed"),
        Status::Accepted => text("decision-status-accepted"),
        Status::Replaced(by) => {
            text_with("decision-status-replaced", &[("by", by.to_string().into())])
        }
    };
    let values = [
        ("number", line.number.to_string().into()),
        ("day", day(line.at).into()),
        ("title", plain(&clip(&line.title, TITLE)).into()),
        ("status", status.into()),
        ("link", line.link.clone().unwrap_or_default().into()),
    ];
    text_with("decision-list-line", &values).trim_end().to_owned()
}

/// A completion: "D-12: Use Django".
#[must_use]
pub fn choice(line: &DecisionLine) -> Choice {
    let number = line.number.to_string();
    Choice { name: clip(&format!("{number}: {}", line.title), CHOICE), value: number }
}
