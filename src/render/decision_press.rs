//! What can be pressed on decisions, on notes for them, and on the result of a poll.

use std::fmt;

use crate::decision::{DecisionId, Purpose};
use crate::poll::{OptionIndex, PollId};

/// What can be pressed on a decision, on its review, or on the note of one that is being written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DecisionPress {
    /// The whole record, privately.
    Full,
    /// The evidence, one option at a time (from 0).
    Evidence(u8),
    /// Post it: an earlier try failed.
    Post,
    /// Review: it is still right.
    StillRight,
    /// Review: ask again in a month.
    InAMonth,
    /// Review: open a private draft of a poll on the same question.
    NewPoll,
    /// The form was sent.
    Written(Purpose),
    /// Note: record it as it is.
    Record,
    /// Note: open the form with its text.
    Edit,
    /// Note: throw it away.
    Discard,
}

/// What can be pressed on the result of a poll, to decide on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DecidePress {
    /// Ask what shall be written down.
    Ask,
    /// Decide as voted: this option (from 0).
    Follow(u8),
    /// Decide otherwise.
    Otherwise,
    /// Nothing is decided yet.
    NotYet,
}

impl fmt::Display for DecisionPress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Full => f.write_str("full"),
            Self::Evidence(page) => write!(f, "evidence.{page}"),
            Self::Post => f.write_str("post"),
            Self::StillRight => f.write_str("still-right"),
            Self::InAMonth => f.write_str("in-a-month"),
            Self::NewPoll => f.write_str("new-poll"),
            Self::Written(Purpose::Record) => f.write_str("written"),
            Self::Written(Purpose::Replace(old)) => write!(f, "replaces.{}", old.0),
            Self::Written(Purpose::Follow(poll, option)) => {
                write!(f, "follows.{}+{}", poll.0, option.0)
            }
            Self::Written(Purpose::Depart(poll)) => write!(f, "departs.{}", poll.0),
            Self::Record => f.write_str("record"),
            Self::Edit => f.write_str("edit"),
            Self::Discard => f.write_str("discard"),
        }
    }
}

impl fmt::Display for DecidePress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Ask => f.write_str("ask"),
            Self::Follow(option) => write!(f, "follow.{option}"),
            Self::Otherwise => f.write_str("otherwise"),
            Self::NotYet => f.write_str("not-yet"),
        }
    }
}

/// What stands behind the last colon of a decision's button.
pub(super) fn decision(verb: &str, arg: &str) -> Option<DecisionPress> {
    let poll = |arg: &str| arg.parse().ok().map(PollId);
    Some(match (verb, arg) {
        ("full", "") => DecisionPress::Full,
        ("evidence", page) => DecisionPress::Evidence(page.parse().ok()?),
        ("post", "") => DecisionPress::Post,
        ("still-right", "") => DecisionPress::StillRight,
        ("in-a-month", "") => DecisionPress::InAMonth,
        ("new-poll", "") => DecisionPress::NewPoll,
        ("written", "") => DecisionPress::Written(Purpose::Record),
        ("replaces", old) => {
            DecisionPress::Written(Purpose::Replace(DecisionId(old.parse().ok()?)))
        }
        ("follows", arg) => {
            let (id, option) = arg.split_once('+')?;
            let option = OptionIndex(option.parse().ok()?);
            DecisionPress::Written(Purpose::Follow(poll(id)?, option))
        }
        ("departs", id) => DecisionPress::Written(Purpose::Depart(poll(id)?)),
        ("record", "") => DecisionPress::Record,
        ("edit", "") => DecisionPress::Edit,
        ("discard", "") => DecisionPress::Discard,
        _ => return None,
    })
}

/// The same of a button that decides on a poll.
pub(super) fn decide(verb: &str, arg: &str) -> Option<DecidePress> {
    Some(match (verb, arg) {
        ("ask", "") => DecidePress::Ask,
        ("follow", option) => DecidePress::Follow(option.parse().ok()?),
        ("otherwise", "") => DecidePress::Otherwise,
        ("not-yet", "") => DecidePress::NotYet,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::Press;

    #[test]
    fn what_is_printed_is_read_back_and_keeps_its_form() {
        let most = u64::MAX;
        let id = DecisionId(most);
        for (press, expected) in [
            (DecisionPress::Full, "full"),
            (DecisionPress::Evidence(3), "evidence.3"),
            (DecisionPress::Post, "post"),
            (DecisionPress::StillRight, "still-right"),
            (DecisionPress::InAMonth, "in-a-month"),
            (DecisionPress::NewPoll, "new-poll"),
            (DecisionPress::Written(Purpose::Record), "written"),
            (DecisionPress::Written(Purpose::Replace(DecisionId(5))), "replaces.5"),
            (DecisionPress::Written(Purpose::Follow(PollId(6), OptionIndex(1))), "follows.6+1"),
            (DecisionPress::Written(Purpose::Depart(PollId(6))), "departs.6"),
            (DecisionPress::Record, "record"),
            (DecisionPress::Edit, "edit"),
            (DecisionPress::Discard, "discard"),
        ] {
            let text = Press::Decision(id, press.clone()).to_string();
            assert_eq!(text, format!("1:decision:{most}:{expected}"));
            assert_eq!(text.parse(), Ok(Press::Decision(id, press)));
        }
        for (press, expected) in [
            (DecidePress::Ask, "ask"),
            (DecidePress::Follow(9), "follow.9"),
            (DecidePress::Otherwise, "otherwise"),
            (DecidePress::NotYet, "not-yet"),
        ] {
            let text = Press::Decide(PollId(4), press).to_string();
            assert_eq!(text, format!("1:decide:4:{expected}"));
            assert_eq!(text.parse(), Ok(Press::Decide(PollId(4), press)));
        }
        let far = Purpose::Follow(PollId(most), OptionIndex(255));
        assert!(Press::Decision(id, DecisionPress::Written(far)).to_string().len() <= 100);
        for bad in
            ["1:decision:1:", "1:decision:1:full.2", "1:decision:x:full", "1:decide:1:follow"]
        {
            assert!(bad.parse::<Press>().is_err(), "{bad}");
        }
    }
}
