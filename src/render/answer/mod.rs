//! An answer: the gist, the best point for each stack, the catch, where sources disagree, how good
//! the evidence is, and the sources.

mod alike;
mod body;
mod buttons;
mod choices;
mod head;
mod more;

use super::{AnswerId, Message, Seen};
use crate::answer::Found;
use crate::knowledge::Stack;

pub(super) use body::disagreement;
pub(super) use buttons::{compare_label, lower_first};
pub use choices::{NONE_OF_THESE, choices, reading_chosen, readings};
pub use head::lean_line;
pub(super) use head::says;
pub use more::more;

/// The answer as a message.
#[must_use]
pub fn found(found: &Found, id: AnswerId, seen: Seen<'_>) -> Message {
    let (embed, _) = body::fitting(found);
    let content = seen.said(&head::gist(found), "answer-shown");
    Message {
        content,
        embed: Some(embed),
        rows: buttons::buttons(found, id, seen),
        ..Message::default()
    }
}

/// An answer to a question that was read anew. Its buttons need no memory of it.
#[must_use]
pub fn repaired(answer: &Found, pair: Option<[&Stack; 2]>) -> Message {
    let mut message = found(answer, AnswerId(0), Seen::ByAll);
    message.rows = pair.map(|pair| buttons::compare_button(answer, pair)).into_iter().collect();
    message
}
