//! The store on disk.

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use super::census::{Census, take};
use super::format::{self, FormatError, MetaV1, ServerV1, Stored};
use super::log::Log;
use super::mark::{Found, Mark};
use super::{convert, decision_convert, decision_format, keys};
use crate::app::{
    AnswerRecord, Batch, DecisionKey, DecisionRecord, DraftRecord, NoteRecord, PollKey, PollRecord,
    ServerId, ServerRecord, Store, StoreError,
};
use crate::poll::{Ballot, Caster, HalfBallot, PollId};
use crate::render::AnswerId;

/// Memory for sled's page cache, in bytes. Its own default of 1 GiB is meant for larger data.
const CACHE_BYTES: u64 = 16 * 1024 * 1024;

/// sled's folder in the store's.
const TREE: &str = "tree";

/// Longest wait for a lock to be let go: far more than it takes, and short enough for a person who
/// has started the program twice.
const RELEASE: Duration = Duration::from_secs(3);

/// The store in a folder, which this process alone has open.
#[derive(Debug)]
pub struct SledStore {
    folder: PathBuf,
    /// None only while it is being reopened, or when that failed.
    open: Option<Opened>,
}

#[derive(Debug)]
struct Opened {
    tree: sled::Db,
    log: Log,
    mark: Mark,
    meta: MetaV1,
    servers: BTreeMap<ServerId, ServerV1>,
}

impl SledStore {
    /// Opens the store in a folder, creating both if need be, and reads every value once.
    ///
    /// Time and work grow with the store: about a microsecond a value.
    ///
    /// # Errors
    ///
    /// Every [`StoreError`] but `Fenced`; nothing is changed on disk by a refusal that names
    /// damage.
    pub fn open(folder: &Path) -> Result<Self, StoreError> {
        let opened = Opened::new(folder)?;
        Ok(Self { folder: folder.to_owned(), open: Some(opened) })
    }

    fn opened(&self) -> Result<&Opened, StoreError> {
        self.open.as_ref().ok_or_else(|| StoreError::Io("the store is closed".into()))
    }

    fn damaged(&self, what: impl Into<String>) -> StoreError {
        StoreError::Damaged { path: self.folder.display().to_string(), what: what.into() }
    }

    fn value<T: Stored>(&self, key: &[u8]) -> Result<Option<T>, StoreError> {
        let found = self.opened()?.tree.get(key).map_err(failed)?;
        found.map(|bytes| self.read(key, &bytes)).transpose()
    }

    fn read<T: Stored>(&self, key: &[u8], bytes: &[u8]) -> Result<T, StoreError> {
        format::open(key, bytes).map_err(|why| refusal(&self.folder, key, &why))
    }

    /// Every value whose key starts so, with what `make` makes of it.
    fn all<T: Stored, R>(
        &self,
        prefix: &[u8],
        make: impl Fn(keys::Name, T) -> Option<Result<R, String>>,
    ) -> Result<Vec<R>, StoreError> {
        let mut found = Vec::new();
        for entry in self.opened()?.tree.scan_prefix(prefix) {
            let (key, bytes) = entry.map_err(failed)?;
            let value = self.read(&key, &bytes)?;
            let result = keys::name(&key).and_then(|name| make(name, value));
            let result = result.ok_or_else(|| self.damaged(format!("the key {key:02x?}")))?;
            found.push(result.map_err(|why| self.damaged(format!("{}: {why}", told(&key))))?);
        }
        Ok(found)
    }
}

impl Opened {
    fn new(folder: &Path) -> Result<Self, StoreError> {
        let path = folder.display().to_string();
        let unreadable = |why: std::io::Error| StoreError::Unreadable {
            path: path.clone(),
            why: why.to_string(),
        };
        std::fs::create_dir_all(folder).map_err(unreadable)?;
        let tree = patiently(|| open_tree(folder))?;
        let log = Log::open(&folder.join(TREE)).map_err(unreadable)?;
        // sled is known to panic over damage, at open and while reading.
        let census = catch_unwind(AssertUnwindSafe(|| take(folder, &tree)))
            .unwrap_or_else(|_| Err(lost(folder, "sled cannot read its own pages")))?;
        let (mark, found) = Mark::open(&folder.join("mark")).map_err(unreadable)?;
        let Census { mut meta, servers } = census;
        match found {
            Found::AtLeast(commit) if meta.commit < commit => {
                return Err(StoreError::LostTail { path, found: meta.commit, expected: commit });
            }
            Found::Unreadable => return Err(lost(folder, "the file `mark` cannot be read")),
            Found::AtLeast(_) | Found::Nothing => {}
        }
        meta.epoch += 1;
        let mut opened = Self { tree, log, mark, meta, servers };
        opened.write(sled::Batch::default(), opened.meta.clone())?;
        opened.mark.sync().map_err(unreadable)?;
        Ok(opened)
    }

    /// Applies and flushes; on return it is durable.
    fn write(&mut self, mut batch: sled::Batch, mut meta: MetaV1) -> Result<(), StoreError> {
        meta.commit += 1;
        insert(&mut batch, keys::META.to_vec(), &meta)?;
        let tree = &self.tree;
        let written = catch_unwind(AssertUnwindSafe(|| {
            tree.apply_batch(batch)?;
            tree.flush()
        }));
        written.map_err(|_| StoreError::Io("sled panicked".into()))?.map_err(failed)?;
        self.log.sync().map_err(|why| StoreError::Io(why.to_string()))?;
        self.mark.set(meta.commit).map_err(|why| StoreError::Io(why.to_string()))?;
        self.meta = meta;
        Ok(())
    }

    /// Whether a key is there; for the counts.
    fn has(&self, key: &[u8]) -> Result<bool, StoreError> {
        self.tree.contains_key(key).map_err(failed)
    }

    /// Adds a value to the batch or removes it, and adjusts its count.
    fn put<T: Stored>(
        &self,
        batch: &mut sled::Batch,
        count: &mut u64,
        key: Vec<u8>,
        value: Option<&T>,
    ) -> Result<(), StoreError> {
        match (self.has(&key)?, value) {
            (false, Some(value)) => {
                *count += 1;
                insert(batch, key, value)
            }
            (true, Some(value)) => insert(batch, key, value),
            (true, None) => {
                *count = count.saturating_sub(1);
                batch.remove(key);
                Ok(())
            }
            (false, None) => Ok(()),
        }
    }
}

impl Store for SledStore {
    fn epoch(&self) -> u64 {
        self.open.as_ref().map_or(0, |opened| opened.meta.epoch)
    }

    fn poll(&self, key: PollKey) -> Result<Option<PollRecord>, StoreError> {
        let Some(stored) = self.value(&keys::poll(key))? else {
            return Ok(None);
        };
        let record = convert::poll(key, stored);
        record.map(Some).map_err(|why| self.damaged(format!("{}: {why}", told(&keys::poll(key)))))
    }

    fn polls(&self) -> Result<Vec<PollRecord>, StoreError> {
        self.all(&[keys::POLL], |name, stored| match name {
            keys::Name::Poll(key) => Some(convert::poll(key, stored)),
            _ => None,
        })
    }

    fn ballot(&self, key: PollKey, by: Caster) -> Result<Option<Ballot>, StoreError> {
        let stored = self.value(&keys::ballot(key, by))?;
        Ok(stored.map(|stored| convert::ballot(by, stored)))
    }

    fn ballots(&self, key: PollKey) -> Result<Vec<Ballot>, StoreError> {
        self.all(&keys::ballots(key), |name, stored| match name {
            keys::Name::Ballot(_, by) => Some(Ok(convert::ballot(by, stored))),
            _ => None,
        })
    }

    fn half(&self, key: PollKey, by: Caster) -> Result<Option<HalfBallot>, StoreError> {
        Ok(self.value(&keys::half(key, by))?.map(convert::half))
    }

    fn halves(&self, key: PollKey) -> Result<Vec<Caster>, StoreError> {
        self.all(&keys::halves(key), |name, _: format::HalfV2| match name {
            keys::Name::Half(_, by) => Some(Ok(by)),
            _ => None,
        })
    }

    fn draft(&self, key: PollKey) -> Result<Option<DraftRecord>, StoreError> {
        let Some(stored) = self.value(&keys::draft(key))? else {
            return Ok(None);
        };
        let record = convert::draft(key, stored);
        record.map(Some).map_err(|why| self.damaged(format!("{}: {why}", told(&keys::draft(key)))))
    }

    fn drafts(&self) -> Result<Vec<DraftRecord>, StoreError> {
        self.all(&[keys::DRAFT], |name, stored| match name {
            keys::Name::Draft(key) => Some(convert::draft(key, stored)),
            _ => None,
        })
    }

    fn answer(&self, id: AnswerId) -> Result<Option<AnswerRecord>, StoreError> {
        let stored = self.value(&keys::answer(id))?;
        Ok(stored.map(|stored| convert::answer(id, stored)))
    }

    fn answers(&self) -> Result<Vec<AnswerRecord>, StoreError> {
        self.all(&[keys::ANSWER], |name, stored| match name {
            keys::Name::Answer(id) => Some(Ok(convert::answer(id, stored))),
            _ => None,
        })
    }

    fn server(&self, id: ServerId) -> Result<ServerRecord, StoreError> {
        let stored = self.opened()?.servers.get(&id);
        Ok(stored.map_or_else(ServerRecord::default, |stored| ServerRecord {
            zone: stored.zone.clone(),
            last_poll: stored.last_poll,
            rank: stored.rank.as_deref().and_then(|name| name.parse().ok()),
            last_decision: stored.last_decision,
        }))
    }

    fn decision(&self, key: DecisionKey) -> Result<Option<DecisionRecord>, StoreError> {
        let at = keys::decision(key);
        let record = self.value(&at)?.map(|stored| decision_convert::decision(key, stored));
        record.transpose().map_err(|why| self.damaged(format!("{}: {why}", told(&at))))
    }

    fn decisions(&self) -> Result<Vec<DecisionRecord>, StoreError> {
        self.all(&[keys::DECISION], |name, stored| match name {
            keys::Name::Decision(key) => Some(decision_convert::decision(key, stored)),
            _ => None,
        })
    }

    fn note(&self, key: DecisionKey) -> Result<Option<NoteRecord>, StoreError> {
        let stored = self.value(&keys::note(key))?;
        Ok(stored.map(|stored| decision_convert::note(key, stored)))
    }

    fn notes(&self) -> Result<Vec<NoteRecord>, StoreError> {
        self.all(&[keys::NOTE], |name, stored| match name {
            keys::Name::Note(key) => Some(Ok(decision_convert::note(key, stored))),
            _ => None,
        })
    }

    fn commit(&mut self, changes: &Batch) -> Result<(), StoreError> {
        let Some(opened) = &mut self.open else {
            return Err(StoreError::Io("the store is closed".into()));
        };
        if changes.epoch != opened.meta.epoch {
            let current = opened.meta.epoch;
            return Err(StoreError::Fenced { given: changes.epoch, current });
        }
        let (batch, meta, servers) = encode(opened, changes)?;
        opened.write(batch, meta)?;
        opened.servers.extend(servers);
        Ok(())
    }

    fn reopen(&mut self) -> Result<(), StoreError> {
        // Closed first: sled's lock belongs to the handle.
        self.open = None;
        self.open = Some(Opened::new(&self.folder)?);
        Ok(())
    }
}

/// The bytes of a batch, with the counts as they will be.
type Encoded = (sled::Batch, MetaV1, BTreeMap<ServerId, ServerV1>);

fn encode(opened: &Opened, changes: &Batch) -> Result<Encoded, StoreError> {
    let mut batch = sled::Batch::default();
    let mut meta = opened.meta.clone();
    let mut servers: BTreeMap<ServerId, ServerV1> = BTreeMap::new();
    let old = |id: ServerId| opened.servers.get(&id).cloned().unwrap_or_default();
    for (id, server) in &changes.servers {
        let stored = servers.entry(*id).or_insert_with(|| old(*id));
        stored.zone.clone_from(&server.zone);
        stored.last_poll = server.last_poll;
        stored.rank = server.rank.map(|method| method.name().into());
        stored.last_decision = server.last_decision;
    }
    for (key, poll) in &changes.polls {
        let count = &mut servers.entry(key.0).or_insert_with(|| old(key.0)).polls;
        opened.put(
            &mut batch,
            count,
            keys::poll(*key),
            poll.as_ref().map(format::PollV2::from).as_ref(),
        )?;
    }
    for ((key, by), ballot) in &changes.ballots {
        let count = &mut servers.entry(key.0).or_insert_with(|| old(key.0)).ballots;
        let value = ballot.as_ref().map(format::BallotV2::from);
        opened.put(&mut batch, count, keys::ballot(*key, *by), value.as_ref())?;
    }
    for ((key, by), half) in &changes.halves {
        let count = &mut servers.entry(key.0).or_insert_with(|| old(key.0)).halves;
        let value = half.as_ref().map(format::HalfV2::from);
        opened.put(&mut batch, count, keys::half(*key, *by), value.as_ref())?;
    }
    for (key, draft) in &changes.drafts {
        let count = &mut servers.entry(key.0).or_insert_with(|| old(key.0)).drafts;
        opened.put(
            &mut batch,
            count,
            keys::draft(*key),
            draft.as_ref().map(format::DraftV2::from).as_ref(),
        )?;
    }
    for (id, answer) in &changes.answers {
        let value = answer.as_ref().map(format::AnswerV1::from);
        opened.put(&mut batch, &mut meta.answers, keys::answer(*id), value.as_ref())?;
    }
    for (key, record) in &changes.decisions {
        let count = &mut servers.entry(key.0).or_insert_with(|| old(key.0)).decisions;
        let value = record.as_ref().map(decision_format::DecisionV1::from);
        opened.put(&mut batch, count, keys::decision(*key), value.as_ref())?;
    }
    for (key, note) in &changes.notes {
        let count = &mut servers.entry(key.0).or_insert_with(|| old(key.0)).notes;
        let value = note.as_ref().map(decision_format::NoteV1::from);
        opened.put(&mut batch, count, keys::note(*key), value.as_ref())?;
    }
    for (id, server) in &servers {
        insert(&mut batch, keys::server(*id), server)?;
    }
    Ok((batch, meta, servers))
}

fn insert<T: Stored>(batch: &mut sled::Batch, key: Vec<u8>, value: &T) -> Result<(), StoreError> {
    let sealed = format::seal(&key, value).map_err(|why| StoreError::Io(why.to_string()))?;
    batch.insert(key, sealed);
    Ok(())
}

/// Tries again while the store is in use: sled's threads let go of the lock of a store that this
/// process has closed only some time after it is dropped.
fn patiently<T>(open: impl Fn() -> Result<T, StoreError>) -> Result<T, StoreError> {
    let until = Instant::now() + RELEASE;
    loop {
        match open() {
            Err(StoreError::InUse { .. }) if Instant::now() < until => {
                std::thread::sleep(Duration::from_millis(5));
            }
            outcome => return outcome,
        }
    }
}

fn open_tree(folder: &Path) -> Result<sled::Db, StoreError> {
    let path = folder.display().to_string();
    let config = sled::Config::default()
        .path(folder.join(TREE))
        .cache_capacity(CACHE_BYTES)
        // Every commit flushes; nothing is left for a timer.
        .flush_every_ms(None);
    match catch_unwind(AssertUnwindSafe(|| config.open())) {
        Ok(Ok(tree)) => Ok(tree),
        Ok(Err(sled::Error::Io(why))) if why.to_string().contains("could not acquire lock") => {
            Err(StoreError::InUse { path })
        }
        Ok(Err(sled::Error::Io(why))) => Err(StoreError::Unreadable { path, why: why.to_string() }),
        Ok(Err(why)) => Err(lost(folder, &why.to_string())),
        Err(_) => Err(lost(folder, "sled cannot read its own files")),
    }
}

/// Damage, or a later version, under a key.
pub(super) fn refusal(folder: &Path, key: &[u8], why: &FormatError) -> StoreError {
    let path = folder.display().to_string();
    match why {
        FormatError::Version { what, version } => {
            StoreError::Newer { path, what: (*what).into(), version: *version }
        }
        _ => StoreError::Damaged { path, what: format!("{}: {why}", told(key)) },
    }
}

pub(super) fn lost(folder: &Path, what: &str) -> StoreError {
    StoreError::Damaged { path: folder.display().to_string(), what: what.into() }
}

/// A key in words.
fn told(key: &[u8]) -> String {
    let poll = |(server, id): PollKey| {
        let (ServerId(server), PollId(id)) = (server, id);
        format!("poll {id} of server {server}")
    };
    match keys::name(key) {
        Some(keys::Name::Meta) => "the store's own entry".into(),
        Some(keys::Name::Server(id)) => format!("server {}", id.0),
        Some(keys::Name::Poll(key)) => poll(key),
        // Whose it is stays out of messages and logs.
        Some(keys::Name::Ballot(key, _)) => format!("a ballot in {}", poll(key)),
        Some(keys::Name::Half(key, _)) => format!("a half-done ballot in {}", poll(key)),
        Some(keys::Name::Draft(key)) => format!("the draft of {}", poll(key)),
        Some(keys::Name::Answer(id)) => format!("answer {}", id.0),
        Some(keys::Name::Decision((server, id))) => {
            format!("decision {} of server {}", id.0, server.0)
        }
        Some(keys::Name::Note((server, id))) => {
            format!("the note for decision {} of server {}", id.0, server.0)
        }
        None => format!("the key {key:02x?}"),
    }
}

#[expect(clippy::needless_pass_by_value, reason = "handed to map_err by name")]
pub(super) fn failed(why: sled::Error) -> StoreError {
    StoreError::Io(why.to_string())
}

#[cfg(test)]
#[path = "sled_tests.rs"]
mod tests;
