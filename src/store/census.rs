//! The census taken when the store opens: every value read once, every count compared.

use std::collections::BTreeMap;
use std::fmt;
use std::path::Path;

use super::decision_format::{DecisionV1, NoteV1};
use super::format::{self, AnswerV1, BallotV2, DraftV2, HalfV2, MetaV1, PollV2, ServerV1, Stored};
use super::sled_store::{failed, lost, refusal};
use super::{convert, decision_convert, keys};
use crate::app::{ServerId, StoreError};

/// What the store says about itself, found to be true.
#[derive(Debug, Default)]
pub(super) struct Census {
    pub(super) meta: MetaV1,
    pub(super) servers: BTreeMap<ServerId, ServerV1>,
}

/// Values counted.
#[derive(Debug, Default, PartialEq, Eq)]
struct Counts {
    polls: u64,
    ballots: u64,
    halves: u64,
    drafts: u64,
    decisions: u64,
    notes: u64,
}

impl fmt::Display for Counts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { polls, ballots, halves, drafts, decisions, notes } = self;
        write!(
            f,
            "{polls} polls, {ballots} ballots, {halves} half-done ballots, {drafts} drafts, "
        )?;
        write!(f, "{decisions} decisions, {notes} notes")
    }
}

/// Reads everything.
pub(super) fn take(folder: &Path, tree: &sled::Db) -> Result<Census, StoreError> {
    let mut meta = None;
    let mut census = Census::default();
    let mut counted: BTreeMap<ServerId, Counts> = BTreeMap::new();
    let mut answers = 0;
    for entry in tree.iter() {
        let (key, bytes) = entry.map_err(failed)?;
        let name = keys::name(&key);
        let Some(name) = name else {
            return Err(lost(folder, &format!("there is an unknown key {key:02x?}")));
        };
        match name {
            keys::Name::Meta => meta = Some(read::<MetaV1>(folder, &key, &bytes)?),
            keys::Name::Server(id) => {
                census.servers.insert(id, read(folder, &key, &bytes)?);
            }
            keys::Name::Poll(poll) => {
                let stored = read::<PollV2>(folder, &key, &bytes)?;
                convert::poll(poll, stored).map_err(|why| lost(folder, &why))?;
                counted.entry(poll.0).or_default().polls += 1;
            }
            keys::Name::Ballot(poll, _) => {
                read::<BallotV2>(folder, &key, &bytes)?;
                counted.entry(poll.0).or_default().ballots += 1;
            }
            keys::Name::Half(poll, _) => {
                read::<HalfV2>(folder, &key, &bytes)?;
                counted.entry(poll.0).or_default().halves += 1;
            }
            keys::Name::Draft(poll) => {
                let stored = read::<DraftV2>(folder, &key, &bytes)?;
                convert::draft(poll, stored).map_err(|why| lost(folder, &why))?;
                counted.entry(poll.0).or_default().drafts += 1;
            }
            keys::Name::Decision(decision) => {
                let stored = read::<DecisionV1>(folder, &key, &bytes)?;
                decision_convert::decision(decision, stored).map_err(|why| lost(folder, &why))?;
                counted.entry(decision.0).or_default().decisions += 1;
            }
            keys::Name::Note(decision) => {
                read::<NoteV1>(folder, &key, &bytes)?;
                counted.entry(decision.0).or_default().notes += 1;
            }
            keys::Name::Answer(_) => {
                read::<AnswerV1>(folder, &key, &bytes)?;
                answers += 1;
            }
        }
    }
    match meta {
        Some(meta) => census.meta = meta,
        None if tree.is_empty() => {}
        None => return Err(lost(folder, "its own entry is missing")),
    }
    if census.meta.answers != answers {
        let expected = census.meta.answers;
        return Err(lost(folder, &format!("{answers} answers are there, {expected} were stored")));
    }
    compare(folder, &census.servers, counted)?;
    Ok(census)
}

fn compare(
    folder: &Path,
    servers: &BTreeMap<ServerId, ServerV1>,
    mut counted: BTreeMap<ServerId, Counts>,
) -> Result<(), StoreError> {
    for (id, server) in servers {
        let there = counted.remove(id).unwrap_or_default();
        let ServerV1 { polls, ballots, halves, drafts, decisions, notes, .. } = *server;
        let stored = Counts { polls, ballots, halves, drafts, decisions, notes };
        if there != stored {
            let what = format!("server {}: {there} are there, {stored} were stored", id.0);
            return Err(lost(folder, &what));
        }
    }
    match counted.first_key_value() {
        Some((id, _)) => Err(lost(folder, &format!("the entry of server {} is missing", id.0))),
        None => Ok(()),
    }
}

fn read<T: Stored>(folder: &Path, key: &[u8], bytes: &[u8]) -> Result<T, StoreError> {
    format::open(key, bytes).map_err(|why| refusal(folder, key, &why))
}
