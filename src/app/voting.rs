//! Votes: stored first, thanked for second, shown third.

use super::polls::{Core, failed, private};
use super::writer::Waits;
use super::{Invocation, MessageId, PollKey, Reply};
use crate::poll::{OptionIndex, VoteError, VoterId};
use crate::render::Message;
use crate::render::poll::{self as show, PollError};

impl Core {
    /// Casts a vote or changes it.
    pub(super) async fn vote(
        &self,
        inv: &Invocation,
        key: PollKey,
        choice: OptionIndex,
    ) -> Message {
        let voter = VoterId(inv.person.id.0);
        let cast = self.writer.call(Waits::Somebody, move |ledger, now| {
            let Some(record) = ledger.poll(key)? else {
                return Ok(None);
            };
            let before = ledger.ballot(key, voter)?;
            let cast = record.poll.cast(voter, choice, before, now);
            if let Ok(cast) = &cast
                && Some(cast.ballot()) != before
            {
                ledger.put_ballot(key, cast.ballot());
            }
            Ok(Some((record.poll, cast)))
        });
        match cast.await {
            Err(why) => failed(&why),
            Ok(None) => show::error(&PollError::Gone),
            Ok(Some((poll, Ok(cast)))) => {
                self.board.mark(key);
                show::receipt(&poll, cast)
            }
            Ok(Some((poll, Err(VoteError::Closed(at))))) => {
                self.closing.wake();
                show::error(&PollError::VoteClosed(&poll, at))
            }
            Ok(Some((_, Err(VoteError::NoSuchOption { .. })))) => {
                show::error(&PollError::NoSuchOption)
            }
        }
    }

    /// Removes the person's vote.
    pub(super) async fn take_back(&self, inv: &Invocation, key: PollKey) -> Message {
        let voter = VoterId(inv.person.id.0);
        let taken = self.writer.call(Waits::Somebody, move |ledger, now| {
            let Some(record) = ledger.poll(key)? else {
                return Ok(None);
            };
            let before = ledger.ballot(key, voter)?;
            let allowed = record.poll.taking_votes(now);
            if allowed.is_ok() && before.is_some() {
                ledger.remove_ballot(key, voter);
            }
            Ok(Some((record.poll, allowed.map(|()| before))))
        });
        match taken.await {
            Err(why) => failed(&why),
            Ok(None) => show::error(&PollError::Gone),
            Ok(Some((poll, Ok(before)))) => {
                self.board.mark(key);
                show::taken_back(&poll, before)
            }
            Ok(Some((poll, Err(VoteError::Closed(at))))) => {
                show::error(&PollError::TakeBackClosed(&poll, at))
            }
            Ok(Some((_, Err(VoteError::NoSuchOption { .. })))) => {
                show::error(&PollError::NoSuchOption)
            }
        }
    }

    /// The person's own vote.
    pub(super) async fn my_vote(&self, inv: &Invocation, key: PollKey) -> Message {
        let voter = VoterId(inv.person.id.0);
        let read = self.writer.call(Waits::Somebody, move |ledger, _| {
            let Some(record) = ledger.poll(key)? else {
                return Ok(None);
            };
            Ok(Some((record.poll, ledger.ballot(key, voter)?)))
        });
        match read.await {
            Err(why) => failed(&why),
            Ok(None) => show::error(&PollError::Gone),
            Ok(Some((poll, mine))) => show::my_vote(&poll, mine),
        }
    }

    /// The private menu of options: beside the public message, or in place of a private one.
    pub(super) async fn ballot(
        &self,
        inv: &Invocation,
        key: PollKey,
        pressed_on: Option<MessageId>,
    ) -> Reply {
        let voter = VoterId(inv.person.id.0);
        let read = self.writer.call(Waits::Somebody, move |ledger, now| {
            let Some(record) = ledger.poll(key)? else {
                return Ok(None);
            };
            let open = record.poll.taking_votes(now);
            Ok(Some((record, ledger.ballot(key, voter)?, open)))
        });
        match read.await {
            Err(why) => private(failed(&why)),
            Ok(None) => private(show::error(&PollError::Gone)),
            Ok(Some((record, mine, open))) => {
                let message = match open {
                    Err(VoteError::Closed(at)) => {
                        show::error(&PollError::VoteClosed(&record.poll, at))
                    }
                    _ => show::ballot(&record.poll, mine),
                };
                let on_the_poll = pressed_on.is_none() || pressed_on == record.message;
                if on_the_poll { private(message) } else { Reply::Update(message) }
            }
        }
    }
}
