//! Single sentences: what did not happen, whether anything was lost, what to do.

use super::{Message, clip, list, plain, text, text_with};
use crate::answer::BadName;

/// Most names listed as known.
const KNOWN: usize = 20;

/// A fault of ours, under the code that the log has too.
#[must_use]
pub fn incident(code: &str) -> Message {
    Message::text(text_with("incident", &[("code", code.into())]))
}

/// The writer has more to do than it takes.
#[must_use]
pub fn busy() -> Message {
    Message::text(text("busy"))
}

/// The bot is about to end.
#[must_use]
pub fn ending() -> Message {
    Message::text(text("ending"))
}

/// A button or menu of another version, or of something that is gone.
#[must_use]
pub fn stale() -> Message {
    Message::text(text("press-stale"))
}

/// A button on an answer that is not remembered any more.
#[must_use]
pub fn answer_gone() -> Message {
    Message::text(text("answer-gone"))
}

/// A button on a recommendation that is not remembered any more.
#[must_use]
pub fn recommendation_gone() -> Message {
    Message::text(text("recommend-gone"))
}

/// A question longer than can be read.
#[must_use]
pub fn too_long(most: usize) -> Message {
    Message::text(text_with("ask-too-long", &[("most", most.into())]))
}

/// What to do with the bot, in one line, for a mention that asks for help.
#[must_use]
pub fn how_to_ask() -> Message {
    Message::text(text("mention-help"))
}

/// Neither reading was meant.
#[must_use]
pub fn none_meant() -> Message {
    Message::text(text("choices-none-meant"))
}

/// Why an answer that was to be public is private.
#[must_use]
pub fn kept_private(message: Message) -> Message {
    Message { content: format!("{}\n{}", message.content, text("answer-kept-private")), ..message }
}

/// An answer cannot be shown to the channel.
#[must_use]
pub fn cannot_show() -> Message {
    Message::text(text("answer-cannot-show"))
}

/// The choices, for a message that cannot carry a menu.
#[must_use]
pub fn choices_short(topics: &[&str]) -> Message {
    let near: Vec<String> = topics.iter().take(3).map(|t| format!("*{}*", plain(t))).collect();
    Message::text(text_with("choices-short", &[("near", near.join(", ").into())]))
}

/// A name in an option that cannot be used: which option, why, and what is known.
#[must_use]
pub fn bad_name(option: &str, why: &BadName) -> Message {
    let known = |names: &[String]| {
        let names: Vec<&str> = names.iter().take(KNOWN).map(String::as_str).collect();
        ("known", plain(&list::and(&names)).into())
    };
    let named = |name: &str| ("name", plain(&clip::clip(name, 60)).into());
    let near = |nearest: &Option<String>| {
        let near = nearest.as_ref().map(|n| text_with("names-near", &[("name", plain(n).into())]));
        ("near", near.unwrap_or_default().into())
    };
    let said = match why {
        BadName::NoStack { typed, nearest, known: names } => {
            text_with("names-no-stack", &[named(typed), near(nearest), known(names)])
        }
        BadName::NoTopic { typed, nearest, .. } => {
            text_with("names-no-topic", &[named(typed), near(nearest)])
        }
        BadName::Twice(name) => text_with("names-twice", &[named(name)]),
        BadName::TooFew { known: names } => text_with("names-too-few", &[known(names)]),
        BadName::NoEntries { name, known: names } => {
            text_with("names-no-entries", &[named(name), known(names)])
        }
    };
    Message::text(text_with("names", &[("option", option.into()), ("said", said.into())]))
}

/// A topic in `/compare` or `/faq` on which no source speaks.
#[must_use]
pub fn no_topic(name: &str) -> Message {
    let name = plain(&clip::clip(name, 60));
    Message::text(text_with("compare-no-topic", &[("name", name.into())]))
}

/// The same stack twice, or only one in the knowledge.
#[must_use]
pub fn two_needed() -> Message {
    Message::text(text("compare-two-needed"))
}

/// "Remove this reply": done.
#[must_use]
pub fn removed() -> Message {
    Message::text(text("remove-done"))
}

/// "Remove this reply" on somebody else's message.
#[must_use]
pub fn not_ours() -> Message {
    Message::text(text("remove-not-ours"))
}

/// "Remove this reply" by somebody who may not.
#[must_use]
pub fn not_yours() -> Message {
    Message::text(text("remove-not-yours"))
}

/// "Remove this reply" where Discord did not let us.
#[must_use]
pub fn not_removed() -> Message {
    Message::text(text("remove-failed"))
}

/// A poll without evidence.
#[must_use]
pub fn no_evidence_attached() -> Message {
    Message::text(text("poll-evidence-absent"))
}

/// A command that belongs to servers, used elsewhere.
#[must_use]
pub fn server_only() -> Message {
    Message::text(text("server-only"))
}
