//! A decision that cannot be recorded as it was typed: why, and the way to put it right.

use super::words::{button, day};
use crate::decision::{
    BECAUSE_CODE_POINTS, DECIDED_CODE_POINTS, DecisionFault, DecisionId, OPTIONS_CODE_POINTS,
    TypedDecision,
};
use crate::poll::{ClosesError, QUESTION_CODE_POINTS};
use crate::render::{DecisionPress, Message, Row, clip, plain, text, text_with};

/// What keeps it from being recorded; what was typed is kept.
#[must_use]
pub fn not_ready(
    id: DecisionId,
    typed: &TypedDecision,
    faults: &[DecisionFault],
    refused: Option<&Message>,
) -> Message {
    let mut lines = vec![text("decision-not-ready")];
    lines.extend(refused.map(|message| format!("- {}", message.content)));
    lines.extend(faults.iter().map(|fault| format!("- {}", told(fault))));
    let decided = typed.decided.trim();
    if !decided.is_empty() {
        let typed = plain(&clip(decided, DECIDED_CODE_POINTS));
        lines.push(text_with("poll-draft-typed", &[("question", typed.into())]));
    }
    let mut buttons = Vec::new();
    if faults.is_empty() {
        buttons.push(button(id, "decision-button-record", DecisionPress::Record));
    }
    buttons.push(button(id, "poll-draft-edit", DecisionPress::Edit));
    buttons.push(button(id, "poll-draft-discard", DecisionPress::Discard));
    Message { rows: vec![Row::Buttons(buttons)], ..Message::text(lines.join("\n")) }
}

fn told(fault: &DecisionFault) -> String {
    let limits =
        |length: &usize, most: usize| [("length", (*length).into()), ("most", most.into())];
    match fault {
        DecisionFault::NoDecision => {
            text_with("decision-fault-none", &[("most", DECIDED_CODE_POINTS.into())])
        }
        DecisionFault::LongDecision(n) => {
            text_with("decision-fault-long", &limits(n, DECIDED_CODE_POINTS))
        }
        DecisionFault::NoReason => text("decision-fault-no-reason"),
        DecisionFault::LongReason(n) => {
            text_with("decision-fault-long-reason", &limits(n, BECAUSE_CODE_POINTS))
        }
        DecisionFault::LongQuestion(n) => {
            text_with("poll-fault-long-question", &limits(n, QUESTION_CODE_POINTS))
        }
        DecisionFault::LongOptions(n) => {
            text_with("decision-fault-long-options", &limits(n, OPTIONS_CODE_POINTS))
        }
        DecisionFault::Review(ClosesError::Unreadable(typed)) => {
            text_with("decision-fault-review", &[("typed", plain(typed).into())])
        }
        DecisionFault::Review(ClosesError::Past(at)) => {
            text_with("decision-fault-review-past", &[("day", day(*at).into())])
        }
        DecisionFault::Review(ClosesError::TooFar(at)) => {
            text_with("decision-fault-review-far", &[("day", day(*at).into())])
        }
    }
}

/// The note was thrown away.
#[must_use]
pub fn discarded() -> Message {
    Message::text(text("decision-discarded"))
}

/// The note is not there any more; notes are kept for so many days.
#[must_use]
pub fn note_gone(days: u64) -> Message {
    Message::text(text_with("decision-note-gone", &[("days", days.into())]))
}
