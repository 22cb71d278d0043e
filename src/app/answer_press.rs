//! The buttons of an answer. They work for 30 days, across restarts.

use std::sync::Arc;

use super::compare::{pair, plan, topic_of};
use super::show::show;
use super::{App, Invocation, Reply, Silence, WriterError};
use crate::answer::{Answer, Found, answer_for_topic, decide};
use crate::knowledge::Stack;
use crate::render::answer::{NONE_OF_THESE, choices, found, more, repaired};
use crate::render::{AnswerId, AnswerPress, Message, notice, unknown};

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
        (Answer::Choices { .. }, AnswerPress::Meant) => {
            return meant(app, &record.question, &[], values);
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
        AnswerPress::NotMeant if answer.other_topics.is_empty() => {
            Reply::Private(notice::none_meant())
        }
        AnswerPress::NotMeant => Reply::Private(choices(&answer.reading, &answer.other_topics, id)),
        AnswerPress::Meant => meant(app, &record.question, &answer.reading.stacks, values),
        AnswerPress::Show => show(app, inv, record, |seen| found(&answer, id, seen)).await,
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

/// The same question read as another topic.
fn meant(app: &App, question: &str, stacks: &[Arc<Stack>], values: &[String]) -> Reply {
    let chosen = values.first().map_or("", String::as_str);
    if chosen == NONE_OF_THESE {
        app.silences.count(Silence::NotMeant);
        return Reply::Update(notice::none_meant());
    }
    let index = app.index();
    let knowledge = index.knowledge();
    let Some(topic) = knowledge.topics.iter().find(|t| t.id == chosen) else {
        return Reply::Private(notice::stale());
    };
    match answer_for_topic(&index, stacks, topic, question) {
        Answer::Found(answer) => {
            let stacks = pair(knowledge, &named(&answer));
            let pair = match stacks.as_slice() {
                [first, second] => Some([first.as_ref(), second.as_ref()]),
                _ => None,
            };
            Reply::Update(repaired(&answer, pair))
        }
        Answer::Unknown(why) => Reply::Update(Message::text(unknown(&why, knowledge))),
        Answer::Choices { .. } => Reply::Update(notice::no_topic(&topic.name)),
    }
}

/// The stacks the question names; else those that the best point is about.
fn named(answer: &Found) -> Vec<Arc<Stack>> {
    if !answer.reading.stacks.is_empty() {
        return answer.reading.stacks.clone();
    }
    answer.points.best().about.clone()
}
