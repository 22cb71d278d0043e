//! Where the answers come from: each source with its date, its kind and whose interest it serves.

use std::sync::Arc;

use super::{Embed, Field, Message, cite, clip, plain, text, text_with};
use crate::knowledge::{Entry, Evidence, Knowledge, Source};

/// Sources shown; more would not fit one message.
const MOST: usize = 12;

/// The list of sources.
#[must_use]
pub fn sources(knowledge: &Knowledge) -> Message {
    let all = &knowledge.sources;
    let measured = all.iter().filter(|s| s.kind == Evidence::Measured).count();
    let values = [("sources", all.len().into()), ("measured", measured.into())];
    let fields: Vec<Field> = all
        .iter()
        .take(MOST)
        .map(|source| Field {
            name: clip::clip(&source.name, 256),
            value: clip::clip(&about(knowledge, source), 400),
        })
        .collect();
    let left = all.len() - fields.len();
    let footer =
        if left > 0 { text_with("list-more", &[("left", left.into())]) } else { String::new() };
    let embed =
        Embed { title: text("sources-title"), description: text("sources-how"), fields, footer };
    Message {
        content: text_with("sources", &values),
        embed: (!all.is_empty()).then_some(embed),
        ..Message::default()
    }
}

fn about(knowledge: &Knowledge, source: &Source) -> String {
    let kind = match source.kind {
        Evidence::Opinion => text("sources-opinion"),
        Evidence::Documentation => text("sources-documentation"),
        Evidence::Measured => text("sources-measured"),
    };
    let cited = |entry: &&Arc<Entry>| entry.cites.iter().any(|c| c.source.id == source.id);
    let entries = knowledge.entries.iter().filter(cited).count();
    let title = plain(&clip::clip(&source.title, 120));
    let title = match &source.url {
        Some(url) => format!("[{title}](<{url}>)"),
        None => title,
    };
    let who = source.author.as_ref().or(source.publisher.as_ref()).filter(|w| **w != source.name);
    let title = match who {
        Some(who) => format!("{title}, {}", plain(who)),
        None => title,
    };
    let values = [
        ("title", title.into()),
        ("date", cite::date(source.date.as_deref()).into()),
        ("kind", kind.into()),
        ("entries", entries.into()),
        ("bias", plain(&source.bias).into()),
    ];
    text_with("sources-entry", &values)
}
