//! The first pass: which entries are worth a close look.
//!
//! Words are taken rarest first. As soon as no entry that holds none of the words seen could come
//! among the best, the long lists of common words are left unread: the close look finds them in
//! the few entries that matter.

use super::index::Index;
use super::postings::STEP;
use super::scratch::Scratch;
use super::terms::{Term, Terms};

/// Lists shorter than this are read without asking whether they can change anything.
const SHORT: usize = 4096;
/// How much is taken into account for entries that hold none of the words.
const LEAST: f32 = 1e-6;

/// What is known of entries before their words are read.
pub(crate) struct Prior {
    /// Per class: factor, and what is added for the side asked for.
    pub(crate) classes: Vec<(f32, f32)>,
    /// Where the classes of a server's own entries begin.
    pub(crate) own: usize,
    /// Per topic: what is added.
    pub(crate) topics: Vec<f32>,
}

impl Prior {
    /// The score of an entry of the layer that begins at `first`, so far as is known.
    fn score(&self, first: usize, place: (u16, u16), sum: f32) -> f32 {
        let own = if first == 0 { 0 } else { self.own };
        let (factor, side) = self.classes[usize::from(place.0) + own];
        let topic = self.topics.get(usize::from(place.1)).copied().unwrap_or(0.0);
        (sum + topic + side) * factor
    }
}

/// The most promising entries, in no order. Leaves the scratch empty.
pub(crate) fn candidates(
    index: &Index,
    terms: &Terms,
    prior: &Prior,
    wanted: usize,
    scratch: &mut Scratch,
) -> Vec<u32> {
    let whole = gather(index, terms, prior, wanted, scratch);
    add_unspoken(index, terms, prior, wanted, scratch);
    let mut scores = scored(index, prior, scratch);
    // What was left unread may change the order among those that were seen.
    let wanted = if whole { wanted } else { 2 * wanted };
    if scores.len() > wanted {
        scores.select_nth_unstable_by(wanted, |a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        scores.truncate(wanted);
    }
    scratch.clear();
    scores.into_iter().map(|(_, entry)| entry).collect()
}

/// Adds up the words, those first that can add most; whether all of them were read.
fn gather(
    index: &Index,
    terms: &Terms,
    prior: &Prior,
    wanted: usize,
    scratch: &mut Scratch,
) -> bool {
    let mut groups: Vec<Group<'_>> = terms.weights.iter().map(|_| Group::default()).collect();
    for term in &terms.list {
        for usage in &term.words {
            groups[usize::from(usage.group)].add(index, term, usage.scale);
        }
    }
    groups.sort_by(|a, b| b.most.total_cmp(&a.most));
    let mut left: f32 = groups.iter().map(|group| group.most).sum();
    let factor = prior.classes.iter().map(|class| class.0).fold(0.0, f32::max);
    let topic = prior.topics.iter().copied().fold(0.0, f32::max);
    // More than the score so far of the last place that is wanted.
    let mut nth = f32::INFINITY;
    for (number, group) in (1..).zip(&groups) {
        let unseen = (left + topic) * factor;
        if group.length > SHORT && scratch.touched.len() >= wanted && unseen < nth {
            nth = nth_best(index, prior, wanted, scratch);
            if unseen < nth {
                return false;
            }
        }
        left -= group.most;
        nth += group.most * factor;
        for (term, scale) in &group.terms {
            let step = scale * term.rarity * STEP;
            each(index, term, |at, gain| {
                let gain = step * f32::from(gain) + LEAST;
                if group.terms.len() == 1 {
                    scratch.add(at, gain);
                } else {
                    scratch.add_best(at, gain, number);
                }
            });
        }
    }
    true
}

/// The stems of one word.
#[derive(Default)]
struct Group<'a> {
    /// With what each counts as an informative word.
    terms: Vec<(&'a Term, f32)>,
    /// The most it can add to an entry.
    most: f32,
    /// How many places its lists have.
    length: usize,
}

impl<'a> Group<'a> {
    fn add(&mut self, index: &Index, term: &'a Term, scale: f32) {
        for (_, layer) in index.layers() {
            let Some(row) = layer.statistics.rows.of(term.stem) else { continue };
            let most = scale * term.rarity * layer.postings.highest(row);
            self.most = self.most.max(most);
            self.length += layer.postings.count(row);
        }
        self.terms.push((term, scale));
    }
}

fn each(index: &Index, term: &Term, mut take: impl FnMut(usize, u8)) {
    for (first, layer) in index.layers() {
        if let Some(row) = layer.statistics.rows.of(term.stem) {
            layer.postings.each(row, |at, gain| take(first + at, gain));
        }
    }
}

/// Adds entries that may answer without holding a word: those on the side asked for, and those on
/// a topic whose own words were used.
fn add_unspoken(index: &Index, terms: &Terms, prior: &Prior, wanted: usize, scratch: &mut Scratch) {
    for (first, layer) in index.layers() {
        let own = if first == 0 { 0 } else { prior.own };
        for ((_, entries), (_, side)) in layer.classes.iter().zip(&prior.classes[own..]) {
            if *side > 0.0 {
                for entry in entries.iter().take(wanted) {
                    scratch.add(first + *entry as usize, LEAST);
                }
            }
        }
        let mut topics: Vec<u16> = terms.on_topic.iter().map(|(topic, ..)| *topic).collect();
        topics.dedup();
        for topic in topics {
            for entry in layer.topics[usize::from(topic)].iter().take(wanted) {
                scratch.add(first + *entry as usize, LEAST);
            }
        }
    }
}

/// Every entry touched, with its score so far.
fn scored(index: &Index, prior: &Prior, scratch: &Scratch) -> Vec<(f32, u32)> {
    let score = |entry: &u32| {
        let (layer, at) = index.layer_of(*entry as usize);
        let first = *entry as usize - at;
        let sum = scratch.gathered[*entry as usize].sum;
        (prior.score(first, layer.places[at], sum), *entry)
    };
    scratch.touched.iter().map(score).collect()
}

/// The score so far of the entry at a place.
fn nth_best(index: &Index, prior: &Prior, place: usize, scratch: &Scratch) -> f32 {
    let mut scores = scored(index, prior, scratch);
    let (_, nth, _) = scores.select_nth_unstable_by(place - 1, |a, b| b.0.total_cmp(&a.0));
    nth.0
}
