//! Lists, one inside of the other by how far their lines are indented.

use crate::page::html::Html;

/// Lists inside of lists that are told apart; further ones go on with the innermost.
/// Source: <https://support.discord.com/hc/en-us/articles/210298617>
const DEEPEST: usize = 11;

/// One line of a list.
pub(super) struct Item<'a> {
    indent: usize,
    /// Its number, in a list with numbers.
    number: Option<u32>,
    pub(super) text: &'a str,
}

/// Reads a line as an item. Only below another item may it be indented.
pub(super) fn item(line: &str, inside: bool) -> Option<Item<'_>> {
    let text = line.trim_start_matches(' ');
    let indent = line.len() - text.len();
    if indent > 1 && !inside {
        return None;
    }
    if let Some(text) = text.strip_prefix("- ").or_else(|| text.strip_prefix("* ")) {
        let text = text.trim_start();
        return (!text.is_empty()).then_some(Item { indent, number: None, text });
    }
    let (number, text) = text.split_once(". ")?;
    let digits =
        !number.is_empty() && number.len() < 10 && number.bytes().all(|b| b.is_ascii_digit());
    let number = number.parse().ok().filter(|_| digits)?;
    let text = text.trim_start();
    (!text.is_empty()).then_some(Item { indent, number: Some(number), text })
}

struct Level {
    indent: usize,
    close: &'static str,
}

/// The lists that are open, the outermost first.
#[derive(Default)]
pub(super) struct List {
    levels: Vec<Level>,
}

impl List {
    /// Opens an item; its text follows.
    pub(super) fn open(&mut self, out: &mut Html, item: &Item<'_>) {
        let close = if item.number.is_some() { "</li></ol>" } else { "</li></ul>" };
        while self.levels.len() > 1
            && self.levels.last().is_some_and(|top| top.indent > item.indent)
        {
            self.close_one(out);
        }
        match self.levels.last() {
            Some(top) if item.indent > top.indent + 1 && self.levels.len() < DEEPEST => {}
            Some(top) if top.close == close => return out.markup("</li><li>"),
            Some(_) => self.close_one(out),
            None => {}
        }
        if let Some(number) = item.number {
            out.markup("<ol start=\"");
            out.number(number);
            out.markup("\"><li>");
        } else {
            out.markup("<ul><li>");
        }
        self.levels.push(Level { indent: item.indent, close });
    }

    /// Closes what is open.
    pub(super) fn close(mut self, out: &mut Html) {
        while !self.levels.is_empty() {
            self.close_one(out);
        }
    }

    fn close_one(&mut self, out: &mut Html) {
        if let Some(level) = self.levels.pop() {
            out.markup(level.close);
        }
    }
}
