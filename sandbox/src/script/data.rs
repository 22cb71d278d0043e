//! The people, roles and channels that an interaction's options name, looked up for the bot.

use serde_json::{Map, Value, json};

use crate::id::{ChannelId, GuildId, RoleId, UserId};
use crate::show;
use crate::world::World;
use crate::world::message::Attachment;

/// What goes into `resolved`.
#[derive(Debug)]
pub(super) struct Resolved {
    /// Who acts, and where: permissions are told for that place.
    user: UserId,
    guild: GuildId,
    channel: ChannelId,
    users: Map<String, Value>,
    members: Map<String, Value>,
    roles: Map<String, Value>,
    channels: Map<String, Value>,
    messages: Map<String, Value>,
    attachments: Map<String, Value>,
}

/// Option types.
/// Source: <https://discord.com/developers/docs/interactions/application-commands#application-command-object-application-command-option-type>
const PERSON: u64 = 6;
const CHANNEL: u64 = 7;
const ROLE: u64 = 8;
const PERSON_OR_ROLE: u64 = 9;

impl Resolved {
    /// Nothing so far; `user` acts in this channel.
    pub(super) fn new(user: UserId, guild: GuildId, channel: ChannelId) -> Self {
        let empty = Map::new;
        Self {
            user,
            guild,
            channel,
            users: empty(),
            members: empty(),
            roles: empty(),
            channels: empty(),
            messages: empty(),
            attachments: empty(),
        }
    }

    /// Takes in what was chosen from a menu: of people (5), roles (6), both (7) or channels (8).
    pub(super) fn chosen(&mut self, world: &World, menu: u64, values: &[String]) {
        let kind = match menu {
            5 => PERSON,
            6 => ROLE,
            7 => PERSON_OR_ROLE,
            8 => CHANNEL,
            _ => return,
        };
        for value in values {
            self.find(world, kind, value);
        }
    }

    /// Finds somebody or something by id, mention or name, and takes it in. `kind` is the option
    /// type: 6 person, 7 channel, 8 role, 9 person or role.
    pub(super) fn find(&mut self, world: &World, kind: u64, text: &str) -> Option<u64> {
        let name = text.trim_matches(|c| matches!(c, '<' | '>' | '@' | '#' | '!' | '&'));
        let id = name.parse::<u64>().ok();
        let home = world.guilds.get(&self.guild)?;
        if matches!(kind, PERSON | PERSON_OR_ROLE) {
            let is = |user: &&UserId| {
                id == Some(user.get())
                    || world
                        .users
                        .get(user)
                        .is_some_and(|user| user.name.eq_ignore_ascii_case(name))
            };
            if let Some(&user) = home.members.keys().find(is) {
                self.user(world, user);
                return Some(user.get());
            }
        }
        if matches!(kind, ROLE | PERSON_OR_ROLE) {
            let mut roles = home.roles.values();
            let role = roles
                .find(|role| id == Some(role.id.get()) || role.name.eq_ignore_ascii_case(name));
            return role.map(|role| {
                self.role(world, role.id);
                role.id.get()
            });
        }
        let mut channels = home.channels.iter().filter_map(|id| world.channels.get(id));
        let channel = channels.find(|channel| id == Some(channel.id.get()) || channel.name == name);
        channel.filter(|_| kind == CHANNEL).map(|channel| {
            self.channel(world, channel.id);
            channel.id.get()
        })
    }

    pub(super) fn user(&mut self, world: &World, user: UserId) {
        if let Some(found) = world.users.get(&user) {
            self.users.insert(user.to_string(), show::user(found));
        }
        let home = world.guilds.get(&self.guild);
        if let Some(mut member) = home.and_then(|home| show::member(world, home, user)) {
            without(&mut member, &["user", "deaf", "mute"]);
            member["permissions"] = json!(world.permissions(user, self.channel));
            self.members.insert(user.to_string(), member);
        }
    }

    fn role(&mut self, world: &World, role: RoleId) {
        if let Some(found) = world.guilds.get(&self.guild).and_then(|home| home.roles.get(&role)) {
            self.roles.insert(role.to_string(), show::role(found));
        }
    }

    fn channel(&mut self, world: &World, channel: ChannelId) {
        if let Some(found) = world.channels.get(&channel) {
            let mut shown = show::channel(world, found);
            without(&mut shown, &["permission_overwrites"]);
            shown["permissions"] = json!(world.permissions(self.user, channel));
            self.channels.insert(channel.to_string(), shown);
        }
    }

    pub(super) fn message(&mut self, id: String, message: Value) {
        self.messages.insert(id, message);
    }

    pub(super) fn attachment(&mut self, file: &Attachment) {
        self.attachments.insert(file.id.to_string(), show::attachment(file));
    }

    /// The `resolved` object; kinds of which there is nothing are left out.
    pub(super) fn into_json(self) -> Value {
        let parts = [
            ("users", self.users),
            ("members", self.members),
            ("roles", self.roles),
            ("channels", self.channels),
            ("messages", self.messages),
            ("attachments", self.attachments),
        ];
        let filled = parts.into_iter().filter(|(_, part)| !part.is_empty());
        Value::Object(filled.map(|(name, part)| (name.to_owned(), Value::Object(part))).collect())
    }
}

/// Members and channels are sent in part.
/// Source: <https://discord.com/developers/docs/interactions/receiving-and-responding#interaction-object-resolved-data-structure>
fn without(object: &mut Value, fields: &[&str]) {
    if let Some(object) = object.as_object_mut() {
        object.retain(|name, _| !fields.contains(&name.as_str()));
    }
}
