//! What the author and moderators do with an open poll: put off its closing, cancel it, remind of
//! it, copy it.

use std::time::Duration;

use super::ledger::Ledger;
use super::polls::{Core, Seen, failed, field, link, manages, member, private};
use super::writer::Waits;
use super::{
    Invocation, MessageId, PollKey, PollRecord, Reply, SendError, StoreError, WriterError,
};
use crate::poll::{
    Choices, ClosesError, Disclosure, DraftFault, DraftText, Member, Outcome, Poll, TimeZoneName,
    VoteError, VoterId, Voters, clean, closes_at,
};
use crate::render::Message;
use crate::render::poll::{self as show, Extended, NotTaken, PollError};
use crate::time::Timestamp;

/// Longest reason for cancelling, in code points.
const REASON: usize = 200;

/// Least time between two reminders of a poll, the one a day before its closing among them.
pub(super) const PAUSE: Duration = Duration::from_secs(10 * 60);

/// What a change of the text came to.
enum Reworded {
    Done,
    Touched,
    Faulty(Vec<DraftFault>),
}

/// Whether nobody has cast or begun a ballot.
fn untouched(ledger: &Ledger, record: &PollRecord) -> Result<bool, StoreError> {
    Ok(ledger.ballots(record.key())?.is_empty() && !ledger.has_halves(record.key())?)
}

/// What managing a poll came to.
enum Managed<T> {
    Done(PollRecord, T),
    NotYours(Poll),
    Closed(Poll, Timestamp),
    Gone,
}

impl Core {
    /// Does something with an open poll for those who may manage it.
    async fn managed<T: Send + 'static>(
        &self,
        inv: &Invocation,
        key: PollKey,
        work: impl FnOnce(&mut Ledger, &PollRecord, Timestamp) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<Managed<T>, WriterError> {
        let person = inv.clone();
        let done = self.writer.call(Waits::Somebody, move |ledger, now| {
            let Some(record) = ledger.poll(key)?.filter(|record| record.message.is_some()) else {
                return Ok(Managed::Gone);
            };
            if !manages(&person, &record) {
                return Ok(Managed::NotYours(record.poll));
            }
            // From the closing time on it is closed, whether that has been carried out or not.
            if let Err(VoteError::Closed(at)) = record.poll.taking_votes(now) {
                return Ok(Managed::Closed(record.poll, at));
            }
            let done = work(ledger, &record, now)?;
            Ok(Managed::Done(record, done))
        });
        done.await
    }

    /// The form for a later closing time.
    pub(super) async fn ask_to_extend(&self, inv: &Invocation, key: PollKey) -> Reply {
        match self.managed(inv, key, |_, _, _| Ok(())).await {
            Ok(Managed::Done(record, ())) if record.poll.closes_at.is_none() => {
                private(show::extended(&record.poll, &Extended::NeverCloses))
            }
            Ok(Managed::Done(record, ())) => Reply::Form(show::extend_form(&record.poll)),
            other => private(refusal(other)),
        }
    }

    /// Puts off the closing.
    pub(super) async fn extend(&self, inv: &Invocation, key: PollKey, typed: &str) -> Message {
        let (by, typed, default) = (member(inv), typed.to_owned(), self.zone.clone());
        let server = key.0;
        let done = self.managed(inv, key, move |ledger, record, now| {
            let zone = ledger.server(server)?.zone.and_then(|name| TimeZoneName::new(&name));
            let zone = zone.unwrap_or(default);
            let Some(closing) = record.poll.closes_at else {
                return Ok(Extended::NeverCloses);
            };
            let until = match closes_at(&typed, now, &zone) {
                Ok(Some(until)) => until,
                Ok(None) => return Ok(Extended::Unreadable(ClosesError::Unreadable(typed))),
                Err(why) => return Ok(Extended::Unreadable(why)),
            };
            let said = record.poll.extended.as_ref().map(|extension| extension.by.id);
            if until == closing && said == Some(by.id) {
                // Delivered twice, it is done once.
                return Ok(Extended::Until(until));
            }
            match record.poll.extended(by, until, now) {
                Some(poll) => {
                    // A poll that is put off by less than a day is not reminded of again.
                    let reminded = record.reminded && poll.reminder_at().is_none_or(|at| at <= now);
                    ledger.put_poll(PollRecord { poll, reminded, ..record.clone() })?;
                    Ok(Extended::Until(until))
                }
                None => Ok(Extended::NotLater { until, closing }),
            }
        });
        match done.await {
            Ok(Managed::Done(record, extended)) => {
                self.closing.wake();
                self.board.mark(key);
                show::extended(&record.poll, &extended)
            }
            other => refusal(other),
        }
    }

    /// The form for the reason of a cancellation.
    pub(super) async fn ask_to_cancel(&self, inv: &Invocation, key: PollKey) -> Reply {
        match self.managed(inv, key, |_, _, _| Ok(())).await {
            Ok(Managed::Done(record, ())) => Reply::Form(show::cancel_form(&record.poll)),
            other => private(refusal(other)),
        }
    }

    /// Cancels the poll: nothing is counted.
    pub(super) async fn cancel(&self, inv: &Invocation, key: PollKey, typed: &str) -> Message {
        let reason: String = clean(typed).chars().take(REASON).collect();
        if reason.is_empty() {
            return show::reason_needed();
        }
        let by = member(inv);
        let done = self.managed(inv, key, move |ledger, record, now| {
            if let Some(poll) = record.poll.cancelled(by, reason, now) {
                ledger.put_poll(PollRecord { poll, result: None, ..record.clone() })?;
            }
            Ok(())
        });
        match done.await {
            Ok(Managed::Done(record, ())) => {
                self.closed_now(key);
                show::cancelled(&record.poll)
            }
            other => refusal(other),
        }
    }

    /// Posts a reminder now, unless there was one a moment ago.
    pub(super) async fn remind(&self, inv: &Invocation, key: PollKey) -> Message {
        let done = self.managed(inv, key, |ledger, record, now| {
            let before = record.called_at.filter(|at| at.near(now, PAUSE));
            if before.is_none() {
                ledger.put_poll(PollRecord { called_at: Some(now), ..record.clone() })?;
            }
            Ok(before)
        });
        match done.await {
            Ok(Managed::Done(record, None)) => {
                // Pressed once and delivered twice, it is one message.
                let nonce = format!("m{}", inv.id.0);
                match self.post_reminder(&record, &nonce).await {
                    Ok(()) => show::reminded(&record.poll),
                    Err(why) => {
                        self.not_called(key, &why).await;
                        show::not_reminded(&record.poll, not_taken(&record, &why))
                    }
                }
            }
            Ok(Managed::Done(record, Some(at))) => {
                show::reminded_before(&record.poll, at, at + PAUSE)
            }
            other => refusal(other),
        }
    }

    /// What Discord certainly did not take may be tried again at once.
    async fn not_called(&self, key: PollKey, why: &SendError) {
        if matches!(why, SendError::Failed(_)) {
            return;
        }
        let stored =
            self.writer.call(Waits::Somebody, move |ledger, _| match ledger.poll(key)? {
                Some(record) => ledger.put_poll(PollRecord { called_at: None, ..record }),
                None => Ok(()),
            });
        if let Err(why) = stored.await {
            tracing::warn!(poll = key.1.0, %why, "a reminder that was not posted counts as posted");
        }
    }

    /// Posts the reminder of a poll whose record says already that it was sent: after a crash in
    /// between there is none, rather than two.
    pub(super) async fn post_reminder(
        &self,
        record: &PollRecord,
        nonce: &str,
    ) -> Result<(), SendError> {
        let seen = match self.seen(record.key()).await {
            Ok(Some(seen)) => seen,
            Ok(None) => return Ok(()),
            Err(why) => return Err(SendError::Failed(why.to_string())),
        };
        let (waiting, now) = (self.waiting_for(&seen), self.clock.now());
        let message = seen.shown(None, |shown| show::reminder(shown, &waiting, now));
        self.messenger.post(record.channel, &message, Some(nonce)).await.map(drop)
    }

    /// The picked people who have not voted; nobody where ballots are secret.
    fn waiting_for(&self, seen: &Seen) -> Vec<Member> {
        let rules = &seen.record.poll.terms.rules;
        if rules.disclosure == Disclosure::Secret || !matches!(rules.voters, Voters::Picked(_)) {
            return Vec::new();
        }
        let Some(keys) = self.vault.of(seen.record.key()) else {
            return Vec::new();
        };
        let voted = |who: VoterId| {
            let by = self.vault.caster(&seen.record, who);
            seen.ballots.iter().any(|ballot| ballot.by == by)
        };
        keys.roll.iter().filter(|member| !voted(member.id)).cloned().collect()
    }

    /// Posts the poll's message again at the end of the channel. The old one becomes a link to it;
    /// its buttons, where somebody still sees them, go on working.
    pub(super) async fn post_again(&self, inv: &Invocation, key: PollKey) -> Message {
        let record = match self.managed(inv, key, |_, _, _| Ok(())).await {
            Ok(Managed::Done(record, ())) => record,
            other => return refusal(other),
        };
        let Ok(Some(seen)) = self.seen(key).await else {
            return show::error(&PollError::Gone);
        };
        // Pressed once and delivered twice, it is one message.
        let nonce = format!("b{}", inv.id.0);
        let picture = seen.shown(None, show::poll);
        let posted = match self.lost_below(&record).await {
            Some(found) => Ok(found),
            None => self.messenger.post(record.channel, &picture, Some(&nonce)).await,
        };
        let message = match posted {
            Ok(message) => message,
            Err(why) => return show::not_posted_again(&record.poll, not_taken(&record, &why)),
        };
        let moved = self.writer.call(Waits::Somebody, move |ledger, _| match ledger.poll(key)? {
            Some(record) if record.message != Some(message) => {
                let before = record.message;
                ledger.put_poll(PollRecord { message: Some(message), ..record })?;
                Ok(before)
            }
            _ => Ok(None),
        });
        match moved.await {
            Err(why) => failed(&why),
            Ok(before) => {
                if let Some(before) = before {
                    self.point_below(&record, before, message).await;
                }
                self.board.mark(key);
                show::posted(record.poll.number, &link(record.server, record.channel, message))
            }
        }
    }

    /// Makes an earlier message of the poll a link to the one below.
    pub(super) async fn point_below(
        &self,
        record: &PollRecord,
        before: MessageId,
        message: MessageId,
    ) {
        let link = link(record.server, record.channel, message);
        let below = show::stands_below(&record.poll, &link);
        if let Err(why) = self.messenger.edit(record.channel, before, &below).await {
            tracing::warn!(poll = %record.poll.number, %why, "the earlier message of a poll stays");
        }
    }

    /// A message of the poll below the one that is known: a crash came between posting it and
    /// storing that.
    async fn lost_below(&self, record: &PollRecord) -> Option<MessageId> {
        let mark = show::poll_mark(record.poll.number);
        let found = self.messenger.find_own(record.channel, &mark).await.ok().flatten();
        found.filter(|found| record.message < Some(*found))
    }

    /// The form with the poll's text, while nobody has voted.
    pub(super) async fn ask_to_reword(&self, inv: &Invocation, key: PollKey) -> Reply {
        match self.managed(inv, key, |ledger, record, _| untouched(ledger, record)).await {
            Ok(Managed::Done(record, true)) => Reply::Form(show::reword_form(&record.poll)),
            Ok(Managed::Done(record, false)) => private(show::not_reworded(&record.poll)),
            other => private(refusal(other)),
        }
    }

    /// Changes the poll's text, while nobody has voted.
    pub(super) async fn reword(
        &self,
        inv: &Invocation,
        key: PollKey,
        fields: &[(String, String)],
    ) -> Message {
        let typed = DraftText::new(field(fields, "question"), field(fields, "options"), "");
        let done = self.managed(inv, key, move |ledger, record, _| {
            if !untouched(ledger, record)? {
                return Ok(Reworded::Touched);
            }
            Ok(match typed.check(Some(record.poll.terms.kind)) {
                Err(faults) => Reworded::Faulty(faults),
                Ok(text) => {
                    let poll = Poll { text, ..record.poll.clone() };
                    ledger.put_poll(PollRecord { poll, ..record.clone() })?;
                    Reworded::Done
                }
            })
        });
        match done.await {
            Ok(Managed::Done(record, Reworded::Done)) => {
                self.board.mark(key);
                show::reworded(&record.poll)
            }
            Ok(Managed::Done(record, Reworded::Touched)) => show::not_reworded(&record.poll),
            Ok(Managed::Done(record, Reworded::Faulty(faults))) => {
                show::reword_faulty(&record.poll, &faults)
            }
            other => refusal(other),
        }
    }

    /// Opens a private draft with the same text, terms and evidence.
    pub(super) async fn copy(&self, inv: &Invocation, key: PollKey) -> Reply {
        let read = self.writer.call(Waits::Somebody, move |ledger, _| ledger.poll(key)).await;
        match read {
            Err(why) => private(failed(&why)),
            Ok(None) => private(show::error(&PollError::Gone)),
            Ok(Some(record)) => {
                let text = &record.poll.text;
                let typed = DraftText::new(text.question(), &text.options().join("\n"), "");
                self.create(inv, typed, copied(&record), record.evidence).await
            }
        }
    }

    /// The same for those who manage the poll: from its panel or its result.
    pub(super) async fn plan_again(&self, inv: &Invocation, key: PollKey) -> Reply {
        match self.seen(key).await {
            Ok(Some(seen)) if !manages(inv, &seen.record) => {
                private(show::not_yours(&seen.record.poll))
            }
            _ => self.copy(inv, key).await,
        }
    }
}

impl Core {
    /// Opens a private draft of the options that tie, with the same terms.
    pub(super) async fn run_off(&self, inv: &Invocation, key: PollKey) -> Reply {
        let seen = match self.seen(key).await {
            Err(why) => return private(failed(&why)),
            Ok(None) => return private(show::error(&PollError::Gone)),
            Ok(Some(seen)) if !manages(inv, &seen.record) => {
                return private(show::not_yours(&seen.record.poll));
            }
            Ok(Some(seen)) => seen,
        };
        let text = &seen.record.poll.text;
        let Outcome::Tie(tied) = seen.tally().outcome else {
            return private(show::error(&PollError::Gone));
        };
        let options: Vec<&str> = tied
            .iter()
            .filter_map(|one| text.options().get(one.at()))
            .map(String::as_str)
            .collect();
        let typed = DraftText::new(text.question(), &options.join("\n"), "");
        self.create(inv, typed, copied(&seen.record), seen.record.evidence).await
    }
}

/// The terms of a poll as choices of a new draft. Who was picked is not kept, so that is to be
/// chosen again.
fn copied(record: &PollRecord) -> Choices {
    let terms = &record.poll.terms;
    let mut rules = terms.rules.clone();
    if matches!(rules.voters, Voters::Picked(_)) {
        rules.voters = Voters::Everyone;
        rules.close_when_all = false;
    }
    Choices { kind: Some(terms.kind), method: Some(terms.method), rules }
}

/// Why Discord did not take a message, as it is told.
fn not_taken<'a>(record: &PollRecord, why: &'a SendError) -> NotTaken<'a> {
    match why {
        SendError::Forbidden(_) => NotTaken::Forbidden(record.channel.0),
        SendError::Failed(_) => NotTaken::NoAnswer,
        SendError::Gone => NotTaken::Said("the channel is gone"),
        SendError::Refused(said) => NotTaken::Said(said),
        SendError::OldMessage => NotTaken::Said("too many edits"),
    }
}

fn refusal<T>(managed: Result<Managed<T>, WriterError>) -> Message {
    match managed {
        Err(why) => failed(&why),
        Ok(Managed::NotYours(poll)) => show::not_yours(&poll),
        Ok(Managed::Closed(poll, at)) => show::already_closed(&poll, at),
        Ok(Managed::Gone | Managed::Done(..)) => show::error(&PollError::Gone),
    }
}
