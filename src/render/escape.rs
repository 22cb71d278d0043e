//! People's text, made harmless: shown as typed, formatting nothing and notifying nobody.

use crate::poll::visible;

/// Characters that mean something in Discord's Markdown wherever they stand.
const MARKUP: &[char] = &['\\', '*', '_', '~', '`', '|', '[', ']', '<', '>'];

/// Characters that mean something at the start of a line only: headings, lists, subtext.
const AT_START: &[char] = &['#', '-', '+'];

/// The text so that Discord shows it as it is. Line breaks become blanks; what nobody sees goes,
/// since it could turn the writing direction of the message around it.
///
/// Mentions fall apart: `@` gets an invisible word joiner behind it, `<` a backslash before it.
#[must_use]
pub fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for c in visible(text).chars() {
        match c {
            '\n' | '\r' | '\t' => out.push(' '),
            '@' => out.push_str("@\u{2060}"),
            c if MARKUP.contains(&c) || (out.is_empty() && AT_START.contains(&c)) => {
                out.push('\\');
                out.push(c);
            }
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(typed: &str, shown: &str) {
        assert_eq!(plain(typed), shown);
    }

    #[test]
    fn nothing_typed_formats_or_notifies() {
        check("is node fast?", "is node fast?");
        check("**bold** __init__", "\\*\\*bold\\*\\* \\_\\_init\\_\\_");
        check("<@123> @everyone", "\\<@\u{2060}123\\> @\u{2060}everyone");
        check("# big\n# two", "\\# big # two");
        check("\u{202E}is it \u{200B}safe", "is it safe");
        check("[x](https://example.org)", "\\[x\\](https://example.org)");
    }
}
