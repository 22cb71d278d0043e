//! Which stack the cited evidence supports for given needs: a weighted sum that anybody can redo.
//!
//! For each need a stack gets its **balance**: the sources that stand for it, less those that stand
//! against it, out of all that speak of the need. The balance times the need's weight, added up
//! over all needs, is the stack's score. What nobody speaks of counts nothing and is named.
//! `docs/recommend.md` has an example, and what the method cannot do.

use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::sync::Arc;

use crate::knowledge::{Entry, Knowledge, Source, Stack, Topic};

use super::lean::{self, Stand};
use super::needs::Need;
use super::value::EvidenceLine;
use super::{evidence, tipping};

pub use super::tipping::{Tipping, Without};

/// Scores nearer than this are equal: rounding may differ in the last digits.
pub(super) const EQUAL: f64 = 1e-9;
/// A lead of less than this share of all weights is narrow.
const NARROW: f64 = 0.1;
/// Most points named for the result, and as many against it.
const REASONS: usize = 3;

/// What the evidence says for some needs.
#[derive(Clone, Debug, PartialEq)]
pub struct Recommendation {
    /// The result.
    pub verdict: Verdict,
    /// The stacks by score, highest first; equal ones in the order asked.
    pub order: Vec<(Arc<Stack>, f64)>,
    /// What each need adds.
    pub weighed: Vec<Weighed>,
    /// The needs without which the result would be another.
    pub without: Vec<Without>,
    /// The weights at which the order turns, nearest first; for topics that were not named too.
    pub tipping: Vec<Tipping>,
    /// The best supported points for the result, one a need, weightiest need first.
    pub why: Vec<Arc<Entry>>,
    /// The strongest points against it; where these needs hold none, one on another topic.
    pub against: Vec<Arc<Entry>>,
    /// How good the evidence on these needs is.
    pub evidence: EvidenceLine,
}

/// The result of a recommendation.
#[derive(Clone, Debug, PartialEq)]
pub enum Verdict {
    /// The evidence supports this stack; `narrow` when its lead is less than a tenth of the weights.
    For {
        /// The stack.
        stack: Arc<Stack>,
        /// Whether it is only just ahead.
        narrow: bool,
    },
    /// It is balanced between these.
    Even(Vec<Arc<Stack>>),
    /// No source speaks of any of the needs.
    Nothing,
}

/// One need, and how the sources stand on it.
#[derive(Clone, Debug, PartialEq)]
pub struct Weighed {
    /// The need.
    pub need: Need,
    /// How many sources speak on it; 0 when nobody does.
    pub speaking: usize,
    /// For each stack, in the order asked: who stands for it and against it.
    pub sides: Vec<Side>,
}

/// How the sources stand to one stack on one need.
#[derive(Clone, Debug, PartialEq)]
pub struct Side {
    /// The stack.
    pub stack: Arc<Stack>,
    /// The sources that stand for it.
    pub supporting: Vec<Arc<Source>>,
    /// The sources that stand against it, and not for another one.
    pub opposing: Vec<Arc<Source>>,
    /// Whether any source speaks of it on this need.
    pub spoken_of: bool,
}

impl Weighed {
    /// The balance of the stack at this place: from -1 (all against it) to 1 (all for it).
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "sources are counted in tens")]
    pub fn balance(&self, at: usize) -> f64 {
        let side = &self.sides[at];
        if self.speaking == 0 {
            return 0.0;
        }
        (side.supporting.len() as f64 - side.opposing.len() as f64) / self.speaking as f64
    }

    /// What the need adds to the score of the stack at this place.
    #[must_use]
    pub fn adds(&self, at: usize) -> f64 {
        f64::from(self.need.weight.get()) * self.balance(at)
    }
}

impl Recommendation {
    /// The needs that no source speaks of, for any of the stacks.
    pub fn silent(&self) -> impl Iterator<Item = &Topic> {
        let silent = self.weighed.iter().filter(|w| w.speaking == 0 && w.need.weight.get() > 0);
        silent.map(|weighed| weighed.need.topic.as_ref())
    }

    /// For each stack that nobody speaks of on some of the needs that others are judged by: those.
    #[must_use]
    pub fn unspoken(&self) -> Vec<(&Stack, Vec<&Topic>)> {
        let counted = || self.weighed.iter().filter(|w| w.speaking > 0 && w.need.weight.get() > 0);
        let stacks = self.weighed.first().map_or(0, |weighed| weighed.sides.len());
        let of = |at: usize| {
            let without = counted().filter(|weighed| !weighed.sides[at].spoken_of);
            let topics: Vec<&Topic> = without.map(|weighed| weighed.need.topic.as_ref()).collect();
            (self.weighed[0].sides[at].stack.as_ref(), topics)
        };
        (0..stacks).map(of).filter(|(_, topics)| !topics.is_empty()).collect()
    }
}

/// What the evidence supports for these needs, among two or more stacks.
#[must_use]
pub fn recommend(knowledge: &Knowledge, stacks: &[Arc<Stack>], needs: &[Need]) -> Recommendation {
    let weighed: Vec<Weighed> = needs.iter().map(|need| weigh(knowledge, stacks, need)).collect();
    let scores = scores(&weighed, stacks.len());
    let mut places: Vec<usize> = (0..stacks.len()).collect();
    places.sort_by(|a, b| compared(scores[*b], scores[*a]));
    let verdict = verdict(&weighed, stacks);
    let mut by_weight: Vec<&Weighed> =
        weighed.iter().filter(|one| one.need.weight.get() > 0).collect();
    by_weight.sort_by_key(|one| Reverse(one.need.weight));
    let leader = leaders(&scores)[0];
    let (why, against) = match &verdict {
        Verdict::For { .. } => {
            let pulls = |one: &&&Weighed| 0.0 < pull(one, leader);
            let pulling: Vec<&Weighed> = by_weight.iter().filter(pulls).copied().collect();
            // What pulls the other way comes first.
            let mut resisting = by_weight.clone();
            resisting.sort_by(|a, b| compared(pull(a, leader), pull(b, leader)));
            (
                reasons(knowledge, &pulling, REASONS, &|e| speaks_for(e, stacks, leader)),
                against(knowledge, stacks, &resisting, leader),
            )
        }
        // Where nobody leads, each of those that share the lead has a reason named.
        Verdict::Even(_) => {
            let for_each = leaders(&scores).into_iter().flat_map(|at| {
                let mut needs = by_weight.clone();
                needs.sort_by(|a, b| compared(pull(b, at), pull(a, at)));
                reasons(knowledge, &needs, 1, &|e| speaks_for(e, stacks, at))
            });
            (for_each.collect(), Vec::new())
        }
        Verdict::Nothing => (Vec::new(), Vec::new()),
    };
    let on_needs = knowledge.entries.iter().filter(|entry| {
        by_weight.iter().any(|one| one.need.topic.id == entry.topic.id)
            && stacks.iter().any(|stack| entry.is_about(stack))
    });
    Recommendation {
        verdict,
        without: tipping::without(&weighed, stacks),
        tipping: tipping::points(&all(knowledge, stacks, &weighed), stacks),
        order: places.iter().map(|at| (Arc::clone(&stacks[*at]), scores[*at])).collect(),
        why,
        against,
        evidence: evidence::line(on_needs.map(AsRef::as_ref)),
        weighed,
    }
}

/// The strongest points against the leader on these needs; where there are none, the strongest one
/// on any other topic, as there is hardly ever nothing.
fn against(
    knowledge: &Knowledge,
    stacks: &[Arc<Stack>],
    needs: &[&Weighed],
    leader: usize,
) -> Vec<Arc<Entry>> {
    let wanted = |entry: &Entry| speaks_against(entry, stacks, leader);
    let here = reasons(knowledge, needs, REASONS, &wanted);
    if !here.is_empty() {
        return here;
    }
    let elsewhere: Vec<Weighed> = weighable(knowledge, stacks)
        .into_iter()
        .map(|topic| weigh(knowledge, stacks, &Need::one(topic)))
        .collect();
    let mut elsewhere: Vec<&Weighed> = elsewhere.iter().collect();
    elsewhere.sort_by(|a, b| {
        compared(pull(a, leader), pull(b, leader)).then(b.speaking.cmp(&a.speaking))
    });
    reasons(knowledge, &elsewhere, 1, &wanted)
}

/// The topics that needs can be made of: those on which some source takes a side among these
/// stacks, as filed.
#[must_use]
pub fn weighable(knowledge: &Knowledge, stacks: &[Arc<Stack>]) -> Vec<Arc<Topic>> {
    let sided = |topic: &&Arc<Topic>| {
        let stands = lean::stands(knowledge, topic, stacks);
        stands.iter().any(|(_, stand)| *stand != Stand::Neither)
    };
    knowledge.topics.iter().filter(sided).cloned().collect()
}

fn weigh(knowledge: &Knowledge, stacks: &[Arc<Stack>], need: &Need) -> Weighed {
    let stands = lean::stands(knowledge, &need.topic, stacks);
    let spoken_of = |stack: &Stack| {
        let mut entries = knowledge.entries.iter();
        entries.any(|entry| entry.topic.id == need.topic.id && entry.is_about(stack))
    };
    let of = |wanted: Stand| {
        let these = stands.iter().filter(|(_, stand)| *stand == wanted);
        these.map(|(source, _)| Arc::clone(source)).collect()
    };
    let side = |(at, stack): (usize, &Arc<Stack>)| Side {
        stack: Arc::clone(stack),
        supporting: of(Stand::For(at)),
        opposing: of(Stand::Against(at)),
        spoken_of: spoken_of(stack),
    };
    let sides = stacks.iter().enumerate().map(side).collect();
    Weighed { need: need.clone(), speaking: stands.len(), sides }
}

/// The needs, and every other topic that could be one, with weight 0.
fn all(knowledge: &Knowledge, stacks: &[Arc<Stack>], weighed: &[Weighed]) -> Vec<Weighed> {
    let named: BTreeSet<&str> = weighed.iter().map(|one| one.need.topic.id.as_str()).collect();
    let others = weighable(knowledge, stacks).into_iter();
    let others = others.filter(|topic| !named.contains(topic.id.as_str()));
    let others = others.map(|topic| weigh(knowledge, stacks, &Need::unweighed(topic)));
    weighed.iter().cloned().chain(others).collect()
}

/// Each stack's score, in the order asked.
pub(super) fn scores(weighed: &[Weighed], stacks: usize) -> Vec<f64> {
    (0..stacks).map(|at| weighed.iter().map(|one| one.adds(at)).sum()).collect()
}

/// The places that share the highest score; never empty.
pub(super) fn leaders(scores: &[f64]) -> Vec<usize> {
    let best = scores.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    (0..scores.len()).filter(|at| best - scores[*at] < EQUAL).collect()
}

pub(super) fn verdict(weighed: &[Weighed], stacks: &[Arc<Stack>]) -> Verdict {
    let counted = |one: &&Weighed| one.speaking > 0 && one.need.weight.get() > 0;
    let weights: f64 =
        weighed.iter().filter(counted).map(|one| f64::from(one.need.weight.get())).sum();
    if weights == 0.0 {
        return Verdict::Nothing;
    }
    let scores = scores(weighed, stacks.len());
    match leaders(&scores)[..] {
        [at] => {
            let others = scores.iter().enumerate().filter(|(other, _)| *other != at);
            let next = others.map(|(_, score)| *score).fold(f64::NEG_INFINITY, f64::max);
            let narrow = scores[at] - next < NARROW * weights;
            Verdict::For { stack: Arc::clone(&stacks[at]), narrow }
        }
        ref shared => Verdict::Even(shared.iter().map(|at| Arc::clone(&stacks[*at])).collect()),
    }
}

/// How much a need speaks for the stack at this place rather than for the best of the others.
fn pull(one: &Weighed, at: usize) -> f64 {
    let others = (0..one.sides.len()).filter(|other| *other != at).map(|other| one.adds(other));
    one.adds(at) - others.fold(f64::NEG_INFINITY, f64::max)
}

/// Orders scores; those that are equal but for rounding are equal.
fn compared(a: f64, b: f64) -> std::cmp::Ordering {
    if (a - b).abs() < EQUAL { std::cmp::Ordering::Equal } else { a.total_cmp(&b) }
}

/// The best supported points that are wanted: one a need in the order given, then a second.
fn reasons(
    knowledge: &Knowledge,
    needs: &[&Weighed],
    most: usize,
    wanted: &dyn Fn(&Entry) -> bool,
) -> Vec<Arc<Entry>> {
    let of = |need: &Weighed| {
        let here = knowledge.entries.iter().filter(|entry| {
            entry.topic.id == need.need.topic.id && entry.question().is_none() && wanted(entry)
        });
        let mut here: Vec<&Arc<Entry>> = here.collect();
        here.sort_by_key(|entry| Reverse(evidence::sources([entry.as_ref()]).len()));
        here
    };
    let by_need: Vec<Vec<&Arc<Entry>>> = needs.iter().map(|need| of(need)).collect();
    let longest = by_need.iter().map(Vec::len).max().unwrap_or(0);
    let rounds =
        (0..longest).flat_map(|round| by_need.iter().filter_map(move |one| one.get(round)));
    rounds.take(most).map(|entry| Arc::clone(entry)).collect()
}

fn speaks_for(entry: &Entry, stacks: &[Arc<Stack>], at: usize) -> bool {
    lean::favoured(entry, stacks)[..] == [at]
}

fn speaks_against(entry: &Entry, stacks: &[Arc<Stack>], at: usize) -> bool {
    use crate::knowledge::Stance;
    let favoured = lean::favoured(entry, stacks);
    let others = !favoured.is_empty() && !favoured.contains(&at);
    others
        || (entry.stance == Stance::Con && favoured.is_empty() && {
            let about = stacks.iter().filter(|stack| entry.is_about(stack)).count();
            about == 1 && entry.is_about(&stacks[at])
        })
}
