//! The message of a decision: posted once, redrawn when another one replaces it.

use super::{Office, answers_for, failed, link, refuse};
use crate::app::polls::private;
use crate::app::writer::Waits;
use crate::app::{
    DecisionKey, DecisionRecord, Invocation, MessageId, PollKey, Reply, SendError, WriterError,
};
use crate::render::Message;
use crate::render::decision::{self as show, DecisionError};
use crate::render::poll as show_poll;

impl Office {
    /// Posts a decision that was recorded just now, and says what came of it.
    pub(super) async fn post(&self, record: DecisionRecord) -> Message {
        self.posted(record, false).await
    }

    /// "Post it now": an earlier try failed, or nobody knows.
    pub(super) async fn post_again(&self, inv: &Invocation, key: DecisionKey) -> Reply {
        match self.seen(key).await {
            Err(why) => private(failed(&why)),
            Ok(None) => refuse(&DecisionError::Gone),
            Ok(Some(seen)) if !answers_for(inv, &seen.record) => {
                let decision = &seen.record.decision;
                refuse(&DecisionError::NotYours(decision.number, &decision.by))
            }
            Ok(Some(seen)) => Reply::Update(self.posted(seen.record, true).await),
        }
    }

    async fn posted(&self, record: DecisionRecord, looked_for: bool) -> Message {
        if let Some(link) = link(&record) {
            return show::posted(record.decision.number, &link, record.files);
        }
        let key = record.key();
        match self.send(key, looked_for).await {
            Ok(message) => {
                let link = crate::app::polls::link(record.server, record.channel, message);
                show::posted(record.decision.number, &link, record.files)
            }
            Err(why) => {
                tracing::warn!(decision = %record.decision.number, %why, "a decision was not posted");
                show::posted_later(&record.decision, Some(&why))
            }
        }
    }

    /// The decision's message: what an earlier try sent, or a new one; stored as its own.
    async fn send(&self, key: DecisionKey, looked_for: bool) -> Result<MessageId, SendError> {
        let unread = |why: WriterError| SendError::Failed(why.to_string());
        let seen = self.seen(key).await.map_err(unread)?.ok_or(SendError::Gone)?;
        let record = &seen.record;
        if let Some(message) = record.message {
            return Ok(message);
        }
        let mark = show::decision_mark(record.decision.number);
        let found =
            if looked_for { self.messenger.find_own(record.channel, &mark).await? } else { None };
        let message = if let Some(found) = found {
            found
        } else {
            let drawn = show::decision(&seen.shown(record.embeds, record.files));
            let nonce = format!("d{}", record.decision.id.0);
            self.messenger.post(record.channel, &drawn, Some(&nonce)).await?
        };
        self.change(key, move |record| {
            record.message = Some(message);
            record.stale = false;
        })
        .await
        .map_err(unread)?;
        Ok(message)
    }

    /// Draws the message anew; one that is gone is left alone.
    pub(super) async fn redraw(&self, key: DecisionKey) {
        let drawn = match self.seen(key).await {
            Ok(Some(seen)) => seen,
            Ok(None) => return,
            Err(why) => return tracing::warn!(%why, "a decision was not redrawn"),
        };
        let record = &drawn.record;
        let Some(message) = record.message.filter(|_| record.stale) else { return };
        let picture = show::decision(&drawn.shown(record.embeds, record.files));
        match self.messenger.edit(record.channel, message, &picture).await {
            Ok(()) | Err(SendError::Gone) => {
                if let Err(why) = self.change(key, |record| record.stale = false).await {
                    tracing::warn!(%why, "a decision will be redrawn once more");
                }
            }
            Err(why) => {
                tracing::warn!(decision = %record.decision.number, %why, "a decision was not redrawn");
            }
        }
    }

    /// Says on the result of the poll that it was decided on. If that fails, its button still does.
    pub(super) async fn tell_on_result(&self, poll: PollKey, decision: DecisionKey) {
        let read = self.writer.call(Waits::Somebody, move |ledger, _| {
            let (record, decided) = (ledger.poll(poll)?, ledger.decision(decision)?);
            Ok(match (record, decided) {
                (Some(record), Some(decided)) => {
                    let ballots = ledger.ballots(poll)?;
                    Some((crate::app::polls::Seen { record, ballots }, decided))
                }
                _ => None,
            })
        });
        let (seen, decided) = match read.await {
            Ok(Some(read)) => read,
            Ok(None) => return,
            Err(why) => return tracing::warn!(%why, "a result does not tell of its decision"),
        };
        let (Some(result), Some(link)) = (seen.record.result, link(&decided)) else { return };
        let drawn = seen.shown(None, show_poll::result);
        let drawn = show::with_the_way_to_it(drawn, decided.decision.number, &link);
        if let Err(why) = self.messenger.edit(seen.record.channel, result, &drawn).await {
            tracing::warn!(%why, "a result does not tell of its decision");
        }
    }

    /// See [`super::Decisions::reconcile`].
    pub(super) async fn settle(&self) {
        self.waiting.lock().unwrap_or_else(std::sync::PoisonError::into_inner).clear();
        let stale = self
            .writer
            .call(Waits::Somebody, |ledger, _| {
                let keys = ledger.stale_decisions();
                keys.into_iter().map(|key| ledger.decision(key)).collect::<Result<Vec<_>, _>>()
            })
            .await;
        let stale = match stale {
            Ok(stale) => stale,
            Err(why) => return tracing::warn!(%why, "the decisions could not be looked through"),
        };
        for record in stale.into_iter().flatten() {
            let key = record.key();
            if record.message.is_some() {
                self.redraw(key).await;
                continue;
            }
            match self.send(key, true).await {
                Ok(_) => {}
                Err(SendError::Gone) => {
                    // There is no place for it any more; `/decision show` still shows it.
                    if let Err(why) = self.change(key, |record| record.stale = false).await {
                        tracing::warn!(%why, "a decision without a channel stays unsettled");
                    }
                }
                Err(why) => {
                    tracing::warn!(decision = %record.decision.number, %why, "a decision stays unposted");
                }
            }
        }
        self.wake.notify_one();
    }

    /// Stores a change of a decision, and keeps in step.
    pub(super) async fn change(
        &self,
        key: DecisionKey,
        change: impl FnOnce(&mut DecisionRecord) + Send + 'static,
    ) -> Result<(), WriterError> {
        self.ready().await?;
        let stored = self.writer.call(Waits::Somebody, move |ledger, _| {
            let Some(mut record) = ledger.decision(key)? else { return Ok(None) };
            change(&mut record);
            ledger.put_decision(record.clone())?;
            Ok(Some(record))
        });
        if let Some(record) = stored.await? {
            self.learn(&record);
        }
        Ok(())
    }
}
