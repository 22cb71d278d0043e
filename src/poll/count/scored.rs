//! Scores as exact decimal numbers, and a ballot of them.

use super::{Candidate, Grouped, NamedTwice, Ranking};

/// The highest score that a ballot may give on any scale.
pub const HIGHEST_SCORE: u32 = 1_000;

/// Thousandths in a point.
const THOUSANDTHS: u32 = 1_000;

/// A score from 0 to 1,000 with at most three decimals. Exact, so that no order of adding matters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Score(u32);

/// Why a number is no score.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BadScore {
    /// Below 0, above 1,000, or not a number.
    #[error("a score lies between 0 and {HIGHEST_SCORE}")]
    OutOfRange,
    /// More than three decimals.
    #[error("a score has at most three decimals")]
    TooFine,
}

impl Score {
    /// A whole number of points.
    ///
    /// # Errors
    ///
    /// [`BadScore::OutOfRange`] above 1,000.
    pub fn points(points: u32) -> Result<Self, BadScore> {
        if points > HIGHEST_SCORE {
            return Err(BadScore::OutOfRange);
        }
        Ok(Self(points * THOUSANDTHS))
    }

    /// A number of points such as 2.5, as a file gives it.
    ///
    /// # Errors
    ///
    /// [`BadScore::OutOfRange`] below 0, above 1,000 and for NaN; [`BadScore::TooFine`] for more
    /// than three decimals.
    pub fn decimal(points: f64) -> Result<Self, BadScore> {
        if !(0.0..=f64::from(HIGHEST_SCORE)).contains(&points) {
            return Err(BadScore::OutOfRange);
        }
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "0 to 1,000,000 after the check above"
        )]
        let thousandths = (points * f64::from(THOUSANDTHS)).round() as u32;
        // A number read from three decimals or fewer is the one nearest to that fraction.
        #[expect(clippy::float_cmp, reason = "the same decimal gives the same number")]
        if f64::from(thousandths) / f64::from(THOUSANDTHS) != points {
            return Err(BadScore::TooFine);
        }
        Ok(Self(thousandths))
    }

    /// In thousandths of a point.
    #[must_use]
    pub fn thousandths(self) -> u32 {
        self.0
    }
}

/// What one person gives each option. An option without a score has 0.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Scored(Box<[(Candidate, Score)]>);

impl Scored {
    /// A ballot of these scores.
    ///
    /// # Errors
    ///
    /// The first candidate that is scored twice.
    pub fn new(scores: impl IntoIterator<Item = (Candidate, Score)>) -> Result<Self, NamedTwice> {
        let mut scores: Vec<_> = scores.into_iter().collect();
        scores.sort_unstable();
        if let Some(pair) = scores.windows(2).find(|pair| pair[0].0 == pair[1].0) {
            return Err(NamedTwice(pair[0].0));
        }
        // No score and a score of 0 are the same ballot.
        scores.retain(|(_, score)| *score > Score(0));
        Ok(Self(scores.into()))
    }

    /// Higher scores first; who has 0 is left out.
    pub(super) fn ranking(&self) -> Ranking {
        let mut best_first = self.0.to_vec();
        best_first.sort_by_key(|(_, score)| std::cmp::Reverse(*score));
        let places = best_first.chunk_by(|a, b| a.1 == b.1);
        let ranking = Ranking::new(places.map(|place| place.iter().map(|(one, _)| *one)));
        ranking.expect("everybody is scored at most once")
    }

    /// Every score above 0, in the order of the list.
    #[must_use]
    pub fn scores(&self) -> &[(Candidate, Score)] {
        &self.0
    }
}

/// From 0 to which score a ballot may go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Scale {
    /// The highest score.
    pub highest: Score,
}

impl Scale {
    /// 0 to 5, the scale of STAR.
    /// Source: <https://www.starvoting.org/star>
    pub const STARS: Self = Self { highest: Score(5 * THOUSANDTHS) };
    /// 0 to 1,000.
    pub const ANY: Self = Self { highest: Score(HIGHEST_SCORE * THOUSANDTHS) };
}

/// Score ballots, grouped.
pub type Scores = Grouped<Scored>;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_score_is_exact_or_refused() {
        for (given, thousandths) in
            [(0.0, 0), (-0.0, 0), (5.0, 5_000), (0.1, 100), (4.999, 4_999), (1_000.0, 1_000_000)]
        {
            assert_eq!(Score::decimal(given).unwrap().thousandths(), thousandths, "{given}");
        }
        for given in [-0.001, 1_000.001, f64::NAN, f64::INFINITY, f64::NEG_INFINITY, 1e300] {
            assert_eq!(Score::decimal(given), Err(BadScore::OutOfRange), "{given}");
        }
        for given in [0.000_1, 2.000_5, 1e-300, f64::MIN_POSITIVE] {
            assert_eq!(Score::decimal(given), Err(BadScore::TooFine), "{given}");
        }
        assert_eq!(Score::points(1_001), Err(BadScore::OutOfRange));
    }
}
