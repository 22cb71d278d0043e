//! Where sources contradict one another.

use std::sync::Arc;

use crate::knowledge::{Entry, Knowledge};

use super::evidence;
use super::value::{Disagreement, Position};

/// The dispute of this key with all its positions, most sources first; none with fewer than two.
pub(super) fn of(knowledge: &Knowledge, key: &str) -> Option<Disagreement> {
    let mut positions: Vec<Position> = Vec::new();
    for entry in &knowledge.entries {
        let Some(side) = entry.side.as_ref().filter(|side| side.dispute == key) else { continue };
        match positions.iter_mut().find(|known| known.position == side.position) {
            Some(known) => known.entries.push(Arc::clone(entry)),
            None => positions.push(Position {
                position: side.position.clone(),
                sources: Vec::new(),
                entries: vec![Arc::clone(entry)],
            }),
        }
    }
    for position in &mut positions {
        position.sources = evidence::sources(position.entries.iter().map(AsRef::as_ref));
    }
    positions.sort_by_key(|position| std::cmp::Reverse(position.sources.len()));
    (positions.len() > 1).then(|| Disagreement { dispute: key.to_owned(), positions })
}

/// The first dispute that one of these entries takes a side in.
pub(super) fn first<'a>(
    knowledge: &Knowledge,
    entries: impl IntoIterator<Item = &'a Arc<Entry>>,
) -> Option<Disagreement> {
    let mut sides = entries.into_iter().filter_map(|entry| entry.side.as_ref());
    sides.find_map(|side| of(knowledge, &side.dispute))
}

/// Every dispute that these entries take a side in, in their order.
pub(super) fn all<'a>(
    knowledge: &Knowledge,
    entries: impl IntoIterator<Item = &'a Arc<Entry>>,
) -> Vec<Disagreement> {
    let mut keys: Vec<&str> = Vec::new();
    for side in entries.into_iter().filter_map(|entry| entry.side.as_ref()) {
        if !keys.contains(&side.dispute.as_str()) {
            keys.push(&side.dispute);
        }
    }
    keys.into_iter().filter_map(|key| of(knowledge, key)).collect()
}
