//! The bundled fonts: which there are, and which of them has a glyph.
//!
//! They are compiled in and read in place; one that no letter asks for is never touched.

use std::cell::OnceCell;

use skrifa::Font;

/// One of the bundled fonts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct FontIndex(usize);

impl FontIndex {
    /// Letters of most of Europe, punctuation, digits.
    pub(super) const TEXT: Self = Self(0);
    /// Emoji in colour.
    pub(super) const EMOJI: Self = Self(1);
    /// Chinese characters, kana, Hangul.
    pub(super) const HAN: Self = Self(BUNDLED.len() - 1);
}

macro_rules! bundled {
    ($($name:literal)*) => { [$(include_bytes!(concat!("../../../fonts/", $name, ".ttf"))),*] };
}

/// In the order in which they are asked for a letter; `fonts/README.md` says where they are from.
const BUNDLED: [&[u8]; 41] = bundled![
    "NotoSans"
    "Twemoji"
    "NotoSansAdlam"
    "NotoSansArabic"
    "NotoSansArmenian"
    "NotoSansBalinese"
    "NotoSansBengali"
    "NotoSansCanadianAboriginal"
    "NotoSansCherokee"
    "NotoSansDevanagari"
    "NotoSansEthiopic"
    "NotoSansGeorgian"
    "NotoSansGujarati"
    "NotoSansGurmukhi"
    "NotoSansHebrew"
    "NotoSansJavanese"
    "NotoSansKannada"
    "NotoSansKhmer"
    "NotoSansLao"
    "NotoSansLisu"
    "NotoSansMalayalam"
    "NotoSansMeeteiMayek"
    "NotoSansMongolian"
    "NotoSansMyanmar"
    "NotoSansNKo"
    "NotoSansOlChiki"
    "NotoSansOriya"
    "NotoSansSinhala"
    "NotoSansSyriac"
    "NotoSansTamil"
    "NotoSansTelugu"
    "NotoSansThaana"
    "NotoSansThai"
    "NotoSansTifinagh"
    "NotoSansVai"
    "NotoSansYi"
    "NotoSerifTibetan"
    "NotoSansSymbols"
    "NotoSansSymbols2"
    "NotoSansMath"
    "DroidSansFallback"
];

/// The fonts, each read when first asked for. Made for one picture and dropped with it.
pub(super) struct Fonts(Vec<OnceCell<Font>>);

impl Fonts {
    pub(super) fn new() -> Self {
        Self(BUNDLED.iter().map(|_| OnceCell::new()).collect())
    }

    pub(super) fn all() -> impl Iterator<Item = FontIndex> {
        (0..BUNDLED.len()).map(FontIndex)
    }

    pub(super) fn get(&self, font: FontIndex) -> &Font {
        self.0[font.0]
            .get_or_init(|| Font::new(BUNDLED[font.0], 0).expect("a test reads every bundled font"))
    }

    /// Whether a font has a glyph for every one of these characters.
    pub(super) fn has(&self, font: FontIndex, mut chars: impl Iterator<Item = char>) -> bool {
        let map = self.get(font).charmap();
        chars.all(|c| map.map_unicode(c).is_some())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_bundled_font_is_readable() {
        let fonts = Fonts::new();
        for font in Fonts::all() {
            assert!(fonts.get(font).units_per_em() > 0);
        }
    }

    #[test]
    fn the_named_fonts_are_where_their_names_say() {
        let fonts = Fonts::new();
        assert!(fonts.has(FontIndex::TEXT, "aéЖω".chars()));
        assert!(fonts.has(FontIndex::EMOJI, "😀🦀".chars()));
        assert!(fonts.has(FontIndex::HAN, "中の한".chars()));
    }
}
