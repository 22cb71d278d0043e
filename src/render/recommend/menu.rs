//! The menu of topics: what matters most, up to five.

use std::sync::Arc;

use super::super::{
    ButtonStyle, MOST_TOPICS, Menu, MenuOption, Message, Press, RecommendPress, Row, TopicCodes,
    clip, plain, text, text_with,
};
use super::{Asked, named};
use crate::knowledge::Topic;

/// Most options of a menu.
/// Source: <https://discord.com/developers/docs/components/reference#string-select>
const OPTIONS: usize = 25;

/// Who chose what is chosen already.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Chosen {
    /// It was read from the text.
    Reading,
    /// The person did, before.
    Person,
}

/// The menu, with some topics chosen already. Topics past the 25th are left out;
/// whoever calls puts the best first.
#[must_use]
pub fn menu(
    asked: &Asked<'_>,
    topics: &[Arc<Topic>],
    chosen: &[Arc<Topic>],
    by: Chosen,
) -> Message {
    let chosen = &chosen[..chosen.len().min(MOST_TOPICS)];
    // What is chosen is always on the menu, and first.
    let is_chosen = |topic: &&Arc<Topic>| chosen.iter().any(|one| one.id == topic.id);
    let others = topics.iter().filter(|topic| !is_chosen(topic));
    let options: Vec<MenuOption> = chosen
        .iter()
        .chain(others)
        .take(OPTIONS)
        .map(|topic| MenuOption {
            label: clip::clip(&topic.name, 100),
            value: topic.id.clone(),
            description: clip::clip(&topic.meaning, 100),
        })
        .collect();
    let most = u8::try_from(options.len().min(MOST_TOPICS)).unwrap_or(1);
    let menu = Menu {
        placeholder: text("recommend-pick"),
        id: Press::Recommend(asked.id, RecommendPress::Chosen).to_string(),
        options,
        most,
        chosen: chosen.iter().map(|topic| topic.id.clone()).collect(),
    };
    let mut lines = vec![text_with("recommend-ask", &[("stacks", plain(&asked.all()).into())])];
    if let Some(build) = asked.built() {
        let build = plain(&clip::clip(build, 150));
        lines.push(text_with("recommend-for", &[("build", build.into())]));
    }
    let mut rows = vec![Row::Menu(menu)];
    if !chosen.is_empty() {
        let topics = named(chosen.iter().map(AsRef::as_ref));
        let key = match by {
            Chosen::Reading => "recommend-read",
            Chosen::Person => "recommend-chosen",
        };
        lines.push(text_with(key, &[("topics", topics.into())]));
        let codes = TopicCodes::of(chosen.iter().map(AsRef::as_ref));
        let press = RecommendPress::Result(codes);
        rows.push(Row::Buttons(vec![asked.button("recommend-use", press, ButtonStyle::Primary)]));
    }
    if topics.len() > OPTIONS {
        let values = [("shown", OPTIONS.into()), ("topics", topics.len().into())];
        lines.push(text_with("recommend-some", &values));
    }
    Message { content: lines.join("\n"), rows, ..Message::default() }
}
