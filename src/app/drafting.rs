//! Drafts: written, edited, thrown away, posted. Nothing is public before Post.

use std::sync::{Arc, PoisonError};
use std::time::Duration;

use super::ledger::Ledger;
use super::polls::{Core, failed, field, link, link_to, member, private, refuse};
use super::vault::Vault;
use super::writer::Waits;
use super::{
    DraftRecord, Invocation, MessageId, PollKey, PollRecord, Reply, SendError, StoreError,
    WriterError,
};
use crate::poll::{
    Attached, Choices, ClosesError, Defaults, DraftFault, DraftText, Poll, PollId, PollState,
    PollText, Terms, TimeZoneName, VoterId, closes_at,
};
use crate::render::Message;
use crate::render::poll::{self as show, DraftPage, PollError};
use crate::time::Timestamp;

/// Days that a draft is kept.
pub(super) const DRAFT_DAYS: u64 = 7;

/// Old drafts thrown away at one time, so that no batch grows without bound.
const PRUNED: usize = 64;

/// Most open polls of a server: bounds what is kept in memory and redrawn.
const OPEN_POLLS: usize = 100;

/// A draft, checked at an instant.
pub(super) struct Checked {
    text: Result<PollText, Vec<DraftFault>>,
    terms: Terms,
    closes: Result<Option<Timestamp>, ClosesError>,
    zone: TimeZoneName,
}

/// What writing a draft came to.
enum Written {
    Draft(Box<DraftRecord>, Checked),
    /// It is a poll already.
    Posted(Box<PollRecord>),
    /// Somebody else writes it.
    NotTheirs,
}

/// What posting found.
enum Opened {
    /// A poll to be sent; `looked_for` if an earlier attempt may have sent it.
    Ready {
        record: Box<PollRecord>,
        looked_for: bool,
    },
    Posted(Box<PollRecord>),
    NotReady(Box<DraftRecord>, Checked),
    TooMany,
    Gone,
}

impl Core {
    pub(super) async fn create(
        &self,
        inv: &Invocation,
        typed: DraftText,
        choices: Choices,
        evidence: Option<Arc<Attached>>,
    ) -> Reply {
        let Some(server) = inv.server else {
            return refuse(&PollError::NoServer);
        };
        let key = (server, PollId(inv.id.0));
        let has = |text: &str| !text.trim().is_empty();
        let options = has(typed.options()) || choices.kind.is_some_and(|kind| !kind.has_options());
        if has(typed.question()) && options {
            return private(self.write(inv, key, typed, Some(choices), evidence).await);
        }
        // A form holds no choices and no evidence, so they wait in the draft.
        if choices != Choices::default() || evidence.is_some() {
            let written = self.written(inv, key, typed.clone(), Some(choices), evidence).await;
            if let Err(why) = written {
                return private(failed(&why));
            }
        }
        Reply::Form(show::form(key.1, &typed))
    }

    /// Opens the form with what was typed.
    pub(super) async fn edit(&self, inv: &Invocation, key: PollKey) -> Reply {
        self.form_of_draft(inv, key, |draft| show::form(key.1, &draft.text)).await
    }

    /// The form was sent: from the draft's message, or opened by the command.
    pub(super) async fn edited(
        &self,
        inv: &Invocation,
        key: PollKey,
        message: Option<MessageId>,
        fields: &[(String, String)],
    ) -> Reply {
        let field = |id| field(fields, id);
        let typed = DraftText::new(field("question"), field("options"), field("closes"));
        let shown = self.write(inv, key, typed, None, None).await;
        if message.is_some() { Reply::Update(shown) } else { private(shown) }
    }

    /// A draft of these options with the evidence on them.
    pub(super) async fn draft_from(
        &self,
        inv: &Invocation,
        question: &str,
        options: &[String],
        evidence: Option<Arc<Attached>>,
    ) -> Reply {
        let Some(server) = inv.server else {
            return refuse(&PollError::NoServer);
        };
        let typed = DraftText::new(question, &options.join("\n"), "");
        private(self.write(inv, (server, PollId(inv.id.0)), typed, None, evidence).await)
    }

    /// Stores a draft and shows it.
    async fn write(
        &self,
        inv: &Invocation,
        key: PollKey,
        text: DraftText,
        choices: Option<Choices>,
        evidence: Option<Arc<Attached>>,
    ) -> Message {
        match self.written(inv, key, text, choices, evidence).await {
            Err(why) => failed(&why),
            Ok(Written::Posted(record)) => already(&record),
            Ok(Written::NotTheirs) => show::error(&PollError::Gone),
            Ok(Written::Draft(draft, checked)) => draw(inv, &draft, &checked, DraftPage::Main),
        }
    }

    /// Stores a draft. The same text written twice is one draft; what is not given now stays as it
    /// was: choices and evidence.
    async fn written(
        &self,
        inv: &Invocation,
        key: PollKey,
        text: DraftText,
        choices: Option<Choices>,
        evidence: Option<Arc<Attached>>,
    ) -> Result<Written, WriterError> {
        let (author, default) = (member(inv), self.zone.clone());
        let written = self.writer.call(Waits::Somebody, move |ledger, now| {
            if let Some(record) = ledger.poll(key)? {
                return Ok(Written::Posted(Box::new(record)));
            }
            let before = ledger.draft(key)?;
            if before.as_ref().is_some_and(|draft| draft.author.id != author.id) {
                return Ok(Written::NotTheirs);
            }
            prune(ledger, now)?;
            let kept = || before.as_ref().map(|draft| draft.choices.clone()).unwrap_or_default();
            let choices = choices.unwrap_or_else(kept);
            let evidence = evidence.or_else(|| before.and_then(|draft| draft.evidence));
            let (server, id, written_at) = (key.0, key.1, now);
            let draft = DraftRecord { server, id, author, text, choices, written_at, evidence };
            ledger.put_draft(draft.clone())?;
            let checked = check(ledger, &draft, now, default)?;
            Ok(Written::Draft(Box::new(draft), checked))
        });
        written.await
    }

    pub(super) async fn discard(&self, inv: &Invocation, key: PollKey) -> Reply {
        let author = VoterId(inv.person.id.0);
        let gone = self.writer.call(Waits::Somebody, move |ledger, _| {
            if let Some(record) = ledger.poll(key)? {
                return Ok(Some(record));
            }
            if ledger.draft(key)?.is_some_and(|draft| draft.author.id == author) {
                ledger.remove_draft(key)?;
            }
            Ok(None)
        });
        match gone.await {
            Err(why) => private(failed(&why)),
            Ok(None) => {
                self.vault.destroy(key);
                Reply::Update(show::discarded())
            }
            Ok(Some(record)) => Reply::Update(already(&record)),
        }
    }

    /// Posts the poll: stored as being posted, sent, stored as posted. Pressed twice it is one
    /// message, whatever happens in between.
    pub(super) async fn post(&self, inv: &Invocation, key: PollKey) -> Reply {
        if !inv.person.may_send {
            return Reply::Update(show::error(&PollError::MayNotSend(key.1)));
        }
        if !inv.rights.send {
            return Reply::Update(show::error(&PollError::BotMayNotSend(key.1)));
        }
        if !self.posting.lock().unwrap_or_else(PoisonError::into_inner).insert(key) {
            return Reply::Update(show::posting(key.1));
        }
        let shown = self.post_once(inv, key).await;
        self.posting.lock().unwrap_or_else(PoisonError::into_inner).remove(&key);
        Reply::Update(shown)
    }

    async fn post_once(&self, inv: &Invocation, key: PollKey) -> Message {
        let opening = Opening {
            key,
            author: VoterId(inv.person.id.0),
            channel: inv.channel,
            embeds: inv.rights.embed,
            zone: self.zone.clone(),
            vault: self.vault.clone(),
        };
        match self.writer.call(Waits::Somebody, move |ledger, now| open(ledger, opening, now)).await
        {
            Err(why) => failed(&why),
            Ok(Opened::Gone) => show::draft_gone(DRAFT_DAYS),
            Ok(Opened::TooMany) => show::error(&PollError::TooMany(key.1, OPEN_POLLS)),
            Ok(Opened::NotReady(draft, checked)) => draw(inv, &draft, &checked, DraftPage::Main),
            Ok(Opened::Posted(record)) => already(&record),
            Ok(Opened::Ready { record, looked_for }) => self.send(*record, looked_for).await,
        }
    }

    async fn send(&self, record: PollRecord, looked_for: bool) -> Message {
        let key = record.key();
        let sent = self.sent(&record, looked_for).await;
        match sent {
            Ok(message) => match self.posted(key, message).await {
                Ok(()) => {
                    let link = link(record.server, record.channel, message);
                    show::posted(record.poll.number, &link)
                }
                Err(why) => failed(&why),
            },
            Err(why) => {
                tracing::warn!(poll = %record.poll.number, %why, "a poll was not posted");
                if matches!(why, SendError::Failed(_)) {
                    return show::error(&PollError::NoAnswer(key.1));
                }
                // It was refused for sure: the draft is all that is left of it.
                match self.unopen(key).await {
                    Ok(()) => show::error(&PollError::NotPosted(key.1, &why.to_string())),
                    Err(why) => failed(&why),
                }
            }
        }
    }

    /// The poll's message: the one that an earlier attempt sent, or a new one.
    async fn sent(&self, record: &PollRecord, looked_for: bool) -> Result<MessageId, SendError> {
        let number = record.poll.number;
        if looked_for
            && let Some(found) =
                self.messenger.find_own(record.channel, &show::poll_mark(number)).await?
        {
            return Ok(found);
        }
        let seen = super::polls::Seen { record: record.clone(), ballots: Vec::new() };
        let message = seen.shown(None, show::poll);
        let nonce = format!("p{}", record.poll.id.0);
        self.messenger.post(record.channel, &message, Some(&nonce)).await
    }

    /// Stores where the poll's message is; its draft is done.
    async fn posted(&self, key: PollKey, message: MessageId) -> Result<(), WriterError> {
        let stored = self.writer.call(Waits::Somebody, move |ledger, _| {
            if let Some(record) = ledger.poll(key)? {
                ledger.put_poll(PollRecord { message: Some(message), ..record })?;
            }
            ledger.remove_draft(key)
        });
        stored.await?;
        self.closing.wake();
        Ok(())
    }

    /// Takes back a poll that was never shown; its draft stays.
    async fn unopen(&self, key: PollKey) -> Result<(), WriterError> {
        let removed = self.writer.call(Waits::Somebody, move |ledger, _| {
            if let Some(record) = ledger.poll(key)?
                && record.message.is_none()
                && ledger.ballots(key)?.is_empty()
            {
                ledger.remove_poll(&record)?;
            }
            Ok(())
        });
        removed.await
    }

    /// After a crash in the middle of posting: the message is found, or the draft is back.
    pub(super) async fn adopt(&self, record: &PollRecord) {
        let key = record.key();
        let busy = self.posting.lock().unwrap_or_else(PoisonError::into_inner).contains(&key);
        if busy {
            return;
        }
        let mark = show::poll_mark(record.poll.number);
        let outcome = match self.messenger.find_own(record.channel, &mark).await {
            Ok(Some(message)) => self.posted(key, message).await,
            Ok(None) | Err(SendError::Gone) => self.unopen(key).await,
            Err(why) => {
                tracing::warn!(poll = %record.poll.number, %why, "a poll was not looked for");
                return;
            }
        };
        if let Err(why) = outcome {
            tracing::warn!(poll = %record.poll.number, %why, "a half-posted poll stays so");
        }
    }
}

/// What posting needs to know.
struct Opening {
    key: PollKey,
    author: VoterId,
    channel: super::ChannelId,
    embeds: bool,
    zone: TimeZoneName,
    vault: Arc<Vault>,
}

/// Makes a poll of a draft. The draft stays until the message is sent.
fn open(ledger: &mut Ledger, opening: Opening, now: Timestamp) -> Result<Opened, StoreError> {
    let Opening { key, author, channel, embeds, zone, vault } = opening;
    if let Some(record) = ledger.poll(key)? {
        return Ok(match record.message {
            _ if record.poll.author.id != author => Opened::Gone,
            Some(_) => Opened::Posted(Box::new(record)),
            None => Opened::Ready { record: Box::new(record), looked_for: true },
        });
    }
    let Some(draft) = ledger.draft(key)?.filter(|draft| draft.author.id == author) else {
        return Ok(Opened::Gone);
    };
    let checked = check(ledger, &draft, now, zone)?;
    let (text, terms, closes_at) = match checked {
        Checked { text: Ok(text), terms, closes: Ok(at), .. } => (text, terms, at),
        faulty => return Ok(Opened::NotReady(Box::new(draft), faulty)),
    };
    if ledger.open_of(key.0).count() >= OPEN_POLLS {
        return Ok(Opened::TooMany);
    }
    let number = ledger.next_number(key.0)?;
    let poll = Poll {
        id: key.1,
        number,
        author: draft.author,
        text,
        terms,
        opened_at: now,
        closes_at,
        extended: None,
        state: PollState::Open,
    };
    let record = PollRecord {
        server: key.0,
        channel,
        poll,
        embeds,
        message: None,
        result: None,
        reminded: false,
        called_at: None,
        for_good: false,
        settled: false,
        evidence: draft.evidence,
    };
    vault.prepare(key, &record.poll.terms.rules)?;
    ledger.put_poll(record.clone())?;
    Ok(Opened::Ready { record: Box::new(record), looked_for: false })
}

pub(super) fn check(
    ledger: &Ledger,
    draft: &DraftRecord,
    now: Timestamp,
    default: TimeZoneName,
) -> Result<Checked, StoreError> {
    let server = ledger.server(draft.server)?;
    let chosen = server.zone.and_then(|name| TimeZoneName::new(&name));
    let zone = chosen.unwrap_or(default);
    let closes = match closes_at(draft.text.closes(), draft.written_at, &zone) {
        Ok(Some(at)) if at <= now => Err(ClosesError::Past(at)),
        read => read,
    };
    let defaults = Defaults::default();
    let defaults = Defaults { rank: server.rank.unwrap_or(defaults.rank), ..defaults };
    let terms = draft.choices.terms(draft.text.options_typed(), defaults);
    Ok(Checked { text: draft.text.check(Some(terms.kind)), terms, closes, zone })
}

/// A page of the draft, for its author.
pub(super) fn draw(
    inv: &Invocation,
    draft: &DraftRecord,
    checked: &Checked,
    page: DraftPage,
) -> Message {
    let drawn = u32::try_from(inv.id.0 & u64::from(u32::MAX)).unwrap_or_default();
    show::draft(&show::Draft {
        id: draft.id,
        typed: &draft.text,
        text: &checked.text,
        terms: &checked.terms,
        closes: &checked.closes,
        zone: checked.zone.name(),
        embeds: inv.rights.embed,
        may_mention: inv.person.mentions_roles,
        page,
        drawn,
        evidence: draft.evidence.as_deref(),
    })
}

/// The draft became a poll: where it is, or that it is on its way.
pub(super) fn already(record: &PollRecord) -> Message {
    match link_to(record, record.message) {
        Some(link) => show::posted(record.poll.number, &link),
        None => show::posting(record.poll.id),
    }
}

fn prune(ledger: &mut Ledger, now: Timestamp) -> Result<(), StoreError> {
    let kept = Duration::from_secs(DRAFT_DAYS * 24 * 60 * 60);
    for _ in 0..PRUNED {
        match ledger.oldest_draft() {
            Some((written_at, key)) if written_at + kept <= now => ledger.remove_draft(key)?,
            _ => break,
        }
    }
    Ok(())
}
