//! When a decision is looked at again.

use std::time::Duration;

use crate::poll::{TimeZoneName, months_later};
use crate::time::Timestamp;

/// Months after which a decision is looked at again when nobody says.
const MONTHS: i32 = 6;

/// A date to look at a decision again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Review {
    /// When.
    pub at: Timestamp,
    /// How long after it was decided that first was.
    pub every: Duration,
    /// Whether it has been asked for: nothing is due until somebody answers.
    pub asked: bool,
}

impl Review {
    /// A review at this time of what is decided now.
    #[must_use]
    pub fn first(at: Timestamp, decided_at: Timestamp) -> Self {
        Self { at, every: decided_at.until(at), asked: false }
    }

    /// It was found still right: after the same span again; after six months where there is none.
    #[must_use]
    pub fn again(self, now: Timestamp, zone: &TimeZoneName) -> Self {
        let same = now + self.every;
        let at = if self.every.is_zero() { months_later(now, MONTHS, zone) } else { same };
        Self { at, every: self.every, asked: false }
    }

    /// Not now: in a month.
    #[must_use]
    pub fn in_a_month(self, now: Timestamp, zone: &TimeZoneName) -> Self {
        Self { at: months_later(now, 1, zone), asked: false, ..self }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::poll::iso_day;

    #[test]
    fn a_review_moves_on_by_its_own_span_or_a_month() {
        let day = Duration::from_secs(24 * 60 * 60);
        let decided = Timestamp::from_millis(1_795_186_800_000);
        let first = Review::first(decided + 30 * day, decided);
        let now = first.at + 2 * day;
        let zone = TimeZoneName::UTC;
        assert_eq!(first.again(now, &zone).at, now + 30 * day);
        let asked = Review { asked: true, ..first };
        let later = asked.in_a_month(now, &zone);
        assert_eq!((iso_day(later.at, &zone), later.asked), ("2027-01-22".into(), false));
        assert_eq!(later.every, 30 * day);
        let unsaid = Review { every: Duration::ZERO, ..first };
        assert_eq!(iso_day(unsaid.again(decided, &zone).at, &zone), "2027-05-20");
    }
}
