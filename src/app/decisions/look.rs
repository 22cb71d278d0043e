//! Looking decisions up: as a list, by number, by words, as completions.

use std::sync::Arc;

use super::known::Brief;
use super::{Office, Seen, answers_for, failed, link, refuse};
use crate::app::ledger::Ledger;
use crate::app::polls::private;
use crate::app::writer::Waits;
use crate::app::{DecisionKey, Invocation, Reply, ServerId, StoreError, WriterError};
use crate::decision::DecisionNumber;
use crate::poll::{Outcome, Poll, Tally};
use crate::render::decision::{self as show, DecisionError, DecisionLine};
use crate::render::{Choice, Message};

/// Most decisions that a list names.
const SHOWN: usize = 12;

/// Results without a decision that the list names.
const PROPOSED: usize = 3;

/// Polls looked through for them, newest first.
const POLLS: usize = 20;

/// Completions that Discord takes.
/// Source: <https://discord.com/developers/docs/interactions/application-commands>
const CHOICES: usize = 25;

impl Office {
    /// The server's decisions, newest first, and results that nobody has decided on.
    pub(super) async fn list(&self, server: ServerId) -> Message {
        let known = match self.known(server).await {
            Ok(known) => known,
            Err(why) => return failed(&why),
        };
        let read =
            self.writer.call(Waits::Somebody, move |ledger, _| undecided(ledger, server)).await;
        match read {
            Err(why) => failed(&why),
            Ok(proposed) => show::list(&lines(&known), known.len(), &proposed),
        }
    }

    /// The decisions that hold all of these words, newest first.
    pub(super) async fn find(&self, server: ServerId, words: &str) -> Message {
        match self.known(server).await {
            Err(why) => failed(&why),
            Ok(mut known) => {
                known.retain(|brief| brief.has(words));
                show::found(words, &lines(&known), known.len())
            }
        }
    }

    /// The decision that was typed, in full.
    pub(super) async fn show(&self, inv: &Invocation, server: ServerId, typed: &str) -> Message {
        match self.numbered(server, typed).await {
            Err(why) => failed(&why),
            Ok(None) => show::error(&DecisionError::NotFound(typed)),
            Ok(Some(key)) => self.full(inv, key).await,
        }
    }

    /// The whole record.
    pub(super) async fn full(&self, inv: &Invocation, key: DecisionKey) -> Message {
        match self.seen(key).await {
            Err(why) => failed(&why),
            Ok(None) => show::error(&DecisionError::Gone),
            Ok(Some(seen)) => full(inv, &seen),
        }
    }

    /// One option's evidence. The first page is asked for on another message, the others on the
    /// private one, which they replace.
    pub(super) async fn evidence(&self, key: DecisionKey, page: u8) -> Reply {
        let seen = match self.seen(key).await {
            Ok(Some(seen)) => seen,
            Ok(None) => return refuse(&DecisionError::Gone),
            Err(why) => return private(failed(&why)),
        };
        let decision = &seen.record.decision;
        let Some(attached) = &decision.evidence else {
            return refuse(&DecisionError::NoEvidence(decision.number));
        };
        let message = show::evidence(decision, attached, page);
        if page == 0 { Reply::Private(message) } else { Reply::Update(message) }
    }

    /// The decision of this number on this server.
    pub(super) async fn numbered(
        &self,
        server: ServerId,
        typed: &str,
    ) -> Result<Option<DecisionKey>, WriterError> {
        let Ok(number) = typed.parse::<DecisionNumber>() else {
            // Words that fit one decision alone mean that one.
            let mut known = self.known(server).await?;
            known.retain(|brief| !typed.trim().is_empty() && brief.has(typed));
            return Ok(match known.as_slice() {
                [only] => Some((server, only.id)),
                _ => None,
            });
        };
        self.writer
            .call(Waits::Somebody, move |ledger, _| Ok(ledger.decision_numbered(server, number)))
            .await
    }

    /// Completions for what was typed, newest first.
    pub(super) async fn like(&self, server: ServerId, typed: &str) -> Vec<Choice> {
        let known = self.known(server).await.unwrap_or_default();
        let choices = known.iter().map(|brief| (brief, show::choice(&brief.line)));
        let typed = typed.trim().to_lowercase();
        let fits = |(brief, choice): &(&Arc<Brief>, Choice)| {
            choice.name.to_lowercase().contains(&typed) || brief.has(&typed)
        };
        choices.filter(fits).map(|(_, choice)| choice).take(CHOICES).collect()
    }
}

fn full(inv: &Invocation, seen: &Seen) -> Message {
    let post = seen.record.message.is_none() && answers_for(inv, &seen.record);
    let shown = seen.shown(inv.rights.embed, inv.rights.attach);
    show::full(&shown, link(&seen.record).as_deref(), post)
}

fn lines(known: &[Arc<Brief>]) -> Vec<&DecisionLine> {
    known.iter().take(SHOWN).map(|brief| &brief.line).collect()
}

/// The newest closed polls with a result that nobody has decided on.
fn undecided(ledger: &mut Ledger, server: ServerId) -> Result<Vec<Poll>, StoreError> {
    let mut found = Vec::new();
    for key in ledger.of_server(server).take(POLLS).collect::<Vec<_>>() {
        let Some(record) = ledger.poll(key)? else { continue };
        let waits = record.result.is_some() && !record.poll.is_cancelled();
        if !waits || ledger.decision_on(key).is_some() {
            continue;
        }
        let poll = record.poll;
        let ballots = ledger.ballots(key)?;
        let tally = Tally::count(poll.text.options().len(), &poll.terms, &ballots);
        if !matches!(tally.outcome, Outcome::NoVotes | Outcome::QuorumMissed(_)) {
            found.push(poll);
        }
        if found.len() == PROPOSED {
            break;
        }
    }
    Ok(found)
}
