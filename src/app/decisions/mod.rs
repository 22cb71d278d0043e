//! Decisions as people use them: recorded with or without a poll, posted, found again, looked at
//! again in time, replaced.
//!
//! Who may write in a channel may record a decision there: it stands under their name, like a
//! message. A poll is decided on by who was named for it, else by its author; what was recorded is
//! replaced and reviewed by who recorded it. Members with Manage Messages may do all of that.

mod compose;
mod decide;
mod enter;
mod first;
mod known;
mod look;
mod post;
mod review;
mod write;

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError, RwLock};

use tokio::sync::{Notify, watch};
use tokio::task::JoinHandle;

pub(super) use first::{before, beside, best_for, on_question, on_stacks, shown_first};
use known::Known;

use super::polls::private;
use super::writer::Waits;
use super::{
    App, Clock, DecisionKey, DecisionRecord, Invocation, MessageId, Messenger, Reply, ServerId,
    Writer, WriterError,
};
use crate::decision::DecisionId;
use crate::poll::{PollId, TimeZoneName, VoterId};
use crate::render::decision::{self as show, DecisionError};
use crate::render::{Choice, DecidePress, DecisionPress, Message};
use crate::search::Index;
use crate::time::Timestamp;

/// The knowledge as it is at any moment: swapped whole.
pub(super) type Shelf = Arc<RwLock<Arc<Index>>>;

/// What is asked of the decisions of a server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DecisionRequest {
    /// `/decision list`.
    List,
    /// `/decision show`.
    Show {
        /// Which one, as typed or completed.
        decision: String,
    },
    /// `/decision find`.
    Find {
        /// Words, as typed.
        words: String,
    },
    /// `/decision record`: opens a form.
    Record {
        /// The question, if it was given.
        question: Option<String>,
        /// The options, if they were given.
        options: Option<String>,
    },
    /// `/decision replace`: opens a form.
    Replace {
        /// Which one, as typed or completed.
        decision: String,
    },
}

/// Everything people do with decisions.
pub struct Decisions {
    office: Arc<Office>,
    tasks: Mutex<Vec<JoinHandle<()>>>,
}

/// What the use cases and the loop share.
pub(super) struct Office {
    writer: Writer,
    messenger: Arc<dyn Messenger>,
    clock: Arc<dyn Clock>,
    /// For servers that have not chosen one.
    zone: TimeZoneName,
    known: Known,
    /// A review may be due earlier than was waited for.
    wake: Notify,
    /// Reviews that were not posted: when to try again; none for not before the next READY.
    waiting: Mutex<BTreeMap<DecisionKey, Option<Timestamp>>>,
    stop: watch::Sender<bool>,
}

/// A decision with the zone that its dates are read in.
pub(super) struct Seen {
    record: DecisionRecord,
    zone: TimeZoneName,
}

impl Decisions {
    /// Decisions in the store that the writer owns. Nothing runs until [`super::App::start`].
    ///
    /// Dates are read in `zone` on servers that have not chosen one.
    #[must_use]
    pub fn new(
        writer: Writer,
        messenger: Arc<dyn Messenger>,
        clock: Arc<dyn Clock>,
        zone: TimeZoneName,
    ) -> Self {
        let office = Office {
            writer,
            messenger,
            clock,
            zone,
            known: Known::default(),
            wake: Notify::new(),
            waiting: Mutex::default(),
            stop: watch::Sender::new(false),
        };
        Self { office: Arc::new(office), tasks: Mutex::default() }
    }

    /// Starts the loop that asks whether decisions still hold. Needs a tokio runtime; once.
    pub(super) fn start(&self, shelf: Shelf) {
        let office = Arc::clone(&self.office);
        let task = tokio::spawn(async move { office.look_again(&shelf).await });
        self.tasks.lock().unwrap_or_else(PoisonError::into_inner).push(task);
    }

    /// Posts and redraws what an earlier run, or a channel out of reach, left undone.
    pub(super) async fn reconcile(&self) {
        self.office.settle().await;
    }

    /// Ends the loop and waits for it.
    pub(super) async fn shutdown(&self) {
        self.office.stop.send_replace(true);
        let tasks = std::mem::take(&mut *self.tasks.lock().unwrap_or_else(PoisonError::into_inner));
        for task in tasks {
            if let Err(why) = task.await {
                tracing::error!(%why, "the loop of the decisions ended badly");
            }
        }
    }

    /// Completions for the option `decision`; at most 25.
    pub(super) async fn complete(
        &self,
        inv: &Invocation,
        option: &str,
        typed: &str,
    ) -> Vec<Choice> {
        match (inv.server, option) {
            (Some(server), "decision") => self.office.like(server, typed).await,
            _ => Vec::new(),
        }
    }
}

/// `/decision …`.
pub(super) async fn request(app: &App, inv: &Invocation, request: &DecisionRequest) -> Reply {
    let Some(server) = inv.server else {
        return refuse(&DecisionError::NoServer);
    };
    let office = &app.decisions.office;
    match request {
        DecisionRequest::List => private(office.list(server).await),
        DecisionRequest::Show { decision } => private(office.show(inv, server, decision).await),
        DecisionRequest::Find { words } => private(office.find(server, words).await),
        DecisionRequest::Record { question, options } => {
            let given = |text: &Option<String>| text.clone().unwrap_or_default();
            write::record(app, inv, server, given(question), given(options)).await
        }
        DecisionRequest::Replace { decision } => write::replace(app, inv, server, decision).await,
    }
}

/// A button or form of a decision, or of the note for one.
pub(super) async fn press(
    app: &App,
    inv: &Invocation,
    id: DecisionId,
    press: &DecisionPress,
    message: Option<MessageId>,
    fields: &[(String, String)],
) -> Reply {
    let Some(server) = inv.server else {
        return refuse(&DecisionError::NoServer);
    };
    let (office, key) = (&app.decisions.office, (server, id));
    match press {
        DecisionPress::Full => private(office.full(inv, key).await),
        DecisionPress::Evidence(page) => office.evidence(key, *page).await,
        DecisionPress::Post => office.post_again(inv, key).await,
        DecisionPress::StillRight => {
            office.answer(inv, key, message, show::Answered::StillRight).await
        }
        DecisionPress::InAMonth => office.answer(inv, key, message, show::Answered::InAMonth).await,
        DecisionPress::NewPoll => review::new_poll(app, inv, key).await,
        DecisionPress::Written(purpose) => {
            write::written(app, inv, key, *purpose, message.is_some(), fields).await
        }
        DecisionPress::Record => write::again(app, inv, key).await,
        DecisionPress::Edit => office.edit(inv, key).await,
        DecisionPress::Discard => office.discard(inv, key).await,
    }
}

/// A button that decides on the result of a poll.
pub(super) async fn decide_press(
    app: &App,
    inv: &Invocation,
    id: PollId,
    press: DecidePress,
) -> Reply {
    match inv.server {
        Some(server) => decide::press(app, inv, (server, id), press).await,
        None => refuse(&DecisionError::NoServer),
    }
}

impl Office {
    /// A decision of this server.
    async fn seen(&self, key: DecisionKey) -> Result<Option<Seen>, WriterError> {
        let default = self.zone.clone();
        let read = self.writer.call(Waits::Somebody, move |ledger, _| {
            let Some(record) = ledger.decision(key)? else { return Ok(None) };
            let chosen = ledger.server(key.0)?.zone.and_then(|name| TimeZoneName::new(&name));
            Ok(Some(Seen { record, zone: chosen.unwrap_or(default) }))
        });
        read.await
    }

    /// The zone that a server's dates are read in; the default where the store does not answer.
    async fn zone_of(&self, server: ServerId) -> TimeZoneName {
        let read = self
            .writer
            .call(Waits::Somebody, move |ledger, _| Ok(ledger.server(server)?.zone))
            .await;
        let chosen = read.ok().flatten().and_then(|name| TimeZoneName::new(&name));
        chosen.unwrap_or_else(|| self.zone.clone())
    }
}

impl Seen {
    fn shown(&self, embeds: bool, files: bool) -> show::Shown<'_> {
        show::Shown { decision: &self.record.decision, zone: &self.zone, embeds, files }
    }
}

/// Whether the person may replace the decision or answer for it.
fn answers_for(inv: &Invocation, record: &DecisionRecord) -> bool {
    inv.person.moderates || record.decision.by.id == VoterId(inv.person.id.0)
}

/// The address of the decision's message.
fn link(record: &DecisionRecord) -> Option<String> {
    record.message.map(|message| super::polls::link(record.server, record.channel, message))
}

fn refuse(error: &DecisionError<'_>) -> Reply {
    private(show::error(error))
}

/// What a person reads when the writer did not do it.
fn failed(why: &WriterError) -> Message {
    match super::answer_press::failed(why) {
        Reply::Private(message) => message,
        _ => Message::default(),
    }
}
