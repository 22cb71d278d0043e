//! What went wrong with a poll, whether anything was lost, and what to do.

use super::words::{button, full};
use crate::poll::{Kind, Misfit, Poll, PollId, Unentitled, VoteError};
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
    /// A vote that is not taken.
    Vote(&'a Poll, &'a VoteError),
    /// A ballot that was not cast before the closing time.
    UnfinishedClosed(&'a Poll, Timestamp),
    /// The key of a secret poll is lost.
    NoKey(&'a Poll),
    /// The same, where somebody asked for their own vote.
    NoKeyToOwn(&'a Poll),
    /// A vote taken back at the closing time or later.
    TakeBackClosed(&'a Poll, Timestamp),
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
        PollError::Vote(poll, why) => refused(poll, why),
        PollError::UnfinishedClosed(poll, at) => closed("poll-unfinished-closed", poll, *at),
        PollError::NoKey(poll) => {
            let number = ("number", poll.number.to_string().into());
            Message::text(text_with("poll-error-no-key", &[number]))
        }
        PollError::NoKeyToOwn(poll) => {
            let number = ("number", poll.number.to_string().into());
            Message::text(text_with("poll-error-no-key-own", &[number]))
        }
        PollError::TakeBackClosed(poll, at) => closed("poll-take-back-closed", poll, *at),
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

fn refused(poll: &Poll, why: &VoteError) -> Message {
    match why {
        VoteError::Closed(at) => closed("poll-vote-closed", poll, *at),
        VoteError::Misfit(Misfit::TooMany(picked)) => {
            let most = match poll.terms.kind {
                Kind::PickSeveral { most: Some(most) } => most,
                _ => 0,
            };
            let values = [("picked", (*picked).into()), ("most", most.into())];
            Message::text(text_with("poll-vote-too-many", &values))
        }
        VoteError::Misfit(_) => Message::text(text("poll-vote-gone")),
        VoteError::Unentitled(why) => Message::text(unentitled(why)),
    }
}

fn unentitled(why: &Unentitled) -> String {
    match why {
        Unentitled::Bot => text("poll-not-bots"),
        Unentitled::Role(name) => {
            text_with("poll-not-role", &[("role", plain(&clip(name, 60)).into())])
        }
        Unentitled::NotPicked => text("poll-not-picked"),
        Unentitled::JoinedLater(at) => text_with("poll-not-joined", &[("at", full(*at).into())]),
    }
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
