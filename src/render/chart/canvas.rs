//! Things at their places to pixels, and pixels to a PNG.

use tiny_skia::{
    Color, FillRule, FilterQuality, LineCap, LineJoin, Paint, Path, PathBuilder, Pattern, Pixmap,
    Rect, Shader, SpreadMode, Stroke, Transform,
};

use super::WIDTH;
use super::fonts::Fonts;
use super::glyphs::Glyphs;
use super::layout::{Area, Filling, MARGIN, MARK, Placed, Thing, Weight, to_pixels};
use super::line::Line;
use super::palette::{AHEAD, CARD, EDGE, Ink, OUT, TRACK};

pub(super) fn png(placed: &Placed, fonts: &Fonts) -> Vec<u8> {
    let pixmap = Pixmap::new(WIDTH, placed.height).expect("neither side is 0 or near 2^31");
    let mut canvas = Canvas { pixmap, glyphs: Glyphs::new(fonts) };
    canvas.card();
    for thing in &placed.things {
        canvas.draw(thing);
    }
    encoded(&canvas.pixmap)
}

struct Canvas<'f> {
    pixmap: Pixmap,
    glyphs: Glyphs<'f>,
}

/// How thick the lines of the card, of ticks and of crosses are.
const EDGE_WIDTH: f32 = 3.0;
const MARK_WIDTH: f32 = 5.0;

impl Canvas<'_> {
    fn card(&mut self) {
        let (width, height) = (to_pixels(self.pixmap.width()), to_pixels(self.pixmap.height()));
        self.pixmap.fill(CARD.color());
        let middle = EDGE_WIDTH / 2.0;
        let edge = Rect::from_ltrb(middle, middle, width - middle, height - middle);
        if let Some(edge) = edge {
            self.stroke(&PathBuilder::from_rect(edge), EDGE, EDGE_WIDTH);
        }
    }

    fn draw(&mut self, thing: &Thing) {
        match thing {
            Thing::Text { line, x, baseline, size, weight, ink } => {
                let at = Transform::from_row(*size, 0.0, 0.0, -*size, *x, *baseline);
                self.text(line, at, *weight, *ink);
            }
            Thing::Track { area, filled, filling, ink } => {
                self.track(*area, *filled, *filling, *ink);
            }
            Thing::Tick { x, middle } => {
                let corners = [(0.05, 0.0), (0.38, 0.33), (0.98, -0.38)];
                self.mark(&corners, *x, *middle, AHEAD);
            }
            Thing::Cross { x, middle } => {
                self.mark(&[(0.12, -0.36), (0.84, 0.36)], *x, *middle, OUT);
                self.mark(&[(0.12, 0.36), (0.84, -0.36)], *x, *middle, OUT);
            }
            Thing::Rule { y } => {
                let end = to_pixels(self.pixmap.width()) - MARGIN;
                if let Some(path) = polyline(&[(MARGIN, *y), (end, *y)]) {
                    self.stroke(&path, TRACK, 2.0);
                }
            }
        }
    }

    /// A line whose ems `at` turns into pixels.
    fn text(&mut self, line: &Line, at: Transform, weight: Weight, ink: Ink) {
        // The fonts come in one weight; a stroke around each letter makes them bold, in all
        // scripts alike.
        let stroke = Stroke { width: 0.032, line_join: LineJoin::Round, ..Stroke::default() };
        for glyph in &line.glyphs {
            let at = at.pre_translate(glyph.x, glyph.y);
            for layer in self.glyphs.layers(glyph.font, glyph.id) {
                let paint = solid(layer.color.unwrap_or_else(|| ink.color()));
                self.pixmap.fill_path(&layer.path, &paint, FillRule::Winding, at, None);
                if weight == Weight::Bold && layer.color.is_none() {
                    self.pixmap.stroke_path(&layer.path, &paint, &stroke, at, None);
                }
            }
        }
    }

    fn track(&mut self, area: Area, filled: f32, filling: Filling, ink: Ink) {
        self.fill(area, &solid(TRACK.color()));
        if filled <= 0.0 {
            return;
        }
        let width = (area.width * filled).max(2.0 * CORNER);
        let area = Area { width, ..area };
        match filling {
            Filling::Solid => self.fill(area, &solid(ink.color())),
            Filling::Hatched => {
                let tile = hatch(ink);
                let shader = Pattern::new(
                    tile.as_ref(),
                    SpreadMode::Repeat,
                    FilterQuality::Nearest,
                    1.0,
                    Transform::identity(),
                );
                self.fill(area, &Paint { shader, ..Paint::default() });
                if let Some(path) = rounded(area, 1.5) {
                    self.stroke(&path, ink, 3.0);
                }
            }
        }
    }

    fn fill(&mut self, area: Area, paint: &Paint) {
        if let Some(path) = rounded(area, 0.0) {
            self.pixmap.fill_path(&path, paint, FillRule::Winding, Transform::identity(), None);
        }
    }

    /// Corners in shares of a mark's size, from its left and its middle.
    fn mark(&mut self, corners: &[(f32, f32)], x: f32, middle: f32, ink: Ink) {
        let place = |&(right, down): &(f32, f32)| (x + right * MARK, middle + down * MARK);
        let corners: Vec<(f32, f32)> = corners.iter().map(place).collect();
        if let Some(path) = polyline(&corners) {
            self.stroke(&path, ink, MARK_WIDTH);
        }
    }

    fn stroke(&mut self, path: &Path, ink: Ink, width: f32) {
        let stroke = Stroke {
            width,
            line_cap: LineCap::Round,
            line_join: LineJoin::Round,
            ..Stroke::default()
        };
        let at = Transform::identity();
        self.pixmap.stroke_path(path, &solid(ink.color()), &stroke, at, None);
    }
}

fn solid(color: Color) -> Paint<'static> {
    Paint { shader: Shader::SolidColor(color), ..Paint::default() }
}

fn polyline(corners: &[(f32, f32)]) -> Option<Path> {
    let mut path = PathBuilder::new();
    for (index, &(x, y)) in corners.iter().enumerate() {
        if index == 0 { path.move_to(x, y) } else { path.line_to(x, y) }
    }
    path.finish()
}

/// How round the ends of bars are.
const CORNER: f32 = 6.0;

/// A rectangle with round corners, `inset` smaller on each side.
fn rounded(area: Area, inset: f32) -> Option<Path> {
    let (left, top) = (area.x + inset, area.y + inset);
    let (right, bottom) = (area.x + area.width - inset, area.y + area.height - inset);
    let mut path = PathBuilder::new();
    path.move_to(left + CORNER, top);
    path.line_to(right - CORNER, top);
    path.quad_to(right, top, right, top + CORNER);
    path.line_to(right, bottom - CORNER);
    path.quad_to(right, bottom, right - CORNER, bottom);
    path.line_to(left + CORNER, bottom);
    path.quad_to(left, bottom, left, bottom - CORNER);
    path.line_to(left, top + CORNER);
    path.quad_to(left, top, left + CORNER, top);
    path.close();
    path.finish()
}

/// A tile of slanting lines that meets itself on all sides.
fn hatch(ink: Ink) -> Pixmap {
    const SIDE: u32 = 14;
    let mut tile = Pixmap::new(SIDE, SIDE).expect("a tile has a size");
    let side = to_pixels(SIDE);
    let stroke = Stroke { width: 4.0, ..Stroke::default() };
    for shift in [-side, 0.0, side] {
        let ends = [(shift - side, 2.0 * side), (shift + 2.0 * side, -side)];
        if let Some(path) = polyline(&ends) {
            tile.stroke_path(&path, &solid(ink.color()), &stroke, Transform::identity(), None);
        }
    }
    tile
}

/// The card is opaque, so its pixels are their colours and need no transparency.
fn encoded(pixmap: &Pixmap) -> Vec<u8> {
    let pixels: Vec<u8> =
        pixmap.pixels().iter().flat_map(|p| [p.red(), p.green(), p.blue()]).collect();
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, pixmap.width(), pixmap.height());
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_compression(png::Compression::Fast);
    let mut writer = encoder.write_header().expect("writing to memory does not fail");
    writer.write_image_data(&pixels).expect("the pixels are as many as the header says");
    writer.finish().expect("writing to memory does not fail");
    bytes
}
