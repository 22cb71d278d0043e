//! Two stacks side by side, and what their buttons do.

use std::sync::Arc;

use super::ask::may_speak;
use super::attached::attached;
use super::recommend::between;
use super::{App, Invocation, Reply};
use crate::answer::{self, BadName, Comparison, TopicView, in_fixed_order};
use crate::knowledge::{Knowledge, Stack, Topic};
use crate::render::compare::{more, overview, sources, topic, topics};
use crate::render::{ComparePress, Message, notice, page_chosen, plan_question};

/// `/compare`.
pub(super) fn compare(
    app: &App,
    inv: &Invocation,
    first: &str,
    second: &str,
    on: Option<&str>,
) -> Reply {
    let index = app.index();
    let message = match compared(index.knowledge(), first, second, on) {
        Ok(message) => message,
        Err((option, why)) => return Reply::Private(notice::bad_name(option, &why)),
    };
    if may_speak(inv) {
        Reply::Public(message)
    } else {
        Reply::Private(notice::kept_private(message))
    }
}

/// The comparison, or which option cannot be used and why.
fn compared(
    knowledge: &Knowledge,
    first: &str,
    second: &str,
    on: Option<&str>,
) -> Result<Message, (&'static str, BadName)> {
    let a = answer::stack_named(knowledge, first).map_err(|why| ("first", why))?;
    let b = answer::stack_named(knowledge, second).map_err(|why| ("second", why))?;
    answer::different(knowledge, &[a, b]).map_err(|why| ("second", why))?;
    let Some(name) = on.map(str::trim).filter(|on| !on.is_empty()) else {
        let [a, b] = in_fixed_order(a, b);
        return Ok(overview(&answer::compare(knowledge, a, b)));
    };
    let on = answer::topic_named(knowledge, name).map_err(|why| ("topic", why))?;
    Ok(topic_of(knowledge, a, b, on))
}

/// What pressing a button of a comparison does.
pub(super) async fn press(
    app: &App,
    inv: &Invocation,
    first: &str,
    second: &str,
    press: &ComparePress,
    values: &[String],
) -> Reply {
    let index = app.index();
    let knowledge = index.knowledge();
    let (Some(a), Some(b)) = (knowledge.stack(first), knowledge.stack(second)) else {
        return Reply::Private(notice::stale());
    };
    let [a, b] = in_fixed_order(a, b);
    match press {
        ComparePress::Plan => plan(app, inv, &[Arc::clone(a), Arc::clone(b)], &[]).await,
        ComparePress::Matters => between(app, inv, [a, b]),
        ComparePress::Topics(page) => {
            Reply::Private(topics(&answer::compare(knowledge, a, b), *page))
        }
        ComparePress::Topic(id) => Reply::Private(on(knowledge, a, b, id, topic)),
        ComparePress::More(id) => Reply::Private(on(knowledge, a, b, id, more)),
        ComparePress::Sources(id) => Reply::Private(on(knowledge, a, b, id, sources)),
        ComparePress::Pick => {
            let chosen = values.first().map_or("", String::as_str);
            match (page_chosen(chosen), by_id(knowledge, chosen)) {
                (Some(page), _) => Reply::Update(topics(&answer::compare(knowledge, a, b), page)),
                (None, Some(topic)) => Reply::Update(topic_of(knowledge, a, b, topic)),
                (None, None) => Reply::Private(notice::stale()),
            }
        }
    }
}

/// A topic by its id, drawn so; a button of a topic that is gone is out of date.
fn on(
    knowledge: &Knowledge,
    a: &Arc<Stack>,
    b: &Arc<Stack>,
    id: &str,
    draw: fn(&Comparison, &TopicView) -> Message,
) -> Message {
    match by_id(knowledge, id) {
        Some(topic) => drawn(knowledge, a, b, topic, draw),
        None => notice::stale(),
    }
}

/// One topic of a comparison, or that nobody speaks of it.
pub(super) fn topic_of(
    knowledge: &Knowledge,
    a: &Arc<Stack>,
    b: &Arc<Stack>,
    on: &Arc<Topic>,
) -> Message {
    drawn(knowledge, a, b, on, topic)
}

fn drawn(
    knowledge: &Knowledge,
    a: &Arc<Stack>,
    b: &Arc<Stack>,
    on: &Arc<Topic>,
    draw: fn(&Comparison, &TopicView) -> Message,
) -> Message {
    let [a, b] = in_fixed_order(a, b);
    let comparison = answer::compare(knowledge, a, b);
    match comparison.topics.iter().find(|view| view.lean.topic.id == on.id) {
        Some(view) => draw(&comparison, view),
        None => notice::no_topic(&on.name),
    }
}

/// The first two of these stacks, filled up with others that are known.
pub(super) fn pair(knowledge: &Knowledge, stacks: &[Arc<Stack>]) -> Vec<Arc<Stack>> {
    let mut pair: Vec<Arc<Stack>> = Vec::new();
    for stack in stacks.iter().chain(&knowledge.stacks) {
        if pair.len() < 2 && !pair.iter().any(|s| s.id == stack.id) {
            pair.push(Arc::clone(stack));
        }
    }
    pair
}

/// Opens a private draft with these stacks as options.
pub(super) async fn plan(
    app: &App,
    inv: &Invocation,
    stacks: &[Arc<Stack>],
    on: &[Arc<Topic>],
) -> Reply {
    if inv.server.is_none() {
        return Reply::Private(notice::server_only());
    }
    let refs: Vec<&Stack> = stacks.iter().map(AsRef::as_ref).collect();
    let options: Vec<String> = stacks.iter().map(|s| s.name.clone()).collect();
    let evidence = attached(app, stacks, on);
    // The question of a poll on several topics would not fit one line.
    let judged_by = if let [only] = on { Some(only.as_ref()) } else { None };
    app.polls.draft_from(inv, &plan_question(&refs, judged_by), &options, evidence).await
}

fn by_id<'a>(knowledge: &'a Knowledge, id: &str) -> Option<&'a Arc<Topic>> {
    knowledge.topics.iter().find(|t| t.id == id)
}
