//! The questions back, for the asker alone, as they hold a menu: which topic was meant, and which
//! other reading.

use std::sync::Arc;

use super::super::{
    AnswerId, AnswerPress, Menu, MenuOption, Message, Press, Row, clip, plain, text, text_with,
};
use super::head::names;
use crate::answer::{Found, OtherReading, Reading};
use crate::knowledge::{Stack, Topic};

/// The value in the menu of readings that stands for none of them.
pub const NONE_OF_THESE: &str = "~none";

/// The question back: which topic was meant?
#[must_use]
pub fn choices(reading: &Reading, topics: &[Arc<Topic>], id: AnswerId) -> Message {
    let options = topics.iter().map(|topic| MenuOption {
        label: clip::clip(&topic.name, 100),
        value: topic.id.clone(),
        description: clip::clip(&topic.meaning, 100),
    });
    menu(reading, id, ["choices", "choices-placeholder"], options)
}

/// "Not what I meant": what else the question may have meant.
#[must_use]
pub fn readings(found: &Found, others: &[OtherReading], id: AnswerId) -> Message {
    let options = others.iter().map(|other| option(found, other));
    menu(&found.reading, id, ["readings", "readings-placeholder"], options)
}

/// The reading that this value in the menu stands for.
#[must_use]
pub fn reading_chosen<'a>(others: &'a [OtherReading], chosen: &str) -> Option<&'a OtherReading> {
    others.iter().find(|other| value(other) == chosen)
}

/// A topic is its id, as it always was; `~` begins no id. Two ids of 40 letters fit the 100 that an
/// option's value may have.
/// Source: <https://discord.com/developers/docs/components/reference#string-select>
fn value(other: &OtherReading) -> String {
    match other {
        OtherReading::AsTyped => "~typed".into(),
        OtherReading::Topic(topic) => topic.id.clone(),
        OtherReading::Stacks(stacks) => {
            let ids: Vec<&str> = stacks.iter().map(|stack| stack.id.as_str()).collect();
            format!("~stacks:{}", ids.join("+"))
        }
    }
}

fn option(found: &Found, other: &OtherReading) -> MenuOption {
    let (label, description) = match other {
        OtherReading::AsTyped => as_typed(&found.reading),
        OtherReading::Topic(topic) => (about(topic, &found.reading.stacks), topic.meaning.clone()),
        OtherReading::Stacks(stacks) => {
            let key = if stacks.len() > 1 { "readings-together" } else { "readings-alone" };
            (about(found.topic(), stacks), text(key))
        }
    };
    MenuOption {
        label: clip::clip(&label, 100),
        value: value(other),
        description: clip::clip(&description, 100),
    }
}

/// "Security, about Node.js"
fn about(topic: &Topic, stacks: &[Arc<Stack>]) -> String {
    if stacks.is_empty() {
        return topic.name.clone();
    }
    let values = [("topic", topic.name.clone().into()), ("stacks", names(stacks).into())];
    text_with("readings-about", &values)
}

/// "“djnago”, just as I typed it"
fn as_typed(reading: &Reading) -> (String, String) {
    let quoted = |word: &String| format!("“{}”", clip::clip(word, 30));
    let (typed, read): (Vec<String>, Vec<String>) =
        reading.corrected.iter().take(2).map(|(typed, read)| (quoted(typed), quoted(read))).unzip();
    let values = [("typed", typed.join(", ").into())];
    let meant = [("read", read.join(", ").into())];
    (text_with("readings-typed", &values), text_with("readings-not-read", &meant))
}

fn menu(
    reading: &Reading,
    id: AnswerId,
    [content, placeholder]: [&str; 2],
    options: impl Iterator<Item = MenuOption>,
) -> Message {
    let question = plain(&clip::clip(&reading.question, 150));
    let mut options: Vec<MenuOption> = options.take(24).collect();
    options.push(MenuOption {
        label: text("choices-none"),
        value: NONE_OF_THESE.into(),
        description: String::new(),
    });
    Message {
        content: text_with(content, &[("question", question.into())]),
        rows: vec![Row::Menu(Menu {
            placeholder: text(placeholder),
            id: Press::Answer(id, AnswerPress::Meant).to_string(),
            options,
            most: 1,
            chosen: Vec::new(),
        })],
        ..Message::default()
    }
}
