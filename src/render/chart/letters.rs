//! Text to letters as people count them, each with the font that draws it.

use unicode_segmentation::UnicodeSegmentation;

use super::fonts::{FontIndex, Fonts};
use super::line;

/// One letter as people count them: a base with its marks, an emoji with all its parts.
#[derive(Clone, Copy, Debug)]
pub(super) struct Letter<'t> {
    pub(super) text: &'t str,
    /// Where it begins, in bytes.
    pub(super) at: usize,
    pub(super) drawn: Drawn,
}

/// How a letter is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Drawn {
    By(FontIndex),
    /// Nothing to see: a joiner, a mark of direction, a soft hyphen alone.
    Unseen,
    /// No bundled font has it.
    Never,
}

/// The letters of a text that went through [`tidy`].
pub(super) fn letters<'t>(fonts: &Fonts, text: &'t str) -> Vec<Letter<'t>> {
    let clusters = text.grapheme_indices(true);
    clusters.map(|(at, text)| Letter { text, at, drawn: drawn(fonts, text) }).collect()
}

pub(super) fn can_draw(fonts: &Fonts, text: &str) -> bool {
    let text = tidy(text);
    let letters = letters(fonts, &text);
    let seen = |letter: &Letter| matches!(letter.drawn, Drawn::By(_)) && !is_blank(letter.text);
    letters.iter().any(seen) && letters.iter().all(|letter| letter.drawn != Drawn::Never)
}

/// One line: every run of white space and control characters is one space, none at the ends, and
/// no letter carries more than [`MOST_MARKS`] marks.
pub(super) fn tidy(text: &str) -> String {
    let mut tidied = String::with_capacity(text.len());
    let mut marks = 0;
    for c in text.chars() {
        marks = if is_mark(c) { marks + 1 } else { 0 };
        if c.is_whitespace() || c.is_control() {
            if !tidied.is_empty() && !tidied.ends_with(' ') {
                tidied.push(' ');
            }
        } else if marks <= MOST_MARKS {
            tidied.push(c);
        }
    }
    tidied.truncate(tidied.trim_end().len());
    tidied
}

/// Marks above one another grow into the line before; no language needs more.
const MOST_MARKS: usize = 3;

/// Marks of no single script, which pile up.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36F}' | '\u{483}'..='\u{489}' | '\u{1AB0}'..='\u{1AFF}'
        | '\u{1DC0}'..='\u{1DFF}' | '\u{20D0}'..='\u{20DF}' | '\u{20E1}'..='\u{20FF}')
}

fn drawn(fonts: &Fonts, letter: &str) -> Drawn {
    let seen = || letter.chars().filter(|&c| !is_unseen(c));
    if seen().next().is_none() {
        return Drawn::Unseen;
    }
    let order = asked(letter);
    let has = order.iter().find(|&&font| fonts.has(font, seen()));
    // A letter in pieces may have a glyph only when put together: "e" and an accent, or jamo.
    let whole = || {
        let mut composing = [FontIndex::TEXT, FontIndex::HAN].into_iter();
        let several = seen().nth(1).is_some();
        composing.find(|&font| several && line::draws(fonts, font, letter))
    };
    has.copied().or_else(whole).map_or(Drawn::Never, Drawn::By)
}

/// The fonts in the order in which they are asked for a letter. A letter says by a selector or a
/// keycap that it wants to be an emoji, or by another that it does not.
fn asked(letter: &str) -> Vec<FontIndex> {
    let mut order: Vec<FontIndex> = Fonts::all().collect();
    if letter.contains(AS_TEXT) {
        order.sort_by_key(|&font| font == FontIndex::EMOJI);
    } else if letter.contains([AS_EMOJI, KEYCAP]) {
        order.sort_by_key(|&font| font != FontIndex::EMOJI);
    }
    order
}

const AS_TEXT: char = '\u{FE0E}';
const AS_EMOJI: char = '\u{FE0F}';
const KEYCAP: char = '\u{20E3}';

/// Code points that are never seen themselves, whatever font is asked.
/// Source: Unicode's `Default_Ignorable_Code_Point`, <https://www.unicode.org/Public/UCD/latest/ucd/DerivedCoreProperties.txt>,
/// without the Hangul fillers, and with the marks between which Unicode annotates.
fn is_unseen(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{17B4}'..='\u{17B5}' | '\u{180B}'..='\u{180F}'
        | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}'
        | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}' | '\u{1BCA0}'..='\u{1BCA3}'
        | '\u{1D173}'..='\u{1D17A}' | '\u{E0000}'..='\u{E0FFF}')
}

/// Letters that take room and show nothing.
fn is_blank(letter: &str) -> bool {
    letter.chars().all(|c| {
        is_unseen(c)
            || c.is_whitespace()
            || matches!(c, '\u{115F}' | '\u{1160}' | '\u{2800}' | '\u{3164}' | '\u{FFA0}')
    })
}
