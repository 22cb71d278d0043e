//! The server's own decision before what the sources say, and beside the draft of a poll.

use std::sync::Arc;

use super::compose::covered;
use super::known::Brief;
use crate::answer::{Answer, decide, stack_named, stacks_in, topic_named};
use crate::app::ask::QUESTION;
use crate::app::writer::Waits;
use crate::app::{App, Invocation, Reply};
use crate::decision::Covers;
use crate::poll::visible;
use crate::render::Message;
use crate::render::decision::{self as show, DecisionLine};

/// The decisions of the server that hold, newest first; none in a direct message.
async fn holding(app: &App, inv: &Invocation) -> Vec<Arc<Brief>> {
    let Some(server) = inv.server else { return Vec::new() };
    let mut known = app.decisions.office.known(server).await.unwrap_or_default();
    known.retain(|brief| brief.holds());
    known
}

/// Those that cover what is asked about, best first; of equal ones the newest.
fn fitting(known: &[Arc<Brief>], asked: &Covers) -> Vec<Arc<Brief>> {
    let mut found: Vec<(usize, &Arc<Brief>)> =
        known.iter().filter_map(|brief| Some((brief.covers.fit(asked)?, brief))).collect();
    found.sort_by_key(|(fit, _)| std::cmp::Reverse(*fit));
    found.into_iter().map(|(_, brief)| Arc::clone(brief)).collect()
}

/// An answer to a question, with the server's own decision on it first.
pub(in crate::app) async fn on_question(
    app: &App,
    inv: &Invocation,
    question: &str,
    reply: Reply,
) -> Reply {
    match reply {
        Reply::Public(message) => Reply::Public(shown_first(app, inv, question, message).await),
        Reply::Private(message) => Reply::Private(shown_first(app, inv, question, message).await),
        other => other,
    }
}

/// The same of a message.
pub(in crate::app) async fn shown_first(
    app: &App,
    inv: &Invocation,
    question: &str,
    message: Message,
) -> Message {
    before(best_for(app, inv, question).await.as_deref(), message)
}

/// The message, with this decision first.
pub(in crate::app) fn before(decided: Option<&Brief>, message: Message) -> Message {
    match decided {
        Some(brief) => show::decided_first(message, brief.id, &brief.line),
        None => message,
    }
}

/// The server's own decision that covers a question best.
pub(in crate::app) async fn best_for(
    app: &App,
    inv: &Invocation,
    question: &str,
) -> Option<Arc<Brief>> {
    let known = holding(app, inv).await;
    let question = visible(question);
    if known.is_empty() || QUESTION < question.chars().count() {
        return None;
    }
    let index = app.index();
    let (stacks, topic) = match decide(&index, &question) {
        Answer::Found(found) => (found.reading.stacks.clone(), Some(Arc::clone(found.topic()))),
        Answer::Choices { reading, .. } => (reading.stacks, None),
        Answer::Unknown(_) => (stacks_in(&index, &question), None),
    };
    let asked = Covers {
        stacks: stacks.iter().map(|stack| stack.id.clone()).collect(),
        topics: topic.iter().map(|topic| topic.id.clone()).collect(),
    };
    fitting(&known, &asked).into_iter().next()
}

/// A comparison, with the server's own decision on these stacks first.
pub(in crate::app) async fn on_stacks(
    app: &App,
    inv: &Invocation,
    names: [&str; 2],
    topic: Option<&str>,
    reply: Reply,
) -> Reply {
    let known = holding(app, inv).await;
    let index = app.index();
    let knowledge = index.knowledge();
    let [Ok(first), Ok(second)] = names.map(|name| stack_named(knowledge, name)) else {
        return reply;
    };
    let topic = topic.and_then(|topic| topic_named(knowledge, topic).ok());
    let asked = Covers {
        stacks: vec![first.id.clone(), second.id.clone()],
        topics: topic.iter().map(|topic| topic.id.clone()).collect(),
    };
    if first.id == second.id {
        return reply;
    }
    let best = fitting(&known, &asked).into_iter().next();
    match reply {
        Reply::Public(message) => Reply::Public(before(best.as_deref(), message)),
        Reply::Private(message) => Reply::Private(before(best.as_deref(), message)),
        other => other,
    }
}

/// The draft of a poll, with the decisions that it is like.
pub(in crate::app) async fn beside(app: &App, inv: &Invocation, reply: Reply) -> Reply {
    match reply {
        Reply::Private(message) => Reply::Private(beside_draft(app, inv, message).await),
        Reply::Update(message) => Reply::Update(beside_draft(app, inv, message).await),
        other => other,
    }
}

async fn beside_draft(app: &App, inv: &Invocation, message: Message) -> Message {
    let (Some(id), Some(server)) = (show::draft_in(&message), inv.server) else {
        return message;
    };
    let known = holding(app, inv).await;
    if known.is_empty() {
        return message;
    }
    let key = (server, id);
    let read =
        app.decisions.office.writer.call(Waits::Somebody, move |ledger, _| ledger.draft(key)).await;
    let Ok(Some(draft)) = read else { return message };
    let options: Vec<String> = draft.text.options_by_line().lines().map(str::to_owned).collect();
    let asked = covered(&app.index(), draft.text.question(), &options);
    let similar = fitting(&known, &asked);
    let lines: Vec<&DecisionLine> = similar.iter().map(|brief| &brief.line).collect();
    show::beside_draft(message, &lines)
}
