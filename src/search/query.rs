//! Reading a question: its words, what they may stand for, and the signals among them.

use super::combination;
use super::index::Index;
use super::language;
use super::lexicon::{List, Sense};
use super::meanings::{UNKNOWN_WEIGHT, alternatives, as_spoken, phrase_weight, weight};
use super::shape::{self, Shape};
use super::switches::{Signal, Switches};
use super::technology;
use super::tokens::{Tokens, within};
use super::vocabulary::{StemId, Word};

/// What the topic of the first word of a synonym counts, as a share of that word's own.
const MEANT_TOPIC: f32 = 0.4;

/// What a word counts that rarely says what is asked: "helps", "people".
const SLIGHT: f32 = 0.59;
/// Letters from which a word that nobody knows counts in full.
const TELLING: usize = 4;
/// What a word counts that mostly signals something: "cons", "wrong choice".
const SIGNAL: f32 = 0.13;

/// A word of the question that carries information, and what it may stand for.
#[derive(Clone, Debug)]
pub(crate) struct Group {
    /// Stems, and how surely each is meant (0 to 1).
    pub(crate) alternatives: Vec<(StemId, f32)>,
    /// How much it tells; higher for rarer words.
    pub(crate) weight: f32,
    /// How surely no entry speaks of it: above 0 when none uses it or a word it stands for.
    pub(crate) unknown: f32,
}

/// A topic the question points to.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct TopicVote {
    pub(crate) topic: u16,
    pub(crate) weight: f32,
    /// The word or phrase that pointed there, as typed.
    pub(crate) word: String,
}

/// What kind of question it seems to be: how many words or phrases of each list it holds.
#[expect(clippy::struct_excessive_bools, reason = "each signal is read on its own")]
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Signals {
    pub(crate) how_to: bool,
    pub(crate) advice: bool,
    pub(crate) detail: usize,
    pub(crate) amount: bool,
    pub(crate) drawback: bool,
    pub(crate) advantage: bool,
    pub(crate) compares: bool,
    pub(crate) project: bool,
    pub(crate) chatter: usize,
    /// It begins with thanks or praise.
    pub(crate) thanks: bool,
    pub(crate) orders: bool,
    pub(crate) elsewhere: usize,
    pub(crate) jargon: usize,
    /// Software is spoken of.
    pub(crate) trade: bool,
    pub(crate) other_language: bool,
    pub(crate) shape: Shape,
}

/// A question as the search reads it.
#[derive(Clone, Debug, Default)]
pub struct Query {
    /// The informative words.
    pub(crate) groups: Vec<Group>,
    /// Every word for the likeness to whole questions: the stems it may stand for, its weight.
    pub(crate) spoken: Vec<(Vec<(StemId, f32)>, f32)>,
    /// The stacks named, by place, in the order named.
    pub(crate) stacks: Vec<u16>,
    /// The topics pointed to, most likely first.
    pub(crate) topics: Vec<TopicVote>,
    pub(crate) signals: Signals,
    /// Technologies named that no entry is about, as typed.
    pub(crate) technologies: Vec<String>,
    /// (typed, read as)
    pub(crate) corrected: Vec<(String, String)>,
    /// Informative words that no entry uses.
    pub(crate) unknown: Vec<String>,
    /// Informative words, as typed.
    pub(crate) informative: Vec<String>,
    /// How many words there are.
    pub(crate) words: usize,
    /// Which signals are on.
    pub(crate) switches: Switches,
}

/// What was found out about one word.
#[expect(clippy::struct_excessive_bools, reason = "a word may be several of these")]
#[derive(Clone, Debug, Default)]
pub(crate) struct Seen {
    pub(crate) stem: Option<StemId>,
    pub(crate) mistakes: usize,
    pub(crate) plain: bool,
    pub(crate) stack: Option<u16>,
    pub(crate) technology: bool,
    /// It is a further word of a technology's name: "on" in "Ruby on Rails".
    pub(crate) continues: bool,
    pub(crate) maybe_technology: bool,
    pub(crate) elsewhere: bool,
    /// It is a thing of which one picks a make.
    pub(crate) tool: bool,
    /// It names a company or product that no entry speaks of.
    pub(crate) name: bool,
    /// It is part of a phrase that was read as a whole.
    pub(crate) taken: bool,
    /// It is part of a phrase that only signals something.
    pub(crate) signal: bool,
    pub(crate) synonyms: Vec<u16>,
    /// One of the synonyms stands for a phrase that begins here, not for the word alone.
    pub(crate) phrase: bool,
}

impl Query {
    /// Reads a question.
    pub(crate) fn read(index: &Index, switches: Switches, question: &str) -> Self {
        let tokens = Tokens::read(within(question));
        let words = index.vocabulary.words(&tokens);
        let mut query = Self { words: words.len(), switches, ..Self::default() };
        let mut seen: Vec<Seen> = words.iter().map(|word| query.look_up(index, word)).collect();
        query.signals.other_language = language::is_other(index, &tokens, &words);
        query.read_phrases(index, &words, &mut seen);
        query.signals.shape = shape::of(&words, &seen);
        query.technologies =
            technology::unknown(index, question, &words, &seen, query.signals.project);
        query.collect_groups(index, &words, &seen);
        let combined = combination::group(index, &words, &seen);
        if let Some(combined) = combined.filter(|_| switches.has(Signal::Both)) {
            // What each part is matters less than that both are used.
            query.groups.iter_mut().for_each(|group| group.weight *= SLIGHT);
            query.groups.push(combined);
        }
        query.settle_topics();
        query.hush();
        query
    }

    /// Forgets the signals of silence that are switched off.
    fn hush(&mut self) {
        let off = |signal| !self.switches.has(signal);
        let signals = &mut self.signals;
        signals.other_language &= !off(Signal::Language);
        signals.orders &= !off(Signal::Orders);
        signals.how_to &= !off(Signal::HowTo);
        signals.trade |= off(Signal::Astray);
        for (signal, count) in [
            (Signal::Detail, &mut signals.detail),
            (Signal::Elsewhere, &mut signals.elsewhere),
            (Signal::Jargon, &mut signals.jargon),
            (Signal::Chatter, &mut signals.chatter),
        ] {
            if off(signal) {
                *count = 0;
            }
        }
        if off(Signal::Technology) {
            self.technologies.clear();
        }
    }

    /// How the question was read, in one line for people who tune the search.
    #[must_use]
    pub fn summary(&self, index: &Index) -> String {
        let topics = &index.knowledge().topics;
        let votes: Vec<String> = self
            .topics
            .iter()
            .map(|v| format!("{} {:.1} ({})", topics[usize::from(v.topic)].id, v.weight, v.word))
            .collect();
        format!(
            "words {:?}, unknown {:?}, corrected {:?}, technologies {:?}, topics [{}], {:?}",
            self.informative,
            self.unknown,
            self.corrected,
            self.technologies,
            votes.join(", "),
            self.signals
        )
    }

    fn look_up(&mut self, index: &Index, word: &Word<'_>) -> Seen {
        let known = index.vocabulary.find(&word.text);
        // "beter" is Dutch, but more often a mistyped "better".
        if let Some(stem) = known.filter(|stem| !language::is_only_foreign(index, *stem)) {
            return Seen { stem: Some(stem), ..Seen::default() };
        }
        let spelling = self.switches.has(Signal::Spelling);
        let Some((meant, mistakes)) = spelling.then(|| index.nearest(&word.text)).flatten() else {
            return Seen { stem: known, ..Seen::default() };
        };
        let stem = index.vocabulary.find(&meant);
        self.corrected.push((word.text.to_string(), meant));
        Seen { stem, mistakes, ..Seen::default() }
    }

    fn read_phrases(&mut self, index: &Index, words: &[Word<'_>], seen: &mut [Seen]) {
        let stems: Vec<Option<StemId>> = seen.iter().map(|s| s.stem).collect();
        let mut stack_until = 0;
        let mut synonym_until = 0;
        for at in 0..stems.len() {
            for phrase in index.lexicon.at(&stems[at..]) {
                let span = at..at + phrase.len();
                match phrase.sense {
                    Sense::Stack(stack) if at >= stack_until => {
                        stack_until = span.end;
                        seen[span].iter_mut().for_each(|s| s.stack = Some(stack));
                        if !self.stacks.contains(&stack) {
                            self.stacks.push(stack);
                        }
                    }
                    Sense::Synonym(_) if !self.switches.has(Signal::Synonyms) => {}
                    Sense::Synonym(synonym) if at >= synonym_until || phrase.len() == 1 => {
                        if phrase.len() > 1 {
                            synonym_until = span.end;
                            seen[span].iter_mut().skip(1).for_each(|s| s.taken = true);
                            seen[at].phrase = true;
                        }
                        seen[at].synonyms.push(synonym);
                        self.vote_for_meaning(index, synonym, &words[at..at + phrase.len()]);
                    }
                    Sense::Technology if !index.is_stated(&stems[span.clone()]) => {
                        seen[span.clone()].iter_mut().for_each(|s| s.technology = true);
                        seen[span].iter_mut().skip(1).for_each(|s| s.continues = true);
                    }
                    Sense::MaybeTechnology => seen[at].maybe_technology = true,
                    Sense::Topic(topic) => {
                        let weight = phrase_weight(index, &stems[span.clone()]);
                        self.vote(topic, weight, &words[span]);
                    }
                    Sense::In(List::Jargon) if index.are_used(&stems[span.clone()]) => {}
                    Sense::In(List::Name) if index.is_stated(&stems[span.clone()]) => {}
                    // "movie streaming" is read as a whole, and then no matter of cinemas.
                    Sense::In(List::Elsewhere) if seen[at].phrase || seen[at].taken => {}
                    Sense::In(List::Thanks) => self.signals.thanks |= at == 0,
                    Sense::In(list) => self.note(list, &mut seen[span]),
                    Sense::Stack(_) | Sense::Synonym(_) | Sense::Technology | Sense::Foreign(_) => {
                    }
                }
            }
        }
    }

    /// A word points to the topics of what it stands for, but less than that itself does.
    fn vote_for_meaning(&mut self, index: &Index, synonym: u16, words: &[Word<'_>]) {
        let Some(meant) = index.lexicon.synonyms(synonym).first() else { return };
        if !self.switches.has(Signal::Meaning) {
            return;
        }
        for phrase in index.lexicon.at(&[Some(*meant)]) {
            if let (Sense::Topic(topic), 1) = (phrase.sense, phrase.len()) {
                self.vote(topic, MEANT_TOPIC * index.rarity(*meant), words);
            }
        }
    }

    fn vote(&mut self, topic: u16, weight: f32, words: &[Word<'_>]) {
        let word = words.iter().map(|w| w.text.as_ref()).collect::<Vec<_>>().join(" ");
        match self.topics.iter_mut().find(|vote| vote.topic == topic) {
            Some(vote) => {
                if weight > vote.weight || (weight >= vote.weight && word.len() > vote.word.len()) {
                    vote.word = word;
                }
                vote.weight = vote.weight.max(weight) + 0.3 * vote.weight.min(weight);
            }
            None => self.topics.push(TopicVote { topic, weight, word }),
        }
    }

    fn note(&mut self, list: List, span: &mut [Seen]) {
        let signals = &mut self.signals;
        match list {
            List::Plain => span.iter_mut().for_each(|s| s.plain = true),
            List::Elsewhere => {
                signals.elsewhere += 1;
                for seen in span.iter_mut() {
                    seen.elsewhere = true;
                }
            }
            List::Jargon => signals.jargon += 1,
            List::Trade => signals.trade = true,
            List::Name => span.iter_mut().for_each(|s| s.name = true),
            List::HowTo => signals.how_to = true,
            List::Advice => signals.advice = true,
            List::Detail => signals.detail += 1,
            // No article names the people behind a stack.
            List::Person => signals.detail += 2,
            List::Amount => signals.amount = true,
            List::Drawback => signals.drawback = true,
            List::Advantage => signals.advantage = true,
            List::Compare => signals.compares = true,
            List::Project => signals.project = true,
            List::Tool => span.iter_mut().for_each(|s| s.tool = true),
            List::Thanks => {}
            List::Chatter => signals.chatter += span.len(),
            List::Orders => signals.orders = true,
        }
        if matches!(list, List::Drawback | List::Advantage | List::Compare | List::Chatter) {
            for seen in span {
                seen.signal = true;
            }
        }
    }

    fn collect_groups(&mut self, index: &Index, words: &[Word<'_>], seen: &[Seen]) {
        let mut after_stack = false;
        for (at, (word, one)) in words.iter().zip(seen).enumerate() {
            let background = one.technology && technology::is_background(words, seen, at);
            let seen = one;
            let of_stack = std::mem::replace(&mut after_stack, seen.stack.is_some());
            if seen.stack.is_some() {
                continue;
            }
            let name = seen.name && !self.signals.project;
            let alternatives = if name { Vec::new() } else { alternatives(index, seen) };
            let whole = alternatives.first().map_or(0.0, |(stem, _)| index.asked_weight(*stem));
            let own = seen.stem.map_or(0.0, |stem| index.asked_weight(stem));
            let strange = !seen.plain && alternatives.is_empty();
            let spoken = match (own > 0.0, strange) {
                (true, _) => own,
                (false, true) => UNKNOWN_WEIGHT * index.highest_asked_weight(),
                (false, false) => whole,
            };
            self.spoken.push((as_spoken(seen, &alternatives), spoken));
            let silent = seen.plain && seen.synonyms.is_empty() || background;
            let number = word.text.bytes().all(|b| b.is_ascii_digit() || b == b'.');
            if number && (of_stack || word.text.contains('.')) && !index.is_stated(&[seen.stem]) {
                // A version that no entry speaks of.
                self.signals.detail += 1;
            }
            let empty = (word.text.len() < 2 || number) && alternatives.is_empty();
            if silent || seen.taken || empty {
                continue;
            }
            self.informative.push(word.text.to_string());
            let unknown = alternatives.iter().all(|(stem, _)| index.rarity(*stem) <= 0.0);
            if unknown && seen.signal {
                continue;
            }
            if unknown {
                self.unknown.push(word.text.to_string());
            }
            let mut weight = weight(index, &alternatives, unknown);
            // Too short to be corrected, and seldom what a question is about.
            let strange = if unknown && word.text.len() < TELLING { SLIGHT } else { 1.0 };
            weight *= strange;
            if seen.signal && seen.synonyms.is_empty() {
                weight *= SIGNAL;
            } else if seen.plain || seen.signal {
                weight *= SLIGHT;
            }
            self.groups.push(Group {
                alternatives,
                weight,
                unknown: f32::from(u8::from(unknown)) * strange,
            });
        }
    }

    fn settle_topics(&mut self) {
        self.topics.sort_by(|a, b| b.weight.total_cmp(&a.weight).then(a.topic.cmp(&b.topic)));
    }
}
