//! The side that a question asks for: drawbacks, advantages, or which of two.

use crate::knowledge::Stance;

use super::index::Facts;
use super::query::Query;

/// How well an entry's side fits; 1 where the question does not say.
pub(crate) fn factor(query: &Query, facts: &Facts) -> f32 {
    let signals = &query.signals;
    let side = match (signals.drawback, signals.advantage, facts.stance) {
        (true, false, Stance::Con) | (false, true, Stance::Pro) => 1.35,
        (true, false, Stance::Pro) | (false, true, Stance::Con) => 0.75,
        // Somebody who says what is to be built asks what fits.
        (false, false, Stance::Pro) if query.stacks.is_empty() && signals.project => 1.12,
        (false, false, Stance::Con) if query.stacks.is_empty() && signals.project => 0.9,
        _ => 1.0,
    };
    let compares = signals.compares || query.stacks.len() > 1;
    let both = (facts.about | facts.over).count_ones() > 1;
    let versus = if compares && both { 1.1 } else { 1.0 };
    let agreed = 1.0 + 0.015 * small(facts.sources.min(5));
    side * versus * agreed
}

#[expect(clippy::cast_precision_loss, reason = "at most five")]
fn small(number: usize) -> f32 {
    number as f32
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::query::Signals;

    #[track_caller]
    fn check(drawback: bool, advantage: bool, better: Stance, worse: Stance) {
        let signals = Signals { drawback, advantage, ..Signals::default() };
        let query = Query { signals, ..Query::default() };
        let factor = |stance| {
            let facts = Facts {
                about: 1,
                over: 0,
                named: 1,
                topic: 0,
                stance,
                faq: false,
                sources: 1,
                words: Vec::new(),
            };
            factor(&query, &facts)
        };
        assert!(factor(better) > factor(worse), "{drawback} {advantage}");
    }

    #[test]
    fn the_side_asked_for_comes_first() {
        check(true, false, Stance::Con, Stance::Pro);
        check(true, false, Stance::Neutral, Stance::Pro);
        check(false, true, Stance::Pro, Stance::Con);
    }
}
