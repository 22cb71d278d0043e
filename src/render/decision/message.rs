//! The message of a decision in its channel.

use super::file::file;
use super::words::{self, against, button, day, vote_line};
use crate::decision::{Decision, DecisionNumber, Status};
use crate::poll::TimeZoneName;
use crate::render::{
    DecisionPress, Embed, Field, Message, Row, clip, clip_sentence, plain, text, text_with,
};

/// Most code points of the reason in the card; the full record has it whole.
const BECAUSE: usize = 400;

/// Most code points of a field.
/// Source: <https://discord.com/developers/docs/resources/message#embed-object-embed-limits>
const FIELD: usize = 1024;

/// Most code points of the point against it in the card.
const AGAINST: usize = 250;

/// A decision with what is known of the place where it is shown.
#[derive(Clone, Copy, Debug)]
pub struct Shown<'a> {
    /// The decision.
    pub decision: &'a Decision,
    /// The zone of the dates in its file.
    pub zone: &'a TimeZoneName,
    /// Whether embeds are allowed there.
    pub embeds: bool,
    /// Whether files are.
    pub files: bool,
}

/// What only the message of this decision holds: people's text cannot, its asterisks are escaped.
#[must_use]
pub fn decision_mark(number: DecisionNumber) -> String {
    text_with("decision-mark", &[("number", number.to_string().into())])
}

/// The message.
#[must_use]
pub fn decision(shown: &Shown<'_>) -> Message {
    let decision = shown.decision;
    let mut buttons = vec![button(decision.id, "decision-button-full", DecisionPress::Full)];
    if decision.evidence.is_some() {
        buttons.push(button(decision.id, "poll-button-evidence", DecisionPress::Evidence(0)));
    }
    let message = Message {
        content: head(decision),
        embed: Some(card(decision)),
        rows: vec![Row::Buttons(buttons)],
        files: shown.files.then(|| file(decision, shown.zone)).into_iter().collect(),
        ..Message::default()
    };
    if shown.embeds { message } else { message.without_embed() }
}

/// "**Decision D-12**: Use Django."
pub(super) fn head(decision: &Decision) -> String {
    let decided = ("decided", plain(decision.text.decided()).into());
    let number = ("number", decision.number.to_string().into());
    match decision.status() {
        Status::Replaced(by) => {
            text_with("decision-head-replaced", &[number, decided, ("by", by.to_string().into())])
        }
        Status::Accepted | Status::Proposed => text_with("decision-head", &[number, decided]),
    }
}

/// Who accepted it and when, and what it replaces.
pub(super) fn accepted(decision: &Decision) -> String {
    let values = [("who", plain(&decision.by.name).into()), ("day", day(decision.at).into())];
    let mut lines = vec![text_with("decision-accepted", &values)];
    if let Some(old) = decision.replaces {
        lines.push(text_with("decision-replaces", &[("number", old.to_string().into())]));
    }
    lines.join(" ")
}

fn card(decision: &Decision) -> Embed {
    let question = decision.text.question();
    let question = (!question.is_empty()).then(|| format!("**{}**", plain(question)));
    let lines: Vec<String> = question.into_iter().chain([accepted(decision)]).collect();
    let mut fields = Vec::new();
    let mut put = |name: &str, value: String| {
        fields.push(Field { name: text(name), value: clip(&value, FIELD) });
    };
    if !decision.text.because().is_empty() {
        let because = clip_sentence(decision.text.because(), BECAUSE);
        put("decision-because", words::lines(&because));
    }
    if let Some(vote) = vote_line(decision) {
        put("decision-vote", vote);
    }
    put("decision-against", against(decision, AGAINST));
    if let Some(review) = decision.review {
        put("decision-review", day(review.at));
    }
    Embed { description: lines.join("\n\n"), fields, ..Embed::default() }
}

/// It is recorded and posted, with its file where files are allowed.
#[must_use]
pub fn posted(number: DecisionNumber, link: &str, files: bool) -> Message {
    let values = [("number", number.to_string().into()), ("link", link.into())];
    let said = text_with("decision-posted", &values);
    Message::text(if files { said } else { format!("{said}\n{}", text("decision-no-file")) })
}

/// It is recorded, and not posted: why, where that is known.
#[must_use]
pub fn posted_later(decision: &Decision, why: Option<&dyn std::error::Error>) -> Message {
    let number = ("number", decision.number.to_string().into());
    let content = match why {
        Some(why) => {
            let why = plain(&clip(&why.to_string(), 200));
            text_with("decision-not-posted", &[number, ("why", why.into())])
        }
        None => text_with("decision-unposted", &[number]),
    };
    let again = button(decision.id, "decision-button-post", DecisionPress::Post);
    Message { rows: vec![Row::Buttons(vec![again])], ..Message::text(content) }
}
