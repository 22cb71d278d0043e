//! Which press was the latest that changed a voter's ballot.
//!
//! May enter: ids. Presses can come late: out of order, or after a connection that was lost. One
//! that was overtaken must not overturn what the voter was told since.

use std::collections::{BTreeMap, VecDeque};
use std::sync::{Mutex, PoisonError};

use super::{InvocationId, PollKey};
use crate::poll::Caster;

/// Presses remembered. None is so late that as many others come first.
const KEPT: usize = 10_000;

/// The latest presses. They are kept in memory alone, and forgotten with the poll.
#[derive(Debug, Default)]
pub(super) struct Latest(Mutex<Presses>);

#[derive(Debug, Default)]
struct Presses {
    latest: BTreeMap<(PollKey, Caster), InvocationId>,
    order: VecDeque<(PollKey, Caster)>,
}

impl Latest {
    /// Whether a later press of this voter has changed their ballot. Ids rise with time.
    pub(super) fn overtook(&self, press: InvocationId, poll: PollKey, by: Caster) -> bool {
        self.with(|presses| presses.latest.get(&(poll, by)).is_some_and(|latest| press < *latest))
    }

    /// This press has changed the voter's ballot.
    pub(super) fn is(&self, press: InvocationId, poll: PollKey, by: Caster) {
        self.with(|presses| {
            if presses.latest.insert((poll, by), press).is_none() {
                presses.order.push_back((poll, by));
            }
            while presses.order.len() > KEPT {
                let Some(oldest) = presses.order.pop_front() else { return };
                presses.latest.remove(&oldest);
            }
        });
    }

    pub(super) fn forget(&self, poll: PollKey) {
        self.with(|presses| {
            presses.latest.retain(|(of, _), _| *of != poll);
            presses.order.retain(|(of, _)| *of != poll);
        });
    }

    fn with<T>(&self, act: impl FnOnce(&mut Presses) -> T) -> T {
        act(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::ServerId;
    use crate::poll::{PollId, VoterId};

    #[test]
    fn what_is_remembered_has_a_bound() {
        let latest = Latest::default();
        let poll = (ServerId(1), PollId(1));
        let voter = |number: usize| Caster::Voter(VoterId(number as u64));
        for number in 0..=KEPT {
            latest.is(InvocationId(9), poll, voter(number));
            latest.is(InvocationId(10), poll, voter(number));
        }
        assert!(!latest.overtook(InvocationId(1), poll, voter(0)), "the oldest made room");
        assert!(latest.overtook(InvocationId(9), poll, voter(1)));
        assert!(!latest.overtook(InvocationId(10), poll, voter(1)), "the same press once more");
        latest.forget(poll);
        assert!(!latest.overtook(InvocationId(9), poll, voter(1)));
    }
}
