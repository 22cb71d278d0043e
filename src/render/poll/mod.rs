//! Polls as people read them.
//!
//! May enter: polls, tallies, links as text. One file per thing that is shown.

mod ballot;
mod draft;
mod draft_terms;
mod errors;
mod evidence;
mod export;
mod how;
mod life;
mod list;
mod manage;
mod message;
mod page;
mod picture;
mod reasons;
mod result;
mod rounds;
mod standing;
mod summary;
mod vote;
mod words;

pub use ballot::{my_vote, own_reason_form, reason_form, receipt, taken_back};
pub use draft::{Draft, both, discarded, draft, draft_gone, form, neither, posted, posting};
pub(super) use draft_terms::method_name;
pub use draft_terms::{BadNumber, DraftPage, numbers_form};
pub use errors::{PollError, error};
pub(super) use evidence::Cited;
pub use evidence::evidence;
pub use export::{download, has_download, no_download};
pub use how::how_counted;
pub use life::{
    Extended, NotReopened, NotTaken, cancel_form, cancelled, extend_form, extended, for_good,
    not_posted_again, not_reminded, not_reopened, not_reworded, reason_needed, reminded,
    reminded_before, reminder, reopened, result_withdrawn, reword_faulty, reword_form, reworded,
    stands_below,
};
pub use list::{ListLine, Listing, Part, closes_choice, list, poll_choice};
pub use manage::{already_closed, close_confirm, closing, manage, not_yours, with_manage};
pub use message::{Shown, poll, poll_mark};
pub use page::{ballot, ballot_page, out_of_date};
pub use result::{homeless, result, result_mark, so_far, unposted};
pub use rounds::round_by_round;
pub use summary::{Voted, voted};

#[cfg(test)]
mod limits_tests;
#[cfg(test)]
mod picture_tests;
#[cfg(test)]
mod tests;
