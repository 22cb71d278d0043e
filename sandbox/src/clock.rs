//! The sandbox's own time, so that a test can pass fifteen minutes in no time.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// Milliseconds since 1970, UTC.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct UnixMillis(pub u64);

impl UnixMillis {
    /// Time passed since `earlier`; zero when `earlier` lies ahead.
    #[must_use]
    pub const fn since(self, earlier: Self) -> Duration {
        Duration::from_millis(self.0.saturating_sub(earlier.0))
    }

    /// ISO 8601 in UTC, as Discord writes timestamps: `2026-11-20T16:00:00.000000+00:00`.
    #[must_use]
    pub fn iso(self) -> String {
        let (days, ms) = (self.0 / 86_400_000, self.0 % 86_400_000);
        let (year, month, day) = civil(days);
        let (hour, minute) = (ms / 3_600_000, ms / 60_000 % 60);
        let (second, milli) = (ms / 1000 % 60, ms % 1000);
        format!(
            "{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}.{milli:03}000+00:00"
        )
    }
}

/// Year, month and day of a day number since 1970-01-01.
/// Source: Howard Hinnant, <https://howardhinnant.github.io/date_algorithms.html#civil_from_days>
const fn civil(days: u64) -> (u64, u64, u64) {
    let shifted = days + 719_468;
    let era = shifted / 146_097;
    let day_of_era = shifted % 146_097;
    let year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted_month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * shifted_month + 2) / 5 + 1;
    let month = if shifted_month < 10 { shifted_month + 3 } else { shifted_month - 9 };
    let year = year_of_era + era * 400 + if month <= 2 { 1 } else { 0 };
    (year, month, day)
}

/// Which time the sandbox lives in.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Clock {
    /// The machine's time, plus whatever was added by hand.
    #[default]
    Real,
    /// Stands still at the given instant until it is moved by hand.
    Manual(UnixMillis),
}

/// A [`Clock`] in use.
#[derive(Debug)]
pub(crate) struct RunningClock {
    kind: Clock,
    added: Duration,
}

impl RunningClock {
    pub(crate) const fn new(kind: Clock) -> Self {
        Self { kind, added: Duration::ZERO }
    }

    pub(crate) fn now(&self) -> UnixMillis {
        let base = match self.kind {
            Clock::Real => {
                SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| whole_millis(since))
            }
            Clock::Manual(start) => start.0,
        };
        UnixMillis(base.saturating_add(whole_millis(self.added)))
    }

    pub(crate) fn advance(&mut self, by: Duration) {
        self.added = self.added.saturating_add(by);
    }

    /// Whether time passes by itself.
    pub(crate) const fn runs(&self) -> bool {
        matches!(self.kind, Clock::Real)
    }
}

fn whole_millis(duration: Duration) -> u64 {
    u64::try_from(duration.as_millis()).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(ms: u64, expected: &str) {
        assert_eq!(UnixMillis(ms).iso(), expected);
    }

    #[test]
    fn timestamps_read_as_discord_writes_them() {
        check(0, "1970-01-01T00:00:00.000000+00:00");
        check(951_782_400_000, "2000-02-29T00:00:00.000000+00:00");
        check(1_795_190_461_007, "2026-11-20T16:01:01.007000+00:00");
    }
}
