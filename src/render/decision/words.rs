//! Pieces that several messages of decisions share.

use crate::decision::{Decision, DecisionId, VoteSummary};
use crate::poll::AttachedPoint;
use crate::render::{
    Button, ButtonStyle, DecisionPress, Press, clip, clip_sentence, plain, text, text_with,
};
use crate::time::Timestamp;

/// Lines of a result that a card shows.
const LINES: usize = 4;

/// A day that Discord shows in the reader's own words.
pub(super) fn day(at: Timestamp) -> String {
    format!("<t:{}:D>", at.seconds())
}

/// A button of a decision or its note.
pub(super) fn button(id: DecisionId, key: &str, press: DecisionPress) -> Button {
    let style = match press {
        DecisionPress::Post | DecisionPress::Record | DecisionPress::StillRight => {
            ButtonStyle::Primary
        }
        _ => ButtonStyle::Secondary,
    };
    Button { label: text(key), id: Press::Decision(id, press).to_string(), style }
}

/// A text of several lines so that Discord shows it as it is: [`plain`] line by line, and no number
/// at the start of one made into a list.
pub(super) fn lines(text: &str) -> String {
    let line = |line: &str| {
        let digits = line.chars().take_while(char::is_ascii_digit).count();
        let (number, rest) = line.split_at(digits);
        match rest.chars().next() {
            Some('.' | ')') if digits > 0 => format!("{number}\\{}", plain_inside(rest)),
            _ => plain(line),
        }
    };
    text.lines().map(line).collect::<Vec<_>>().join("\n")
}

/// [`plain`] of what does not stand at the start of its line.
fn plain_inside(text: &str) -> String {
    let (first, rest) = text.split_at(1);
    format!("{first}{}", plain(rest))
}

/// The result of the vote in a line or two, and that it was departed from.
pub(super) fn vote_line(decision: &Decision) -> Option<String> {
    let vote = &decision.poll.as_ref()?.vote;
    let lines: Vec<String> = vote.lines.iter().take(LINES).map(|line| plain(line)).collect();
    let mut all = vec![lines.join("; "), turnout(vote)];
    all.extend(departure(decision));
    all.retain(|line| !line.is_empty());
    Some(all.join("\n"))
}

/// "7 of 8 voted."
pub(super) fn turnout(vote: &VoteSummary) -> String {
    match vote.could_vote {
        Some(could) => {
            let values = [("voted", vote.voted.into()), ("could", could.into())];
            text_with("decision-turnout-of", &values)
        }
        None => text_with("decision-turnout", &[("voted", vote.voted.into())]),
    }
}

/// That the decision departs from the vote.
pub(super) fn departure(decision: &Decision) -> Option<String> {
    let winners = decision.departs_from()?.join(", ");
    Some(text_with("decision-departs", &[("winners", plain(&clip(&winners, 200)).into())]))
}

/// The strongest point against what was chosen, or why there is none, and how many voters gave
/// reasons for other options.
pub(super) fn against(decision: &Decision, most: usize) -> String {
    let mut lines = vec![match &decision.against {
        Some(point) => {
            let says = plain(&clip_sentence(&point.text, most));
            let values = [("says", says.into()), ("who", plain(&who(point)).into())];
            text_with("answer-says", &values)
        }
        None if decision.covers.stacks.is_empty() => text("decision-against-unknown"),
        None => text("decision-against-none"),
    }];
    let reasons = decision.reasons_against().count();
    if reasons > 0 {
        lines.push(text_with("decision-against-reasons", &[("reasons", reasons.into())]));
    }
    lines.join("\n")
}

/// The sources of a statement by name.
fn who(point: &AttachedPoint) -> String {
    let mut names: Vec<&str> = Vec::new();
    for cite in &point.cites {
        if !names.contains(&cite.source.as_str()) {
            names.push(&cite.source);
        }
    }
    clip(&names.join(", "), 120)
}
