//! A record put together: what was typed, the vote, and what the knowledge says to it today.

use std::sync::Arc;

use crate::answer::{stacks_in, strongest_against, topics_in};
use crate::app::PollRecord;
use crate::app::attached::{attached_on, frozen};
use crate::decision::{
    Covers, Decision, DecisionId, DecisionNumber, DecisionText, Departure, FromPoll, Purpose,
    RestsOn, Review, fingerprint,
};
use crate::knowledge::{Knowledge, Stack, Topic};
use crate::poll::{Attached, AttachedPoint, Member};
use crate::render::poll::Voted;
use crate::search::Index;
use crate::time::Timestamp;

/// Most topics that a decision is filed under: more would be no topic.
const TOPICS: usize = 3;

/// A poll that is decided on, with its result in words.
#[derive(Clone)]
pub(super) struct Decided {
    pub(super) record: PollRecord,
    pub(super) voted: Voted,
}

/// What a record is made of.
pub(super) struct Draft<'a> {
    pub(super) id: DecisionId,
    pub(super) number: DecisionNumber,
    pub(super) by: Member,
    pub(super) text: DecisionText,
    pub(super) review: Option<Timestamp>,
    pub(super) purpose: Purpose,
    pub(super) poll: Option<&'a Decided>,
    pub(super) replaces: Option<DecisionNumber>,
}

/// The decision.
pub(super) fn compose(index: &Index, draft: Draft<'_>, now: Timestamp) -> Decision {
    let knowledge = index.knowledge();
    let (stacks, topics) = about(index, &draft.text);
    let chosen = chosen(index, &draft);
    let evidence = match draft.poll {
        Some(poll) => poll.record.evidence.clone(),
        None => attached_on(knowledge, &stacks, &topics, now),
    };
    let shown_against =
        chosen.as_ref().and_then(|chosen| evidence.as_ref()?.on(chosen)?.cons.first().cloned());
    let against = shown_against.or_else(|| {
        let of = chosen.as_deref().unwrap_or(draft.text.decided());
        let entry = strongest_against(knowledge, &stacks_in(index, of), &topics)?;
        Some(frozen(&entry))
    });
    let rests_on = rests_on(knowledge, evidence.as_deref(), against.as_ref());
    let departs = if matches!(draft.purpose, Purpose::Depart(_)) {
        Departure::Departs
    } else {
        Departure::Follows
    };
    Decision {
        id: draft.id,
        number: draft.number,
        by: draft.by,
        at: now,
        text: draft.text,
        chosen,
        poll: draft.poll.map(|poll| FromPoll {
            id: poll.record.poll.id,
            number: poll.record.poll.number,
            vote: poll.voted.summary.clone(),
            departs,
        }),
        reasons: draft.poll.map(|poll| poll.voted.reasons.clone()).unwrap_or_default(),
        against,
        evidence,
        covers: Covers {
            stacks: stacks.iter().map(|stack| stack.id.clone()).collect(),
            topics: topics.iter().map(|topic| topic.id.clone()).collect(),
        },
        rests_on,
        review: draft.review.map(|at| Review::first(at, now)),
        replaces: draft.replaces,
        replaced_by: None,
    }
}

/// What a text is about, whether a decision or a poll.
pub(super) fn covered(index: &Index, text: &str, options: &[String]) -> Covers {
    let (stacks, topics) = filed(index, text, options);
    Covers {
        stacks: stacks.iter().map(|stack| stack.id.clone()).collect(),
        topics: topics.iter().map(|topic| topic.id.clone()).collect(),
    }
}

fn about(index: &Index, text: &DecisionText) -> (Vec<Arc<Stack>>, Vec<Arc<Topic>>) {
    filed(index, &format!("{} {}", text.question(), text.decided()), text.options())
}

fn filed(index: &Index, text: &str, options: &[String]) -> (Vec<Arc<Stack>>, Vec<Arc<Topic>>) {
    let mut stacks: Vec<Arc<Stack>> = Vec::new();
    let options = options.iter().filter_map(|option| index.knowledge().stack(option));
    for stack in options.cloned().chain(stacks_in(index, text)) {
        if stacks.iter().all(|known| known.id != stack.id) {
            stacks.push(stack);
        }
    }
    let mut topics = topics_in(index, text);
    topics.truncate(TOPICS);
    (stacks, topics)
}

/// The option that was chosen: as voted; else the longest one named in the decision; else the only
/// stack that it names.
fn chosen(index: &Index, draft: &Draft<'_>) -> Option<String> {
    let options = draft.text.options();
    if let Purpose::Follow(_, option) = draft.purpose {
        return options.get(option.at()).cloned();
    }
    let voted = draft.poll.map(|poll| poll.voted.summary.winners.as_slice()).unwrap_or_default();
    let decided = draft.text.decided().to_lowercase();
    let named = options.iter().filter(|option| decided.contains(&option.to_lowercase()));
    let named = named.filter(|option| !voted.contains(option));
    let longest = named.max_by_key(|option| option.chars().count()).cloned();
    longest.or_else(|| match stacks_in(index, draft.text.decided()).as_slice() {
        [only] => Some(only.name.clone()),
        _ => None,
    })
}

/// The entries whose texts these are.
fn rests_on(
    knowledge: &Knowledge,
    evidence: Option<&Attached>,
    against: Option<&AttachedPoint>,
) -> Vec<RestsOn> {
    let options = evidence.into_iter().flat_map(|attached| &attached.options);
    let points = options.flat_map(|option| option.pros.iter().chain(&option.cons)).chain(against);
    let mut found: Vec<RestsOn> = Vec::new();
    for point in points {
        let entry = knowledge.entries.iter().find(|entry| entry.text == point.text);
        let Some(entry) = entry else { continue };
        let id = entry.id.as_str();
        if found.iter().all(|known| known.entry != id) {
            found.push(RestsOn { entry: id.to_owned(), print: fingerprint(&entry.text) });
        }
    }
    found
}

/// How many of the entries behind a decision are gone or say something else.
pub(super) fn changed(knowledge: &Knowledge, decision: &Decision) -> usize {
    let text = |id: &str| {
        let entry = knowledge.entries.iter().find(|entry| entry.id.as_str() == id);
        entry.map(|entry| entry.text.as_str())
    };
    decision.rests_on.iter().filter(|rests| rests.changed(text(&rests.entry))).count()
}
