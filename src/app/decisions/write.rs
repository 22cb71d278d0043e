//! Writing a decision down: the form opens, comes back, and is recorded or kept as a note.

use super::compose::Decided;
use super::enter::{Entered, Entry, NOTE_DAYS, barred, enter};
use super::{Office, answers_for, failed, refuse};
use crate::app::polls::{field, member, private};
use crate::app::writer::Waits;
use crate::app::{App, DecisionKey, DecisionRecord, Invocation, PollKey, Reply, ServerId};
use crate::decision::{DecisionId, Purpose, TypedDecision};
use crate::poll::{VoterId, iso_day, months_later};
use crate::render::Message;
use crate::render::decision::{self as show, DecisionError};
use crate::render::poll::voted;

/// Months until a decision is looked at again, as the form proposes.
const REVIEW_MONTHS: i32 = 6;

/// `/decision record`: the form, with the question and the options as given.
pub(super) async fn record(
    app: &App,
    inv: &Invocation,
    server: ServerId,
    question: String,
    options: String,
) -> Reply {
    // Before anybody types in vain.
    if let Some(barred) = barred(inv) {
        return private(barred);
    }
    let review = review_day(&app.decisions.office, server).await;
    let typed = TypedDecision { question, options, ..show::prefilled(None, None, &review) };
    let typed = typed.bounded();
    Reply::Form(show::form(DecisionId(inv.id.0), Purpose::Record, &typed))
}

/// `/decision replace`: the form, with what the old decision says.
pub(super) async fn replace(app: &App, inv: &Invocation, server: ServerId, typed: &str) -> Reply {
    let office = &app.decisions.office;
    let key = match office.numbered(server, typed).await {
        Ok(Some(key)) => key,
        Ok(None) => return refuse(&DecisionError::NotFound(typed)),
        Err(why) => return private(failed(&why)),
    };
    let seen = match office.seen(key).await {
        Ok(Some(seen)) => seen,
        Ok(None) => return refuse(&DecisionError::NotFound(typed)),
        Err(why) => return private(failed(&why)),
    };
    let decision = &seen.record.decision;
    if let Some(by) = decision.replaced_by {
        return refuse(&DecisionError::ReplacedBefore(decision.number, by));
    }
    if !answers_for(inv, &seen.record) {
        return refuse(&DecisionError::NotYours(decision.number, &decision.by));
    }
    if let Some(barred) = barred(inv) {
        return private(barred);
    }
    let review = review_day(office, server).await;
    let typed = show::prefilled(None, Some(decision), &review);
    Reply::Form(show::form(DecisionId(inv.id.0), Purpose::Replace(key.1), &typed))
}

/// The day that the form proposes for the review.
pub(super) async fn review_day(office: &Office, server: ServerId) -> String {
    let zone = office.zone_of(server).await;
    iso_day(months_later(office.clock.now(), REVIEW_MONTHS, &zone), &zone)
}

/// The form was sent. `in_place` if it was opened from a private message, which is replaced.
pub(super) async fn written(
    app: &App,
    inv: &Invocation,
    key: DecisionKey,
    purpose: Purpose,
    in_place: bool,
    fields: &[(String, String)],
) -> Reply {
    let text = |id: &str| field(fields, id).to_owned();
    let typed = TypedDecision {
        decided: text("decided"),
        because: text("because"),
        review: text("review"),
        question: text("question"),
        options: text("options"),
    };
    let shown = submit(app, inv, key, purpose, typed.bounded()).await;
    if in_place { Reply::Update(shown) } else { private(shown) }
}

/// "Record it now" on a note.
pub(super) async fn again(app: &App, inv: &Invocation, key: DecisionKey) -> Reply {
    let author = VoterId(inv.person.id.0);
    let read = app.decisions.office.writer.call(Waits::Somebody, move |ledger, _| {
        Ok(ledger.note(key)?.filter(|note| note.author.id == author))
    });
    match read.await {
        Err(why) => private(failed(&why)),
        Ok(None) => Reply::Update(show::note_gone(NOTE_DAYS)),
        Ok(Some(note)) => Reply::Update(submit(app, inv, key, note.purpose, note.typed).await),
    }
}

/// Records the decision and posts it: stored first, posted second, told third.
async fn submit(
    app: &App,
    inv: &Invocation,
    key: DecisionKey,
    purpose: Purpose,
    mut typed: TypedDecision,
) -> Message {
    let office = &app.decisions.office;
    let kept = typed.clone();
    let poll = match purpose.poll() {
        None => None,
        Some(id) => match decided(app, (key.0, id)).await {
            Ok(poll) => poll,
            Err(why) => return show::not_stored(failed(&why), &kept),
        },
    };
    if let Some(poll) = &poll {
        poll.record.poll.text.question().clone_into(&mut typed.question);
        typed.options = poll.record.poll.text.options().join("\n");
    }
    if let Err(why) = office.ready().await {
        return show::not_stored(failed(&why), &kept);
    }
    let entry = Entry {
        key,
        purpose,
        typed,
        by: member(inv),
        inv: inv.clone(),
        poll: poll.clone(),
        index: app.index(),
        zone: office.zone.clone(),
    };
    let entered =
        office.writer.call(Waits::Somebody, move |ledger, now| enter(ledger, now, entry)).await;
    match entered {
        Err(why) => show::not_stored(failed(&why), &kept),
        Ok(Entered::Refused(said)) => show::not_stored(said, &kept),
        Ok(Entered::NotReady(faults, barred)) => {
            show::not_ready(key.1, &kept, &faults, barred.as_ref())
        }
        Ok(Entered::Recorded(record, old)) => {
            office.learn(&record);
            office.wake.notify_one();
            let shown = office.post(*record).await;
            if let Some(old) = old {
                office.learn(&old);
                office.redraw(old.key()).await;
            }
            if let Some(poll) = poll {
                office.tell_on_result(poll.record.key(), key).await;
            }
            shown
        }
    }
}

/// The poll with its result in words.
pub(super) async fn decided(
    app: &App,
    key: PollKey,
) -> Result<Option<Decided>, crate::app::WriterError> {
    let seen = app.polls.read(key).await?;
    Ok(seen.map(|seen| Decided { voted: seen.shown(None, voted), record: seen.record }))
}

impl Office {
    /// Opens the form with what the note holds.
    pub(super) async fn edit(&self, inv: &Invocation, key: DecisionKey) -> Reply {
        let author = VoterId(inv.person.id.0);
        let read = self.writer.call(Waits::Somebody, move |ledger, _| {
            Ok(ledger.note(key)?.filter(|note| note.author.id == author))
        });
        match read.await {
            Err(why) => private(failed(&why)),
            Ok(None) => Reply::Update(show::note_gone(NOTE_DAYS)),
            Ok(Some(note)) => Reply::Form(show::form(key.1, note.purpose, &note.typed)),
        }
    }

    /// Throws the note away.
    pub(super) async fn discard(&self, inv: &Invocation, key: DecisionKey) -> Reply {
        let author = VoterId(inv.person.id.0);
        let gone = self.writer.call(Waits::Somebody, move |ledger, _| {
            if let Some(record) = ledger.decision(key)? {
                return Ok(Some(record));
            }
            if ledger.note(key)?.is_some_and(|note| note.author.id == author) {
                ledger.remove_note(key)?;
            }
            Ok(None)
        });
        match gone.await {
            Err(why) => private(failed(&why)),
            Ok(None) => Reply::Update(show::discarded()),
            Ok(Some(record)) => Reply::Update(already(&record)),
        }
    }
}

/// The note became a decision: where it is, or that it is not posted.
fn already(record: &DecisionRecord) -> Message {
    match super::link(record) {
        Some(link) => show::posted(record.decision.number, &link, record.files),
        None => show::posted_later(&record.decision, None),
    }
}
