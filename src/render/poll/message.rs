//! The message of a poll: open with its buttons, or closed with the way to its result.

use super::page::stances;
use super::words::{
    button, closes, full, gist, label, message, option_lines, relative, turnout, whole_question,
};
use crate::poll::{Ballot, Disclosure, Kind, Poll, PollNumber, PollState, Tally};
use crate::render::{Button, Message, PollPress, Row, plain, text, text_with};
use crate::time::Timestamp;

/// Most options that have a vote button each; more share one button and a private menu.
const BUTTONS: usize = 5;

/// A poll with what is shown of it.
#[derive(Clone, Copy, Debug)]
pub struct Shown<'a> {
    /// The poll.
    pub poll: &'a Poll,
    /// Its votes, counted.
    pub tally: &'a Tally,
    /// Its ballots.
    pub ballots: &'a [Ballot],
    /// Whether embeds are allowed there.
    pub embeds: bool,
    /// When the counts were taken, if redraws are rare.
    pub as_of: Option<Timestamp>,
    /// The address of the poll's message.
    pub poll_link: Option<&'a str>,
    /// The address of the result's message.
    pub result_link: Option<&'a str>,
    /// Whether evidence goes with it.
    pub evidence: bool,
    /// Whether somebody said that it stays closed although it missed its quorum.
    pub for_good: bool,
}

/// What only the message of this poll holds: people's text cannot, its asterisks are escaped.
#[must_use]
pub fn poll_mark(number: PollNumber) -> String {
    text_with("poll-head-mark", &[("number", number.to_string().into())])
}

/// The message.
#[must_use]
pub fn poll(shown: &Shown<'_>) -> Message {
    match &shown.poll.state {
        PollState::Open => open(shown),
        PollState::Closed { at, .. } => closed(shown, *at),
    }
}

fn head(key: &str, poll: &Poll) -> String {
    let values = [("number", poll.number.to_string().into()), ("question", gist(poll).into())];
    text_with(key, &values)
}

fn open(shown: &Shown<'_>) -> Message {
    let poll = shown.poll;
    let votes = turnout(shown);
    let as_of = shown.as_of.map(|at| text_with("poll-as-of", &[("at", relative(at).into())]));
    let rest = vec![
        whole_question(poll, shown.embeds).unwrap_or_default(),
        text_with(opened_by(poll.terms.kind), &[("author", plain(&poll.author.name).into())]),
        option_lines(shown),
        format!("{}\n{votes}. {}", closes(poll.closes_at), as_of.unwrap_or_default())
            .trim_end()
            .to_owned(),
        disclosed(poll),
    ];
    message(head("poll-head", poll), rest, shown.embeds, rows(shown))
}

fn closed(shown: &Shown<'_>, at: Timestamp) -> Message {
    let poll = shown.poll;
    let closing = match shown.result_link {
        Some(link) => {
            let values = [("at", full(at).into()), ("link", link.into())];
            text_with("poll-closed-link", &values)
        }
        None => text_with("poll-closed-at", &[("at", full(at).into())]),
    };
    let rest =
        vec![whole_question(poll, shown.embeds).unwrap_or_default(), option_lines(shown), closing];
    let result = button(poll.id, "poll-button-result", PollPress::Results);
    let mine = button(poll.id, "poll-button-mine", PollPress::MyVote);
    let mut row = vec![result, mine];
    row.extend(evidence(shown));
    let rows = vec![Row::Buttons(row)];
    message(head("poll-closed-head", poll), rest, shown.embeds, rows)
}

/// Who sees what when, in the poll's own message; nothing where counts stand in it.
fn disclosed(poll: &Poll) -> String {
    match poll.terms.rules.disclosure {
        Disclosure::Live => String::new(),
        Disclosure::AfterVote => text("poll-shown-after-vote"),
        Disclosure::AtClose => text("poll-shown-at-close"),
        Disclosure::Secret => text("poll-shown-secret"),
    }
}

/// Who opened it, and what to do.
const fn opened_by(kind: Kind) -> &'static str {
    match kind {
        Kind::PickOne => "poll-opened-by",
        Kind::PickSeveral { .. } => "poll-opened-several",
        Kind::Rank => "poll-opened-rank",
        Kind::Rate => "poll-opened-rate",
        Kind::Agree => "poll-opened-agree",
    }
}

/// The way to the evidence, where there is any.
fn evidence(shown: &Shown<'_>) -> Option<Button> {
    let press = PollPress::Evidence(0);
    shown.evidence.then(|| button(shown.poll.id, "poll-button-evidence", press))
}

fn rows(shown: &Shown<'_>) -> Vec<Row> {
    let poll = shown.poll;
    let options = poll.text.options().len();
    let mut rows = Vec::new();
    let mut others: Vec<Button> = evidence(shown).into_iter().collect();
    others.extend([
        button(poll.id, "poll-button-mine", PollPress::MyVote),
        button(poll.id, "poll-button-how", PollPress::HowCounted),
        button(poll.id, "poll-button-manage", PollPress::Manage),
    ]);
    if poll.terms.kind == Kind::Agree {
        rows.push(Row::Buttons(stances(poll)));
        rows.push(Row::Buttons(others));
    } else if poll.terms.kind == Kind::PickOne && options <= BUTTONS {
        let votes: Vec<Button> = (0..options).map(|place| vote_button(poll, place)).collect();
        // Five in a row wrap badly on a phone.
        let first = if votes.len() == BUTTONS { 3 } else { votes.len() };
        rows.extend(votes.chunks(first).map(|row| Row::Buttons(row.to_vec())));
        rows.push(Row::Buttons(others));
    } else {
        let ballot = button(poll.id, "poll-button-ballot", PollPress::Ballot);
        // Five in a row wrap badly on a phone.
        let manage = if others.len() > 3 { others.pop() } else { None };
        rows.push(Row::Buttons(std::iter::once(ballot).chain(others).collect()));
        rows.extend(manage.map(|manage| Row::Buttons(vec![manage])));
    }
    rows
}

fn vote_button(poll: &Poll, place: usize) -> Button {
    let press = PollPress::Vote(u8::try_from(place).unwrap_or(u8::MAX));
    Button { label: label(poll, place), ..button(poll.id, "poll-button-ballot", press) }
}
