//! Text cut to a length that Discord accepts, counted in code points.

/// The text, cut with "…" at a word, or within one that is longer than half of the room, when it has more than `most` code points.
#[must_use]
pub fn clip(text: &str, most: usize) -> String {
    let Some((end, _)) = text.char_indices().nth(most) else { return text.to_owned() };
    if most == 0 {
        return String::new();
    }
    // One code point is left for the ellipsis.
    let room = text[..end].char_indices().next_back().map_or(0, |(at, _)| at);
    let head = &text[..room];
    let whole = text[room..].starts_with(char::is_whitespace);
    let word = if whole {
        None
    } else {
        head.rfind(char::is_whitespace).filter(|at| head.len() <= at * 2)
    };
    let kept = word.map_or(head, |at| &head[..at]).trim_end();
    format!("{}…", kept.trim_end_matches([',', ';', ':', '.']))
}

/// The text, cut behind a sentence when that keeps at least half of the room, else at a word.
#[must_use]
pub fn clip_sentence(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    let head: String = text.chars().take(most).collect();
    let end = head.rfind(". ").map(|at| at + 1);
    match end.filter(|at| head[..*at].chars().count() >= most / 2) {
        Some(at) => head[..at].to_owned(),
        None => clip(text, most),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[track_caller]
    fn check(text: &str, most: usize, expected: &str) {
        assert_eq!(clip(text, most), expected);
    }

    #[test]
    fn words_stay_whole() {
        check("one two three", 13, "one two three");
        check("one two three", 12, "one two…");
        check("one two three", 8, "one two…");
        check("one two three", 7, "one…");
        check("onetwothree", 5, "onet…");
        check("P-1 onetwothree", 10, "P-1 onetw…");
        check("żółć żółć", 6, "żółć…");
        assert_eq!(clip_sentence("One is. Two is. Three is.", 20), "One is. Two is.");
        assert_eq!(clip_sentence("A. Something very long here", 20), "A. Something very…");
    }

    proptest! {
        #[test]
        fn never_longer_than_asked(text: String, most in 0_usize..50) {
            prop_assert!(clip(&text, most).chars().count() <= most);
            prop_assert!(clip_sentence(&text, most).chars().count() <= most);
        }
    }
}
