//! The question back: which topic was meant?

use std::sync::Arc;

use super::super::{
    AnswerId, AnswerPress, Menu, MenuOption, Message, Press, Row, clip, plain, text, text_with,
};
use crate::answer::Reading;
use crate::knowledge::Topic;

/// The value in the menu of readings that stands for none of them.
pub const NONE_OF_THESE: &str = "~none";

/// The question back: which topic was meant? For the asker alone, as it holds a menu.
#[must_use]
pub fn choices(reading: &Reading, topics: &[Arc<Topic>], id: AnswerId) -> Message {
    let question = plain(&clip::clip(&reading.question, 150));
    let mut options: Vec<MenuOption> = topics
        .iter()
        .take(24)
        .map(|topic| MenuOption {
            label: clip::clip(&topic.name, 100),
            value: topic.id.clone(),
            description: clip::clip(&topic.meaning, 100),
        })
        .collect();
    options.push(MenuOption {
        label: text("choices-none"),
        value: NONE_OF_THESE.into(),
        description: String::new(),
    });
    Message {
        content: text_with("choices", &[("question", question.into())]),
        rows: vec![Row::Menu(Menu {
            placeholder: text("choices-placeholder"),
            id: Press::Answer(id, AnswerPress::Meant).to_string(),
            options,
            most: 1,
            chosen: Vec::new(),
        })],
        ..Message::default()
    }
}
