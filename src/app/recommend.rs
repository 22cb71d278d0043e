//! `/recommend`: what matters most, and what the cited evidence supports for that.

use std::sync::Arc;

use super::answer_press::failed;
use super::ask::{QUESTION, remember};
use super::compare::plan;
use super::show::{is_shown, show};
use super::{App, Invocation, Reply};
use crate::answer::{self, BadName, Need, different, in_fixed_order, stacks_in, topics_in};
use crate::knowledge::{Knowledge, Stack, Topic};
use crate::poll::visible;
use crate::render::recommend::{Asked, Chosen, arithmetic, menu, result};
use crate::render::{AnswerId, MOST_TOPICS, Message, RecommendPress, Seen, TopicCodes, notice};
use crate::search::Index;

/// `/recommend`: the menu, with the topics that the text points to chosen already.
pub(super) fn recommend(app: &App, inv: &Invocation, build: &str) -> Reply {
    let build = visible(build);
    let build = build.trim();
    if QUESTION < build.chars().count() {
        return Reply::Private(notice::too_long(QUESTION));
    }
    open(app, inv, build)
}

/// The menu for two stacks, from their comparison.
pub(super) fn between(app: &App, inv: &Invocation, stacks: [&Stack; 2]) -> Reply {
    let [a, b] = stacks.map(|stack| stack.name.as_str());
    open(app, inv, &format!("{a} or {b}"))
}

fn open(app: &App, inv: &Invocation, build: &str) -> Reply {
    let index = app.index();
    match Setting::read(&index, build) {
        Err(why) => Reply::Private(notice::bad_name("for", &why)),
        Ok(setting) => {
            remember(app, inv, build, true, None);
            Reply::Private(setting.menu(
                AnswerId(inv.id.0),
                build,
                &setting.pointed_to,
                Chosen::Reading,
            ))
        }
    }
}

/// What pressing a button or choosing from the menu of a recommendation does.
pub(super) async fn press(
    app: &App,
    inv: &Invocation,
    id: AnswerId,
    press: &RecommendPress,
    values: &[String],
) -> Reply {
    let record = match app.answers.recall(inv.server, id).await {
        Ok(Some(record)) => record,
        Ok(None) => return Reply::Private(notice::recommendation_gone()),
        Err(why) => return failed(&why),
    };
    let build = record.question.clone();
    let index = app.index();
    let Ok(setting) = Setting::read(&index, &build) else {
        return Reply::Private(notice::stale());
    };
    let (topics, what) = match press {
        RecommendPress::Chosen => {
            let chosen = values.iter().take(MOST_TOPICS);
            let find = |id: &String| setting.topics.iter().find(|t| t.id == *id).cloned();
            (chosen.filter_map(find).collect(), None)
        }
        RecommendPress::Result(codes)
        | RecommendPress::Arithmetic(codes)
        | RecommendPress::Again(codes)
        | RecommendPress::Plan(codes)
        | RecommendPress::Show(codes) => (codes.among(&setting.topics), Some(codes)),
    };
    match press {
        RecommendPress::Again(_) => {
            Reply::Update(setting.menu(id, &build, &topics, Chosen::Person))
        }
        _ if topics.is_empty() || what == Some(&TopicCodes::default()) => {
            Reply::Private(notice::stale())
        }
        RecommendPress::Plan(_) => plan(app, inv, &setting.stacks, &topics).await,
        RecommendPress::Arithmetic(_) => {
            Reply::Private(setting.drawn(&index, id, &build, topics, arithmetic))
        }
        RecommendPress::Chosen | RecommendPress::Result(_) => {
            let seen = if is_shown(&record) { Seen::ByAskerShown } else { Seen::ByAsker };
            Reply::Update(setting.drawn(&index, id, &build, topics, |a, r| result(a, r, seen)))
        }
        RecommendPress::Show(_) => {
            let draw = |seen: Seen<'_>| {
                setting.drawn(&index, id, &build, topics.clone(), |a, r| result(a, r, seen))
            };
            show(app, inv, record, draw).await
        }
    }
}

/// What can be weighed between which stacks, as read from what is being built.
struct Setting {
    stacks: Vec<Arc<Stack>>,
    topics: Vec<Arc<Topic>>,
    /// The topics that the text points to.
    pointed_to: Vec<Arc<Topic>>,
}

impl Setting {
    /// The stacks that the text names if they are two or more, else all that have entries.
    fn read(index: &Index, build: &str) -> Result<Self, BadName> {
        let knowledge = index.knowledge();
        let stacks = shown_in_order(stacks(index, build));
        different(knowledge, &stacks.iter().collect::<Vec<_>>())?;
        let topics = by_evidence(knowledge, answer::weighable(knowledge, &stacks));
        let weighable = |topic: &Arc<Topic>| topics.iter().any(|one| one.id == topic.id);
        let pointed_to = topics_in(index, build).into_iter().filter(weighable);
        let pointed_to = pointed_to.take(MOST_TOPICS).collect();
        Ok(Self { stacks, topics, pointed_to })
    }

    fn asked<'a>(&'a self, id: AnswerId, build: &'a str) -> Asked<'a> {
        Asked { id, build, stacks: &self.stacks }
    }

    fn menu(&self, id: AnswerId, build: &str, chosen: &[Arc<Topic>], by: Chosen) -> Message {
        menu(&self.asked(id, build), &self.topics, chosen, by)
    }

    /// The recommendation for these topics, each of the same weight.
    fn drawn(
        &self,
        index: &Index,
        id: AnswerId,
        build: &str,
        topics: Vec<Arc<Topic>>,
        draw: impl Fn(&Asked<'_>, &answer::Recommendation) -> Message,
    ) -> Message {
        let needs: Vec<Need> = topics.into_iter().map(Need::one).collect();
        let recommended = answer::recommend(index.knowledge(), &self.stacks, &needs);
        draw(&self.asked(id, build), &recommended)
    }
}

fn stacks(index: &Index, build: &str) -> Vec<Arc<Stack>> {
    let known =
        |stack: &Arc<Stack>| answer::with_entries(index.knowledge()).any(|s| s.id == stack.id);
    let named: Vec<Arc<Stack>> = stacks_in(index, build).into_iter().filter(known).collect();
    if named.len() > 1 { named } else { answer::with_entries(index.knowledge()).cloned().collect() }
}

/// Two stacks in the order fixed for the pair; more as they are.
fn shown_in_order(stacks: Vec<Arc<Stack>>) -> Vec<Arc<Stack>> {
    match &stacks[..] {
        [a, b] => in_fixed_order(a, b).map(Arc::clone).into(),
        _ => stacks,
    }
}

/// Topics by how many sources speak on them, most first, as a menu holds 25.
fn by_evidence(knowledge: &Knowledge, mut topics: Vec<Arc<Topic>>) -> Vec<Arc<Topic>> {
    topics.sort_by_cached_key(|topic| {
        let here = knowledge.entries.iter().filter(|entry| entry.topic.id == topic.id);
        let sources = here.flat_map(|entry| &entry.cites).map(|cite| cite.source.id.as_str());
        let sources: std::collections::BTreeSet<&str> = sources.collect();
        std::cmp::Reverse(sources.len())
    });
    topics
}
