//! Glyphs of fonts to paths, and emoji to paths in their own colours.

use std::collections::HashMap;

use skrifa::font::glyph::color::{Brush, CompositeMode, PaintSink};
use skrifa::raw::types::{BoundingBox, Matrix};
use skrifa::{DrawMemory, Font, GlyphId, PathSink, ScalerFont};
use tiny_skia::{Color, Path, PathBuilder};

use super::fonts::{FontIndex, Fonts};

/// The outlines of the glyphs of one picture, each traced once.
pub(super) struct Glyphs<'f> {
    fonts: &'f Fonts,
    scalers: HashMap<FontIndex, ScalerFont>,
    traced: HashMap<(FontIndex, GlyphId), Vec<Layer>>,
}

/// A path in ems, upwards; without a colour it takes the text's.
pub(super) struct Layer {
    pub(super) path: Path,
    pub(super) color: Option<Color>,
}

impl<'f> Glyphs<'f> {
    pub(super) fn new(fonts: &'f Fonts) -> Self {
        Self { fonts, scalers: HashMap::new(), traced: HashMap::new() }
    }

    /// From the lowest layer to the highest; none for a space.
    pub(super) fn layers(&mut self, font: FontIndex, id: GlyphId) -> &[Layer] {
        let Self { fonts, scalers, traced } = self;
        traced.entry((font, id)).or_insert_with(|| {
            let face = fonts.get(font);
            let scaler = scalers
                .entry(font)
                .or_insert_with(|| ScalerFont::force_unhinted(face.clone(), Some(1.0)));
            trace(face, scaler, id)
        })
    }
}

fn trace(face: &Font, scaler: &ScalerFont, id: GlyphId) -> Vec<Layer> {
    let palette = face.palettes().get(0);
    let mut layers = Layers { parts: Vec::new(), clips: Vec::new() };
    let colored = face.color_glyphs().get(id);
    if colored.is_none_or(|glyph| glyph.paint(&mut layers).is_err()) {
        layers.parts = vec![(id, None)];
    }
    let layer = |(id, index): (GlyphId, Option<u16>)| {
        let color = index.and_then(|index| {
            let color = palette?.colors().get(usize::from(index))?;
            Some(Color::from_rgba8(color.red, color.green, color.blue, color.alpha))
        });
        outline(scaler, id).map(|path| Layer { path, color })
    };
    layers.parts.into_iter().filter_map(layer).collect()
}

fn outline(scaler: &ScalerFont, id: GlyphId) -> Option<Path> {
    let mut pen = Pen(PathBuilder::new());
    scaler.outline(id)?.draw(DrawMemory::Scratch, &mut pen).ok()?;
    pen.0.finish()
}

/// The flat layers of an emoji, which is all that version 0 of its table can hold.
/// Source: <https://learn.microsoft.com/en-us/typography/opentype/spec/colr>
struct Layers {
    parts: Vec<(GlyphId, Option<u16>)>,
    clips: Vec<GlyphId>,
}

/// Stands for the colour of the text around it.
const COLOR_OF_TEXT: u16 = 0xFFFF;

impl PaintSink for Layers {
    fn push_clip_glyph(&mut self, glyph: GlyphId) {
        self.clips.push(glyph);
    }

    fn pop_clip(&mut self) {
        self.clips.pop();
    }

    fn fill(&mut self, brush: Brush<'_>) {
        if let (Some(&glyph), Brush::Solid { palette_index, .. }) = (self.clips.last(), brush) {
            let own = (palette_index != COLOR_OF_TEXT).then_some(palette_index);
            self.parts.push((glyph, own));
        }
    }

    fn push_clip_box(&mut self, _: BoundingBox<f32>) {}
    fn push_transform(&mut self, _: Matrix<f32>) {}
    fn pop_transform(&mut self) {}
    fn push_layer(&mut self, _: CompositeMode) {}
}

struct Pen(PathBuilder);

impl PathSink for Pen {
    fn move_to(&mut self, x: f32, y: f32) {
        self.0.move_to(x, y);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.0.line_to(x, y);
    }

    fn quad_to(&mut self, cx0: f32, cy0: f32, x: f32, y: f32) {
        self.0.quad_to(cx0, cy0, x, y);
    }

    fn curve_to(&mut self, cx0: f32, cy0: f32, cx1: f32, cy1: f32, x: f32, y: f32) {
        self.0.cubic_to(cx0, cy0, cx1, cy1, x, y);
    }

    fn close(&mut self) {
        self.0.close();
    }
}
