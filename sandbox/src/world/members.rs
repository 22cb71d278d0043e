//! Who is in a server, and with which roles: changes, and what the sessions hear of them.

use serde_json::{Value, json};

use crate::gateway::intents;
use crate::id::{GuildId, RoleId, UserId};
use crate::permissions::Permissions;
use crate::show::{self, Listed};

use super::World;
use super::guild::{Guild, Member, Role};
use super::session::Session;

impl World {
    /// Whether the bot is in this server.
    pub(crate) fn has_bot(&self, guild: GuildId) -> bool {
        self.guilds.get(&guild).is_some_and(|guild| guild.members.contains_key(&self.app.bot))
    }

    /// Brings the bot into a server, with a role of its own.
    pub(crate) fn bring_bot(&mut self, guild: GuildId) {
        let bot = self.app.bot;
        if self.has_bot(guild) {
            return;
        }
        let id = RoleId::new(self.next_id());
        let joined_at = self.now();
        let name = self.users.get(&bot).map_or_else(String::new, |bot| bot.name.clone());
        let permissions = self.app.bot_permissions;
        let Some(home) = self.guilds.get_mut(&guild) else { return };
        let role = Role { managed: true, ..Role::new(id, &name, permissions) };
        home.roles.insert(id, role);
        home.members.insert(bot, Member::new(vec![id], joined_at));
        self.emit_guild_create(guild);
    }

    /// Members whose name or nickname starts like this, whatever the case; oldest accounts first.
    pub(crate) fn members_named(&self, guild: &Guild, start: &str, most: usize) -> Vec<UserId> {
        let start = start.to_lowercase();
        let begins = |name: &str| name.to_lowercase().starts_with(&start);
        let fits = |(id, member): &(&UserId, &Member)| {
            let user = self.users.get(id);
            user.is_some_and(|user| begins(&user.name) || begins(&user.handle()))
                || member.nick.as_deref().is_some_and(begins)
        };
        guild.members.iter().filter(fits).map(|(&id, _)| id).take(most).collect()
    }

    /// `GUILD_CREATE`: the bot has come, or the server is back.
    pub(crate) fn emit_guild_create(&mut self, guild: GuildId) {
        let hears = |session: &Session| session.intents & intents::GUILDS != 0;
        let presences = |session: &Session| session.intents & intents::GUILD_PRESENCES != 0;
        for listed in [Listed::All, Listed::Bot] {
            let Some(home) = self.guilds.get(&guild) else { return };
            let fits = |one: &Session| hears(one) && presences(one) == (listed == Listed::All);
            if self.sessions.all.iter().any(fits) {
                let data = show::guild_create(self, home, listed);
                self.emit("GUILD_CREATE", Some(guild), &data, fits);
            }
        }
    }

    /// Adds a role.
    pub(crate) fn add_role(
        &mut self,
        guild: GuildId,
        name: &str,
        permissions: Permissions,
        mentionable: bool,
    ) -> RoleId {
        let id = RoleId::new(self.next_id());
        self.put_role(guild, Role { mentionable, ..Role::new(id, name, permissions) });
        id
    }

    /// Puts a new role into a server.
    pub(crate) fn put_role(&mut self, guild: GuildId, role: Role) {
        let id = role.id;
        if let Some(home) = self.guilds.get_mut(&guild) {
            home.roles.insert(id, role);
            self.emit_role("GUILD_ROLE_CREATE", guild, id);
        }
    }

    /// Changes a role.
    pub(crate) fn change_role(
        &mut self,
        guild: GuildId,
        id: RoleId,
        change: impl FnOnce(&mut Role),
    ) {
        let role = self.guilds.get_mut(&guild).and_then(|home| home.roles.get_mut(&id));
        if let Some(role) = role {
            change(role);
            self.emit_role("GUILD_ROLE_UPDATE", guild, id);
        }
    }

    fn emit_role(&mut self, name: &str, guild: GuildId, id: RoleId) {
        let role = self.guilds.get(&guild).and_then(|home| home.roles.get(&id));
        let Some(role) = role.map(show::role) else { return };
        self.emit_structure(name, guild, &json!({ "guild_id": guild, "role": role }));
    }

    /// Lets somebody in; a member stays as it is.
    pub(crate) fn add_member(&mut self, guild: GuildId, user: UserId, member: Member) {
        let Some(home) = self.guilds.get_mut(&guild) else { return };
        if home.members.contains_key(&user) {
            return;
        }
        home.members.insert(user, member);
        self.emit_member("GUILD_MEMBER_ADD", guild, user);
    }

    /// Changes somebody's place in a server.
    pub(crate) fn change_member(
        &mut self,
        guild: GuildId,
        user: UserId,
        change: impl FnOnce(&mut Member),
    ) {
        let member = self.guilds.get_mut(&guild).and_then(|home| home.members.get_mut(&user));
        if let Some(member) = member {
            change(member);
            self.emit_member("GUILD_MEMBER_UPDATE", guild, user);
        }
    }

    fn emit_member(&mut self, name: &str, guild: GuildId, user: UserId) {
        let home = self.guilds.get(&guild);
        let Some(mut data) = home.and_then(|home| show::member(self, home, user)) else { return };
        data["guild_id"] = json!(guild);
        self.emit_membership(name, guild, user, &data);
    }

    /// Bots hear of other members with the intent alone, of themselves always.
    /// Source: <https://discord.com/developers/docs/events/gateway#list-of-intents>
    pub(super) fn emit_membership(
        &mut self,
        name: &str,
        guild: GuildId,
        user: UserId,
        data: &Value,
    ) {
        let own = user == self.app.bot && name == "GUILD_MEMBER_UPDATE";
        let hears = |session: &Session| own || session.intents & intents::GUILD_MEMBERS != 0;
        self.emit(name, Some(guild), data, hears);
    }
}
