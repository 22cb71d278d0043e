//! What a pressed button, a chosen menu entry or a sent form means: the `custom_id`, printed and
//! parsed in this one place.
//!
//! Form: `1:<family>:<id>:<args>`, at most 100 bytes of ASCII. The leading 1 is the version;
//! buttons that earlier versions left in channels keep being read.

mod poll;

use std::fmt;
use std::str::FromStr;

pub use poll::{PollPress, Term};

use super::{DecidePress, DecisionPress, TopicCodes, decision_press};
use crate::decision::DecisionId;
use crate::poll::PollId;

/// The interaction that asked a question; its answer's buttons carry it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AnswerId(pub u64);

/// Something a person pressed, chose or sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Press {
    /// On an answer.
    Answer(AnswerId, AnswerPress),
    /// On a comparison of two stacks, by id.
    Compare(String, String, ComparePress),
    /// In the list of questions.
    Faq(FaqPress),
    /// On a recommendation, by the interaction that asked for it.
    Recommend(AnswerId, RecommendPress),
    /// On a poll or its draft.
    Poll(PollId, PollPress),
    /// On a decision, or the note for one.
    Decision(DecisionId, DecisionPress),
    /// On the result of a poll, to decide on it.
    Decide(PollId, DecidePress),
}

/// What can be pressed on an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AnswerPress {
    /// More points, privately.
    More,
    /// Compare on the answer's topic.
    Compare,
    /// Open a private poll draft.
    Plan,
    /// Offer other readings.
    NotMeant,
    /// A reading was chosen from the menu.
    Meant,
    /// Post a private answer to the channel.
    Show,
}

/// What can be pressed on a comparison.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ComparePress {
    /// Open the menu of topics, at this page (from 0).
    Topics(u8),
    /// A topic was chosen from the menu.
    Pick,
    /// Show this topic, by id.
    Topic(String),
    /// Show every point of this topic, by id.
    More(String),
    /// Show the sources of this topic, by id.
    Sources(String),
    /// Open a private poll draft.
    Plan,
    /// Ask what matters, to recommend one of the two.
    Matters,
}

/// What can be pressed on a recommendation. Topics travel as [`TopicCodes`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RecommendPress {
    /// Topics were chosen from the menu.
    Chosen,
    /// Show the result for these topics.
    Result(TopicCodes),
    /// Show the arithmetic.
    Arithmetic(TopicCodes),
    /// Open the menu again with these chosen.
    Again(TopicCodes),
    /// Open a private poll draft with the evidence on these.
    Plan(TopicCodes),
    /// Post the result for these to the channel.
    Show(TopicCodes),
}

/// What can be pressed in the list of questions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FaqPress {
    /// Show the topics, or the entries of one, at this page (from 0).
    Page(Option<String>, u8),
    /// A topic was chosen from the menu.
    Topic,
    /// An entry was chosen from the menu.
    Entry,
    /// A ready-made question to try, by its place in the list.
    Try(u8),
}

/// A `custom_id` that means nothing to this version.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("button id {0:?} is not one of ours")]
pub struct BadPress(pub String);

impl fmt::Display for Press {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Answer(id, press) => write!(f, "1:answer:{}:{}", id.0, press.code()),
            Self::Compare(a, b, press) => {
                write!(f, "1:compare:{a}+{b}:")?;
                match press {
                    ComparePress::Topics(page) => write!(f, "topics.{page}"),
                    ComparePress::Pick => f.write_str("pick"),
                    ComparePress::Topic(id) => write!(f, "topic.{id}"),
                    ComparePress::More(id) => write!(f, "more.{id}"),
                    ComparePress::Sources(id) => write!(f, "sources.{id}"),
                    ComparePress::Plan => f.write_str("plan"),
                    ComparePress::Matters => f.write_str("matters"),
                }
            }
            Self::Faq(press) => match press {
                FaqPress::Page(None, page) => write!(f, "1:faq::page.{page}"),
                FaqPress::Page(Some(topic), page) => write!(f, "1:faq:{topic}:page.{page}"),
                FaqPress::Topic => f.write_str("1:faq::topic"),
                FaqPress::Entry => f.write_str("1:faq::entry"),
                FaqPress::Try(n) => write!(f, "1:faq::try.{n}"),
            },
            Self::Recommend(id, press) => {
                write!(f, "1:recommend:{}:", id.0)?;
                match press {
                    RecommendPress::Chosen => f.write_str("chosen"),
                    RecommendPress::Result(topics) => write!(f, "result.{topics}"),
                    RecommendPress::Arithmetic(topics) => write!(f, "arithmetic.{topics}"),
                    RecommendPress::Again(topics) => write!(f, "again.{topics}"),
                    RecommendPress::Plan(topics) => write!(f, "plan.{topics}"),
                    RecommendPress::Show(topics) => write!(f, "show.{topics}"),
                }
            }
            Self::Poll(id, press) => write!(f, "1:poll:{}:{press}", id.0),
            Self::Decision(id, press) => write!(f, "1:decision:{}:{press}", id.0),
            Self::Decide(id, press) => write!(f, "1:decide:{}:{press}", id.0),
        }
    }
}

impl FromStr for Press {
    type Err = BadPress;

    fn from_str(text: &str) -> Result<Self, BadPress> {
        parse(text).ok_or_else(|| BadPress(text.chars().take(100).collect()))
    }
}

fn parse(text: &str) -> Option<Press> {
    let mut parts = text.splitn(4, ':');
    let ("1", family, id, args) = (parts.next()?, parts.next()?, parts.next()?, parts.next()?)
    else {
        return None;
    };
    let (verb, arg) = args.split_once('.').unwrap_or((args, ""));
    match family {
        "answer" => {
            let press = ANSWER.iter().find(|p| p.code() == args)?.clone();
            Some(Press::Answer(AnswerId(id.parse().ok()?), press))
        }
        "compare" => {
            let (a, b) = id.split_once('+')?;
            let press = match verb {
                "topics" => ComparePress::Topics(arg.parse().ok()?),
                "pick" => ComparePress::Pick,
                "topic" if !arg.is_empty() => ComparePress::Topic(arg.into()),
                "more" if !arg.is_empty() => ComparePress::More(arg.into()),
                "sources" if !arg.is_empty() => ComparePress::Sources(arg.into()),
                "plan" => ComparePress::Plan,
                "matters" => ComparePress::Matters,
                _ => return None,
            };
            Some(Press::Compare(a.into(), b.into(), press))
        }
        "faq" => Some(Press::Faq(match verb {
            "page" => FaqPress::Page((!id.is_empty()).then(|| id.into()), arg.parse().ok()?),
            "topic" => FaqPress::Topic,
            "entry" => FaqPress::Entry,
            "try" => FaqPress::Try(arg.parse().ok()?),
            _ => return None,
        })),
        "recommend" => {
            let press = match verb {
                "chosen" => RecommendPress::Chosen,
                "result" => RecommendPress::Result(arg.parse().ok()?),
                "arithmetic" => RecommendPress::Arithmetic(arg.parse().ok()?),
                "again" => RecommendPress::Again(arg.parse().ok()?),
                "plan" => RecommendPress::Plan(arg.parse().ok()?),
                "show" => RecommendPress::Show(arg.parse().ok()?),
                _ => return None,
            };
            Some(Press::Recommend(AnswerId(id.parse().ok()?), press))
        }
        "poll" => Some(Press::Poll(PollId(id.parse().ok()?), poll::parse(args)?)),
        "decision" => {
            let press = decision_press::decision(verb, arg)?;
            Some(Press::Decision(DecisionId(id.parse().ok()?), press))
        }
        "decide" => {
            let press = decision_press::decide(verb, arg)?;
            Some(Press::Decide(PollId(id.parse().ok()?), press))
        }
        _ => None,
    }
}

const ANSWER: [AnswerPress; 6] = [
    AnswerPress::More,
    AnswerPress::Compare,
    AnswerPress::Plan,
    AnswerPress::NotMeant,
    AnswerPress::Meant,
    AnswerPress::Show,
];

impl AnswerPress {
    const fn code(&self) -> &'static str {
        match self {
            Self::More => "more",
            Self::Compare => "compare",
            Self::Plan => "plan",
            Self::NotMeant => "not-meant",
            Self::Meant => "meant",
            Self::Show => "show",
        }
    }
}
