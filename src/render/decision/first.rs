//! What the server decided, before what the sources say.

use super::DecisionLine;
use super::words::{button, day};
use crate::decision::DecisionId;
use crate::poll::PollId;
use crate::render::{DecisionPress, Message, PollPress, Press, Row, clip, plain, text_with};

/// Most code points of the decision in the line.
const TITLE: usize = 80;

/// Most decisions named beside a draft.
const SIMILAR: usize = 3;

/// Rows that a message may have.
/// Source: <https://discord.com/developers/docs/components/reference#action-row>
const ROWS: usize = 5;

/// Puts the server's own decision before an answer or a comparison, with the way to it.
#[must_use]
pub fn decided_first(mut message: Message, id: DecisionId, line: &DecisionLine) -> Message {
    let number = line.number.to_string();
    let values = [
        ("number", number.clone().into()),
        ("decided", plain(&clip(&line.title, TITLE)).into()),
        ("day", day(line.at).into()),
    ];
    message.content = format!("{}\n{}", text_with("decided-first", &values), message.content);
    let mut open = button(id, "decision-button-full", DecisionPress::Full);
    open.label = text_with("decided-open", &[("number", number.into())]);
    if message.rows.len() < ROWS {
        message.rows.insert(0, Row::Buttons(vec![open]));
    }
    message
}

/// The poll whose draft a message is.
#[must_use]
pub fn draft_in(message: &Message) -> Option<PollId> {
    let draft = |id: &str| match id.parse() {
        Ok(Press::Poll(id, PollPress::EditText)) => Some(id),
        _ => None,
    };
    message.rows.iter().find_map(|row| match row {
        Row::Buttons(buttons) => buttons.iter().find_map(|button| draft(&button.id)),
        _ => None,
    })
}

/// Names similar decisions below the draft of a poll.
#[must_use]
pub fn beside_draft(mut message: Message, similar: &[&DecisionLine]) -> Message {
    let named = similar.iter().take(SIMILAR).map(|line| {
        let values = [
            ("number", line.number.to_string().into()),
            ("decided", plain(&clip(&line.title, TITLE)).into()),
            ("day", day(line.at).into()),
        ];
        text_with("decided-similar-one", &values)
    });
    let named: Vec<String> = named.collect();
    if named.is_empty() {
        return message;
    }
    let line = text_with("decided-similar", &[("decisions", named.join("; ").into())]);
    match &mut message.embed {
        Some(embed) => embed.description = format!("{}\n\n{line}", embed.description),
        None => message.content = format!("{}\n\n{line}", message.content),
    }
    message
}
