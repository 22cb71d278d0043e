//! What is said when the life of a poll is changed: its closing put off, cancelled, reminded of.

use super::draft::{closes_fault, fault};
use super::message::Shown;
use super::words::{button, closes, full, gist, turnout};
use crate::poll::{ClosesError, DraftFault, DraftText, Member, Poll, Reminder};
use crate::render::{Form, Message, PollPress, Press, Row, TextBox, clip, plain, text, text_with};
use crate::time::Timestamp;

/// Most people whom a reminder names.
const NAMED: usize = 10;

/// What putting off came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Extended {
    /// It closes then.
    Until(Timestamp),
    /// The time cannot be read, is past, or too far.
    Unreadable(ClosesError),
    /// The time is not later than the closing time.
    NotLater {
        /// As typed.
        until: Timestamp,
        /// The closing time.
        closing: Timestamp,
    },
    /// The poll has no closing time.
    NeverCloses,
}

/// The outcome of putting off.
#[must_use]
pub fn extended(poll: &Poll, extended: &Extended) -> Message {
    let number = ("number", poll.number.to_string().into());
    Message::text(match extended {
        Extended::Until(at) => text_with("poll-extended", &[number, ("at", full(*at).into())]),
        Extended::Unreadable(why) => {
            text_with("poll-extend-not", &[("why", closes_fault(why).into())])
        }
        Extended::NotLater { until, closing } => {
            let values =
                [number, ("until", full(*until).into()), ("closing", full(*closing).into())];
            text_with("poll-extend-not-later", &values)
        }
        Extended::NeverCloses => text_with("poll-extend-never", &[number]),
    })
}

/// The form for a later closing time. Its box is `closes`.
#[must_use]
pub fn extend_form(poll: &Poll) -> Form {
    let closes = field("closes", "poll-extend-label", "poll-form-closes-hint", 60);
    form(poll, "poll-extend-title", PollPress::Extended, closes)
}

/// The form for the reason of a cancellation. Its box is `reason`.
#[must_use]
pub fn cancel_form(poll: &Poll) -> Form {
    let reason = field("reason", "poll-cancel-label", "poll-cancel-hint", 200);
    form(poll, "poll-cancel-title", PollPress::Cancelled, reason)
}

fn field(id: &str, label: &str, hint: &str, most: u16) -> TextBox {
    TextBox {
        id: id.into(),
        label: text(label),
        value: String::new(),
        placeholder: text(hint),
        long: false,
        required: true,
        most,
    }
}

fn form(poll: &Poll, title: &str, press: PollPress, one: TextBox) -> Form {
    Form { title: text(title), id: Press::Poll(poll.id, press).to_string(), boxes: vec![one] }
}

/// It is cancelled; the channel is told.
#[must_use]
pub fn cancelled(poll: &Poll) -> Message {
    Message::text(text_with("poll-cancel-done", &[("number", poll.number.to_string().into())]))
}

/// A cancellation needs a reason.
#[must_use]
pub fn reason_needed() -> Message {
    Message::text(text("poll-cancel-no-reason"))
}

/// What stands in the place of the earlier message of a poll that was posted again.
#[must_use]
pub fn stands_below(poll: &Poll, link: &str) -> Message {
    let values = [("number", poll.number.to_string().into()), ("link", link.into())];
    Message::text(text_with("poll-stands-below", &values))
}

/// Discord did not take the poll's message again.
#[must_use]
pub fn not_posted_again(poll: &Poll, why: &str) -> Message {
    let values =
        [("number", poll.number.to_string().into()), ("why", plain(&clip(why, 200)).into())];
    Message::text(text_with("poll-not-posted-again", &values))
}

/// The form with the poll's text. Its boxes are `question` and `options`.
#[must_use]
pub fn reword_form(poll: &Poll) -> Form {
    let typed = DraftText::new(poll.text.question(), &poll.text.options().join("\n"), "");
    let mut form = super::form(poll.id, &typed);
    form.id = Press::Poll(poll.id, PollPress::Reworded).to_string();
    form.boxes.retain(|one| {
        one.id == "question" || (one.id == "options" && !poll.text.options().is_empty())
    });
    form
}

/// The text is changed.
#[must_use]
pub fn reworded(poll: &Poll) -> Message {
    Message::text(text_with("poll-reworded", &[("number", poll.number.to_string().into())]))
}

/// Somebody has voted, or begun to.
#[must_use]
pub fn not_reworded(poll: &Poll) -> Message {
    Message::text(text_with("poll-not-reworded", &[("number", poll.number.to_string().into())]))
}

/// The new text is no poll's.
#[must_use]
pub fn reword_faulty(poll: &Poll, faults: &[DraftFault]) -> Message {
    let said = text_with("poll-reword-faulty", &[("number", poll.number.to_string().into())]);
    let lines = faults.iter().take(5).map(|one| format!("- {}", fault(one)));
    let lines = std::iter::once(said).chain(lines).collect::<Vec<_>>();
    Message::text(lines.join("\n"))
}

/// The line in the channel. It notifies nobody but the role that the author chose.
#[must_use]
pub fn reminder(shown: &Shown<'_>, waiting: &[Member]) -> Message {
    let poll = shown.poll;
    let mut lines = vec![
        text_with("poll-reminder", &[("question", gist(poll).into())]),
        closes(poll.closes_at),
        format!("{}.", turnout(shown)),
    ];
    if !waiting.is_empty() {
        let names: Vec<String> =
            waiting.iter().take(NAMED).map(|one| plain(&clip(&one.name, 40))).collect();
        let mut names = names.join(", ");
        let left = waiting.len().saturating_sub(NAMED);
        if left > 0 {
            names = format!("{names} {}", text_with("list-more", &[("left", left.into())]));
        }
        lines.push(text_with("poll-reminder-waiting", &[("names", names.into())]));
    }
    let notify = match &poll.terms.rules.reminder {
        Reminder::Role(role) => vec![role.id],
        Reminder::Off | Reminder::Line => Vec::new(),
    };
    lines.extend(notify.iter().map(|role| format!("<@&{}>", role.0)));
    let buttons = vec![
        button(poll.id, "poll-button-ballot", PollPress::Ballot),
        button(poll.id, "poll-button-mine", PollPress::MyVote),
    ];
    Message { rows: vec![Row::Buttons(buttons)], notify, ..Message::text(lines.join("\n")) }
}

/// The reminder stands in the channel.
#[must_use]
pub fn reminded(poll: &Poll) -> Message {
    Message::text(text_with("poll-remind-done", &[("number", poll.number.to_string().into())]))
}

/// It stood there before.
#[must_use]
pub fn reminded_before(poll: &Poll) -> Message {
    Message::text(text_with("poll-remind-before", &[("number", poll.number.to_string().into())]))
}

/// Discord did not take it.
#[must_use]
pub fn not_reminded(poll: &Poll, why: &str) -> Message {
    let values =
        [("number", poll.number.to_string().into()), ("why", plain(&clip(why, 200)).into())];
    Message::text(text_with("poll-remind-not", &values))
}
