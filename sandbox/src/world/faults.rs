//! Trouble on order: which requests go wrong, and how.

use std::collections::{HashMap, VecDeque};
use std::time::Duration;

use crate::clock::UnixMillis;
use crate::id::ChannelId;

/// Age from which a message counts as old, and the span over which its edits are counted.
const HOUR: Duration = Duration::from_secs(3600);

/// What happens to a request.
#[derive(Clone, Debug, PartialEq)]
pub enum Fault {
    /// Answered 429: come back after this time.
    RateLimited {
        /// Time to wait, told to the second's fraction.
        retry_after: Duration,
        /// Whose requests were too many.
        scope: Scope,
    },
    /// Answered with this HTTP status and no effect.
    Status(u16),
    /// Answered after this time on the wall clock.
    Slow(Duration),
    /// The connection breaks before anything happens.
    ResetBefore,
    /// Everything happens, but the connection breaks before the answer.
    ResetAfter,
    /// Answered 429 with code 30046, as for too many edits of an old message.
    TooManyOldEdits,
}

/// Whose requests were too many.
/// Source: <https://discord.com/developers/docs/topics/rate-limits#header-format>
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Scope {
    /// The bot's, on this route.
    User,
    /// The bot's, on all routes together.
    Global,
    /// Everybody's on this resource. Discord does not hold it against the bot.
    Shared,
}

impl Scope {
    /// The word in the header.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::User => "user",
            Self::Global => "global",
            Self::Shared => "shared",
        }
    }
}

/// Which requests: a method (or `*`) and a path without `/api/v10`, where `*` stands for one
/// segment and a final `**` for any rest: `PATCH /channels/*/messages/*`.
#[derive(Clone, Debug)]
pub(crate) struct Pattern {
    method: String,
    segments: Vec<String>,
}

impl Pattern {
    pub(crate) fn new(text: &str) -> Self {
        let (method, path) = text.split_once(' ').unwrap_or(("*", text));
        let segments = path.split('/').filter(|part| !part.is_empty()).map(str::to_owned);
        Self { method: method.to_owned(), segments: segments.collect() }
    }

    pub(crate) fn matches(&self, method: &str, path: &[&str]) -> bool {
        let open = self.segments.last().is_some_and(|last| last == "**");
        let fixed = self.segments.len() - usize::from(open);
        (self.method == "*" || self.method.eq_ignore_ascii_case(method))
            && (path.len() == fixed || (open && path.len() >= fixed))
            && self
                .segments
                .iter()
                .take(fixed)
                .zip(path)
                .all(|(want, is)| want == "*" || want == is)
    }
}

/// Trouble by chance, the same for the same seed and the same requests.
#[derive(Debug)]
struct Dice {
    state: u64,
    of_a_thousand: u32,
}

impl Dice {
    /// Longest slowness and time to come back, so that bots go on within their three seconds.
    const BRIEF: Duration = Duration::from_millis(20);

    fn next(&mut self, below: u32) -> u32 {
        // Constants: Knuth's MMIX, <https://en.wikipedia.org/wiki/Linear_congruential_generator>
        let (factor, step) = (6_364_136_223_846_793_005, 1_442_695_040_888_963_407);
        self.state = self.state.wrapping_mul(factor).wrapping_add(step);
        u32::try_from((self.state >> 33) % u64::from(below)).unwrap_or(0)
    }

    fn roll(&mut self) -> Option<Fault> {
        if self.next(1_000) >= self.of_a_thousand {
            return None;
        }
        Some(match self.next(8) {
            0 => Fault::RateLimited { retry_after: Self::BRIEF, scope: Scope::User },
            1 => Fault::RateLimited { retry_after: Self::BRIEF, scope: Scope::Global },
            2 => Fault::Status(500),
            3 => Fault::Status(502),
            4 => Fault::Status(504),
            5 => Fault::Slow(Self::BRIEF),
            6 => Fault::ResetBefore,
            _ => Fault::ResetAfter,
        })
    }
}

#[derive(Debug)]
struct Rule {
    pattern: Pattern,
    left: u32,
    fault: Fault,
}

/// All trouble that is still to come.
#[derive(Debug, Default)]
pub(crate) struct FaultTable {
    rules: Vec<Rule>,
    duplicates: u32,
    reordered: u32,
    random: Option<Dice>,
    /// Edits of old messages that one channel gets per hour, where limited.
    pub(crate) old_edit_limit: Option<usize>,
    old_edits: HashMap<ChannelId, VecDeque<UnixMillis>>,
}

impl FaultTable {
    pub(crate) fn add(&mut self, pattern: &str, times: u32, fault: Fault) {
        self.rules.push(Rule { pattern: Pattern::new(pattern), left: times, fault });
    }

    pub(crate) fn clear(&mut self) {
        *self = Self::default();
    }

    /// The fault for this request, used up by asking.
    pub(crate) fn take(&mut self, method: &str, path: &[&str]) -> Option<Fault> {
        let ordered = self.rules.iter().position(|rule| rule.pattern.matches(method, path));
        let Some(index) = ordered else { return self.random.as_mut()?.roll() };
        let rule = &mut self.rules[index];
        rule.left -= 1;
        if rule.left > 0 {
            return Some(rule.fault.clone());
        }
        Some(self.rules.remove(index).fault)
    }

    /// Counts an edit; `false` when the channel has had too many edits of old messages.
    pub(crate) fn may_edit(
        &mut self,
        channel: ChannelId,
        made: UnixMillis,
        now: UnixMillis,
    ) -> bool {
        let Some(limit) = self.old_edit_limit else { return true };
        if now.since(made) <= HOUR {
            return true;
        }
        let edits = self.old_edits.entry(channel).or_default();
        while edits.front().is_some_and(|&first| now.since(first) > HOUR) {
            edits.pop_front();
        }
        let may = edits.len() < limit;
        if may {
            edits.push_back(now);
        }
        may
    }

    pub(crate) fn duplicate(&mut self, dispatches: u32) {
        self.duplicates += dispatches;
    }

    pub(crate) fn reorder(&mut self, dispatches: u32) {
        self.reordered += dispatches;
    }

    /// Whether the next dispatch lets the one after it go first.
    pub(crate) fn comes_later(&mut self) -> bool {
        let later = self.reordered > 0;
        self.reordered -= u32::from(later);
        later
    }

    pub(crate) fn randomly(&mut self, seed: u64, of_a_thousand: u32) {
        self.random = Some(Dice { state: seed, of_a_thousand });
    }

    /// How often the next dispatch is delivered.
    pub(crate) fn deliveries(&mut self) -> u32 {
        if self.duplicates == 0 {
            return 1;
        }
        self.duplicates -= 1;
        2
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(pattern: &str, method: &str, path: &str, expected: bool) {
        let segments: Vec<_> = path.split('/').filter(|part| !part.is_empty()).collect();
        assert_eq!(Pattern::new(pattern).matches(method, &segments), expected, "{pattern} {path}");
    }

    #[test]
    fn chance_is_the_same_for_the_same_seed() {
        let faults = |seed| {
            let mut table = FaultTable::default();
            table.randomly(seed, 300);
            (0..200).map(|_| table.take("GET", &["gateway"])).collect::<Vec<_>>()
        };
        assert_eq!(faults(7), faults(7));
        assert_ne!(faults(7), faults(8));
        let met = faults(7).into_iter().flatten().count();
        assert!((30..90).contains(&met), "{met}");
    }

    #[test]
    fn patterns_match_by_segment() {
        check("PATCH /channels/*/messages/*", "PATCH", "/channels/1/messages/2", true);
        check("PATCH /channels/*/messages/*", "POST", "/channels/1/messages/2", false);
        check("PATCH /channels/*/messages/*", "PATCH", "/channels/1/messages", false);
        check("* /channels/**", "GET", "/channels/1/messages", true);
        check("/gateway", "GET", "/gateway", true);
        check("/gateway", "GET", "/gateway/bot", false);
    }
}
