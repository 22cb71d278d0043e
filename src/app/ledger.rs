//! The ledger: the store with the changes of the batch that is being made, and what can be looked
//! up in it by other than its key.

use std::collections::{BTreeMap, BTreeSet};

use super::decision_ledger::DecisionIndex;
use super::{
    AnswerRecord, Batch, DraftRecord, MessageId, PollKey, PollRecord, ServerId, ServerRecord,
    Store, StoreError,
};
use crate::poll::{Ballot, Caster, HalfBallot, PollId, PollNumber, VoterId};
use crate::render::AnswerId;
use crate::time::Timestamp;

/// The store as the writer sees it. Nothing staged is durable until [`Ledger::commit`] returns.
pub(super) struct Ledger {
    pub(super) store: Box<dyn Store>,
    pub(super) staged: Batch,
    pub(super) index: Index,
}

/// The caster before all others.
const FIRST_CASTER: Caster = Caster::Voter(VoterId(0));

/// Derived from the store when it is opened, and kept in step.
#[derive(Debug, Default)]
pub(super) struct Index {
    numbers: BTreeMap<(ServerId, PollNumber), PollId>,
    open: BTreeSet<PollKey>,
    deadlines: BTreeSet<(Timestamp, PollKey)>,
    reminders: BTreeSet<(Timestamp, PollKey)>,
    unfinished: BTreeSet<PollKey>,
    drafts: BTreeSet<(Timestamp, PollKey)>,
    answers: BTreeSet<(Timestamp, AnswerId)>,
    replies: BTreeMap<MessageId, AnswerId>,
    pub(super) decisions: DecisionIndex,
}

impl Ledger {
    /// Reads what the index needs.
    pub(super) fn new(store: Box<dyn Store>) -> Result<Self, StoreError> {
        let index = Index::of(&*store)?;
        let mut ledger = Self { store, staged: Batch::default(), index };
        ledger.clear();
        Ok(ledger)
    }

    /// Makes what is staged durable. After an error nothing staged is left, and only
    /// [`Ledger::reopen`] helps.
    pub(super) fn commit(&mut self) -> Result<(), StoreError> {
        if self.staged.is_empty() {
            return Ok(());
        }
        let committed = self.store.commit(&self.staged);
        self.clear();
        committed
    }

    /// Forgets what is staged and opens the store anew.
    pub(super) fn reopen(&mut self) -> Result<(), StoreError> {
        self.store.reopen()?;
        self.clear();
        self.index = Index::of(&*self.store)?;
        Ok(())
    }

    fn clear(&mut self) {
        self.staged = Batch { epoch: self.store.epoch(), ..Batch::default() };
    }

    pub(super) fn poll(&self, key: PollKey) -> Result<Option<PollRecord>, StoreError> {
        match self.staged.polls.get(&key) {
            Some(staged) => Ok(staged.clone()),
            None => self.store.poll(key),
        }
    }

    pub(super) fn put_poll(&mut self, record: PollRecord) -> Result<(), StoreError> {
        let key = record.key();
        if let Some(old) = self.poll(key)? {
            self.index.remove_poll(&old);
            if old.poll.is_open() && !record.poll.is_open() {
                self.remove_halves(key)?;
            }
        }
        self.index.add_poll(&record);
        self.staged.polls.insert(key, Some(record));
        Ok(())
    }

    /// Removes a poll that nobody has voted in, and its half-done ballots.
    pub(super) fn remove_poll(&mut self, record: &PollRecord) -> Result<(), StoreError> {
        self.remove_halves(record.key())?;
        self.index.remove_poll(record);
        self.staged.polls.insert(record.key(), None);
        Ok(())
    }

    pub(super) fn ballot(&self, key: PollKey, by: Caster) -> Result<Option<Ballot>, StoreError> {
        match self.staged.ballots.get(&(key, by)) {
            Some(staged) => Ok(staged.clone()),
            None => self.store.ballot(key, by),
        }
    }

    /// In the order of voters or of their pseudonyms.
    pub(super) fn ballots(&self, key: PollKey) -> Result<Vec<Ballot>, StoreError> {
        let stored = self.store.ballots(key)?;
        let mut ballots: BTreeMap<_, _> = stored.into_iter().map(|b| (b.by, b)).collect();
        let of_poll = self.staged.ballots.range((key, FIRST_CASTER)..);
        for ((_, by), staged) in of_poll.take_while(|((of, _), _)| *of == key) {
            match staged {
                Some(ballot) => ballots.insert(*by, ballot.clone()),
                None => ballots.remove(by),
            };
        }
        Ok(ballots.into_values().collect())
    }

    /// A ballot that is cast ends the half-done one.
    pub(super) fn put_ballot(&mut self, key: PollKey, ballot: Ballot) {
        self.remove_half(key, ballot.by);
        self.staged.ballots.insert((key, ballot.by), Some(ballot));
    }

    pub(super) fn remove_ballot(&mut self, key: PollKey, by: Caster) {
        self.remove_half(key, by);
        self.staged.ballots.insert((key, by), None);
    }

    pub(super) fn half(&self, key: PollKey, by: Caster) -> Result<Option<HalfBallot>, StoreError> {
        match self.staged.halves.get(&(key, by)) {
            Some(staged) => Ok(staged.clone()),
            None => self.store.half(key, by),
        }
    }

    pub(super) fn put_half(&mut self, key: PollKey, by: Caster, half: HalfBallot) {
        self.staged.halves.insert((key, by), Some(half));
    }

    pub(super) fn remove_half(&mut self, key: PollKey, by: Caster) {
        self.staged.halves.insert((key, by), None);
    }

    /// Everybody who has, or had until this batch, a half-done ballot in a poll.
    fn begun(&self, key: PollKey) -> Result<Vec<Caster>, StoreError> {
        let staged = self.staged.halves.range((key, FIRST_CASTER)..);
        let staged = staged.map(|((of, by), _)| (*of, *by)).take_while(|(of, _)| *of == key);
        Ok(staged.map(|(_, by)| by).chain(self.store.halves(key)?).collect())
    }

    /// Whether anybody has a half-done ballot with marks in a poll.
    pub(super) fn has_halves(&self, key: PollKey) -> Result<bool, StoreError> {
        for by in self.begun(key)? {
            if self.half(key, by)?.is_some_and(|half| !half.marks().is_empty()) {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Removes every half-done ballot of a poll.
    pub(super) fn remove_halves(&mut self, key: PollKey) -> Result<(), StoreError> {
        for by in self.begun(key)? {
            self.remove_half(key, by);
        }
        Ok(())
    }

    pub(super) fn draft(&self, key: PollKey) -> Result<Option<DraftRecord>, StoreError> {
        match self.staged.drafts.get(&key) {
            Some(staged) => Ok(staged.clone()),
            None => self.store.draft(key),
        }
    }

    pub(super) fn put_draft(&mut self, draft: DraftRecord) -> Result<(), StoreError> {
        let key = draft.key();
        if let Some(old) = self.draft(key)? {
            self.index.drafts.remove(&(old.written_at, key));
        }
        self.index.drafts.insert((draft.written_at, key));
        self.staged.drafts.insert(key, Some(draft));
        Ok(())
    }

    pub(super) fn remove_draft(&mut self, key: PollKey) -> Result<(), StoreError> {
        if let Some(old) = self.draft(key)? {
            self.index.drafts.remove(&(old.written_at, key));
            self.staged.drafts.insert(key, None);
        }
        Ok(())
    }

    pub(super) fn answer(&self, id: AnswerId) -> Result<Option<AnswerRecord>, StoreError> {
        match self.staged.answers.get(&id) {
            Some(staged) => Ok(staged.clone()),
            None => self.store.answer(id),
        }
    }

    pub(super) fn put_answer(&mut self, answer: AnswerRecord) -> Result<(), StoreError> {
        self.remove_answer(answer.id)?;
        self.index.add_answer(&answer);
        self.staged.answers.insert(answer.id, Some(answer));
        Ok(())
    }

    pub(super) fn remove_answer(&mut self, id: AnswerId) -> Result<(), StoreError> {
        if let Some(old) = self.answer(id)? {
            self.index.remove_answer(&old);
            self.staged.answers.insert(id, None);
        }
        Ok(())
    }

    pub(super) fn server(&self, id: ServerId) -> Result<ServerRecord, StoreError> {
        match self.staged.servers.get(&id) {
            Some(staged) => Ok(staged.clone()),
            None => self.store.server(id),
        }
    }

    pub(super) fn put_server(&mut self, id: ServerId, record: ServerRecord) {
        self.staged.servers.insert(id, record);
    }

    /// The next number of a poll on this server. A number is given once.
    pub(super) fn next_number(&mut self, id: ServerId) -> Result<PollNumber, StoreError> {
        let mut server = self.server(id)?;
        server.last_poll += 1;
        let number = PollNumber(server.last_poll);
        self.put_server(id, server);
        Ok(number)
    }

    /// The poll of this number.
    pub(super) fn numbered(&self, server: ServerId, number: PollNumber) -> Option<PollKey> {
        self.index.numbers.get(&(server, number)).map(|id| (server, *id))
    }

    /// The server's polls, newest first.
    pub(super) fn of_server(&self, server: ServerId) -> impl Iterator<Item = PollKey> + '_ {
        let (first, last) = ((server, PollNumber(0)), (server, PollNumber(u32::MAX)));
        self.index.numbers.range(first..=last).rev().map(move |(_, id)| (server, *id))
    }

    /// Every open poll.
    pub(super) fn open(&self) -> impl Iterator<Item = PollKey> + '_ {
        self.index.open.iter().copied()
    }

    /// The server's open polls.
    pub(super) fn open_of(&self, server: ServerId) -> impl Iterator<Item = PollKey> + '_ {
        let (first, last) = ((server, PollId(0)), (server, PollId(u64::MAX)));
        self.index.open.range(first..=last).copied()
    }

    /// The first closing time to come, and whose it is.
    pub(super) fn next_deadline(&self) -> Option<(Timestamp, PollKey)> {
        self.index.deadlines.first().copied()
    }

    /// The first reminder to be sent, and whose it is.
    pub(super) fn next_reminder(&self) -> Option<(Timestamp, PollKey)> {
        self.index.reminders.first().copied()
    }

    /// Polls that Discord does not show as they are: being posted, closed and not settled, or open
    /// again with a result to withdraw.
    pub(super) fn unfinished(&self) -> impl Iterator<Item = PollKey> + '_ {
        self.index.unfinished.iter().copied()
    }

    /// The draft longest untouched.
    pub(super) fn oldest_draft(&self) -> Option<(Timestamp, PollKey)> {
        self.index.drafts.first().copied()
    }

    /// The oldest answer.
    pub(super) fn oldest_answer(&self) -> Option<(Timestamp, AnswerId)> {
        self.index.answers.first().copied()
    }

    /// The answer whose public reply this is.
    pub(super) fn answered_by(&self, message: MessageId) -> Option<AnswerId> {
        self.index.replies.get(&message).copied()
    }
}

impl Index {
    fn of(store: &dyn Store) -> Result<Self, StoreError> {
        let mut index = Self { decisions: DecisionIndex::of(store)?, ..Self::default() };
        for record in store.polls()? {
            index.add_poll(&record);
        }
        for draft in store.drafts()? {
            index.drafts.insert((draft.written_at, draft.key()));
        }
        for answer in store.answers()? {
            index.add_answer(&answer);
        }
        Ok(index)
    }

    fn add_poll(&mut self, record: &PollRecord) {
        let (key, poll) = (record.key(), &record.poll);
        self.numbers.insert((record.server, poll.number), poll.id);
        let posted = record.message.is_some();
        // An open poll with a result takes votes again; its result is still to be withdrawn.
        let withdrawn = poll.is_open() && record.result.is_some();
        if !posted || withdrawn || (!poll.is_open() && !record.settled) {
            self.unfinished.insert(key);
        }
        if posted && poll.is_open() {
            self.open.insert(key);
            if let Some(at) = poll.closes_at {
                self.deadlines.insert((at, key));
            }
            if let Some(at) = poll.reminder_at().filter(|_| !record.reminded) {
                self.reminders.insert((at, key));
            }
        }
    }

    fn remove_poll(&mut self, record: &PollRecord) {
        let (key, poll) = (record.key(), &record.poll);
        self.numbers.remove(&(record.server, poll.number));
        self.open.remove(&key);
        self.unfinished.remove(&key);
        if let Some(at) = poll.closes_at {
            self.deadlines.remove(&(at, key));
        }
        if let Some(at) = poll.reminder_at() {
            self.reminders.remove(&(at, key));
        }
    }

    fn add_answer(&mut self, answer: &AnswerRecord) {
        self.answers.insert((answer.asked_at, answer.id));
        if let Some(message) = answer.message {
            self.replies.insert(message, answer.id);
        }
    }

    fn remove_answer(&mut self, answer: &AnswerRecord) {
        self.answers.remove(&(answer.asked_at, answer.id));
        if let Some(message) = answer.message {
            self.replies.remove(&message);
        }
    }
}
