//! What can be asked of the bot, and a question to try.

use std::sync::Arc;

use super::{Button, ButtonStyle, FaqPress, Message, Press, Row, list, plain, text, text_with};
use crate::knowledge::{Entry, Knowledge};

/// The commands, what is known, and a button with a ready-made question.
#[must_use]
pub fn help(knowledge: &Knowledge) -> Message {
    let known: Vec<&str> = knowledge.stacks.iter().map(|s| s.name.as_str()).collect();
    let values =
        [("known", plain(&list::and(&known)).into()), ("sources", knowledge.sources.len().into())];
    Message {
        content: text_with("help", &values),
        rows: try_button(knowledge, 0, "help-try").into_iter().collect(),
        ..Message::default()
    }
}

/// The ready-made question at this place, and the button that leads to the next.
#[must_use]
pub fn ready_made(knowledge: &Knowledge, place: u8) -> Option<(&str, Row)> {
    let all = ready(knowledge);
    let at = usize::from(place).checked_rem(all.len())?;
    let question = all[at].question()?;
    Some((question, try_button(knowledge, place.wrapping_add(1), "help-try-next")?))
}

fn try_button(knowledge: &Knowledge, place: u8, label: &'static str) -> Option<Row> {
    let all = ready(knowledge);
    let at = usize::from(place).checked_rem(all.len())?;
    let press = FaqPress::Try(u8::try_from(at).unwrap_or(0));
    let button = Button {
        label: text(label),
        id: Press::Faq(press).to_string(),
        style: ButtonStyle::Primary,
    };
    Some(Row::Buttons(vec![button]))
}

/// One question of each topic that has any, as filed.
fn ready(knowledge: &Knowledge) -> Vec<&Arc<Entry>> {
    let mut ready: Vec<&Arc<Entry>> = Vec::new();
    for entry in knowledge.entries.iter().filter(|e| e.question().is_some()) {
        if !ready.iter().any(|r| r.topic.id == entry.topic.id) && ready.len() < 100 {
            ready.push(entry);
        }
    }
    ready
}
