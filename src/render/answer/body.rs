//! The card of an answer: the best points, the catch, the disagreement, the evidence and the sources,
//! each cut so that the whole fits one screen.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::super::cite::Cites;
use super::super::evidence::evidence;
use super::super::{Embed, Field, clip, list, plain, text, text_with};
use super::alike::{repeats, repeats_as_shown};
use super::head::{how_read, names, title};
use crate::answer::{Disagreement, Found};
use crate::knowledge::Entry;

/// All text of an embed, in code points: one screen of a phone.
const SCREEN: usize = 900;

/// How much of each part is shown, the most wanted first: sources lose their headings before
/// statements lose sentences, and the catch loses any of it last.
const STEPS: [Room; 15] = [
    Room { points: 3, best: 400, other: 300, catch: 400, sources: 5 },
    Room { points: 3, best: 400, other: 300, catch: 400, sources: 3 },
    Room { points: 3, best: 400, other: 300, catch: 400, sources: 2 },
    Room { points: 3, best: 300, other: 200, catch: 400, sources: 3 },
    Room { points: 3, best: 300, other: 200, catch: 400, sources: 2 },
    Room { points: 3, best: 220, other: 160, catch: 400, sources: 2 },
    Room { points: 2, best: 400, other: 300, catch: 400, sources: 3 },
    Room { points: 2, best: 300, other: 200, catch: 400, sources: 2 },
    Room { points: 2, best: 220, other: 160, catch: 400, sources: 2 },
    Room { points: 2, best: 220, other: 160, catch: 400, sources: 1 },
    Room { points: 1, best: 300, other: 200, catch: 400, sources: 2 },
    Room { points: 2, best: 160, other: 110, catch: 400, sources: 1 },
    Room { points: 1, best: 300, other: 200, catch: 400, sources: 0 },
    Room { points: 1, best: 220, other: 90, catch: 400, sources: 0 },
    // Where a contradiction with many sides fills the screen, the card is a little longer.
    Room { points: 1, best: 160, other: 90, catch: 250, sources: 0 },
];

pub(super) struct Room {
    points: usize,
    best: usize,
    other: usize,
    catch: usize,
    sources: usize,
}

impl Room {
    /// For the point at this place.
    const fn point(&self, at: usize) -> usize {
        if at == 0 { self.best } else { self.other }
    }
}

/// Positions of a disagreement that an answer shows. Fewer might all be on one side.
const POSITIONS: usize = 5;

/// The card with as much of each part as one screen holds. No sentence ends in the middle where
/// another room avoids that, least of all the catch.
pub(super) fn fitting(found: &Found) -> (Embed, &'static Room) {
    let fits = |room: &Room| card(found, room).text_length() <= SCREEN;
    let first = |good: fn(&Shown<'_>, &Room) -> bool| {
        STEPS.iter().find(|room| good(&Shown::of(found, room), room) && fits(room))
    };
    let [.., smallest] = &STEPS;
    let room = first(is_uncut)
        .or_else(|| first(has_whole_catch))
        .or_else(|| first(|_, _| true))
        .unwrap_or(smallest);
    (card(found, room), room)
}

/// The entries that the card shows uncut, their notes included.
pub(super) fn whole<'a>(found: &'a Found, room: &Room) -> BTreeSet<&'a str> {
    let fits = |entry: &Entry, text: usize, note: usize| {
        let within = |text: &str, most| text.chars().count() <= most;
        within(&entry.text, text) && entry.note.as_deref().is_none_or(|n| within(n, note))
    };
    let shown = Shown::of(found, room);
    let points = shown.points.into_iter().enumerate().filter(|(at, (_, entry))| {
        let note = if *at == 0 { room.other } else { 0 };
        fits(entry, room.point(*at), note)
    });
    let catch = shown.catch.into_iter().filter(|catch| fits(catch, room.catch, 0));
    points.map(|(_, (_, entry))| entry).chain(catch).map(|entry| entry.id.as_str()).collect()
}

fn card(found: &Found, room: &Room) -> Embed {
    let mut cites = Cites::default();
    let mut fields: Vec<Field> = Vec::new();
    let shown = Shown::of(found, room);
    for (n, (name, entry)) in shown.points.into_iter().enumerate() {
        let mut value = cites.statement(entry, room.point(n));
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
    if let Some(catch) = shown.catch {
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

/// What of an answer stands on the card.
struct Shown<'a> {
    /// Each point under its heading.
    points: Vec<(String, &'a Arc<Entry>)>,
    catch: Option<&'a Arc<Entry>>,
}

impl<'a> Shown<'a> {
    /// The best point for each stack in question, and what stands in place of a stack where a point
    /// is about several; one stack gets up to two points. No statement is there twice, be it as a
    /// point and as an answered question.
    fn of(found: &'a Found, room: &Room) -> Self {
        let best = found.points.best();
        let said = clip::clip_sentence(&best.text, room.best);
        let is_new = |catch: &&Arc<Entry>| {
            catch.id != best.id && !repeats_as_shown(catch, &catch.text, best, &said)
        };
        let catch = found.catch.as_ref().filter(is_new);
        let wanted = |entry: &Entry| {
            let stacks = &found.reading.stacks;
            stacks.is_empty() || stacks.iter().any(|s| entry.is_about(s))
        };
        let mut points: Vec<(String, &Arc<Entry>)> = vec![(heading(best), best)];
        for entry in found.points.iter().skip(1).map(|point| &point.entry) {
            if room.points <= points.len() {
                break;
            }
            let name = heading(entry);
            let most = if found.reading.stacks.len() == 1 { 2 } else { 1 };
            let same = points.iter().filter(|(there, _)| *there == name).count();
            let said = |other: &Arc<Entry>| other.id == entry.id || repeats(other, entry);
            let is_said = points.iter().any(|(_, other)| said(other)) || catch.is_some_and(said);
            if same < most && wanted(entry) && !is_said {
                points.push((name, entry));
            }
        }
        Self { points, catch }
    }
}

/// Whether no statement and no note ends in the middle of a sentence.
fn is_uncut(shown: &Shown<'_>, room: &Room) -> bool {
    let mut points = shown.points.iter().enumerate();
    let note = shown.points.first().and_then(|(_, best)| best.note.as_deref());
    has_whole_catch(shown, room)
        && note.is_none_or(|note| ends_well(note, room.other))
        && points.all(|(at, (_, entry))| ends_well(&entry.text, room.point(at)))
}

fn has_whole_catch(shown: &Shown<'_>, room: &Room) -> bool {
    shown.catch.is_none_or(|catch| ends_well(&catch.text, room.catch))
}

fn ends_well(text: &str, room: usize) -> bool {
    !clip::clip_sentence(text, room).ends_with('…')
}

/// One heading for the same stacks, whatever their order in the entry.
fn heading(entry: &Entry) -> String {
    let mut about = entry.about.clone();
    about.sort_by(|a, b| a.id.cmp(&b.id));
    names(&about)
}
