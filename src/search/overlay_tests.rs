//! A server's own entries over the shared ones: found as if all were one collection.

use std::sync::Arc;

use proptest::prelude::*;

use super::{Hits, Index, Signal, Switches, search, search_with};
use crate::knowledge::{Document, Knowledge};
use crate::search::tests::{index, knowledge};

const WORDS: [&str; 12] = [
    "hive", "bee", "honey", "bread", "dough", "oven", "boat", "line", "sail", "wind", "rest",
    "water",
];

/// Documents of two words in the title and six in the text: lengths tell nothing apart.
fn documents(words: &[usize], first: usize) -> Vec<Document> {
    let join = |words: &[usize]| {
        let words: Vec<&str> = words.iter().map(|at| WORDS[at % WORDS.len()]).collect();
        words.join(" ")
    };
    let document = |(at, words): (usize, &[usize])| Document {
        id: (first + at).to_string(),
        title: join(&words[..2]),
        text: join(&words[2..]),
    };
    words.chunks_exact(8).enumerate().map(document).collect()
}

fn built(documents: Vec<Document>) -> Index {
    Index::build(Arc::new(Knowledge::of_documents(documents)))
}

/// Scores with places, in the order of places.
fn ranked(hits: &Hits) -> Vec<(f32, u32)> {
    let mut ranked: Vec<(f32, u32)> = hits.list.iter().map(|hit| (hit.score, hit.entry)).collect();
    ranked.sort_by_key(|(_, entry)| *entry);
    ranked
}

proptest! {
    #[test]
    fn an_overlay_ranks_like_one_index_over_both(
        shared in prop::collection::vec(0usize..12, 80),
        own in prop::collection::vec(0usize..12, 24),
        question in prop::collection::vec(0usize..12, 1..5),
    ) {
        let all = documents(&shared, 0).into_iter().chain(documents(&own, 10)).collect();
        let one = built(all);
        let own = Arc::new(Knowledge::of_documents(documents(&own, 10)));
        let over = built(documents(&shared, 0)).with_overlay(own);
        let question: Vec<&str> = question.iter().map(|at| WORDS[*at]).collect();
        let question = question.join(" ");
        let found = |index: &Index| -> Vec<u32> {
            ranked(&search(index, &question, 100)).iter().map(|(_, entry)| *entry).collect()
        };
        prop_assert_eq!(found(&over), found(&one));
        // Whole sentences of shared entries are weighed by the shared counts alone.
        let counted = Switches::without(&[Signal::Likeness, Signal::Passage]);
        let scores = |index: &Index| ranked(&search_with(index, counted, &question, 100));
        for ((over, _), (one, _)) in scores(&over).into_iter().zip(scores(&one)) {
            prop_assert!((over - one).abs() < 0.001 * one.max(1.0), "{over} {one}");
        }
    }
}

/// The id of the first entry found.
#[track_caller]
fn check(index: &Index, question: &str, best: &str) {
    let hits = search(index, question, 3);
    let first = hits.list.first().map(|hit| index.entry(hit.entry).id.to_string());
    assert_eq!(first.as_deref(), Some(best), "{question}");
}

/// The small knowledge base with one entry of a server over it.
fn with_rule(text: &str) -> Index {
    let mut own = Knowledge::of_documents([Document {
        id: "own/rule".into(),
        title: String::new(),
        text: text.into(),
    }]);
    let shared = knowledge();
    let mut entry = (*own.entries[0]).clone();
    entry.about.clone_from(&shared.entries[0].about);
    entry.topic = Arc::clone(&shared.entries[0].topic);
    own.entries = vec![Arc::new(entry)];
    index().with_overlay(Arc::new(own))
}

#[test]
fn own_entries_are_found_with_their_new_words_and_typos() {
    let over = with_rule("Our invoices go through Quuxpay with Node.js.");
    let last = u32::try_from(index().entries()).unwrap();
    assert_eq!(over.entry(last).id.as_str(), "own/rule");
    check(&over, "do we use quuxpay", "own/rule");
    check(&over, "qwuxpay invoices", "own/rule");
    check(&over, "attacks on django", "django/security/protection");
    assert!(search(index(), "quuxpay", 3).list.is_empty(), "the shared index is as it was");
}

#[test]
fn another_overlay_takes_the_place_of_the_first() {
    let other = Knowledge::of_documents([Document {
        id: "other".into(),
        title: String::new(),
        text: "Zorblax only.".into(),
    }]);
    let over = with_rule("Our invoices go through Quuxpay.").with_overlay(Arc::new(other));
    check(&over, "zorblax", "other");
    assert!(search(&over, "quuxpay", 3).list.is_empty());
}
