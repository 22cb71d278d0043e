//! Citations: sources numbered in the order a message first names them.

use std::sync::Arc;

use super::{clip, plain, text, text_with};
use crate::knowledge::{Entry, Source};

/// Longest heading of a source shown, in code points.
const SECTION: usize = 60;

/// The sources of one message.
#[derive(Debug, Default)]
pub(super) struct Cites {
    /// Each source with the headings cited, in the order of their numbers.
    cited: Vec<(Arc<Source>, Vec<String>)>,
}

impl Cites {
    /// The mark behind a statement: " (1, 2)".
    pub(super) fn mark(&mut self, entry: &Entry) -> String {
        let mut numbers: Vec<usize> = Vec::new();
        for cite in &entry.cites {
            let number = self.number(&cite.source, Some(&cite.section));
            if !numbers.contains(&number) {
                numbers.push(number);
            }
        }
        numbers.sort_unstable();
        let numbers: Vec<String> = numbers.iter().map(usize::to_string).collect();
        format!(" ({})", numbers.join(", "))
    }

    /// The statement with its mark, clipped to `most` code points before the mark. "Not always"
    /// says nothing without its question, so that stands before it.
    pub(super) fn statement(&mut self, entry: &Entry, most: usize) -> String {
        let said = self.said(entry, most);
        match entry.question() {
            Some(question) => format!("*{}* {said}", plain(&clip::clip(question, 100))),
            None => said,
        }
    }

    /// The same where the question stands elsewhere.
    pub(super) fn said(&mut self, entry: &Entry, most: usize) -> String {
        let mark = self.mark(entry);
        format!("{}{mark}", plain(&clip::clip_sentence(&entry.text, most)))
    }

    /// Sources by name and number: "PLANEKS (2), StarTechUP (3)".
    pub(super) fn named(&mut self, sources: &[Arc<Source>]) -> String {
        let named =
            sources.iter().map(|s| format!("{} ({})", plain(&s.name), self.number(s, None)));
        named.collect::<Vec<_>>().join(", ")
    }

    /// One line a source, at most `most`; the others by name and number alone, so that every
    /// number in the message leads to a source.
    pub(super) fn lines(&self, most: usize) -> String {
        if most == 0 {
            return self.in_short();
        }
        let mut lines: Vec<String> = self
            .cited
            .iter()
            .take(most)
            .enumerate()
            .map(|(n, (s, at))| line(n + 1, s, at))
            .collect();
        let rest = self.cited.iter().enumerate().skip(most);
        let rest: Vec<String> =
            rest.map(|(n, (s, _))| format!("({}) {}", n + 1, name(s))).collect();
        if !rest.is_empty() {
            lines.push(text_with("cite-more", &[("names", rest.join(", ").into())]));
        }
        lines.join("\n")
    }

    /// Every source with every section cited, one a line.
    pub(super) fn in_full(&self) -> String {
        let line = |(n, (source, sections)): (usize, &(Arc<Source>, Vec<String>))| {
            let sections = sections.iter().map(|s| format!("“{}”", plain(&clip::clip(s, SECTION))));
            let sections = sections.collect::<Vec<_>>().join(", ");
            let date = date(source.date.as_deref());
            format!("({}) {}, {date}: {sections}", n + 1, name(source))
        };
        self.cited.iter().enumerate().map(line).collect::<Vec<_>>().join("\n")
    }

    /// Every source by number and name alone: "(1) PLANEKS, (2) StarTechUP".
    pub(super) fn in_short(&self) -> String {
        let named = self.cited.iter().enumerate();
        named
            .map(|(n, (s, _))| format!("({}) {}", n + 1, plain(&s.name)))
            .collect::<Vec<_>>()
            .join(", ")
    }

    /// The source's number, given now when it has none.
    fn number(&mut self, source: &Arc<Source>, section: Option<&str>) -> usize {
        let at = self.cited.iter().position(|(s, _)| s.id == source.id).unwrap_or_else(|| {
            self.cited.push((Arc::clone(source), Vec::new()));
            self.cited.len() - 1
        });
        if let Some(section) = section {
            let sections = &mut self.cited[at].1;
            if !sections.iter().any(|s| s == section) {
                sections.push(section.to_owned());
            }
        }
        at + 1
    }
}

fn line(number: usize, source: &Source, sections: &[String]) -> String {
    let mut line = format!("({number}) {}, {}", name(source), date(source.date.as_deref()));
    if let Some(first) = sections.first() {
        line = format!("{line}, “{}”", plain(&clip::clip(first, SECTION)));
    }
    if sections.len() > 1 {
        line.push(' ');
        line.push_str(&text_with("cite-sections", &[("more", (sections.len() - 1).into())]));
    }
    line
}

/// The source's name, linked where an address is known.
pub(super) fn name(source: &Source) -> String {
    match &source.url {
        Some(url) => format!("[{}](<{url}>)", plain(&source.name)),
        None => plain(&source.name),
    }
}

/// A date of a source as people write it: "2 May 2024", "May 2024", "2024".
pub(super) fn date(date: Option<&str>) -> String {
    let Some(date) = date else { return text("cite-undated") };
    let mut parts = date.split('-');
    let year = parts.next().unwrap_or_default();
    let month = parts.next().and_then(|m| m.parse::<usize>().ok());
    let Some(month) = month.and_then(|m| MONTHS.get(m.wrapping_sub(1))) else {
        return plain(year);
    };
    match parts.next().and_then(|d| d.parse::<u8>().ok()) {
        Some(day) => format!("{day} {month} {}", plain(year)),
        None => format!("{month} {}", plain(year)),
    }
}

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_read_as_people_write_them() {
        for (filed, shown) in [
            (Some("2024-05-02"), "2 May 2024"),
            (Some("2026-03"), "March 2026"),
            (Some("2026"), "2026"),
            (None, "no date"),
        ] {
            assert_eq!(date(filed), shown);
        }
    }
}
