//! A question in, an answer out: one synchronous call for every door.

use std::sync::Arc;

use crate::knowledge::{Entry, Knowledge, Stack, Stance, Topic};
use crate::search::{Hit, Hits, Index, Query, Switches, search};

use super::value::{Answer, Found, Lean, Points, Reading, Scored, Why};
use super::{dispute, evidence, lean, silence};

/// Most points in an answer.
pub const POINTS: usize = 10;
/// Points weaker than this share of the best are left out.
const WEAKEST: f32 = 0.35;
/// Points from which on that holds. A question that an entry is asked with leaves all others far
/// behind, and still more may be worth knowing.
const FIRST: usize = 3;
/// Of the first ones only those weaker than this share are left out.
const FAINT: f32 = 0.15;
/// Most other readings offered.
const OTHER_TOPICS: usize = 5;
/// Likeness to a whole question from which that is what was asked.
const LIKE_A_QUESTION: f32 = 0.6;
/// Longest question, in words, that may name stacks and nothing else.
const BARE: usize = 6;
/// Longest question, in words, that can be too short to be clear.
const SHORT: usize = 2;

/// Answers a question. Any text will do, of any length; nothing panics.
#[must_use]
pub fn decide(index: &Index, question: &str) -> Answer {
    decide_on(index, question, &search(index, question, POINTS))
}

/// Answers a question that has been searched for already.
#[must_use]
pub fn decide_on(index: &Index, question: &str, hits: &Hits) -> Answer {
    let mut reading = read(index, question, hits);
    if let Some(topic) = bare_stacks(index, hits) {
        return answer_for_topic(index, &reading.stacks.clone(), &topic, question);
    }
    let why = silence::reason(hits);
    // A word that points to topics and to no entry is no surer an answer, but no reason for silence.
    let vague = matches!(why, None | Some(Why::OffTopic | Why::NoEvidence(_)));
    if let Some(topics) = ambiguous(index, hits).filter(|_| vague) {
        return Answer::Choices { reading, topics };
    }
    if let Some(why) = why {
        return Answer::Unknown(silence::unknown(index, hits, reading, why));
    }
    let Some(points) = Points::new(scored(index, &hits.list)) else {
        return Answer::Unknown(silence::unknown(index, hits, reading, Why::OffTopic));
    };
    reading.topic = Some(Arc::clone(&points.best().topic));
    reading.topic_word = topic_word(index, hits, reading.topic.as_deref());
    let other_topics = other_topics(index, hits, reading.topic.as_deref());
    Answer::Found(Box::new(found(index.knowledge(), reading, points, other_topics)))
}

/// Answers a question whose topic was repaired or chosen by the person.
#[must_use]
pub fn answer_for_topic(
    index: &Index,
    stacks: &[Arc<Stack>],
    topic: &Arc<Topic>,
    question: &str,
) -> Answer {
    let hits = search(index, question, index.knowledge().entries.len());
    let mut reading = read(index, question, &hits);
    reading.stacks = stacks.to_vec();
    reading.topic = Some(Arc::clone(topic));
    let score = |entry: &Entry| {
        let hit = hits.list.iter().find(|hit| index.entry(hit.entry).id == entry.id);
        hit.map_or(0.0, |hit| hit.score)
    };
    let mut points: Vec<Scored> = index
        .knowledge()
        .entries
        .iter()
        .filter(|entry| entry.topic.id == topic.id)
        .filter(|entry| stacks.is_empty() || stacks.iter().any(|stack| entry.is_about(stack)))
        .map(|entry| Scored { entry: Arc::clone(entry), score: score(entry) })
        .collect();
    points.sort_by(|a, b| {
        let cited = |scored: &Scored| evidence::sources([scored.entry.as_ref()]).len();
        b.score.total_cmp(&a.score).then(cited(b).cmp(&cited(a)))
    });
    points.truncate(POINTS);
    let Some(points) = Points::new(points) else {
        let why = Why::NoEvidence(vec![topic.name.to_lowercase()]);
        return Answer::Unknown(silence::unknown(index, &hits, reading, why));
    };
    let other_topics = other_topics(index, &hits, Some(topic));
    Answer::Found(Box::new(found(index.knowledge(), reading, points, other_topics)))
}

/// Topics that a text points to less surely than this share of the surest are left out.
const SURE: f32 = 1.0 / 3.0;
/// The weight of a telling word. A topic named again and again is no surer than that.
const TELLING: f32 = 5.0;

/// The topics that a text points to, most likely first; not only of a question. A passing word
/// ("product", "app") names none beside one that is meant, and a word that alone may mean several
/// topics ("service") names none at all.
#[must_use]
pub fn topics_in(index: &Index, text: &str) -> Vec<Arc<Topic>> {
    let topics = &index.knowledge().topics;
    let read = |text: &str| Query::read(index, Switches::default(), text).topics;
    let votes = read(text);
    let surest = votes.iter().map(|vote| vote.weight).fold(0.0, f32::max).min(TELLING);
    let vague = |word: &str| read(word).len() > 1;
    let clear: Vec<&str> = text.split_whitespace().filter(|word| !vague(word)).collect();
    let clear = read(&clear.join(" "));
    let meant = votes.iter().filter(|vote| {
        let clearly = || clear.iter().any(|one| one.topic == vote.topic);
        SURE * surest <= vote.weight && (!vague(&vote.word) || clearly())
    });
    meant.map(|vote| Arc::clone(&topics[usize::from(vote.topic)])).collect()
}

/// The stacks that a text names, in the order named.
#[must_use]
pub fn stacks_in(index: &Index, text: &str) -> Vec<Arc<Stack>> {
    let hits = search(index, text, 1);
    let stacks = &index.knowledge().stacks;
    hits.query.stacks.iter().map(|at| Arc::clone(&stacks[usize::from(*at)])).collect()
}

fn read(index: &Index, question: &str, hits: &Hits) -> Reading {
    let query = &hits.query;
    let stacks = &index.knowledge().stacks;
    Reading {
        question: question.trim().to_owned(),
        stacks: query.stacks.iter().map(|at| Arc::clone(&stacks[usize::from(*at)])).collect(),
        topic: None,
        topic_word: None,
        corrected: query.corrected.clone(),
        compares: query.signals.compares || query.stacks.len() > 1,
    }
}

/// "node?", "node or django": nothing but names; read as what it is, or how to decide.
fn bare_stacks(index: &Index, hits: &Hits) -> Option<Arc<Topic>> {
    let query = &hits.query;
    let only_names = query.words <= BARE
        && query.groups.is_empty()
        && !query.stacks.is_empty()
        && query.technologies.is_empty()
        && !query.signals.drawback
        && !query.signals.advantage
        && query.signals.chatter == 0
        && query.signals.detail == 0
        && query.signals.elsewhere == 0
        && !query.signals.how_to
        && hits.evidence.likeness < LIKE_A_QUESTION;
    let topic = if query.stacks.len() > 1 { "decision-guidance" } else { "definition" };
    index.knowledge().topic(topic).filter(|_| only_names).cloned()
}

/// The topics to choose from when a short question points to several alike and to no entry.
fn ambiguous(index: &Index, hits: &Hits) -> Option<Vec<Arc<Topic>>> {
    let query = &hits.query;
    let [first, second, ..] = &query.topics[..] else { return None };
    let alike = first.word == second.word && query.words <= SHORT && query.groups.len() == 1;
    let signals = &query.signals;
    let of_the_matter = !signals.orders && signals.elsewhere == 0 && signals.chatter == 0;
    let nothing_whole = of_the_matter && hits.evidence.likeness < LIKE_A_QUESTION;
    let topics = &index.knowledge().topics;
    (alike && nothing_whole).then(|| {
        let votes = query.topics.iter().filter(|vote| vote.word == first.word);
        votes.map(|vote| Arc::clone(&topics[usize::from(vote.topic)])).collect()
    })
}

fn scored(index: &Index, hits: &[Hit]) -> Vec<Scored> {
    let best = hits.first().map_or(0.0, |hit| hit.score);
    let strong = hits.iter().enumerate().filter(|(at, hit)| {
        let share = if *at < FIRST { FAINT } else { WEAKEST };
        hit.score >= share * best
    });
    strong
        .map(|(_, hit)| hit)
        .map(|hit| Scored { entry: Arc::clone(index.entry(hit.entry)), score: hit.score })
        .take(POINTS)
        .collect()
}

fn topic_word(index: &Index, hits: &Hits, topic: Option<&Topic>) -> Option<String> {
    let topic = topic?;
    let votes = &hits.query.topics;
    let vote = votes
        .iter()
        .find(|vote| index.knowledge().topics[usize::from(vote.topic)].id == topic.id)?;
    Some(vote.word.clone())
}

/// The other topics among the hits and the words, best first.
fn other_topics(index: &Index, hits: &Hits, topic: Option<&Topic>) -> Vec<Arc<Topic>> {
    let topics = &index.knowledge().topics;
    let voted = hits.query.topics.iter().map(|vote| &topics[usize::from(vote.topic)]);
    let mut others: Vec<Arc<Topic>> = Vec::new();
    for other in voted.chain(hits.list.iter().take(POINTS).map(|hit| &index.entry(hit.entry).topic))
    {
        let new = topic.is_none_or(|topic| topic.id != other.id)
            && !others.iter().any(|known| known.id == other.id);
        if new && others.len() < OTHER_TOPICS {
            others.push(Arc::clone(other));
        }
    }
    others
}

fn found(
    knowledge: &Knowledge,
    reading: Reading,
    points: Points,
    other_topics: Vec<Arc<Topic>>,
) -> Found {
    let stacks = stacks_in_question(knowledge, &reading, &points);
    let leaning = |topic: &&Arc<Topic>| stacks.len() > 1 && !topic.descriptive;
    let lean = reading.topic.as_ref().filter(leaning);
    let lean = lean.and_then(|topic| lean::of(knowledge, topic, &stacks));
    let catch = match &lean {
        Some(lean) if reading.compares => against(knowledge, lean, &stacks, &points),
        _ => catch(knowledge, &points),
    };
    // What is shown first counts first; else whatever was found on the same topic.
    let topic = points.first().map(|point| &point.entry.topic.id);
    let on_topic = points.iter().filter(|point| Some(&point.entry.topic.id) == topic);
    let disagreement = dispute::first(knowledge, points.iter().take(3).map(|p| &p.entry))
        .or_else(|| dispute::first(knowledge, on_topic.map(|p| &p.entry)));
    let shown = points.iter().map(|point| point.entry.as_ref()).chain(catch.as_deref());
    let evidence = evidence::line(shown);
    Found { reading, points, catch, lean, disagreement, evidence, other_topics }
}

/// The stacks to weigh against each other: those named, and those the best point compares.
fn stacks_in_question(
    knowledge: &Knowledge,
    reading: &Reading,
    points: &[Scored],
) -> Vec<Arc<Stack>> {
    let mut stacks = reading.stacks.clone();
    let best = points.first().map(|point| &point.entry);
    let compared = best.into_iter().flat_map(|entry| entry.about.iter().chain(&entry.over));
    let all = if knowledge.stacks.len() == 2 { &knowledge.stacks[..] } else { &[] };
    if stacks.len() < 2 {
        for stack in compared.chain(all) {
            if !stacks.iter().any(|known| known.id == stack.id) {
                stacks.push(Arc::clone(stack));
            }
        }
    }
    stacks
}

/// The strongest point against a lean, on its topic: of what was found, else the best supported.
fn against(
    knowledge: &Knowledge,
    lean: &Lean,
    stacks: &[Arc<Stack>],
    points: &[Scored],
) -> Option<Arc<Entry>> {
    let to = lean.to.as_ref()?;
    let opposes = |entry: &&Arc<Entry>| {
        if entry.topic.id != lean.topic.id || entry.question().is_some() {
            return false;
        }
        let favoured = lean::favoured(entry, stacks);
        favoured.iter().any(|at| stacks[*at].id != to.id)
            && favoured.iter().all(|at| stacks[*at].id != to.id)
    };
    let found = points.iter().map(|point| &point.entry).find(opposes);
    let supported = || {
        let all = knowledge.entries.iter().filter(opposes);
        all.rev().max_by_key(|entry| evidence::sources([entry.as_ref()]).len())
    };
    found.or_else(supported).cloned()
}

/// The strongest point on the other side of the best one, about the same stacks and on the same
/// topic; else on the nearest topic that has one. What was found comes before what was not.
fn catch(knowledge: &Knowledge, points: &[Scored]) -> Option<Arc<Entry>> {
    let best = &points.first()?.entry;
    let other = match best.stance {
        Stance::Pro => Stance::Con,
        Stance::Con => Stance::Pro,
        Stance::Neutral => return None,
    };
    let opposes = |entry: &Arc<Entry>| {
        entry.stance == other
            && entry.question().is_none()
            && best.about.iter().any(|stack| entry.is_about(stack))
    };
    let found = || points.iter().map(|point| &point.entry).filter(|entry| opposes(entry));
    let supported = |entries: &mut dyn Iterator<Item = &Arc<Entry>>| {
        entries
            .enumerate()
            .max_by_key(|(at, entry)| {
                (evidence::sources([entry.as_ref()]).len(), std::cmp::Reverse(*at))
            })
            .map(|(_, entry)| Arc::clone(entry))
    };
    let all = || knowledge.entries.iter();
    std::iter::once(&best.topic.id).chain(&best.topic.near).find_map(|topic| {
        let on_topic = |entry: &&Arc<Entry>| entry.topic.id == *topic;
        let known = || all().filter(on_topic).filter(|entry| opposes(entry));
        found().find(on_topic).cloned().or_else(|| supported(&mut known()))
    })
}
