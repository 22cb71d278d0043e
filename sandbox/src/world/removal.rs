//! Taking roles, members, channels and servers away, and what the sessions hear of it.

use serde_json::json;

use crate::id::{ChannelId, GuildId, RoleId, UserId};
use crate::show;

use super::World;
use super::channel::Target;

impl World {
    /// Removes a role from the server, its members and its channels. Returns whether it was
    /// there; the role that everyone holds stays.
    pub(crate) fn remove_role(&mut self, guild: GuildId, id: RoleId) -> bool {
        let Some(home) = self.guilds.get_mut(&guild) else { return false };
        if id == home.everyone() || home.roles.remove(&id).is_none() {
            return false;
        }
        for member in home.members.values_mut() {
            member.roles.retain(|role| *role != id);
        }
        for channel in &home.channels {
            if let Some(channel) = self.channels.get_mut(channel) {
                channel.overwrites.retain(|overwrite| overwrite.target != Target::Role(id));
            }
        }
        let data = json!({ "guild_id": guild, "role_id": id });
        self.emit_structure("GUILD_ROLE_DELETE", guild, &data);
        true
    }

    /// Removes somebody. The bot goes by [`World::remove_bot`].
    pub(crate) fn remove_member(&mut self, guild: GuildId, user: UserId) -> bool {
        if user == self.app.bot {
            return self.remove_bot(guild);
        }
        let home = self.guilds.get_mut(&guild);
        if home.and_then(|home| home.members.remove(&user)).is_none() {
            return false;
        }
        let shown = self.users.get(&user).map(show::user);
        let data = json!({ "guild_id": guild, "user": shown });
        self.emit_membership("GUILD_MEMBER_REMOVE", guild, user, &data);
        true
    }

    /// Removes a channel and what is written in it. The channels of a category stay.
    pub(crate) fn remove_channel(&mut self, id: ChannelId) -> bool {
        let Some(gone) = self.channels.remove(&id) else { return false };
        let Some(guild) = gone.guild else { return true };
        if let Some(home) = self.guilds.get_mut(&guild) {
            home.channels.retain(|channel| *channel != id);
        }
        let data = show::channel(self, &gone);
        self.emit_structure("CHANNEL_DELETE", guild, &data);
        for below in self.channels_below(id) {
            self.change_channel(below, |channel| channel.parent = None);
        }
        true
    }

    /// Takes the bot and its role out of a server that goes on without it.
    pub(crate) fn remove_bot(&mut self, guild: GuildId) -> bool {
        if !self.has_bot(guild) {
            return false;
        }
        self.emit_gone(guild);
        let Some(home) = self.guilds.get_mut(&guild) else { return false };
        if let Some(member) = home.members.remove(&self.app.bot) {
            home.roles.retain(|id, role| !role.managed || !member.roles.contains(id));
        }
        self.forget_commands_of(guild);
        true
    }

    /// Removes a server with all that is in it.
    pub(crate) fn remove_guild(&mut self, guild: GuildId) -> bool {
        self.emit_gone(guild);
        let Some(gone) = self.guilds.remove(&guild) else { return false };
        self.channels.retain(|id, _| !gone.channels.contains(id));
        self.forget_commands_of(guild);
        true
    }

    fn forget_commands_of(&mut self, guild: GuildId) {
        self.commands.all.retain(|command| command.guild != Some(guild));
        self.command_permissions.forget_guild(guild);
    }

    /// Without `unavailable` it means that the bot is no longer in.
    /// Source: <https://discord.com/developers/docs/events/gateway-events#guild-delete>
    fn emit_gone(&mut self, guild: GuildId) {
        self.emit_structure("GUILD_DELETE", guild, &json!({ "id": guild }));
    }

    /// Tells the sessions that a server cannot be reached for a while.
    pub(crate) fn emit_outage(&mut self, guild: GuildId) {
        let data = json!({ "id": guild, "unavailable": true });
        self.emit_structure("GUILD_DELETE", guild, &data);
    }
}
