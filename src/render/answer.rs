//! An answer: the gist, the best point for each stack, the catch, where sources disagree, how good
//! the evidence is, and the sources.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::cite::Cites;
use super::evidence::evidence;
use super::{
    AnswerId, AnswerPress, Button, ButtonStyle, ComparePress, Embed, Field, Menu, MenuOption,
    Message, Press, Row, clip, list, plain, text, text_with,
};
use crate::answer::{Disagreement, Found, Lean, Reading};
use crate::knowledge::{Entry, Stack, Topic};

/// Who sees an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Seen<'a> {
    /// Everybody in the channel.
    ByAll,
    /// Everybody, after this person showed them a private answer.
    SharedBy(&'a str),
    /// The asker alone, who may show it to the others.
    ByAsker,
    /// The asker alone, after it was shown to the others.
    ByAskerShown,
}

/// The value in the menu of readings that stands for none of them.
pub const NONE_OF_THESE: &str = "~none";

/// Plain text beside an embed, in code points.
const GIST: usize = 200;

/// All text of an embed, in code points: one screen of a phone.
const SCREEN: usize = 900;

/// How much of each part is shown; the first that fits the screen is used.
const STEPS: [Room; 4] = [
    Room { best: 400, other: 300, catch: 300, sources: 5 },
    Room { best: 300, other: 200, catch: 200, sources: 4 },
    Room { best: 220, other: 160, catch: 150, sources: 3 },
    Room { best: 160, other: 110, catch: 110, sources: 2 },
];

struct Room {
    best: usize,
    other: usize,
    catch: usize,
    sources: usize,
}

/// Positions of a disagreement that an answer shows. Fewer might all be on one side.
const POSITIONS: usize = 5;

/// The answer as a message.
#[must_use]
pub fn found(found: &Found, id: AnswerId, seen: Seen<'_>) -> Message {
    let (embed, _) = fitting(found);
    let mut content = gist(found);
    match seen {
        Seen::SharedBy(name) => {
            let name = plain(&clip::clip(name, 60));
            content =
                format!("{content}\n{}", text_with("answer-shared", &[("name", name.into())]));
        }
        Seen::ByAskerShown => content = format!("{content}\n{}", text("answer-shown")),
        Seen::ByAll | Seen::ByAsker => {}
    }
    Message { content, embed: Some(embed), rows: buttons(found, id, seen), files: Vec::new() }
}

/// An answer to a question that was read anew. Its buttons need no memory of it.
#[must_use]
pub fn repaired(answer: &Found, pair: Option<[&Stack; 2]>) -> Message {
    let mut message = found(answer, AnswerId(0), Seen::ByAskerShown);
    message.content = gist(answer);
    message.rows = Vec::new();
    if let Some([first, second]) = pair {
        let topic = topic(answer);
        let press = ComparePress::Topic(topic.id.clone());
        message.rows.push(Row::Buttons(vec![Button {
            label: compare_label(topic),
            id: Press::Compare(first.id.clone(), second.id.clone(), press).to_string(),
            style: ButtonStyle::Secondary,
        }]));
    }
    message
}

/// Everything else that was found, and what the answer cut short, for the asker alone.
#[must_use]
pub fn more(found: &Found) -> Message {
    let (_, room) = fitting(found);
    let whole = whole(found, room);
    let mut cites = Cites::default();
    let mut lines: Vec<String> = Vec::new();
    let points = found.points.iter().map(|p| &p.entry);
    let catch = found.catch.iter().filter(|catch| points.clone().all(|p| p.id != catch.id));
    for entry in points.clone().chain(catch).filter(|e| !whole.contains(e.id.as_str())) {
        let mut line = format!("- {}", cites.statement(entry, 400));
        if let Some(note) = &entry.note {
            let note = plain(&clip::clip_sentence(note, 400));
            line.push(' ');
            line.push_str(&text_with("answer-note", &[("note", note.into())]));
        }
        lines.push(line);
    }
    if lines.is_empty() {
        return Message::text(text("answer-no-more"));
    }
    let content = text_with("answer-more", &[("points", lines.len().into())]);
    let sources = Field { name: text("answer-sources"), value: cites.lines(10) };
    let embed = Embed {
        title: title(found),
        description: list::within(&lines, list::DESCRIPTION),
        fields: vec![sources],
        footer: String::new(),
    };
    Message { content, embed: Some(embed), ..Message::default() }
}

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
        })],
        ..Message::default()
    }
}

/// The card with as much of each part as one screen holds.
fn fitting(found: &Found) -> (Embed, &'static Room) {
    let [rooms @ .., smallest] = &STEPS;
    let cards = rooms.iter().map(|room| (card(found, room), room));
    cards
        .into_iter()
        .find(|(embed, _)| embed.text_length() <= SCREEN)
        .unwrap_or_else(|| (card(found, smallest), smallest))
}

/// The entries that the card shows uncut, their notes included.
fn whole<'a>(found: &'a Found, room: &Room) -> BTreeSet<&'a str> {
    let fits = |entry: &Entry, text: usize, note: usize| {
        let within = |text: &str, most| text.chars().count() <= most;
        within(&entry.text, text) && entry.note.as_deref().is_none_or(|n| within(n, note))
    };
    let shown = shown(found).into_iter().enumerate().filter(|(n, (_, entry))| match n {
        0 => fits(entry, room.best, room.other),
        _ => fits(entry, room.other, 0),
    });
    let catch = found.catch.iter().filter(|catch| fits(catch, room.catch, 0));
    shown.map(|(_, (_, entry))| entry).chain(catch).map(|entry| entry.id.as_str()).collect()
}

fn card(found: &Found, room: &Room) -> Embed {
    let mut cites = Cites::default();
    let mut fields: Vec<Field> = Vec::new();
    for (n, (name, entry)) in shown(found).into_iter().enumerate() {
        let most = if n == 0 { room.best } else { room.other };
        let mut value = cites.statement(entry, most);
        if let Some(question) = entry.question() {
            value = format!("*{}* {value}", plain(&clip::clip(question, 100)));
        }
        if let (0, Some(note)) = (n, &entry.note) {
            let note = plain(&clip::clip_sentence(note, room.other));
            value.push('\n');
            value.push_str(&text_with("answer-note", &[("note", note.into())]));
        }
        match fields.last_mut() {
            // Two points on the same stack stand under one heading.
            Some(above) if above.name == name => {
                above.value.push('\n');
                above.value.push_str(&value);
            }
            _ => fields.push(Field { name, value }),
        }
    }
    if let Some(catch) = &found.catch {
        fields
            .push(Field { name: text("answer-catch"), value: cites.statement(catch, room.catch) });
    }
    if let Some(dispute) = &found.disagreement {
        fields.push(disagreement(dispute, &mut cites, POSITIONS));
    }
    fields.push(Field { name: text("answer-evidence"), value: evidence(&found.evidence) });
    fields.push(Field { name: text("answer-sources"), value: cites.lines(room.sources) });
    for field in &mut fields {
        field.value = clip::clip(&field.value, list::FIELD);
    }
    Embed {
        title: title(found),
        description: how_read(&found.reading),
        fields,
        footer: String::new(),
    }
}

/// Where sources contradict one another, each position with who holds it.
pub(super) fn disagreement(dispute: &Disagreement, cites: &mut Cites, most: usize) -> Field {
    let mut lines: Vec<String> = Vec::new();
    for position in dispute.positions.iter().take(most) {
        let who = cites.named(&position.sources);
        lines.push(format!("- {}: {who}", plain(&clip::clip(&position.position, 80))));
    }
    let about = clip::clip(&dispute.dispute, 80);
    let left = dispute.positions.len().saturating_sub(most);
    if left > 0 {
        lines.push(text_with("list-more", &[("left", left.into())]));
    }
    let name = text_with("answer-disagree", &[("about", about.into())]);
    Field { name, value: list::within(&lines, list::FIELD) }
}

/// The gist in one plain line.
fn gist(found: &Found) -> String {
    let lean =
        found.lean.as_ref().filter(|_| found.reading.compares || found.reading.stacks.len() > 1);
    let line = match lean {
        Some(lean) => lean_line(lean),
        None => found.points.first().map(|best| says(&best.entry)).unwrap_or_default(),
    };
    clip::clip(&line, GIST)
}

/// "Real-time: all 5 sources lean to Node.js."
pub(super) fn lean_line(lean: &Lean) -> String {
    let topic = ("topic", plain(&lean.topic.name).into());
    let speaking = lean.speaking();
    let Some(to) = &lean.to else {
        return text_with("lean-even", &[topic, ("sources", speaking.into())]);
    };
    let favour = lean.favour.iter().find(|(s, _)| s.id == to.id).map_or(0, |(_, s)| s.len());
    let to = ("stack", plain(&to.name).into());
    if favour == speaking && speaking > 1 {
        return text_with("lean-all", &[topic, to, ("sources", speaking.into())]);
    }
    let key = if speaking < lean.neither.len() * 2 { "lean-few" } else { "lean-most" };
    text_with(key, &[topic, to, ("favour", favour.into()), ("sources", speaking.into())])
}

/// "Keeps many connections open at once. (PLANEKS and 2 more)"
pub(super) fn says(entry: &Entry) -> String {
    let mut names: Vec<&str> = Vec::new();
    for cite in &entry.cites {
        if !names.contains(&cite.source.name.as_str()) {
            names.push(&cite.source.name);
        }
    }
    let who = match names.as_slice() {
        [one] => plain(one),
        [one, rest @ ..] => {
            let values = [("source", plain(one).into()), ("more", rest.len().into())];
            text_with("answer-source-and-more", &values)
        }
        [] => String::new(),
    };
    // "Not always" says nothing without its question.
    let question = entry.question().map(|question| plain(&clip::clip(question, 100)));
    let taken = [question.as_deref().unwrap_or_default(), &who].map(|text| text.chars().count());
    let room = GIST.saturating_sub(taken.iter().sum::<usize>() + " ()".len() + 1).min(140);
    let says = plain(&clip::clip_sentence(&entry.text, room));
    let says = text_with("answer-says", &[("says", says.into()), ("who", who.into())]);
    match question {
        Some(question) => {
            let values = [("question", question.into()), ("says", says.into())];
            text_with("answer-question-says", &values)
        }
        None => says,
    }
}

/// The best point for each stack in question, and what stands in place of a stack where a point
/// is about several. One stack gets up to two points.
fn shown(found: &Found) -> Vec<(String, &Arc<Entry>)> {
    let mut shown: Vec<(String, &Arc<Entry>)> = Vec::new();
    let wanted = |entry: &Entry| {
        let stacks = &found.reading.stacks;
        stacks.is_empty() || stacks.iter().any(|s| entry.is_about(s))
    };
    let catch = found.catch.as_ref().map(|c| c.id.as_str());
    let candidates = found.points.iter().map(|p| &p.entry);
    for (n, entry) in candidates.enumerate() {
        let name = names(&entry.about);
        let most = if found.reading.stacks.len() == 1 { 2 } else { 1 };
        let same = shown.iter().filter(|(there, _)| *there == name).count();
        // The best point is what was asked for; whatever it is about, it is shown.
        if n == 0 || (same < most && wanted(entry) && catch != Some(entry.id.as_str())) {
            shown.push((name, entry));
        }
        if shown.len() == 3 {
            break;
        }
    }
    shown
}

fn names(stacks: &[Arc<Stack>]) -> String {
    let names: Vec<&str> = stacks.iter().map(|s| s.name.as_str()).collect();
    list::and(&names)
}

fn title(found: &Found) -> String {
    let topic = topic(found).name.clone();
    let stacks = names(&found.reading.stacks);
    if stacks.is_empty() {
        return clip::clip(&topic, list::TITLE);
    }
    let values = [("topic", topic.into()), ("stacks", stacks.into())];
    clip::clip(&text_with("answer-title", &values), list::TITLE)
}

/// The topic of the answer: as read, else the best point's.
fn topic(found: &Found) -> &Arc<Topic> {
    let best = found.points.first().map(|p| &p.entry.topic);
    found.reading.topic.as_ref().or(best).expect("a found answer holds at least one point")
}

/// How the question was understood: quoted, with the reading of its words.
fn how_read(reading: &Reading) -> String {
    let asked = plain(&clip::clip(&reading.question, 120));
    let stopped = asked.ends_with(['?', '!', '.', '…']);
    let key = if stopped { "answer-asked" } else { "answer-asked-stopped" };
    let mut lines = vec![text_with(key, &[("question", asked.into())])];
    for (typed, read) in reading.corrected.iter().take(3) {
        let typed = plain(&clip::clip(typed, 30));
        let values = [("typed", typed.into()), ("read", plain(read).into())];
        lines.push(text_with("answer-corrected", &values));
    }
    if let (Some(topic), Some(word)) = (&reading.topic, &reading.topic_word)
        && !topic.name.eq_ignore_ascii_case(word)
    {
        let word = plain(&clip::clip(word, 40));
        let values = [("word", word.into()), ("topic", plain(&topic.name).into())];
        lines.push(text_with("answer-read-as", &values));
    }
    lines.join(" ")
}

fn buttons(found: &Found, id: AnswerId, seen: Seen<'_>) -> Vec<Row> {
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
    row.push(button(compare_label(topic(found)), AnswerPress::Compare, quiet));
    row.push(button(text("answer-plan"), AnswerPress::Plan, quiet));
    row.push(button(text("answer-not-meant"), AnswerPress::NotMeant, quiet));
    // Five buttons in a row wrap badly on a phone.
    let second = row.split_off(row.len().min(if row.len() > 4 { 3 } else { 4 }));
    [row, second].into_iter().filter(|r| !r.is_empty()).map(Row::Buttons).collect()
}

/// "Compare on real-time", or without the topic where that would be too long for a phone.
pub(super) fn compare_label(topic: &Topic) -> String {
    let label = text_with("answer-compare", &[("topic", lower_first(&topic.name).into())]);
    if label.chars().count() <= list::LABEL { label } else { text("answer-compare-short") }
}

/// The name as it stands in the middle of a sentence; abbreviations keep their capitals.
pub(super) fn lower_first(name: &str) -> String {
    let mut chars = name.chars();
    match (chars.next(), chars.clone().next()) {
        (Some(first), Some(second)) if first.is_uppercase() && second.is_lowercase() => {
            first.to_lowercase().chain(chars).collect()
        }
        _ => name.to_owned(),
    }
}
