//! The one writer: a thread that owns the store, so that the order of its queue is the order of
//! the world.
//!
//! It drains its queue, does every job against the ledger, flushes once, and only then answers.
//! A hundred votes at once cost one flush. Jobs that nobody waits for are done at once too, but
//! wait for the flush of a job that somebody waits for, or a moment.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, TrySendError, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use tokio::sync::oneshot;

use super::ledger::Ledger;
use super::{Clock, Incident, Store, StoreError};
use crate::time::Timestamp;

/// Jobs that may wait; more are told that it is busy.
const QUEUE: usize = 1024;

/// Jobs that share one flush; it bounds how long the first of them waits for the last.
const BATCH: usize = 512;

/// How long changes that nobody waits for may stay in memory alone.
const PATIENCE: Duration = Duration::from_millis(200);

/// The handle of the writer; cheap to clone.
#[derive(Clone)]
pub struct Writer {
    shared: Arc<Shared>,
}

struct Shared {
    /// None once it is shut down.
    queue: Mutex<Option<SyncSender<Job>>>,
    thread: Mutex<Option<JoinHandle<()>>>,
}

struct Job {
    work: Work,
    waits: Waits,
}

/// Whether anybody waits for the disk. Every later job sees the changes either way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Waits {
    /// The changes are flushed with the next batch.
    Somebody,
    /// They are durable with the next job that somebody waits for, or after 200 ms.
    Nobody,
}

/// Does its work and returns what to do once the outcome of the flush is known, and what failed.
type Work = Box<dyn FnOnce(&mut Ledger, Timestamp) -> (Finish, Option<StoreError>) + Send>;

/// Tells the caller; `Err` when the batch was not stored.
type Finish = Box<dyn FnOnce(Result<(), Incident>) + Send>;

/// Why the writer did not do it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WriterError {
    /// The queue is full; nothing was stored.
    #[error("the writer's queue is full")]
    Busy,
    /// It could not be stored, or not be read.
    #[error("the store failed (code {0})")]
    Failed(Incident),
    /// The writer is shut down.
    #[error("the writer has ended")]
    Ended,
}

impl Writer {
    /// Starts the thread. The time of a job is the time at which the thread comes to it.
    ///
    /// # Errors
    ///
    /// As reading the store fails, or [`StoreError::Io`] if no thread can be started.
    pub fn start(store: Box<dyn Store>, clock: Arc<dyn Clock>) -> Result<Self, StoreError> {
        let ledger = Ledger::new(store)?;
        let (queue, jobs) = sync_channel(QUEUE);
        let thread = std::thread::Builder::new()
            .name("writer".into())
            .spawn(move || work(ledger, &*clock, &jobs))
            .map_err(|why| StoreError::Io(why.to_string()))?;
        let shared = Shared { queue: Mutex::new(Some(queue)), thread: Mutex::new(Some(thread)) };
        Ok(Self { shared: Arc::new(shared) })
    }

    /// Refuses new work, waits until everything queued is stored and the thread has ended.
    pub async fn shutdown(&self) {
        drop(self.shared.queue.lock().unwrap_or_else(PoisonError::into_inner).take());
        let thread = self.shared.thread.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(thread) = thread {
            // The thread ends once the queue is empty; it reports its own faults.
            let _ = tokio::task::spawn_blocking(move || thread.join()).await;
        }
    }

    /// Queues a job, and returns its result once its changes are durable. It is in the queue when
    /// this returns, whether the result is awaited or not.
    ///
    /// # Errors
    ///
    /// [`WriterError`]; but for `Busy` and `Ended` it may have been stored all the same.
    pub(super) fn call<T, F>(
        &self,
        waits: Waits,
        job: F,
    ) -> impl Future<Output = Result<T, WriterError>> + Send + use<T, F>
    where
        T: Send + 'static,
        F: FnOnce(&mut Ledger, Timestamp) -> Result<T, StoreError> + Send + 'static,
    {
        let (answer, result) = oneshot::channel();
        let work: Work = Box::new(move |ledger, now| {
            let (value, fault) = match job(ledger, now) {
                Ok(value) => (Some(value), None),
                Err(fault) => (None, Some(fault)),
            };
            let finish: Finish = Box::new(move |stored| {
                let outcome = stored
                    .map_err(WriterError::Failed)
                    .and_then(|()| value.ok_or(WriterError::Ended));
                // A caller that went away needs no answer.
                let _ = answer.send(outcome);
            });
            (finish, fault)
        });
        let queued = self.enqueue(Job { work, waits });
        async move {
            queued?;
            result.await.unwrap_or(Err(WriterError::Ended))
        }
    }

    fn enqueue(&self, job: Job) -> Result<(), WriterError> {
        let queue = self.shared.queue.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(queue) = &*queue else {
            return Err(WriterError::Ended);
        };
        queue.try_send(job).map_err(|why| match why {
            TrySendError::Full(_) => WriterError::Busy,
            TrySendError::Disconnected(_) => WriterError::Ended,
        })
    }
}

/// The thread.
fn work(ledger: Ledger, clock: &dyn Clock, jobs: &Receiver<Job>) {
    let mut desk = Desk { ledger, sound: true, finishes: Vec::new(), fault: None };
    let mut due: Option<Instant> = None;
    loop {
        let next = match due {
            None => jobs.recv().map_err(|_| RecvTimeoutError::Disconnected),
            Some(due) => jobs.recv_timeout(due.saturating_duration_since(Instant::now())),
        };
        let ended = matches!(next, Err(RecvTimeoutError::Disconnected));
        if let Ok(first) = next {
            let mut urgent = false;
            for job in std::iter::once(first).chain(jobs.try_iter().take(BATCH - 1)) {
                urgent |= job.waits == Waits::Somebody;
                desk.take(job, clock);
                // Nothing of a batch with a fault is stored: jobs behind it belong to the next one.
                if desk.fault.is_some() {
                    break;
                }
            }
            if !urgent && desk.may_wait() {
                due.get_or_insert_with(|| Instant::now() + PATIENCE);
                continue;
            }
        }
        desk.settle();
        due = None;
        if ended {
            return;
        }
    }
}

/// The jobs that are done and not yet durable.
struct Desk {
    ledger: Ledger,
    /// Whether the store can be used.
    sound: bool,
    finishes: Vec<Finish>,
    /// What failed first. A job that failed may have staged half of its changes, so nothing of
    /// its batch is stored.
    fault: Option<StoreError>,
}

impl Desk {
    fn take(&mut self, job: Job, clock: &dyn Clock) {
        if !self.sound {
            self.sound = reopened(&mut self.ledger);
        }
        if !self.sound && self.fault.is_none() {
            self.fault = Some(StoreError::Io("the store is not open".into()));
        }
        let ledger = &mut self.ledger;
        // Damage can make sled panic in any read. The caller of a job that panicked is told
        // `Ended`: its side of the channel is dropped.
        let failed = match catch_unwind(AssertUnwindSafe(|| (job.work)(ledger, clock.now()))) {
            Ok((finish, failed)) => {
                self.finishes.push(finish);
                failed
            }
            Err(_) => Some(StoreError::Io("a job panicked".into())),
        };
        self.fault = self.fault.take().or(failed);
    }

    fn may_wait(&self) -> bool {
        self.fault.is_none() && self.finishes.len() < BATCH
    }

    /// Stores the batch, tells its callers, and opens a store that failed anew.
    fn settle(&mut self) {
        let stored = match self.fault.take() {
            Some(fault) => Err(fault),
            None => self.ledger.commit(),
        };
        let stored = stored.map_err(|why| Incident::log("a batch was not stored", &why));
        for finish in self.finishes.drain(..) {
            finish(stored.clone());
        }
        self.sound = stored.is_ok() || reopened(&mut self.ledger);
    }
}

fn reopened(ledger: &mut Ledger) -> bool {
    let opened = catch_unwind(AssertUnwindSafe(|| ledger.reopen()));
    match opened {
        Ok(Ok(())) => true,
        Ok(Err(why)) => {
            tracing::error!(%why, "the store cannot be opened again");
            false
        }
        Err(_) => false,
    }
}

#[cfg(test)]
#[path = "writer_tests.rs"]
mod tests;
