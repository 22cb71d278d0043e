//! Members and roles of a server, as handles.

use crate::clock::UnixMillis;
use crate::id::{RoleId, UserId};
use crate::permissions::Permissions;
use crate::sandbox::Sandbox;
use crate::world::guild::{Member as StoredMember, User};

use super::actor::Actor;
use super::place::{Channel, Guild, Member, Role};

impl Sandbox {
    /// A new member of a server, with these permissions beside everyone's.
    #[must_use]
    pub fn add_member(&self, guild: &Guild, name: &str, permissions: Permissions) -> Member {
        if permissions == Permissions::NONE {
            return guild.add_member(name);
        }
        let role = guild.add_role(name, permissions);
        guild.add_member_with(name, &[role])
    }
}

/// How somebody new comes in.
#[derive(Clone, Copy, Default)]
struct Arrival {
    bot: bool,
    /// Now, where nothing else is said.
    joined_at: Option<UnixMillis>,
}

impl Guild {
    /// A new role that anybody may mention.
    #[must_use]
    pub fn add_role(&self, name: &str, permissions: Permissions) -> Role {
        self.new_role(name, permissions, true)
    }

    /// A new role that gives no permissions: a team. Where it is not mentionable, only who holds
    /// [`Permissions::MENTION_EVERYONE`] can notify it.
    #[must_use]
    pub fn add_team(&self, name: &str, mentionable: bool) -> Role {
        self.new_role(name, Permissions::NONE, mentionable)
    }

    fn new_role(&self, name: &str, permissions: Permissions, mentionable: bool) -> Role {
        let shared = &self.sandbox.shared;
        let id = shared.change(|world| world.add_role(self.id, name, permissions, mentionable));
        Role { id }
    }

    /// The role that everyone holds; it carries the server's own number.
    #[must_use]
    pub fn everyone(&self) -> Role {
        Role { id: RoleId::new(self.id.get()) }
    }

    /// Opens a role to mentions by anybody, or closes it.
    pub fn set_mentionable(&self, role: &Role, mentionable: bool) {
        self.sandbox.shared.change(|world| {
            world.change_role(self.id, role.id, |role| role.mentionable = mentionable);
        });
    }

    /// Gives a role another name.
    pub fn rename_role(&self, role: &Role, name: &str) {
        self.sandbox.shared.change(|world| {
            world.change_role(self.id, role.id, |role| name.clone_into(&mut role.name));
        });
    }

    /// Deletes a role; whoever held it no longer does. Returns whether it was there.
    #[expect(clippy::must_use_candidate, reason = "deleting is the point")]
    pub fn delete_role(&self, role: &Role) -> bool {
        self.sandbox.shared.change(|world| world.remove_role(self.id, role.id))
    }

    /// A new member with everyone's permissions.
    #[must_use]
    pub fn add_member(&self, name: &str) -> Member {
        self.new_member(name, &[], Arrival::default())
    }

    /// A new member with these roles.
    #[must_use]
    pub fn add_member_with(&self, name: &str, roles: &[Role]) -> Member {
        self.new_member(name, roles, Arrival::default())
    }

    /// A new member who joined at this time.
    #[must_use]
    pub fn add_member_joined(&self, name: &str, at: UnixMillis) -> Member {
        self.new_member(name, &[], Arrival { joined_at: Some(at), ..Arrival::default() })
    }

    /// Another bot, as a member. It can be chosen from menus; it takes no steps of its own.
    #[must_use]
    pub fn add_bot(&self, name: &str) -> Member {
        self.new_member(name, &[], Arrival { bot: true, ..Arrival::default() })
    }

    fn new_member(&self, name: &str, roles: &[Role], arrival: Arrival) -> Member {
        let id = self.sandbox.shared.change(|world| {
            let id = UserId::new(world.next_id());
            world.users.insert(id, User { id, name: name.to_owned(), bot: arrival.bot });
            let joined_at = arrival.joined_at.unwrap_or_else(|| world.now());
            let roles = roles.iter().map(|role| role.id).collect();
            let member = StoredMember::new(roles, joined_at);
            world.add_member(self.id, id, member);
            id
        });
        Member { sandbox: self.sandbox.clone(), id, guild: self.id }
    }

    /// Lets somebody join who is a member elsewhere, or was one here.
    #[must_use]
    pub fn join(&self, person: &Member) -> Member {
        self.sandbox.shared.change(|world| {
            let joined_at = world.now();
            let member = StoredMember::new(Vec::new(), joined_at);
            world.add_member(self.id, person.id, member);
        });
        Member { sandbox: self.sandbox.clone(), id: person.id, guild: self.id }
    }
}

impl Member {
    /// The member, at the keyboard in this channel.
    #[must_use]
    pub fn in_channel(&self, channel: &Channel) -> Actor {
        Actor::new(self.sandbox.clone(), self.id, channel.guild, channel.id)
    }

    /// The display name.
    #[must_use]
    pub fn name(&self) -> String {
        let world = self.sandbox.shared.look();
        world.users.get(&self.id).map_or_else(String::new, |user| user.name.clone())
    }

    /// Sets the language of the member's client, such as `de`.
    pub fn speaks(&self, locale: &str) {
        self.change(|member| locale.clone_into(&mut member.locale));
    }

    /// Sets when the member joined the server.
    pub fn joined(&self, at: UnixMillis) {
        self.change(|member| member.joined_at = at);
    }

    /// Gives the member a role.
    pub fn give(&self, role: Role) {
        self.add_role(&role);
    }

    /// Gives the member a role.
    pub fn add_role(&self, role: &Role) {
        self.change(|member| {
            if !member.roles.contains(&role.id) {
                member.roles.push(role.id);
            }
        });
    }

    /// Takes a role from the member.
    pub fn remove_role(&self, role: &Role) {
        self.change(|member| member.roles.retain(|held| *held != role.id));
    }

    /// The roles the member holds beside everyone's.
    #[must_use]
    pub fn roles(&self) -> Vec<Role> {
        let world = self.sandbox.shared.look();
        let member = world.guilds.get(&self.guild).and_then(|guild| guild.members.get(&self.id));
        let roles = member.map_or(&[][..], |member| &member.roles);
        roles.iter().map(|&id| Role { id }).collect()
    }

    /// The member leaves the server. Returns whether the person was in it; [`Guild::join`]
    /// brings them back.
    #[expect(clippy::must_use_candidate, reason = "leaving is the point")]
    pub fn leave(&self) -> bool {
        self.sandbox.shared.change(|world| world.remove_member(self.guild, self.id))
    }

    fn change(&self, change: impl FnOnce(&mut StoredMember)) {
        self.sandbox.shared.change(|world| world.change_member(self.guild, self.id, change));
    }
}
