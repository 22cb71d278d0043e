//! Equal room for both sides: as many points each, and about as many words.

use std::sync::Arc;

use super::super::cite::Cites;
use super::super::{Field, list, text, text_with};
use crate::answer::TopicView;
use crate::knowledge::{Entry, Stack};

/// Code points of a point that a side may always use, however short the other side is.
const LEAST: usize = 120;

/// What a topic shows for each of two stacks.
pub(super) struct Sides<'a> {
    found: [&'a [Arc<Entry>]; 2],
    shown: [&'a [Arc<Entry>]; 2],
    /// Code points of one point.
    room: usize,
}

impl<'a> Sides<'a> {
    /// At most so many points a side, of so many code points each.
    pub(super) fn new(view: &'a TopicView, most: usize, room: usize) -> Self {
        let shown = view.aired(most);
        let length = |side: &[Arc<Entry>]| -> usize {
            side.iter().map(|e| e.text.chars().count().min(room)).sum()
        };
        let lengths = shown.map(length);
        let points = shown[0].len().max(1);
        // Half as much again as the shorter side still reads as about as many words, and cuts
        // fewer sentences.
        let shorter = lengths.into_iter().filter(|length| *length > 0).min().unwrap_or(0);
        let room = (shorter * 3 / 2 / points).clamp(LEAST.min(room), room);
        Self { found: view.spoken(), shown, room }
    }

    /// The points that are shown, side by side.
    pub(super) fn shown(&self) -> impl Iterator<Item = &'a Arc<Entry>> {
        self.shown.into_iter().flatten()
    }

    /// One side under its heading.
    pub(super) fn field(&self, at: usize, stack: &Stack, cites: &mut Cites) -> Field {
        let side = self.shown[at];
        let mut lines: Vec<String> =
            side.iter().map(|entry| format!("- {}", cites.statement(entry, self.room))).collect();
        let fewer = self.found[at].len() < self.found[1 - at].len();
        let fewer = fewer && side.len() == self.found[at].len();
        if side.is_empty() {
            lines.push(text("compare-nothing"));
        } else if fewer {
            lines.push(text_with("compare-no-more", &[("points", side.len().into())]));
        }
        let name = text_with("compare-for", &[("stack", stack.name.clone().into())]);
        Field { name, value: list::within(&lines, list::FIELD) }
    }
}
