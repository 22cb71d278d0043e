//! From a result to a decision: the way to it below the result, and the question that it opens.

use super::super::list;
use super::super::poll::{self as show, Shown, Voted};
use crate::decision::DecisionNumber;
use crate::poll::{Kind, Member, Outcome, Poll};
use crate::render::{
    Button, ButtonStyle, DecidePress, Message, Press, Row, clip, plain, text, text_with,
};

/// Most options that have a button each.
const OPTIONS: usize = 3;

/// Most buttons in a row; five wrap badly on a phone.
const IN_A_ROW: usize = 4;

/// Most code points of an option on a button.
const LABEL: usize = 40;

fn button(poll: &Poll, label: String, press: DecidePress) -> Button {
    let style = match press {
        DecidePress::Follow(_) => ButtonStyle::Primary,
        _ => ButtonStyle::Secondary,
    };
    Button { label, id: Press::Decide(poll.id, press).to_string(), style }
}

fn row(below: &mut Message, row: Vec<Button>) {
    below.rows.push(Row::Buttons(row));
}

/// Adds a paragraph to the card of a message, or to its text where it has no card.
fn say(message: &mut Message, line: &str) {
    match &mut message.embed {
        Some(embed) => embed.description = format!("{}\n\n{line}", embed.description),
        None => message.content = format!("{}\n\n{line}", message.content),
    }
}

/// Who decides on a poll: who was named for it, else its author.
#[must_use]
pub fn decider(poll: &Poll) -> &Member {
    poll.terms.rules.decider.as_ref().unwrap_or(&poll.author)
}

/// The message that announces a result, with the way to decide on it where there is anything to
/// decide.
#[must_use]
pub fn result(shown: &Shown<'_>) -> Message {
    let drawn = show::result(shown);
    let nothing = matches!(shown.tally.outcome, Outcome::NoVotes | Outcome::QuorumMissed(_));
    if nothing || shown.poll.is_cancelled() {
        return drawn;
    }
    with_the_way_to_decide(drawn, shown.poll)
}

/// A result that nobody has decided on: it is proposed, and who may decide is told how.
fn with_the_way_to_decide(mut result: Message, poll: &Poll) -> Message {
    let who = plain(&clip(&decider(poll).name, 60));
    say(&mut result, &text_with("decide-proposed", &[("who", who.into())]));
    let decide = button(poll, text("decide-button"), DecidePress::Ask);
    match result.rows.last_mut() {
        Some(Row::Buttons(last)) if last.len() < IN_A_ROW => last.push(decide),
        _ => row(&mut result, vec![decide]),
    }
    result
}

/// A result that was decided on.
#[must_use]
pub fn with_the_way_to_it(mut result: Message, number: DecisionNumber, link: &str) -> Message {
    let values = [("number", number.to_string().into()), ("link", link.into())];
    say(&mut result, &text_with("decide-decided", &values));
    result
}

/// What shall be written down?
#[must_use]
pub fn ask(poll: &Poll, voted: &Voted) -> Message {
    let number = ("number", poll.number.to_string().into());
    let winners = voted.summary.winners.iter().map(|name| plain(&clip(name, 60)));
    let winners = winners.collect::<Vec<_>>();
    let content = match (voted.passed, winners.as_slice()) {
        (Some(true), _) => text_with("decide-ask-passed", &[number]),
        (Some(false), _) => text_with("decide-ask-not-passed", &[number]),
        (None, []) => text_with("decide-ask-none", &[number]),
        (None, [one]) => text_with("decide-ask", &[number, ("option", one.as_str().into())]),
        (None, several) => text_with(
            "decide-ask-tie",
            &[
                number,
                (
                    "options",
                    list::and(&several.iter().map(String::as_str).collect::<Vec<_>>()).into(),
                ),
            ],
        ),
    };
    let mut buttons = Vec::new();
    for option in voted.winners.iter().take(OPTIONS) {
        let name = poll.text.options().get(option.at()).map_or("", String::as_str);
        let label = text_with("decide-follow", &[("option", clip(name, LABEL).into())]);
        buttons.push(button(poll, label, DecidePress::Follow(option.0)));
    }
    if poll.terms.kind == Kind::Agree && voted.passed.is_some() {
        buttons.push(button(poll, text("decide-as-voted"), DecidePress::Follow(0)));
    }
    let mut message = Message::text(content);
    let others = vec![
        button(poll, text("decide-otherwise"), DecidePress::Otherwise),
        button(poll, text("decide-not-yet"), DecidePress::NotYet),
    ];
    if buttons.len() > 1 {
        row(&mut message, buttons);
        row(&mut message, others);
    } else {
        buttons.extend(others);
        row(&mut message, buttons);
    }
    message
}

/// Nothing is decided yet.
#[must_use]
pub fn not_yet(poll: &Poll) -> Message {
    Message::text(text_with("decide-later", &[("number", poll.number.to_string().into())]))
}
