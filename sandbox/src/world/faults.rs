//! Trouble on order: which requests go wrong, and how.

use std::collections::{HashMap, VecDeque};
use std::time::Duration;

use crate::clock::UnixMillis;
use crate::id::ChannelId;

use super::chance::{Dice, GatewayFault};

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
    /// Heartbeats that get no answer.
    unacknowledged: u32,
    /// Sessions that are not taken up again.
    refused_resumes: u32,
    random: Option<Dice>,
    random_gateway: Option<Dice>,
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
        let Some(index) = ordered else { return self.random.as_mut()?.fault() };
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

    pub(crate) fn ignore_heartbeats(&mut self, heartbeats: u32) {
        self.unacknowledged += heartbeats;
    }

    pub(crate) fn refuse_resumes(&mut self, resumes: u32) {
        self.refused_resumes += resumes;
    }

    /// Whether the next heartbeat is answered.
    pub(crate) fn acknowledges(&mut self) -> bool {
        !used_up(&mut self.unacknowledged)
    }

    /// Whether the next session may be taken up again.
    pub(crate) fn lets_resume(&mut self) -> bool {
        !used_up(&mut self.refused_resumes)
    }

    /// What happens to the gateway with the next dispatch.
    pub(crate) fn with_dispatch(&mut self) -> Option<GatewayFault> {
        if used_up(&mut self.duplicates) {
            return Some(GatewayFault::Twice);
        }
        if used_up(&mut self.reordered) {
            return Some(GatewayFault::Late);
        }
        self.random_gateway.as_mut()?.gateway_fault()
    }

    pub(crate) fn randomly(&mut self, seed: u64, of_a_thousand: u32) {
        self.random = Some(Dice::new(seed, of_a_thousand));
    }

    pub(crate) fn randomly_at_the_gateway(&mut self, seed: u64, of_a_thousand: u32) {
        self.random_gateway = Some(Dice::new(seed, of_a_thousand));
    }
}

/// Takes one away from what is left; `false` when nothing is.
fn used_up(left: &mut u32) -> bool {
    let some = *left > 0;
    *left -= u32::from(some);
    some
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
