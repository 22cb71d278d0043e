//! Ranking: every signal's part in an entry's score, added or multiplied in one place.

use super::diversity;
use super::index::{Facts, Index};
use super::polarity::{self, Side};
use super::query::Query;
use super::switches::Signal;

/// What the likeness to a whole question adds at most.
const LIKENESS: f32 = 13.0;
/// What the right topic adds at most.
const TOPIC: f32 = 2.6;
/// Likeness from which two questions are the same.
const SAME: f32 = 0.97;
/// How much more the likeness of a question that is the same counts.
const SAME_WORTH: f32 = 1.6;
/// What remains of the score of an entry that holds none of the informative words.
const COORDINATION: f32 = 0.7;
/// Weight of the words from which a topic is pointed to with full strength.
const CLEAR_TOPIC: f32 = 4.0;
/// How much more than itself a word may count that stands in for a rarer one.
const SCALE: f32 = 1.3;
/// Entries scored by every signal: the best of the first pass.
const CONSIDERED: usize = 60;

/// How an entry came by its score.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Explanation {
    /// Words of the question that it holds.
    pub words: f32,
    /// Likeness to a question it is asked as, 0 to 1.
    pub likeness: f32,
    /// Its topic is the one pointed to.
    pub topic: f32,
    /// It takes the side asked for, when little else is asked.
    pub side: f32,
    /// Factor: whether it speaks of the stacks named.
    pub stack: f32,
    /// Factor: whether it takes the side asked for, compares when a comparison is asked for.
    pub stance: f32,
    /// Share of the informative words that it holds, weighted, 0 to 1.
    pub coverage: f32,
}

impl Explanation {
    /// Whether the entry says that it is asked with these very words.
    #[must_use]
    pub fn is_same_question(&self) -> bool {
        self.likeness > SAME && self.stack >= 1.0
    }

    /// The score that the parts make.
    #[must_use]
    pub fn score(&self) -> f32 {
        // Likeness in plain words alone ("what does ... do with") says little.
        let same = self.likeness > SAME;
        let meant = if same { SAME_WORTH } else { 0.4 + 0.6 * self.coverage };
        let likeness = LIKENESS * self.likeness * self.likeness * meant;
        let whole = COORDINATION + (1.0 - COORDINATION) * self.coverage;
        (self.words + likeness + self.topic + self.side) * whole * self.stack * self.stance
    }
}

/// One entry found.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Hit {
    /// The entry, by its place in the knowledge.
    pub entry: u32,
    /// Its score; comparable within one question only.
    pub score: f32,
    /// How it came by it.
    pub why: Explanation,
}

/// The best entries, best first.
pub(crate) fn best(index: &Index, query: &Query, count: usize) -> Vec<Hit> {
    let entries = index.facts.len();
    let mut words = vec![0.0f32; entries];
    let mut covered = vec![0.0f32; entries];
    let total = gather(index, query, &mut words, &mut covered);
    let is_on = |signal| query.switches.has(signal);
    let likeness = if is_on(Signal::Likeness) {
        index.sentences.likeness(&query.spoken, entries)
    } else {
        vec![0.0; entries]
    };
    let asked: u64 = query.stacks.iter().filter(|s| **s < 64).map(|s| 1u64 << s).sum();
    let topics = topics(query, index.knowledge().topics.len());
    let side = Side::asked(query);
    let classes: Vec<Explanation> = index
        .classes
        .iter()
        .map(|example| &index.facts[*example])
        .map(|facts| Explanation {
            side: side.map_or(0.0, |side| side.worth(facts)),
            stack: if is_on(Signal::Stack) { stack(asked, facts) } else { 1.0 },
            stance: polarity::factor(query, facts),
            ..Explanation::default()
        })
        .collect();
    let explain = |at: usize| {
        let facts = &index.facts[at];
        Explanation {
            words: words[at],
            likeness: likeness[at],
            topic: topics.get(usize::from(facts.topic)).copied().unwrap_or(0.0),
            coverage: if total > 0.0 && is_on(Signal::Coverage) {
                covered[at] / total
            } else {
                1.0
            },
            ..classes.get(usize::from(facts.class)).copied().unwrap_or_default()
        }
    };
    let mut scores: Vec<(f32, u32)> = Vec::with_capacity(entries);
    for (entry, at) in (0..).zip(0..entries) {
        let why = explain(at);
        if why.words > 0.0 || why.likeness > 0.0 || why.side > 0.0 {
            scores.push((why.score(), entry));
        }
    }
    sort_best(&mut scores, CONSIDERED.max(count));
    let explained =
        scores.into_iter().map(|(score, entry)| Hit { entry, score, why: explain(entry as usize) });
    let mut hits = explained.collect();
    if is_on(Signal::Diversity) {
        diversity::spread(index, &mut hits, count);
    }
    hits.truncate(count);
    hits
}

/// Adds up the words of each entry; gives the sum of the weights asked for.
fn gather(index: &Index, query: &Query, words: &mut [f32], covered: &mut [f32]) -> f32 {
    let mut best = vec![(0.0f32, 0.0f32); words.len()];
    let mut touched: Vec<u32> = Vec::new();
    let mut total = 0.0;
    for group in &query.groups {
        total += group.weight;
        let alone = group.alternatives.len() == 1;
        for (stem, surely) in &group.alternatives {
            let strong = index.rarity(*stem).max(0.1);
            // A word stands in for the one typed: it counts as much as that one, not as itself.
            let scale = surely * (group.weight / strong).min(SCALE);
            let worth = (1.4 * strong / group.weight).min(1.0);
            for (entry, impact) in index.holders(*stem) {
                let at = *entry as usize;
                // A word that only the topic's own list holds covers less.
                let share = surely * (impact / strong / 0.35).min(1.0) * worth;
                if alone {
                    words[at] += impact * scale;
                    covered[at] += share * group.weight;
                    continue;
                }
                let place = &mut best[at];
                if place.0 <= 0.0 {
                    touched.push(*entry);
                }
                *place = (place.0.max(impact * scale), place.1.max(share));
            }
        }
        for entry in touched.drain(..) {
            let (gain, share) = std::mem::take(&mut best[entry as usize]);
            words[entry as usize] += gain;
            covered[entry as usize] += share * group.weight;
        }
    }
    total
}

/// Per topic: what being on it adds to a score.
fn topics(query: &Query, count: usize) -> Vec<f32> {
    let mut gains = vec![0.0; count];
    if !query.switches.has(Signal::Topic) {
        return gains;
    }
    let strongest = query.topics.first().map_or(0.0, |vote| vote.weight);
    for vote in &query.topics {
        gains[usize::from(vote.topic)] = TOPIC * vote.weight / strongest.max(CLEAR_TOPIC);
    }
    gains
}

/// Entries about the stacks named come before the others.
fn stack(asked: u64, facts: &Facts) -> f32 {
    if asked == 0 {
        return 1.0;
    }
    let own = facts.about & asked;
    if asked.count_ones() > 1 {
        let both = (facts.about | facts.over) & asked;
        return if both == asked {
            1.12
        } else if own != 0 {
            1.0
        } else {
            0.5
        };
    }
    match () {
        () if facts.about == asked => 1.15,
        () if own != 0 => 1.05,
        () if facts.over & asked != 0 => 0.8,
        () if facts.named & asked != 0 => 0.7,
        () => 0.42,
    }
}

/// Sorts the best to the front and drops the rest.
fn sort_best(scores: &mut Vec<(f32, u32)>, count: usize) {
    let order = |a: &(f32, u32), b: &(f32, u32)| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1));
    if scores.len() > count {
        scores.select_nth_unstable_by(count, order);
        scores.truncate(count);
    }
    scores.sort_unstable_by(order);
}
