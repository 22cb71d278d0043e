//! What the author and moderators see.

use super::words::{button, full, gist};
use crate::poll::{Poll, Tally};
use crate::render::{Message, PollPress, Row, plain, text_with};
use crate::time::Timestamp;

/// What can be done with the poll.
#[must_use]
pub fn manage(poll: &Poll) -> Message {
    let values = [("number", poll.number.to_string().into()), ("question", gist(poll).into())];
    let one = |key, press| button(poll.id, key, press);
    let mut first = vec![one("poll-button-remind", PollPress::Remind)];
    if poll.closes_at.is_some() {
        first.push(one("poll-button-extend", PollPress::Extend));
    }
    first.push(one("poll-button-post-again", PollPress::PostAgain));
    let second = vec![
        one("poll-button-reword", PollPress::Reword),
        one("poll-button-copy", PollPress::Copy),
    ];
    let last = vec![
        one("poll-button-close", PollPress::Close),
        one("poll-button-cancel", PollPress::Cancel),
    ];
    let rows = vec![Row::Buttons(first), Row::Buttons(second), Row::Buttons(last)];
    Message { rows, ..Message::text(text_with("poll-manage", &values)) }
}

/// How the poll stands, with the way to its panel.
#[must_use]
pub fn with_manage(mut message: Message, poll: &Poll) -> Message {
    let manage = button(poll.id, "poll-button-manage", PollPress::Manage);
    message.rows.push(Row::Buttons(vec![manage]));
    message
}

/// Asks before closing.
#[must_use]
pub fn close_confirm(poll: &Poll, tally: &Tally) -> Message {
    let values = [
        ("number", poll.number.to_string().into()),
        ("question", gist(poll).into()),
        ("votes", tally.ballots.into()),
    ];
    let close = button(poll.id, "poll-button-close-confirmed", PollPress::CloseConfirmed);
    let rows = vec![Row::Buttons(vec![close])];
    Message { rows, ..Message::text(text_with("poll-close-confirm", &values)) }
}

/// It is closed; the result follows.
#[must_use]
pub fn closing(poll: &Poll) -> Message {
    let values = [("number", poll.number.to_string().into())];
    Message::text(text_with("poll-close-done", &values))
}

/// It was closed before.
#[must_use]
pub fn already_closed(poll: &Poll, at: Timestamp) -> Message {
    let values = [("number", poll.number.to_string().into()), ("at", full(at).into())];
    let result = button(poll.id, "poll-button-result", PollPress::Results);
    let rows = vec![Row::Buttons(vec![result])];
    Message { rows, ..Message::text(text_with("poll-close-already", &values)) }
}

/// Somebody else's poll.
#[must_use]
pub fn not_yours(poll: &Poll) -> Message {
    let values =
        [("number", poll.number.to_string().into()), ("author", plain(&poll.author.name).into())];
    Message::text(text_with("poll-close-not-yours", &values))
}
