//! Ranking: every signal's part in an entry's score, added or multiplied in one place.

use super::candidates::{self, Prior};
use super::diversity;
use super::gaps::NearestGap;
use super::index::Index;
use super::layer::Facts;
use super::lexical::Reader;
use super::polarity::{self, Side};
use super::query::Query;
use super::questions::{self, Alike, FEW};
use super::scratch::{self, Scratch};
use super::switches::{Signal, Switches};
use super::terms::{Term, Terms};

/// What the likeness to a whole question adds at most.
const LIKENESS: f32 = 12.4;
/// What the likeness to a second question counts, as a share of that to the first.
const SECOND: f32 = 0.39;
/// What the right topic adds at most.
const TOPIC: f32 = 3.7;
/// Likeness from which two questions are the same.
const SAME: f32 = 0.97;
/// How much more the likeness of a question that is the same counts.
const SAME_WORTH: f32 = 2.5;
/// What remains of the score of an entry that holds none of the informative words.
const COORDINATION: f32 = 0.69;
/// Weight of the words from which a topic is pointed to with full strength.
const CLEAR_TOPIC: f32 = 5.5;
/// What a sentence adds that is the question, per unit of the question's weight.
const PASSAGE: f32 = 0.7;
/// Entries that join them because they are asked most like it.
const ASKED_ALIKE: usize = 24;
/// Entries scored by every signal: the best of the first pass.
const CONSIDERED: usize = 24;

/// How an entry came by its score.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Explanation {
    /// Words of the question that it holds.
    pub words: f32,
    /// Likeness to a question it is asked as, 0 to 1.
    pub likeness: f32,
    /// Likeness to the second nearest of those questions, 0 to 1.
    pub second: f32,
    /// A sentence of it is like the question.
    pub passage: f32,
    /// Words that stand side by side in it as in the question.
    pub pairs: f32,
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
    /// What single sentences of a longer message add.
    pub sentences: f32,
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
        let meant = if same { SAME_WORTH } else { 0.53 + 0.47 * self.coverage };
        let likeness =
            LIKENESS * (self.likeness * self.likeness + SECOND * self.second * self.second) * meant;
        let whole = COORDINATION + (1.0 - COORDINATION) * self.coverage;
        let sum = self.words + self.pairs + self.passage + likeness + self.topic + self.side;
        sum * whole * self.stack * self.stance + self.sentences
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

/// The best entries, best first, and the question without an answer that is most like the one asked.
pub(crate) fn best(index: &Index, query: &Query, count: usize) -> (Vec<Hit>, Option<NearestGap>) {
    scratch::with(index.entries(), index.vocabulary.len(), |scratch| {
        let terms = Terms::enter(index, query, scratch);
        let mut reader = Reader::new(&terms);
        let mut nearest = questions::nearest(index, query, &terms, &mut reader, scratch);
        nearest
            .entries
            .sort_unstable_by(|a, b| b.likeness.total_cmp(&a.likeness).then(a.entry.cmp(&b.entry)));
        let judge = Judge::new(index, query, &terms);
        let wanted = CONSIDERED.max(count);
        let mut considered = candidates::candidates(index, &terms, &judge.prior, wanted, scratch);
        for alike in nearest.entries.iter().take(ASKED_ALIKE) {
            if !considered.contains(&alike.entry) {
                considered.push(alike.entry);
            }
        }
        let explained = considered.into_iter().map(|entry| {
            let alike = nearest.entries.iter().find(|alike| alike.entry == entry);
            let why =
                judge.explain(entry, alike.copied().unwrap_or_default(), &mut reader, scratch);
            Hit { entry, score: why.score(), why }
        });
        let found = |hit: &Hit| hit.why.words > 0.0 || hit.why.likeness > 0.0 || hit.why.side > 0.0;
        let mut hits: Vec<Hit> = explained.filter(found).collect();
        terms.leave(scratch);
        hits.sort_unstable_by(|a, b| b.score.total_cmp(&a.score).then(a.entry.cmp(&b.entry)));
        if query.switches.has(Signal::Diversity) {
            diversity::spread(index, &mut hits);
        }
        hits.truncate(count);
        (hits, nearest.gap.filter(|_| query.switches.has(Signal::Gaps)))
    })
}

/// Everything about a question that the score of an entry needs.
struct Judge<'a> {
    index: &'a Index,
    switches: Switches,
    prior: Prior,
    /// Per class, as in the prior: what entries of it have in common.
    classes: Vec<Explanation>,
    topics: Vec<f32>,
    /// What a sentence that is the question is worth.
    passage: f32,
}

impl<'a> Judge<'a> {
    fn new(index: &'a Index, query: &Query, terms: &Terms) -> Self {
        let switches = query.switches;
        let asked: u64 = query.stacks.iter().filter(|s| **s < 64).map(|s| 1u64 << s).sum();
        let side = Side::asked(query);
        let explain = |facts: &Facts| Explanation {
            side: side.map_or(0.0, |side| side.worth(facts)),
            stack: if switches.has(Signal::Stack) { stack(asked, facts) } else { 1.0 },
            stance: polarity::factor(query, facts),
            ..Explanation::default()
        };
        let layers = index.layers();
        let classes: Vec<Explanation> = layers
            .flat_map(|(_, layer)| layer.classes.iter().map(|(facts, _)| explain(facts)))
            .collect();
        let topics = topics(query, index.knowledge().topics.len());
        let mut before_words = topics.clone();
        for (topic, term, worth) in &terms.on_topic {
            let term = &terms.list[usize::from(*term)];
            let scales = term.words.iter().map(|usage| usage.scale).sum::<f32>();
            before_words[usize::from(*topic)] += worth * term.rarity * scales;
        }
        let prior = Prior {
            classes: classes.iter().map(|why| (why.stack * why.stance, why.side)).collect(),
            own: index.layers().next().map_or(0, |(_, shared)| shared.classes.len()),
            topics: before_words,
        };
        Self { index, switches, prior, classes, topics, passage: PASSAGE * terms.total }
    }

    /// How an entry comes by its score.
    fn explain(
        &self,
        entry: u32,
        mut alike: Alike,
        reader: &mut Reader<'_>,
        scratch: &Scratch,
    ) -> Explanation {
        let (layer, at) = self.index.layer_of(entry as usize);
        let own = if at == entry as usize { 0 } else { self.prior.own };
        let (class, topic) = layer.places[at];
        let gain = |term: &Term| {
            layer.statistics.rows.of(term.stem).map_or(0.0, |row| layer.postings.gain(row, at))
        };
        let asked = layer.texts.questions_of(at);
        let few = asked.len() <= FEW;
        if few {
            alike = Alike::default();
        }
        for question in asked.filter(|_| few) {
            let (words, sum) =
                (layer.texts.question(question).1, layer.texts.question_sum(question));
            let (likeness, pairs) = reader.question(words, sum, scratch);
            alike.note(likeness, pairs);
        }
        let read = reader.read(layer.texts.parts(at), gain, topic, &alike, scratch);
        let on = |signal, value| if self.switches.has(signal) { value } else { 0.0 };
        Explanation {
            words: read.words,
            likeness: on(Signal::Likeness, alike.likeness),
            second: on(Signal::Likeness, alike.second),
            passage: on(Signal::Passage, self.passage * read.passage.max(alike.likeness)),
            pairs: on(Signal::Pairs, read.pairs),
            topic: self.topics.get(usize::from(topic)).copied().unwrap_or(0.0),
            coverage: if self.switches.has(Signal::Coverage) { read.coverage } else { 1.0 },
            ..self.classes[own + usize::from(class)]
        }
    }
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
            1.4
        } else if own != 0 {
            1.0
        } else {
            0.64
        };
    }
    match () {
        () if facts.about == asked => 1.3,
        () if own != 0 => 0.93,
        () if facts.over & asked != 0 => 0.76,
        () if facts.named & asked != 0 => 0.8,
        () => 0.42,
    }
}
