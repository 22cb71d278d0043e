//! Pictures of results: plain values to the bytes of a PNG, with fonts of our own.
//!
//! May enter: names and numbers, every word already in the reader's language.
//! May not enter: polls, counts, words of our own, fonts of the machine.
//! Flow: text -> `letters` (which font draws what) -> `line` (shaped, left to right as it is seen)
//! -> `wrap` (cut to a width) -> `layout` (everything at its place) -> `canvas` -> bytes.
//!
//! The same chart gives the same bytes on every machine. No letter is ever drawn as an empty box:
//! callers ask [`can_draw`] about every name that people gave, and say "Option 3" where the answer
//! is no.

mod canvas;
mod fonts;
mod glyphs;
mod layout;
mod letters;
mod line;
mod palette;
#[cfg(test)]
mod tests;
mod wrap;

use std::ops::Range;

use fonts::Fonts;

/// A picture: a title above panels of bars.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Chart {
    /// What was asked; three lines at most.
    pub title: String,
    /// From top to bottom; see [`left_out`] for how many are legible.
    pub panels: Vec<Panel>,
}

/// Bars that belong together: a whole count, one round, or all pairs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Panel {
    /// May be empty; two lines at most.
    pub heading: String,
    /// May be empty, for a panel that only says something.
    pub bars: Vec<Bar>,
    /// Small, below the bars; may be empty; two lines at most.
    pub note: String,
}

/// One bar: `value` of `of`, in any unit. Past `of` it is full; of nothing it is empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bar {
    /// Whose bar it is, before it; two lines at most, in crowded pictures one.
    pub label: String,
    /// Its length.
    pub value: u64,
    /// The length of a full bar.
    pub of: u64,
    /// What the bar says, after it: "4 of 7 ballots".
    pub text: String,
    /// How it stands, told by a mark, the weight of its letters and the filling.
    pub standing: Standing,
}

/// How an option stands in a panel.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Standing {
    /// In front, or one of several in front: a tick, bold, solid.
    Ahead,
    /// In the running: no mark, solid and dimmer.
    #[default]
    In,
    /// Leaves with this panel: a cross, hatched.
    Out,
}

/// The picture as a PNG, [`WIDTH`] wide and at most [`MOST_HEIGHT`] high: what does not fit below
/// is not drawn.
#[must_use]
pub fn png(chart: &Chart) -> Vec<u8> {
    let fonts = Fonts::new();
    canvas::png(&layout::placed(&fonts, chart), &fonts)
}

/// Whether every letter of a text has a glyph in our fonts, and at least one is visible.
#[must_use]
pub fn can_draw(text: &str) -> bool {
    letters::can_draw(&Fonts::new(), text)
}

/// Which panels to leave out of a long row, given the bars of each: as many of the first as are
/// legible in one picture are kept, and always the first and the last. Empty where all fit.
///
/// The caller puts a panel in their place whose note says how many are missing.
#[must_use]
pub fn left_out(bars: &[usize]) -> Range<usize> {
    let rows = |bars: &usize| bars + HEADING_ROWS;
    if bars.len() < 3 || bars.iter().map(rows).sum::<usize>() <= MOST_ROWS {
        return bars.len()..bars.len();
    }
    let last = bars.len() - 1;
    let mut room = MOST_ROWS.saturating_sub(rows(&bars[last]) + HEADING_ROWS);
    let mut kept = 0;
    while kept < last && (kept == 0 || rows(&bars[kept]) <= room) {
        room = room.saturating_sub(rows(&bars[kept]));
        kept += 1;
    }
    kept..last
}

/// How wide a picture is, in pixels: twice a phone's column and a bit, so that its smallest
/// letters are still 12 pixels high there.
pub const WIDTH: u32 = 900;

/// The highest picture, in pixels.
pub const MOST_HEIGHT: u32 = 4000;

/// How many bars one picture holds, its headings counted as [`HEADING_ROWS`] each.
const MOST_ROWS: usize = 46;

/// What a panel's heading and note take, in bars.
const HEADING_ROWS: usize = 2;
