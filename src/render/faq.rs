//! Looking around: topics, the entries of one, and one entry. Menus, so for the person alone.

use std::sync::Arc;

use super::answer::{compare_label, says};
use super::cite::Cites;
use super::{
    Button, ButtonStyle, ComparePress, Embed, FaqPress, Field, Menu, MenuOption, Message, Press,
    Row, clip, list, plain, text, text_with,
};
use crate::knowledge::{Entry, Knowledge, Stack, Topic};

/// The menu of topics that hold entries.
#[must_use]
pub fn topics(knowledge: &Knowledge, page: u8) -> Message {
    let held: Vec<(&Arc<Topic>, usize)> = knowledge
        .topics
        .iter()
        .map(|topic| (topic, entries(knowledge, topic).len()))
        .filter(|(_, count)| *count > 0)
        .collect();
    if held.is_empty() {
        return Message::text(text("faq-empty"));
    }
    let count: usize = held.iter().map(|(_, count)| count).sum();
    let options = list::page(
        &held,
        page,
        |(topic, count)| {
            let values = [("meaning", topic.meaning.clone().into()), ("entries", (*count).into())];
            MenuOption {
                label: clip::clip(&topic.name, 100),
                value: topic.id.clone(),
                description: clip::clip(&text_with("faq-topic", &values), 100),
            }
        },
        &text("faq-more-topics"),
    );
    let values = [("entries", count.into()), ("topics", held.len().into())];
    Message {
        content: text_with("faq-overview", &values),
        rows: vec![menu(text_with("faq-pick-topic", &values), FaqPress::Topic, options)],
        ..Message::default()
    }
}

/// The menu of a topic's entries.
#[must_use]
pub fn entries_of(knowledge: &Knowledge, topic: &Topic, page: u8) -> Message {
    let all = entries(knowledge, topic);
    let topic_id = &topic.id;
    let options = list::page(
        &all,
        page,
        |entry| MenuOption {
            label: clip::clip(entry.question().unwrap_or(&entry.text), 100),
            value: entry.id.to_string(),
            description: clip::clip(&stacks(entry), 100),
        },
        &text("faq-more-entries"),
    );
    // The last option leads on within this topic: its value names the topic too.
    let options = options.into_iter().map(|option| match list::page_chosen(&option.value) {
        Some(_) => MenuOption { value: format!("{}/{topic_id}", option.value), ..option },
        None => option,
    });
    let values = [("topic", plain(&topic.name).into()), ("entries", all.len().into())];
    Message {
        content: text_with("faq-entries", &values),
        rows: vec![
            menu(text_with("faq-pick-entry", &values), FaqPress::Entry, options.collect()),
            Row::Buttons(vec![button(text("faq-all-topics"), FaqPress::Page(None, 0))]),
        ],
        ..Message::default()
    }
}

/// The topic and page that an entry menu's last option leads to; none for any other value.
#[must_use]
pub fn entries_page_chosen(value: &str) -> Option<(&str, u8)> {
    let (page, topic) = value.split_once('/')?;
    Some((topic, list::page_chosen(page)?))
}

/// One entry with its sources.
#[must_use]
pub fn entry(knowledge: &Knowledge, entry: &Entry) -> Message {
    let mut cites = Cites::default();
    let mut fields = Vec::new();
    let description = cites.said(entry, 400);
    if let Some(note) = &entry.note {
        fields.push(Field { name: text("compare-notes"), value: plain(&clip::clip(note, 600)) });
    }
    fields.push(Field { name: text("answer-sources"), value: cites.lines(8) });
    let embed = Embed {
        title: clip::clip(entry.question().unwrap_or(&entry.topic.name), 256),
        description,
        fields,
        footer: String::new(),
    };
    let mut row = Vec::new();
    if let [first, second, ..] = pair(knowledge, entry).as_slice() {
        let press = ComparePress::Topic(entry.topic.id.clone());
        row.push(Button {
            label: compare_label(&entry.topic),
            id: Press::Compare(first.id.clone(), second.id.clone(), press).to_string(),
            style: ButtonStyle::Secondary,
        });
    }
    row.push(button(text("faq-more-of-topic"), FaqPress::Page(Some(entry.topic.id.clone()), 0)));
    Message {
        content: clip::clip(&says(entry), 200),
        embed: Some(embed),
        rows: vec![Row::Buttons(row)],
        ..Message::default()
    }
}

/// The entries of a topic: questions first, each group as filed.
fn entries<'a>(knowledge: &'a Knowledge, topic: &Topic) -> Vec<&'a Arc<Entry>> {
    let mut of_topic: Vec<&Arc<Entry>> =
        knowledge.entries.iter().filter(|e| e.topic.id == topic.id).collect();
    of_topic.sort_by_key(|entry| entry.question().is_none());
    of_topic
}

/// The stacks to compare on an entry's topic: its own first, then the others.
fn pair<'a>(knowledge: &'a Knowledge, entry: &'a Entry) -> Vec<&'a Arc<Stack>> {
    let others = knowledge.stacks.iter().filter(|s| !entry.is_about(s));
    entry.about.iter().chain(others).collect()
}

fn stacks(entry: &Entry) -> String {
    let names: Vec<&str> = entry.about.iter().map(|s| s.name.as_str()).collect();
    list::and(&names)
}

fn menu(placeholder: String, press: FaqPress, options: Vec<MenuOption>) -> Row {
    Row::Menu(Menu {
        placeholder,
        id: Press::Faq(press).to_string(),
        options,
        most: 1,
        chosen: Vec::new(),
    })
}

fn button(label: String, press: FaqPress) -> Button {
    Button { label, id: Press::Faq(press).to_string(), style: ButtonStyle::Secondary }
}
