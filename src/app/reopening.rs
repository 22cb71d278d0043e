//! After a quorum was missed: another day for the poll, or closed for good.

use super::ledger::Ledger;
use super::polls::{Core, failed, link_to, manages, member};
use super::writer::Waits;
use super::{Invocation, PollKey, PollRecord, SendError, StoreError};
use crate::poll::{Member, Outcome, Tally};
use crate::render::Message;
use crate::render::poll::{self as show, NotReopened, PollError};
use crate::time::Timestamp;

/// What pressing came to.
enum After {
    Done(PollRecord),
    NotYours(PollRecord),
    Not(PollRecord, NotReopened),
    Gone,
}

impl Core {
    /// Lets the poll take votes for another day.
    pub(super) async fn one_more_day(&self, inv: &Invocation, key: PollKey) -> Message {
        let (by, person) = (member(inv), inv.clone());
        let done = self.writer.call(Waits::Somebody, move |ledger, now| {
            let record = match missed(ledger, &person, key)? {
                After::Done(record) => record,
                other => return Ok(other),
            };
            reopen(ledger, record, by, now)
        });
        match done.await {
            Err(why) => failed(&why),
            Ok(After::Gone) => show::error(&PollError::Gone),
            Ok(After::NotYours(record)) => show::not_yours(&record.poll),
            Ok(After::Not(record, why)) => show::not_reopened(&record.poll, why),
            Ok(After::Done(record)) => {
                // The loop withdraws the result, and knows the new closing time.
                self.closing.wake();
                self.board.mark(key);
                show::reopened(&record.poll)
            }
        }
    }

    /// Keeps the poll closed; its result offers another day no more.
    pub(super) async fn for_good(&self, inv: &Invocation, key: PollKey) -> Message {
        let person = inv.clone();
        let done = self.writer.call(Waits::Somebody, move |ledger, _| {
            Ok(match missed(ledger, &person, key)? {
                After::Done(record) => {
                    let record = PollRecord { for_good: true, ..record };
                    ledger.put_poll(record.clone())?;
                    After::Done(record)
                }
                After::Not(record, NotReopened::ForGood) => After::Done(record),
                other => other,
            })
        });
        match done.await {
            Err(why) => failed(&why),
            Ok(After::Gone) => show::error(&PollError::Gone),
            Ok(After::NotYours(record)) => show::not_yours(&record.poll),
            Ok(After::Not(record, why)) => show::not_reopened(&record.poll, why),
            Ok(After::Done(record)) => {
                if let (Ok(Some(seen)), Some(result)) = (self.seen(key).await, record.result) {
                    let picture = seen.shown(None, show::result);
                    if let Err(why) = self.messenger.edit(record.channel, result, &picture).await {
                        tracing::warn!(poll = %record.poll.number, %why, "a result keeps its buttons");
                    }
                }
                show::for_good(&record.poll)
            }
        }
    }

    /// Puts a line in the place of the result of a poll that takes votes again, and forgets that
    /// message. Where Discord refuses for good, the result stays and is forgotten.
    pub(super) async fn withdraw_result(&self, record: &PollRecord) -> Result<(), SendError> {
        let Some(result) = record.result else {
            return Ok(());
        };
        let link = link_to(record, record.message).unwrap_or_default();
        let line = show::result_withdrawn(&record.poll, &link);
        match self.messenger.edit(record.channel, result, &line).await {
            Ok(()) => {}
            Err(SendError::OldMessage) => {
                return Err(SendError::Failed(SendError::OldMessage.to_string()));
            }
            Err(SendError::Failed(why)) => return Err(SendError::Failed(why)),
            Err(why) => {
                tracing::warn!(poll = %record.poll.number, %why, "a result that does not hold any more stays");
            }
        }
        let key = record.key();
        let stored =
            self.writer.call(Waits::Somebody, move |ledger, _| match ledger.poll(key)? {
                Some(record) if record.poll.is_open() => {
                    ledger.put_poll(PollRecord { result: None, ..record })
                }
                _ => Ok(()),
            });
        stored.await.map_err(|why| SendError::Failed(why.to_string()))
    }
}

/// The poll, if it missed its quorum and this person manages it.
fn missed(ledger: &Ledger, person: &Invocation, key: PollKey) -> Result<After, StoreError> {
    let Some(record) = ledger.poll(key)?.filter(|record| record.message.is_some()) else {
        return Ok(After::Gone);
    };
    if !manages(person, &record) {
        return Ok(After::NotYours(record));
    }
    let poll = &record.poll;
    let ballots = ledger.ballots(key)?;
    let tally = Tally::count(poll.text.options().len(), &poll.terms, &ballots);
    let why = if poll.is_open() {
        NotReopened::Open
    } else if record.for_good {
        NotReopened::ForGood
    } else if poll.is_cancelled() || !matches!(tally.outcome, Outcome::QuorumMissed(_)) {
        NotReopened::HasResult
    } else if record.result.is_none() {
        NotReopened::NotYet
    } else {
        return Ok(After::Done(record));
    };
    Ok(After::Not(record, why))
}

fn reopen(
    ledger: &mut Ledger,
    record: PollRecord,
    by: Member,
    now: Timestamp,
) -> Result<After, StoreError> {
    let Some(poll) = record.poll.reopened(by, now) else {
        return Ok(After::Not(record, NotReopened::KeptApart));
    };
    // It has a day left, and its result is still to be withdrawn.
    let record = PollRecord { poll, reminded: true, settled: false, ..record };
    ledger.put_poll(record.clone())?;
    Ok(After::Done(record))
}
