//! A poll from its opening to its end.

use std::time::Duration;

use super::{
    Ballot, Cast, Caster, PollId, PollNumber, PollText, Reminder, Terms, Vote, VoteError, VoterId,
    Voters,
};
use crate::time::Timestamp;

/// A closing that is carried out later than this after its time is told apart: the bot was away.
const LATE: Duration = Duration::from_secs(60);

/// A day, and the least time between a poll's opening and its reminder.
const DAY_MILLIS: i64 = 24 * 60 * 60 * 1000;
const HOUR: Duration = Duration::from_secs(60 * 60);

/// Somebody who acted in public, with the name they had then.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    /// Who.
    pub id: VoterId,
    /// Their name at that time; people's text.
    pub name: String,
}

/// A question put to a server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Poll {
    /// Its id.
    pub id: PollId,
    /// Its number on the server.
    pub number: PollNumber,
    /// Who opened it.
    pub author: Member,
    /// The question and the options.
    pub text: PollText,
    /// How one votes in it.
    pub terms: Terms,
    /// When it was opened.
    pub opened_at: Timestamp,
    /// From when on no vote counts; none if it stays open until somebody closes it.
    pub closes_at: Option<Timestamp>,
    /// Who put off its closing last, if anybody did.
    pub extended: Option<Extension>,
    /// Whether it is open.
    pub state: PollState,
}

/// A closing that was put off.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Extension {
    /// By whom.
    pub by: Member,
    /// When it would have closed.
    pub from: Timestamp,
}

/// Whether a poll takes votes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PollState {
    /// It does, until its closing time.
    Open,
    /// It does not.
    Closed {
        /// From when on no vote counted.
        at: Timestamp,
        /// When the closing was carried out; later than `at` if the bot was away.
        carried_out_at: Timestamp,
        /// What ended it.
        ending: Ending,
    },
}

/// What ended a poll.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ending {
    /// Its closing time came.
    OnTime,
    /// Somebody closed it before its time, or it had none.
    Early(Member),
    /// Everybody who may vote had voted.
    AllVoted,
    /// Somebody took it back: nothing is counted.
    Cancelled {
        /// Who.
        by: Member,
        /// Why, in their words.
        reason: String,
    },
}

impl Poll {
    /// Turns a vote into a ballot, given the voter's ballot so far, whose reason it keeps unless
    /// another one is given. Whoever calls has made sure that the person may vote.
    ///
    /// The caller makes the ballot durable before it thanks the voter.
    ///
    /// # Errors
    ///
    /// [`VoteError::Closed`] from the closing time on (that instant included);
    /// [`VoteError::Misfit`] for a vote that does not fit the poll.
    pub fn cast(
        &self,
        by: Caster,
        vote: Vote,
        reason: Option<String>,
        before: Option<Ballot>,
        now: Timestamp,
    ) -> Result<Cast, VoteError> {
        self.taking_votes(now)?;
        let vote = self.terms.kind.checked(vote, self.text.options().len())?;
        let cast_at = (!self.terms.rules.disclosure.is_secret()).then_some(now);
        let kept = before.as_ref().and_then(|before| before.reason.clone());
        let said = reason.is_some() && reason != kept;
        let ballot = Ballot { by, vote, cast_at, reason: reason.or(kept) };
        Ok(match before {
            None => Cast::First(ballot),
            Some(earlier) if earlier.vote == ballot.vote && !said => Cast::Same(earlier),
            Some(earlier) => Cast::Changed(ballot, earlier.vote),
        })
    }

    /// Whether a vote given at this instant counts, and may be taken back.
    ///
    /// # Errors
    ///
    /// [`VoteError::Closed`] with the instant from which on it does not.
    pub fn taking_votes(&self, now: Timestamp) -> Result<(), VoteError> {
        match (&self.state, self.closes_at) {
            (PollState::Closed { at, .. }, _) => Err(VoteError::Closed(*at)),
            (PollState::Open, Some(at)) if at <= now => Err(VoteError::Closed(at)),
            (PollState::Open, _) => Ok(()),
        }
    }

    /// Whether its state is [`PollState::Open`]; its closing time may have passed.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.state == PollState::Open
    }

    /// The poll closed because its time has come; none if it has not, or it is closed already.
    #[must_use]
    pub fn closed_on_time(&self, now: Timestamp) -> Option<Self> {
        let at = self.closes_at.filter(|at| self.is_open() && *at <= now)?;
        let state = PollState::Closed { at, carried_out_at: now, ending: Ending::OnTime };
        Some(Self { state, ..self.clone() })
    }

    /// The poll closed by somebody now; closed on time if its time has come, none if it is closed
    /// already.
    #[must_use]
    pub fn closed_by(&self, member: Member, now: Timestamp) -> Option<Self> {
        self.ended(Ending::Early(member), now)
    }

    /// The poll closed because everybody has voted; none if it is closed already.
    #[must_use]
    pub fn closed_by_all(&self, now: Timestamp) -> Option<Self> {
        self.ended(Ending::AllVoted, now)
    }

    /// The poll cancelled by somebody now; closed on time if its time has come, none if it is
    /// closed already.
    #[must_use]
    pub fn cancelled(&self, by: Member, reason: String, now: Timestamp) -> Option<Self> {
        self.ended(Ending::Cancelled { by, reason }, now)
    }

    /// The poll with a later closing time; none unless it is open and the time is later than both
    /// this instant and its closing time.
    #[must_use]
    pub fn extended(&self, by: Member, until: Timestamp, now: Timestamp) -> Option<Self> {
        self.taking_votes(now).ok()?;
        let from = self.closes_at.filter(|from| *from < until && now < until)?;
        Some(Self {
            closes_at: Some(until),
            extended: Some(Extension { by, from }),
            ..self.clone()
        })
    }

    /// Whether it could take votes again after its closing. Not with secret ballots, nor with picked
    /// voters: what is kept of them beside the ballots is destroyed when it closes.
    #[must_use]
    pub fn may_reopen(&self) -> bool {
        let rules = &self.terms.rules;
        !rules.disclosure.is_secret() && !matches!(rules.voters, Voters::Picked(_))
    }

    /// The poll open for another day from now on; none if it is open, was cancelled, or may not.
    #[must_use]
    pub fn reopened(&self, by: Member, now: Timestamp) -> Option<Self> {
        match &self.state {
            PollState::Closed { at, ending, .. }
                if self.may_reopen() && !matches!(ending, Ending::Cancelled { .. }) =>
            {
                Some(Self {
                    closes_at: Some(now + Duration::from_millis(DAY_MILLIS.unsigned_abs())),
                    extended: Some(Extension { by, from: *at }),
                    state: PollState::Open,
                    ..self.clone()
                })
            }
            _ => None,
        }
    }

    /// When its reminder is due: a day before it closes, if it is open for longer than that by an
    /// hour or more and its terms want one.
    #[must_use]
    pub fn reminder_at(&self) -> Option<Timestamp> {
        let closes_at = self.closes_at.filter(|_| self.terms.rules.reminder != Reminder::Off)?;
        let at = Timestamp::from_millis(closes_at.millis() - DAY_MILLIS);
        (self.opened_at + HOUR <= at).then_some(at)
    }

    /// Whether it was cancelled.
    #[must_use]
    pub fn is_cancelled(&self) -> bool {
        matches!(&self.state, PollState::Closed { ending: Ending::Cancelled { .. }, .. })
    }

    fn ended(&self, ending: Ending, now: Timestamp) -> Option<Self> {
        if !self.is_open() {
            return None;
        }
        self.closed_on_time(now).or_else(|| {
            let state = PollState::Closed { at: now, carried_out_at: now, ending };
            Some(Self { state, ..self.clone() })
        })
    }

    /// When a closing was carried out, if that was noticeably after its time.
    #[must_use]
    pub fn closed_late(&self) -> Option<Timestamp> {
        match self.state {
            PollState::Closed { at, carried_out_at, .. } => {
                (at.until(carried_out_at) > LATE).then_some(carried_out_at)
            }
            PollState::Open => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Choices, Defaults, Disclosure, DraftText, Misfit, OptionIndex};
    use super::*;

    const CLOSES: i64 = 1000;

    fn poll() -> Poll {
        Poll {
            id: PollId(1),
            number: PollNumber(1),
            author: Member { id: VoterId(7), name: "Ada".into() },
            text: DraftText::new("Which?", "a, b", "").check(None).unwrap(),
            terms: Choices::default().terms(2, Defaults::default()),
            opened_at: Timestamp::from_millis(0),
            closes_at: Some(Timestamp::from_millis(CLOSES)),
            extended: None,
            state: PollState::Open,
        }
    }

    /// A vote for `choice` at `now` by somebody who chose `before`.
    fn vote(choice: u8, before: Option<u8>, now: i64) -> Result<&'static str, VoteError> {
        let at = Timestamp::from_millis;
        let by = Caster::Voter(VoterId(3));
        let one = |choice| Vote::One(OptionIndex(choice));
        let before =
            before.map(|c| Ballot { by, vote: one(c), cast_at: Some(at(1)), reason: None });
        poll().cast(by, one(choice), None, before, at(now)).map(|cast| match cast {
            Cast::First(_) => "first",
            Cast::Changed(..) => "changed",
            Cast::Same(_) => "same",
        })
    }

    #[test]
    fn a_vote_is_first_changed_or_the_same() {
        assert_eq!(vote(0, None, 5), Ok("first"));
        assert_eq!(vote(1, Some(0), 5), Ok("changed"));
        assert_eq!(vote(1, Some(1), 5), Ok("same"));
        assert_eq!(vote(2, None, 5), Err(VoteError::Misfit(Misfit::NoSuchOption(2))));
    }

    #[test]
    fn a_ballot_keeps_its_reason_and_a_secret_one_no_time() {
        let by = Caster::Voter(VoterId(3));
        let at = Timestamp::from_millis;
        let mut poll = poll();
        poll.terms.rules.disclosure = Disclosure::Secret;
        let said = Some("We know it.".to_owned());
        let vote = |option| Vote::One(OptionIndex(option));
        let first = poll.cast(by, vote(0), said.clone(), None, at(5)).unwrap().ballot().clone();
        assert_eq!((first.cast_at, &first.reason), (None, &said));
        let changed = poll.cast(by, vote(1), None, Some(first.clone()), at(6)).unwrap();
        assert_eq!(changed.ballot().reason, said);
        assert!(matches!(poll.cast(by, vote(0), said, Some(first), at(6)), Ok(Cast::Same(_))));
    }

    #[test]
    fn an_extension_is_later_and_named() {
        let at = Timestamp::from_millis;
        let bob = Member { id: VoterId(8), name: "Bob".into() };
        assert_eq!(poll().extended(bob.clone(), at(CLOSES), at(5)), None);
        assert_eq!(poll().extended(bob.clone(), at(CLOSES + 9), at(CLOSES)), None);
        let later = poll().extended(bob.clone(), at(CLOSES + 9), at(5)).unwrap();
        assert_eq!(later.closes_at, Some(at(CLOSES + 9)));
        assert_eq!(later.extended, Some(Extension { by: bob, from: at(CLOSES) }));
    }

    #[test]
    fn another_day_is_given_where_voters_can_still_be_told_apart() {
        let at = Timestamp::from_millis;
        let bob = Member { id: VoterId(8), name: "Bob".into() };
        assert_eq!(poll().reopened(bob.clone(), at(5)), None);
        let closed = poll().closed_on_time(at(CLOSES)).unwrap();
        let again = closed.reopened(bob.clone(), at(CLOSES + 9)).unwrap();
        assert_eq!(again.taking_votes(at(CLOSES + 8 + DAY_MILLIS)), Ok(()));
        assert_eq!(again.closes_at, Some(at(CLOSES + 9 + DAY_MILLIS)));
        assert_eq!(again.extended, Some(Extension { by: bob.clone(), from: at(CLOSES) }));
        let cancelled = poll().cancelled(bob.clone(), "No".into(), at(5)).unwrap();
        assert_eq!(cancelled.reopened(bob.clone(), at(9)), None);
        let (mut secret, mut picked) = (closed.clone(), closed);
        secret.terms.rules.disclosure = Disclosure::Secret;
        picked.terms.rules.voters = Voters::Picked(2);
        for kept_apart in [secret, picked] {
            assert_eq!(kept_apart.reopened(bob.clone(), at(CLOSES + 9)), None);
        }
    }

    #[test]
    fn no_vote_counts_at_the_closing_instant() {
        let closed = Err(VoteError::Closed(Timestamp::from_millis(CLOSES)));
        assert_eq!(vote(0, None, CLOSES - 1), Ok("first"));
        assert_eq!(vote(0, None, CLOSES), closed);
        assert_eq!(vote(0, Some(0), CLOSES + 1), closed);
    }

    #[test]
    fn a_poll_closes_once_and_says_how() {
        let at = Timestamp::from_millis;
        let bob = Member { id: VoterId(8), name: "Bob".into() };
        assert_eq!(poll().closed_on_time(at(CLOSES - 1)), None);
        let early = poll().closed_by(bob.clone(), at(500)).unwrap();
        assert_eq!(early.taking_votes(at(500)), Err(VoteError::Closed(at(500))));
        assert_eq!(early.closed_by(bob.clone(), at(600)), None);
        assert_eq!(early.closed_on_time(at(CLOSES)), None);
        let expected = PollState::Closed {
            at: at(CLOSES),
            carried_out_at: at(CLOSES + 90_000),
            ending: Ending::OnTime,
        };
        let late = poll().closed_by(bob, at(CLOSES + 90_000)).unwrap();
        assert_eq!(late.state, expected);
        assert_eq!(late.closed_late(), Some(at(CLOSES + 90_000)));
        assert_eq!(poll().closed_on_time(at(CLOSES)).unwrap().closed_late(), None);
    }
}
