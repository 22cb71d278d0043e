//! One topic of a comparison: on one screen, and, for the person alone, whole.

use std::sync::Arc;

use super::super::answer::{disagreement, lean_line, lower_first};
use super::super::cite::Cites;
use super::super::evidence::evidence;
use super::super::{
    Button, ComparePress, Embed, Field, Message, Row, clip, list, plain, text, text_with,
};
use super::sides::Sides;
use super::{SCREEN, button};
use crate::answer::{Comparison, TopicView};
use crate::knowledge::{Entry, Source};

/// Points shown for each side, and code points of each; the first that fits one screen is used.
const STEPS: [Room; 6] = [
    Room { points: 2, each: 220, contradictions: 1, neither: 1, notes: 1 },
    Room { points: 2, each: 160, contradictions: 1, neither: 1, notes: 1 },
    Room { points: 2, each: 160, contradictions: 1, neither: 0, notes: 1 },
    Room { points: 2, each: 130, contradictions: 0, neither: 0, notes: 1 },
    Room { points: 2, each: 130, contradictions: 0, neither: 0, notes: 0 },
    Room { points: 2, each: 90, contradictions: 0, neither: 0, notes: 0 },
];

/// How much of each part is shown.
struct Room {
    points: usize,
    each: usize,
    contradictions: usize,
    neither: usize,
    notes: usize,
}

/// Code points of a note on the one screen.
const NOTE: usize = 120;

/// Positions of a contradiction that are shown.
const POSITIONS: usize = 4;

/// The topic on one screen. Buttons lead to the next topic, to everything on this one, to its
/// sources and to the menu of all topics.
#[must_use]
pub fn topic(comparison: &Comparison, view: &TopicView) -> Message {
    let (embed, _) = fitting(comparison, view);
    let name = ("topic", plain(&view.lean.topic.name).into());
    let content = if view.disputed {
        text_with("compare-disagree", &[name])
    } else if view.lean.topic.descriptive {
        let speaking = ("sources", view.lean.speaking().into());
        text_with("compare-descriptive-gist", &[name, speaking])
    } else {
        lean_line(&view.lean)
    };
    Message {
        content: clip::clip(&content, 200),
        embed: Some(embed),
        rows: buttons(comparison, view),
        ..Message::default()
    }
}

/// Every point of the topic, uncut, with every contradiction and note.
#[must_use]
pub fn more(comparison: &Comparison, view: &TopicView) -> Message {
    let mut cites = Cites::default();
    let mut lines: Vec<String> = Vec::new();
    let sides = view.spoken();
    for (stack, side) in comparison.stacks.iter().zip(sides) {
        let values = [("stack", plain(&stack.name).into()), ("points", side.len().into())];
        lines.push(format!("**{}**", text_with("compare-all-for", &values)));
        lines.extend(side.iter().map(|entry| whole(entry, &mut cites)));
    }
    let neither = view.undecided();
    if !neither.is_empty() {
        lines.push(format!("**{}**", text("compare-neither")));
        lines.extend(neither.iter().map(|entry| whole(entry, &mut cites)));
    }
    let mut fields: Vec<Field> = Vec::new();
    fields
        .extend(view.disagreements.iter().take(2).map(|d| disagreement(d, &mut cites, POSITIONS)));
    fields.push(Field {
        name: text("answer-sources"),
        value: clip::clip(&cites.lines(8), list::FIELD),
    });
    let shown = sides.iter().map(|side| side.len()).sum::<usize>() + neither.len();
    let values = [("topic", plain(&view.lean.topic.name).into()), ("points", shown.into())];
    let embed = Embed {
        title: clip::clip(&view.lean.topic.name, list::TITLE),
        description: list::within(&lines, list::DESCRIPTION),
        fields,
        footer: String::new(),
    };
    let content = text_with("compare-all", &values);
    Message { content, embed: Some(embed), ..Message::default() }
}

/// The sources of the topic's one screen, under the same numbers, with every section cited.
#[must_use]
pub fn sources(comparison: &Comparison, view: &TopicView) -> Message {
    let (_, cites) = fitting(comparison, view);
    let values = [("topic", plain(&view.lean.topic.name).into())];
    let title = text_with("compare-sources", &values);
    let embed = Embed {
        title: text("answer-sources"),
        description: clip::clip(&cites.in_full(), list::DESCRIPTION),
        fields: vec![Field { name: text("answer-evidence"), value: evidence(&view.evidence) }],
        footer: String::new(),
    };
    Message { content: title, embed: Some(embed), ..Message::default() }
}

/// The card with as much as one screen holds, and the sources it names.
fn fitting(comparison: &Comparison, view: &TopicView) -> (Embed, Cites) {
    let [rooms @ .., smallest] = &STEPS;
    let mut cards = rooms.iter().map(|room| card(comparison, view, room));
    cards
        .find(|(embed, _)| embed.text_length() <= SCREEN)
        .unwrap_or_else(|| card(comparison, view, smallest))
}

fn card(comparison: &Comparison, view: &TopicView, room: &Room) -> (Embed, Cites) {
    let mut cites = Cites::default();
    let mut fields: Vec<Field> = Vec::new();
    let sides = Sides::new(view, room.points, room.each);
    // Where nobody stands on a side, what else is said has the room of both.
    let sided = sides.shown().next().is_some();
    if sided {
        for (at, stack) in comparison.stacks.iter().enumerate() {
            fields.push(sides.field(at, stack, &mut cites));
        }
    }
    let (heading, most) = if sided {
        ("compare-neither", room.neither)
    } else {
        ("compare-described", room.neither + room.points)
    };
    let neither: Vec<&Arc<Entry>> = view.undecided().iter().take(most).collect();
    if !neither.is_empty() {
        let lines: Vec<String> =
            neither.iter().map(|e| format!("- {}", cites.statement(e, room.each))).collect();
        fields.push(Field { name: text(heading), value: lines.join("\n") });
    }
    let shown = view.disagreements.iter().take(room.contradictions);
    fields.extend(shown.map(|one| disagreement(one, &mut cites, POSITIONS)));
    let notes: Vec<String> = sides
        .shown()
        .chain(neither)
        .filter_map(|entry| Some((entry, entry.note.as_ref()?)))
        .take(room.notes)
        .map(|(entry, note)| {
            let note = plain(&clip::clip_sentence(note, NOTE));
            format!("-{} {note}", cites.mark(entry))
        })
        .collect();
    if !notes.is_empty() {
        fields.push(Field { name: text("compare-notes"), value: notes.join("\n") });
    }
    fields.push(Field { name: text("answer-evidence"), value: evidence(&view.evidence) });
    fields.push(Field {
        name: text("answer-sources"),
        value: clip::clip(&cites.in_short(), list::FIELD),
    });
    let embed = Embed {
        title: clip::clip(&view.lean.topic.name, list::TITLE),
        description: counted(comparison, view),
        fields,
        footer: String::new(),
    };
    (embed, cites)
}

/// A point uncut, with our note on it.
fn whole(entry: &Entry, cites: &mut Cites) -> String {
    let statement = cites.statement(entry, 400);
    match &entry.note {
        Some(note) => {
            let note = text_with("answer-note", &[("note", plain(note).into())]);
            format!("- {statement} {note}")
        }
        None => format!("- {statement}"),
    }
}

/// "4 of 5 sources favour Node.js. PLANEKS favours Django. 1 takes no side."
fn counted(comparison: &Comparison, view: &TopicView) -> String {
    let names = |sources: &[Arc<Source>]| -> String {
        let names: Vec<&str> = sources.iter().map(|s| s.name.as_str()).collect();
        plain(&list::and(&names))
    };
    let neither = &view.lean.neither;
    if view.lean.topic.descriptive {
        return text("compare-descriptive");
    }
    let [first, second] = &comparison.stacks;
    let by = [0, 1].map(|at| comparison.favouring(view, at));
    // Whoever is in the minority is named, unless the first line does so.
    let few = usize::from(by[0].len() >= by[1].len());
    let dissent = if view.disputed && !by[few].is_empty() && by[few].len() < by[1 - few].len() {
        let values = [
            ("names", names(by[few]).into()),
            ("count", by[few].len().into()),
            ("stack", plain(&comparison.stacks[few].name).into()),
        ];
        text_with("compare-dissent", &values)
    } else {
        String::new()
    };
    let values = [
        ("first", plain(&first.name).into()),
        ("forfirst", by[0].len().into()),
        ("second", plain(&second.name).into()),
        ("forsecond", by[1].len().into()),
        ("neither", neither.len().into()),
        ("dissent", dissent.into()),
    ];
    text_with("compare-counted", &values)
}

fn buttons(comparison: &Comparison, view: &TopicView) -> Vec<Row> {
    let here = view.lean.topic.id.clone();
    let mut first = Vec::new();
    first.extend(next(comparison, view));
    first.push(button(comparison, text("compare-more"), ComparePress::More(here.clone())));
    first.push(button(comparison, text("answer-sources"), ComparePress::Sources(here)));
    let second = vec![
        button(comparison, text("compare-all-topics"), ComparePress::Topics(0)),
        button(comparison, text("answer-plan"), ComparePress::Plan),
    ];
    vec![Row::Buttons(first), Row::Buttons(second)]
}

fn next(comparison: &Comparison, view: &TopicView) -> Option<Button> {
    let topics = &comparison.topics;
    let at = topics.iter().position(|t| t.lean.topic.id == view.lean.topic.id)?;
    let next = &topics.get(at + 1).or(topics.first())?.lean.topic;
    let label = text_with("compare-next", &[("topic", lower_first(&next.name).into())]);
    let press = ComparePress::Topic(next.id.clone());
    (next.id != view.lean.topic.id).then(|| button(comparison, clip::clip(&label, 45), press))
}
