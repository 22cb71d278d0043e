//! Looking at decisions again: asked once on the day, in the channel, and moved on by the answer.

use std::sync::PoisonError;
use std::time::Duration;

use super::compose::changed;
use super::{Office, Shelf, answers_for, failed, link, refuse};
use crate::app::polls::{member, private};
use crate::app::writer::Waits;
use crate::app::{App, DecisionKey, Invocation, MessageId, Reply, SendError, WriterError};
use crate::poll::TimeZoneName;
use crate::render::decision::{self as show, Answered, DecisionError};
use crate::time::Timestamp;

/// Wait after a question could not be posted.
const RETRY: Duration = Duration::from_secs(5 * 60);

/// Questions asked in one round; more follow in the next.
const BATCH: usize = 32;

impl Office {
    /// Asks what is due until it is told to stop.
    pub(super) async fn look_again(&self, shelf: &Shelf) {
        let mut stop = self.stop.subscribe();
        while !*stop.borrow_and_update() {
            let next = self.round(shelf).await;
            tokio::select! {
                _ = stop.changed() => {}
                () = self.wake.notified() => {}
                () = self.wait(next) => {}
            }
        }
    }

    async fn wait(&self, next: Option<Timestamp>) {
        match next {
            Some(at) => self.clock.wait_until(at).await,
            None => std::future::pending().await,
        }
    }

    /// One round; returns when the next is due.
    async fn round(&self, shelf: &Shelf) -> Option<Timestamp> {
        let now = self.clock.now();
        let waiting = self.waiting.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let most = BATCH + waiting.len();
        let read = self
            .writer
            .call(Waits::Somebody, move |ledger, _| Ok(ledger.reviews_due(now, most)))
            .await;
        let due = match read {
            Ok(due) => due,
            Err(why) => {
                tracing::warn!(%why, "no review could be asked for");
                return Some(now + RETRY);
            }
        };
        for key in due {
            let ready = match waiting.get(&key) {
                None => true,
                Some(Some(at)) => *at <= now,
                Some(None) => false,
            };
            if ready {
                self.ask(key, shelf, now).await;
            }
        }
        self.next(now).await
    }

    /// When the next question is due, or the next try.
    async fn next(&self, now: Timestamp) -> Option<Timestamp> {
        let waiting = self.waiting.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let held = waiting.clone();
        let read = self.writer.call(Waits::Somebody, move |ledger, _| {
            Ok(ledger
                .next_reviews(held.len() + 1)
                .into_iter()
                .find(|(_, key)| !held.contains_key(key)))
        });
        let next = match read.await {
            Ok(next) => next.map(|(at, _)| at),
            Err(_) => Some(now + RETRY),
        };
        waiting.into_values().flatten().chain(next).min()
    }

    async fn ask(&self, key: DecisionKey, shelf: &Shelf, now: Timestamp) {
        let asked = self.asked(key, shelf).await;
        let mut waiting = self.waiting.lock().unwrap_or_else(PoisonError::into_inner);
        match asked {
            Ok(()) => {
                waiting.remove(&key);
            }
            Err(SendError::Failed(why)) => {
                tracing::warn!(decision = key.1.0, %why, "a review was not asked for");
                waiting.insert(key, Some(now + RETRY));
            }
            Err(why) => {
                tracing::warn!(decision = key.1.0, %why, "a review cannot be asked for");
                waiting.insert(key, None);
            }
        }
    }

    /// Posts the question, unless it is there already, and stores that it was asked.
    async fn asked(&self, key: DecisionKey, shelf: &Shelf) -> Result<(), SendError> {
        let unread = |why: WriterError| SendError::Failed(why.to_string());
        let Some(seen) = self.seen(key).await.map_err(unread)? else { return Ok(()) };
        let record = &seen.record;
        let Some(due) = record.decision.due() else { return Ok(()) };
        let mark = show::reminder_mark(record.decision.number);
        let found = match self.messenger.find_own(record.channel, &mark).await {
            Err(SendError::Gone) => return self.nowhere(key).await.map_err(unread),
            found => found?.filter(|found| Some(*found) != record.reminder),
        };
        let message = if let Some(found) = found {
            found
        } else {
            let index =
                std::sync::Arc::clone(&shelf.read().unwrap_or_else(PoisonError::into_inner));
            let changed = changed(index.knowledge(), &record.decision);
            let drawn = show::reminder(&record.decision, changed, link(record).as_deref());
            // Each date is asked about once. A nonce has at most 25 characters, this one up to 24.
            let minute = due.seconds().unsigned_abs() / 60;
            let nonce = format!("v{:x}{minute:x}", record.decision.id.0);
            self.messenger.post(record.channel, &drawn, Some(&nonce)).await?
        };
        let stored = self.change(key, move |record| {
            record.reminder = Some(message);
            if let Some(review) = &mut record.decision.review {
                review.asked = true;
            }
        });
        stored.await.map_err(unread)
    }

    /// The channel is gone, and with it the place to ask.
    async fn nowhere(&self, key: DecisionKey) -> Result<(), WriterError> {
        self.change(key, |record| {
            if let Some(review) = &mut record.decision.review {
                review.asked = true;
            }
        })
        .await
    }

    /// "Still right" or "Ask me in a month", by who answers for the decision.
    pub(super) async fn answer(
        &self,
        inv: &Invocation,
        key: DecisionKey,
        message: Option<MessageId>,
        how: Answered,
    ) -> Reply {
        if let Err(why) = self.ready().await {
            return private(failed(&why));
        }
        let (default, person) = (self.zone.clone(), inv.clone());
        let answered = self.writer.call(Waits::Somebody, move |ledger, now| {
            let Some(mut record) = ledger.decision(key)? else { return Ok(None) };
            if !answers_for(&person, &record) {
                return Ok(Some((record, None)));
            }
            let chosen = ledger.server(key.0)?.zone.and_then(|name| TimeZoneName::new(&name));
            let zone = chosen.unwrap_or(default);
            let current = record.reminder.is_some() && record.reminder == message;
            let open = record.decision.review.filter(|review| review.asked && current);
            let Some(review) = open.filter(|_| record.decision.replaced_by.is_none()) else {
                return Ok(Some((record, Some(None))));
            };
            let review = match how {
                Answered::StillRight => review.again(now, &zone),
                Answered::InAMonth => review.in_a_month(now, &zone),
            };
            record.decision.review = Some(review);
            ledger.put_decision(record.clone())?;
            Ok(Some((record, Some(Some(review.at)))))
        });
        match answered.await {
            Err(why) => private(failed(&why)),
            Ok(None) => refuse(&DecisionError::Gone),
            Ok(Some((record, None))) => {
                let decision = &record.decision;
                refuse(&DecisionError::NotYours(decision.number, &decision.by))
            }
            Ok(Some((record, Some(None)))) => private(show::answered_before(&record.decision)),
            Ok(Some((record, Some(Some(next))))) => {
                self.learn(&record);
                self.wake.notify_one();
                Reply::Update(show::answered(&record.decision, how, &member(inv).name, next))
            }
        }
    }
}

/// "Plan a new poll": a private draft on the same question, with the same options.
pub(super) async fn new_poll(app: &App, inv: &Invocation, key: DecisionKey) -> Reply {
    let seen = match app.decisions.office.seen(key).await {
        Ok(Some(seen)) => seen,
        Ok(None) => return refuse(&DecisionError::Gone),
        Err(why) => return private(failed(&why)),
    };
    let text = &seen.record.decision.text;
    let question = if text.question().is_empty() { text.decided() } else { text.question() };
    let options = crate::poll::DraftText::new(question, &text.options().join("\n"), "");
    crate::app::stack_poll::plan(
        app,
        inv,
        &options.options_by_line(),
        question,
        "",
        crate::poll::Choices::default(),
    )
    .await
}
