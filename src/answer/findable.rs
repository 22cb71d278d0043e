//! Whether every entry is found by the questions it says it is asked as.

use std::sync::Arc;

use crate::knowledge::{Entry, EntryId};
use crate::search::{Index, questions_of};

use super::decide::decide;
use super::value::Answer;

/// How many places count as found.
const PLACES: usize = 3;

/// The questions of every entry that do not find it among the first three points.
#[must_use]
pub fn unfindable(index: &Index) -> Vec<(EntryId, String)> {
    unfindable_of(index, &index.knowledge().entries)
}

/// The questions of these entries that do not find theirs among the first three points.
#[must_use]
pub fn unfindable_of(index: &Index, entries: &[Arc<Entry>]) -> Vec<(EntryId, String)> {
    let mut missed = Vec::new();
    for entry in entries {
        for question in questions_of(entry) {
            let found = match decide(index, question) {
                Answer::Found(found) => {
                    found.points.iter().take(PLACES).any(|point| point.entry.id == entry.id)
                }
                Answer::Choices { .. } | Answer::Unknown(_) => false,
            };
            if !found {
                missed.push((entry.id.clone(), question.to_owned()));
            }
        }
    }
    missed
}
