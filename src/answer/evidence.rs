//! How good the evidence is: the sources behind some entries, their years and interests.

use std::sync::Arc;

use crate::knowledge::{Entry, Evidence, Source};

use super::value::EvidenceLine;

/// The sources that these entries cite, each once, in the order first cited.
pub(super) fn sources<'a>(entries: impl IntoIterator<Item = &'a Entry>) -> Vec<Arc<Source>> {
    let mut sources: Vec<Arc<Source>> = Vec::new();
    for cite in entries.into_iter().flat_map(|entry| &entry.cites) {
        if !sources.iter().any(|known| known.id == cite.source.id) {
            sources.push(Arc::clone(&cite.source));
        }
    }
    sources
}

/// Sums up the sources behind these entries.
pub(super) fn line<'a>(entries: impl IntoIterator<Item = &'a Entry>) -> EvidenceLine {
    let sources = sources(entries);
    let years = sources.iter().filter_map(|source| year(source));
    let years = years.fold(None, |span: Option<(u16, u16)>, year| {
        Some(span.map_or((year, year), |(first, last)| (first.min(year), last.max(year))))
    });
    let measured = sources.iter().filter(|s| s.kind == Evidence::Measured).count();
    let selling = sources.iter().filter(|source| source.sells).count();
    EvidenceLine { sources, years, measured, selling }
}

fn year(source: &Source) -> Option<u16> {
    source.date.as_deref()?.get(..4)?.parse().ok()
}
