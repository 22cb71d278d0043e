//! Votes: stored first, thanked for second, shown third.

use super::ledger::Ledger;
use super::polls::{Core, failed, private};
use super::vault::{Refused, Vault, applicant};
use super::writer::Waits;
use super::{Invocation, InvocationId, MessageId, PollKey, PollRecord, Reply, StoreError};
use crate::poll::{
    Applicant, Ballot, Cast, Caster, HalfBallot, Kind, Mark, Misfit, OptionIndex, Poll, Reasons,
    Vote, VoteError, VoterId,
};
use crate::render::poll::{self as show, PollError};
use crate::render::{Message, PollPress};
use crate::time::Timestamp;

/// What is to be cast.
#[derive(Clone, Debug)]
pub(super) enum Casting {
    /// This.
    Vote(Vote),
    /// The half-done ballot, as it was after so many changes.
    Half(u32),
}

/// A vote that was asked for.
#[derive(Clone, Debug)]
pub(super) struct Ask {
    pub(super) casting: Casting,
    /// What the form says, if one was sent.
    pub(super) reason: Option<String>,
    /// The press whose form asks for a reason, where one is required.
    pub(super) why: PollPress,
    /// The message that carries the button.
    pub(super) pressed_on: Option<MessageId>,
}

/// What became of it.
enum Done {
    Cast(Cast),
    Refused(VoteError),
    NoKey,
    NeedsReason,
    /// The page was out of date: what there is.
    Stale(Option<HalfBallot>, Option<Ballot>),
}

/// A voter in a poll.
struct Voter {
    by: Caster,
    before: Option<Ballot>,
    half: Option<HalfBallot>,
}

impl Core {
    /// Casts a vote or changes it.
    pub(super) async fn vote(&self, inv: &Invocation, key: PollKey, ask: Ask) -> Reply {
        let (who, vault, pressed_on) = (applicant(inv), self.vault.clone(), ask.pressed_on);
        let (why, press) = (ask.why.clone(), inv.id);
        let cast = self.writer.call(Waits::Somebody, move |ledger, now| {
            let Some(record) = ledger.poll(key)? else {
                return Ok(None);
            };
            let done = cast(ledger, &vault, &record, (&who, press), ask, now)?;
            let ended = ledger
                .poll(key)?
                .is_some_and(|after| after.poll.is_open() != record.poll.is_open());
            Ok(Some((record, done, ended)))
        });
        let reader = VoterId(inv.person.id.0);
        let (record, message) = match cast.await {
            Err(why) => return private(failed(&why)),
            Ok(None) => return private(show::error(&PollError::Gone)),
            Ok(Some((record, Done::NeedsReason, _))) => {
                return Reply::Form(show::reason_form(&record.poll, why));
            }
            Ok(Some((record, Done::Cast(cast), ended))) => {
                self.board.mark(key);
                if ended {
                    self.closed_now(key);
                }
                let message = show::receipt(&record.poll, &cast);
                (record, message)
            }
            Ok(Some((record, Done::Stale(half, ballot), _))) => {
                let message =
                    show::out_of_date(&record.poll, reader, half.as_ref(), ballot.as_ref());
                (record, message)
            }
            Ok(Some((record, Done::NoKey, _))) => {
                let message = show::error(&PollError::NoKey(&record.poll));
                (record, message)
            }
            Ok(Some((record, Done::Refused(why), _))) => {
                let message = self.refused(&record.poll, &why);
                (record, message)
            }
        };
        beside_or_in_place(&record, pressed_on, message)
    }

    pub(super) fn refused(&self, poll: &Poll, why: &VoteError) -> Message {
        if matches!(why, VoteError::Closed(_)) {
            self.closing.wake();
        }
        show::error(&PollError::Vote(poll, why))
    }

    /// Changes the half-done ballot by one press; nothing counts before it is cast.
    pub(super) async fn mark(
        &self,
        inv: &Invocation,
        key: PollKey,
        edits: u32,
        pressed_on: Option<MessageId>,
        change: impl FnOnce(HalfBallot) -> HalfBallot + Send + 'static,
    ) -> Reply {
        self.mark_in(inv, key, edits, pressed_on, |_, half| change(half)).await
    }

    async fn mark_in(
        &self,
        inv: &Invocation,
        key: PollKey,
        edits: u32,
        pressed_on: Option<MessageId>,
        change: impl FnOnce(Kind, HalfBallot) -> HalfBallot + Send + 'static,
    ) -> Reply {
        let (who, vault) = (applicant(inv), self.vault.clone());
        // A page that is lost in a crash costs a tap or two, so nobody waits for the disk.
        let marked = self.writer.call(Waits::Nobody, move |ledger, now| {
            let Some(record) = ledger.poll(key)? else {
                return Ok(None);
            };
            let voter = match voter(ledger, &vault, &record, &who, now)? {
                Ok(voter) => voter,
                Err(done) => return Ok(Some((record, done, None))),
            };
            // A ballot that is cast is gone on with by Change alone, which keeps a half-done one.
            let cast_meanwhile = voter.half.is_none() && voter.before.is_some();
            let half = voter.half.clone().unwrap_or_default();
            if half.edits() != edits || cast_meanwhile {
                return Ok(Some((record, Done::Stale(voter.half, voter.before), None)));
            }
            let half = change(record.poll.terms.kind, half);
            let options = record.poll.text.options().len();
            if half.marks().iter().any(|mark| options <= mark.option.at()) {
                return Ok(Some((record, Done::Stale(voter.half, voter.before), None)));
            }
            ledger.put_half(key, voter.by, half.clone());
            Ok(Some((record, Done::Stale(None, voter.before), Some(half))))
        });
        let reader = VoterId(inv.person.id.0);
        let (record, message) = match marked.await {
            Err(why) => return private(failed(&why)),
            Ok(None) => return private(show::error(&PollError::Gone)),
            Ok(Some((record, Done::Stale(_, before), Some(half)))) => {
                let message = show::ballot_page(&record.poll, reader, &half, before.as_ref());
                (record, message)
            }
            Ok(Some((record, Done::Stale(half, before), None))) => {
                let message =
                    show::out_of_date(&record.poll, reader, half.as_ref(), before.as_ref());
                (record, message)
            }
            Ok(Some((record, Done::Refused(VoteError::Closed(at)), _))) => {
                self.closing.wake();
                let message = show::error(&PollError::UnfinishedClosed(&record.poll, at));
                (record, message)
            }
            Ok(Some((record, Done::Refused(why), _))) => {
                let message = self.refused(&record.poll, &why);
                (record, message)
            }
            Ok(Some((record, Done::NoKey | Done::Cast(_) | Done::NeedsReason, _))) => {
                let message = show::error(&PollError::NoKey(&record.poll));
                (record, message)
            }
        };
        beside_or_in_place(&record, pressed_on, message)
    }

    /// Options were chosen in the ballot's menu: all that are picked, or the next one ranked.
    pub(super) async fn choose(
        &self,
        inv: &Invocation,
        key: PollKey,
        edits: u32,
        pressed_on: Option<MessageId>,
        chosen: Vec<OptionIndex>,
    ) -> Reply {
        self.mark_in(inv, key, edits, pressed_on, move |kind, half| match (kind, chosen.first()) {
            (Kind::PickSeveral { .. }, _) => half.choose(&chosen),
            (_, Some(option)) => half.mark(Mark { option: *option, points: None }),
            (_, None) => half,
        })
        .await
    }

    /// The private ballot as it stands: half-done, cast, or empty.
    pub(super) async fn ballot(
        &self,
        inv: &Invocation,
        key: PollKey,
        pressed_on: Option<MessageId>,
    ) -> Reply {
        self.open_ballot(inv, key, pressed_on, |half, _, _| half).await
    }

    /// The private ballot with what is stored, to be changed.
    pub(super) async fn change(
        &self,
        inv: &Invocation,
        key: PollKey,
        pressed_on: Option<MessageId>,
    ) -> Reply {
        self.open_ballot(inv, key, pressed_on, |half, ballot, edits| {
            // A page of an earlier change must not fit this one.
            half.or_else(|| ballot.map(|ballot| HalfBallot::of(&ballot.vote, edits)))
                .or_else(|| Some(HalfBallot::default()))
        })
        .await
    }

    async fn open_ballot(
        &self,
        inv: &Invocation,
        key: PollKey,
        pressed_on: Option<MessageId>,
        begin: impl FnOnce(Option<HalfBallot>, Option<&Ballot>, u32) -> Option<HalfBallot>
        + Send
        + 'static,
    ) -> Reply {
        let (who, vault) = (applicant(inv), self.vault.clone());
        let read = self.writer.call(Waits::Nobody, move |ledger, now| {
            let Some(record) = ledger.poll(key)? else {
                return Ok(None);
            };
            let voter = match voter(ledger, &vault, &record, &who, now)? {
                Ok(voter) => voter,
                Err(done) => return Ok(Some((record, Err(done)))),
            };
            let page = vault.page(&record, now)?;
            let half = begin(voter.half.clone(), voter.before.as_ref(), page);
            if let Some(half) = half.as_ref().filter(|half| Some(*half) != voter.half.as_ref()) {
                ledger.put_half(key, voter.by, half.clone());
            }
            Ok(Some((record, Ok((half, voter.before)))))
        });
        let reader = VoterId(inv.person.id.0);
        let (record, message) = match read.await {
            Err(why) => return private(failed(&why)),
            Ok(None) => return private(show::error(&PollError::Gone)),
            Ok(Some((record, Ok((half, before))))) => {
                let message = show::ballot(&record.poll, reader, half.as_ref(), before.as_ref());
                (record, message)
            }
            Ok(Some((record, Err(Done::Refused(why))))) => {
                let message = self.refused(&record.poll, &why);
                (record, message)
            }
            Ok(Some((record, Err(_)))) => {
                let message = show::error(&PollError::NoKey(&record.poll));
                (record, message)
            }
        };
        beside_or_in_place(&record, pressed_on, message)
    }
}

/// Whether somebody may vote now, and what they have done so far.
fn voter(
    ledger: &Ledger,
    vault: &Vault,
    record: &PollRecord,
    who: &Applicant,
    now: Timestamp,
) -> Result<Result<Voter, Done>, StoreError> {
    if let Err(why) = record.poll.taking_votes(now) {
        return Ok(Err(Done::Refused(why)));
    }
    let by = match vault.entitle(record, who) {
        Ok(by) => by,
        Err(Refused::Unentitled(why)) => return Ok(Err(Done::Refused(why.into()))),
        Err(Refused::NoKey) => return Ok(Err(Done::NoKey)),
    };
    let key = record.key();
    Ok(Ok(Voter { by, before: ledger.ballot(key, by)?, half: ledger.half(key, by)? }))
}

fn cast(
    ledger: &mut Ledger,
    vault: &Vault,
    record: &PollRecord,
    (who, press): (&Applicant, InvocationId),
    ask: Ask,
    now: Timestamp,
) -> Result<Done, StoreError> {
    let Voter { by, before, half } = match voter(ledger, vault, record, who, now)? {
        Ok(voter) => voter,
        Err(done) => return Ok(done),
    };
    if vault.latest.overtook(press, record.key(), by) {
        return Ok(Done::Stale(half, before));
    }
    let poll = &record.poll;
    let vote = match ask.casting {
        Casting::Vote(vote) => vote,
        Casting::Half(edits) => match half {
            Some(half) if half.edits() == edits => half.vote(poll.terms.kind),
            half => return Ok(Done::Stale(half, before)),
        },
    };
    let has_reason =
        ask.reason.is_some() || before.as_ref().is_some_and(|before| before.reason.is_some());
    let required = poll.terms.rules.reasons == Reasons::Required && vote != Vote::NoOpinion;
    if required && !has_reason {
        return Ok(Done::NeedsReason);
    }
    let stored = before.clone();
    let cast = match poll.cast(by, vote, ask.reason, before, now) {
        Ok(cast) => cast,
        Err(VoteError::Misfit(Misfit::Empty)) => return Ok(Done::Stale(None, stored)),
        Err(why) => return Ok(Done::Refused(why)),
    };
    vault.latest.is(press, record.key(), by);
    if Some(cast.ballot()) == stored.as_ref() {
        ledger.remove_half(record.key(), by);
    } else {
        ledger.put_ballot(record.key(), cast.ballot().clone());
        close_when_all(ledger, record, now)?;
    }
    Ok(Done::Cast(cast))
}

/// Closes the poll if its terms say so and everybody who may vote has.
fn close_when_all(
    ledger: &mut Ledger,
    record: &PollRecord,
    now: Timestamp,
) -> Result<(), StoreError> {
    let rules = &record.poll.terms.rules;
    let Some(known) = rules.voters.known().filter(|_| rules.close_when_all) else {
        return Ok(());
    };
    let cast = ledger.ballots(record.key())?.len();
    if usize::try_from(known).is_ok_and(|known| known <= cast)
        && let Some(poll) = record.poll.closed_by_all(now)
    {
        ledger.put_poll(PollRecord { poll, ..record.clone() })?;
    }
    Ok(())
}

/// Beside the public message, or in place of a private one.
fn beside_or_in_place(
    record: &PollRecord,
    pressed_on: Option<MessageId>,
    message: Message,
) -> Reply {
    let on_the_poll = pressed_on.is_none() || pressed_on == record.message;
    if on_the_poll { private(message) } else { Reply::Update(message) }
}
