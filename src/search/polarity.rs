//! The side that a question asks for: drawbacks, advantages, or which of two.

use crate::knowledge::Stance;

use super::layer::Facts;
use super::query::Query;
use super::switches::Signal;

/// What the right side is worth at most.
const SIDE: f32 = 4.6;
/// What an entry with a number in it counts when an amount is asked for.
const FIGURE: f32 = 0.9;
/// What an entry without one counts then.
const NO_FIGURE: f32 = 0.55;
/// Weight of the other words in a question from which its side alone is worth nothing.
const LITTLE: f32 = 5.0;

/// How well an entry's side fits; 1 where the question does not say.
pub(crate) fn factor(query: &Query, facts: &Facts) -> f32 {
    let signals = &query.signals;
    let open = query.stacks.is_empty() && (signals.project || !signals.compares);
    // What is good or bad about using two together says little about one of them.
    let apart = query.stacks.len() != 1 || facts.about.count_ones() < 2;
    let side = match (signals.drawback, signals.advantage, facts.stance) {
        (true, _, Stance::Con) | (false, true, Stance::Pro) => {
            if apart {
                0.84
            } else {
                0.83
            }
        }
        (true, _, Stance::Pro) | (false, true, Stance::Con) => 0.7,
        // Somebody who says what is to be built asks what fits.
        (false, false, Stance::Pro) if open => 1.1,
        (false, false, Stance::Con) if open => 0.98,
        _ => 1.0,
    };
    let side = if query.switches.has(Signal::Stance) { side } else { 1.0 };
    let compares = signals.compares || query.stacks.len() > 1;
    let both = (facts.about | facts.over).count_ones() > 1;
    let versus = if compares && both && query.switches.has(Signal::Comparison) { 1.3 } else { 1.0 };
    let agreed = 1.0 + 0.0086 * small(facts.sources.min(5));
    let amount = if signals.amount && query.switches.has(Signal::Amount) {
        if facts.figures { FIGURE } else { NO_FIGURE }
    } else {
        1.0
    };
    side * versus * agreed * amount
}

/// The side that is most of what a question asks for: "cons of node", "when not to use django".
#[derive(Clone, Copy)]
pub(crate) struct Side {
    stance: Stance,
    /// The stacks named, one bit each.
    stacks: u64,
    worth: f32,
}

impl Side {
    /// The side asked for; none when a question asks for none, or for much else as well.
    pub(crate) fn asked(query: &Query) -> Option<Self> {
        let stance = match (query.signals.drawback, query.signals.advantage) {
            (true, _) => Stance::Con,
            (false, true) => Stance::Pro,
            _ => return None,
        };
        let stacks = query.stacks.iter().filter(|s| **s < 64).map(|s| 1u64 << s).sum();
        let asked: f32 = query.groups.iter().map(|group| group.weight).sum();
        let worth = SIDE * (1.0 - asked / LITTLE);
        (worth > 0.0 && query.switches.has(Signal::Side)).then_some(Self { stance, stacks, worth })
    }

    /// What taking that side is worth to an entry that is about one of the stacks alone.
    pub(crate) fn worth(&self, facts: &Facts) -> f32 {
        let alone = facts.about.is_power_of_two() && facts.about & self.stacks != 0;
        if !alone || facts.stance != self.stance {
            return 0.0;
        }
        self.worth * (1.0 + 0.18 * small(facts.sources.min(5)))
    }
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
            let facts = Facts { about: 1, over: 0, named: 1, stance, sources: 1, figures: false };
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
