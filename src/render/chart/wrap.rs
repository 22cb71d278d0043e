//! Text broken into lines of a width; what does not fit ends in "…" after a whole word.

use std::ops::Range;

use super::fonts::{FontIndex, Fonts};
use super::letters::{Drawn, Letter, letters, tidy};
use super::line::{Line, Reads, line, reads};

/// A text in at most `most` lines, none wider than `width` ems.
pub(super) fn wrap(fonts: &Fonts, text: &str, width: f32, most: usize) -> Vec<Line> {
    let text = tidy(text);
    let reads = reads(&text);
    let mut broken = Breaking { fonts, text: &text, reads, width, words: Vec::new(), next: 0 };
    broken.words = broken.measured(words(&letters(fonts, &text)));
    let mut lines = Vec::new();
    while lines.len() < most && broken.next < text.len() {
        let last = lines.len() + 1 == most;
        let taken = if last { broken.last_line() } else { broken.line() };
        lines.push(line(fonts, taken.trim_end(), reads));
    }
    lines
}

/// How wide a text is in one line, in ems.
pub(super) fn width(fonts: &Fonts, text: &str) -> f32 {
    let text = tidy(text);
    line(fonts, &text, reads(&text)).width
}

struct Breaking<'a> {
    fonts: &'a Fonts,
    text: &'a str,
    reads: Reads,
    width: f32,
    /// What is not parted unless it alone is too wide.
    words: Vec<Word>,
    /// Where the next line begins, in bytes.
    next: usize,
}

struct Word {
    bytes: Range<usize>,
    /// Where each of its letters ends.
    ends: Vec<usize>,
    /// Without the space after it, in ems.
    width: f32,
    /// That space.
    space: f32,
}

impl Breaking<'_> {
    fn line(&mut self) -> String {
        let end = self.fitting(self.width);
        self.taken(end).to_owned()
    }

    /// All that is left, or its beginning and an ellipsis.
    fn last_line(&mut self) -> String {
        if self.fitting(self.width) == self.text.len() {
            return self.taken(self.text.len()).to_owned();
        }
        let end = self.fitting(self.width - self.measure("…"));
        let taken = self.taken(end).trim_end();
        format!("{}…", taken.trim_end_matches([',', ';', ':']))
    }

    fn taken(&mut self, end: usize) -> &str {
        let begin = std::mem::replace(&mut self.next, end);
        &self.text[begin..end]
    }

    /// Where a line of this width ends: after the last whole word, or inside a word that is wider
    /// than a line; at least one letter further.
    fn fitting(&self, width: f32) -> usize {
        let mut end = self.next;
        let mut used = 0.0;
        for word in self.words.iter().filter(|word| word.bytes.end > self.next) {
            let begun = word.bytes.start < self.next;
            let rest = || self.measure(self.text[self.next..word.bytes.end].trim_end());
            used += if begun { rest() } else { word.width };
            if used > width {
                break;
            }
            used += word.space;
            end = word.bytes.end;
        }
        if end > self.next { end } else { self.inside_word(width) }
    }

    fn inside_word(&self, width: f32) -> usize {
        let Some(word) = self.words.iter().find(|word| word.bytes.end > self.next) else {
            return self.text.len();
        };
        let mut ends = word.ends.iter().copied().filter(|&end| end > self.next);
        let first = ends.next().unwrap_or(word.bytes.end);
        let fits = |&end: &usize| self.measure(&self.text[self.next..end]) <= width;
        ends.take_while(fits).last().unwrap_or(first)
    }

    fn measured(&self, mut words: Vec<Word>) -> Vec<Word> {
        for word in &mut words {
            let text = &self.text[word.bytes.clone()];
            word.width = self.measure(text.trim_end());
            word.space = if text.ends_with(' ') { self.measure(" ") } else { 0.0 };
        }
        words
    }

    fn measure(&self, text: &str) -> f32 {
        line(self.fonts, text, self.reads).width
    }
}

/// A word ends after a space, a hyphen or a stroke, and around each Chinese character, kana or
/// Hangul syllable where that does not begin a line with its punctuation.
fn words(letters: &[Letter]) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    let mut before: Option<&Letter> = None;
    for letter in letters {
        let end = letter.at + letter.text.len();
        match words.last_mut() {
            Some(word) if !before.is_some_and(|before| parts(before, letter)) => {
                word.bytes.end = end;
                word.ends.push(end);
            }
            _ => {
                words.push(Word { bytes: letter.at..end, ends: vec![end], width: 0.0, space: 0.0 });
            }
        }
        before = Some(letter);
    }
    words
}

fn parts(before: &Letter, next: &Letter) -> bool {
    if next.text == " " || next.text.starts_with(NOT_FIRST) {
        return false;
    }
    matches!(before.text, " " | "-" | "/" | "–" | "—") || is_han(before) || is_han(next)
}

fn is_han(letter: &Letter) -> bool {
    letter.drawn == Drawn::By(FontIndex::HAN)
}

/// Closing punctuation and small kana, which do not begin a line.
/// Source: <https://www.w3.org/TR/jlreq/#characters_not_starting_a_line>, the common ones.
const NOT_FIRST: &[char] = &[
    '、', '。', '，', '．', '！', '？', '：', '；', '）', '」', '』', '】', '〉', '》', 'ー', '…',
    ',', '.', '!', '?', ':', ';', ')', 'っ', 'ゃ', 'ゅ', 'ょ', 'ッ', 'ャ', 'ュ', 'ョ',
];

#[cfg(test)]
mod tests {
    use super::*;

    /// The lines as their number of glyphs, joined by spaces.
    #[track_caller]
    fn check(text: &str, ems: f32, most: usize, expected: &[usize]) {
        let lines = wrap(&Fonts::new(), text, ems, most);
        let glyphs: Vec<usize> = lines.iter().map(|line| line.glyphs.len()).collect();
        assert_eq!(glyphs, expected, "{text:?}");
        assert!(lines.iter().all(|line| line.width <= ems.max(1.5)), "{text:?} is too wide");
    }

    #[test]
    fn lines_break_between_words() {
        check("", 9.0, 2, &[]);
        check("Node.js", 9.0, 2, &[7]);
        check("Stay on Rails", 4.0, 2, &[7, 5]);
        check("Stay\n\ton  Rails", 4.0, 2, &[7, 5]);
    }

    #[test]
    fn what_does_not_fit_is_cut_at_a_word() {
        check("Stay on Rails for ever", 4.0, 2, &[7, 6]);
        check("Stay on Rails", 4.0, 1, &[5]);
        check("Donaudampfschiff", 4.0, 1, &[6]);
        check("Donaudampfschiff", 4.0, 3, &[6, 6, 3]);
    }

    #[test]
    fn chinese_breaks_anywhere_but_before_its_full_stop() {
        check("保留現在的框架。", 4.0, 2, &[4, 4]);
        check("保留現在。", 4.0, 2, &[3, 2]);
    }
}
