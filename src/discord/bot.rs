//! From an invocation to what Discord shows: asks the app, responds in time, tells the truth when
//! it takes longer.

use std::collections::BTreeSet;
use std::panic::AssertUnwindSafe;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use futures_util::FutureExt;
use tokio::sync::{mpsc, watch};
use twilight_http_ratelimiting::Method;

use super::body;
use super::callback::{self, Taken, Waiting};
use super::rest::{Call, Rest};
use super::{Error, Settings};
use crate::app::{self, App, HandlerFault, Invocation, Reply, Request};

/// How long an answer may take before the person is told that it is under way.
const SLOW: Duration = Duration::from_millis(1500);

/// How long an answer may take at all.
const PATIENCE: Duration = Duration::from_secs(60);

/// What every event handler has at hand.
pub(super) struct Bot {
    pub(super) app: Arc<App>,
    pub(super) rest: Arc<Rest>,
    pub(super) settings: Settings,
    /// The bot's own user.
    pub(super) us: u64,
    /// Ends the bot with an error.
    pub(super) fatal: mpsc::Sender<Error>,
    /// Whether commands are registered and events arrive.
    pub(super) ready: watch::Sender<bool>,
    /// How many handlers are at work; shutdown waits for none.
    pub(super) at_work: watch::Sender<usize>,
    /// Whether the commands are registered in this run.
    pub(super) registered: AtomicBool,
    /// The servers that the bot is on.
    pub(super) servers: Mutex<BTreeSet<u64>>,
    /// Whether it has ended. A shard that was connecting then may live on and hear of events, which
    /// are another's to answer.
    pub(super) over: AtomicBool,
}

/// Counts one handler as at work while it lives.
pub(super) struct AtWork<'a>(&'a watch::Sender<usize>);

impl Drop for AtWork<'_> {
    fn drop(&mut self) {
        self.0.send_modify(|n| *n -= 1);
    }
}

impl Bot {
    /// Counts a handler as at work.
    pub(super) fn work(&self) -> AtWork<'_> {
        self.at_work.send_modify(|n| *n += 1);
        AtWork(&self.at_work)
    }

    /// From here on it answers nothing.
    pub(super) fn ends(&self) {
        self.over.store(true, Ordering::Release);
    }

    fn is_over(&self) -> bool {
        self.over.load(Ordering::Acquire)
    }

    /// Ends the bot with this error; the first one counts.
    pub(super) fn fail(&self, error: Error) {
        // A full queue means that another error is on its way already.
        let _ = self.fatal.try_send(error);
    }

    /// Whether this call is the first to ask: commands are registered once in a run.
    pub(super) fn registers(&self) -> bool {
        !self.registered.swap(true, Ordering::AcqRel)
    }

    /// The servers that the bot is on, as READY lists them.
    pub(super) fn is_on(&self, servers: impl Iterator<Item = u64>) {
        *self.servers.lock().unwrap_or_else(PoisonError::into_inner) = servers.collect();
    }

    /// Whether it was not on this server before.
    pub(super) fn joined(&self, server: u64) -> bool {
        self.servers.lock().unwrap_or_else(PoisonError::into_inner).insert(server)
    }

    /// It is on this server no longer, or nobody is for a while.
    pub(super) fn left(&self, server: u64) {
        self.servers.lock().unwrap_or_else(PoisonError::into_inner).remove(&server);
    }

    /// Answers an interaction.
    pub(super) async fn answer(&self, invocation: Invocation, waiting: Waiting) {
        if self.is_over() {
            return;
        }
        let _work = self.work();
        let id = invocation.id;
        let completes = matches!(invocation.request, Request::Complete { .. });
        let work = self.reply_to(invocation);
        tokio::pin!(work);
        let taken = match tokio::time::timeout(SLOW, &mut work).await {
            // Discord takes nothing but choices while somebody types.
            Ok(reply) if completes && !matches!(reply, Reply::Choices(_)) => {
                callback::respond(&self.rest, &waiting, &Reply::Choices(Vec::new())).await
            }
            Ok(reply) => callback::respond(&self.rest, &waiting, &reply).await,
            Err(_) if completes => {
                callback::respond(&self.rest, &waiting, &Reply::Choices(Vec::new())).await
            }
            Err(_) => match callback::defer(&self.rest, &waiting).await {
                Taken::Stands(_) => {
                    let reply = work.await;
                    return self.finish(&waiting, reply).await;
                }
                // The work goes on: what was begun is stored, whoever sees it.
                other => {
                    work.await;
                    other
                }
            },
        };
        match taken {
            Taken::Stands(Some(message)) => self.app.shown(id, message).await,
            Taken::Stands(None) => {}
            Taken::Before => tracing::debug!(id = id.0, "this delivery was a second one"),
            Taken::Lost(why) => tracing::warn!(id = id.0, %why, "a response was lost"),
        }
    }

    /// Answers a message; it has no callback, so the reply was sent by the app.
    pub(super) async fn answer_mention(&self, invocation: Invocation) {
        if self.is_over() {
            return;
        }
        let _work = self.work();
        self.reply_to(invocation).await;
    }

    /// The app's reply; a panic or an endless wait becomes an incident, not silence.
    async fn reply_to(&self, invocation: Invocation) -> Reply {
        let work = AssertUnwindSafe(app::handle(&self.app, invocation)).catch_unwind();
        match tokio::time::timeout(PATIENCE, work).await {
            Ok(Ok(reply)) => reply,
            Ok(Err(_)) => self.app.incident(HandlerFault::Panicked),
            Err(_) => self.app.incident(HandlerFault::TooSlow),
        }
    }

    /// Puts the answer in place of "thinking".
    async fn finish(&self, waiting: &Waiting, reply: Reply) {
        let message = match reply {
            Reply::Public(message) | Reply::Private(message) | Reply::Update(message) => message,
            Reply::Form(_) | Reply::Choices(_) | Reply::Silence => {
                match self.app.incident(HandlerFault::Unshowable) {
                    Reply::Private(message) => message,
                    _ => return,
                }
            }
        };
        let (application, token) = (waiting.application, waiting.token.reveal());
        let path = format!("webhooks/{application}/{token}/messages/@original");
        let call = Call::new(Method::Patch, path).with(body::message(&message), &message.files);
        if let Err(error) = self.rest.send(&call).await {
            tracing::warn!(%error, id = waiting.id, "a late answer was lost");
        }
    }

    /// Waits until no handler is at work, or for `longest`.
    pub(super) async fn drain(&self, longest: Duration) {
        let mut at_work = self.at_work.subscribe();
        let idle = at_work.wait_for(|n| *n == 0);
        if tokio::time::timeout(longest, idle).await.is_err() {
            tracing::warn!("some handlers did not end in time");
        }
    }
}
