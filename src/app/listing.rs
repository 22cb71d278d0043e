//! Looking polls up: by what was typed, as a list, as completions, as results.

use super::ledger::Ledger;
use super::polls::{Core, failed, link_to, manages};
use super::{Invocation, PollKey, PollRecord, ServerId, StoreError};
use crate::poll::{PollId, PollNumber, TimeZoneName, VoterId, closes_examples};
use crate::render::poll::{self as show, ListLine, Listing, PollError};
use crate::render::{Choice, Message};

/// Open polls that the list names.
const OPEN_SHOWN: usize = 8;

/// Closed polls that the list names.
const CLOSED_SHOWN: usize = 4;

/// Polls looked through for the list or for completions, newest first.
const LOOKED_THROUGH: usize = 150;

/// Completions that Discord takes.
/// Source: <https://discord.com/developers/docs/interactions/application-commands>
const CHOICES: usize = 25;

impl Core {
    /// The poll that was typed; else what to tell the person.
    pub(super) async fn find(&self, inv: &Invocation, typed: &str) -> Result<PollKey, Message> {
        let Some(server) = inv.server else {
            return Err(show::error(&PollError::NoServer));
        };
        let wanted = typed.to_owned();
        let found = self.writer.call(move |ledger, _| resolve(ledger, server, &wanted));
        match found.await {
            Err(why) => Err(failed(&why)),
            Ok(None) => Err(show::error(&PollError::NotFound(typed))),
            Ok(Some(key)) => Ok(key),
        }
    }

    /// How the poll stands or ended.
    pub(super) async fn results(&self, inv: &Invocation, key: PollKey) -> Message {
        match self.seen(key).await {
            Err(why) => failed(&why),
            Ok(None) => show::error(&PollError::Gone),
            Ok(Some(mut seen)) => {
                seen.record.embeds = inv.rights.embed;
                seen.shown(None, show::so_far)
            }
        }
    }

    /// The server's polls: open ones first, those that need the person's vote before the others.
    pub(super) async fn list(&self, inv: &Invocation) -> Message {
        let Some(server) = inv.server else {
            return show::error(&PollError::NoServer);
        };
        let reader = VoterId(inv.person.id.0);
        match self.writer.call(move |ledger, _| listing(ledger, server, reader)).await {
            Err(why) => failed(&why),
            Ok(listing) => show::list(&listing),
        }
    }

    /// See [`super::Polls::complete`].
    pub(super) async fn complete(
        &self,
        inv: &Invocation,
        command: &str,
        option: &str,
        typed: &str,
    ) -> Vec<Choice> {
        let Some(server) = inv.server else {
            return Vec::new();
        };
        let mut choices = match (command, option) {
            ("poll create", "closes") => self.closing_times(server, typed).await,
            ("poll close", "poll") => {
                let person = inv.clone();
                let fits = move |r: &PollRecord| r.poll.is_open() && manages(&person, r);
                self.polls_like(server, typed, fits).await
            }
            ("poll results", "poll") => self.polls_like(server, typed, |_| true).await,
            _ => Vec::new(),
        };
        choices.truncate(CHOICES);
        choices
    }

    async fn closing_times(&self, server: ServerId, typed: &str) -> Vec<Choice> {
        let read = self.writer.call(move |ledger, _| Ok(ledger.server(server)?.zone)).await;
        let chosen = read.ok().flatten().and_then(|name| TimeZoneName::new(&name));
        let zone = chosen.unwrap_or_else(|| self.zone.clone());
        let offered = closes_examples(typed, self.clock.now(), &zone);
        offered.iter().map(|example| show::closes_choice(example, &zone)).collect()
    }

    async fn polls_like(
        &self,
        server: ServerId,
        typed: &str,
        fits: impl Fn(&PollRecord) -> bool + Send + 'static,
    ) -> Vec<Choice> {
        let typed = typed.trim().to_lowercase();
        let found = self.writer.call(move |ledger, _| {
            let mut choices = Vec::new();
            for record in newest(ledger, server)? {
                let choice = show::poll_choice(&record.poll);
                let like = record.poll.text.question().to_lowercase().contains(&typed)
                    || choice.value.to_lowercase().contains(&typed);
                if like && fits(&record) {
                    choices.push(choice);
                }
            }
            Ok(choices)
        });
        found.await.unwrap_or_default()
    }
}

/// By number, or by id.
fn resolve(ledger: &Ledger, server: ServerId, typed: &str) -> Result<Option<PollKey>, StoreError> {
    if let Some(key) = typed.parse::<PollNumber>().ok().and_then(|n| ledger.numbered(server, n)) {
        let posted = ledger.poll(key)?.is_some_and(|record| record.message.is_some());
        return Ok(posted.then_some(key));
    }
    let Ok(id) = typed.trim().parse::<u64>() else {
        return Ok(None);
    };
    let key = (server, PollId(id));
    Ok(ledger.poll(key)?.filter(|record| record.message.is_some()).map(|_| key))
}

/// The server's posted polls, newest first, as many as are looked through.
fn newest(ledger: &Ledger, server: ServerId) -> Result<Vec<PollRecord>, StoreError> {
    let keys = ledger.of_server(server).take(LOOKED_THROUGH);
    let records: Result<Vec<_>, _> = keys.map(|key| ledger.poll(key)).collect();
    Ok(records?.into_iter().flatten().filter(|record| record.message.is_some()).collect())
}

fn listing(ledger: &Ledger, server: ServerId, reader: VoterId) -> Result<Listing, StoreError> {
    let mut listing = Listing { open_in_all: ledger.open_of(server).count(), ..Listing::default() };
    for key in ledger.open_of(server) {
        if let Some(record) = ledger.poll(key)? {
            let voted = ledger.ballot(key, reader)?.is_some();
            listing.waiting += usize::from(!voted);
            listing.open.push(line(record, voted));
        }
    }
    // What closes first is most urgent; what stays open comes last.
    listing.open.sort_by_key(|line| {
        let closes = line.poll.closes_at;
        (line.voted, closes.is_none(), closes, line.poll.number)
    });
    listing.open.truncate(OPEN_SHOWN);
    let closed = newest(ledger, server)?.into_iter().filter(|record| !record.poll.is_open());
    listing.closed = closed.take(CLOSED_SHOWN).map(|record| line(record, false)).collect();
    Ok(listing)
}

fn line(record: PollRecord, voted: bool) -> ListLine {
    let link = link_to(&record, record.result.or(record.message)).unwrap_or_default();
    ListLine { poll: record.poll, voted, link }
}
