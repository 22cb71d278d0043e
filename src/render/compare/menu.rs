//! The menu of topics, for the person alone.

use std::sync::Arc;

use super::super::text_with;
use super::super::{ComparePress, Menu, MenuOption, Message, Row, clip, list, plain, text};
use super::press;
use crate::answer::{Comparison, Group};
use crate::knowledge::Topic;

/// The topics, disputed ones first, one page of them.
#[must_use]
pub fn topics(comparison: &Comparison, page: u8) -> Message {
    let of = |group| comparison.topics.iter().filter(move |view| view.group() == group);
    let all: Vec<&Arc<Topic>> = [Group::Disputed, Group::Leans(0), Group::Leans(1), Group::Even]
        .into_iter()
        .flat_map(of)
        .map(|view| &view.lean.topic)
        .collect();
    let options = list::page(
        &all,
        page,
        |topic| MenuOption {
            label: clip::clip(&topic.name, 100),
            value: topic.id.clone(),
            description: clip::clip(&topic.meaning, 100),
        },
        &text("compare-more-topics"),
    );
    let menu = Menu {
        placeholder: text_with("compare-pick", &[("topics", all.len().into())]),
        id: press(comparison, ComparePress::Pick),
        options,
        most: 1,
        chosen: Vec::new(),
    };
    let [first, second] = &comparison.stacks;
    let values = [("first", plain(&first.name).into()), ("second", plain(&second.name).into())];
    Message {
        content: text_with("compare-which", &values),
        rows: vec![Row::Menu(menu)],
        ..Message::default()
    }
}
