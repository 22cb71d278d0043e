//! What went wrong with a decision, whether anything was lost, and what to do.

use super::ask::decider;
use crate::decision::{DecisionNumber, TypedDecision};
use crate::poll::{Member, Poll};
use crate::render::{Attachment, Message, clip, plain, text, text_with};

/// What went wrong.
#[derive(Clone, Copy, Debug)]
pub enum DecisionError<'a> {
    /// Not in a server.
    NoServer,
    /// No such decision on this server, as typed.
    NotFound(&'a str),
    /// The decision of this button is not on this server.
    Gone,
    /// The poll of this button is not on this server.
    NoPoll,
    /// The poll was cancelled.
    Cancelled(&'a Poll),
    /// The poll is still open.
    PollOpen(&'a Poll),
    /// Somebody else's poll.
    NotYourPoll(&'a Poll),
    /// The poll was decided on before.
    DecidedBefore(&'a Poll, DecisionNumber),
    /// Somebody else's decision.
    NotYours(DecisionNumber, &'a Member),
    /// Another decision holds in its place.
    ReplacedBefore(DecisionNumber, DecisionNumber),
    /// The person may not write in the channel.
    MayNotSend,
    /// The bot may not.
    BotMayNotSend,
    /// It has no evidence.
    NoEvidence(DecisionNumber),
}

/// The message that says so.
#[must_use]
pub fn error(error: &DecisionError<'_>) -> Message {
    let number = |number: &DecisionNumber| ("number", number.to_string().into());
    let poll = |poll: &Poll| ("poll", poll.number.to_string().into());
    let name = |member: &Member| plain(&clip(&member.name, 60));
    Message::text(match error {
        DecisionError::NoServer => text("decision-error-where"),
        DecisionError::NotFound(typed) => {
            let typed = plain(&clip(typed, 40));
            text_with("decision-error-not-found", &[("typed", typed.into())])
        }
        DecisionError::Gone => text("decision-error-gone"),
        DecisionError::NoPoll => text("poll-error-gone"),
        DecisionError::PollOpen(it) => text_with("decide-error-open", &[poll(it)]),
        DecisionError::Cancelled(it) => text_with("decide-error-cancelled", &[poll(it)]),
        DecisionError::NotYourPoll(it) => {
            text_with("decide-error-not-yours", &[poll(it), ("who", name(decider(it)).into())])
        }
        DecisionError::DecidedBefore(it, by) => {
            text_with("decide-error-before", &[poll(it), number(by)])
        }
        DecisionError::NotYours(it, by) => {
            text_with("decision-error-not-yours", &[number(it), ("who", name(by).into())])
        }
        DecisionError::ReplacedBefore(it, by) => {
            text_with("decision-error-replaced", &[number(it), ("by", by.to_string().into())])
        }
        DecisionError::MayNotSend => text("decision-error-may-not-send"),
        DecisionError::BotMayNotSend => text("decision-error-bot-may-not-send"),
        DecisionError::NoEvidence(it) => text_with("decision-error-no-evidence", &[number(it)]),
    })
}

/// What was typed could not be stored: said so, with the text, so that it is not lost.
#[must_use]
pub fn not_stored(said: Message, typed: &TypedDecision) -> Message {
    let parts = [&typed.decided, &typed.because, &typed.review, &typed.question, &typed.options];
    let parts: Vec<&str> =
        parts.into_iter().map(String::as_str).filter(|part| !part.trim().is_empty()).collect();
    let file = Attachment {
        name: "what-you-typed.txt".into(),
        alt: text("decision-typed-file"),
        bytes: parts.join("\n\n").into_bytes(),
    };
    Message { files: vec![file], ..said }
}
