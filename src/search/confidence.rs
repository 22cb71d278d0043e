//! Whether the best entry answers the question: several signals, one number.

use super::gaps::NearestGap;
use super::index::Index;
use super::query::Query;
use super::rank::{Explanation, Hit};

/// How much more it counts against instructions that the best entry holds none of the question.
const PARTLY: f32 = 1.3;

/// Informative words of a message from which each that nobody knows counts less.
const FEW: f32 = 8.0;

/// Likeness to what has no answer, where nothing is known to have none: the middle of what
/// questions with an answer and without one have.
const MIDDLING: f32 = 0.4;

/// What is known about a question and its best entries.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Evidence {
    /// Share of the informative words that the best entry holds.
    pub coverage: f32,
    /// Share of them that one of the best three holds, at best.
    pub coverage_of_three: f32,
    /// An amount is asked for, and the best entry holds no number.
    pub amountless: f32,
    /// Likeness to a question that has no answer.
    pub gap: f32,
    /// Highest likeness to a whole question.
    pub likeness: f32,
    /// Sum of the weights of the informative words that the best entry holds.
    pub held: f32,
    /// Informative words that no entry uses, per informative word.
    pub unknown: f32,
    /// How many such words.
    pub unknown_words: f32,
    /// A topic is pointed to; how strongly, 0 to 1.
    pub topic: f32,
    /// Instructions are asked for; the more, the less of the question the best entry holds.
    pub how_to: f32,
    /// Figures, versions or settings are asked for.
    pub detail: f32,
    /// Words of other matters.
    pub elsewhere: f32,
    /// Neither a stack nor something to be built nor software is spoken of; less for questions
    /// like one that an entry is asked as.
    pub astray: f32,
    /// Words of the trade that no entry uses.
    pub jargon: f32,
    /// Words of greeting, thanks and laughter, per word.
    pub chatter: f32,
    /// A tool to go with a stack is asked for.
    pub tool: f32,
    /// How a part of a stack works is asked for, and no entry is asked the like.
    pub inner: f32,
    /// The good or the bad of a stack is asked for, and the best entry says it.
    pub side: f32,
    /// What the words of the best entry are worth, as a share of the most that they could be.
    pub reach: f32,
    /// Words that were read as others, per informative word.
    pub guessed: f32,
    /// The knowledge names no stacks: signals of the matter have nothing to say.
    pub foreign: f32,
}

impl Evidence {
    /// Collects the evidence.
    #[expect(clippy::cast_precision_loss, reason = "counts of words are small")]
    pub(crate) fn of(index: &Index, query: &Query, hits: &[Hit], gap: Option<NearestGap>) -> Self {
        let mut top: Vec<Explanation> = hits.iter().take(3).map(|hit| hit.why).collect();
        // The side asked for is most of what was asked.
        for why in top.iter_mut().filter(|why| why.side > 1.0) {
            why.coverage = why.coverage.max(0.9);
        }
        let best = top.first().copied().unwrap_or_default();
        let most = |part: fn(&Explanation) -> f32| top.iter().map(part).fold(0.0, f32::max);
        let total: f32 = query.groups.iter().map(|group| group.weight).sum();
        let reach = |why: &Explanation| {
            if total > 0.0 { (why.words + why.pairs + why.passage) / total } else { 0.0 }
        };
        let flag = |set: bool| f32::from(u8::from(set));
        let unknown = query.groups.iter().map(|group| group.unknown).sum::<f32>();
        // For whom something is built matters less than what: "social network for beekeepers".
        let unknown = if query.signals.project { 0.5 * unknown } else { unknown };
        // A long message has room for words that do not matter.
        let spread = (FEW / query.groups.len().max(1) as f32).min(1.0);
        // Somebody who names a stack, or something to build, speaks of the matter whatever else.
        let elsewhere = if query.stacks.is_empty() && !query.signals.project { 2 } else { 1 };
        let elsewhere = query.signals.elsewhere.saturating_sub(2 - elsewhere);
        let topic = query.topics.first().map_or(0.0, |vote| vote.weight);
        Self {
            coverage: best.coverage,
            coverage_of_three: most(|why| why.coverage),
            amountless: flag(
                query.signals.amount
                    && hits.first().is_some_and(|hit| !index.facts(hit.entry).figures),
            ),
            gap: if index.knowledge().gaps.is_empty() {
                MIDDLING
            } else {
                gap.map_or(0.0, |gap| gap.likeness)
            },
            likeness: most(|why| why.likeness),
            held: (best.coverage * total / index.highest_rarity()).min(4.0),
            unknown: unknown / query.groups.len().max(1) as f32,
            unknown_words: spread * unknown.min(4.0),
            topic: (topic / index.highest_rarity()).min(1.0),
            how_to: flag(query.signals.how_to && !query.signals.advice)
                * (1.0 + PARTLY * (1.0 - best.coverage)),
            detail: query.signals.detail.min(3) as f32,
            elsewhere: elsewhere.min(4) as f32,
            astray: flag(query.stacks.is_empty() && !query.signals.project && !query.signals.trade)
                * (1.0 - most(|why| why.likeness)),
            jargon: query.signals.jargon.min(3) as f32,
            side: if best.side > 0.0 { 1.0 } else { 0.0 },
            chatter: query.signals.chatter as f32 / query.words.max(1) as f32,
            reach: reach(&best),
            guessed: query.corrected.len() as f32 / query.groups.len().max(1) as f32,
            foreign: flag(index.knowledge().stacks.is_empty()),
            tool: flag(query.signals.shape.tool),
            inner: flag(query.signals.shape.inner) * (1.0 - most(|why| why.likeness)),
        }
    }

    /// How sure it is that the best entries answer the question; 0 is the border.
    ///
    #[must_use]
    pub fn confidence(&self) -> f32 {
        if self.foreign > 0.0 { self.of_any_matter() } else { self.of_the_matter() }
    }

    /// From words alone. The weights are fitted, and rounded, on a collection of intents with
    /// queries that none of them answers.
    fn of_any_matter(&self) -> f32 {
        -3.5 + 3.5 * self.reach + 0.5 * self.held - 4.0 * self.unknown - 4.0 * self.guessed
    }

    /// From words and from what is known of stacks, topics and what people ask of them. How the
    /// weights are fitted stands in `docs/search.md`.
    fn of_the_matter(&self) -> f32 {
        -1.02 + 1.74 * self.coverage + 0.33 * self.coverage_of_three + 6.51 * self.likeness
            - 11.0 * self.gap
            + 1.06 * self.held
            + 0.47 * self.reach
            - 1.66 * self.unknown
            - 2.07 * self.unknown_words
            + 1.23 * self.topic
            + 2.61 * self.side
            - 2.23 * self.how_to
            - 3.18 * self.detail
            - 1.50 * self.amountless
            - 2.05 * self.elsewhere
            - 1.77 * self.astray
            - 1.08 * self.jargon
            - 2.39 * self.chatter
            - 4.20 * self.tool
            - 5.61 * self.inner
    }

    /// The signals by name, for explanations.
    #[must_use]
    pub fn named(&self) -> [(&'static str, f32); 21] {
        [
            ("coverage", self.coverage),
            ("coverage of three", self.coverage_of_three),
            ("amountless", self.amountless),
            ("gap", self.gap),
            ("likeness", self.likeness),
            ("held", self.held),
            ("unknown", self.unknown),
            ("unknown words", self.unknown_words),
            ("topic", self.topic),
            ("how-to", self.how_to),
            ("detail", self.detail),
            ("elsewhere", self.elsewhere),
            ("astray", self.astray),
            ("jargon", self.jargon),
            ("chatter", self.chatter),
            ("tool", self.tool),
            ("inner", self.inner),
            ("side", self.side),
            ("reach", self.reach),
            ("foreign", self.foreign),
            ("guessed", self.guessed),
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::Evidence;

    /// The change makes an answer more (or less) likely to be shown.
    #[track_caller]
    fn check(more: bool, change: impl Fn(&mut Evidence)) {
        let before = Evidence::default();
        let mut after = before;
        change(&mut after);
        assert_eq!(after.confidence() > before.confidence(), more, "{after:?}");
    }

    #[test]
    fn what_is_held_speaks_for_and_what_is_strange_against() {
        check(true, |e| e.coverage = 1.0);
        check(true, |e| e.coverage_of_three = 1.0);
        check(true, |e| e.likeness = 1.0);
        check(true, |e| e.held = 1.0);
        check(true, |e| e.topic = 1.0);
        check(true, |e| e.side = 1.0);
        check(false, |e| e.gap = 1.0);
        check(false, |e| e.amountless = 1.0);
        check(false, |e| e.astray = 1.0);
        check(false, |e| e.unknown = 1.0);
        check(false, |e| e.unknown_words = 1.0);
        check(false, |e| e.how_to = 1.0);
        check(false, |e| e.detail = 1.0);
        check(false, |e| e.elsewhere = 1.0);
        check(false, |e| e.jargon = 1.0);
        check(false, |e| e.chatter = 1.0);
        check(false, |e| e.tool = 1.0);
        check(false, |e| e.inner = 1.0);
    }
}
