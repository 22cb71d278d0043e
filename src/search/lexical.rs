//! The close look: what an entry's words say about a question, read from the entry itself.

use super::fields::Slack;
use super::scratch::Scratch;
use super::terms::Terms;
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
    /// Likeness of the nearest question, 0 to 1.
    pub(crate) likeness: f32,
    /// Likeness of the second nearest question, 0 to 1.
    pub(crate) second: f32,
    /// Likeness of the nearest sentence of the text, 0 to 1.
    pub(crate) passage: f32,
    /// Sum of what the pairs are worth that stand in it as in the question.
    pub(crate) pairs: f32,
}

/// Reads entries for one question.
pub(crate) struct Reader<'a> {
    terms: &'a Terms,
    /// Per term: how often in the whole and in the questions.
    counts: Vec<(u32, u32)>,
    seen: Vec<u16>,
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
            counts: vec![(0, 0); terms.list.len()],
            seen: Vec::new(),
            hits: Vec::new(),
            shared: Vec::new(),
            groups: vec![(0.0, 0.0); terms.weights.len()],
            spoken: vec![0.0; terms.pairs.len() + 1],
            followed: vec![false; terms.pairs.len() + 1],
        }
    }

    /// Reads an entry.
    pub(crate) fn read(
        &mut self,
        parts: Parts<'_>,
        slack: Slack,
        topic: u16,
        scratch: &Scratch,
    ) -> Lexical {
        let mut read = Lexical::default();
        let mut sums = parts.sums.iter();
        for question in parts.each_question() {
            let sum = sums.next().copied().unwrap_or(0.0);
            if self.count(question, true, scratch) {
                let like = self.likeness(sum);
                read.second = read.second.max(like.min(read.likeness));
                read.likeness = read.likeness.max(like);
            }
        }
        for sentence in parts.sentences() {
            let sum = sums.next().copied().unwrap_or(0.0);
            if self.count(sentence, false, scratch) {
                read.passage = read.passage.max(self.passage(sum));
            }
        }
        self.count(parts.keywords, false, scratch);
        self.score_words(slack, topic, &mut read);
        for (followed, worth) in self.followed.iter_mut().zip(&self.terms.pairs) {
            read.pairs += if std::mem::take(followed) { *worth } else { 0.0 };
        }
        read
    }

    /// Counts the terms of a sentence, and its pairs; whether it holds any.
    fn count(&mut self, sentence: &[Placed], in_question: bool, scratch: &Scratch) -> bool {
        self.hits.clear();
        let mut before = 0;
        for word in sentence {
            let place = scratch.terms[word.stem().at()];
            if place > 0 {
                self.hits.push(place - 1);
                let count = &mut self.counts[usize::from(place - 1)];
                if count.0 == 0 {
                    self.seen.push(place - 1);
                }
                count.0 += 1;
                count.1 += u32::from(in_question);
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

    /// How much the whole question counted last is like the one asked.
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

    /// How much the sentence counted last is like the informative words.
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

    /// Adds up what the terms counted are worth, and forgets them.
    fn score_words(&mut self, slack: Slack, topic: u16, read: &mut Lexical) {
        let on_topic = self.terms.on_topic(topic);
        for (_, term, _) in on_topic {
            if self.counts[usize::from(*term)].0 == 0 {
                self.seen.push(*term);
            }
        }
        let of_topic = |term: u16| {
            let held = on_topic.iter().filter(|(_, at, _)| *at == term);
            held.map(|(.., worth)| *worth).sum::<f32>()
        };
        for term in self.seen.drain(..) {
            let (whole, questions) = std::mem::take(&mut self.counts[usize::from(term)]);
            let gain: f32 = slack.gain(whole, questions) + of_topic(term);
            let term = &self.terms.list[usize::from(term)];
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
