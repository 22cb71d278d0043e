//! What an answer's buttons need to know after a restart.

use std::time::Duration;

use super::ledger::Ledger;
use super::writer::Waits;
use super::{AnswerRecord, MessageId, ServerId, StoreError, Writer, WriterError};
use crate::render::AnswerId;
use crate::time::Timestamp;

/// How long an answer is remembered.
const KEPT: Duration = Duration::from_secs(30 * 24 * 60 * 60);

/// Most code points of a question that are kept.
const QUESTION: usize = 500;

/// Old answers forgotten at one time, so that no batch grows without bound.
const PRUNED: usize = 64;

/// Remembered answers.
#[derive(Clone)]
pub struct Answers {
    writer: Writer,
}

impl Answers {
    /// Answers in the store that the writer owns.
    #[must_use]
    pub fn new(writer: Writer) -> Self {
        Self { writer }
    }

    /// Stores an answer; a later one of the same id replaces it. Answers older than 30 days go.
    /// Whoever recalls it from now on finds it, whether the result is waited for or not.
    ///
    /// # Errors
    ///
    /// [`WriterError`]; the answer may not be remembered.
    pub fn remember(
        &self,
        mut answer: AnswerRecord,
    ) -> impl Future<Output = Result<(), WriterError>> + Send + use<> {
        if let Some((end, _)) = answer.question.char_indices().nth(QUESTION) {
            answer.question.truncate(end);
        }
        self.writer.call(Waits::Nobody, move |ledger, now| {
            prune(ledger, now)?;
            ledger.put_answer(answer)
        })
    }

    /// Adds the id of the public reply, once it is known. Nothing happens if the answer is not
    /// remembered.
    ///
    /// # Errors
    ///
    /// [`WriterError`]; the reply may not be known.
    pub async fn shown_as(&self, id: AnswerId, message: MessageId) -> Result<(), WriterError> {
        self.writer
            .call(Waits::Nobody, move |ledger, _| match ledger.answer(id)? {
                Some(answer) => {
                    ledger.put_answer(AnswerRecord { message: Some(message), ..answer })
                }
                None => Ok(()),
            })
            .await
    }

    /// The answer of this id, if it was given on the same server, or both times in a direct
    /// message.
    ///
    /// # Errors
    ///
    /// [`WriterError`] when it cannot be read.
    pub async fn recall(
        &self,
        server: Option<ServerId>,
        id: AnswerId,
    ) -> Result<Option<AnswerRecord>, WriterError> {
        self.writer
            .call(Waits::Somebody, move |ledger, now| {
                Ok(ledger.answer(id)?.filter(|a| is_here(a, server, now)))
            })
            .await
    }

    /// The answer whose public reply is this message, if it was given in the same place.
    ///
    /// # Errors
    ///
    /// [`WriterError`] when it cannot be read.
    pub async fn recall_reply(
        &self,
        server: Option<ServerId>,
        message: MessageId,
    ) -> Result<Option<AnswerRecord>, WriterError> {
        self.writer
            .call(Waits::Somebody, move |ledger, now| {
                let Some(id) = ledger.answered_by(message) else {
                    return Ok(None);
                };
                Ok(ledger.answer(id)?.filter(|a| is_here(a, server, now)))
            })
            .await
    }

    /// Forgets an answer.
    ///
    /// # Errors
    ///
    /// [`WriterError`]; it may still be remembered.
    pub async fn forget(&self, id: AnswerId) -> Result<(), WriterError> {
        self.writer.call(Waits::Somebody, move |ledger, _| ledger.remove_answer(id)).await
    }
}

fn is_here(answer: &AnswerRecord, server: Option<ServerId>, now: Timestamp) -> bool {
    answer.server == server && now < answer.asked_at + KEPT
}

fn prune(ledger: &mut Ledger, now: Timestamp) -> Result<(), StoreError> {
    for _ in 0..PRUNED {
        match ledger.oldest_answer() {
            Some((asked_at, id)) if asked_at + KEPT <= now => ledger.remove_answer(id)?,
            _ => break,
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::app::{ChannelId, FakeClock, UserId};
    use crate::store::MemoryStore;

    fn answer(id: u64, asked_at: Timestamp) -> AnswerRecord {
        AnswerRecord {
            id: AnswerId(id),
            server: Some(ServerId(1)),
            channel: ChannelId(2),
            asker: UserId(3),
            question: "ö".repeat(600),
            private: false,
            message: None,
            asked_at,
        }
    }

    #[tokio::test]
    async fn an_answer_is_remembered_for_thirty_days_and_across_a_crash() {
        let start = Timestamp::from_millis(0);
        let (store, clock) = (MemoryStore::new(), FakeClock::at(start));
        let writer = Writer::start(Box::new(store.clone()), Arc::new(clock.clone())).unwrap();
        let answers = Answers::new(writer);
        answers.remember(answer(1, start)).await.unwrap();
        answers.shown_as(AnswerId(1), MessageId(9)).await.unwrap();
        answers.shown_as(AnswerId(5), MessageId(8)).await.unwrap();

        let store = store.crash();
        let writer = Writer::start(Box::new(store.clone()), Arc::new(clock.clone())).unwrap();
        let answers = Answers::new(writer);
        let here = Some(ServerId(1));
        let found = answers.recall_reply(here, MessageId(9)).await.unwrap().unwrap();
        assert_eq!((found.id, found.asker), (AnswerId(1), UserId(3)));
        assert_eq!(found.question.chars().count(), 500);
        assert_eq!(answers.recall_reply(here, MessageId(8)).await, Ok(None));
        assert_eq!(answers.recall(Some(ServerId(2)), AnswerId(1)).await, Ok(None));
        assert_eq!(answers.recall(None, AnswerId(1)).await, Ok(None));

        clock.advance(KEPT);
        assert_eq!(answers.recall(here, AnswerId(1)).await, Ok(None));
        answers.remember(answer(2, start + KEPT)).await.unwrap();
        answers.forget(AnswerId(2)).await.unwrap();
        assert_eq!(answers.recall(here, AnswerId(2)).await, Ok(None));
        assert!(crate::app::Store::answers(&store).unwrap().is_empty());
    }
}
