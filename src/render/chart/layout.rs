//! A chart to things at their places, in pixels from the top left.
//!
//! Each row is a mark, a label, a bar and what it says. The columns are as wide as the widest
//! label and the widest text of the whole chart ask for, within bounds, so that bars of different
//! panels can be compared.

use super::fonts::Fonts;
use super::line::{Line, Reads};
use super::palette::{AHEAD, IN, Ink, OUT, PLAIN, QUIET, STRONG};
use super::wrap::{width, wrap};
use super::{Bar, Chart, MOST_HEIGHT, Panel, Standing, WIDTH};

/// A picture's height and what is on it.
pub(super) struct Placed {
    pub(super) height: u32,
    pub(super) things: Vec<Thing>,
}

pub(super) enum Thing {
    Text {
        line: Line,
        x: f32,
        baseline: f32,
        size: f32,
        weight: Weight,
        ink: Ink,
    },
    Track {
        area: Area,
        filled: f32,
        filling: Filling,
        ink: Ink,
    },
    Tick {
        x: f32,
        middle: f32,
    },
    Cross {
        x: f32,
        middle: f32,
    },
    /// Between panels, from margin to margin.
    Rule {
        y: f32,
    },
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Weight {
    Normal,
    Bold,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Filling {
    Solid,
    Hatched,
}

#[derive(Clone, Copy)]
pub(super) struct Area {
    pub(super) x: f32,
    pub(super) y: f32,
    pub(super) width: f32,
    pub(super) height: f32,
}

/// Room at the left and right edges.
pub(super) const MARGIN: f32 = 40.0;
/// How wide and high a tick or a cross is.
pub(super) const MARK: f32 = 24.0;
/// How thick a bar is.
const BAR: f32 = 30.0;
const GAP: f32 = 18.0;
const TEXT_BOUNDS: (f32, f32) = (44.0, 220.0);
/// Short labels keep this column, so that bars of charts with short names are no longer than
/// needed.
const LEAST_LABEL: f32 = 110.0;
/// Long labels may take all but this much, which is a bar's.
const LEAST_BAR: f32 = 200.0;

/// How a kind of text is set.
#[derive(Clone, Copy)]
struct Style {
    size: f32,
    weight: Weight,
    ink: Ink,
    /// The most lines it may take.
    lines: usize,
}

const TITLE: Style = Style { size: 42.0, weight: Weight::Bold, ink: STRONG, lines: 3 };
const HEADING: Style = Style { size: 33.0, weight: Weight::Bold, ink: STRONG, lines: 2 };
const LABEL: Style = Style { size: 31.0, weight: Weight::Normal, ink: PLAIN, lines: 2 };
const TEXT: Style = Style { size: 28.0, weight: Weight::Normal, ink: PLAIN, lines: 2 };
const NOTE: Style = Style { size: 28.0, weight: Weight::Normal, ink: QUIET, lines: 2 };

impl Style {
    fn leading(self) -> f32 {
        (self.size * 1.28).round()
    }

    fn bold(self) -> Self {
        Self { weight: Weight::Bold, ink: STRONG, ..self }
    }
}

pub(super) fn placed(fonts: &Fonts, chart: &Chart) -> Placed {
    let (columns, row_lines) = (Columns::of(fonts, chart), row_lines(chart));
    let mut page = Page { fonts, columns, row_lines, y: MARGIN, things: Vec::new() };
    page.block(&chart.title, TITLE);
    for (index, panel) in chart.panels.iter().enumerate() {
        page.panel(panel, index > 0);
    }
    let height = (page.y + MARGIN).ceil().clamp(1.0, to_pixels(MOST_HEIGHT));
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "1 to MOST_HEIGHT")]
    let height = height as u32;
    Placed { height, things: page.things }
}

#[expect(clippy::cast_precision_loss, reason = "pictures are far below 2^24 pixels wide and high")]
pub(super) fn to_pixels(value: u32) -> f32 {
    value as f32
}

/// Where the columns of every row begin and how wide they are.
#[derive(Clone, Copy)]
struct Columns {
    label: f32,
    label_width: f32,
    bar: f32,
    bar_width: f32,
    text: f32,
    text_width: f32,
}

impl Columns {
    fn of(fonts: &Fonts, chart: &Chart) -> Self {
        let bars = || chart.panels.iter().flat_map(|panel| &panel.bars);
        let widest = |size: f32, of: fn(&Bar) -> &str| {
            bars().map(|bar| width(fonts, of(bar)) * size).fold(0.0, f32::max).ceil() + 2.0
        };
        let marked = bars().any(|bar| bar.standing != Standing::In);
        let text_width = widest(TEXT.size, |bar| &bar.text).clamp(TEXT_BOUNDS.0, TEXT_BOUNDS.1);
        let text = to_pixels(WIDTH) - MARGIN - text_width;
        let label = MARGIN + if marked { MARK + 14.0 } else { 0.0 };
        let room = text - GAP - LEAST_BAR - GAP - label;
        let label_width = widest(LABEL.size, |bar| &bar.label).clamp(LEAST_LABEL, room);
        let bar = label + label_width + GAP;
        Self { label, label_width, bar, bar_width: text - GAP - bar, text, text_width }
    }
}

struct Page<'f> {
    fonts: &'f Fonts,
    columns: Columns,
    /// The most lines of a label.
    row_lines: usize,
    /// Where the next thing begins.
    y: f32,
    things: Vec<Thing>,
}

impl Page<'_> {
    fn panel(&mut self, panel: &Panel, ruled: bool) {
        if ruled {
            self.things.push(Thing::Rule { y: self.y + 22.0 });
            self.y += 22.0;
        }
        if !panel.heading.is_empty() {
            self.y += 20.0;
            self.block(&panel.heading, HEADING);
        }
        if !panel.bars.is_empty() {
            self.y += 18.0;
        }
        for bar in &panel.bars {
            self.row(bar);
        }
        if !panel.note.is_empty() {
            self.y += 14.0;
            self.block(&panel.note, NOTE);
        }
    }

    /// Text from margin to margin.
    fn block(&mut self, text: &str, style: Style) {
        let width = to_pixels(WIDTH) - 2.0 * MARGIN;
        let lines = wrap(self.fonts, text, width / style.size, style.lines);
        let height = style.leading() * count(&lines);
        self.text(lines, MARGIN, self.y, width, style);
        self.y += height;
    }

    fn row(&mut self, bar: &Bar) {
        let columns = self.columns;
        let (label, text) = match bar.standing {
            Standing::Ahead => (LABEL.bold(), TEXT.bold()),
            Standing::In | Standing::Out => (LABEL, TEXT),
        };
        let labels = wrap(self.fonts, &bar.label, columns.label_width / label.size, self.row_lines);
        let texts = wrap(self.fonts, &bar.text, columns.text_width / text.size, self.row_lines);
        let (of_labels, of_texts) =
            (count(&labels) * label.leading(), count(&texts) * text.leading());
        let height = of_labels.max(of_texts).max(BAR) + 14.0;
        let middle = self.y + height / 2.0;
        let widest = labels.iter().map(|line| line.width * label.size).fold(0.0, f32::max);
        self.text(labels, columns.label, middle - of_labels / 2.0, widest, label);
        self.text(texts, columns.text, middle - of_texts / 2.0, columns.text_width, text);
        self.mark(bar.standing, middle);
        self.track(bar, middle);
        self.y += height;
    }

    fn mark(&mut self, standing: Standing, middle: f32) {
        match standing {
            Standing::Ahead => self.things.push(Thing::Tick { x: MARGIN, middle }),
            Standing::Out => self.things.push(Thing::Cross { x: MARGIN, middle }),
            Standing::In => {}
        }
    }

    fn track(&mut self, bar: &Bar, middle: f32) {
        let (filling, ink) = match bar.standing {
            Standing::Ahead => (Filling::Solid, AHEAD),
            Standing::In => (Filling::Solid, IN),
            Standing::Out => (Filling::Hatched, OUT),
        };
        let Columns { bar: x, bar_width: width, .. } = self.columns;
        let area = Area { x, y: middle - BAR / 2.0, width, height: BAR };
        self.things.push(Thing::Track { area, filled: share(bar), filling, ink });
    }

    /// Lines below one another; those that read leftwards end at the right of `width`, but for
    /// a label this is that of its widest line.
    fn text(&mut self, lines: Vec<Line>, x: f32, top: f32, width: f32, style: Style) {
        let Style { size, weight, ink, .. } = style;
        let mut baseline = top + size * 1.02;
        for line in lines {
            let x = match line.reads {
                Reads::Rightwards => x,
                Reads::Leftwards => x + (width - line.width * size).max(0.0),
            };
            self.things.push(Thing::Text { line, x, baseline, size, weight, ink });
            baseline += style.leading();
        }
    }
}

/// Long labels take two lines, unless so many might not leave room for the last panel.
fn row_lines(chart: &Chart) -> usize {
    /// The highest row, the most around a panel's rows, the most around all panels.
    const ROW: usize = 94;
    const PANEL: usize = 230;
    const PAGE: usize = 250;
    let rows: usize = chart.panels.iter().map(|panel| panel.bars.len()).sum();
    let highest = PAGE + PANEL * chart.panels.len() + ROW * rows;
    if highest <= MOST_HEIGHT as usize { LABEL.lines } else { 1 }
}

/// How much of a bar is filled, 0 to 1.
fn share(bar: &Bar) -> f32 {
    if bar.of == 0 {
        return 0.0;
    }
    #[expect(clippy::cast_precision_loss, clippy::cast_possible_truncation, reason = "for pixels")]
    let share = (bar.value.min(bar.of) as f64 / bar.of as f64) as f32;
    share
}

#[expect(clippy::cast_precision_loss, reason = "a handful")]
fn count(lines: &[Line]) -> f32 {
    lines.len() as f32
}
