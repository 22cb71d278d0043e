//! What is said when the life of a poll is changed: its closing put off, cancelled, reminded of.

use std::time::Duration;

use super::super::list;
use super::draft::{closes_fault, fault};
use super::message::Shown;
use super::words::{button, closes, full, gist, relative, turnout};
use crate::poll::{ClosesError, DraftFault, DraftText, Member, Poll, Reminder};
use crate::render::{
    Form, Message, PollPress, Press, Row, TextBox, TextValue, clip, plain, text, text_with,
};
use crate::time::Timestamp;

/// Most people whom a reminder names.
const NAMED: usize = 10;

/// What closes within this, closes soon.
const SOON: Duration = Duration::from_secs(25 * 60 * 60);

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

/// Why a poll does not take votes again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotReopened {
    /// It does already.
    Open,
    /// Somebody said that it stays closed.
    ForGood,
    /// It did not miss its quorum.
    HasResult,
    /// The channel has not got its result.
    NotYet,
    /// Its voters cannot be told apart any more.
    KeptApart,
}

/// It takes votes for another day.
#[must_use]
pub fn reopened(poll: &Poll) -> Message {
    Message::text(text_with("poll-reopened", &[number(poll), until(poll)]))
}

/// It does not.
#[must_use]
pub fn not_reopened(poll: &Poll, why: NotReopened) -> Message {
    let key = match why {
        NotReopened::Open => "poll-reopen-open",
        NotReopened::ForGood => "poll-reopen-for-good",
        NotReopened::HasResult => "poll-reopen-has-result",
        NotReopened::NotYet => "poll-reopen-not-yet",
        NotReopened::KeptApart => "poll-reopen-kept-apart",
    };
    Message::text(text_with(key, &[number(poll), until(poll)]))
}

/// It stays closed.
#[must_use]
pub fn for_good(poll: &Poll) -> Message {
    Message::text(text_with("poll-for-good", &[number(poll)]))
}

/// What stands in the place of the result of a poll that takes votes again.
#[must_use]
pub fn result_withdrawn(poll: &Poll, link: &str) -> Message {
    let by = poll.extended.as_ref().map_or("", |extension| extension.by.name.as_str());
    let values = [number(poll), ("member", plain(by).into()), until(poll), ("link", link.into())];
    Message::text(text_with("poll-result-withdrawn", &values))
}

fn number(poll: &Poll) -> (&'static str, TextValue<'static>) {
    ("number", poll.number.to_string().into())
}

fn until(poll: &Poll) -> (&'static str, TextValue<'static>) {
    ("at", full(poll.closes_at.unwrap_or_default()).into())
}

/// The line in the channel. It notifies nobody but the role that the author chose.
#[must_use]
pub fn reminder(shown: &Shown<'_>, waiting: &[Member], now: Timestamp) -> Message {
    let poll = shown.poll;
    let soon = poll.closes_at.is_some_and(|at| at <= now + SOON);
    let head = if soon { "poll-reminder" } else { "poll-reminder-open" };
    let mut lines = vec![
        text_with(head, &[("question", gist(poll).into())]),
        closes(poll.closes_at),
        format!("{}.", turnout(shown)),
    ];
    if !waiting.is_empty() {
        let names: Vec<String> =
            waiting.iter().take(NAMED).map(|one| plain(&clip(&one.name, 40))).collect();
        let left = waiting.len().saturating_sub(NAMED);
        let names = if left > 0 {
            let more = text_with("list-more", &[("left", left.into())]);
            format!("{} {more}", names.join(", "))
        } else {
            list::and(&names.iter().map(String::as_str).collect::<Vec<_>>())
        };
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

/// It stood there a moment before.
#[must_use]
pub fn reminded_before(poll: &Poll, at: Timestamp, again: Timestamp) -> Message {
    let values = [
        ("number", poll.number.to_string().into()),
        ("ago", relative(at).into()),
        ("again", relative(again).into()),
    ];
    Message::text(text_with("poll-remind-before", &values))
}

/// Why Discord did not take a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotTaken<'a> {
    /// The bot may not write in this channel.
    Forbidden(u64),
    /// Nobody knows whether it did.
    NoAnswer,
    /// In Discord's words.
    Said(&'a str),
}

/// The reminder is not in the channel.
#[must_use]
pub fn not_reminded(poll: &Poll, why: NotTaken<'_>) -> Message {
    not_taken("poll-remind-not", poll, why)
}

/// Discord did not take the poll's message again.
#[must_use]
pub fn not_posted_again(poll: &Poll, why: NotTaken<'_>) -> Message {
    not_taken("poll-not-posted-again", poll, why)
}

fn not_taken(key: &str, poll: &Poll, why: NotTaken<'_>) -> Message {
    let number = ("number", poll.number.to_string().into());
    let why = match why {
        NotTaken::NoAnswer => {
            return Message::text(text_with("poll-not-taken-no-answer", &[number]));
        }
        NotTaken::Forbidden(channel) => {
            let values = [("channel", format!("<#{channel}>").into())];
            text_with("poll-not-taken-forbidden", &values)
        }
        NotTaken::Said(why) => {
            text_with("poll-not-taken", &[("why", plain(&clip(why, 200)).into())])
        }
    };
    Message::text(text_with(key, &[number, ("why", why.into())]))
}
