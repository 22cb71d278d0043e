//! Nothing to offer: why, and what to do next. One plain message, no embed, no source.

use super::{clip, list, plain, text, text_with};
use crate::answer::{Unknown, Why};
use crate::knowledge::Knowledge;

/// The plain line for a question without an answer.
#[must_use]
pub fn unknown(unknown: &Unknown, knowledge: &Knowledge) -> String {
    let known: Vec<&str> = knowledge.stacks.iter().map(|s| s.name.as_str()).collect();
    let known = plain(&list::and(&known));
    match &unknown.why {
        Why::Empty => text("ask-empty"),
        Why::OffTopic => text_with("unknown-off-topic", &[("known", known.into())]),
        Why::OtherLanguage => text("unknown-language"),
        Why::UnknownStack(name) => {
            let name = plain(&clip::clip(name, 60));
            let line = [("name", name.into()), ("known", known.into())];
            text_with("unknown-stack", &line)
        }
        Why::NoEvidence(words) => {
            let subject = match unknown.reading.stacks.as_slice() {
                [] => known,
                stacks => {
                    let names: Vec<&str> = stacks.iter().map(|s| s.name.as_str()).collect();
                    plain(&list::and(&names))
                }
            };
            let words = plain(&clip::clip(&words.join(" "), 80));
            let line = if words.is_empty() {
                text_with("unknown-evidence", &[("subject", subject.into())])
            } else {
                let values = [("subject", subject.into()), ("words", words.into())];
                text_with("unknown-evidence-on", &values)
            };
            format!("{line}{}", nearest(&unknown.suggestions))
        }
    }
}

/// The short line for a mention: no list, no lesson.
#[must_use]
pub fn unknown_short(unknown: &Unknown, knowledge: &Knowledge) -> String {
    match unknown.why {
        Why::Empty => text("ask-empty"),
        Why::NoEvidence(_) | Why::UnknownStack(_) => self::unknown(unknown, knowledge),
        Why::OffTopic | Why::OtherLanguage => text("unknown-mention"),
    }
}

fn nearest(suggestions: &[String]) -> String {
    if suggestions.is_empty() {
        return format!(" {}", text("unknown-browse"));
    }
    let near = suggestions.iter().take(3).map(|s| format!("*{}*", plain(&clip::clip(s, 100))));
    let near = near.collect::<Vec<_>>().join(", ");
    format!(" {}", text_with("unknown-nearest", &[("near", near.into())]))
}
