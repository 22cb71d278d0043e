//! Decisions as people read them: the record, its file, its review, and the way to it.
//!
//! May enter: decisions, polls, links as text. One file per thing that is shown.

mod ask;
mod errors;
mod evidence;
mod file;
mod first;
mod form;
mod full;
mod list;
mod message;
mod note;
mod review;
mod words;

pub use ask::{ask, decider, not_yet, result, with_the_way_to_it};
pub use errors::{DecisionError, error, not_stored};
pub use evidence::evidence;
pub use file::{file, file_name};
pub use first::{beside_draft, decided_first, draft_in};
pub use form::{answer_to, form, prefilled, use_it};
pub use full::full;
pub use list::{DecisionLine, choice, found, list};
pub use message::{Shown, decision, decision_mark, posted, posted_later};
pub use note::{discarded, not_ready, note_gone};
pub use review::{Answered, answered, answered_before, reminder, reminder_mark};

#[cfg(test)]
mod tests;
