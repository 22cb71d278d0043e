//! The vote flow: draft, post, vote, close, announce.

use std::sync::Arc;

use super::{Clock, Invocation, MessageId, Messenger, Reply, Writer};
use crate::poll::PollId;
use crate::render::{Choice, PollPress};

/// Everything people do with polls.
pub struct Polls {
    _writer: Writer,
}

impl Polls {
    /// Polls in the store that the writer owns. Nothing runs until [`Polls::start`].
    #[must_use]
    pub fn new(writer: Writer, _messenger: Arc<dyn Messenger>, _clock: Arc<dyn Clock>) -> Self {
        Self { _writer: writer }
    }

    /// Starts the loops that redraw and close polls. Needs a tokio runtime.
    pub fn start(&self) {}

    /// Brings Discord in line with the store: overdue polls closed, unannounced results published,
    /// open polls redrawn. Call it after every READY.
    pub async fn reconcile(&self) {}

    /// Ends the loops and waits for them. The writer is ended by [`Writer::shutdown`], after this.
    pub async fn shutdown(&self) {}

    /// `/poll create`: a private draft, or the form when the question or the options are missing.
    pub async fn create(
        &self,
        _inv: &Invocation,
        _question: Option<&str>,
        _options: Option<&str>,
        _closes: Option<&str>,
    ) -> Reply {
        Reply::Silence
    }

    /// A private draft from an answer or a comparison.
    pub async fn draft_from(
        &self,
        _inv: &Invocation,
        _question: &str,
        _options: &[String],
    ) -> Reply {
        Reply::Silence
    }

    /// A button, menu or form of a poll or its draft.
    pub async fn press(
        &self,
        _inv: &Invocation,
        _id: PollId,
        _press: &PollPress,
        _message: Option<MessageId>,
        _values: &[String],
        _fields: &[(String, String)],
    ) -> Reply {
        Reply::Silence
    }

    /// `/poll close`: asks to confirm. `poll` is `P-31` or an id from a completion.
    pub async fn close(&self, _inv: &Invocation, _poll: &str) -> Reply {
        Reply::Silence
    }

    /// `/poll results`, private.
    pub async fn results(&self, _inv: &Invocation, _poll: &str) -> Reply {
        Reply::Silence
    }

    /// `/poll list`, private: what needs my vote first.
    pub async fn list(&self, _inv: &Invocation) -> Reply {
        Reply::Silence
    }

    /// Completions for `poll create` (`closes`), `poll close` and `poll results` (`poll`).
    /// At most 25; none when the store does not answer.
    pub async fn complete(
        &self,
        _inv: &Invocation,
        _command: &str,
        _option: &str,
        _typed: &str,
    ) -> Vec<Choice> {
        Vec::new()
    }
}
