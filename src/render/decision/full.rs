//! The whole record, for the reader alone.

use super::file::file;
use super::message::{Shown, accepted, head};
use super::words::{self, against, button, day, departure, turnout};
use crate::decision::Decision;
use crate::render::{DecisionPress, Embed, Field, Message, Row, clip, plain, text, text_with};

/// Most code points of a field; all of a card may hold 6000, so that some fields get less.
/// Source: <https://discord.com/developers/docs/resources/message#embed-object-embed-limits>
const FIELD: usize = 1024;

/// The record; `link` leads to its message, `post` offers to post it where that failed.
#[must_use]
pub fn full(shown: &Shown<'_>, link: Option<&str>, post: bool) -> Message {
    let decision = shown.decision;
    let mut buttons = Vec::new();
    if post {
        buttons.push(button(decision.id, "decision-button-post", DecisionPress::Post));
    }
    if decision.evidence.is_some() {
        buttons.push(button(decision.id, "poll-button-evidence", DecisionPress::Evidence(0)));
    }
    let mut lines = vec![accepted(decision)];
    lines.extend(link.map(|link| text_with("decision-where", &[("link", link.into())])));
    let embed =
        Embed { description: lines.join("\n"), fields: fields(decision), ..Embed::default() };
    let rows = if buttons.is_empty() { Vec::new() } else { vec![Row::Buttons(buttons)] };
    let files = shown.files.then(|| file(decision, shown.zone)).into_iter().collect();
    let message =
        Message { content: head(decision), embed: Some(embed), rows, files, ..Message::default() };
    if shown.embeds { message } else { message.without_embed() }
}

fn fields(decision: &Decision) -> Vec<Field> {
    let written = &decision.text;
    let review = decision.review.map_or_else(|| text("decision-review-never"), |r| day(r.at));
    let parts = [
        ("decision-question", words::lines(written.question()), 600),
        ("decision-options", words::lines(&written.options().join(", ")), 700),
        ("decision-because", words::lines(written.because()), FIELD),
        ("decision-vote", vote(decision).unwrap_or_default(), FIELD),
        ("decision-reasons", reasons(decision), 800),
        ("decision-against", against(decision, 400), 800),
        ("decision-review", review, FIELD),
    ];
    let kept = parts.into_iter().filter(|(_, value, _)| !value.is_empty());
    kept.map(|(name, value, most)| Field { name: text(name), value: clip(&value, most) }).collect()
}

fn vote(decision: &Decision) -> Option<String> {
    let poll = decision.poll.as_ref()?;
    let vote = &poll.vote;
    let secret = if vote.secret { "decision-ballots-secret" } else { "decision-ballots-open" };
    let values = [
        ("poll", poll.number.to_string().into()),
        ("kind", plain(&vote.kind).into()),
        ("ballots", text(secret).into()),
        ("from", day(vote.from).into()),
        ("to", day(vote.to).into()),
    ];
    let mut lines = vec![text_with("decision-vote-how", &values), turnout(vote)];
    lines.extend(vote.lines.iter().map(|line| format!("- {}", plain(line))));
    lines.extend(vote.firmness.iter().map(|line| plain(line)));
    lines.extend(departure(decision));
    Some(lines.join("\n"))
}

fn reasons(decision: &Decision) -> String {
    let line = |reason: &crate::decision::Reason| {
        let values = [
            ("option", plain(&clip(&reason.option, 80)).into()),
            ("text", plain(&clip(&reason.text, 300)).into()),
        ];
        format!("- {}", text_with("decision-reason", &values))
    };
    decision.reasons.iter().map(line).collect::<Vec<_>>().join("\n")
}
