//! Who may decide on the result of a poll.

use super::{Invocation, PollRecord};
use crate::poll::VoterId;
use crate::render::decision::decider;

/// Who was named to decide, else the author; and members with Manage Messages.
pub(super) fn may_decide(inv: &Invocation, record: &PollRecord) -> bool {
    inv.person.moderates || decider(&record.poll).id == VoterId(inv.person.id.0)
}
