//! How often nothing could be answered, by reason: what people expect and the sources lack.
//! Counted since the start of the process; nothing of what was asked is kept.

use std::sync::atomic::{AtomicU64, Ordering};

use crate::answer::Why;

/// Why somebody got no answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Silence {
    /// No words were asked.
    Empty,
    /// Nothing that the sources speak of.
    OffTopic,
    /// A question in another language.
    OtherLanguage,
    /// A technology that no entry is about.
    UnknownStack,
    /// A known stack, but no entry on what was asked.
    NoEvidence,
    /// An answer was given, and none of its readings was meant.
    NotMeant,
}

impl Silence {
    /// Every reason, with its name.
    pub const ALL: [(Self, &'static str); 6] = [
        (Self::Empty, "empty"),
        (Self::OffTopic, "off_topic"),
        (Self::OtherLanguage, "other_language"),
        (Self::UnknownStack, "unknown_stack"),
        (Self::NoEvidence, "no_evidence"),
        (Self::NotMeant, "not_meant"),
    ];
}

impl From<&Why> for Silence {
    fn from(why: &Why) -> Self {
        match why {
            Why::Empty => Self::Empty,
            Why::OffTopic => Self::OffTopic,
            Why::OtherLanguage => Self::OtherLanguage,
            Why::UnknownStack(_) => Self::UnknownStack,
            Why::NoEvidence(_) => Self::NoEvidence,
        }
    }
}

/// The counters.
#[derive(Debug, Default)]
pub struct Silences {
    counts: [AtomicU64; Silence::ALL.len()],
}

impl Silences {
    /// Counts one.
    pub(super) fn count(&self, silence: impl Into<Silence>) {
        // The counters are read alone, so they need no order among each other.
        self.counts[silence.into() as usize].fetch_add(1, Ordering::Relaxed);
    }

    /// How often each reason occurred, by name.
    #[must_use]
    pub fn totals(&self) -> Vec<(&'static str, u64)> {
        let total = |reason: Silence| self.counts[reason as usize].load(Ordering::Relaxed);
        Silence::ALL.iter().map(|(reason, name)| (*name, total(*reason))).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_reason_is_counted_under_its_name() {
        let silences = Silences::default();
        for (reason, _) in Silence::ALL {
            silences.count(reason);
        }
        silences.count(&Why::UnknownStack("Rails".into()));
        let named: Vec<(&str, u64)> =
            Silence::ALL.map(|(r, name)| (name, 1 + u64::from(r == Silence::UnknownStack))).into();
        assert_eq!(silences.totals(), named);
    }
}
