//! Polls as people read them.
//!
//! May enter: polls, tallies, links as text. One file per thing that is shown.

mod ballot;
mod draft;
mod errors;
mod evidence;
mod list;
mod manage;
mod message;
mod result;
mod words;

pub use ballot::{ballot, how_counted, my_vote, receipt, taken_back};
pub use draft::{Draft, discarded, draft, draft_gone, form, posted, posting};
pub use errors::{PollError, error};
pub use evidence::evidence;
pub use list::{ListLine, Listing, closes_choice, list, poll_choice};
pub use manage::{already_closed, close_confirm, closing, manage, not_yours};
pub use message::{Shown, poll, poll_mark};
pub use result::{result, result_mark, so_far};

#[cfg(test)]
mod tests;
