//! The board: poll messages redrawn from the store, seldom and only when they differ.

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use futures_util::StreamExt;
use futures_util::stream;
use tokio::sync::Notify;

use super::polls::{Core, Seen};
use super::writer::Waits;
use super::{MessageId, PollKey, PollRecord, SendError};
use crate::render::Message;
use crate::render::poll as show;
use crate::time::Timestamp;

/// Least time between two redraws of a poll.
const INTERVAL: Duration = Duration::from_secs(2);

/// Age from which on Discord slows edits of a message (error 30046), and the interval from then.
const OLD: Duration = Duration::from_secs(60 * 60);
const OLD_INTERVAL: Duration = Duration::from_secs(60);

/// Longest wait after repeated 30046.
const LONGEST: Duration = Duration::from_secs(15 * 60);

/// Wait after a failure on Discord's side or in the store.
const RETRY: Duration = Duration::from_secs(10);

/// Redraws under way at once.
const AT_ONCE: usize = 8;

/// Which polls have changed, and what their messages show.
#[derive(Debug, Default)]
pub(super) struct Board {
    entries: Mutex<BTreeMap<PollKey, Entry>>,
    changed: Notify,
}

#[derive(Debug, Default)]
struct Entry {
    changed: bool,
    not_before: Timestamp,
    /// After 30046, how long the last wait was.
    backoff: Option<Duration>,
    /// The picture drawn last, without the time it was drawn.
    shown: Option<Message>,
}

/// How a redraw went.
enum Drawn {
    /// The message shows this picture; the next may come after this long.
    Shows(Box<Message>, Duration),
    /// Nothing is left to draw.
    Done,
    /// Too early for an old message.
    TooEarly,
    /// The poll stands in another message by now.
    Moved,
    /// Not this time.
    Failed,
    /// Not until somebody gives a right back, which nobody tells.
    Barred,
}

impl Board {
    /// The poll has changed.
    pub(super) fn mark(&self, key: PollKey) {
        self.locked().entry(key).or_default().changed = true;
        self.changed.notify_one();
    }

    fn locked(&self) -> MutexGuard<'_, BTreeMap<PollKey, Entry>> {
        self.entries.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The polls to redraw now. A change from here on counts for the next redraw.
    fn due(&self, now: Timestamp) -> Vec<PollKey> {
        let mut entries = self.locked();
        let due = entries.iter_mut().filter(|(_, e)| e.changed && e.not_before <= now);
        due.map(|(key, entry)| {
            entry.changed = false;
            *key
        })
        .collect()
    }

    fn next(&self) -> Option<Timestamp> {
        self.locked().values().filter(|e| e.changed).map(|e| e.not_before).min()
    }

    fn backing_off(&self, key: PollKey) -> bool {
        self.locked().get(&key).is_some_and(|entry| entry.backoff.is_some())
    }

    fn shows(&self, key: PollKey, picture: &Message) -> bool {
        self.locked().get(&key).is_some_and(|entry| entry.shown.as_ref() == Some(picture))
    }

    fn settle(&self, key: PollKey, drawn: Drawn, now: Timestamp) {
        let mut entries = self.locked();
        let entry = entries.entry(key).or_default();
        match drawn {
            Drawn::Shows(picture, interval) => {
                entry.shown = Some(*picture);
                entry.backoff = None;
                entry.not_before = now + interval;
            }
            Drawn::Done => {
                if !entry.changed {
                    entries.remove(&key);
                }
            }
            Drawn::TooEarly => {
                let wait = entry.backoff.map_or(OLD_INTERVAL, |last| (last * 2).min(LONGEST));
                entry.backoff = Some(wait);
                entry.changed = true;
                entry.not_before = now + wait;
            }
            Drawn::Moved => {
                entry.shown = None;
                entry.changed = true;
                entry.not_before = now + INTERVAL;
            }
            Drawn::Failed => {
                entry.changed = true;
                entry.not_before = now + RETRY;
            }
            Drawn::Barred => {
                entry.changed = true;
                entry.not_before = now + LONGEST;
            }
        }
    }
}

impl Core {
    /// Redraws until it is told to stop.
    pub(super) async fn redraw(&self) {
        let mut stop = self.stop.subscribe();
        while !*stop.borrow_and_update() {
            let due = self.board.due(self.clock.now());
            stream::iter(due).for_each_concurrent(AT_ONCE, |key| self.draw(key)).await;
            tokio::select! {
                _ = stop.changed() => {}
                () = self.board.changed.notified() => {}
                () = self.wait(self.board.next()) => {}
            }
        }
    }

    /// Until an instant, or for ever.
    pub(super) async fn wait(&self, until: Option<Timestamp>) {
        match until {
            Some(at) => self.clock.wait_until(at).await,
            None => std::future::pending().await,
        }
    }

    async fn draw(&self, key: PollKey) {
        let drawn = match self.seen(key).await {
            Ok(Some(seen)) => self.draw_seen(&seen).await,
            Ok(None) => Drawn::Done,
            Err(why) => {
                tracing::warn!(%why, "a poll was not redrawn");
                Drawn::Failed
            }
        };
        self.board.settle(key, drawn, self.clock.now());
    }

    async fn draw_seen(&self, seen: &Seen) -> Drawn {
        let (record, now) = (&seen.record, self.clock.now());
        let Some(message) = record.message else {
            return Drawn::Done;
        };
        let old = record.poll.opened_at.until(now) > OLD;
        let interval = if old { OLD_INTERVAL } else { INTERVAL };
        let picture = seen.shown(None, show::poll);
        let last = !record.poll.is_open() && record.result.is_some();
        if !self.board.shows(record.key(), &picture) {
            let seldom = old || self.board.backing_off(record.key());
            let body = seen.shown(seldom.then_some(now), show::poll);
            let edited = self.messenger.edit(record.channel, message, &body).await;
            if self.left_behind(record, message).await {
                return Drawn::Moved;
            }
            match edited {
                Ok(()) => {}
                Err(SendError::OldMessage) => return Drawn::TooEarly,
                Err(SendError::Failed(why)) => {
                    tracing::warn!(poll = %record.poll.number, %why, "a poll was not redrawn");
                    return Drawn::Failed;
                }
                Err(SendError::Forbidden(why)) => {
                    tracing::warn!(poll = %record.poll.number, %why, "a poll may not be redrawn");
                    return Drawn::Barred;
                }
                Err(why) => {
                    // The poll lives on without its picture: votes still count, the result is
                    // a message of its own.
                    tracing::warn!(poll = %record.poll.number, %why, "a poll is not redrawn");
                    return if last { self.settled(record).await } else { Drawn::Done };
                }
            }
        }
        if last { self.settled(record).await } else { Drawn::Shows(Box::new(picture), interval) }
    }

    /// A message that was drawn while the poll was posted again below leads there.
    async fn left_behind(&self, record: &PollRecord, drawn: MessageId) -> bool {
        let Ok(Some(seen)) = self.seen(record.key()).await else {
            return false;
        };
        let Some(below) = seen.record.message.filter(|below| *below != drawn) else {
            return false;
        };
        self.point_below(&seen.record, drawn, below).await;
        true
    }

    /// Stores that the message of a closed poll needs no more drawing.
    async fn settled(&self, record: &PollRecord) -> Drawn {
        let key = record.key();
        let stored =
            self.writer.call(Waits::Somebody, move |ledger, _| match ledger.poll(key)? {
                // One that takes votes again meanwhile has more to show.
                Some(record) if !record.poll.is_open() => {
                    ledger.put_poll(PollRecord { settled: true, ..record })
                }
                _ => Ok(()),
            });
        match stored.await {
            Ok(()) => Drawn::Done,
            Err(_) => Drawn::Failed,
        }
    }
}
