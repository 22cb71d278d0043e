//! Looking polls up: by what was typed, as a list, as completions, as results.

use super::ledger::Ledger;
use super::polls::{Core, failed, link_to, manages};
use super::vault::{Vault, applicant};
use super::writer::Waits;
use super::{Invocation, PollKey, PollRecord, ServerId, StoreError};
use crate::poll::{
    Applicant, Poll, PollId, PollNumber, TimeZoneName, VoterId, clean, closes_examples,
};
use crate::render::poll::{self as show, ListLine, Listing, Part, PollError};
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
    /// The poll that was typed; else what to tell the person. Where words fit several polls, those
    /// of them count that the person means to act on.
    pub(super) async fn find(
        &self,
        inv: &Invocation,
        typed: &str,
        meant: impl Fn(&PollRecord) -> bool + Send + 'static,
    ) -> Result<PollKey, Message> {
        let Some(server) = inv.server else {
            return Err(show::error(&PollError::NoServer));
        };
        let wanted = typed.to_owned();
        let found = self
            .writer
            .call(Waits::Somebody, move |ledger, _| resolve(ledger, server, &wanted, meant));
        match found.await {
            Err(why) => Err(failed(&why)),
            Ok(Found::Nothing) => Err(show::error(&PollError::NotFound(typed))),
            Ok(Found::Several(polls)) => Err(show::error(&PollError::Several(typed, &polls))),
            Ok(Found::One(key)) => Ok(key),
        }
    }

    /// How the poll stands or ended.
    pub(super) async fn results(&self, inv: &Invocation, key: PollKey) -> Message {
        let reader = VoterId(inv.person.id.0);
        match self.seen(key).await {
            Err(why) => failed(&why),
            Ok(None) => show::error(&PollError::Gone),
            Ok(Some(mut seen)) => {
                seen.record.embeds = inv.rights.embed;
                let by = self.vault.caster(&seen.record, reader);
                let has_voted = seen.ballots.iter().any(|ballot| ballot.by == by);
                let record = &seen.record;
                let message = seen.shown(None, |shown| show::so_far(shown, has_voted));
                if record.poll.is_open() {
                    // Its message may be gone, and the way to its panel with it.
                    let manager = manages(inv, record);
                    return if manager {
                        show::with_manage(message, &record.poll)
                    } else {
                        message
                    };
                }
                if is_homeless(record) {
                    show::homeless(message)
                } else if self.closing.unstick(key) {
                    show::unposted(message, record.channel.0)
                } else {
                    message
                }
            }
        }
    }

    /// The server's polls: open ones first, those that need the person's vote before the others.
    pub(super) async fn list(&self, inv: &Invocation) -> Message {
        let Some(server) = inv.server else {
            return show::error(&PollError::NoServer);
        };
        let (reader, vault, person) = (applicant(inv), self.vault.clone(), inv.clone());
        let stuck = self.closing.stuck(server);
        let read = self.writer.call(Waits::Somebody, move |ledger, _| {
            let mut listing = listing(ledger, &vault, server, &reader)?;
            for key in stuck {
                let record = ledger.poll(key)?;
                let told = |r: &PollRecord| manages(&person, r) && !is_homeless(r);
                listing.unposted.extend(
                    record.filter(told).map(|record| (record.poll.number, record.channel.0)),
                );
            }
            Ok(listing)
        });
        match read.await {
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
            ("poll create" | "poll stack" | "poll extend", "closes") => {
                self.closing_times(server, typed).await
            }
            ("poll close" | "poll extend" | "poll cancel" | "poll remind", "poll") => {
                let person = inv.clone();
                let fits = move |r: &PollRecord| r.poll.is_open() && manages(&person, r);
                self.polls_like(server, typed, fits).await
            }
            ("poll results" | "poll copy", "poll") => {
                self.polls_like(server, typed, |_| true).await
            }
            _ => Vec::new(),
        };
        choices.truncate(CHOICES);
        choices
    }

    async fn closing_times(&self, server: ServerId, typed: &str) -> Vec<Choice> {
        let read = self
            .writer
            .call(Waits::Somebody, move |ledger, _| Ok(ledger.server(server)?.zone))
            .await;
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
        let found = self.writer.call(Waits::Somebody, move |ledger, _| {
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

/// Whether the poll is closed, and there is no channel for its result.
fn is_homeless(record: &PollRecord) -> bool {
    !record.poll.is_open() && record.settled && record.result.is_none()
}

/// What a text stands for.
enum Found {
    One(PollKey),
    /// Its words stand in the questions of these, newest first.
    Several(Vec<Poll>),
    Nothing,
}

/// By number, by id, or by words of the question; a number may stand before the question, as
/// completions show it.
fn resolve(
    ledger: &Ledger,
    server: ServerId,
    typed: &str,
    meant: impl Fn(&PollRecord) -> bool,
) -> Result<Found, StoreError> {
    let number = typed.split_once(':').map_or(typed, |(number, _)| number).parse::<PollNumber>();
    let numbered = number.ok().and_then(|number| ledger.numbered(server, number));
    let named = typed.trim().parse().ok().map(|id| (server, PollId(id)));
    for key in [numbered, named].into_iter().flatten() {
        if ledger.poll(key)?.is_some_and(|record| record.message.is_some()) {
            return Ok(Found::One(key));
        }
    }
    let mut fitting = worded(newest(ledger, server)?, typed);
    if fitting.iter().any(&meant) {
        fitting.retain(meant);
    }
    Ok(match fitting.as_slice() {
        [] => Found::Nothing,
        [one] => Found::One(one.key()),
        _ => Found::Several(fitting.into_iter().map(|record| record.poll).collect()),
    })
}

/// The polls that ask exactly this; if there is none, those in whose question it stands.
fn worded(mut polls: Vec<PollRecord>, typed: &str) -> Vec<PollRecord> {
    let typed = clean(typed).to_lowercase();
    let question = |record: &PollRecord| record.poll.text.question().to_lowercase();
    if typed.is_empty() {
        return Vec::new();
    }
    let exact = polls.iter().any(|record| question(record) == typed);
    polls.retain(
        |record| {
            if exact { question(record) == typed } else { question(record).contains(&typed) }
        },
    );
    polls
}

/// The server's posted polls, newest first, as many as are looked through.
fn newest(ledger: &Ledger, server: ServerId) -> Result<Vec<PollRecord>, StoreError> {
    let keys = ledger.of_server(server).take(LOOKED_THROUGH);
    let records: Result<Vec<_>, _> = keys.map(|key| ledger.poll(key)).collect();
    Ok(records?.into_iter().flatten().filter(|record| record.message.is_some()).collect())
}

fn listing(
    ledger: &Ledger,
    vault: &Vault,
    server: ServerId,
    reader: &Applicant,
) -> Result<Listing, StoreError> {
    let mut listing = Listing { open_in_all: ledger.open_of(server).count(), ..Listing::default() };
    for key in ledger.open_of(server) {
        if let Some(record) = ledger.poll(key)? {
            let voted = ledger.ballot(key, vault.caster(&record, reader.id))?.is_some();
            let part = match vault.entitle(&record, reader) {
                _ if voted => Part::Voted,
                Ok(_) => Part::Waits,
                Err(_) => Part::None,
            };
            listing.waiting += usize::from(part == Part::Waits);
            listing.open.push(line(record, part));
        }
    }
    // What closes first is most urgent; what stays open comes last.
    listing.open.sort_by_key(|line| {
        let closes = line.poll.closes_at;
        (line.part, closes.is_none(), closes, line.poll.number)
    });
    listing.open.truncate(OPEN_SHOWN);
    let closed = newest(ledger, server)?.into_iter().filter(|record| !record.poll.is_open());
    listing.closed = closed.take(CLOSED_SHOWN).map(|record| line(record, Part::None)).collect();
    Ok(listing)
}

fn line(record: PollRecord, part: Part) -> ListLine {
    let link = link_to(&record, record.result.or(record.message)).unwrap_or_default();
    ListLine { poll: record.poll, part, link }
}
