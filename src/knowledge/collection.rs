//! Texts that nobody wrote for this program, as entries: no stack, no topic of their own, no lexicon.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::entry::{Entry, EntryId, Kind, Knowledge, Stance, Topic, Words};

/// A text of a collection.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    /// Its id in the collection.
    pub id: String,
    /// Its title, or the question that it answers; may be empty.
    pub title: String,
    /// The text itself; may be empty.
    pub text: String,
}

impl Knowledge {
    /// A knowledge base that holds these documents and nothing else, in their order.
    #[must_use]
    pub fn of_documents(documents: impl IntoIterator<Item = Document>) -> Self {
        let topic = Arc::new(Topic {
            id: String::new(),
            name: String::new(),
            meaning: String::new(),
            words: Vec::new(),
            descriptive: true,
            near: Vec::new(),
        });
        let entries = documents.into_iter().map(|document| Arc::new(entry(document, &topic)));
        Self {
            sources: Vec::new(),
            stacks: Vec::new(),
            topics: Vec::new(),
            entries: entries.collect(),
            lines: BTreeMap::new(),
            words: Words::default(),
            gaps: Vec::new(),
        }
    }
}

fn entry(document: Document, topic: &Arc<Topic>) -> Entry {
    let kind = if document.title.is_empty() {
        Kind::Point
    } else {
        Kind::Faq { question: document.title, aliases: Vec::new() }
    };
    Entry {
        id: EntryId(document.id.into()),
        kind,
        about: Vec::new(),
        stance: Stance::Neutral,
        over: Vec::new(),
        topic: Arc::clone(topic),
        text: document.text,
        keywords: Vec::new(),
        asked_as: Vec::new(),
        cites: Vec::new(),
        note: None,
        side: None,
    }
}
