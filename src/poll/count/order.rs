//! From points or victories to an order in which options may share a place.

use super::Candidate;

/// Most points first; equal points share a place.
pub(super) fn by_points(points: &[u64]) -> Vec<Vec<Candidate>> {
    let mut order: Vec<Candidate> = Candidate::first(points.len()).collect();
    order.sort_by_key(|candidate| std::cmp::Reverse(points[candidate.at()]));
    let level = |a: &Candidate, b: &Candidate| points[a.at()] == points[b.at()];
    order.chunk_by(level).map(<[Candidate]>::to_vec).collect()
}

/// Layer by layer: first whom nobody beats, then whom nobody of the rest beats, and so on.
///
/// `beats` must go round in no circle. Time: the square of the candidates.
pub(super) fn by_layers(
    candidates: usize,
    beats: impl Fn(Candidate, Candidate) -> bool,
) -> Vec<Vec<Candidate>> {
    let all = || Candidate::first(candidates);
    let beaten_by = |one: Candidate| all().filter(|other| beats(*other, one)).count();
    let mut left: Vec<usize> = all().map(beaten_by).collect();
    let mut layer: Vec<Candidate> = all().filter(|one| left[one.at()] == 0).collect();
    let mut layers = Vec::new();
    while !layer.is_empty() {
        let mut next = Vec::new();
        for one in &layer {
            for other in all().filter(|other| beats(*one, *other)) {
                left[other.at()] -= 1;
                if left[other.at()] == 0 {
                    next.push(other);
                }
            }
        }
        next.sort_unstable();
        layers.push(std::mem::replace(&mut layer, next));
    }
    layers
}

/// The same order with the winners taken to the front.
pub(super) fn winners_first(
    winners: &[Candidate],
    order: Vec<Vec<Candidate>>,
) -> Vec<Vec<Candidate>> {
    let rest = order.into_iter().map(|mut place| {
        place.retain(|candidate| !winners.contains(candidate));
        place
    });
    std::iter::once(winners.to_vec()).chain(rest.filter(|place| !place.is_empty())).collect()
}
