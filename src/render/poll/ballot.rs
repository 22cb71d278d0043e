//! What a voter sees of a ballot that is cast: the receipt, their own vote, the form for a reason.

use super::vote::{fits_a_line, in_a_line, in_lines, quoted};
use super::words::{button, full};
use crate::poll::{Ballot, Cast, Poll, PollState, REASON_CODE_POINTS, Reasons, Vote};
use crate::render::{Form, Message, PollPress, Press, Row, TextBox, text, text_with};

/// The vote is stored; said only after it is.
#[must_use]
pub fn receipt(poll: &Poll, cast: &Cast) -> Message {
    let ballot = cast.ballot();
    let short = fits_a_line(poll.terms.kind) || ballot.vote == Vote::NoOpinion;
    let content = if ballot.vote == Vote::NoOpinion {
        text("poll-stored-no-opinion")
    } else if short {
        let chosen = ("option", in_a_line(poll, &ballot.vote).into());
        match cast {
            Cast::First(_) => text_with("poll-stored", &[chosen]),
            Cast::Changed(_, before) if *before == ballot.vote => {
                text_with("poll-stored", &[chosen])
            }
            Cast::Changed(_, before) => {
                let before = ("before", in_a_line(poll, before).into());
                text_with("poll-changed", &[before, chosen])
            }
            Cast::Same(_) => text_with("poll-still", &[chosen]),
        }
    } else {
        let key = match cast {
            Cast::First(_) => "poll-stored-ballot",
            Cast::Changed(..) => "poll-changed-ballot",
            Cast::Same(_) => "poll-still-ballot",
        };
        format!("{}\n\n{}", text(key), in_lines(poll, &ballot.vote))
    };
    let until = poll.closes_at.map(|at| text_with("poll-until", &[("at", full(at).into())]));
    let content = match until {
        Some(until) if short => format!("{content} {until}"),
        Some(until) => format!("{content}\n\n{until}"),
        None => content,
    };
    with_reason(poll, ballot, content)
}

/// The person's ballot with its reason and what can be done with it.
fn with_reason(poll: &Poll, ballot: &Ballot, mut content: String) -> Message {
    if let Some(reason) = &ballot.reason {
        content = format!(
            "{content}\n{}",
            text_with("poll-reason-given", &[("reason", quoted(reason).into())])
        );
    }
    let mut buttons = vec![
        button(poll.id, "poll-button-change", PollPress::Change),
        button(poll.id, "poll-button-take-back", PollPress::TakeBack),
    ];
    if poll.terms.rules.reasons != Reasons::Off && ballot.vote != Vote::NoOpinion {
        let key = if ballot.reason.is_some() {
            "poll-button-reason-change"
        } else {
            "poll-button-reason"
        };
        buttons.push(button(poll.id, key, PollPress::Reason));
    }
    Message { rows: vec![Row::Buttons(buttons)], ..Message::text(content) }
}

/// My vote.
#[must_use]
pub fn my_vote(poll: &Poll, mine: Option<&Ballot>) -> Message {
    let number = ("number", poll.number.to_string().into());
    let short = |vote: &Vote| fits_a_line(poll.terms.kind) || *vote == Vote::NoOpinion;
    match (&poll.state, mine) {
        (PollState::Open, Some(ballot)) => {
            let content = match ballot.cast_at {
                Some(at) if short(&ballot.vote) => {
                    let chosen = ("option", in_a_line(poll, &ballot.vote).into());
                    text_with("poll-mine", &[chosen, ("at", full(at).into())])
                }
                _ => {
                    format!("{}\n\n{}", text("poll-mine-ballot"), in_lines(poll, &ballot.vote))
                }
            };
            with_reason(poll, ballot, content)
        }
        (PollState::Open, None) => {
            let vote = button(poll.id, "poll-button-ballot", PollPress::Ballot);
            let content = text_with("poll-mine-none", &[number]);
            Message { rows: vec![Row::Buttons(vec![vote])], ..Message::text(content) }
        }
        // The key that would tell whose a secret ballot was is destroyed.
        (PollState::Closed { .. }, _) if poll.terms.rules.disclosure.is_secret() => {
            Message::text(text_with("poll-mine-closed-secret", &[number]))
        }
        (PollState::Closed { .. }, Some(ballot)) if short(&ballot.vote) => {
            let chosen = ("option", in_a_line(poll, &ballot.vote).into());
            Message::text(text_with("poll-mine-closed", &[number, chosen]))
        }
        (PollState::Closed { .. }, Some(ballot)) => {
            let said = text_with("poll-mine-closed-ballot", &[number]);
            Message::text(format!("{said}\n\n{}", in_lines(poll, &ballot.vote)))
        }
        (PollState::Closed { .. }, None) => {
            Message::text(text_with("poll-mine-closed-none", &[number]))
        }
    }
}

/// The vote is taken back, or there was none.
#[must_use]
pub fn taken_back(poll: &Poll, before: Option<&Ballot>) -> Message {
    let content = match before {
        Some(ballot) => {
            text_with("poll-taken-back", &[("vote", in_a_line(poll, &ballot.vote).into())])
        }
        None => text_with("poll-taken-back-none", &[("number", poll.number.to_string().into())]),
    };
    let vote = button(poll.id, "poll-button-ballot", PollPress::Ballot);
    Message { rows: vec![Row::Buttons(vec![vote])], ..Message::text(content) }
}

/// The form without which a vote is not stored, where reasons are required. Its box is `reason`.
#[must_use]
pub fn reason_form(poll: &Poll, why: PollPress) -> Form {
    Form { id: Press::Poll(poll.id, why).to_string(), ..form(poll, None, true) }
}

/// The form that adds a reason to a ballot that is stored; sent empty it takes the reason back.
#[must_use]
pub fn own_reason_form(poll: &Poll, given: Option<&str>) -> Form {
    form(poll, given, poll.terms.rules.reasons == Reasons::Required)
}

fn form(poll: &Poll, given: Option<&str>, required: bool) -> Form {
    let secret = poll.terms.rules.disclosure.is_secret();
    let key = if secret { "poll-reason-hint-secret" } else { "poll-reason-hint" };
    Form {
        title: text("poll-reason-title"),
        id: Press::Poll(poll.id, PollPress::ReasonSent).to_string(),
        boxes: vec![TextBox {
            id: "reason".into(),
            label: text("poll-reason-label"),
            value: given.unwrap_or_default().into(),
            placeholder: text(key),
            long: true,
            required,
            most: u16::try_from(REASON_CODE_POINTS).unwrap_or(u16::MAX),
        }],
    }
}
