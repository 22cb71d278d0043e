//! The app: what every use case has at hand. Built once, shared by every door.

use std::sync::{Arc, PoisonError, RwLock};

use super::decisions::Shelf;
use super::manners::Manners;
use super::silences::Silences;
use super::{
    Answers, Clock, Decisions, Incident, InvocationId, MessageId, Messenger, Polls, Reply,
};
use crate::render::{AnswerId, notice};
use crate::search::Index;

/// What the app is made of.
pub struct Parts {
    /// The knowledge, ready to be searched.
    pub index: Arc<Index>,
    /// Everything people do with polls.
    pub polls: Polls,
    /// Everything people do with decisions.
    pub decisions: Decisions,
    /// Remembered answers.
    pub answers: Answers,
    /// Where the time comes from.
    pub clock: Arc<dyn Clock>,
    /// Posting and editing messages.
    pub messenger: Arc<dyn Messenger>,
}

/// Every use case's surroundings.
pub struct App {
    /// Swapped whole; whoever has one keeps it until they are done.
    index: Shelf,
    pub(super) polls: Polls,
    pub(super) decisions: Decisions,
    pub(super) answers: Answers,
    pub(super) clock: Arc<dyn Clock>,
    pub(super) messenger: Arc<dyn Messenger>,
    pub(super) manners: Manners,
    /// How often nothing could be answered, by reason.
    pub silences: Silences,
}

/// A handler that did not end as it should: a fault of ours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum HandlerFault {
    /// It panicked; the log has the panic itself.
    #[error("it panicked")]
    Panicked,
    /// It was given up.
    #[error("it took too long")]
    TooSlow,
    /// What it replied cannot be shown once "thinking" was.
    #[error("its reply cannot be shown after a deferral")]
    Unshowable,
}

impl App {
    /// Puts the parts together. Nothing runs until [`App::start`].
    #[must_use]
    pub fn new(parts: Parts) -> Self {
        Self {
            index: Arc::new(RwLock::new(parts.index)),
            polls: parts.polls,
            decisions: parts.decisions,
            answers: parts.answers,
            clock: parts.clock,
            messenger: parts.messenger,
            manners: Manners::default(),
            silences: Silences::default(),
        }
    }

    /// Starts what goes on without anybody asking: polls close and redraw, decisions are looked at
    /// again. Needs a tokio runtime.
    pub fn start(&self) {
        self.polls.start();
        self.decisions.start(Arc::clone(&self.index));
    }

    /// Brings Discord in line with the store, after every READY.
    pub async fn reconcile(&self) {
        self.polls.reconcile().await;
        self.decisions.reconcile().await;
    }

    /// Ends what [`App::start`] began, and waits for it.
    pub async fn shutdown(&self) {
        self.decisions.shutdown().await;
        self.polls.shutdown().await;
    }

    /// The knowledge as it is at this moment.
    #[must_use]
    pub fn index(&self) -> Arc<Index> {
        Arc::clone(&self.index.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Puts other knowledge in place; questions under way end with what they began with.
    pub fn swap_index(&self, index: Arc<Index>) {
        *self.index.write().unwrap_or_else(PoisonError::into_inner) = index;
    }

    /// Tells which message a public reply became.
    pub async fn shown(&self, id: InvocationId, message: MessageId) {
        if let Err(why) = self.answers.shown_as(AnswerId(id.0), message).await {
            tracing::warn!(%why, "a reply cannot be removed by who asked: it was not remembered");
        }
    }

    /// Logs a fault of ours and returns what the person reads about it.
    #[must_use]
    pub fn incident(&self, fault: HandlerFault) -> Reply {
        let code = Incident::log("a handler failed", &fault);
        Reply::Private(notice::incident(&code.to_string()))
    }
}
