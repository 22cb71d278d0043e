//! Polls: what a poll is, who may vote, how ballots become a result.
//!
//! May enter: values, rules, arithmetic.
//! May not enter: Discord types, the store, clocks, `async`. Time arrives as an argument.
//! Flow: [`DraftText`] -> [`PollText`] -> [`Poll`] -> `cast` -> (app stores) -> [`Tally`].

mod attached;
mod ballot;
mod clean;
mod closes;
pub mod count;
mod countable;
mod draft;
mod half;
mod kind;
mod lifecycle;
mod number;
mod pseudonym;
mod shuffle;
mod tally;
mod terms;
mod voters;
mod zone;

pub use attached::{Attached, AttachedCite, AttachedOption, AttachedPoint};
pub use ballot::{Ballot, Cast, Caster, OptionIndex, VoteError, VoterId};
pub use clean::{clean, visible};
pub use closes::{
    ClosesError, ClosesExample, Reach, closes_at, closes_examples, iso_day, local_day, local_time,
    months_later, time_ahead,
};
pub use countable::countable;
pub use draft::{
    DraftFault, DraftText, MOST_OPTIONS, OPTION_CODE_POINTS, PollText, QUESTION_CODE_POINTS,
    TYPED_CODE_POINTS,
};
pub use half::{HalfBallot, Mark};
pub use kind::{Kind, MOST_POINTS, Misfit, Stance, Vote};
pub use lifecycle::{Ending, Extension, Member, Poll, PollState};
pub use number::{BadPollNumber, PollNumber};
pub use pseudonym::{PollSecret, Pseudonym};
pub use shuffle::shuffled;
pub use tally::{Outcome, Share, Tally};
pub use terms::{
    Choices, Defaults, Disclosure, REASON_CODE_POINTS, Reasons, Reminder, Role, RoleId, Rules,
    Terms, methods,
};
pub use voters::{Applicant, MOST_PICKED, Unentitled, Voters};
pub use zone::TimeZoneName;

/// A poll, named by the interaction that created it: delivered twice, it is one poll.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PollId(pub u64);
