//! Polls as people use them: every command, button and form of a poll comes through here.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, PoisonError};

use tokio::sync::watch;
use tokio::task::JoinHandle;

use super::board::Board;
use super::closing::Closing;
use super::own_vote::said;
use super::vault::Vault;
use super::voting::{Ask, Casting};
use super::writer::Waits;
use super::{
    Change, ChannelId, Clock, Invocation, Keys, MessageId, Messenger, PollKey, PollRecord, Reply,
    ServerId, Writer, WriterError,
};
use crate::poll::count::Method;
use crate::poll::{
    Attached, Ballot, Choices, DraftText, HalfBallot, MOST_POINTS, Mark, Member, OptionIndex,
    PollId, Tally, TimeZoneName, Vote, VoterId, clean,
};
use crate::render::poll::{self as show, DraftPage, PollError, Shown};
use crate::render::{Choice, Message, PollPress, Term};
use crate::time::Timestamp;

/// Longest name of a person that is kept, in code points; Discord allows 32.
const NAME: usize = 80;

/// Everything people do with polls.
pub struct Polls {
    core: Arc<Core>,
    tasks: Mutex<Vec<JoinHandle<()>>>,
}

/// What the use cases and the loops share.
pub(super) struct Core {
    pub(super) writer: Writer,
    pub(super) messenger: Arc<dyn Messenger>,
    pub(super) clock: Arc<dyn Clock>,
    /// For servers that have not chosen one.
    pub(super) zone: TimeZoneName,
    pub(super) board: Board,
    pub(super) closing: Closing,
    pub(super) vault: Arc<Vault>,
    /// Polls that a press is posting right now.
    pub(super) posting: Mutex<BTreeSet<PollKey>>,
    pub(super) stop: watch::Sender<bool>,
}

/// A poll with its ballots, read together.
#[derive(Clone, Debug)]
pub(super) struct Seen {
    pub(super) record: PollRecord,
    pub(super) ballots: Vec<Ballot>,
}

impl Polls {
    /// Polls in the store that the writer owns. Nothing runs until [`Polls::start`].
    ///
    /// Times are read in `zone` on servers that have not chosen one.
    #[must_use]
    pub fn new(
        writer: Writer,
        messenger: Arc<dyn Messenger>,
        clock: Arc<dyn Clock>,
        keys: Arc<dyn Keys>,
        zone: TimeZoneName,
    ) -> Self {
        let core = Core {
            writer,
            messenger,
            clock,
            zone,
            board: Board::default(),
            closing: Closing::default(),
            vault: Arc::new(Vault::new(keys)),
            posting: Mutex::default(),
            stop: watch::Sender::new(false),
        };
        Self { core: Arc::new(core), tasks: Mutex::default() }
    }

    /// Starts the loops that redraw and close polls. Needs a tokio runtime; call it once.
    pub fn start(&self) {
        let (board, closing) = (self.core.clone(), self.core.clone());
        let loops = [
            tokio::spawn(async move { board.redraw().await }),
            tokio::spawn(async move { closing.close_and_announce().await }),
        ];
        self.tasks.lock().unwrap_or_else(PoisonError::into_inner).extend(loops);
    }

    /// Brings Discord in line with the store: overdue polls closed, unannounced results published,
    /// half-posted polls found or given back as drafts, open polls redrawn. Call it after every
    /// READY; it returns before the messages are sent.
    pub async fn reconcile(&self) {
        self.core.reconcile().await;
    }

    /// Ends the loops and waits for them. The writer is ended by [`Writer::shutdown`], after this.
    pub async fn shutdown(&self) {
        self.core.stop.send_replace(true);
        let tasks = std::mem::take(&mut *self.tasks.lock().unwrap_or_else(PoisonError::into_inner));
        for task in tasks {
            if let Err(why) = task.await {
                tracing::error!(%why, "a loop of the polls ended badly");
            }
        }
    }

    /// `/poll create`: a private draft, or the form when the question or the options are missing.
    pub async fn create(
        &self,
        inv: &Invocation,
        typed: DraftText,
        choices: Choices,
        evidence: Option<Arc<Attached>>,
    ) -> Reply {
        self.core.create(inv, typed, choices, evidence).await
    }

    /// A private draft from an answer, a comparison or a recommendation, with the evidence on its
    /// options.
    pub async fn draft_from(
        &self,
        inv: &Invocation,
        question: &str,
        options: &[String],
        evidence: Option<Arc<Attached>>,
    ) -> Reply {
        self.core.draft_from(inv, question, options, evidence).await
    }

    /// A button, menu or form of a poll or its draft.
    ///
    /// `message` is the one that carries the component; `fields` are those of the form.
    pub async fn press(
        &self,
        inv: &Invocation,
        id: PollId,
        press: &PollPress,
        message: Option<MessageId>,
        values: &[String],
        fields: &[(String, String)],
    ) -> Reply {
        let Some(server) = inv.server else {
            return refuse(&PollError::NoServer);
        };
        let (core, key) = (&self.core, (server, id));
        match press {
            PollPress::Post => core.post(inv, key).await,
            PollPress::EditText => core.edit(inv, key).await,
            PollPress::Edited => core.edited(inv, key, message, fields).await,
            PollPress::Discard => core.discard(inv, key).await,
            PollPress::DraftMain => core.draft_page(inv, key, DraftPage::Main).await,
            PollPress::DraftMore => core.draft_page(inv, key, DraftPage::More(None)).await,
            PollPress::AddNeither => core.offer(inv, key, show::neither()).await,
            PollPress::AddBoth => core.offer(inv, key, show::both()).await,
            PollPress::Set(Term::Numbers, _) => core.ask_numbers(inv, key).await,
            PollPress::Set(term, _) => core.set_term(inv, key, *term, values, fields).await,
            PollPress::MyVote => private(core.my_vote(inv, key).await),
            PollPress::TakeBack => Reply::Update(core.take_back(inv, key).await),
            PollPress::HowCounted => private(core.how_counted(key).await),
            PollPress::Reason => core.ask_reason(inv, key).await,
            PollPress::ReasonSent => core.give_reason(inv, key, field(fields, "reason")).await,
            PollPress::Evidence(page) => core.evidence(inv, key, *page).await,
            PollPress::Manage => private(core.manage(inv, key).await),
            PollPress::Extend => core.ask_to_extend(inv, key).await,
            PollPress::Extended => {
                Reply::Update(core.extend(inv, key, field(fields, "closes")).await)
            }
            PollPress::Cancel => core.ask_to_cancel(inv, key).await,
            PollPress::Cancelled => {
                Reply::Update(core.cancel(inv, key, field(fields, "reason")).await)
            }
            PollPress::Remind => Reply::Update(core.remind(inv, key).await),
            PollPress::PostAgain => Reply::Update(core.post_again(inv, key).await),
            PollPress::Reword => core.ask_to_reword(inv, key).await,
            PollPress::Reworded => Reply::Update(core.reword(inv, key, fields).await),
            PollPress::Copy => core.plan_again(inv, key).await,
            PollPress::OneMoreDay => private(core.one_more_day(inv, key).await),
            PollPress::ForGood => private(core.for_good(inv, key).await),
            PollPress::RunOff => core.run_off(inv, key).await,
            PollPress::Close => Reply::Update(core.ask_to_close(inv, key).await),
            PollPress::CloseConfirmed => Reply::Update(core.close(inv, key).await),
            PollPress::Results => private(core.results(inv, key).await),
            PollPress::Download => private(core.download(inv, key).await),
            PollPress::Rounds => private(core.rounds(inv, key).await),
            voting => self.ballot_press(inv, key, voting, message, values, fields).await,
        }
    }

    /// A press by which somebody votes, or goes on with a ballot.
    async fn ballot_press(
        &self,
        inv: &Invocation,
        key: PollKey,
        press: &PollPress,
        message: Option<MessageId>,
        values: &[String],
        fields: &[(String, String)],
    ) -> Reply {
        let core = &self.core;
        let option = |option: &u8| OptionIndex(*option);
        let chosen: Vec<OptionIndex> =
            values.iter().map(|v| OptionIndex(v.parse().unwrap_or(u8::MAX))).collect();
        let reason = said(field(fields, "reason"));
        let vote = |casting: Casting, why: PollPress| {
            core.vote(inv, key, Ask { casting, reason: reason.clone(), why, pressed_on: message })
        };
        let first = || chosen.first().copied().unwrap_or(OptionIndex(u8::MAX));
        match press {
            PollPress::Vote(n) | PollPress::VoteWhy(n) => {
                vote(Casting::Vote(Vote::One(option(n))), PollPress::VoteWhy(*n)).await
            }
            PollPress::Choose => {
                vote(Casting::Vote(Vote::One(first())), PollPress::VoteWhy(first().0)).await
            }
            PollPress::Stance(stance) | PollPress::StanceWhy(stance) => {
                vote(Casting::Vote(Vote::Stance(*stance)), PollPress::StanceWhy(*stance)).await
            }
            PollPress::NoOpinion => {
                vote(Casting::Vote(Vote::NoOpinion), PollPress::NoOpinion).await
            }
            PollPress::Cast(edits) | PollPress::CastWhy(edits) => {
                vote(Casting::Half(*edits), PollPress::CastWhy(*edits)).await
            }
            PollPress::Change => core.change(inv, key, message).await,
            PollPress::Mark(n, edits) => {
                let mark = Mark { option: option(n), points: None };
                core.mark(inv, key, *edits, message, move |half| half.mark(mark)).await
            }
            PollPress::PassOver(n, edits) => {
                let mark = Mark { option: option(n), points: None };
                core.mark(inv, key, *edits, message, move |half| half.mark(mark)).await
            }
            PollPress::Points(n, points, edits) => {
                let mark = Mark { option: option(n), points: Some((*points).min(MOST_POINTS)) };
                core.mark(inv, key, *edits, message, move |half| half.mark(mark)).await
            }
            PollPress::Menu(edits) => core.choose(inv, key, *edits, message, chosen).await,
            PollPress::Undo(edits) => core.mark(inv, key, *edits, message, HalfBallot::undo).await,
            PollPress::StartOver(edits) => {
                core.mark(inv, key, *edits, message, HalfBallot::start_over).await
            }
            _ => core.ballot(inv, key, message).await,
        }
    }

    /// A poll with its ballots, for whoever decides on it.
    pub(super) async fn read(&self, key: PollKey) -> Result<Option<Seen>, WriterError> {
        self.core.seen(key).await
    }

    /// `/poll close`: asks to confirm. `poll` is `P-31`, an id, or words of the question.
    pub async fn close(&self, inv: &Invocation, poll: &str) -> Reply {
        let person = inv.clone();
        let closable = move |r: &PollRecord| r.poll.is_open() && manages(&person, r);
        match self.core.find(inv, poll, closable).await {
            Ok(key) => private(self.core.ask_to_close(inv, key).await),
            Err(refusal) => private(refusal),
        }
    }

    /// `/poll extend`, `cancel`, `remind` and `copy`. `poll` is as in [`Polls::close`].
    pub async fn manage(&self, inv: &Invocation, poll: &str, change: &Change) -> Reply {
        let (person, any) = (inv.clone(), *change == Change::Copy);
        let meant = move |r: &PollRecord| any || (r.poll.is_open() && manages(&person, r));
        let key = match self.core.find(inv, poll, meant).await {
            Ok(key) => key,
            Err(refusal) => return private(refusal),
        };
        match change {
            Change::Extend { closes } => private(self.core.extend(inv, key, closes).await),
            Change::Cancel { reason } => private(self.core.cancel(inv, key, reason).await),
            Change::Remind => private(self.core.remind(inv, key).await),
            Change::Copy => self.core.copy(inv, key).await,
        }
    }

    /// `/poll results`, private. `poll` is as in [`Polls::close`].
    pub async fn results(&self, inv: &Invocation, poll: &str) -> Reply {
        match self.core.find(inv, poll, |_| true).await {
            Ok(key) => private(self.core.results(inv, key).await),
            Err(refusal) => private(refusal),
        }
    }

    /// `/poll list`, private: what needs my vote first.
    pub async fn list(&self, inv: &Invocation) -> Reply {
        private(self.core.list(inv).await)
    }

    /// `/settings`, private: shows what is set, or sets the time zone and how rankings are counted.
    pub async fn settings(
        &self,
        inv: &Invocation,
        time_zone: Option<&str>,
        rank: Option<Method>,
    ) -> Reply {
        private(self.core.settings(inv, time_zone, rank).await)
    }

    /// Completions for `poll create` (`closes`), `poll close` and `poll results` (`poll`).
    /// At most 25; none when the store does not answer.
    pub async fn complete(
        &self,
        inv: &Invocation,
        command: &str,
        option: &str,
        typed: &str,
    ) -> Vec<Choice> {
        self.core.complete(inv, command, option, typed).await
    }
}

impl Core {
    /// A poll with its ballots.
    pub(super) async fn seen(&self, key: PollKey) -> Result<Option<Seen>, WriterError> {
        let read = self.writer.call(Waits::Somebody, move |ledger, _| {
            let Some(record) = ledger.poll(key)? else {
                return Ok(None);
            };
            Ok(Some(Seen { record, ballots: ledger.ballots(key)? }))
        });
        read.await
    }
}

impl Seen {
    /// Hands what is shown of the poll to `draw`.
    pub(super) fn shown<R>(
        &self,
        as_of: Option<Timestamp>,
        draw: impl FnOnce(&Shown<'_>) -> R,
    ) -> R {
        let record = &self.record;
        let tally = self.tally();
        let poll_link = link_to(record, record.message);
        let result_link = link_to(record, record.result);
        draw(&Shown {
            poll: &record.poll,
            tally: &tally,
            ballots: &self.ballots,
            embeds: record.embeds,
            as_of,
            poll_link: poll_link.as_deref(),
            result_link: result_link.as_deref(),
            evidence: record.evidence.is_some(),
            for_good: record.for_good,
        })
    }

    pub(super) fn tally(&self) -> Tally {
        let poll = &self.record.poll;
        Tally::count(poll.text.options().len(), &poll.terms, &self.ballots)
    }
}

/// What was typed into a box of a form; empty where there is no such box.
pub(super) fn field<'a>(fields: &'a [(String, String)], id: &str) -> &'a str {
    fields.iter().find(|(name, _)| name == id).map_or("", |(_, text)| text.as_str())
}

/// The address of one of the poll's messages.
pub(super) fn link_to(record: &PollRecord, message: Option<MessageId>) -> Option<String> {
    message.map(|message| link(record.server, record.channel, message))
}

/// The address of a message.
pub(super) fn link(server: ServerId, channel: ChannelId, message: MessageId) -> String {
    format!("https://discord.com/channels/{}/{}/{}", server.0, channel.0, message.0)
}

/// The person as somebody who acts in public.
pub(super) fn member(inv: &Invocation) -> Member {
    let name = clean(&inv.person.name).chars().take(NAME).collect();
    Member { id: VoterId(inv.person.id.0), name }
}

/// Whether the person may close the poll.
pub(super) fn manages(inv: &Invocation, record: &PollRecord) -> bool {
    inv.person.moderates || record.poll.author.id == VoterId(inv.person.id.0)
}

pub(super) fn private(message: Message) -> Reply {
    Reply::Private(message)
}

pub(super) fn refuse(error: &PollError<'_>) -> Reply {
    Reply::Private(show::error(error))
}

/// What a person reads when the writer did not do it.
pub(super) fn failed(error: &WriterError) -> Message {
    match error {
        WriterError::Busy => show::error(&PollError::Busy),
        WriterError::Failed(code) => show::error(&PollError::NotStored(&code.to_string())),
        WriterError::Ended => show::error(&PollError::Ending),
    }
}
