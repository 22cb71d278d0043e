//! Marks within lines: bold, code, links, mentions, times.

use crate::clock::UnixMillis;
use crate::page::html::Html;

use super::Names;

/// Marks inside of marks that are told apart; what lies deeper is text.
const DEEPEST: usize = 16;

/// Longest address of a link, in bytes.
const LONGEST_ADDRESS: usize = 2048;

/// Last second that Discord's clients show: 8,640,000,000,000 of them around 1970.
/// Source: <https://tc39.es/ecma262/#sec-time-values-and-time-range>
const LAST_SECOND: i64 = 8_640_000_000_000;

/// A pair of marks around a text; longer ones stand before those that they begin with.
struct Pair {
    mark: &'static str,
    open: &'static str,
    close: &'static str,
}

const fn pair(mark: &'static str, open: &'static str, close: &'static str) -> Pair {
    Pair { mark, open, close }
}

static PAIRS: [Pair; 6] = [
    pair("**", "<strong>", "</strong>"),
    pair("__", "<u>", "</u>"),
    pair("~~", "<s>", "</s>"),
    pair("||", "<details class=\"spoiler\"><summary>Spoiler</summary>", "</details>"),
    pair("*", "<em>", "</em>"),
    pair("_", "<em>", "</em>"),
];

/// Pairs that are known not to close in the rest of a text, by their place in [`PAIRS`]. With it
/// no text is searched twice for the same end.
type Unclosed = [bool; PAIRS.len()];

enum Mark<'t> {
    Literal(&'t str),
    Around(&'static Pair, &'t str),
    Code(&'t str),
    Link { address: &'t str, label: Option<&'t str> },
    Mention(&'t str, u64),
    Everyone(&'static str),
    Command(&'t str),
    Emoji(&'t str),
    Time(i64, char),
}

/// Writes lines with their marks.
pub(super) fn write(out: &mut Html, text: &str, names: Names<'_>) {
    spans(out, text, names, 0);
}

fn spans(out: &mut Html, text: &str, names: Names<'_>, depth: usize) {
    let mut unclosed = Unclosed::default();
    let mut written = 0;
    let mut at = 0;
    while let Some(step) = text[at..].find(['\\', '`', '*', '_', '~', '|', '<', '@', '[', 'h']) {
        at += step;
        let Some((mark, length)) = mark(text, at, &mut unclosed) else {
            at += 1;
            continue;
        };
        out.text(&text[written..at]);
        at += length;
        written = at;
        match mark {
            Mark::Around(_, inside) | Mark::Link { label: Some(inside), .. }
                if depth == DEEPEST =>
            {
                out.text(inside);
            }
            mark => write_mark(out, &mark, names, depth),
        }
    }
    out.text(&text[written..]);
}

fn write_mark(out: &mut Html, mark: &Mark<'_>, names: Names<'_>, depth: usize) {
    match *mark {
        Mark::Literal(text) => out.text(text),
        Mark::Around(pair, inside) => {
            out.markup(pair.open);
            spans(out, inside, names, depth + 1);
            out.markup(pair.close);
        }
        Mark::Code(code) => {
            out.markup("<code>");
            out.text(code);
            out.markup("</code>");
        }
        Mark::Link { address, label } => {
            let inside = open_link(out, address);
            match label {
                Some(label) => spans(out, label, names, depth + 1),
                None => out.text(inside),
            }
            out.markup("</a>");
        }
        Mark::Mention(kind, id) => {
            let name = names(kind, id);
            let name = name.as_deref().unwrap_or("unknown");
            mention(out, if kind == "#" { "#" } else { "@" }, name.trim_start_matches('@'));
        }
        Mark::Everyone(name) => mention(out, "@", name),
        Mark::Command(name) => mention(out, "/", name),
        Mark::Emoji(name) => {
            out.text(":");
            out.text(name);
            out.text(":");
        }
        Mark::Time(seconds, style) => time(out, seconds, style),
    }
}

fn mention(out: &mut Html, sign: &str, name: &str) {
    out.markup("<span class=\"mention\">");
    out.text(sign);
    out.text(name);
    out.markup("</span>");
}

/// Opens a link and returns what is read where it has no label. Messages of the page are reached
/// on the page.
fn open_link<'t>(out: &mut Html, address: &'t str) -> &'t str {
    let message = address.strip_prefix("https://discord.com/channels/");
    let parts: Vec<&str> = message.map(|path| path.split('/').collect()).unwrap_or_default();
    match parts[..] {
        [_, _, message] if message.parse::<u64>().is_ok() => {
            out.markup("<a href=\"#message-");
            out.text(message);
            out.markup("\">");
            "Jump to the message"
        }
        _ => {
            out.markup("<a href=\"");
            out.text(address);
            out.markup("\" rel=\"noopener noreferrer\" target=\"_blank\">");
            address
        }
    }
}

/// A time in UTC, which the page turns into the reader's own and into the wanted style.
fn time(out: &mut Html, seconds: i64, style: char) {
    let iso = u64::try_from(seconds).map(|seconds| UnixMillis(seconds * 1000).iso());
    let Ok(iso) = iso else { return out.text("a time before 1970") };
    out.markup("<time datetime=\"");
    out.text(&iso[..19]);
    out.markup("Z\" data-style=\"");
    out.text(style.encode_utf8(&mut [0; 4]));
    out.markup("\">");
    out.text(&iso[..10]);
    out.text(" ");
    out.text(&iso[11..16]);
    out.markup(" UTC</time>");
}

/// The mark that begins at `at`, and its length in bytes.
fn mark<'t>(text: &'t str, at: usize, unclosed: &mut Unclosed) -> Option<(Mark<'t>, usize)> {
    let rest = &text[at..];
    match rest.as_bytes()[0] {
        b'\\' => {
            let sign = rest[1..].chars().next().filter(char::is_ascii_punctuation)?;
            Some((Mark::Literal(&rest[1..=sign.len_utf8()]), 2))
        }
        b'`' => code(rest),
        b'<' => angled(rest),
        b'[' => labelled(rest),
        b'h' => bare_link(rest),
        b'@' => {
            let name = ["everyone", "here"].into_iter().find(|name| rest[1..].starts_with(name))?;
            let alone =
                !text[..at].ends_with(is_word) && !rest[1 + name.len()..].starts_with(is_word);
            alone.then_some((Mark::Everyone(name), 1 + name.len()))
        }
        _ => around(text, at, unclosed),
    }
}

fn is_word(sign: char) -> bool {
    sign.is_alphanumeric() || sign == '_'
}

fn around<'t>(text: &'t str, at: usize, unclosed: &mut Unclosed) -> Option<(Mark<'t>, usize)> {
    let rest = &text[at..];
    PAIRS.iter().zip(unclosed).find_map(|(pair, unclosed)| {
        let inside = rest.strip_prefix(pair.mark)?;
        let first = inside.chars().next()?;
        let opens = match pair.mark {
            "*" => !first.is_whitespace() && first != '*',
            "_" => !first.is_whitespace() && first != '_' && !text[..at].ends_with(is_word),
            _ => true,
        };
        if *unclosed || !opens {
            return None;
        }
        let end = closing(inside, first.len_utf8(), pair.mark);
        *unclosed = end.is_none();
        let inside = &inside[..end?];
        Some((Mark::Around(pair, inside), inside.len() + 2 * pair.mark.len()))
    })
}

/// Where the closing mark begins, from `from` on. What is escaped closes nothing.
fn closing(text: &str, from: usize, mark: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let sign = mark.as_bytes()[0];
    let mut at = from;
    while at < bytes.len() {
        if bytes[at] == b'\\' {
            at += 2;
            continue;
        }
        if bytes[at..].starts_with(mark.as_bytes()) {
            let (before, after) = (bytes[at - 1], bytes.get(at + mark.len()).copied());
            let alone = after != Some(sign);
            let closes = match mark {
                "*" => alone && before != sign && !before.is_ascii_whitespace(),
                "_" => {
                    let in_word = text[at + 1..].starts_with(is_word);
                    alone && before != sign && !before.is_ascii_whitespace() && !in_word
                }
                "**" | "__" => alone,
                _ => true,
            };
            if closes {
                return Some(at);
            }
        }
        at += 1;
    }
    None
}

fn code(rest: &str) -> Option<(Mark<'_>, usize)> {
    let ticks = rest.bytes().take(3).take_while(|byte| *byte == b'`').count();
    if ticks > 2 {
        return None;
    }
    let (ticks, inside) = rest.split_at(ticks);
    let end = inside.find(ticks)?;
    let code = &inside[..end];
    let length = code.len() + 2 * ticks.len();
    let code = if ticks.len() == 2 { code.trim() } else { code };
    (!code.is_empty()).then_some((Mark::Code(code), length))
}

/// What stands between `<` and `>`: times, mentions, commands, emoji, links.
fn angled(rest: &str) -> Option<(Mark<'_>, usize)> {
    let end = rest.bytes().take(LONGEST_ADDRESS).position(|byte| byte == b'>')?;
    let inside = &rest[1..end];
    let id = |text: &str| text.parse::<u64>().ok();
    let mark = if let Some(time) = inside.strip_prefix("t:") {
        let (seconds, style) = time.split_once(':').unwrap_or((time, "f"));
        let style = style.chars().next().filter(|_| style.len() == 1)?;
        let seconds = seconds.parse::<i64>().ok().filter(|one| one.abs() <= LAST_SECOND)?;
        "tTdDfFR".contains(style).then_some(Mark::Time(seconds, style))?
    } else if let Some(role) = inside.strip_prefix("@&") {
        Mark::Mention("@&", id(role)?)
    } else if let Some(person) = inside.strip_prefix('@') {
        Mark::Mention("@", id(person.strip_prefix('!').unwrap_or(person))?)
    } else if let Some(channel) = inside.strip_prefix('#') {
        Mark::Mention("#", id(channel)?)
    } else if let Some(command) = inside.strip_prefix('/') {
        let (name, number) = command.split_once(':')?;
        id(number).map(|_| Mark::Command(name))?
    } else if let Some(emoji) = inside.strip_prefix("a:").or_else(|| inside.strip_prefix(':')) {
        let (name, number) = emoji.split_once(':')?;
        id(number).map(|_| Mark::Emoji(name))?
    } else {
        let address = address(inside).filter(|address| address.len() == inside.len())?;
        Mark::Link { address, label: None }
    };
    Some((mark, end + 1))
}

/// `[label](https://…)`
fn labelled(rest: &str) -> Option<(Mark<'_>, usize)> {
    let end = rest.bytes().take(LONGEST_ADDRESS).position(|byte| matches!(byte, b']' | b'\n'))?;
    let label = &rest[1..end];
    let target = rest[end..].strip_prefix("](")?;
    let close = target.bytes().take(LONGEST_ADDRESS).position(|byte| byte == b')')?;
    let inside = &target[..close];
    let bare =
        inside.strip_prefix('<').and_then(|inside| inside.strip_suffix('>')).unwrap_or(inside);
    let address = address(bare).filter(|address| address.len() == bare.len())?;
    let length = end + 2 + close + 1;
    (!label.trim().is_empty()).then_some((Mark::Link { address, label: Some(label) }, length))
}

fn bare_link(rest: &str) -> Option<(Mark<'_>, usize)> {
    let address = address(rest)?
        .trim_end_matches(['.', ',', ':', ';', '!', '?', '"', '\'', ')', ']', '*', '_', '~', '|']);
    address.split_once("://").is_some_and(|(_, rest)| !rest.is_empty()).then_some(())?;
    Some((Mark::Link { address, label: None }, address.len()))
}

/// The address of the web at the begin of a text.
fn address(text: &str) -> Option<&str> {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"))?;
    let end = |sign: char| sign.is_whitespace() || sign.is_control() || "<>\"".contains(sign);
    let mut signs = rest.char_indices().take(LONGEST_ADDRESS);
    let length = match signs.find(|&(_, sign)| end(sign)) {
        Some((at, _)) => at,
        None if rest.len() <= LONGEST_ADDRESS => rest.len(),
        None => return None,
    };
    (length > 0).then(|| &text[..text.len() - rest.len() + length])
}
