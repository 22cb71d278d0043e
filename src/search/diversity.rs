//! The first three places: what repeats a better place's words gives way to something else.

use super::index::Index;
use super::rank::Hit;
use super::vocabulary::StemId;

/// How many places are spread.
const SPREAD: usize = 3;
/// How much an exact repetition would lose.
const REPETITION: f32 = 0.3;

/// Most hits that compete for a place at the front.
const NEAR: usize = 10;

/// Reorders the places after the first. The best stays the best.
pub(crate) fn spread(index: &Index, hits: &mut [Hit]) {
    if hits.len() < 3 {
        return;
    }
    // Only what comes close competes for a place at the front.
    let near = hits.iter().take_while(|hit| hit.score > 0.6 * hits[0].score).take(NEAR).count();
    let words: Vec<(u32, Vec<StemId>)> =
        hits[..near].iter().map(|hit| (hit.entry, words(index, hit.entry))).collect();
    let words_of =
        |entry: u32| words.iter().find(|(of, _)| *of == entry).map_or(&[][..], |(_, words)| words);
    for place in 1..SPREAD.min(near) {
        let (chosen, rest) = hits.split_at(place);
        let worth = |hit: &Hit| {
            let repeats = |chosen: &Hit| {
                let shared = likeness(words_of(chosen.entry), words_of(hit.entry));
                0.7 * shared + if is_same_side(index, chosen, hit) { 0.3 } else { 0.0 }
            };
            hit.score * (1.0 - REPETITION * chosen.iter().map(repeats).fold(0.0, f32::max))
        };
        let others = 0..near - place;
        let best = others.map(|at| (at, worth(&rest[at])));
        let best = best.max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0)));
        if let Some((best, _)) = best {
            hits[place..=place + best].rotate_right(1);
        }
    }
}

/// The words of an entry's text, sorted, each once.
fn words(index: &Index, entry: u32) -> Vec<StemId> {
    let (layer, at) = index.layer_of(entry as usize);
    let mut words: Vec<StemId> =
        layer.texts.parts(at).text.iter().map(|word| word.stem()).collect();
    words.sort_unstable();
    words.dedup();
    words
}

fn is_same_side(index: &Index, a: &Hit, b: &Hit) -> bool {
    let side = |hit: &Hit| {
        let (layer, at) = index.layer_of(hit.entry as usize);
        let facts = index.facts(hit.entry);
        (facts.about, facts.stance, layer.places[at].1)
    };
    side(a) == side(b)
}

/// How many words two sorted lists share, 0 to 1.
#[expect(clippy::cast_precision_loss, reason = "counts of words are small")]
fn likeness(a: &[StemId], b: &[StemId]) -> f32 {
    let (mut left, mut right, mut shared) = (0, 0, 0);
    while let (Some(one), Some(other)) = (a.get(left), b.get(right)) {
        shared += usize::from(one == other);
        left += usize::from(one <= other);
        right += usize::from(other <= one);
    }
    2.0 * shared as f32 / (a.len() + b.len()).max(1) as f32
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
        spread(index(), &mut hits);
        hits.truncate(order.len());
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
