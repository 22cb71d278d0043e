//! A poll from its opening to its end.

use std::time::Duration;

use super::{Ballot, Cast, OptionIndex, PollId, PollNumber, PollText, VoteError, VoterId};
use crate::time::Timestamp;

/// A closing that is carried out later than this after its time is told apart: the bot was away.
const LATE: Duration = Duration::from_secs(60);

/// Somebody who acted in public, with the name they had then.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    /// Who.
    pub id: VoterId,
    /// Their name at that time; people's text.
    pub name: String,
}

/// A question put to a server, one choice a voter, ballots open to see in counts.
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
    /// When it was opened.
    pub opened_at: Timestamp,
    /// From when on no vote counts; none if it stays open until somebody closes it.
    pub closes_at: Option<Timestamp>,
    /// Whether it is open.
    pub state: PollState,
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
}

impl Poll {
    /// Turns a choice into a ballot, given the voter's ballot so far.
    ///
    /// The caller makes the ballot durable before it thanks the voter.
    ///
    /// # Errors
    ///
    /// [`VoteError::Closed`] from the closing time on (that instant included);
    /// [`VoteError::NoSuchOption`] for an index past the last option.
    pub fn cast(
        &self,
        voter: VoterId,
        choice: OptionIndex,
        before: Option<Ballot>,
        now: Timestamp,
    ) -> Result<Cast, VoteError> {
        self.taking_votes(now)?;
        let options = self.text.options().len();
        if options <= choice.at() {
            let last = u8::try_from(options.saturating_sub(1)).unwrap_or(u8::MAX);
            return Err(VoteError::NoSuchOption { given: choice.0, last });
        }
        let ballot = Ballot { voter, choice, cast_at: now };
        Ok(match before {
            None => Cast::First(ballot),
            Some(earlier) if earlier.choice == choice => Cast::Same(earlier),
            Some(earlier) => Cast::Changed(ballot, earlier.choice),
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
        if !self.is_open() {
            return None;
        }
        self.closed_on_time(now).or_else(|| {
            let ending = Ending::Early(member);
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
    use super::super::DraftText;
    use super::*;

    const CLOSES: i64 = 1000;

    fn poll() -> Poll {
        Poll {
            id: PollId(1),
            number: PollNumber(1),
            author: Member { id: VoterId(7), name: "Ada".into() },
            text: DraftText::new("Which?", "a, b", "").check().unwrap(),
            opened_at: Timestamp::from_millis(0),
            closes_at: Some(Timestamp::from_millis(CLOSES)),
            state: PollState::Open,
        }
    }

    /// A vote for `choice` at `now` by somebody who chose `before`.
    fn vote(choice: u8, before: Option<u8>, now: i64) -> Result<&'static str, VoteError> {
        let at = Timestamp::from_millis;
        let before =
            before.map(|c| Ballot { voter: VoterId(3), choice: OptionIndex(c), cast_at: at(1) });
        poll().cast(VoterId(3), OptionIndex(choice), before, at(now)).map(|cast| match cast {
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
        assert_eq!(vote(2, None, 5), Err(VoteError::NoSuchOption { given: 2, last: 1 }));
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
