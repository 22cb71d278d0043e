//! What entries may refer to, and what is in doubt about it.

use std::collections::HashSet;
use std::sync::Arc;

use super::entry::{Source, Stack, Topic};

/// Everything that entries may refer to.
#[derive(Default)]
pub(super) struct Catalogue {
    pub(super) sources: List<Source>,
    pub(super) stacks: List<Stack>,
    pub(super) topics: List<Topic>,
}

/// Values with an id, in the order of their file.
pub(super) struct List<T> {
    pub(super) values: Vec<Arc<T>>,
    /// Every id that stands in the file, even where the rest of its table is faulty.
    pub(super) declared: HashSet<String>,
    /// The ids that stand there more than once; the first one counts.
    pub(super) twice: HashSet<String>,
}

/// A value that is referred to by its id.
pub(super) trait Named {
    fn id(&self) -> &str;
}

impl<T: Named> List<T> {
    pub(super) fn get(&self, id: &str) -> Option<&Arc<T>> {
        self.values.iter().find(|value| value.id() == id)
    }

    pub(super) fn ids(&self) -> impl Iterator<Item = &str> + Clone {
        self.values.iter().map(|value| value.id())
    }

    /// Whether a reference to this id is a fault of its own.
    ///
    /// It is not while the file holds the id in a faulty table, nor while any id stands twice: one
    /// of the two hides the id that was meant, and everything that refers to it would be told. A
    /// fault is told once, at its root.
    pub(super) fn lacks(&self, id: &str) -> bool {
        self.get(id).is_none() && self.twice.is_empty() && !self.declared.contains(id)
    }
}

impl<T> Default for List<T> {
    fn default() -> Self {
        Self { values: Vec::new(), declared: HashSet::new(), twice: HashSet::new() }
    }
}

impl Named for Source {
    fn id(&self) -> &str {
        &self.id
    }
}

impl Named for Stack {
    fn id(&self) -> &str {
        &self.id
    }
}

impl Named for Topic {
    fn id(&self) -> &str {
        &self.id
    }
}
