//! The arithmetic of an evaluation: how good a ranking is, how well a number separates two kinds.

use std::collections::HashMap;

/// How many places count.
const PLACES: usize = 10;

/// Figures of one query, or their means over many; each 0 to 1.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Ranking {
    /// Normalised discounted cumulative gain: gain as judged, discount log2(place + 1).
    pub(super) ndcg: f64,
    /// 1 over the place of the first relevant document.
    pub(super) reciprocal: f64,
    /// Share of the relevant documents that are found.
    pub(super) recall: f64,
    /// Whether the first document is relevant.
    pub(super) first: f64,
}

impl Ranking {
    /// The figures of one query: the documents found, best first, and how relevant each is.
    ///
    /// The same as `trec_eval`'s `ndcg_cut_10`, `recip_rank` within ten, `recall_10`, `success_1`.
    pub(super) fn of(found: &[u32], judged: &HashMap<u32, i32>) -> Self {
        let relevant = judged.values().filter(|score| **score > 0).count();
        if relevant == 0 {
            return Self::default();
        }
        let gain = |document: &u32| judged.get(document).copied().unwrap_or(0).max(0);
        let gains: Vec<i32> = found.iter().take(PLACES).map(gain).collect();
        let mut ideal: Vec<i32> = judged.values().copied().collect();
        ideal.sort_unstable_by(|a, b| b.cmp(a));
        ideal.truncate(PLACES);
        let place = gains.iter().position(|gain| *gain > 0);
        let hits = gains.iter().filter(|gain| **gain > 0).count();
        Self {
            ndcg: discounted(&gains) / discounted(&ideal),
            reciprocal: place.map_or(0.0, |place| 1.0 / real(place + 1)),
            recall: real(hits) / real(relevant),
            first: if place == Some(0) { 1.0 } else { 0.0 },
        }
    }

    /// The means over queries; zeros when there are none.
    pub(super) fn mean(all: &[Self]) -> Self {
        let mean =
            |part: fn(&Self) -> f64| all.iter().map(part).sum::<f64>() / real(all.len().max(1));
        Self {
            ndcg: mean(|r| r.ndcg),
            reciprocal: mean(|r| r.reciprocal),
            recall: mean(|r| r.recall),
            first: mean(|r| r.first),
        }
    }
}

fn discounted(gains: &[i32]) -> f64 {
    let discounts = (0..).map(|place| real(place + 2).log2());
    gains.iter().zip(discounts).map(|(gain, by)| f64::from((*gain).max(0)) / by).sum()
}

/// How well a number separates what has an answer from what has none.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Separation {
    /// How often an answerable query has the higher number; ties count half.
    pub(super) auroc: f64,
    /// Share of the unanswerable below the highest border that keeps 90 % of the answerable.
    pub(super) refused: f64,
}

impl Separation {
    /// Compares two kinds; none when one of them is empty.
    pub(super) fn of(answerable: &[f32], unanswerable: &[f32]) -> Option<Self> {
        let mut kept = answerable.to_vec();
        let mut others = unanswerable.to_vec();
        kept.sort_unstable_by(f32::total_cmp);
        others.sort_unstable_by(f32::total_cmp);
        // A tenth may fall below the border, and not one more.
        let border = *kept.get(kept.len() / 10)?;
        others.first()?;
        let wins = |number: &f32| {
            let below = others.partition_point(|other| other < number);
            let up_to = others.partition_point(|other| other <= number);
            real(below + up_to) / 2.0
        };
        Some(Self {
            auroc: kept.iter().map(wins).sum::<f64>() / (real(kept.len()) * real(others.len())),
            refused: real(others.partition_point(|other| *other < border)) / real(others.len()),
        })
    }
}

#[expect(clippy::cast_precision_loss, reason = "counts of queries and documents")]
fn real(number: usize) -> f64 {
    number as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Documents 1 and 2 are relevant, 2 twice as much; 3 is judged and is not.
    #[track_caller]
    fn check(found: &[u32], ndcg: f64, reciprocal: f64, recall: f64, first: f64) {
        let got = Ranking::of(found, &HashMap::from([(1, 1), (2, 2), (3, 0)]));
        let same = |a: f64, b: f64| (a - b).abs() < 0.001;
        assert!(
            same(got.ndcg, ndcg)
                && same(got.reciprocal, reciprocal)
                && same(got.recall, recall)
                && same(got.first, first),
            "{got:?}"
        );
    }

    #[test]
    fn better_places_count_more() {
        check(&[2, 1], 1.0, 1.0, 1.0, 1.0);
        check(&[1, 2], 0.8597, 1.0, 1.0, 1.0);
        check(&[3, 2], 0.4796, 0.5, 0.5, 0.0);
        check(&[9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 2], 0.0, 0.0, 0.0, 0.0);
        check(&[], 0.0, 0.0, 0.0, 0.0);
    }

    #[test]
    fn nothing_relevant_is_nothing_found() {
        assert_eq!(Ranking::of(&[1], &HashMap::new()), Ranking::default());
        assert_eq!(Ranking::mean(&[]), Ranking::default());
    }

    #[track_caller]
    fn check_separation(answerable: &[f32], unanswerable: &[f32], auroc: f64, refused: f64) {
        let expected = Some(Separation { auroc, refused });
        assert_eq!(Separation::of(answerable, unanswerable), expected);
    }

    #[test]
    fn a_border_keeps_nine_of_ten() {
        let ten: Vec<f32> = (1u8..=10).map(f32::from).collect();
        check_separation(&ten, &[0.0, 0.5], 1.0, 1.0);
        check_separation(&ten, &[1.5, 11.0], 0.45, 0.5);
        check_separation(&ten, &[2.0, 0.0], 0.925, 0.5);
        check_separation(&[1.0], &[1.0], 0.5, 0.0);
        assert_eq!(Separation::of(&[], &[1.0]), None);
        assert_eq!(Separation::of(&[1.0], &[]), None);
    }
}
