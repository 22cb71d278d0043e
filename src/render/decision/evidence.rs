//! The evidence behind a decision, one option at a time, for the reader alone.

use super::super::poll::Cited;
use super::words::{button, day};
use crate::decision::Decision;
use crate::poll::Attached;
use crate::render::{DecisionPress, Embed, Field, Message, Row, clip, text, text_with};

/// The option at this place, from 0.
#[must_use]
pub fn evidence(decision: &Decision, attached: &Attached, page: u8) -> Message {
    let count = attached.options.len();
    let values = [("number", decision.number.to_string().into()), ("day", day(attached.at).into())];
    let content = text_with("decision-evidence", &values);
    if count == 0 {
        return Message::text(content);
    }
    let at = usize::from(page) % count;
    let option = &attached.options[at];
    let mut cited = Cited::default();
    let mut fields: Vec<Field> =
        [("poll-evidence-for", &option.pros), ("poll-evidence-against", &option.cons)]
            .into_iter()
            .map(|(name, points)| Field { name: text(name), value: cited.lines(points) })
            .collect();
    fields.push(Field { name: text("answer-sources"), value: cited.sources() });
    let mut rows = Vec::new();
    if 1 < count {
        // Never 0 again: that one opens a new message.
        let following = page.checked_add(1).unwrap_or(1);
        let label = [("option", clip(&attached.options[(at + 1) % count].option, 40).into())];
        let press = DecisionPress::Evidence(following);
        let mut next = button(decision.id, "poll-button-evidence", press);
        next.label = text_with("poll-evidence-next", &label);
        rows.push(Row::Buttons(vec![next]));
    }
    let embed = Embed { title: clip(&option.option, 100), fields, ..Embed::default() };
    Message { content, embed: Some(embed), rows, ..Message::default() }
}
