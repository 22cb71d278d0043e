//! One line of text as glyphs from left to right: direction, fonts, shaping.

use harfrust::{Buffer, Direction, ShapeOptions, ShaperFont, shape};
use skrifa::GlyphId;
use unicode_bidi::{BidiInfo, Level};

use super::fonts::{FontIndex, Fonts};
use super::letters::{Drawn, Letter, letters};

/// A line ready to be drawn, in ems: multiply by the size.
#[derive(Clone, Debug, Default)]
pub(super) struct Line {
    pub(super) glyphs: Vec<Glyph>,
    pub(super) width: f32,
    pub(super) reads: Reads,
}

/// Which way a text reads.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Reads {
    #[default]
    Rightwards,
    Leftwards,
}

#[derive(Clone, Copy, Debug)]
pub(super) struct Glyph {
    pub(super) font: FontIndex,
    pub(super) id: GlyphId,
    /// From the line's left end, in ems.
    pub(super) x: f32,
    /// Above the baseline, in ems.
    pub(super) y: f32,
}

/// The way a text reads: that of its first letter that has one.
pub(super) fn reads(text: &str) -> Reads {
    match unicode_bidi::get_base_direction(text) {
        unicode_bidi::Direction::Rtl => Reads::Leftwards,
        _ => Reads::Rightwards,
    }
}

/// A tidied text as one line. What no font draws is a question mark.
pub(super) fn line(fonts: &Fonts, text: &str, reads: Reads) -> Line {
    let mut line = Line { reads, ..Line::default() };
    let base = if reads == Reads::Leftwards { Level::rtl() } else { Level::ltr() };
    let bidi = BidiInfo::new(text, Some(base));
    let letters = letters(fonts, text);
    for paragraph in &bidi.paragraphs {
        let (levels, runs) = bidi.visual_runs(paragraph, paragraph.range.clone());
        for run in runs {
            let inside = |letter: &&Letter| run.contains(&letter.at);
            let of_run: Vec<Letter> = letters.iter().filter(inside).copied().collect();
            push_run(fonts, &mut line, &of_run, levels[run.start].is_rtl());
        }
    }
    line
}

/// Whether a font draws a letter without a gap, pieces put together where it can.
pub(super) fn draws(fonts: &Fonts, font: FontIndex, letter: &str) -> bool {
    let shaped = shaped(fonts, font, letter, Direction::LeftToRight);
    shaped.is_some_and(|buffer| buffer.glyph_infos().iter().all(|glyph| glyph.glyph_id != 0))
}

/// Adds letters of one direction, font by font.
fn push_run(fonts: &Fonts, line: &mut Line, letters: &[Letter], leftwards: bool) {
    let mut pieces: Vec<(FontIndex, String)> = Vec::new();
    for letter in letters {
        let (font, text) = match letter.drawn {
            Drawn::By(font) => (font, letter.text),
            Drawn::Never => (FontIndex::TEXT, "?"),
            Drawn::Unseen => continue,
        };
        match pieces.last_mut() {
            Some((last, piece)) if *last == font => piece.push_str(text),
            _ => pieces.push((font, text.to_owned())),
        }
    }
    let direction = if leftwards {
        pieces.reverse();
        Direction::RightToLeft
    } else {
        Direction::LeftToRight
    };
    for (font, piece) in pieces {
        push_piece(fonts, line, font, &piece, direction);
    }
}

fn push_piece(fonts: &Fonts, line: &mut Line, font: FontIndex, text: &str, direction: Direction) {
    let Some(buffer) = shaped(fonts, font, text, direction) else {
        return;
    };
    let tones = tones(fonts, font);
    let ems = |units: i32| em(units, fonts.get(font).units_per_em());
    for (info, position) in buffer.glyph_infos().iter().zip(buffer.glyph_positions()) {
        let id = GlyphId::new(info.glyph_id);
        let alone = text[info.cluster as usize..].starts_with(is_tone);
        // A skin tone that the font cannot put on its emoji would be a square beside it.
        if info.glyph_id == 0 || (tones.contains(&id) && !alone) {
            continue;
        }
        let (x, y) = (line.width + ems(position.x_offset), ems(position.y_offset));
        line.glyphs.push(Glyph { font, id, x, y });
        line.width += ems(position.x_advance);
    }
}

fn shaped(fonts: &Fonts, font: FontIndex, text: &str, direction: Direction) -> Option<Buffer> {
    let mut buffer = Buffer::new();
    buffer.push_str(text);
    buffer.set_direction(direction);
    buffer.guess_segment_properties();
    shape(&ShaperFont::new(fonts.get(font)), &mut buffer, ShapeOptions::new()).ok()?;
    Some(buffer)
}

fn is_tone(c: char) -> bool {
    ('\u{1F3FB}'..='\u{1F3FF}').contains(&c)
}

fn tones(fonts: &Fonts, font: FontIndex) -> Vec<GlyphId> {
    if font != FontIndex::EMOJI {
        return Vec::new();
    }
    let map = fonts.get(font).charmap();
    ('\u{1F3FB}'..='\u{1F3FF}').filter_map(|tone| map.map_unicode(tone)).collect()
}

#[expect(clippy::cast_precision_loss, reason = "advances of a line are far below 2^24 units")]
fn em(units: i32, per_em: u16) -> f32 {
    units as f32 / f32::from(per_em)
}
