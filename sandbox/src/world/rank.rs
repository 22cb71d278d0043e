//! Who stands above whom: the order of roles, and of members by their highest role.
//! Source: <https://discord.com/developers/docs/topics/permissions#permission-hierarchy>

use std::cmp::Reverse;

use crate::id::UserId;

use super::guild::{Guild, Role};

/// A place in the order of roles; what is greater stands higher.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) struct Rank(u64, Reverse<u64>);

impl Rank {
    /// Above every role.
    const OWNER: Self = Self(u64::MAX, Reverse(0));
}

impl Role {
    /// By position; of two in the same position the older stands higher.
    pub(crate) const fn rank(&self) -> Rank {
        Rank(self.position, Reverse(self.id.get()))
    }
}

impl Guild {
    /// The rank of somebody's highest role; the owner stands above all.
    pub(crate) fn rank(&self, user: UserId) -> Rank {
        if user == self.owner {
            return Rank::OWNER;
        }
        let held = self.members.get(&user).map_or(&[][..], |member| &member.roles);
        let ranks = held.iter().filter_map(|id| self.roles.get(id)).map(Role::rank);
        ranks.max().unwrap_or(Rank(0, Reverse(self.id.get())))
    }
}
