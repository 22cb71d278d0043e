//! Two stacks side by side, and what their buttons do.

use std::sync::Arc;

use super::ask::may_speak;
use super::{App, Invocation, Reply};
use crate::answer;
use crate::knowledge::{Knowledge, Stack, Topic};
use crate::render::compare::{overview, topic, topics};
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
    let knowledge = index.knowledge();
    let (a, b) = match (knowledge.stack(first), knowledge.stack(second)) {
        (None, _) => return Reply::Private(notice::not_known(first, knowledge)),
        (_, None) => return Reply::Private(notice::not_known(second, knowledge)),
        (Some(a), Some(b)) if a.id == b.id => return Reply::Private(notice::two_needed()),
        (Some(a), Some(b)) => (a, b),
    };
    let message = match on.map(str::trim).filter(|on| !on.is_empty()) {
        None => overview(&answer::compare(knowledge, a, b)),
        Some(name) => {
            let comparison = answer::compare(knowledge, a, b);
            let wanted = find_topic(knowledge, name);
            let view = comparison.topics.iter().find(|v| Some(&v.lean.topic) == wanted);
            match view {
                Some(view) => topic(&comparison, view),
                None => return Reply::Private(notice::no_topic(name)),
            }
        }
    };
    if may_speak(inv) {
        Reply::Public(message)
    } else {
        Reply::Private(notice::kept_private(message))
    }
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
    match press {
        ComparePress::Plan => plan(app, inv, &[Arc::clone(a), Arc::clone(b)], None).await,
        ComparePress::Topics(page) => {
            Reply::Private(topics(&answer::compare(knowledge, a, b), *page))
        }
        ComparePress::Topic(id) => match by_id(knowledge, id) {
            Some(topic) => Reply::Private(topic_of(knowledge, a, b, topic)),
            None => Reply::Private(notice::stale()),
        },
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

/// One topic of a comparison, or that nobody speaks of it.
pub(super) fn topic_of(
    knowledge: &Knowledge,
    a: &Arc<Stack>,
    b: &Arc<Stack>,
    on: &Arc<Topic>,
) -> Message {
    let comparison = answer::compare(knowledge, a, b);
    match comparison.topics.iter().find(|view| view.lean.topic.id == on.id) {
        Some(view) => topic(&comparison, view),
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
    on: Option<&Topic>,
) -> Reply {
    if inv.server.is_none() {
        return Reply::Private(notice::server_only());
    }
    let refs: Vec<&Stack> = stacks.iter().map(AsRef::as_ref).collect();
    let options: Vec<String> = stacks.iter().map(|s| s.name.clone()).collect();
    app.polls.draft_from(inv, &plan_question(&refs, on), &options).await
}

/// The topic of this id or name, or the only one that people call so.
pub(super) fn find_topic<'a>(knowledge: &'a Knowledge, name: &str) -> Option<&'a Arc<Topic>> {
    let word = name.trim().to_lowercase();
    knowledge.topic(name).or_else(|| knowledge.topics.iter().find(|t| t.words.contains(&word)))
}

fn by_id<'a>(knowledge: &'a Knowledge, id: &str) -> Option<&'a Arc<Topic>> {
    knowledge.topics.iter().find(|t| t.id == id)
}
