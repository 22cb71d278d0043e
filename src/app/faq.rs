//! Looking around: topics, entries, ready-made questions.

use std::sync::Arc;

use super::ask::{ask, may_speak, remember};
use super::{App, Invocation, Reply};
use crate::answer::{Answer, decide, topic_named};
use crate::knowledge::Entry;
use crate::render::answer::found;
use crate::render::faq::{entries_of, entries_page_chosen, entry, topics};
use crate::render::help::ready_made;
use crate::render::{AnswerId, FaqPress, Seen, notice, page_chosen};

/// `/faq`: everything, one topic, one entry, or, when it is none of these, a question.
pub(super) fn faq(app: &App, inv: &Invocation, typed: Option<&str>) -> Reply {
    let index = app.index();
    let knowledge = index.knowledge();
    let Some(typed) = typed.map(str::trim).filter(|t| !t.is_empty()) else {
        return Reply::Private(topics(knowledge, 0));
    };
    let named = |e: &&Arc<Entry>| {
        e.id.as_str() == typed || e.question().is_some_and(|q| q.eq_ignore_ascii_case(typed))
    };
    if let Some(chosen) = knowledge.entries.iter().find(named) {
        let message = entry(knowledge, chosen);
        return if may_speak(inv) {
            Reply::Public(message)
        } else {
            Reply::Private(notice::kept_private(message))
        };
    }
    match topic_named(knowledge, typed) {
        Ok(topic) => Reply::Private(entries_of(knowledge, topic, 0)),
        Err(_) => ask(app, inv, typed, false),
    }
}

/// What pressing a button or choosing from a menu of `/faq` does.
pub(super) fn press(app: &App, inv: &Invocation, press: &FaqPress, values: &[String]) -> Reply {
    let index = app.index();
    let knowledge = index.knowledge();
    let chosen = values.first().map_or("", String::as_str);
    let topic = |id: &str| knowledge.topics.iter().find(|t| t.id == id);
    let reply = match press {
        FaqPress::Page(None, page) => Some(Reply::Update(topics(knowledge, *page))),
        // This button stands on public messages too, which stay as they are.
        FaqPress::Page(Some(id), page) => {
            topic(id).map(|topic| Reply::Private(entries_of(knowledge, topic, *page)))
        }
        FaqPress::Topic => match page_chosen(chosen) {
            Some(page) => Some(Reply::Update(topics(knowledge, page))),
            None => topic(chosen).map(|topic| Reply::Update(entries_of(knowledge, topic, 0))),
        },
        FaqPress::Entry => {
            let page = entries_page_chosen(chosen)
                .and_then(|(id, page)| Some(entries_of(knowledge, topic(id)?, page)));
            let one = || {
                let chosen = knowledge.entries.iter().find(|e| e.id.as_str() == chosen)?;
                Some(entry(knowledge, chosen))
            };
            page.or_else(one).map(Reply::Update)
        }
        FaqPress::Try(place) => try_one(app, inv, *place),
    };
    reply.unwrap_or_else(|| Reply::Private(notice::stale()))
}

/// A ready-made question, answered to the person alone, and the way to the next one.
fn try_one(app: &App, inv: &Invocation, place: u8) -> Option<Reply> {
    let index = app.index();
    let (question, next) = ready_made(index.knowledge(), place)?;
    let Answer::Found(answer) = decide(&index, question) else { return None };
    remember(app, inv, question, true, None);
    let mut message = found(&answer, AnswerId(inv.id.0), Seen::ByAsker);
    message.rows.push(next);
    Some(Reply::Private(message))
}
