//! How often clients may identify.
//! Source: <https://discord.com/developers/docs/events/gateway#rate-limiting>

use std::collections::HashMap;
use std::time::{Duration, Instant};

use super::limits::Limit;

/// Sessions that may begin in a day.
/// Source: <https://discord.com/developers/docs/events/gateway#session-start-limit-object>
const DAILY: usize = 1000;
const DAY: Duration = Duration::from_secs(24 * 60 * 60);

/// Sessions that began, on the wall clock.
#[derive(Debug)]
pub(crate) struct Starts {
    chosen: Option<Limit>,
    /// When a shard of this remainder identified last.
    last: HashMap<u64, Instant>,
    day: Option<Instant>,
    today: usize,
}

/// What becomes of an IDENTIFY.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Start {
    Now,
    /// Another shard of the same remainder came just before.
    TooSoon,
    /// The day's sessions are used up. Discord then resets the token.
    UsedUp,
}

impl Starts {
    pub(crate) fn new(chosen: Option<Limit>) -> Self {
        Self { chosen, last: HashMap::new(), day: None, today: 0 }
    }

    /// Counts a session of this shard, where it may begin.
    pub(crate) fn take(&mut self, shard: u64, now: Instant) -> Start {
        if self.day.is_none_or(|began| now.duration_since(began) >= DAY) {
            (self.day, self.today) = (Some(now), 0);
        }
        if let Some(limit) = self.chosen {
            let key = shard % u64::from(limit.requests);
            let last = self.last.get(&key);
            if last.is_some_and(|last| now.duration_since(*last) < limit.per) {
                return Start::TooSoon;
            }
            if self.today >= DAILY {
                return Start::UsedUp;
            }
            self.last.insert(key, now);
        }
        self.today += 1;
        Start::Now
    }

    /// Shards that may identify at once.
    pub(crate) fn concurrency(&self) -> u32 {
        self.chosen.map_or(1, |limit| limit.requests)
    }

    /// Sessions a day, how many of them are left, and when the day is over.
    pub(crate) fn left(&self, now: Instant) -> (usize, usize, Duration) {
        let over = self.day.map_or(DAY, |began| DAY.saturating_sub(now.duration_since(began)));
        (DAILY, DAILY.saturating_sub(self.today), over)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shards_of_one_remainder_wait_for_each_other() {
        let limit = Limit { requests: 2, per: Duration::from_secs(5) };
        let (mut starts, begin) = (Starts::new(Some(limit)), Instant::now());
        let at = |seconds| begin + Duration::from_secs(seconds);
        assert_eq!(starts.take(0, at(0)), Start::Now);
        assert_eq!(starts.take(1, at(0)), Start::Now);
        assert_eq!(starts.take(2, at(4)), Start::TooSoon);
        assert_eq!(starts.take(2, at(5)), Start::Now);
        assert_eq!(starts.left(at(5)).1, DAILY - 3);
    }

    #[test]
    fn a_day_has_so_many_sessions() {
        let limit = Limit { requests: 1, per: Duration::from_secs(5) };
        let (mut starts, begin) = (Starts::new(Some(limit)), Instant::now());
        for number in 0..DAILY as u64 {
            assert_eq!(starts.take(0, begin + Duration::from_secs(5 * number)), Start::Now);
        }
        let later = begin + Duration::from_secs(5 * DAILY as u64);
        assert_eq!(starts.take(0, later), Start::UsedUp);
        assert_eq!(starts.take(0, begin + DAY), Start::Now);
    }
}
