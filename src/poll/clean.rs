//! Text that people typed, without characters that nobody sees.

/// The text without characters that nobody sees and without those that turn the writing
/// direction; blanks and line breaks stay.
#[must_use]
pub fn visible(text: &str) -> String {
    text.chars().filter(|c| !is_invisible(*c)).collect()
}

/// The text without invisible and direction-changing characters, blanks of every kind turned into
/// single spaces, none at the ends.
///
/// Two options that look the same must be the same, and no option may turn the text around it:
/// that is what the removed characters are for.
#[must_use]
pub fn clean(text: &str) -> String {
    let visible = text.chars().filter(|c| !is_invisible(*c));
    let mut cleaned = String::with_capacity(text.len());
    let mut gap = false;
    for c in visible {
        if c.is_whitespace() || c.is_control() {
            gap = true;
            continue;
        }
        if gap && !cleaned.is_empty() {
            cleaned.push(' ');
        }
        gap = false;
        cleaned.push(c);
    }
    cleaned
}

/// Whether a character shows nothing or changes the direction of what follows.
///
/// Source: the code points with the property `Default_Ignorable_Code_Point`
/// (<https://www.unicode.org/Public/UCD/latest/ucd/DerivedCoreProperties.txt>), without the
/// variation selectors that choose an emoji's look.
fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{00AD}'
            | '\u{034F}'
            | '\u{061C}'
            | '\u{115F}'..='\u{1160}'
            | '\u{17B4}'..='\u{17B5}'
            | '\u{180B}'..='\u{180F}'
            | '\u{200B}'..='\u{200F}'
            | '\u{202A}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}'
            | '\u{3164}'
            | '\u{FEFF}'
            | '\u{FFA0}'
            | '\u{FFF0}'..='\u{FFF8}'
            | '\u{1BCA0}'..='\u{1BCA3}'
            | '\u{1D173}'..='\u{1D17A}'
            | '\u{E0000}'..='\u{E0FFF}'
    )
}

/// What two texts have in common when a reader would take them for the same.
pub(super) fn look(text: &str) -> String {
    let shown = text.chars().filter(|c| !matches!(c, '\u{FE00}'..='\u{FE0F}'));
    shown.flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_nobody_sees_is_removed() {
        for (text, expected) in [
            ("  Node.js ", "Node.js"),
            ("Stay\non\tRails", "Stay on Rails"),
            ("Dj\u{200B}ango\u{FEFF}", "Django"),
            ("\u{202E}drawkcab\u{2069}", "drawkcab"),
            ("a\u{0}b", "a b"),
            ("no\u{00A0}break", "no break"),
            ("\u{200B} \u{3164}", ""),
            ("Я ❤\u{FE0F}", "Я ❤\u{FE0F}"),
        ] {
            assert_eq!(clean(text), expected, "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn cleaning_twice_is_cleaning_once(text in "\\PC*|.*") {
            let once = clean(&text);
            prop_assert_eq!(clean(&once), once.clone());
            prop_assert!(!once.chars().any(|c| c.is_control() || is_invisible(c)));
        }
    }
}
