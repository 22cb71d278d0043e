//! The vault: the keys of open polls, read once, and destroyed when their polls have closed, and
//! which press of each voter counts until then.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::latest::Latest;
use super::ledger::Ledger;
use super::polls::Core;
use super::writer::Waits;
use super::{Invocation, Keys, PollKey, PollKeys, PollRecord, StoreError};
use crate::poll::{Applicant, Caster, Member, Pseudonym, Rules, Unentitled, VoterId, Voters};
use crate::time::Timestamp;

/// Keys by poll. A file is read when its key is first needed.
pub(super) struct Vault {
    keys: Arc<dyn Keys>,
    known: Mutex<BTreeMap<PollKey, Arc<PollKeys>>>,
    /// Those that could not be destroyed.
    left: Mutex<BTreeSet<PollKey>>,
    /// Which press of each voter counts, for as long as their poll is open.
    pub(super) latest: Latest,
}

/// Why somebody gets no ballot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Refused {
    /// They may not vote.
    Unentitled(Unentitled),
    /// The poll's key is not to be had.
    NoKey,
}

impl Vault {
    pub(super) fn new(keys: Arc<dyn Keys>) -> Self {
        Self { keys, known: Mutex::default(), left: Mutex::default(), latest: Latest::default() }
    }

    fn locked(&self) -> MutexGuard<'_, BTreeMap<PollKey, Arc<PollKeys>>> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What is kept of a poll; none if nothing is, or it cannot be read, which is logged.
    pub(super) fn of(&self, key: PollKey) -> Option<Arc<PollKeys>> {
        // Held while the file is read: a key that is destroyed meanwhile is not known afterwards.
        let mut known = self.locked();
        if let Some(known) = known.get(&key) {
            return Some(known.clone());
        }
        match self.keys.of(key) {
            Ok(found) => {
                let found = Arc::new(found?);
                known.insert(key, found.clone());
                Some(found)
            }
            Err(why) => {
                tracing::error!(poll = key.1.0, %why, "the key of a poll cannot be read");
                None
            }
        }
    }

    /// Keeps who was picked to vote; with the key that the poll has, or a fresh one.
    pub(super) fn pick(&self, key: PollKey, roll: Vec<Member>) -> Result<(), StoreError> {
        let secret = match self.of(key) {
            Some(keys) => keys.secret.clone(),
            None => self.keys.fresh()?,
        };
        let keys = PollKeys { secret, roll };
        self.keys.keep(key, &keys)?;
        self.locked().insert(key, Arc::new(keys));
        Ok(())
    }

    /// Makes sure that a poll with these rules has the key it needs.
    pub(super) fn prepare(&self, key: PollKey, rules: &Rules) -> Result<(), StoreError> {
        if needs_key(rules) && self.of(key).is_none() { self.pick(key, Vec::new()) } else { Ok(()) }
    }

    /// Under what somebody's ballot in this poll is kept.
    pub(super) fn entitle(&self, record: &PollRecord, who: &Applicant) -> Result<Caster, Refused> {
        let (poll, rules) = (&record.poll, &record.poll.terms.rules);
        let keys = if needs_key(rules) {
            Some(self.of(record.key()).ok_or(Refused::NoKey)?)
        } else {
            None
        };
        let roll: Vec<VoterId> =
            keys.iter().flat_map(|keys| keys.roll.iter().map(|member| member.id)).collect();
        rules.voters.admit(who, poll.opened_at, &roll).map_err(Refused::Unentitled)?;
        caster(record, keys.as_deref(), who.id).ok_or(Refused::NoKey)
    }

    /// Under what this person's ballot is kept; none where that cannot be told, because ballots are
    /// secret and the key is not to be had.
    pub(super) fn own(&self, record: &PollRecord, who: VoterId) -> Option<Caster> {
        caster(record, self.of(record.key()).as_deref(), who)
    }

    /// Under what a ballot of this person would be kept, whether they may vote or not.
    pub(super) fn caster(&self, record: &PollRecord, who: VoterId) -> Caster {
        // Without the key of a secret poll nothing is ever found under the voter's id.
        self.own(record, who).unwrap_or(Caster::Voter(who))
    }

    /// The number that the first page of a ballot carries, other than that of every earlier page.
    /// Where ballots are secret it says nothing of the time: a half-done ballot keeps it.
    pub(super) fn page(&self, record: &PollRecord, now: Timestamp) -> Result<u32, StoreError> {
        if record.poll.terms.rules.disclosure.is_secret() {
            let [a, b, c, d, ..] = self.keys.fresh()?.0;
            return Ok(u32::from_be_bytes([a, b, c, d]) >> 1);
        }
        Ok(u32::try_from(now.millis().rem_euclid(1 << 31)).unwrap_or_default())
    }

    /// Destroys what is kept of a poll.
    pub(super) fn destroy(&self, key: PollKey) {
        self.latest.forget(key);
        let mut known = self.locked();
        known.remove(&key);
        let destroyed = self.keys.destroy(key);
        let mut left = self.left.lock().unwrap_or_else(PoisonError::into_inner);
        match destroyed {
            Ok(()) => {
                left.remove(&key);
            }
            Err(why) if left.insert(key) => {
                tracing::error!(poll = key.1.0, %why, "the key of a closed poll cannot be destroyed; it is tried again and again");
            }
            Err(_) => {}
        }
    }

    /// Tries again to destroy what could not be destroyed; whether something is still left.
    pub(super) fn destroy_left(&self) -> bool {
        let left = || self.left.lock().unwrap_or_else(PoisonError::into_inner).clone();
        for key in left() {
            self.destroy(key);
        }
        !left().is_empty()
    }
}

/// Whether anything must be kept beside the store.
fn needs_key(rules: &Rules) -> bool {
    rules.disclosure.is_secret() || matches!(rules.voters, Voters::Picked(_))
}

fn caster(record: &PollRecord, keys: Option<&PollKeys>, who: VoterId) -> Option<Caster> {
    if !record.poll.terms.rules.disclosure.is_secret() {
        return Some(Caster::Voter(who));
    }
    let pseudonym = Pseudonym::of(&keys?.secret, record.poll.id, who);
    Some(Caster::Pseudonym(pseudonym))
}

/// What is known about somebody who wants to vote.
pub(super) fn applicant(inv: &Invocation) -> Applicant {
    Applicant {
        id: VoterId(inv.person.id.0),
        bot: inv.person.bot,
        roles: inv.person.roles.clone(),
        joined_at: inv.person.joined_at,
    }
}

impl Core {
    /// Destroys every key whose poll has closed, or never came to be: what a crash between a
    /// closing and the destruction of its key left.
    pub(super) async fn sweep_keys(&self) {
        let kept = match self.vault.keys.all() {
            Ok(kept) => kept,
            Err(why) => {
                tracing::error!(%why, "the keys of polls cannot be looked through");
                return;
            }
        };
        let leftover = self.writer.call(Waits::Somebody, move |ledger, _| {
            let mut left = Vec::new();
            for key in kept {
                if !is_needed(ledger, key)? {
                    left.push(key);
                }
            }
            Ok(left)
        });
        match leftover.await {
            Ok(left) => left.into_iter().for_each(|key| self.vault.destroy(key)),
            Err(why) => tracing::error!(%why, "the keys of closed polls are not destroyed"),
        }
    }
}

fn is_needed(ledger: &Ledger, key: PollKey) -> Result<bool, StoreError> {
    Ok(match ledger.poll(key)? {
        Some(record) => record.poll.is_open(),
        None => ledger.draft(key)?.is_some(),
    })
}
