//! A decision entered into the store: checked there and then, numbered, in place of another one.

use std::sync::Arc;
use std::time::Duration;

use super::answers_for;
use super::compose::{Decided, Draft, compose};
use crate::app::decide_rights::may_decide;
use crate::app::ledger::Ledger;
use crate::app::{ChannelId, DecisionKey, DecisionRecord, Invocation, NoteRecord, StoreError};
use crate::decision::{DecisionFault, Purpose, TypedDecision};
use crate::poll::{Member, TimeZoneName};
use crate::render::Message;
use crate::render::decision::{self as show, DecisionError};
use crate::search::Index;
use crate::time::Timestamp;

/// Days that a note is kept.
pub(super) const NOTE_DAYS: u64 = 7;

/// Old notes thrown away at one time, so that no batch grows without bound.
const PRUNED: usize = 64;

/// Somebody's decision on its way into the store.
pub(super) struct Entry {
    pub(super) key: DecisionKey,
    pub(super) purpose: Purpose,
    pub(super) typed: TypedDecision,
    pub(super) by: Member,
    pub(super) inv: Invocation,
    pub(super) poll: Option<Decided>,
    pub(super) index: Arc<Index>,
    /// Where the server has chosen none.
    pub(super) zone: TimeZoneName,
}

/// What came of it.
pub(super) enum Entered {
    /// It is recorded, perhaps by an earlier try; and what it replaced, if it did so just now.
    Recorded(Box<DecisionRecord>, Option<Box<DecisionRecord>>),
    /// It is not; what was typed is kept.
    NotReady(Vec<DecisionFault>, Option<Message>),
    /// It cannot be.
    Refused(Message),
}

pub(super) fn enter(
    ledger: &mut Ledger,
    now: Timestamp,
    entry: Entry,
) -> Result<Entered, StoreError> {
    let key = entry.key;
    if let Some(record) = ledger.decision(key)? {
        return Ok(if record.decision.by.id == entry.by.id {
            Entered::Recorded(Box::new(record), None)
        } else {
            refused(&DecisionError::Gone)
        });
    }
    if ledger.note(key)?.is_some_and(|note| note.author.id != entry.by.id) {
        return Ok(refused(&DecisionError::Gone));
    }
    let old = match replaced(ledger, &entry)? {
        Ok(old) => old,
        Err(refusal) => return Ok(refusal),
    };
    if let Some(refusal) = poll_refused(ledger, &entry)? {
        return Ok(refusal);
    }
    let chosen = ledger.server(key.0)?.zone.and_then(|name| TimeZoneName::new(&name));
    let zone = chosen.unwrap_or_else(|| entry.zone.clone());
    let barred = barred(&entry.inv);
    let checked = entry.typed.check(entry.purpose.needs_reason(), now, &zone);
    let (text, review) = match checked {
        Ok(checked) if barred.is_none() => checked,
        checked => {
            keep(ledger, entry, now)?;
            return Ok(Entered::NotReady(checked.err().unwrap_or_default(), barred));
        }
    };
    let number = ledger.next_decision(key.0)?;
    let draft = Draft {
        id: key.1,
        number,
        by: entry.by,
        text,
        review,
        purpose: entry.purpose,
        poll: entry.poll.as_ref(),
        replaces: old.as_ref().map(|old| old.decision.number),
    };
    let record = DecisionRecord {
        server: key.0,
        channel: ChannelId(entry.inv.channel.0),
        decision: compose(&entry.index, draft, now),
        embeds: entry.inv.rights.embed,
        files: entry.inv.rights.attach,
        message: None,
        stale: true,
        reminder: None,
    };
    ledger.put_decision(record.clone())?;
    let old = old.map(|mut old| {
        old.decision.replaced_by = Some(number);
        old.stale |= old.message.is_some();
        Box::new(old)
    });
    if let Some(old) = &old {
        ledger.put_decision((**old).clone())?;
    }
    ledger.remove_note(key)?;
    Ok(Entered::Recorded(Box::new(record), old))
}

fn refused(error: &DecisionError<'_>) -> Entered {
    Entered::Refused(show::error(error))
}

/// The decision that is to be replaced, if one is; or why it cannot be.
fn replaced(
    ledger: &Ledger,
    entry: &Entry,
) -> Result<Result<Option<DecisionRecord>, Entered>, StoreError> {
    let Purpose::Replace(old) = entry.purpose else {
        return Ok(Ok(None));
    };
    let Some(record) = ledger.decision((entry.key.0, old))? else {
        return Ok(Err(refused(&DecisionError::Gone)));
    };
    let decision = &record.decision;
    if let Some(by) = decision.replaced_by {
        return Ok(Err(refused(&DecisionError::ReplacedBefore(decision.number, by))));
    }
    if !answers_for(&entry.inv, &record) {
        return Ok(Err(refused(&DecisionError::NotYours(decision.number, &decision.by))));
    }
    Ok(Ok(Some(record)))
}

/// Why nothing can be decided on the poll, if it is about one.
fn poll_refused(ledger: &Ledger, entry: &Entry) -> Result<Option<Entered>, StoreError> {
    if entry.purpose.poll().is_none() {
        return Ok(None);
    }
    let Some(Decided { record, voted }) = &entry.poll else {
        return Ok(Some(refused(&DecisionError::NoPoll)));
    };
    if let Some(by) = ledger.decision_on(record.key())
        && let Some(by) = ledger.decision(by)?
    {
        let error = DecisionError::DecidedBefore(&record.poll, by.decision.number);
        return Ok(Some(refused(&error)));
    }
    let unfit = match entry.purpose {
        Purpose::Follow(_, option) => voted.passed.is_none() && !voted.winners.contains(&option),
        _ => false,
    };
    Ok(if record.poll.is_cancelled() {
        Some(refused(&DecisionError::Cancelled(&record.poll)))
    } else if record.poll.is_open() {
        Some(refused(&DecisionError::PollOpen(&record.poll)))
    } else if !may_decide(&entry.inv, record) {
        Some(refused(&DecisionError::NotYourPoll(&record.poll)))
    } else if unfit {
        Some(Entered::Refused(crate::render::notice::stale()))
    } else {
        None
    })
}

/// Why nothing is posted there for this person, if so.
pub(super) fn barred(inv: &Invocation) -> Option<Message> {
    if !inv.person.may_send {
        Some(show::error(&DecisionError::MayNotSend))
    } else if !inv.rights.send {
        Some(show::error(&DecisionError::BotMayNotSend))
    } else {
        None
    }
}

fn keep(ledger: &mut Ledger, entry: Entry, now: Timestamp) -> Result<(), StoreError> {
    let kept = Duration::from_secs(NOTE_DAYS * 24 * 60 * 60);
    for _ in 0..PRUNED {
        match ledger.oldest_note() {
            Some((written_at, key)) if written_at + kept <= now => ledger.remove_note(key)?,
            _ => break,
        }
    }
    ledger.put_note(NoteRecord {
        server: entry.key.0,
        id: entry.key.1,
        author: entry.by,
        typed: entry.typed,
        purpose: entry.purpose,
        written_at: now,
    })
}
