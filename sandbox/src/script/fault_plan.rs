//! Ordering trouble.

use std::time::Duration;

use crate::sandbox::Sandbox;
use crate::world::faults::{Fault, Scope};
use crate::world::session::Out;

/// Orders trouble for a running bot; got from [`Sandbox::faults`].
#[derive(Clone, Debug)]
pub struct FaultPlan {
    sandbox: Sandbox,
}

impl Sandbox {
    /// Orders trouble.
    #[must_use]
    pub fn faults(&self) -> FaultPlan {
        FaultPlan { sandbox: self.clone() }
    }
}

impl FaultPlan {
    /// The next `times` requests that fit `route` meet this fault. `route` is a method (or `*`)
    /// and a path without `/api/v10`; `*` stands for one segment, a final `**` for any rest:
    /// `PATCH /channels/*/messages/*`.
    pub fn next(&self, route: &str, times: u32, fault: Fault) {
        self.sandbox.shared.change(|world| {
            if times > 0 {
                world.faults.add(route, times, fault);
            }
        });
    }

    /// The next `times` requests that fit are answered 429 and told to come back after this time.
    pub fn rate_limit(&self, route: &str, times: u32, retry_after: Duration) {
        self.next(route, times, Fault::RateLimited { retry_after, scope: Scope::User });
    }

    /// From now on a channel gets this many edits of messages over an hour old per hour; further
    /// ones are answered with code 30046. `None` lifts the limit.
    pub fn limit_old_edits(&self, per_hour: Option<usize>) {
        self.sandbox.shared.change(|world| world.faults.old_edit_limit = per_hour);
    }

    /// The next `dispatches` gateway events arrive twice.
    pub fn deliver_twice(&self, dispatches: u32) {
        self.sandbox.shared.change(|world| world.faults.duplicate(dispatches));
    }

    /// The next `dispatches` gateway events each let the one after them go first.
    pub fn deliver_late(&self, dispatches: u32) {
        self.sandbox.shared.change(|world| world.faults.reorder(dispatches));
    }

    /// From now on so many of a thousand requests meet trouble that lasts at most 20 ms: 429, 500,
    /// 502, 504, slowness, a connection that breaks before or after the effect. The same seed and
    /// the same requests give the same trouble. What [`FaultPlan::next`] orders comes first.
    pub fn random(&self, seed: u64, of_a_thousand: u32) {
        self.sandbox.shared.change(|world| world.faults.randomly(seed, of_a_thousand));
    }

    /// From now on so many of a thousand gateway events bring trouble with them after which the
    /// session goes on: delivered twice or late, a broken socket, a close code, op 7, op 1, op 9
    /// that allows a RESUME. The same seed and the same events give the same trouble. What
    /// [`FaultPlan::deliver_twice`] and [`FaultPlan::deliver_late`] order comes first.
    pub fn random_gateway(&self, seed: u64, of_a_thousand: u32) {
        self.sandbox.shared.change(|world| {
            world.faults.randomly_at_the_gateway(seed, of_a_thousand);
        });
    }

    /// The next `heartbeats` get no answer: a client has to notice that its connection is dead.
    pub fn ignore_heartbeats(&self, heartbeats: u32) {
        self.sandbox.shared.change(|world| world.faults.ignore_heartbeats(heartbeats));
    }

    /// The next `resumes` are answered with op 9: the sessions are gone, clients identify anew.
    pub fn refuse_resumes(&self, resumes: u32) {
        self.sandbox.shared.change(|world| world.faults.refuse_resumes(resumes));
    }

    /// Calls off every fault that is still to come.
    pub fn clear(&self) {
        self.sandbox.shared.change(|world| world.faults.clear());
    }

    /// Breaks all gateway sockets. The sessions stay and can be resumed.
    pub fn drop_sockets(&self) {
        self.tell(|| Out::Cut);
    }

    /// Closes all gateway sockets with this code.
    pub fn close(&self, code: u16) {
        self.tell(|| Out::Close(code));
    }

    /// Asks all clients to reconnect (op 7).
    pub fn ask_to_reconnect(&self) {
        self.tell(|| Out::RECONNECT);
    }

    /// Asks all clients for a heartbeat at once (op 1).
    pub fn ask_for_heartbeat(&self) {
        self.tell(|| Out::HEARTBEAT);
    }

    /// Calls all sessions invalid (op 9). Those that cannot be resumed are forgotten.
    pub fn invalidate(&self, resumable: bool) {
        self.tell(|| Out::Invalid { resumable });
    }

    fn tell(&self, out: impl Fn() -> Out) {
        self.sandbox.shared.change(|world| {
            for session in &mut world.sessions.all {
                session.tell(out());
            }
        });
    }
}
