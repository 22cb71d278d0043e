//! The close look: what an entry's words say about a question, read from the entry itself.

use super::questions::Alike;
use super::scratch::Scratch;
use super::terms::{Term, Terms};
use super::texts::{Parts, Placed};

/// What a word must be worth to cover its part in full, per unit of rarity; one that only the
/// topic's own list holds covers less.
const COVERS: f32 = 0.45;

/// What an entry's words say.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Lexical {
    /// Sum of what the informative words are worth.
    pub(crate) words: f32,
    /// Share of the informative words that it holds, 0 to 1.
    pub(crate) coverage: f32,
    /// Likeness of the nearest sentence of the text, 0 to 1.
    pub(crate) passage: f32,
    /// Sum of what the pairs are worth that stand in it as in the question.
    pub(crate) pairs: f32,
}

/// Reads entries and their questions for one question.
pub(crate) struct Reader<'a> {
    terms: &'a Terms,
    /// The terms of the latest sentence.
    hits: Vec<u16>,
    /// Places of words that share something with the latest sentence.
    shared: Vec<u16>,
    /// Per group: what it is worth and what is covered, or shared.
    groups: Vec<(f32, f32)>,
    /// Per word as spoken: what is shared.
    spoken: Vec<f32>,
    /// Per word as spoken: whether the next one followed it.
    followed: Vec<bool>,
}

impl<'a> Reader<'a> {
    /// Whoever reads has the terms' places in the scratch.
    pub(crate) fn new(terms: &'a Terms) -> Self {
        Self {
            terms,
            hits: Vec::new(),
            shared: Vec::new(),
            groups: vec![(0.0, 0.0); terms.weights.len()],
            spoken: vec![0.0; terms.pairs.len() + 1],
            followed: vec![false; terms.pairs.len() + 1],
        }
    }

    /// Reads a whole question that has so much weight: its likeness to the one asked, 0 to 1, and
    /// what the pairs in it are worth.
    pub(crate) fn question(&mut self, words: &[Placed], sum: f32, scratch: &Scratch) -> (f32, f32) {
        let any = self.look_for(words, scratch);
        let likeness = if any { self.likeness(sum) } else { 0.0 };
        (likeness, self.pairs())
    }

    /// Reads an entry. `gain` is what a term is worth in it, per unit of rarity.
    pub(crate) fn read(
        &mut self,
        parts: Parts<'_>,
        gain: impl Fn(&Term) -> f32,
        topic: u16,
        alike: &Alike,
        scratch: &Scratch,
    ) -> Lexical {
        let mut read = Lexical::default();
        for (sentence, sum) in parts.sentences().zip(parts.sums) {
            if self.look_for(sentence, scratch) {
                read.passage = read.passage.max(self.passage(*sum));
            }
        }
        self.look_for(parts.keywords, scratch);
        read.pairs = self.pairs().max(alike.pairs);
        self.score_words(gain, topic, &mut read);
        read
    }

    /// Notes the terms of a sentence, and its pairs; whether it holds any.
    fn look_for(&mut self, sentence: &[Placed], scratch: &Scratch) -> bool {
        self.hits.clear();
        let mut before = 0;
        for word in sentence {
            let place = scratch.terms[word.stem().at()];
            if place > 0 {
                self.hits.push(place - 1);
                if before > 0 {
                    self.follow(before - 1, place - 1);
                }
            }
            before = if word.ends() { 0 } else { place };
        }
        !self.hits.is_empty()
    }

    /// Marks the places of the question where the second term follows the first.
    fn follow(&mut self, first: u16, second: u16) {
        let list = &self.terms.list;
        for one in &list[usize::from(first)].spoken {
            for next in &list[usize::from(second)].spoken {
                if next.at == one.at + 1 {
                    self.followed[usize::from(one.at)] = true;
                }
            }
        }
    }

    /// What the pairs noted are worth; forgets them.
    fn pairs(&mut self) -> f32 {
        let worth = |(followed, worth): (&mut bool, &f32)| {
            if std::mem::take(followed) { *worth } else { 0.0 }
        };
        self.followed.iter_mut().zip(&self.terms.pairs).map(worth).sum()
    }

    /// How much the whole question noted last is like the one asked.
    fn likeness(&mut self, sum: f32) -> f32 {
        for term in &self.hits {
            for usage in &self.terms.list[usize::from(*term)].spoken {
                let shared = &mut self.spoken[usize::from(usage.at)];
                if *shared <= 0.0 {
                    self.shared.push(usage.at);
                }
                *shared = shared.max(usage.shares);
            }
        }
        let of = |at: u16| std::mem::take(&mut self.spoken[usize::from(at)]);
        alike(self.shared.drain(..).map(of).sum(), self.terms.spoken + sum)
    }

    /// How much the sentence noted last is like the informative words.
    fn passage(&mut self, sum: f32) -> f32 {
        for term in &self.hits {
            for usage in &self.terms.list[usize::from(*term)].words {
                let shared = &mut self.groups[usize::from(usage.group)].0;
                if *shared <= 0.0 {
                    self.shared.push(usage.group);
                }
                *shared = shared.max(usage.shares);
            }
        }
        let of = |at: u16| std::mem::take(&mut self.groups[usize::from(at)].0);
        alike(self.shared.drain(..).map(of).sum(), self.terms.total + sum)
    }

    /// Adds up what the terms are worth.
    fn score_words(&mut self, gain: impl Fn(&Term) -> f32, topic: u16, read: &mut Lexical) {
        let on_topic = self.terms.on_topic(topic);
        for (at, term) in (0u16..).zip(&self.terms.list) {
            if term.words.is_empty() {
                continue;
            }
            let held = on_topic.iter().filter(|(_, term, _)| *term == at);
            let gain = gain(term) + held.map(|(.., worth)| *worth).sum::<f32>();
            if gain <= 0.0 {
                continue;
            }
            for usage in &term.words {
                let (words, covered) = &mut self.groups[usize::from(usage.group)];
                *words = words.max(gain * term.rarity * usage.scale);
                *covered = covered.max((gain / COVERS).min(1.0) * usage.covers);
            }
        }
        let mut covered = 0.0;
        for group in &mut self.groups {
            let (words, covers) = std::mem::take(group);
            read.words += words;
            covered += covers;
        }
        read.coverage = if self.terms.total > 0.0 { covered / self.terms.total } else { 1.0 };
    }
}

/// Twice what is shared, of both together.
fn alike(shared: f32, both: f32) -> f32 {
    if shared > 0.0 { (2.0 * shared / both).min(1.0) } else { 0.0 }
}
