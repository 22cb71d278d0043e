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
/// Links stay links and show no preview, which would stand above what we have to say: `<…>` tells
/// Discord so. (A flag of the message would hide our own embeds as well.)
#[must_use]
pub fn plain(text: &str) -> String {
    let text = visible(text);
    let mut out = String::with_capacity(text.len() + 8);
    let mut rest = text.as_str();
    while let Some(c) = rest.chars().next() {
        let link = link(rest);
        if !link.is_empty() {
            out.push('<');
            out.push_str(&link.replace('@', "%40"));
            out.push('>');
            rest = &rest[link.len()..];
            continue;
        }
        rest = &rest[c.len_utf8()..];
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

/// The link at the start of a text; empty if there is none. Punctuation behind it is not part of
/// it, as in Discord, nor is anything that could end the `<…>` around it.
fn link(text: &str) -> &str {
    let scheme = ["https://", "http://"].into_iter().find(|scheme| {
        text.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme))
    });
    let Some(scheme) = scheme else { return "" };
    let ends = |c: char| c.is_whitespace() || c.is_control() || "<>\"`|\\…".contains(c);
    let mut link = text.split(ends).next().unwrap_or_default();
    while let Some(last) = link.chars().next_back() {
        let count = |c: char| link.matches(c).count();
        let closes = last == ')' && count(')') > count('(');
        if !closes && !".,;:!?'*_~[]".contains(last) {
            break;
        }
        link = &link[..link.len() - last.len_utf8()];
    }
    if link.len() > scheme.len() { link } else { "" }
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
    }

    #[test]
    fn a_link_stays_whole_and_shows_no_preview() {
        check("see https://example.org/a_b*c.", "see <https://example.org/a_b*c>.");
        check("HTTP://x.org", "<HTTP://x.org>");
        check("[x](https://example.org)", "\\[x\\](<https://example.org>)");
        check("(https://x.org/Foo_(bar))", "(<https://x.org/Foo_(bar)>)");
        check("https://x.org/@ada @everyone", "<https://x.org/%40ada> @\u{2060}everyone");
        check("https://x.org|https://y.org", "<https://x.org>\\|<https://y.org>");
        check("<https://x.org>", "\\<<https://x.org>\\>");
        check("https://x.org><@1>", "<https://x.org>\\>\\<@\u{2060}1\\>");
        check("https://x.or…", "<https://x.or>…");
        check("https:// http://", "https:// http://");
        check("ht\u{200B}tps://x.org", "<https://x.org>");
    }
}
