//! Servers, their roles and members, and the people themselves.

use std::collections::BTreeMap;

use crate::clock::UnixMillis;
use crate::id::{ChannelId, GuildId, RoleId, UserId};
use crate::permissions::Permissions;

/// A person or a bot.
#[derive(Clone, Debug)]
pub(crate) struct User {
    pub(crate) id: UserId,
    pub(crate) name: String,
    pub(crate) bot: bool,
}

impl User {
    /// The unique lower-case handle that goes with the display name.
    pub(crate) fn handle(&self) -> String {
        self.name.to_lowercase().replace(' ', "_")
    }
}

/// A server.
#[derive(Debug)]
pub(crate) struct Guild {
    pub(crate) id: GuildId,
    pub(crate) name: String,
    pub(crate) owner: UserId,
    pub(crate) locale: String,
    pub(crate) roles: BTreeMap<RoleId, Role>,
    pub(crate) members: BTreeMap<UserId, Member>,
    pub(crate) channels: Vec<ChannelId>,
}

/// A role of one server. The role that everyone holds carries the server's own number.
#[derive(Clone, Debug)]
pub(crate) struct Role {
    pub(crate) id: RoleId,
    pub(crate) name: String,
    pub(crate) permissions: Permissions,
    pub(crate) mentionable: bool,
    pub(crate) managed: bool,
    /// Its rank: 0 for everyone's. Of two with the same position, the older ranks higher.
    pub(crate) position: u64,
    /// Red, green and blue in one number; 0 for no colour.
    pub(crate) color: u64,
    /// Whether its members are listed apart.
    pub(crate) hoist: bool,
}

impl Role {
    /// Just above everyone, as Discord adds roles.
    pub(crate) fn new(id: RoleId, name: &str, permissions: Permissions) -> Self {
        let (mentionable, managed, hoist) = (false, false, false);
        let name = name.to_owned();
        Self { id, name, permissions, mentionable, managed, position: 1, color: 0, hoist }
    }
}

/// Somebody's place in one server.
#[derive(Clone, Debug)]
pub(crate) struct Member {
    pub(crate) roles: Vec<RoleId>,
    pub(crate) nick: Option<String>,
    pub(crate) joined_at: UnixMillis,
    pub(crate) locale: String,
}

impl Member {
    pub(crate) fn new(roles: Vec<RoleId>, joined_at: UnixMillis) -> Self {
        Self { roles, nick: None, joined_at, locale: "en-US".to_owned() }
    }
}

impl Guild {
    /// The role that everyone holds.
    pub(crate) const fn everyone(&self) -> RoleId {
        RoleId::new(self.id.get())
    }

    /// What somebody may do before channels have their say.
    pub(crate) fn permissions(&self, user: UserId) -> Permissions {
        if user == self.owner {
            return Permissions::ALL;
        }
        let Some(member) = self.members.get(&user) else { return Permissions::NONE };
        let of =
            |role: &RoleId| self.roles.get(role).map_or(Permissions::NONE, |role| role.permissions);
        member.roles.iter().map(of).fold(of(&self.everyone()), std::ops::BitOr::bitor)
    }
}
