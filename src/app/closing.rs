//! Closing: polls end at their time or by hand, and each result is announced once.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use futures_util::StreamExt;
use futures_util::stream;
use tokio::sync::Notify;

use super::ledger::Ledger;
use super::managing::PAUSE;
use super::polls::{Core, failed, manages, member};
use super::writer::Waits;
use super::{Invocation, PollKey, PollRecord, SendError, ServerId, StoreError};
use crate::poll::{Poll, PollState};
use crate::render::Message;
use crate::render::decision as show_decision;
use crate::render::poll::{self as show, PollError};
use crate::time::Timestamp;

/// First wait after a result could not be posted; it doubles up to the longest.
const RETRY: Duration = Duration::from_secs(10);
const LONGEST: Duration = Duration::from_secs(15 * 60);

/// Polls closed in one batch; more follow in the next.
const BATCH: usize = 256;

/// Results being posted at once.
const AT_ONCE: usize = 8;

/// What the closing loop knows beyond the store.
#[derive(Debug, Default)]
pub(super) struct Closing {
    wake: Notify,
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    /// Closed by this process and not yet announced: nobody can have posted their result.
    fresh: BTreeSet<PollKey>,
    /// Results that were not posted: when to try again; none for not before the next READY.
    waiting: BTreeMap<PollKey, (Option<Timestamp>, Duration)>,
}

impl Closing {
    /// Something may have to be closed or announced.
    pub(super) fn wake(&self) {
        self.wake.notify_one();
    }

    /// Whether the result of this poll could not be posted and waits for somebody to put that
    /// right; it is tried again from here on.
    pub(super) fn unstick(&self, key: PollKey) -> bool {
        let stuck = matches!(self.locked().waiting.get(&key), Some((None, _)));
        if stuck {
            self.locked().waiting.remove(&key);
            self.wake();
        }
        stuck
    }

    /// The server's polls whose results wait for somebody to put that right.
    pub(super) fn stuck(&self, server: ServerId) -> Vec<PollKey> {
        let state = self.locked();
        let waiting = state.waiting.iter().filter(|(_, (at, _))| at.is_none());
        waiting.map(|(key, _)| *key).filter(|(of, _)| *of == server).collect()
    }

    fn locked(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn postpone(&self, key: PollKey, now: Timestamp) {
        let mut state = self.locked();
        let last = state.waiting.get(&key).map(|(_, last)| *last);
        let wait = last.map_or(RETRY, |last| (last * 2).min(LONGEST));
        state.waiting.insert(key, (Some(now + wait), wait));
    }
}

impl Core {
    /// Closes and announces until it is told to stop.
    pub(super) async fn close_and_announce(&self) {
        let mut stop = self.stop.subscribe();
        while !*stop.borrow_and_update() {
            let next = self.round().await;
            tokio::select! {
                _ = stop.changed() => {}
                () = self.closing.wake.notified() => {}
                () = self.wait(next) => {}
            }
        }
    }

    /// One round; returns when the next is due.
    async fn round(&self) -> Option<Timestamp> {
        let now = self.clock.now();
        self.send_reminders().await;
        let (closed, unannounced, deadline) =
            match self.writer.call(Waits::Somebody, close_due).await {
                Ok(done) => done,
                Err(why) => {
                    tracing::warn!(%why, "no poll could be closed");
                    return Some(now + RETRY);
                }
            };
        for key in &closed {
            self.vault.destroy(*key);
        }
        self.closing.locked().fresh.extend(&closed);
        let due: Vec<PollKey> = {
            let state = self.closing.locked();
            let ready = |key: &PollKey| match state.waiting.get(key) {
                Some((Some(at), _)) => *at <= now,
                Some((None, _)) => false,
                None => true,
            };
            unannounced.into_iter().filter(ready).collect()
        };
        stream::iter(due).for_each_concurrent(AT_ONCE, |key| self.announce(key)).await;
        for key in closed {
            self.board.mark(key);
        }
        let retry = self.closing.locked().waiting.values().filter_map(|(at, _)| *at).min();
        let destroy = self.vault.destroy_left().then(|| now + RETRY);
        [deadline, retry, destroy].into_iter().flatten().min()
    }

    /// Posts the reminders that are due. Each is marked as sent first, so that none is sent twice.
    async fn send_reminders(&self) {
        let due = match self.writer.call(Waits::Somebody, reminders_due).await {
            Ok(due) => due,
            Err(why) => {
                tracing::warn!(%why, "no reminder could be sent");
                return;
            }
        };
        for record in due {
            let nonce = nonce('d', &record, record.poll.closes_at.unwrap_or_default());
            if let Err(why) = self.post_reminder(&record, &nonce).await {
                tracing::warn!(poll = record.poll.id.0, %why, "a reminder was not posted");
            }
        }
    }

    /// Posts the result, unless it is there already; withdraws that of a poll open again.
    async fn announce(&self, key: PollKey) {
        let posted = self.announced(key).await;
        let now = self.clock.now();
        match posted {
            Ok(()) => {
                self.closing.locked().waiting.remove(&key);
                self.board.mark(key);
            }
            Err(SendError::Failed(why)) => {
                tracing::warn!(poll = key.1.0, %why, "a result was not posted");
                self.closing.postpone(key, now);
            }
            Err(why) => {
                tracing::warn!(poll = key.1.0, %why, "a result cannot be posted");
                self.closing.locked().waiting.insert(key, (None, RETRY));
                if why == SendError::Gone {
                    self.give_up(key).await;
                }
            }
        }
    }

    async fn announced(&self, key: PollKey) -> Result<(), SendError> {
        let seen = self.seen(key).await.map_err(|why| SendError::Failed(why.to_string()))?;
        let Some(seen) = seen else {
            return Ok(());
        };
        let record = &seen.record;
        if record.poll.is_open() {
            return self.withdraw_result(record).await;
        }
        if record.result.is_some() {
            return Ok(());
        }
        let fresh = self.closing.locked().fresh.remove(&key);
        let mark = show::result_mark(record.poll.number);
        let found =
            if fresh { None } else { self.messenger.find_own(record.channel, &mark).await? };
        let message = if let Some(found) = found {
            found
        } else {
            let result = seen.shown(None, show_decision::result);
            let nonce = nonce('r', record, closed_at(&record.poll).unwrap_or_default());
            self.messenger.post(record.channel, &result, Some(&nonce)).await?
        };
        let stored =
            self.writer.call(Waits::Somebody, move |ledger, _| match ledger.poll(key)? {
                Some(record) => ledger.put_poll(PollRecord { result: Some(message), ..record }),
                None => Ok(()),
            });
        stored.await.map_err(|why| SendError::Failed(why.to_string()))
    }

    /// The channel is gone, and with it the place for the result; `/poll results` still shows it.
    async fn give_up(&self, key: PollKey) {
        let stored =
            self.writer.call(Waits::Somebody, move |ledger, _| match ledger.poll(key)? {
                Some(record) if !record.poll.is_open() => {
                    ledger.put_poll(PollRecord { settled: true, ..record })
                }
                _ => Ok(()),
            });
        if let Err(why) = stored.await {
            tracing::warn!(poll = key.1.0, %why, "a poll without a channel stays unsettled");
        }
    }

    /// Brings Discord in line with the store; see [`super::Polls::reconcile`].
    pub(super) async fn reconcile(&self) {
        self.sweep_keys().await;
        let read = self.writer.call(Waits::Somebody, |ledger, _| {
            let unfinished = ledger.unfinished().collect::<Vec<_>>();
            let unfinished: Result<Vec<_>, _> =
                unfinished.into_iter().map(|key| ledger.poll(key)).collect();
            Ok((ledger.open().collect::<Vec<_>>(), unfinished?))
        });
        let (open, unfinished) = match read.await {
            Ok(read) => read,
            Err(why) => {
                tracing::warn!(%why, "the polls could not be looked through");
                return;
            }
        };
        for record in unfinished.into_iter().flatten() {
            if record.message.is_none() {
                self.adopt(&record).await;
            } else if record.result.is_some() {
                self.board.mark(record.key());
            }
        }
        self.closing.locked().waiting.clear();
        self.closing.wake();
        for key in open {
            self.board.mark(key);
        }
    }

    /// The panel of those who may manage the poll.
    pub(super) async fn manage(&self, inv: &Invocation, key: PollKey) -> Message {
        match self.seen(key).await {
            Err(why) => failed(&why),
            Ok(None) => show::error(&PollError::Gone),
            Ok(Some(seen)) if !manages(inv, &seen.record) => show::not_yours(&seen.record.poll),
            Ok(Some(seen)) => match closed_at(&seen.record.poll) {
                Some(at) => show::already_closed(&seen.record.poll, at),
                None => show::manage(&seen.record.poll),
            },
        }
    }

    /// Asks whether to close.
    pub(super) async fn ask_to_close(&self, inv: &Invocation, key: PollKey) -> Message {
        match self.seen(key).await {
            Err(why) => failed(&why),
            Ok(None) => show::error(&PollError::Gone),
            Ok(Some(seen)) if !manages(inv, &seen.record) => show::not_yours(&seen.record.poll),
            Ok(Some(seen)) => match closed_at(&seen.record.poll) {
                Some(at) => show::already_closed(&seen.record.poll, at),
                None => show::close_confirm(&seen.record.poll, &seen.tally()),
            },
        }
    }

    /// Closes now; the result follows from the loop.
    pub(super) async fn close(&self, inv: &Invocation, key: PollKey) -> Message {
        let (by, person) = (member(inv), inv.clone());
        let closed = self.writer.call(Waits::Somebody, move |ledger, now| {
            let Some(record) = ledger.poll(key)?.filter(|r| r.message.is_some()) else {
                return Ok(None);
            };
            if !manages(&person, &record) {
                return Ok(Some((record.poll, Closed::NotYours)));
            }
            match record.poll.closed_by(by, now) {
                None => Ok(Some((record.poll, Closed::Before))),
                Some(poll) => {
                    ledger.put_poll(PollRecord { poll: poll.clone(), result: None, ..record })?;
                    Ok(Some((poll, Closed::Now)))
                }
            }
        });
        match closed.await {
            Err(why) => failed(&why),
            Ok(None) => show::error(&PollError::Gone),
            Ok(Some((poll, Closed::NotYours))) => show::not_yours(&poll),
            Ok(Some((poll, Closed::Before))) => {
                show::already_closed(&poll, closed_at(&poll).unwrap_or_default())
            }
            Ok(Some((poll, Closed::Now))) => {
                self.closed_now(key);
                show::closing(&poll)
            }
        }
    }
}

impl Core {
    /// The closing of a poll is durable: its key goes, its result is announced.
    pub(super) fn closed_now(&self, key: PollKey) {
        self.vault.destroy(key);
        self.closing.locked().fresh.insert(key);
        self.closing.wake();
        self.board.mark(key);
    }
}

/// The nonce of a message that is posted once for this closing of the poll; a poll that takes votes
/// again closes twice. It has at most 25 characters, as many as Discord takes.
/// Source: <https://discord.com/developers/docs/resources/message#create-message>
fn nonce(kind: char, record: &PollRecord, closing: Timestamp) -> String {
    let seconds = closing.seconds().rem_euclid(1 << 32);
    format!("{kind}{:x}{seconds:08x}", record.poll.id.0)
}

/// What closing by hand came to.
enum Closed {
    Now,
    Before,
    NotYours,
}

fn closed_at(poll: &Poll) -> Option<Timestamp> {
    match poll.state {
        PollState::Open => None,
        PollState::Closed { at, .. } => Some(at),
    }
}

/// Polls closed now, polls whose result is not announced or not withdrawn, and the next closing time.
type Due = (Vec<PollKey>, Vec<PollKey>, Option<Timestamp>);

fn close_due(ledger: &mut Ledger, now: Timestamp) -> Result<Due, StoreError> {
    let mut closed = Vec::new();
    while let Some((at, key)) = ledger.next_deadline()
        && at <= now
        && closed.len() < BATCH
    {
        let record = ledger.poll(key)?;
        let Some((record, poll)) = record.and_then(|r| r.poll.closed_on_time(now).map(|p| (r, p)))
        else {
            return Err(StoreError::Io(format!("the deadline of poll {} is stale", key.1.0)));
        };
        ledger.put_poll(PollRecord { poll, result: None, ..record })?;
        closed.push(key);
    }
    let mut unannounced = Vec::new();
    for key in ledger.unfinished().collect::<Vec<_>>() {
        let record = ledger.poll(key)?;
        // A closed poll has a result, an open one has none.
        let waits = |r: &PollRecord| r.message.is_some() && r.poll.is_open() == r.result.is_some();
        if record.as_ref().is_some_and(waits) {
            unannounced.push(key);
        }
    }
    let next = [ledger.next_deadline(), ledger.next_reminder()];
    Ok((closed, unannounced, next.into_iter().flatten().map(|(at, _)| at).min()))
}

/// The polls whose reminder is due, marked as reminded of. One whose closing time has come too
/// needs none, nor one of which somebody has just reminded the channel.
fn reminders_due(ledger: &mut Ledger, now: Timestamp) -> Result<Vec<PollRecord>, StoreError> {
    let mut due = Vec::new();
    while let Some((at, key)) = ledger.next_reminder()
        && at <= now
        && due.len() < BATCH
    {
        let Some(record) = ledger.poll(key)? else {
            return Err(StoreError::Io(format!("the reminder of poll {} is stale", key.1.0)));
        };
        let called = record.called_at.is_some_and(|at| at.near(now, PAUSE));
        let sent = record.poll.taking_votes(now).is_ok() && !called;
        let called_at = if sent { Some(now) } else { record.called_at };
        let record = PollRecord { reminded: true, called_at, ..record };
        ledger.put_poll(record.clone())?;
        if sent {
            due.push(record);
        }
    }
    Ok(due)
}
