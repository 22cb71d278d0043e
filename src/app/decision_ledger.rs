//! Decisions in the ledger, and what can be looked up of them by other than their key.

use std::collections::{BTreeMap, BTreeSet};

use super::ledger::Ledger;
use super::{DecisionKey, DecisionRecord, NoteRecord, PollKey, ServerId, Store, StoreError};
use crate::decision::{DecisionId, DecisionNumber};
use crate::time::Timestamp;

/// Derived from the store when it is opened, and kept in step.
#[derive(Debug, Default)]
pub(super) struct DecisionIndex {
    numbers: BTreeMap<(ServerId, DecisionNumber), DecisionId>,
    polls: BTreeMap<PollKey, DecisionId>,
    due: BTreeSet<(Timestamp, DecisionKey)>,
    stale: BTreeSet<DecisionKey>,
    notes: BTreeSet<(Timestamp, DecisionKey)>,
}

impl DecisionIndex {
    pub(super) fn of(store: &dyn Store) -> Result<Self, StoreError> {
        let mut index = Self::default();
        for record in store.decisions()? {
            index.add(&record);
        }
        for note in store.notes()? {
            index.notes.insert((note.written_at, note.key()));
        }
        Ok(index)
    }

    fn add(&mut self, record: &DecisionRecord) {
        let (key, decision) = (record.key(), &record.decision);
        self.numbers.insert((record.server, decision.number), decision.id);
        if let Some(poll) = &decision.poll {
            self.polls.insert((record.server, poll.id), decision.id);
        }
        if let Some(at) = decision.due() {
            self.due.insert((at, key));
        }
        if record.stale {
            self.stale.insert(key);
        }
    }

    fn remove(&mut self, record: &DecisionRecord) {
        let (key, decision) = (record.key(), &record.decision);
        if let Some(at) = decision.due() {
            self.due.remove(&(at, key));
        }
        self.stale.remove(&key);
    }
}

impl Ledger {
    pub(super) fn decision(&self, key: DecisionKey) -> Result<Option<DecisionRecord>, StoreError> {
        match self.staged.decisions.get(&key) {
            Some(staged) => Ok(staged.clone()),
            None => self.store.decision(key),
        }
    }

    pub(super) fn put_decision(&mut self, record: DecisionRecord) -> Result<(), StoreError> {
        let key = record.key();
        if let Some(old) = self.decision(key)? {
            self.index.decisions.remove(&old);
        }
        self.index.decisions.add(&record);
        self.staged.decisions.insert(key, Some(record));
        Ok(())
    }

    /// Every decision there is, those staged included.
    pub(super) fn decisions(&self) -> Result<Vec<DecisionRecord>, StoreError> {
        let keys = self.index.decisions.numbers.iter().map(|((server, _), id)| (*server, *id));
        let records: Result<Vec<_>, _> = keys.map(|key| self.decision(key)).collect();
        Ok(records?.into_iter().flatten().collect())
    }

    /// The next number of a decision on this server. A number is given once.
    pub(super) fn next_decision(&mut self, id: ServerId) -> Result<DecisionNumber, StoreError> {
        let mut server = self.server(id)?;
        server.last_decision += 1;
        let number = DecisionNumber(server.last_decision);
        self.put_server(id, server);
        Ok(number)
    }

    /// The decision of this number.
    pub(super) fn decision_numbered(
        &self,
        server: ServerId,
        number: DecisionNumber,
    ) -> Option<DecisionKey> {
        self.index.decisions.numbers.get(&(server, number)).map(|id| (server, *id))
    }

    /// The decision on this poll's result.
    pub(super) fn decision_on(&self, poll: PollKey) -> Option<DecisionKey> {
        self.index.decisions.polls.get(&poll).map(|id| (poll.0, *id))
    }

    /// The first decisions to be looked at again, and when; so many.
    pub(super) fn next_reviews(&self, most: usize) -> Vec<(Timestamp, DecisionKey)> {
        self.index.decisions.due.iter().copied().take(most).collect()
    }

    /// Decisions to be looked at again by now, at most so many.
    pub(super) fn reviews_due(&self, now: Timestamp, most: usize) -> Vec<DecisionKey> {
        let due = self.index.decisions.due.iter().take_while(|(at, _)| *at <= now);
        due.map(|(_, key)| *key).take(most).collect()
    }

    /// Decisions whose message is not there or shows something else.
    pub(super) fn stale_decisions(&self) -> Vec<DecisionKey> {
        self.index.decisions.stale.iter().copied().collect()
    }

    pub(super) fn note(&self, key: DecisionKey) -> Result<Option<NoteRecord>, StoreError> {
        match self.staged.notes.get(&key) {
            Some(staged) => Ok(staged.clone()),
            None => self.store.note(key),
        }
    }

    pub(super) fn put_note(&mut self, note: NoteRecord) -> Result<(), StoreError> {
        self.remove_note(note.key())?;
        self.index.decisions.notes.insert((note.written_at, note.key()));
        self.staged.notes.insert(note.key(), Some(note));
        Ok(())
    }

    pub(super) fn remove_note(&mut self, key: DecisionKey) -> Result<(), StoreError> {
        if let Some(old) = self.note(key)? {
            self.index.decisions.notes.remove(&(old.written_at, key));
            self.staged.notes.insert(key, None);
        }
        Ok(())
    }

    /// The note longest untouched.
    pub(super) fn oldest_note(&self) -> Option<(Timestamp, DecisionKey)> {
        self.index.decisions.notes.first().copied()
    }
}
