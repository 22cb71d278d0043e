//! The people, roles and channels that an interaction's options name, looked up for the bot.

use serde_json::{Map, Value, json};

use crate::id::{ChannelId, GuildId, RoleId, UserId};
use crate::show;
use crate::world::World;

/// What goes into `resolved`.
#[derive(Debug, Default)]
pub(super) struct Resolved {
    users: Map<String, Value>,
    members: Map<String, Value>,
    roles: Map<String, Value>,
    channels: Map<String, Value>,
    messages: Map<String, Value>,
}

impl Resolved {
    /// Finds somebody or something by id, mention or name, and takes it in. `kind` is the option
    /// type: 6 person, 7 channel, 8 role, 9 person or role.
    pub(super) fn find(
        &mut self,
        world: &World,
        guild: GuildId,
        kind: u64,
        text: &str,
    ) -> Option<u64> {
        let name = text.trim_matches(|c| matches!(c, '<' | '>' | '@' | '#' | '!' | '&'));
        let id = name.parse::<u64>().ok();
        let home = world.guilds.get(&guild)?;
        if matches!(kind, 6 | 9) {
            let is = |user: &&UserId| {
                id == Some(user.get())
                    || world
                        .users
                        .get(user)
                        .is_some_and(|user| user.name.eq_ignore_ascii_case(name))
            };
            if let Some(&user) = home.members.keys().find(is) {
                self.user(world, guild, user);
                return Some(user.get());
            }
        }
        if matches!(kind, 8 | 9) {
            let mut roles = home.roles.values();
            let role = roles
                .find(|role| id == Some(role.id.get()) || role.name.eq_ignore_ascii_case(name));
            return role.map(|role| {
                self.role(world, guild, role.id);
                role.id.get()
            });
        }
        let mut channels = home.channels.iter().filter_map(|id| world.channels.get(id));
        let channel = channels.find(|channel| id == Some(channel.id.get()) || channel.name == name);
        channel.filter(|_| kind == 7).map(|channel| {
            self.channel(world, channel.id);
            channel.id.get()
        })
    }

    pub(super) fn user(&mut self, world: &World, guild: GuildId, user: UserId) {
        if let Some(found) = world.users.get(&user) {
            self.users.insert(user.to_string(), show::user(found));
        }
        if let Some(mut member) =
            world.guilds.get(&guild).and_then(|home| show::member(world, home, user))
        {
            member.as_object_mut().map(|member| member.remove("user"));
            let permissions = world.guilds.get(&guild).map(|home| home.permissions(user));
            member["permissions"] = json!(permissions);
            self.members.insert(user.to_string(), member);
        }
    }

    pub(super) fn role(&mut self, world: &World, guild: GuildId, role: RoleId) {
        if let Some(found) = world.guilds.get(&guild).and_then(|home| home.roles.get(&role)) {
            self.roles.insert(role.to_string(), show::role(found));
        }
    }

    pub(super) fn channel(&mut self, world: &World, channel: ChannelId) {
        if let Some(found) = world.channels.get(&channel) {
            let mut shown = show::channel(world, found);
            shown["permissions"] = json!(world.permissions(world.app.bot, channel));
            self.channels.insert(channel.to_string(), shown);
        }
    }

    pub(super) fn message(&mut self, id: String, message: Value) {
        self.messages.insert(id, message);
    }

    /// The `resolved` object; kinds of which there is nothing are left out.
    pub(super) fn into_json(self) -> Value {
        let parts = [
            ("users", self.users),
            ("members", self.members),
            ("roles", self.roles),
            ("channels", self.channels),
            ("messages", self.messages),
        ];
        let filled = parts.into_iter().filter(|(_, part)| !part.is_empty());
        Value::Object(filled.map(|(name, part)| (name.to_owned(), Value::Object(part))).collect())
    }
}
