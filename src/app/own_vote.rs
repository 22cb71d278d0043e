//! A voter's own ballot: shown, taken back, given a reason.

use super::polls::{Core, failed, private};
use super::writer::Waits;
use super::{Invocation, PollKey, Reply, WriterError};
use crate::poll::{Ballot, Poll, REASON_CODE_POINTS, VoteError, VoterId, clean};
use crate::render::Message;
use crate::render::poll::{self as show, PollError};

impl Core {
    /// Removes the person's vote.
    pub(super) async fn take_back(&self, inv: &Invocation, key: PollKey) -> Message {
        let (who, vault) = (VoterId(inv.person.id.0), self.vault.clone());
        let taken = self.writer.call(Waits::Somebody, move |ledger, now| {
            let Some(record) = ledger.poll(key)? else {
                return Ok(None);
            };
            let by = vault.caster(&record, who);
            let before = ledger.ballot(key, by)?;
            let allowed = record.poll.taking_votes(now);
            if allowed.is_ok() && before.is_some() {
                ledger.remove_ballot(key, by);
            }
            Ok(Some((record.poll, allowed.map(|()| before))))
        });
        match taken.await {
            Err(why) => failed(&why),
            Ok(None) => show::error(&PollError::Gone),
            Ok(Some((poll, Ok(before)))) => {
                self.board.mark(key);
                show::taken_back(&poll, before.as_ref())
            }
            Ok(Some((poll, Err(VoteError::Closed(at))))) => {
                show::error(&PollError::TakeBackClosed(&poll, at))
            }
            Ok(Some((poll, Err(why)))) => show::error(&PollError::Vote(&poll, &why)),
        }
    }

    /// The person's own vote.
    pub(super) async fn my_vote(&self, inv: &Invocation, key: PollKey) -> Message {
        match self.own(inv, key).await {
            Err(why) => failed(&why),
            Ok(None) => show::error(&PollError::Gone),
            Ok(Some((poll, mine))) => show::my_vote(&poll, mine.as_ref()),
        }
    }

    /// Opens the form for a reason, with the one that is stored.
    pub(super) async fn ask_reason(&self, inv: &Invocation, key: PollKey) -> Reply {
        match self.own(inv, key).await {
            Err(why) => private(failed(&why)),
            Ok(None) => private(show::error(&PollError::Gone)),
            Ok(Some((poll, Some(mine)))) => {
                Reply::Form(show::own_reason_form(&poll, mine.reason.as_deref()))
            }
            Ok(Some((poll, None))) => private(show::my_vote(&poll, None)),
        }
    }

    /// Stores a reason with the person's ballot.
    pub(super) async fn give_reason(&self, inv: &Invocation, key: PollKey, typed: &str) -> Reply {
        let (who, vault, reason) = (VoterId(inv.person.id.0), self.vault.clone(), said(typed));
        let stored = self.writer.call(Waits::Somebody, move |ledger, now| {
            let Some(record) = ledger.poll(key)? else {
                return Ok(None);
            };
            if let Err(why) = record.poll.taking_votes(now) {
                return Ok(Some((record.poll, Err(why))));
            }
            let by = vault.caster(&record, who);
            let ballot = ledger.ballot(key, by)?.map(|ballot| Ballot { reason, ..ballot });
            if let Some(ballot) = &ballot {
                ledger.put_ballot(key, ballot.clone());
            }
            Ok(Some((record.poll, Ok(ballot))))
        });
        match stored.await {
            Err(why) => private(failed(&why)),
            Ok(None) => private(show::error(&PollError::Gone)),
            Ok(Some((poll, Err(why)))) => private(self.refused(&poll, &why)),
            Ok(Some((poll, Ok(mine)))) => Reply::Update(show::my_vote(&poll, mine.as_ref())),
        }
    }

    async fn own(
        &self,
        inv: &Invocation,
        key: PollKey,
    ) -> Result<Option<(Poll, Option<Ballot>)>, WriterError> {
        let (who, vault) = (VoterId(inv.person.id.0), self.vault.clone());
        let read = self.writer.call(Waits::Somebody, move |ledger, _| {
            let Some(record) = ledger.poll(key)? else {
                return Ok(None);
            };
            let mine = ledger.ballot(key, vault.caster(&record, who))?;
            Ok(Some((record.poll, mine)))
        });
        read.await
    }
}

/// A reason as it is kept: cleaned, cut, none if nothing is left.
pub(super) fn said(typed: &str) -> Option<String> {
    let text: String = clean(typed).chars().take(REASON_CODE_POINTS).collect();
    (!text.is_empty()).then_some(text)
}
