//! What a person would see in a picture, or must never see.

use proptest::prelude::*;

use super::fonts::{FontIndex, Fonts};
use super::letters::tidy;
use super::line::{Reads, line, reads};
use super::*;

pub(super) fn bar(label: &str, value: u64, of: u64, text: &str, standing: Standing) -> Bar {
    Bar { label: label.to_owned(), value, of, text: text.to_owned(), standing }
}

fn chart_of(label: &str) -> Chart {
    let bars = vec![bar(label, 1, 2, label, Standing::Ahead)];
    let panel = Panel { heading: label.to_owned(), bars, note: label.to_owned() };
    Chart { title: label.to_owned(), panels: vec![panel] }
}

/// Width and height, once the whole picture could be read.
fn size(png: &[u8]) -> (u32, u32) {
    let mut reader = png::Decoder::new(std::io::Cursor::new(png)).read_info().unwrap();
    let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
    let frame = reader.next_frame(&mut pixels).unwrap();
    (frame.width, frame.height)
}

#[test]
fn names_in_living_scripts_and_emoji_can_be_drawn() {
    for name in [
        "Node.js",
        "Ærøskøbing, Łódź, Đà Nẵng",
        "e\u{301}te\u{301}",
        "Да, переписать",
        "Ναι, τώρα",
        "Այո",
        "დიახ",
        "نعم، الآن",
        "پاسخ یک",
        "כן, עכשיו",
        "שָׁלוֹם",
        "हाँ, क्षत्रिय",
        "হ্যাঁ, ক্ষমা",
        "ਹਾਂ",
        "હા, ક્ષમા",
        "ହଁ",
        "ஆம், ஸ்ரீ",
        "అవును, క్షమ",
        "ಹೌದು, ಕ್ಷಮೆ",
        "അതെ, ക്ഷമ",
        "ඔව්, ක්‍ෂ",
        "ใช่ น้ำ",
        "ແມ່ນ",
        "បាទ ស្រ្តី",
        "ဟုတ်ကဲ့ မြန်မာ",
        "བོད་ཡིག",
        "አዎ",
        "ܐܝܢ",
        "ދިވެހި",
        "ߒߞߏ",
        "ᏣᎳᎩ",
        "ᐃᓄᒃᑎᑐᑦ",
        "ꆈꌠ",
        "ᠮᠣᠩᠭᠣᠯ",
        "ⵜⴰⵎⴰⵣⵉⵖⵜ",
        "ᬩᬮᬶ",
        "ꦗꦮ",
        "ᱥᱟᱱᱛᱟᱲᱤ",
        "ꯃꯤꯇꯩ",
        "𞤆𞤵𞤤𞤢𞤪",
        "ꕙꔤ",
        "ꓡꓲ-ꓢꓴ",
        "保留现在的框架",
        "保留現在的框架",
        "はい、今すぐ",
        "네, 지금",
        "\u{1112}\u{1161}\u{11AB}\u{1100}\u{1173}\u{11AF}",
        "🎉",
        "👩‍💻",
        "👨‍👩‍👧‍👦",
        "🏳️‍🌈",
        "🇩🇪🇯🇵",
        "🏴󠁧󠁢󠁥󠁮󠁧󠁿",
        "👍🏽",
        "🧑🏿‍🚀",
        "1️⃣#️⃣",
        "❤️",
        "❤",
        "☎︎",
        "∑ x² ≤ ∞",
        "𝓗𝓮𝓵𝓵𝓸",
        "C++ → Rust ✓ ★",
        "½ € ₹ ₿ №",
        "\u{2060}a\u{200B}b",
        "🇦🇦",
    ] {
        assert!(can_draw(name), "{name:?}");
    }
}

#[test]
fn what_no_font_has_or_nobody_sees_is_not_drawn_as_a_name() {
    for name in [
        "",
        "   ",
        "\u{200B}\u{2066}\u{2069}",
        "\u{3164}",
        "\u{2800}",
        "\u{AD}",
        "\u{0}\u{7}",
        "\u{E000}",
        "a\u{F8FF}",
        "\u{378}",
        "\u{10FFFF}",
        "\u{FFFE}",
        "𒀀",
        "𓀀",
        "Rust \u{1FAE9}",
        "\u{3400}\u{20000}",
    ] {
        assert!(!can_draw(name), "{name:?}");
    }
}

/// The fonts that draw a text, by what they are called here.
#[track_caller]
fn drawn_by(text: &str, expected: &[FontIndex]) {
    let fonts = Fonts::new();
    let mut used: Vec<FontIndex> =
        line(&fonts, text, reads(text)).glyphs.iter().map(|glyph| glyph.font).collect();
    used.dedup();
    assert_eq!(used, expected, "{text:?}");
}

#[test]
fn emoji_are_emoji_only_where_they_are_meant_so() {
    let (text, emoji) = (FontIndex::TEXT, FontIndex::EMOJI);
    drawn_by("1 © #", &[text]);
    drawn_by("1️⃣ ©️", &[emoji, text, emoji]);
    drawn_by("go 👍🏽", &[text, emoji]);
}

/// How many glyphs a text becomes.
#[track_caller]
fn glyphs(text: &str, expected: usize) {
    let fonts = Fonts::new();
    assert_eq!(line(&fonts, text, reads(text)).glyphs.len(), expected, "{text:?}");
}

#[test]
fn parts_of_an_emoji_are_one_picture() {
    glyphs("👨‍👩‍👧‍👦", 1);
    glyphs("🏳️‍🌈", 1);
    glyphs("🇩🇪", 1);
    glyphs("👍🏽", 1);
    glyphs("🧑🏿‍🚀", 1);
    glyphs("1️⃣", 1);
    glyphs("🏴󠁧󠁢󠁥󠁮󠁧󠁿", 1);
    // No such picture: the base stays, without a square beside it.
    glyphs("🦀🏽", 1);
    glyphs("🏽", 1);
}

#[test]
fn right_to_left_is_seen_from_the_right() {
    let fonts = Fonts::new();
    let ids = |text: &str| -> Vec<_> {
        line(&fonts, text, reads(text)).glyphs.iter().map(|glyph| glyph.id).collect()
    };
    let mut hebrew = ids("אבג");
    hebrew.reverse();
    let each: Vec<_> = ["א", "ב", "ג"].iter().flat_map(|letter| ids(letter)).collect();
    assert_eq!(hebrew, each);
    assert_eq!(reads("אבג over Rust"), Reads::Leftwards);
    assert_eq!(reads("\u{2068}אבג\u{2069} over Rust"), Reads::Rightwards);
}

#[test]
fn one_line_without_control_characters_or_towers_of_marks() {
    assert_eq!(tidy(" a\r\n\tb\u{0}\u{2028}c "), "a b c");
    assert_eq!(tidy(&format!("z{}", "\u{301}".repeat(40))), "z\u{301}\u{301}\u{301}");
}

#[test]
fn a_picture_is_as_wide_as_said_and_the_same_every_time() {
    let chart = chart_of("Django 🎉 保留 כן");
    let one = png(&chart);
    let (width, height) = size(&one);
    assert_eq!(width, WIDTH);
    assert!((150..600).contains(&height), "{height}");
    assert_eq!(one, png(&chart));
}

#[test]
fn even_a_chart_without_anything_is_a_picture() {
    assert_eq!(size(&png(&Chart::default())).0, WIDTH);
    let bars = vec![bar("a", 5, 0, "", Standing::Out), bar("", u64::MAX, 1, "", Standing::In)];
    let panels = vec![Panel { bars, ..Panel::default() }];
    assert_eq!(size(&png(&Chart { title: String::new(), panels })).0, WIDTH);
}

#[test]
fn no_picture_is_higher_than_said() {
    let bars: Vec<Bar> = (0..400).map(|i| bar("a", i, 400, "b", Standing::In)).collect();
    let panels = vec![Panel { bars, ..Panel::default() }];
    assert_eq!(size(&png(&Chart { title: String::new(), panels })).1, MOST_HEIGHT);
}

#[test]
fn the_last_panel_is_whole_however_long_the_names() {
    let long = "Donaudampfschifffahrtsgesellschaft ".repeat(9);
    for most in [6, 10, 25] {
        let rounds: Vec<usize> = (2..=most).rev().collect();
        let out = left_out(&rounds);
        let kept = rounds.iter().enumerate().filter(|(round, _)| !out.contains(round));
        let panel = |bars: usize| Panel {
            heading: long.clone(),
            bars: vec![bar(&long, 1, 2, &long, Standing::Out); bars],
            note: long.clone(),
        };
        let mut panels: Vec<Panel> = kept.map(|(_, &bars)| panel(bars)).collect();
        panels.insert(out.start.min(panels.len()), panel(0));
        let (_, height) = size(&png(&Chart { title: long.clone(), panels }));
        assert!(height < MOST_HEIGHT, "{most} options: {height}");
    }
}

#[test]
fn long_rows_of_rounds_keep_the_first_and_the_last() {
    assert_eq!(left_out(&[]), 0..0);
    assert_eq!(left_out(&[25]), 1..1);
    assert_eq!(left_out(&[6, 5, 4, 3, 2]), 5..5);
    assert_eq!(left_out(&[10, 9, 8, 7, 6, 5, 4, 3, 2]), 3..8);
    let rounds: Vec<usize> = (2..=25).rev().collect();
    assert_eq!(left_out(&rounds), 1..23);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn any_text_is_drawn_without_a_missing_glyph(text in any::<String>()) {
        let fonts = Fonts::new();
        let text = tidy(&text);
        let line = line(&fonts, &text, reads(&text));
        prop_assert!(line.glyphs.iter().all(|glyph| glyph.id.to_u32() != 0));
        prop_assert!(line.width.is_finite());
    }

    #[test]
    fn any_text_becomes_a_picture(text in "\\PC{0,60}") {
        prop_assert_eq!(size(&png(&chart_of(&text))).0, WIDTH);
    }
}
