//! The first three places: what repeats a better place's words gives way to something else.

use super::index::Index;
use super::rank::Hit;
use super::vocabulary::StemId;

/// How many places are spread.
const SPREAD: usize = 3;
/// How much an exact repetition would lose.
const REPETITION: f32 = 0.3;

/// Reorders the places after the first, and keeps `count`. The best stays the best.
pub(crate) fn spread(index: &Index, hits: &mut Vec<Hit>, count: usize) {
    for place in 1..SPREAD.min(hits.len()) {
        let (chosen, rest) = hits.split_at(place);
        let worth = |hit: &Hit| {
            let repeats = chosen.iter().map(|c| likeness(index, c, hit)).fold(0.0, f32::max);
            hit.score * (1.0 - REPETITION * repeats)
        };
        // Only what comes close competes for a place at the front.
        let near = rest.iter().take_while(|hit| hit.score > 0.6 * chosen[0].score).count();
        let best =
            (0..near).max_by(|a, b| worth(&rest[*a]).total_cmp(&worth(&rest[*b])).then(b.cmp(a)));
        if let Some(best) = best {
            hits[place..=place + best].rotate_right(1);
        }
    }
    hits.truncate(count);
}

/// How much two entries say the same, 0 to 1.
#[expect(clippy::cast_precision_loss, reason = "counts of words are small")]
fn likeness(index: &Index, a: &Hit, b: &Hit) -> f32 {
    let (a, b) = (&index.facts[a.entry as usize], &index.facts[b.entry as usize]);
    let shared = shared(&a.words, &b.words) as f32;
    let words = shared / (a.words.len() + b.words.len()).max(1) as f32 * 2.0;
    let same_side = a.about == b.about && a.stance == b.stance && a.topic == b.topic;
    0.7 * words + if same_side { 0.3 } else { 0.0 }
}

/// How many stems two sorted lists share.
fn shared(a: &[StemId], b: &[StemId]) -> usize {
    a.iter().filter(|stem| b.binary_search(stem).is_ok()).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::rank::Explanation;
    use crate::search::tests::index;

    /// Entries of the small knowledge base by place, with their scores.
    #[track_caller]
    fn check(hits: &[(u32, f32)], order: &[u32]) {
        let hit = |(entry, score): &(u32, f32)| Hit {
            entry: *entry,
            score: *score,
            why: Explanation::default(),
        };
        let mut hits: Vec<Hit> = hits.iter().map(hit).collect();
        spread(index(), &mut hits, order.len());
        let got: Vec<u32> = hits.iter().map(|hit| hit.entry).collect();
        assert_eq!(got, order);
    }

    #[test]
    fn repetition_gives_way_to_something_else() {
        check(&[(0, 9.0), (0, 8.9), (1, 8.5)], &[0, 1, 0]);
        check(&[(0, 9.0), (0, 8.9), (1, 2.0)], &[0, 0, 1]);
        check(&[(0, 9.0), (0, 8.9), (2, 8.8), (3, 1.0)], &[0, 2]);
        check(&[], &[]);
    }
}
