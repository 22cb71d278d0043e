//! Search: a question in, the entries that may answer it out, each with the reason why.
//!
//! May enter: checked knowledge, plain text, arithmetic.
//! May not enter: answers, Discord types, files, clocks, `async`, randomness that shows.
//! Flow: [`Index::build`] once; then `tokens` -> `vocabulary` (forms, stems, compounds) ->
//! `spelling` -> `query` (phrases, synonyms, signals) -> `questions` (the nearest whole ones) and
//! `candidates` (which entries are worth a look) -> `lexical` (what their words say) -> `rank` ->
//! `sentences` (the parts of a message) -> [`Hits`] with [`Evidence`].

mod candidates;
mod combination;
mod confidence;
mod diversity;
mod exact;
mod fields;
mod gaps;
mod hash;
mod index;
mod language;
mod layer;
mod lexical;
mod lexicon;
mod meanings;
#[cfg(test)]
mod overlay_tests;
mod polarity;
mod postings;
mod query;
mod questions;
mod rank;
mod scratch;
mod sentences;
mod shape;
mod sounds;
mod spelling;
mod statistics;
mod switches;
mod technology;
mod terms;
#[cfg(test)]
mod tests;
mod texts;
mod tokens;
mod vocabulary;
mod word_table;

pub use confidence::Evidence;
pub(crate) use fields::questions_of;
pub(crate) use gaps::NearestGap;
pub use index::Index;
pub use query::Query;
pub use rank::{Explanation, Hit};
pub use switches::{Signal, Switches};
pub use tokens::READ_CHARACTERS;

/// What a search found, and how the question was read.
#[derive(Clone, Debug)]
pub struct Hits {
    /// The question as read.
    pub query: Query,
    /// The entries, best first.
    pub list: Vec<Hit>,
    /// What speaks for and against the best of them.
    pub evidence: Evidence,
    /// The question without an answer that is most like it.
    pub(crate) gap: Option<NearestGap>,
}

impl Hits {
    /// The question without an answer that is most like the one asked.
    #[must_use]
    pub fn unanswered_like<'a>(&self, index: &'a Index) -> Option<&'a str> {
        self.gap.and_then(|gap| index.knowledge().gap(gap.number)).map(|(_, question)| question)
    }
}

/// Finds the `count` best entries for a question. Any text will do; nothing panics.
#[must_use]
pub fn search(index: &Index, question: &str, count: usize) -> Hits {
    search_with(index, Switches::default(), question, count)
}

/// Searches with some signals switched off.
#[must_use]
pub fn search_with(index: &Index, switches: Switches, question: &str, count: usize) -> Hits {
    let whole = read_once(index, Query::read(index, switches, question), count);
    let parts =
        if switches.has(Signal::Sentences) { sentences::split(question) } else { Vec::new() };
    if parts.len() < 2 { whole } else { sentences::merge(index, whole, &parts, count) }
}

/// Finds the best entries for a question that was read.
fn read_once(index: &Index, query: Query, count: usize) -> Hits {
    let (list, gap) = rank::best(index, &query, count);
    let evidence = Evidence::of(index, &query, &list, gap);
    Hits { query, list, evidence, gap }
}
