//! A voter's own ballot: shown, taken back, given a reason.

use super::polls::{Core, failed, private};
use super::vault::Vault;
use super::writer::Waits;
use super::{Invocation, PollKey, PollRecord, Reply, WriterError};
use crate::poll::{Ballot, Caster, Poll, REASON_CODE_POINTS, VoteError, VoterId, clean};
use crate::render::Message;
use crate::render::poll::{self as show, PollError};
use crate::time::Timestamp;

impl Core {
    /// Removes the person's vote.
    pub(super) async fn take_back(&self, inv: &Invocation, key: PollKey) -> Message {
        let (who, vault, press) = (VoterId(inv.person.id.0), self.vault.clone(), inv.id);
        let taken = self.writer.call(Waits::Somebody, move |ledger, now| {
            let Some(record) = ledger.poll(key)? else {
                return Ok(None);
            };
            let by = match open_to(&vault, &record, who, now) {
                Ok(by) => by,
                Err(why) => return Ok(Some((record.poll, Err(why)))),
            };
            let before = ledger.ballot(key, by)?;
            if vault.latest.overtook(press, key, by) {
                return Ok(Some((record.poll, Err(Unable::Overtaken(before)))));
            }
            vault.latest.is(press, key, by);
            if before.is_some() {
                ledger.remove_ballot(key, by);
            }
            Ok(Some((record.poll, Ok(before))))
        });
        match taken.await {
            Err(why) => failed(&why),
            Ok(None) => show::error(&PollError::Gone),
            Ok(Some((poll, Ok(before)))) => {
                self.board.mark(key);
                show::taken_back(&poll, before.as_ref())
            }
            Ok(Some((poll, Err(Unable::Vote(VoteError::Closed(at)))))) => {
                show::error(&PollError::TakeBackClosed(&poll, at))
            }
            Ok(Some((poll, Err(why)))) => self.unable(&poll, &why),
        }
    }

    /// The person's own vote.
    pub(super) async fn my_vote(&self, inv: &Invocation, key: PollKey) -> Message {
        match self.own(inv, key).await {
            Err(why) => failed(&why),
            Ok(None) => show::error(&PollError::Gone),
            Ok(Some((poll, Ok(mine)))) => show::my_vote(&poll, mine.as_ref()),
            Ok(Some((poll, Err(why)))) => self.unable(&poll, &why),
        }
    }

    fn unable(&self, poll: &Poll, why: &Unable) -> Message {
        match why {
            Unable::Overtaken(mine) => show::my_vote(poll, mine.as_ref()),
            Unable::NoKey => show::error(&PollError::NoKeyToOwn(poll)),
            Unable::Vote(why) => self.refused(poll, why),
        }
    }

    /// Opens the form for a reason, with the one that is stored.
    pub(super) async fn ask_reason(&self, inv: &Invocation, key: PollKey) -> Reply {
        match self.own(inv, key).await {
            Err(why) => private(failed(&why)),
            Ok(None) => private(show::error(&PollError::Gone)),
            Ok(Some((poll, Err(why)))) => private(self.unable(&poll, &why)),
            Ok(Some((poll, Ok(Some(mine))))) => {
                Reply::Form(show::own_reason_form(&poll, mine.reason.as_deref()))
            }
            Ok(Some((poll, Ok(None)))) => private(show::my_vote(&poll, None)),
        }
    }

    /// Stores a reason with the person's ballot.
    pub(super) async fn give_reason(&self, inv: &Invocation, key: PollKey, typed: &str) -> Reply {
        let (who, vault, reason) = (VoterId(inv.person.id.0), self.vault.clone(), said(typed));
        let stored = self.writer.call(Waits::Somebody, move |ledger, now| {
            let Some(record) = ledger.poll(key)? else {
                return Ok(None);
            };
            let by = match open_to(&vault, &record, who, now) {
                Ok(by) => by,
                Err(why) => return Ok(Some((record.poll, Err(why)))),
            };
            let ballot = ledger.ballot(key, by)?.map(|ballot| Ballot { reason, ..ballot });
            if let Some(ballot) = &ballot {
                ledger.put_ballot(key, ballot.clone());
            }
            Ok(Some((record.poll, Ok(ballot))))
        });
        match stored.await {
            Err(why) => private(failed(&why)),
            Ok(None) => private(show::error(&PollError::Gone)),
            Ok(Some((poll, Err(why)))) => private(self.unable(&poll, &why)),
            Ok(Some((poll, Ok(mine)))) => Reply::Update(show::my_vote(&poll, mine.as_ref())),
        }
    }

    async fn own(
        &self,
        inv: &Invocation,
        key: PollKey,
    ) -> Result<Option<(Poll, Result<Option<Ballot>, Unable>)>, WriterError> {
        let (who, vault) = (VoterId(inv.person.id.0), self.vault.clone());
        let read = self.writer.call(Waits::Somebody, move |ledger, _| {
            let Some(record) = ledger.poll(key)? else {
                return Ok(None);
            };
            let mine = match vault.own(&record, who) {
                Some(by) => Ok(ledger.ballot(key, by)?),
                None if record.poll.is_open() => Err(Unable::NoKey),
                None => Ok(None),
            };
            Ok(Some((record.poll, mine)))
        });
        read.await
    }
}

/// Under what the person's vote is kept, while it can be changed.
fn open_to(
    vault: &Vault,
    record: &PollRecord,
    who: VoterId,
    now: Timestamp,
) -> Result<Caster, Unable> {
    record.poll.taking_votes(now)?;
    vault.own(record, who).ok_or(Unable::NoKey)
}

/// Why nothing is done with the person's own vote.
enum Unable {
    /// Ballots are secret, and the key that leads to this one is not to be had.
    NoKey,
    Vote(VoteError),
    /// A later press has changed it to this.
    Overtaken(Option<Ballot>),
}

impl From<VoteError> for Unable {
    fn from(why: VoteError) -> Self {
        Self::Vote(why)
    }
}

/// A reason as it is kept: cleaned, cut, none if nothing is left.
pub(super) fn said(typed: &str) -> Option<String> {
    let text: String = clean(typed).chars().take(REASON_CODE_POINTS).collect();
    (!text.is_empty()).then_some(text)
}
