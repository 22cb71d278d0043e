//! Time to look again: the message that asks, and what becomes of it.

use super::words::{button, day};
use crate::decision::{Decision, DecisionNumber};
use crate::render::{DecisionPress, Message, Row, clip, plain, text_with};
use crate::time::Timestamp;

/// What somebody answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answered {
    /// It is still right.
    StillRight,
    /// Not now.
    InAMonth,
}

/// What only the message that asks about this decision holds.
#[must_use]
pub fn reminder_mark(number: DecisionNumber) -> String {
    text_with("decision-reminder-mark", &[("number", number.to_string().into())])
}

/// Asks whether it still holds; `changed` is how many of the entries behind it say something else
/// by now.
#[must_use]
pub fn reminder(decision: &Decision, changed: usize, link: Option<&str>) -> Message {
    let values = [
        ("number", decision.number.to_string().into()),
        ("decided", plain(decision.text.title()).into()),
        ("day", day(decision.at).into()),
    ];
    let entries = [("changed", changed.into()), ("entries", decision.rests_on.len().into())];
    let rests = if decision.rests_on.is_empty() {
        "decision-reminder-no-entries"
    } else {
        "decision-reminder-entries"
    };
    let mut lines = vec![text_with("decision-reminder", &values), text_with(rests, &entries)];
    lines.extend(link.map(|link| text_with("decision-where", &[("link", link.into())])));
    let buttons = vec![
        button(decision.id, "decision-button-still", DecisionPress::StillRight),
        button(decision.id, "decision-button-poll", DecisionPress::NewPoll),
        button(decision.id, "decision-button-month", DecisionPress::InAMonth),
    ];
    Message { rows: vec![Row::Buttons(buttons)], ..Message::text(lines.join("\n")) }
}

/// The message once it was answered: by whom, how, and when it is asked again.
#[must_use]
pub fn answered(decision: &Decision, how: Answered, who: &str, next: Timestamp) -> Message {
    let key = match how {
        Answered::StillRight => "decision-still-right",
        Answered::InAMonth => "decision-in-a-month",
    };
    let values = [
        ("number", decision.number.to_string().into()),
        ("decided", plain(decision.text.title()).into()),
        ("who", plain(&clip(who, 60)).into()),
        ("day", day(next).into()),
    ];
    let full = button(decision.id, "decision-button-full", DecisionPress::Full);
    Message { rows: vec![Row::Buttons(vec![full])], ..Message::text(text_with(key, &values)) }
}

/// The question was answered before, or another decision holds.
#[must_use]
pub fn answered_before(decision: &Decision) -> Message {
    let number = ("number", decision.number.to_string().into());
    Message::text(match (decision.replaced_by, decision.review) {
        (Some(by), _) => {
            text_with("decision-error-replaced", &[number, ("by", by.to_string().into())])
        }
        (None, Some(review)) => {
            text_with("decision-answered-before", &[number, ("day", day(review.at).into())])
        }
        (None, None) => text_with("decision-answered-never", &[number]),
    })
}
