//! The sandbox's own time, so that a test can pass fifteen minutes in no time.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;

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
    /// Later than the year 9999 it is the end of that year.
    #[must_use]
    pub fn iso(self) -> String {
        let at = i64::try_from(self.0).ok().and_then(|ms| Timestamp::from_millisecond(ms).ok());
        at.unwrap_or(Timestamp::MAX).strftime("%Y-%m-%dT%H:%M:%S.%6f+00:00").to_string()
    }

    /// Reads ISO 8601, as Discord and its clients write it. Without an offset it is UTC; what is
    /// finer than a millisecond is dropped.
    pub(crate) fn from_iso(text: &str) -> Option<Self> {
        let at = text.parse().or_else(|_| TimeZone::UTC.to_timestamp(text.parse::<DateTime>()?));
        at.ok().and_then(|at: Timestamp| u64::try_from(at.as_millisecond()).ok()).map(Self)
    }
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
    /// Milliseconds moved by hand, forwards and back.
    moved: i64,
}

impl RunningClock {
    pub(crate) const fn new(kind: Clock) -> Self {
        Self { kind, moved: 0 }
    }

    pub(crate) fn now(&self) -> UnixMillis {
        let base = match self.kind {
            Clock::Real => SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, whole_millis),
            Clock::Manual(start) => start.0,
        };
        UnixMillis(base.saturating_add_signed(self.moved))
    }

    pub(crate) fn advance(&mut self, by: Duration) {
        self.moved = self.moved.saturating_add_unsigned(whole_millis(by));
    }

    pub(crate) fn set_back(&mut self, by: Duration) {
        self.moved = self.moved.saturating_sub_unsigned(whole_millis(by));
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
        check(u64::MAX, "9999-12-30T22:00:00.999999+00:00");
    }

    #[track_caller]
    fn check_read(text: &str, expected: Option<u64>) {
        assert_eq!(UnixMillis::from_iso(text), expected.map(UnixMillis), "{text}");
    }

    #[test]
    fn timestamps_are_read_as_clients_write_them() {
        let at = Some(1_795_190_461_007);
        check_read("2026-11-20T16:01:01.007000+00:00", at);
        check_read("2026-11-20T16:01:01.007Z", at);
        check_read("2026-11-20T16:01:01.0079", at);
        check_read("2026-11-20T18:01:01.007+02:00", at);
        check_read("2026-11-20T12:31:01.007-0330", at);
        check_read("2000-02-29T00:00:00Z", Some(951_782_400_000));
        check_read("2026-11-20", Some(1_795_132_800_000));
        let wrong = [
            "",
            "soon",
            "2026-13-20T00:00:00Z",
            "2026-11-20T25:00:00Z",
            "1969-11-20T00:00:00Z",
            "2026-11-20T00:00:00+é",
        ];
        for wrong in wrong {
            check_read(wrong, None);
        }
    }

    #[test]
    fn what_is_written_is_read() {
        for day in (0..60_000).step_by(7) {
            let at = UnixMillis(day * 86_400_000 + 3_723_004);
            assert_eq!(UnixMillis::from_iso(&at.iso()), Some(at));
        }
    }
}
