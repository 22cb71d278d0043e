//! How firm a recommendation is: the needs it hangs on, and the weights at which the order turns.

use std::sync::Arc;

use crate::knowledge::{Stack, Topic};

use super::needs::Weight;
use super::recommend::{EQUAL, Verdict, Weighed, scores, verdict};

/// What the result would be without one of the needs.
#[derive(Clone, Debug, PartialEq)]
pub struct Without {
    /// The need.
    pub topic: Arc<Topic>,
    /// The result without it.
    pub verdict: Verdict,
}

/// A weight at which two stacks that follow one another in the order are equal, everything else
/// being as it is; past it they change places.
#[derive(Clone, Debug, PartialEq)]
pub struct Tipping {
    /// The topic.
    pub topic: Arc<Topic>,
    /// The weight it has.
    pub from: f64,
    /// The weight at which they are equal: 0 to 5, not always whole.
    pub at: f64,
    /// The one that is ahead now.
    pub ahead: Arc<Stack>,
    /// The one that is ahead past that weight.
    pub then: Arc<Stack>,
}

/// The needs without which the result would be another.
pub(super) fn without(weighed: &[Weighed], stacks: &[Arc<Stack>]) -> Vec<Without> {
    let now = verdict(weighed, stacks);
    let drop = |place: usize| {
        let rest: Vec<Weighed> = weighed
            .iter()
            .enumerate()
            .filter(|(at, _)| *at != place)
            .map(|(_, w)| w.clone())
            .collect();
        Without { topic: Arc::clone(&weighed[place].need.topic), verdict: verdict(&rest, stacks) }
    };
    let places = (0..weighed.len()).filter(|at| weighed[*at].need.weight.get() > 0);
    places.map(drop).filter(|one| !same_result(&one.verdict, &now)).collect()
}

/// Whether two results name the same stacks, be the lead narrow or not.
fn same_result(a: &Verdict, b: &Verdict) -> bool {
    match (a, b) {
        (Verdict::For { stack: a, .. }, Verdict::For { stack: b, .. }) => a.id == b.id,
        (a, b) => a == b,
    }
}

/// Every turning of the order, nearest to the weight as it is first. A topic that may be weighed
/// and is not stands among them with weight 0.
pub(super) fn points(weighed: &[Weighed], stacks: &[Arc<Stack>]) -> Vec<Tipping> {
    let scores = scores(weighed, stacks.len());
    let mut order: Vec<usize> = (0..stacks.len()).collect();
    order.sort_by(|a, b| scores[*b].total_cmp(&scores[*a]));
    let mut points = Vec::new();
    for one in weighed {
        for pair in order.windows(2) {
            points.extend(turning(one, (pair[0], pair[1]), &scores, stacks));
        }
    }
    points.sort_by(|a, b| (a.at - a.from).abs().total_cmp(&(b.at - b.from).abs()));
    points
}

/// Where the second of two stacks draws level as the weight of one topic changes, if it does.
fn turning(
    one: &Weighed,
    (ahead, then): (usize, usize),
    scores: &[f64],
    stacks: &[Arc<Stack>],
) -> Option<Tipping> {
    let lead = scores[ahead] - scores[then];
    let slope = one.balance(ahead) - one.balance(then);
    // Equal now, or never moved by this topic: there is nothing to turn.
    if lead < EQUAL || slope.abs() < EQUAL {
        return None;
    }
    let from = f64::from(one.need.weight.get());
    let at = from - lead / slope;
    let within = -EQUAL <= at && at <= f64::from(Weight::MOST) + EQUAL;
    within.then(|| Tipping {
        topic: Arc::clone(&one.need.topic),
        from,
        at: at.clamp(0.0, f64::from(Weight::MOST)),
        ahead: Arc::clone(&stacks[ahead]),
        then: Arc::clone(&stacks[then]),
    })
}
