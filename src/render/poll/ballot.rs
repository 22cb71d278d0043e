//! What a voter sees: the ballot menu, the receipt, their own vote.

use super::words::{button, full, gist, numbered, numbered_label, option};
use crate::poll::{Ballot, Cast, Poll, PollState};
use crate::render::{Menu, MenuOption, Message, PollPress, Press, Row, clip, text, text_with};

/// Most code points of a menu option's label.
/// Source: <https://discord.com/developers/docs/components/reference#string-select>
const MENU_LABEL: usize = 100;

/// The private menu with every option, the standing vote named.
#[must_use]
pub fn ballot(poll: &Poll, standing: Option<Ballot>) -> Message {
    let question = ("question", gist(poll).into());
    let content = match standing {
        Some(ballot) => {
            let values = [question, ("option", option(poll, ballot.choice).into())];
            text_with("poll-ballot-standing", &values)
        }
        None => text_with("poll-ballot", &[question]),
    };
    let with_places = numbered(poll.text.options());
    let options = poll.text.options().iter().enumerate().map(|(place, name)| {
        let label = if with_places { numbered_label(place, name) } else { name.clone() };
        MenuOption {
            label: clip(&label, MENU_LABEL),
            value: place.to_string(),
            description: String::new(),
        }
    });
    let menu = Menu {
        placeholder: text("poll-ballot-choose"),
        id: Press::Poll(poll.id, PollPress::Choose).to_string(),
        options: options.collect(),
        most: 1,
        chosen: Vec::new(),
    };
    Message { rows: vec![Row::Menu(menu)], ..Message::text(content) }
}

/// The vote is stored; said only after it is.
#[must_use]
pub fn receipt(poll: &Poll, cast: Cast) -> Message {
    let chosen = ("option", option(poll, cast.ballot().choice).into());
    let mut content = match cast {
        Cast::First(_) => text_with("poll-stored", &[chosen]),
        Cast::Changed(_, before) => {
            text_with("poll-changed", &[("before", option(poll, before).into()), chosen])
        }
        Cast::Same(_) => text_with("poll-still", &[chosen]),
    };
    if let Some(at) = poll.closes_at {
        content.push(' ');
        content.push_str(&text_with("poll-until", &[("at", full(at).into())]));
    }
    Message { rows: vec![own_row(poll)], ..Message::text(content) }
}

fn own_row(poll: &Poll) -> Row {
    Row::Buttons(vec![
        button(poll.id, "poll-button-change", PollPress::Ballot),
        button(poll.id, "poll-button-take-back", PollPress::TakeBack),
    ])
}

/// My vote.
#[must_use]
pub fn my_vote(poll: &Poll, mine: Option<Ballot>) -> Message {
    let number = ("number", poll.number.to_string().into());
    let chosen = |ballot: Ballot| ("option", option(poll, ballot.choice).into());
    match (&poll.state, mine) {
        (PollState::Open, Some(ballot)) => {
            let values = [chosen(ballot), ("at", full(ballot.cast_at).into())];
            let content = text_with("poll-mine", &values);
            Message { rows: vec![own_row(poll)], ..Message::text(content) }
        }
        (PollState::Open, None) => {
            let vote = button(poll.id, "poll-button-ballot", PollPress::Ballot);
            let content = text_with("poll-mine-none", &[number]);
            Message { rows: vec![Row::Buttons(vec![vote])], ..Message::text(content) }
        }
        (PollState::Closed { .. }, Some(ballot)) => {
            Message::text(text_with("poll-mine-closed", &[number, chosen(ballot)]))
        }
        (PollState::Closed { .. }, None) => {
            Message::text(text_with("poll-mine-closed-none", &[number]))
        }
    }
}

/// The vote is taken back, or there was none.
#[must_use]
pub fn taken_back(poll: &Poll, before: Option<Ballot>) -> Message {
    let content = match before {
        Some(ballot) => {
            text_with("poll-taken-back", &[("option", option(poll, ballot.choice).into())])
        }
        None => text_with("poll-taken-back-none", &[("number", poll.number.to_string().into())]),
    };
    let vote = button(poll.id, "poll-button-ballot", PollPress::Ballot);
    Message { rows: vec![Row::Buttons(vec![vote])], ..Message::text(content) }
}

/// How votes become a result.
#[must_use]
pub fn how_counted() -> Message {
    Message::text(text("poll-how"))
}
