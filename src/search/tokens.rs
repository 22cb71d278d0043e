//! Text -> words in lower case. What Discord writes for mentions, emoji and links is no text.

/// Most characters of a text that are read; the rest of a longer one is ignored.
/// Discord's longest message is 2,000 characters (4,000 with Nitro).
pub const READ_CHARACTERS: usize = 2000;

/// Endings that belong to a name when a dot stands before them: "socket.io"; also as mistyped.
const DOTTED: [&str; 5] = ["js", "io", "net", "py", "sj"];

/// One word of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Token {
    start: u32,
    end: u32,
    /// A hyphen or an underscore, and no blank, stands between this and the one before.
    pub(crate) hyphenated: bool,
    /// It began with a capital letter.
    pub(crate) capital: bool,
    /// It is the first word, or the first after a full stop, a question or an exclamation mark.
    pub(crate) opens: bool,
}

/// The words of a text, in order.
#[derive(Clone, Debug, Default)]
pub(crate) struct Tokens {
    text: String,
    list: Vec<Token>,
    /// Letters seen, and how many of them are not Latin.
    pub(crate) letters: usize,
    /// Letters of another alphabet.
    pub(crate) foreign_letters: usize,
}

impl Tokens {
    /// Reads the words of a text that somebody typed, up to [`READ_CHARACTERS`].
    pub(crate) fn read(text: &str) -> Self {
        Self::read_whole(within(text))
    }

    /// Reads the words of a text, however long.
    pub(crate) fn read_whole(text: &str) -> Self {
        let mut tokens = Self::default();
        tokens.text.reserve(text.len());
        let mut opens = true;
        let mut hyphen = false;
        let mut rest = text;
        while let Some(c) = rest.chars().next() {
            if let Some(length) = markup(rest) {
                rest = &rest[length..];
                hyphen = false;
                continue;
            }
            if !c.is_alphanumeric() {
                opens |= matches!(c, '.' | '!' | '?' | '\n' | ':');
                hyphen =
                    is_hyphen(c) && !tokens.list.is_empty() && !hyphen && rest.len() < text.len();
                if is_dot_net(rest) {
                    tokens.push("dotnet", false, false, opens);
                    rest = &rest[4..];
                    continue;
                }
                rest = &rest[c.len_utf8()..];
                continue;
            }
            let length = word_length(rest);
            tokens.word(&rest[..length], hyphen, opens);
            rest = &rest[length..];
            opens = false;
            hyphen = false;
        }
        tokens
    }

    /// How many words.
    pub(crate) fn len(&self) -> usize {
        self.list.len()
    }

    /// The words with their marks.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (&str, Token)> {
        self.list.iter().map(|token| (self.text(*token), *token))
    }

    fn text(&self, token: Token) -> &str {
        &self.text[token.start as usize..token.end as usize]
    }

    fn word(&mut self, word: &str, hyphenated: bool, opens: bool) {
        let capital = word.chars().next().is_some_and(char::is_uppercase);
        if word.bytes().all(|b| b.is_ascii_alphanumeric()) {
            self.letters += word.bytes().filter(u8::is_ascii_alphabetic).count();
            self.push(word, hyphenated, capital, opens);
            return;
        }
        let mut lower = String::with_capacity(word.len());
        for c in word.chars() {
            self.letters += usize::from(c.is_alphabetic());
            self.foreign_letters += usize::from(c.is_alphabetic() && u32::from(c) > 0x24F);
            match c {
                '\'' | '’' => lower.push('\''),
                '.' if !word.chars().any(|c| c.is_ascii_digit()) => {}
                _ => lower.extend(c.to_lowercase()),
            }
        }
        let bare = lower.strip_suffix("'s").unwrap_or(&lower).replace('\'', "");
        self.push(&bare, hyphenated, capital, opens);
    }

    fn push(&mut self, word: &str, hyphenated: bool, capital: bool, opens: bool) {
        let start = u32::try_from(self.text.len()).unwrap_or(u32::MAX);
        self.text.push_str(word);
        self.text[start as usize..].make_ascii_lowercase();
        let end = u32::try_from(self.text.len()).unwrap_or(u32::MAX);
        if start < end {
            self.list.push(Token { start, end, hyphenated, capital, opens });
        }
    }
}

/// Whether a character joins the words around it.
pub(crate) fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '_' | '‐' | '‑')
}

/// The part of a text that is read.
pub(crate) fn within(text: &str) -> &str {
    if text.len() <= READ_CHARACTERS {
        return text;
    }
    text.char_indices().nth(READ_CHARACTERS).map_or(text, |(end, _)| &text[..end])
}

/// The length of a mention, an emoji code or a link at the start, if one stands there.
fn markup(text: &str) -> Option<usize> {
    match text.as_bytes()[0] {
        b'<' => angle(text),
        b':' => shortcode(text),
        b'h' | b'H' | b'w' | b'W' => link(text),
        _ => None,
    }
}

/// `<@1>`, `<#1>`, `<:name:1>`, `<a:name:1>`, `<t:1>`, `</name:1>`.
fn angle(text: &str) -> Option<usize> {
    let inside = &text[1..];
    let known = ["@", "#", ":", "a:", "t:", "/", "id:"].iter().any(|p| inside.starts_with(p));
    let end = inside.bytes().take(120).position(|b| b == b'>')?;
    (known && !inside.as_bytes()[..end].contains(&b' ')).then_some(end + 2)
}

/// `:smile:`
fn shortcode(text: &str) -> Option<usize> {
    let inside = &text[1..];
    let end = inside.bytes().take(40).position(|b| b == b':')?;
    let name = &inside.as_bytes()[..end];
    let plain = name.iter().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'+' | b'-'));
    (end > 0 && plain).then_some(end + 2)
}

fn link(text: &str) -> Option<usize> {
    let head = text.get(..8).unwrap_or(text).to_ascii_lowercase();
    let is_link =
        head.starts_with("http://") || head.starts_with("https://") || head.starts_with("www.");
    is_link.then(|| text.find(char::is_whitespace).unwrap_or(text.len()))
}

fn is_dot_net(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.len() >= 4
        && bytes[..4].eq_ignore_ascii_case(b".net")
        && !bytes.get(4).is_some_and(u8::is_ascii_alphanumeric)
}

/// The length in bytes of the word that starts here.
fn word_length(text: &str) -> usize {
    let mut end = 0;
    for (at, c) in text.char_indices() {
        let next = &text[at + c.len_utf8()..];
        let goes_on = next.chars().next().is_some_and(char::is_alphanumeric);
        let stays = match c {
            _ if c.is_alphanumeric() => true,
            '\'' | '’' => goes_on,
            '.' => goes_on && dot_joins(&text[..at], next),
            '+' => c_plus_plus(&text[..at]),
            '#' => matches!(&text[..at], "c" | "C" | "f" | "F"),
            _ => false,
        };
        if !stays {
            break;
        }
        end = at + c.len_utf8();
    }
    end
}

fn c_plus_plus(before: &str) -> bool {
    matches!(before, "c" | "C" | "c+" | "C+")
}

/// Whether a dot belongs to the word: "node.js", "3.1", but not "slow.Then".
fn dot_joins(before: &str, after: &str) -> bool {
    let next = after.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    let digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    DOTTED.iter().any(|ending| next.eq_ignore_ascii_case(ending))
        || (before.bytes().all(|b| b.is_ascii_digit() || b == b'.') && digits(next))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, words: &str) {
        let tokens = Tokens::read(text);
        let read: Vec<&str> = tokens.iter().map(|(word, _)| word).collect();
        assert_eq!(read.join(" "), words, "{text:?}");
    }

    #[test]
    fn words_are_lower_case_without_punctuation() {
        check("Is Node.js FASTER?!", "is nodejs faster");
        check("node/django: which,one", "node django which one");
        check("don't use Django’s ORM", "dont use django orm");
        check("C++ or C# or .NET or F#", "c++ or c# or dotnet or f#");
        check("since 3.1.It works.Then", "since 3.1 it works then");
        check("real-time  e_commerce", "real time e commerce");
        check("", "");
        check("!!! ... --", "");
        check("ÜBER Größe", "über größe");
    }

    #[test]
    fn what_discord_writes_is_no_text() {
        check("<@123> hi <@!9> <#5> <@&7>", "hi");
        check("good <:django:123> vs <a:node:9> :thumbsup: :+1:", "good vs");
        check("see https://djangoproject.com/x?y and www.x.io ok", "see and ok");
        check("a < b and c > d", "a b and c d");
        check("<t:123:R> </ask:5> why: because: x", "why because x");
        check("**bold** __under__ `code` ||spoiler||", "bold under code spoiler");
    }

    #[test]
    fn a_long_text_is_cut() {
        let tokens = Tokens::read(&"word ".repeat(5000));
        assert_eq!(tokens.len(), READ_CHARACTERS / 5);
    }

    #[test]
    fn hyphens_and_capitals_are_remembered() {
        let tokens = Tokens::read("a Real-time app. Go");
        let marks: Vec<_> =
            tokens.iter().map(|(_, t)| (t.hyphenated, t.capital, t.opens)).collect();
        assert_eq!(
            marks,
            [
                (false, false, true),
                (false, true, false),
                (true, false, false),
                (false, false, false),
                (false, true, true)
            ]
        );
    }
}
