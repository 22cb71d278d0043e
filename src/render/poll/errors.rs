//! What went wrong with a poll, whether anything was lost, and what to do.

use super::words::{button, full};
use crate::poll::{Poll, PollId};
use crate::render::{Message, PollPress, Row, clip, plain, text, text_with};
use crate::time::Timestamp;

/// What went wrong.
#[derive(Clone, Debug)]
pub enum PollError<'a> {
    /// Not in a server.
    NoServer,
    /// No such poll on this server, as typed.
    NotFound(&'a str),
    /// Words that fit several polls, as typed, and those polls.
    Several(&'a str, &'a [Poll]),
    /// The pressed poll is not on this server.
    Gone,
    /// A vote that came at the closing time or later.
    VoteClosed(&'a Poll, Timestamp),
    /// A vote taken back at the closing time or later.
    TakeBackClosed(&'a Poll, Timestamp),
    /// A vote for an option that does not exist.
    NoSuchOption,
    /// Too much at once.
    Busy,
    /// Not stored; the code of the incident.
    NotStored(&'a str),
    /// Shutting down.
    Ending,
    /// The author may not write in the channel.
    MayNotSend(PollId),
    /// The bot may not write in the channel.
    BotMayNotSend(PollId),
    /// As many open polls as a server may have.
    TooMany(PollId, usize),
    /// Discord refused the message, and why.
    NotPosted(PollId, &'a str),
    /// Discord did not say whether it took the message.
    NoAnswer(PollId),
}

/// The message that says so.
#[must_use]
pub fn error(error: &PollError<'_>) -> Message {
    match error {
        PollError::NoServer => Message::text(text("poll-error-where")),
        PollError::NotFound(typed) => {
            let typed = plain(&clip(typed, 40));
            Message::text(text_with("poll-error-not-found", &[("poll", typed.into())]))
        }
        PollError::Several(typed, polls) => several(typed, polls),
        PollError::Gone => Message::text(text("poll-error-gone")),
        PollError::VoteClosed(poll, at) => closed("poll-vote-closed", poll, *at),
        PollError::TakeBackClosed(poll, at) => closed("poll-take-back-closed", poll, *at),
        PollError::NoSuchOption => Message::text(text("poll-vote-gone")),
        PollError::Busy => Message::text(text("poll-error-busy")),
        PollError::NotStored(code) => {
            Message::text(text_with("poll-error-not-stored", &[("code", (*code).into())]))
        }
        PollError::Ending => Message::text(text("poll-error-ending")),
        PollError::MayNotSend(id) => kept(*id, text("poll-error-may-not-send")),
        PollError::BotMayNotSend(id) => kept(*id, text("poll-error-bot-may-not-send")),
        PollError::TooMany(id, polls) => {
            kept(*id, text_with("poll-error-too-many", &[("polls", (*polls).into())]))
        }
        PollError::NoAnswer(id) => kept(*id, text("poll-error-no-answer")),
        PollError::NotPosted(id, why) => {
            kept(*id, text_with("poll-error-not-posted", &[("why", plain(&clip(why, 200)).into())]))
        }
    }
}

/// Most polls listed where words fit several; a list of more is not read.
const LISTED: usize = 8;

fn several(typed: &str, polls: &[Poll]) -> Message {
    let typed = plain(&clip(typed, 40));
    let values = [("typed", typed.into()), ("polls", polls.len().into())];
    let mut lines = vec![text_with("poll-error-several", &values)];
    for poll in polls.iter().take(LISTED) {
        let key = if poll.is_open() { "poll-several-open" } else { "poll-several-closed" };
        let question = plain(&clip(poll.text.question(), 80));
        let values = [("number", poll.number.to_string().into()), ("question", question.into())];
        lines.push(text_with(key, &values));
    }
    let left = polls.len().saturating_sub(LISTED);
    if left > 0 {
        lines.push(text_with("list-more", &[("left", left.into())]));
    }
    Message::text(lines.join("\n"))
}

fn closed(key: &str, poll: &Poll, at: Timestamp) -> Message {
    let values = [("number", poll.number.to_string().into()), ("at", full(at).into())];
    let result = button(poll.id, "poll-button-result", PollPress::Results);
    Message { rows: vec![Row::Buttons(vec![result])], ..Message::text(text_with(key, &values)) }
}

/// The draft is kept, with its buttons.
fn kept(id: PollId, content: String) -> Message {
    let buttons = vec![
        button(id, "poll-draft-post", PollPress::Post),
        button(id, "poll-draft-edit", PollPress::EditText),
        button(id, "poll-draft-discard", PollPress::Discard),
    ];
    Message { rows: vec![Row::Buttons(buttons)], ..Message::text(content) }
}
