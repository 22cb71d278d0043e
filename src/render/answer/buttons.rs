//! The buttons below an answer, and their labels.

use super::super::{
    AnswerId, AnswerPress, Button, ButtonStyle, ComparePress, Press, Row, Seen, list, text,
    text_with,
};
use crate::answer::Found;
use crate::knowledge::{Stack, Topic};

pub(super) fn buttons(found: &Found, id: AnswerId, seen: Seen<'_>) -> Vec<Row> {
    let button = |label: String, press, style| Button {
        label,
        id: Press::Answer(id, press).to_string(),
        style,
    };
    let quiet = ButtonStyle::Secondary;
    let mut row = Vec::new();
    if seen == Seen::ByAsker {
        row.push(button(text("answer-show"), AnswerPress::Show, ButtonStyle::Primary));
    }
    row.push(button(text("answer-button-more"), AnswerPress::More, quiet));
    row.push(button(compare_label(found.topic()), AnswerPress::Compare, quiet));
    row.push(button(text("answer-plan"), AnswerPress::Plan, quiet));
    row.push(button(text("answer-not-meant"), AnswerPress::NotMeant, quiet));
    // Five buttons in a row wrap badly on a phone.
    let second = row.split_off(row.len().min(if row.len() > 4 { 3 } else { 4 }));
    [row, second].into_iter().filter(|r| !r.is_empty()).map(Row::Buttons).collect()
}

/// The one button below an answer to a question that was read anew; it needs no memory of it.
pub(super) fn compare_button(found: &Found, [first, second]: [&Stack; 2]) -> Row {
    let topic = found.topic();
    let press = ComparePress::Topic(topic.id.clone());
    Row::Buttons(vec![Button {
        label: compare_label(topic),
        id: Press::Compare(first.id.clone(), second.id.clone(), press).to_string(),
        style: ButtonStyle::Secondary,
    }])
}

/// "Compare on real-time", or without the topic where that would be too long for a phone.
pub(in crate::render) fn compare_label(topic: &Topic) -> String {
    let label = text_with("answer-compare", &[("topic", lower_first(&topic.name).into())]);
    if label.chars().count() <= list::LABEL { label } else { text("answer-compare-short") }
}

/// The name as it stands in the middle of a sentence; abbreviations keep their capitals.
pub(in crate::render) fn lower_first(name: &str) -> String {
    let mut chars = name.chars();
    match (chars.next(), chars.clone().next()) {
        (Some(first), Some(second)) if first.is_uppercase() && second.is_lowercase() => {
            first.to_lowercase().chain(chars).collect()
        }
        _ => name.to_owned(),
    }
}
