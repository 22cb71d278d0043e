//! The page of a ballot that is being filled in: for one voter, nothing typed, nothing counted
//! before it is cast.

use super::vote::{in_a_line, in_lines, names};
use super::words::{PLAIN_ROOM, button, gist, listed, numbered, numbered_label};
use crate::poll::{
    Ballot, HalfBallot, Kind, MOST_POINTS, OptionIndex, Poll, Stance, Vote, VoterId, shuffled,
};
use crate::render::{
    Button, ButtonStyle, Menu, MenuOption, Message, PollPress, Press, Row, clip, text, text_with,
};

/// Most code points of a menu option's label.
/// Source: <https://discord.com/developers/docs/components/reference#string-select>
const MENU_LABEL: usize = 100;

/// Most code points of a button's label on a page: two stand side by side on a phone.
const LABEL: usize = 40;

/// Most options that have a button each; more share a menu.
const BUTTONS: usize = 10;

/// Buttons in a row.
const IN_A_ROW: usize = 3;

/// The ballot as it stands: half-done, else cast, else empty.
#[must_use]
pub fn ballot(
    poll: &Poll,
    reader: VoterId,
    half: Option<&HalfBallot>,
    standing: Option<&Ballot>,
) -> Message {
    match (poll.terms.kind, half, standing) {
        (Kind::PickOne, ..) => pick_one(poll, reader, standing),
        (Kind::Agree, ..) => agree(poll, standing),
        (_, None, Some(ballot)) => super::my_vote(poll, Some(ballot)),
        (_, half, standing) => {
            ballot_page(poll, reader, half.unwrap_or(&HalfBallot::default()), standing)
        }
    }
}

/// The same, after a press on a page that was out of date.
#[must_use]
pub fn out_of_date(
    poll: &Poll,
    reader: VoterId,
    half: Option<&HalfBallot>,
    standing: Option<&Ballot>,
) -> Message {
    let mut message = ballot(poll, reader, half, standing);
    let note = match (half, standing) {
        // It was cast or changed elsewhere meanwhile; the ballot itself follows.
        (None, Some(_)) => text("poll-page-two-devices"),
        _ => text("poll-page-out-of-date"),
    };
    message.content = format!("{note}\n\n{}", message.content);
    message
}

/// One option of few or many, by a menu.
fn pick_one(poll: &Poll, reader: VoterId, standing: Option<&Ballot>) -> Message {
    let question = ("question", gist(poll).into());
    let content = match standing {
        Some(ballot) => {
            let values = [question, ("option", in_a_line(poll, &ballot.vote).into())];
            text_with("poll-ballot-standing", &values)
        }
        None => text_with("poll-ballot", &[question]),
    };
    let options = shuffled(poll.text.options().len(), poll.id, reader);
    let menu = menu(poll, &options, "poll-ballot-choose", PollPress::Choose, 1, &[]);
    let rows = vec![menu, Row::Buttons(vec![no_opinion(poll)])];
    Message { rows, ..Message::text(content) }
}

/// What to think of a proposal, by buttons.
fn agree(poll: &Poll, standing: Option<&Ballot>) -> Message {
    let question = ("question", gist(poll).into());
    let content = match standing {
        Some(ballot) => {
            let values = [question, ("option", in_a_line(poll, &ballot.vote).into())];
            text_with("poll-ballot-standing-stance", &values)
        }
        None => text_with("poll-ballot-stance", &[question]),
    };
    Message { rows: vec![Row::Buttons(stances(poll))], ..Message::text(content) }
}

/// A button for each stance.
pub(super) fn stances(poll: &Poll) -> Vec<Button> {
    let stance = |stance| {
        let key = match stance {
            Stance::Agree => "poll-button-agree",
            Stance::Abstain => "poll-button-abstain",
            Stance::Disagree => "poll-button-disagree",
            Stance::Block => "poll-button-block",
        };
        button(poll.id, key, PollPress::Stance(stance))
    };
    Stance::ALL.into_iter().map(stance).collect()
}

/// A ballot of several marks, as far as it is filled in.
#[must_use]
pub fn ballot_page(
    poll: &Poll,
    reader: VoterId,
    half: &HalfBallot,
    standing: Option<&Ballot>,
) -> Message {
    let order = shuffled(poll.text.options().len(), poll.id, reader);
    let open: Vec<OptionIndex> = order.iter().copied().filter(|o| !half.has(*o)).collect();
    let mut parts = vec![format!("**{}**", gist(poll))];
    let mut rows = Vec::new();
    match poll.terms.kind {
        Kind::PickSeveral { most } => {
            parts.push(picked(poll, half, most));
            let most = most.map_or(order.len(), usize::from).clamp(1, order.len().max(1));
            let chosen: Vec<OptionIndex> = half.marks().iter().map(|mark| mark.option).collect();
            let press = PollPress::Menu(half.edits());
            rows.push(menu(poll, &order, "poll-page-pick", press, most, &chosen));
        }
        Kind::Rate => rate(poll, half, &open, &mut parts, &mut rows),
        _ => rank(poll, half, &open, &mut parts, &mut rows),
    }
    let key = if standing.is_some() { "poll-page-not-cast-standing" } else { "poll-page-not-cast" };
    parts.push(text(key));
    rows.push(last_row(poll, half));
    let content = parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>();
    Message { rows, ..Message::text(content.join("\n\n")) }
}

fn picked(poll: &Poll, half: &HalfBallot, most: Option<u8>) -> String {
    let said = match half.marks() {
        [] => text("poll-page-picked-none"),
        _ => in_lines(poll, &half.vote(poll.terms.kind)),
    };
    let cap = match most {
        Some(most) => text_with("poll-page-pick-cap", &[("most", most.into())]),
        None => text("poll-page-pick-any"),
    };
    format!("{said}\n{cap}")
}

fn rank(
    poll: &Poll,
    half: &HalfBallot,
    open: &[OptionIndex],
    parts: &mut Vec<String>,
    rows: &mut Vec<Row>,
) {
    if !half.marks().is_empty() {
        parts.push(ranked_so_far(poll, half, open));
    }
    let next = half.marks().len() + 1;
    if open.is_empty() {
        parts.push(text("poll-page-all-ranked"));
        return;
    }
    let key = if next == 1 { "poll-page-first" } else { "poll-page-next" };
    parts.push(text_with(key, &[("place", next.into())]));
    let edits = half.edits();
    if poll.text.options().len() > BUTTONS {
        rows.push(menu(poll, open, "poll-page-rank", PollPress::Menu(edits), 1, &[]));
    } else {
        let buttons: Vec<Button> =
            open.iter().map(|o| option_button(poll, *o, PollPress::Mark(o.0, edits))).collect();
        // Four rows of three hold ten options; the last row is for what ends the ballot.
        rows.extend(buttons.chunks(IN_A_ROW).map(|row| Row::Buttons(row.to_vec())));
    }
}

fn ranked_so_far(poll: &Poll, half: &HalfBallot, open: &[OptionIndex]) -> String {
    let Vote::Ranked(ranked) = half.vote(Kind::Rank) else {
        return String::new();
    };
    let lines = ranked.iter().zip(1_usize..).map(|(choice, place)| {
        let values =
            [("place", place.into()), ("option", listed(poll, *choice, PLAIN_ROOM).into())];
        text_with("poll-vote-rank", &values)
    });
    let mut said = lines.collect::<Vec<_>>().join("\n");
    if !open.is_empty() {
        let mut left = open.to_vec();
        left.sort_unstable();
        let values = [("options", names(poll, left.into_iter()).into())];
        said = format!("{said}\n{}", text_with("poll-page-left-out", &values));
    }
    said
}

fn rate(
    poll: &Poll,
    half: &HalfBallot,
    open: &[OptionIndex],
    parts: &mut Vec<String>,
    rows: &mut Vec<Row>,
) {
    if half.marks().iter().any(|mark| mark.points.is_some()) {
        parts.push(in_lines(poll, &half.vote(Kind::Rate)));
    }
    let Some(next) = open.first() else {
        parts.push(text("poll-page-all-rated"));
        return;
    };
    let values = [("option", listed(poll, *next, PLAIN_ROOM).into())];
    parts.push(text_with("poll-page-points", &values));
    let edits = half.edits();
    let points = |points: u8| Button {
        label: text_with("poll-button-points", &[("points", points.into())]),
        id: Press::Poll(poll.id, PollPress::Points(next.0, points, edits)).to_string(),
        style: ButtonStyle::Secondary,
    };
    let buttons: Vec<Button> = (0..=MOST_POINTS).map(points).collect();
    rows.extend(buttons.chunks(IN_A_ROW).map(|row| Row::Buttons(row.to_vec())));
    let over = button(poll.id, "poll-button-pass-over", PollPress::PassOver(next.0, edits));
    rows.push(Row::Buttons(vec![over]));
}

/// Cast, undo, start over; or no opinion, while nothing is marked.
fn last_row(poll: &Poll, half: &HalfBallot) -> Row {
    let edits = half.edits();
    let marked = !half.marks().is_empty();
    let castable = match half.vote(poll.terms.kind) {
        Vote::Rated(rated) => !rated.is_empty(),
        _ => marked,
    };
    let mut buttons = Vec::new();
    if castable {
        buttons.push(button(poll.id, "poll-button-cast", PollPress::Cast(edits)));
    }
    if marked {
        if !matches!(poll.terms.kind, Kind::PickSeveral { .. }) {
            buttons.push(button(poll.id, "poll-button-undo", PollPress::Undo(edits)));
        }
        buttons.push(button(poll.id, "poll-button-start-over", PollPress::StartOver(edits)));
    } else {
        buttons.push(no_opinion(poll));
    }
    Row::Buttons(buttons)
}

fn no_opinion(poll: &Poll) -> Button {
    button(poll.id, "poll-button-no-opinion", PollPress::NoOpinion)
}

fn option_button(poll: &Poll, option: OptionIndex, press: PollPress) -> Button {
    Button {
        label: clip(&label(poll, option), LABEL),
        id: Press::Poll(poll.id, press).to_string(),
        style: ButtonStyle::Secondary,
    }
}

/// An option with its place in front where labels may be cut.
fn label(poll: &Poll, option: OptionIndex) -> String {
    let options = poll.text.options();
    let name = options.get(option.at()).map_or("", String::as_str);
    if numbered(options) { numbered_label(option.at(), name) } else { name.to_owned() }
}

fn menu(
    poll: &Poll,
    options: &[OptionIndex],
    placeholder: &str,
    press: PollPress,
    most: usize,
    chosen: &[OptionIndex],
) -> Row {
    let entries = options.iter().map(|one| MenuOption {
        label: clip(&label(poll, *one), MENU_LABEL),
        value: one.0.to_string(),
        description: String::new(),
    });
    Row::Menu(Menu {
        placeholder: text_with(placeholder, &[("options", options.len().into())]),
        id: Press::Poll(poll.id, press).to_string(),
        options: entries.collect(),
        most: u8::try_from(most.min(options.len())).unwrap_or(u8::MAX).max(1),
        chosen: chosen.iter().map(|one| one.0.to_string()).collect(),
    })
}
