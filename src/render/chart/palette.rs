//! The colours. Each says nothing alone: what stands in front is also ticked, bold and solid, what
//! leaves is crossed and hatched.
//!
//! The card is dark and opaque, so it is the same in Discord's dark and light themes; its edge is
//! brighter than the dark theme around it. Blue and grey differ in brightness for every kind of
//! colour vision; the blue is of Okabe and Ito's set.
//! Source: <https://jfly.uni-koeln.de/color/>

use tiny_skia::Color;

/// A colour of the picture, opaque.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Ink(pub(super) u8, pub(super) u8, pub(super) u8);

pub(super) const CARD: Ink = Ink(0x1C, 0x1F, 0x26);
pub(super) const EDGE: Ink = Ink(0x5B, 0x64, 0x73);
pub(super) const TRACK: Ink = Ink(0x33, 0x39, 0x45);
pub(super) const STRONG: Ink = Ink(0xFF, 0xFF, 0xFF);
pub(super) const PLAIN: Ink = Ink(0xDD, 0xE1, 0xE8);
pub(super) const QUIET: Ink = Ink(0xB4, 0xBC, 0xC9);
pub(super) const AHEAD: Ink = Ink(0x56, 0xB4, 0xE9);
pub(super) const IN: Ink = Ink(0x9D, 0xA8, 0xBA);
pub(super) const OUT: Ink = Ink(0x9D, 0xA8, 0xBA);

impl Ink {
    pub(super) fn color(self) -> Color {
        Color::from_rgba8(self.0, self.1, self.2, u8::MAX)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// How far apart two colours are in brightness, 1 to 21.
    /// Source: <https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio>
    fn contrast(one: Ink, other: Ink) -> f64 {
        let linear = |part: u8| {
            let part = f64::from(part) / 255.0;
            if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
        };
        let bright =
            |ink: Ink| 0.2126 * linear(ink.0) + 0.7152 * linear(ink.1) + 0.0722 * linear(ink.2);
        let (one, other) = (bright(one), bright(other));
        (one.max(other) + 0.05) / (one.min(other) + 0.05)
    }

    #[test]
    fn text_and_bars_stand_out() {
        for text in [STRONG, PLAIN, QUIET] {
            assert!(contrast(text, CARD) >= 7.0, "{text:?}");
        }
        for bar in [AHEAD, IN, OUT] {
            assert!(contrast(bar, TRACK) >= 4.5, "{bar:?}");
        }
    }

    #[test]
    fn the_edge_shows_in_both_themes() {
        for around in [Ink(0x31, 0x33, 0x38), Ink(0x1A, 0x1A, 0x1E), Ink(0xFF, 0xFF, 0xFF)] {
            assert!(contrast(EDGE, around) >= 2.0, "{around:?}");
        }
    }
}
