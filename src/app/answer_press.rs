//! The buttons of an answer. They work for 30 days, across restarts.

use std::sync::Arc;

use super::compare::{pair, plan, topic_of};
use super::decisions::{before, best_for};
use super::show::show;
use super::{App, Invocation, Reply, Silence, WriterError};
use crate::answer::{Answer, Found, Reading, answer_as, answer_for_topic, decide, other_readings};
use crate::knowledge::Stack;
use crate::render::answer::{NONE_OF_THESE, found, more, reading_chosen, readings, repaired};
use crate::render::{AnswerId, AnswerPress, Message, Seen, notice, unknown};

/// What pressing a button of the answer `id` does.
pub(super) async fn press(
    app: &App,
    inv: &Invocation,
    id: AnswerId,
    press: &AnswerPress,
    values: &[String],
) -> Reply {
    let record = match app.answers.recall(inv.server, id).await {
        Ok(Some(record)) => record,
        Ok(None) => return Reply::Private(notice::answer_gone()),
        Err(why) => return failed(&why),
    };
    let index = app.index();
    let answer = match (decide(&index, &record.question), press) {
        (Answer::Found(answer), _) => answer,
        // A question back has a menu and nothing else.
        (Answer::Choices { reading, .. }, AnswerPress::Meant) => {
            return meant(app, &reading, None, values);
        }
        _ => return Reply::Private(notice::answer_gone()),
    };
    match press {
        AnswerPress::More => Reply::Private(more(&answer)),
        AnswerPress::Compare => compare(app, &answer),
        AnswerPress::Plan => {
            let stacks = pair(index.knowledge(), &named(&answer));
            plan(app, inv, &stacks, std::slice::from_ref(answer.topic())).await
        }
        AnswerPress::NotMeant => {
            let others = other_readings(&index, &answer);
            Reply::Private(if others.is_empty() {
                notice::none_meant()
            } else {
                readings(&answer, &others, id)
            })
        }
        AnswerPress::Meant => meant(app, &answer.reading, Some(&answer), values),
        AnswerPress::Show => {
            let decided = best_for(app, inv, &record.question).await;
            let draw = |seen: Seen<'_>| before(decided.as_deref(), found(&answer, id, seen));
            show(app, inv, record, draw).await
        }
    }
}

/// What the person reads when the store did not do it.
pub(super) fn failed(why: &WriterError) -> Reply {
    Reply::Private(match why {
        WriterError::Busy => notice::busy(),
        WriterError::Failed(code) => notice::incident(&code.to_string()),
        WriterError::Ended => notice::ending(),
    })
}

fn compare(app: &App, answer: &Found) -> Reply {
    let index = app.index();
    let stacks = pair(index.knowledge(), &named(answer));
    match stacks.as_slice() {
        [first, second] => {
            Reply::Private(topic_of(index.knowledge(), first, second, answer.topic()))
        }
        _ => Reply::Private(notice::two_needed()),
    }
}

/// The same question read as was chosen: any topic, and of what was answered its other readings.
fn meant(app: &App, reading: &Reading, answered: Option<&Found>, values: &[String]) -> Reply {
    let chosen = values.first().map_or("", String::as_str);
    if chosen == NONE_OF_THESE {
        app.silences.count(Silence::NotMeant);
        return Reply::Update(notice::none_meant());
    }
    let index = app.index();
    let knowledge = index.knowledge();
    let other = answered.and_then(|answered| {
        let others = other_readings(&index, answered);
        Some(answer_as(&index, answered, reading_chosen(&others, chosen)?))
    });
    let on_topic = || {
        let topic = knowledge.topics.iter().find(|topic| topic.id == chosen)?;
        Some(answer_for_topic(&index, &reading.stacks, topic, &reading.question))
    };
    match other.or_else(on_topic) {
        Some(Answer::Found(answer)) => {
            let stacks = pair(knowledge, &named(&answer));
            let pair = match stacks.as_slice() {
                [first, second] => Some([first.as_ref(), second.as_ref()]),
                _ => None,
            };
            Reply::Update(repaired(&answer, pair))
        }
        Some(Answer::Unknown(why)) => Reply::Update(Message::text(unknown(&why, knowledge))),
        Some(Answer::Choices { .. }) | None => Reply::Private(notice::stale()),
    }
}

/// The stacks the question names; else those that the best point is about.
fn named(answer: &Found) -> Vec<Arc<Stack>> {
    if !answer.reading.stacks.is_empty() {
        return answer.reading.stacks.clone();
    }
    answer.points.best().about.clone()
}
