//! Lists and limits that every message shares.

use super::{Embed, Field, MenuOption, Message, text, text_with};

/// Longest embed title used, in code points; Discord allows 256.
pub(super) const TITLE: usize = 100;
/// Longest description used beside fields; Discord allows 4096.
pub(super) const DESCRIPTION: usize = 3000;
/// Longest field value.
/// Source: <https://discord.com/developers/docs/resources/message#embed-object-embed-limits>
pub(super) const FIELD: usize = 1024;
/// Longest button label that a phone shows whole.
pub(super) const LABEL: usize = 30;
/// Longest message content.
/// Source: <https://discord.com/developers/docs/resources/message#create-message>
const CONTENT: usize = 2000;
/// Options on one page of a menu; the 25th leads on.
pub(super) const PAGE: usize = 24;

/// "Node.js", "Node.js and Django", "Node.js, Django and Rails"; where a name holds an "and" of its
/// own, "AI and machine learning, and cost".
pub(super) fn and(names: &[&str]) -> String {
    match names {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [first @ .., last] => {
            let values = [("first", first.join(", ").into()), ("last", (*last).into())];
            let double = names.iter().any(|name| name.contains(" and "));
            text_with(if double { "list-and-apart" } else { "list-and" }, &values)
        }
    }
}

/// "Node.js", "Node.js or Django", "Node.js, Django or Rails".
pub(super) fn or(names: &[&str]) -> String {
    match names {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [first @ .., last] => {
            let values = [("first", first.join(", ").into()), ("last", (*last).into())];
            text_with("list-or", &values)
        }
    }
}

/// The lines that fit within `most` code points, and how many are left.
pub(super) fn within(lines: &[String], most: usize) -> String {
    let mut out = String::new();
    let mut length = 0;
    for (n, line) in lines.iter().enumerate() {
        let left = text_with("list-more", &[("left", (lines.len() - n).into())]);
        let room = if n + 1 == lines.len() { 0 } else { left.chars().count() + 1 };
        let line_length = line.chars().count() + 1;
        if length + line_length + room > most {
            out.push_str(&left);
            return out;
        }
        out.push_str(line);
        out.push('\n');
        length += line_length;
    }
    out.trim_end().to_owned()
}

/// What the value of a menu's last option starts with, when it leads to another page.
const TO_PAGE: char = '~';

/// One page of a menu: all when they fit, else 24 and a last option that leads on.
pub(super) fn page<T>(
    all: &[T],
    page: u8,
    option: impl Fn(&T) -> MenuOption,
    more: &str,
) -> Vec<MenuOption> {
    if all.len() <= PAGE + 1 {
        return all.iter().map(option).collect();
    }
    let pages = all.len().div_ceil(PAGE);
    let page = usize::from(page) % pages;
    let mut options: Vec<MenuOption> =
        all.iter().skip(page * PAGE).take(PAGE).map(option).collect();
    let next = (page + 1) % pages;
    let label = if next == 0 { text("list-first-page") } else { more.to_owned() };
    options.push(MenuOption {
        label,
        value: format!("{TO_PAGE}{next}"),
        description: String::new(),
    });
    options
}

/// The page that a menu's last option leads to; none for any other value.
#[must_use]
pub fn page_chosen(value: &str) -> Option<u8> {
    value.strip_prefix(TO_PAGE)?.parse().ok()
}

impl Embed {
    /// All its text, in code points.
    #[must_use]
    pub fn text_length(&self) -> usize {
        let fields = self.fields.iter().flat_map(|f| [&f.name, &f.value]);
        [&self.title, &self.description, &self.footer]
            .into_iter()
            .chain(fields)
            .map(|text| text.chars().count())
            .sum()
    }
}

impl Message {
    /// The same message where embeds cannot be shown: everything in plain content, cut at a line.
    #[must_use]
    pub fn without_embed(mut self) -> Self {
        let Some(embed) = self.embed.take() else { return self };
        let mut lines = vec![self.content];
        if !embed.title.is_empty() {
            lines.push(format!("**{}**", embed.title));
        }
        lines.extend(embed.description.lines().map(str::to_owned));
        for Field { name, value } in &embed.fields {
            lines.push(format!("**{name}**"));
            lines.extend(value.lines().map(str::to_owned));
        }
        if !embed.footer.is_empty() {
            lines.push(embed.footer);
        }
        lines.retain(|line| !line.is_empty());
        self.content = within(&lines, CONTENT);
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_reads_well_whatever_its_names_hold() {
        assert_eq!(and(&["security", "cost"]), "security and cost");
        assert_eq!(and(&["security", "cost", "speed"]), "security, cost and speed");
        assert_eq!(and(&["admin and ORM"]), "admin and ORM");
        assert_eq!(and(&["admin and ORM", "cost"]), "admin and ORM, and cost");
        assert_eq!(or(&["Django", "Node.js"]), "Django or Node.js");
    }
}
