//! A store in memory, for tests: it can fail on demand and forget what was not made durable.

use std::ops::RangeInclusive;
use std::sync::{Arc, Mutex, PoisonError};

use crate::app::{
    AnswerRecord, Batch, DecisionKey, DecisionRecord, DraftRecord, NoteRecord, PollKey, PollRecord,
    ServerId, ServerRecord, Store, StoreError,
};
use crate::poll::{Ballot, Caster, HalfBallot, Pseudonym, VoterId};
use crate::render::AnswerId;

/// What happens to the next commit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// It fails and nothing of it is there.
    Lost,
    /// It fails, and yet it is there.
    StoredButFailed,
    /// It waits until the fault is lifted with [`MemoryStore::lift`].
    Stuck,
}

/// The store. Clones share the same content, so that a test can reopen what a crash left.
#[derive(Clone, Debug, Default)]
pub struct MemoryStore {
    shared: Arc<Shared>,
    epoch: u64,
    broken: bool,
}

#[derive(Debug, Default)]
struct Shared {
    durable: Mutex<State>,
    lifted: std::sync::Condvar,
}

#[derive(Debug, Default)]
struct State {
    content: Batch,
    commits: u64,
    fault: Option<Fault>,
    /// A fault to come, after so many more commits.
    coming: Option<(u64, Fault)>,
    /// The process died: nothing that is asked of its stores happens any more.
    crashed: bool,
}

impl MemoryStore {
    /// An empty store.
    #[must_use]
    pub fn new() -> Self {
        Self { epoch: 1, ..Self::default() }
    }

    /// What happens to every commit from here on; [`MemoryStore::lift`] ends it.
    pub fn fail(&self, fault: Fault) {
        self.locked().fault = Some(fault);
    }

    /// What happens to every commit after the next `commits` ones.
    pub fn fail_after(&self, commits: u64, fault: Fault) {
        self.locked().coming = Some((commits, fault));
    }

    /// Whether commits fail.
    #[must_use]
    pub fn is_failing(&self) -> bool {
        self.locked().fault.is_some()
    }

    /// Ends a fault.
    pub fn lift(&self) {
        self.locked().fault = None;
        self.shared.lifted.notify_all();
    }

    /// The process dies: the store as the next process finds it. Handles that are still open
    /// change nothing in it.
    #[must_use]
    pub fn crash(&self) -> Self {
        let mut state = self.locked();
        state.crashed = true;
        let content = state.content.clone();
        let next = State { content, commits: state.commits, ..State::default() };
        drop(state);
        self.shared.lifted.notify_all();
        let shared = Arc::new(Shared { durable: Mutex::new(next), ..Shared::default() });
        Self { shared, epoch: self.epoch + 1, broken: false }
    }

    /// How many commits were made durable.
    #[must_use]
    pub fn commits(&self) -> u64 {
        self.locked().commits
    }

    fn locked(&self) -> std::sync::MutexGuard<'_, State> {
        self.shared.durable.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn read<T>(&self, of: impl FnOnce(&Batch) -> T) -> Result<T, StoreError> {
        if self.broken { Err(failed()) } else { Ok(of(&self.locked().content)) }
    }
}

impl Store for MemoryStore {
    fn epoch(&self) -> u64 {
        self.epoch
    }

    fn poll(&self, key: PollKey) -> Result<Option<PollRecord>, StoreError> {
        self.read(|all| all.polls.get(&key).cloned().flatten())
    }

    fn polls(&self) -> Result<Vec<PollRecord>, StoreError> {
        self.read(|all| all.polls.values().flatten().cloned().collect())
    }

    fn ballot(&self, key: PollKey, by: Caster) -> Result<Option<Ballot>, StoreError> {
        self.read(|all| all.ballots.get(&(key, by)).cloned().flatten())
    }

    fn ballots(&self, key: PollKey) -> Result<Vec<Ballot>, StoreError> {
        self.read(|all| all.ballots.range(of(key)).filter_map(|(_, b)| b.clone()).collect())
    }

    fn half(&self, key: PollKey, by: Caster) -> Result<Option<HalfBallot>, StoreError> {
        self.read(|all| all.halves.get(&(key, by)).cloned().flatten())
    }

    fn halves(&self, key: PollKey) -> Result<Vec<Caster>, StoreError> {
        let there = |((_, by), half): ((PollKey, Caster), &Option<_>)| half.is_some().then_some(by);
        self.read(|all| all.halves.range(of(key)).filter_map(|(k, h)| there((*k, h))).collect())
    }

    fn draft(&self, key: PollKey) -> Result<Option<DraftRecord>, StoreError> {
        self.read(|all| all.drafts.get(&key).cloned().flatten())
    }

    fn drafts(&self) -> Result<Vec<DraftRecord>, StoreError> {
        self.read(|all| all.drafts.values().flatten().cloned().collect())
    }

    fn answer(&self, id: AnswerId) -> Result<Option<AnswerRecord>, StoreError> {
        self.read(|all| all.answers.get(&id).cloned().flatten())
    }

    fn answers(&self) -> Result<Vec<AnswerRecord>, StoreError> {
        self.read(|all| all.answers.values().flatten().cloned().collect())
    }

    fn server(&self, id: ServerId) -> Result<ServerRecord, StoreError> {
        self.read(|all| all.servers.get(&id).cloned().unwrap_or_default())
    }

    fn decision(&self, key: DecisionKey) -> Result<Option<DecisionRecord>, StoreError> {
        self.read(|all| all.decisions.get(&key).cloned().flatten())
    }

    fn decisions(&self) -> Result<Vec<DecisionRecord>, StoreError> {
        self.read(|all| all.decisions.values().flatten().cloned().collect())
    }

    fn note(&self, key: DecisionKey) -> Result<Option<NoteRecord>, StoreError> {
        self.read(|all| all.notes.get(&key).cloned().flatten())
    }

    fn notes(&self) -> Result<Vec<NoteRecord>, StoreError> {
        self.read(|all| all.notes.values().flatten().cloned().collect())
    }

    fn commit(&mut self, batch: &Batch) -> Result<(), StoreError> {
        if self.broken {
            return Err(failed());
        }
        if batch.epoch != self.epoch {
            return Err(StoreError::Fenced { given: batch.epoch, current: self.epoch });
        }
        let mut state = self.locked();
        match &mut state.coming {
            Some((0, fault)) => state.fault = Some(*fault),
            Some((left, _)) => *left -= 1,
            None => {}
        }
        while state.fault == Some(Fault::Stuck) && !state.crashed {
            state = self.shared.lifted.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
        let fault = state.fault;
        if fault != Some(Fault::Lost) && !state.crashed {
            apply(&mut state.content, batch);
            state.commits += 1;
        }
        let failing = fault.is_some() || state.crashed;
        drop(state);
        self.broken = failing;
        if failing { Err(failed()) } else { Ok(()) }
    }

    fn reopen(&mut self) -> Result<(), StoreError> {
        if self.locked().fault.is_some() {
            return Err(failed());
        }
        self.broken = false;
        self.epoch += 1;
        Ok(())
    }
}

/// Every key of a poll's ballots.
fn of(key: PollKey) -> RangeInclusive<(PollKey, Caster)> {
    let (first, last) = (Caster::Voter(VoterId(0)), Caster::Pseudonym(Pseudonym(u128::MAX)));
    (key, first)..=(key, last)
}

fn failed() -> StoreError {
    StoreError::Io("the disk is full".into())
}

fn apply(content: &mut Batch, batch: &Batch) {
    content.polls.extend(batch.polls.iter().map(|(k, v)| (*k, v.clone())));
    content.ballots.extend(batch.ballots.iter().map(|(k, v)| (*k, v.clone())));
    content.halves.extend(batch.halves.iter().map(|(k, v)| (*k, v.clone())));
    content.drafts.extend(batch.drafts.iter().map(|(k, v)| (*k, v.clone())));
    content.answers.extend(batch.answers.iter().map(|(k, v)| (*k, v.clone())));
    content.servers.extend(batch.servers.iter().map(|(k, v)| (*k, v.clone())));
    content.decisions.extend(batch.decisions.iter().map(|(k, v)| (*k, v.clone())));
    content.notes.extend(batch.notes.iter().map(|(k, v)| (*k, v.clone())));
}
