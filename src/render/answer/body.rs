//! The card of an answer: the best points, the catch, the disagreement, the evidence and the sources,
//! each cut so that the whole fits one screen.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::super::cite::Cites;
use super::super::evidence::evidence;
use super::super::{Embed, Field, clip, list, plain, text, text_with};
use super::head::{how_read, names, title};
use crate::answer::{Disagreement, Found};
use crate::knowledge::Entry;

/// All text of an embed, in code points: one screen of a phone.
const SCREEN: usize = 900;

/// How much of each part is shown; the first that fits the screen is used.
const STEPS: [Room; 4] = [
    Room { best: 400, other: 300, catch: 300, sources: 5 },
    Room { best: 300, other: 200, catch: 200, sources: 4 },
    Room { best: 220, other: 160, catch: 150, sources: 3 },
    Room { best: 160, other: 110, catch: 110, sources: 2 },
];

pub(super) struct Room {
    best: usize,
    other: usize,
    catch: usize,
    sources: usize,
}

/// Positions of a disagreement that an answer shows. Fewer might all be on one side.
const POSITIONS: usize = 5;

/// The card with as much of each part as one screen holds.
pub(super) fn fitting(found: &Found) -> (Embed, &'static Room) {
    let [rooms @ .., smallest] = &STEPS;
    let cards = rooms.iter().map(|room| (card(found, room), room));
    cards
        .into_iter()
        .find(|(embed, _)| embed.text_length() <= SCREEN)
        .unwrap_or_else(|| (card(found, smallest), smallest))
}

/// The entries that the card shows uncut, their notes included.
pub(super) fn whole<'a>(found: &'a Found, room: &Room) -> BTreeSet<&'a str> {
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
pub(in crate::render) fn disagreement(
    dispute: &Disagreement,
    cites: &mut Cites,
    most: usize,
) -> Field {
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
        // One heading for the same stacks, whatever their order in the entry.
        let mut about = entry.about.clone();
        about.sort_by(|a, b| a.id.cmp(&b.id));
        let name = names(&about);
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
