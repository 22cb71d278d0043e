//! The evidence that goes with a poll, one option at a time, for the reader alone.

use super::super::cite::date;
use super::words::button;
use crate::poll::{Attached, AttachedCite, AttachedPoint, Poll};
use crate::render::{
    Embed, Field, Message, PollPress, Row, clip, clip_sentence, plain, text, text_with,
};

/// Most code points of a statement; four and their sources fit one screen.
const STATEMENT: usize = 150;

/// The option at this place of the reader's own order. Each reader begins with another one, so
/// that no option is always read first.
#[must_use]
pub fn evidence(poll: &Poll, attached: &Attached, page: u8, reader: u64) -> Message {
    let options = poll.text.options();
    let count = options.len().max(1);
    let start = usize::try_from(reader % count as u64).unwrap_or(0);
    let at = |page: u8| (start + usize::from(page)) % count;
    let option = &options[at(page)];
    let mut rows = Vec::new();
    if 1 < count {
        // Never 0 again: that one opens a new message.
        let following = page.checked_add(1).unwrap_or(1);
        let label = [("option", clip(&options[at(following)], 40).into())];
        let mut next = button(poll.id, "poll-button-evidence", PollPress::Evidence(following));
        next.label = text_with("poll-evidence-next", &label);
        rows.push(Row::Buttons(vec![next, button(poll.id, "poll-button-mine", PollPress::MyVote)]));
    }
    let values = [("at", format!("<t:{}:D>", attached.at.seconds()).into())];
    let content = text_with("poll-evidence", &values);
    let mut embed = Embed { title: clip(option, 100), ..Embed::default() };
    if let Some(on) = attached.on(option) {
        let mut cited = Cited::default();
        embed.fields = [("poll-evidence-for", &on.pros), ("poll-evidence-against", &on.cons)]
            .into_iter()
            .map(|(name, points)| Field { name: text(name), value: cited.lines(points) })
            .collect();
        embed.fields.push(Field { name: text("answer-sources"), value: cited.sources() });
    } else {
        let values = [("option", plain(option).into())];
        embed.description = text_with("poll-evidence-none", &values);
    }
    let place = [("place", (usize::from(page) % count + 1).into()), ("options", count.into())];
    embed.footer = text_with("poll-evidence-place", &place);
    Message { content, embed: Some(embed), rows, ..Message::default() }
}

/// The sources of one option, numbered as they are first named.
#[derive(Default)]
pub(in crate::render) struct Cited {
    sources: Vec<(String, Option<String>, Vec<String>)>,
}

impl Cited {
    pub(in crate::render) fn lines(&mut self, points: &[AttachedPoint]) -> String {
        if points.is_empty() {
            return text("poll-evidence-nothing");
        }
        let lines: Vec<String> = points
            .iter()
            .map(|point| {
                let marks = self.marks(&point.cites);
                format!("- {} ({marks})", plain(&clip_sentence(&point.text, STATEMENT)))
            })
            .collect();
        lines.join("\n")
    }

    fn marks(&mut self, cites: &[AttachedCite]) -> String {
        let mut numbers: Vec<usize> = cites.iter().map(|cite| self.number(cite)).collect();
        numbers.sort_unstable();
        numbers.dedup();
        numbers.iter().map(usize::to_string).collect::<Vec<_>>().join(", ")
    }

    fn number(&mut self, cite: &AttachedCite) -> usize {
        let at = self.sources.iter().position(|(source, ..)| *source == cite.source);
        let at = at.unwrap_or_else(|| {
            self.sources.push((cite.source.clone(), cite.date.clone(), Vec::new()));
            self.sources.len() - 1
        });
        let sections = &mut self.sources[at].2;
        if !sections.contains(&cite.section) {
            sections.push(cite.section.clone());
        }
        at + 1
    }

    pub(in crate::render) fn sources(&self) -> String {
        let lines = self.sources.iter().enumerate().map(|(n, (source, dated, sections))| {
            let section = sections.first().map(|s| format!("“{}”", plain(&clip(s, 60))));
            let more = (sections.len() > 1)
                .then(|| text_with("cite-sections", &[("more", (sections.len() - 1).into())]));
            let (name, dated) = (plain(source), date(dated.as_deref()));
            let line = format!("({}) {name}, {dated}, {}", n + 1, section.unwrap_or_default());
            format!("{line} {}", more.unwrap_or_default()).trim_end().to_owned()
        });
        clip(&lines.collect::<Vec<_>>().join("\n"), 1024)
    }
}
