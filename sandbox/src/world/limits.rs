//! How many requests a bot gets: by bucket, in all, and how many of them may fail.
//! Source: <https://discord.com/developers/docs/topics/rate-limits>

use std::collections::HashMap;
use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};
use std::time::{Duration, Instant};

/// Buckets kept; those whose time is over make room, and where there are none all begin anew.
const KEPT_BUCKETS: usize = 10_000;

/// Span over which failed requests are counted.
/// Source: <https://discord.com/developers/docs/topics/rate-limits#invalid-request-limit-aka-cloudflare-bans>
const INVALID_SPAN: Duration = Duration::from_secs(600);

/// The limits of a sandbox, on the wall clock. Discord tells bots not to rely on figures of
/// buckets, so these are to be chosen; none switches a limit off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RateLimits {
    /// What one route gets for one channel, server or webhook. Interaction callbacks are exempt.
    /// Default: 50 requests a second.
    pub bucket: Option<Limit>,
    /// What everything but interaction routes gets together. Default: 50 requests a second.
    /// Source: <https://discord.com/developers/docs/topics/rate-limits#global-rate-limit>
    pub global: Option<Limit>,
    /// How many requests may be answered 401, 403 or 429 in ten minutes before the bot is shut out
    /// for the rest of them. Default: 10,000.
    pub invalid: Option<u32>,
}

/// So many requests in a span, which begins with the first of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limit {
    /// Requests.
    pub requests: u32,
    /// The span.
    pub per: Duration,
}

impl Default for RateLimits {
    fn default() -> Self {
        let fifty = Limit { requests: 50, per: Duration::from_secs(1) };
        Self { bucket: Some(fifty), global: Some(fifty), invalid: Some(10_000) }
    }
}

impl RateLimits {
    /// No limit at all.
    pub const OFF: Self = Self { bucket: None, global: None, invalid: None };
}

/// What a bucket says of itself, in the headers of every answer.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Bucket {
    pub(crate) limit: u32,
    pub(crate) remaining: u32,
    pub(crate) reset_after: Duration,
    /// The same for every channel, server and webhook.
    pub(crate) name: String,
}

/// What becomes of a request.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Verdict {
    /// It passes; none where its route has no limit.
    Passes(Option<Bucket>),
    /// Its bucket is empty.
    Empty(Bucket),
    /// Everything together was too much; come back after this time.
    Global(Duration),
    /// Too many requests failed.
    ShutOut(Duration),
}

/// Requests counted so far.
#[derive(Debug)]
pub(crate) struct Limits {
    chosen: RateLimits,
    /// By a hash of the key: clients choose how long a path is.
    buckets: HashMap<u64, Window>,
    all: Option<Window>,
    invalid: Option<Window>,
}

#[derive(Clone, Copy, Debug)]
struct Window {
    began: Instant,
    used: u32,
}

impl Window {
    /// Counts one more; how many are left, and when the span ends. None left is `Err`.
    fn take(&mut self, limit: Limit, now: Instant) -> Result<(u32, Duration), Duration> {
        if now.duration_since(self.began) >= limit.per {
            *self = Self { began: now, used: 0 };
        }
        let left = limit.per.saturating_sub(now.duration_since(self.began));
        if self.used >= limit.requests {
            return Err(left);
        }
        self.used += 1;
        Ok((limit.requests - self.used, left))
    }
}

impl Limits {
    pub(crate) fn new(chosen: RateLimits) -> Self {
        Self { chosen, buckets: HashMap::new(), all: None, invalid: None }
    }

    /// Counts a request and says what becomes of it.
    pub(crate) fn admit(&mut self, method: &str, path: &[&str], now: Instant) -> Verdict {
        if let Some(left) = self.shut_out(now) {
            return Verdict::ShutOut(left);
        }
        if let ["interactions", _, _, "callback"] = path {
            return Verdict::Passes(None);
        }
        if let Some(limit) = self.chosen.global.filter(|_| path.first() != Some(&"webhooks")) {
            let window = self.all.get_or_insert(Window { began: now, used: 0 });
            if let Err(left) = window.take(limit, now) {
                return Verdict::Global(left);
            }
        }
        let Some(limit) = self.chosen.bucket else { return Verdict::Passes(None) };
        self.prune(limit, now);
        let (key, name) = bucket_of(method, path);
        let window = self.buckets.entry(key).or_insert(Window { began: now, used: 0 });
        let taken = window.take(limit, now);
        let (remaining, reset_after) = taken.unwrap_or_else(|left| (0, left));
        let bucket = Bucket { limit: limit.requests, remaining, reset_after, name };
        if taken.is_ok() { Verdict::Passes(Some(bucket)) } else { Verdict::Empty(bucket) }
    }

    /// Counts an answer that Discord holds against a bot.
    pub(crate) fn failed(&mut self, now: Instant) {
        if let Some(most) = self.chosen.invalid {
            let limit = Limit { requests: most, per: INVALID_SPAN };
            let _ = self.invalid.get_or_insert(Window { began: now, used: 0 }).take(limit, now);
        }
    }

    fn shut_out(&self, now: Instant) -> Option<Duration> {
        let (most, window) = (self.chosen.invalid?, self.invalid?);
        let left = INVALID_SPAN.checked_sub(now.duration_since(window.began))?;
        (window.used >= most).then_some(left)
    }

    fn prune(&mut self, limit: Limit, now: Instant) {
        if self.buckets.len() >= KEPT_BUCKETS {
            self.buckets.retain(|_, window| now.duration_since(window.began) < limit.per);
            if self.buckets.len() >= KEPT_BUCKETS {
                self.buckets.clear();
            }
        }
    }
}

/// The key of a request's bucket, and the name that it shares with other channels, servers and
/// webhooks: the route with its ids left out.
fn bucket_of(method: &str, path: &[&str]) -> (u64, String) {
    let is_id = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    let major = match path {
        ["channels" | "guilds" | "webhooks", id, ..] => *id,
        _ => "",
    };
    let token = matches!(path, ["webhooks", ..]).then_some(2);
    let route: Vec<&str> = path
        .iter()
        .enumerate()
        .map(|(at, part)| if is_id(part) || Some(at) == token { "*" } else { part })
        .collect();
    let mut hasher = DefaultHasher::new();
    (method, &route).hash(&mut hasher);
    let name = format!("{:016x}", hasher.finish());
    let token = token.and_then(|at| path.get(at)).copied().unwrap_or_default();
    (major, token).hash(&mut hasher);
    (hasher.finish(), name)
}

#[cfg(test)]
mod tests {
    use super::*;

    const MESSAGES: [&str; 3] = ["channels", "1", "messages"];

    fn limits(bucket: u32, global: u32, invalid: u32) -> (Limits, Instant) {
        let per = Duration::from_secs(5);
        let chosen = RateLimits {
            bucket: Some(Limit { requests: bucket, per }),
            global: Some(Limit { requests: global, per }),
            invalid: Some(invalid),
        };
        (Limits::new(chosen), Instant::now())
    }

    #[test]
    fn a_bucket_fills_again_with_its_span_and_is_one_for_each_channel() {
        let (mut limits, now) = limits(2, 100, 100);
        let mut post = |path: &[&str], at| limits.admit("POST", path, at);
        let Verdict::Passes(Some(first)) = post(&MESSAGES, now) else { panic!("the first") };
        assert_eq!((first.limit, first.remaining), (2, 1));
        assert!(matches!(post(&MESSAGES, now), Verdict::Passes(Some(b)) if b.remaining == 0));
        let Verdict::Empty(empty) = post(&MESSAGES, now + Duration::from_secs(1)) else {
            panic!("the third")
        };
        assert_eq!((empty.reset_after, &empty.name), (Duration::from_secs(4), &first.name));
        let Verdict::Passes(Some(other)) = post(&["channels", "2", "messages"], now) else {
            panic!("another channel")
        };
        assert_eq!(other.name, first.name);
        assert!(matches!(
            post(&MESSAGES, now + Duration::from_secs(5)),
            Verdict::Passes(Some(b)) if b.remaining == 1
        ));
    }

    #[test]
    fn interactions_are_exempt_from_the_limit_on_everything() {
        let (mut limits, now) = limits(100, 1, 100);
        assert!(matches!(limits.admit("GET", &["users", "1"], now), Verdict::Passes(_)));
        assert_eq!(
            limits.admit("GET", &["users", "1"], now),
            Verdict::Global(Duration::from_secs(5))
        );
        let callback = ["interactions", "1", "token", "callback"];
        assert_eq!(limits.admit("POST", &callback, now), Verdict::Passes(None));
        let follow_up = ["webhooks", "1", "token"];
        assert!(matches!(limits.admit("POST", &follow_up, now), Verdict::Passes(Some(_))));
    }

    #[test]
    fn who_fails_too_often_is_shut_out() {
        let (mut limits, now) = limits(100, 100, 2);
        limits.failed(now);
        assert!(matches!(limits.admit("GET", &MESSAGES, now), Verdict::Passes(_)));
        limits.failed(now);
        assert_eq!(limits.admit("GET", &MESSAGES, now), Verdict::ShutOut(INVALID_SPAN));
        let later = now + INVALID_SPAN + Duration::from_secs(1);
        assert!(matches!(limits.admit("GET", &MESSAGES, later), Verdict::Passes(_)));
    }

    #[test]
    fn any_paths_make_a_bounded_number_of_buckets() {
        let (mut limits, now) = limits(1, u32::MAX, 100);
        for id in 0..=KEPT_BUCKETS * 2 {
            limits.admit("POST", &["channels", &id.to_string(), "messages"], now);
        }
        assert!(limits.buckets.len() <= KEPT_BUCKETS);
    }

    #[test]
    fn without_limits_nothing_is_counted() {
        let mut limits = Limits::new(RateLimits::OFF);
        let now = Instant::now();
        for _ in 0..1_000 {
            limits.failed(now);
            assert_eq!(limits.admit("GET", &MESSAGES, now), Verdict::Passes(None));
        }
    }
}
