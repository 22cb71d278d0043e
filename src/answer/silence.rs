//! When there is nothing to say, and why.

use crate::knowledge::GapReason;
use crate::search::{Hits, Index};

use super::value::{Reading, Unknown, Why};

/// Confidence from which an answer is shown. Below 0, where the confidence is fitted, as words that
/// nobody thought of are more frequent in questions that it was not fitted on.
const BORDER: f32 = -0.8;
/// Longest question, in words, that one word of another matter makes off topic.
const SHORT: usize = 10;
/// Confidence from which a word of another matter is but what is to be built for: "selling bikes".
const SURE: f32 = 2.0;
/// Longest message, in words, that is nothing but thanks when it begins with them.
const FEW: usize = 6;
/// Likeness to a question without an answer from which it has none for the same reason.
const ALIKE: f32 = 0.5;
/// Most suggestions.
const SUGGESTIONS: usize = 3;
/// Most of the words that are named as not covered.
const NAMED_WORDS: usize = 3;

/// The reason to stay silent, if there is one.
pub(super) fn reason(hits: &Hits) -> Option<Why> {
    let query = &hits.query;
    let signals = &query.signals;
    if query.words == 0 {
        return Some(Why::Empty);
    }
    if signals.other_language {
        return Some(Why::OtherLanguage);
    }
    if signals.orders {
        return Some(Why::OffTopic);
    }
    if hits.list.iter().take(1).any(|hit| hit.why.is_same_question()) {
        return None;
    }
    let only_chatter = query.stacks.is_empty() && 2 * signals.chatter >= query.words;
    let thanks = query.stacks.is_empty() && signals.thanks && query.words <= FEW;
    let elsewhere = query.stacks.is_empty()
        && !signals.project
        && !signals.trade
        && signals.elsewhere > 0
        && query.words <= SHORT
        && hits.evidence.confidence() < SURE;
    if only_chatter || thanks || elsewhere {
        return Some(Why::OffTopic);
    }
    if let Some(name) = query.technologies.first() {
        return Some(Why::UnknownStack(name.clone()));
    }
    let sure = !hits.list.is_empty() && hits.evidence.confidence() >= BORDER;
    if sure {
        return None;
    }
    let matter = match hits.gap.filter(|gap| gap.likeness >= ALIKE) {
        Some(gap) => gap.reason == GapReason::NoEvidence,
        None => (!query.stacks.is_empty() || signals.jargon > 0) && signals.elsewhere == 0,
    };
    Some(if matter && !query.informative.is_empty() {
        let words = if query.unknown.is_empty() { &query.informative } else { &query.unknown };
        Why::NoEvidence(words.iter().take(NAMED_WORDS).cloned().collect())
    } else {
        Why::OffTopic
    })
}

/// The answer that says nothing, with what could be asked instead.
pub(super) fn unknown(index: &Index, hits: &Hits, reading: Reading, why: Why) -> Unknown {
    let suggestions = match why {
        Why::NoEvidence(_) => near_topics(index, hits),
        Why::UnknownStack(_) | Why::OffTopic | Why::Empty | Why::OtherLanguage => examples(index),
    };
    Unknown { reading, why, suggestions }
}

/// The topics of the entries that come nearest.
fn near_topics(index: &Index, hits: &Hits) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for hit in &hits.list {
        let name = &index.entry(hit.entry).topic.name;
        if names.len() < SUGGESTIONS && !names.contains(name) {
            names.push(name.clone());
        }
    }
    if names.is_empty() { examples(index) } else { names }
}

/// Questions that can be answered: those of the best supported entries, one a topic.
fn examples(index: &Index) -> Vec<String> {
    let entries = &index.knowledge().entries;
    let mut faqs: Vec<_> = entries.iter().filter(|entry| entry.question().is_some()).collect();
    faqs.sort_by_key(|entry| std::cmp::Reverse(entry.cites.len()));
    let mut topics: Vec<&str> = Vec::new();
    faqs.retain(|entry| {
        let new = !topics.contains(&entry.topic.id.as_str());
        topics.push(&entry.topic.id);
        new
    });
    faqs.iter().filter_map(|e| e.question()).take(SUGGESTIONS).map(str::to_owned).collect()
}
