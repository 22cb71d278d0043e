//! When to hold one's tongue: mentions are answered, but not in floods, and thanks not at all.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use super::ChannelId;
use crate::time::Timestamp;

/// The time that the limits below count over.
const WINDOW: Duration = Duration::from_secs(60);

/// Mentions answered in a channel within the window; the rest is met with silence, since anything
/// said would add to the flood.
const ANSWERS: u8 = 6;

/// Channels kept in mind. With more of them busy within one window, no mention is answered.
const CHANNELS: usize = 10_000;

/// What was said in answer to mentions of late.
#[derive(Debug, Default)]
pub(super) struct Manners {
    channels: Mutex<HashMap<ChannelId, Said>>,
}

#[derive(Debug)]
struct Said {
    since: Timestamp,
    answers: u8,
    /// When "I have no answer" was said last.
    shrugged: Option<Timestamp>,
}

impl Manners {
    /// Whether a mention may be answered now; counts it if so.
    pub(super) fn may_answer(&self, channel: ChannelId, now: Timestamp) -> bool {
        let mut channels = self.channels.lock().unwrap_or_else(PoisonError::into_inner);
        if CHANNELS <= channels.len() && !channels.contains_key(&channel) {
            channels.retain(|_, said| now < said.since + WINDOW);
            if CHANNELS <= channels.len() {
                return false;
            }
        }
        let said =
            channels.entry(channel).or_insert(Said { since: now, answers: 0, shrugged: None });
        if said.since + WINDOW <= now {
            said.since = now;
            said.answers = 0;
        }
        let may = said.answers < ANSWERS;
        said.answers += u8::from(may);
        may
    }

    /// Whether "I have no answer" may be said: once a minute in a channel. Counts it if so.
    pub(super) fn may_shrug(&self, channel: ChannelId, now: Timestamp) -> bool {
        let mut channels = self.channels.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(said) = channels.get_mut(&channel) else { return false };
        let may = said.shrugged.is_none_or(|last| last + WINDOW <= now);
        if may {
            said.shrugged = Some(now);
        }
        may
    }
}

/// Words that ask for nothing when they stand alone or together.
const COURTESIES: [&str; 44] = [
    "a", "all", "and", "awesome", "bot", "bye", "cheers", "cool", "day", "evening", "everyone",
    "for", "good", "great", "hello", "help", "helping", "hey", "hi", "lot", "lovely", "morning",
    "much", "nice", "night", "no", "ok", "okay", "one", "perfect", "problem", "so", "thank",
    "thanks", "that", "the", "there", "this", "thx", "ty", "very", "well", "work", "you",
];

/// Whether a text is thanks or a greeting and nothing else. An empty one is not.
pub(super) fn is_courtesy(text: &str) -> bool {
    let mut words = text
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .peekable();
    !asks_for_help(text)
        && words.peek().is_some()
        && words.all(|word| COURTESIES.contains(&word.as_str()))
}

/// Whether a text is "help" and nothing else; thanks "for the help" ask for nothing.
pub(super) fn asks_for_help(text: &str) -> bool {
    text.trim().trim_end_matches(['!', '?', '.']).eq_ignore_ascii_case("help")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thanks_and_greetings_ask_for_nothing() {
        for courtesy in [
            "thanks!",
            "thanks for the help",
            "Thank you so much",
            "hi there",
            "Good morning, bot.",
            "ok",
        ] {
            assert!(is_courtesy(courtesy), "{courtesy}");
        }
        for question in
            ["", "help", "Help!", "is node good?", "thanks, and is django faster?", "django"]
        {
            assert!(!is_courtesy(question), "{question}");
        }
    }

    #[test]
    fn a_flood_is_met_with_silence_and_a_shrug_comes_once_a_minute() {
        let (manners, here) = (Manners::default(), ChannelId(1));
        let at = |seconds: i64| Timestamp::from_millis(seconds * 1000);
        let answered = (0..20).filter(|n| manners.may_answer(here, at(*n))).count();
        assert_eq!(answered, usize::from(ANSWERS));
        assert!(manners.may_answer(ChannelId(2), at(20)));
        assert!(manners.may_answer(here, at(60)));

        assert!(manners.may_shrug(here, at(60)));
        assert!(!manners.may_shrug(here, at(119)));
        assert!(manners.may_shrug(here, at(120)));
    }
}
