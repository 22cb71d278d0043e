//! Servers, channels, roles and members, as handles.

use std::collections::BTreeMap;

use crate::gateway::intents;
use crate::id::{ChannelId, GuildId, MessageId, RoleId, UserId};
use crate::permissions::Permissions;
use crate::sandbox::Sandbox;
use crate::show;
use crate::world::World;
use crate::world::channel::{Channel as StoredChannel, Target};
use crate::world::guild::{Guild as StoredGuild, Member as StoredMember, Role as StoredRole, User};

use super::actor::Actor;
use super::view::MessageView;

/// A server.
#[derive(Clone, Debug)]
pub struct Guild {
    pub(crate) sandbox: Sandbox,
    /// Its id.
    pub id: GuildId,
}

/// A channel.
#[derive(Clone, Debug)]
pub struct Channel {
    pub(crate) sandbox: Sandbox,
    /// Its id.
    pub id: ChannelId,
    /// Its server.
    pub guild: GuildId,
}

/// A role of a server.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Role {
    /// Its id.
    pub id: RoleId,
}

/// A member of a server.
#[derive(Clone, Debug)]
pub struct Member {
    pub(crate) sandbox: Sandbox,
    /// The person's id.
    pub id: UserId,
    /// The server.
    pub guild: GuildId,
}

impl Sandbox {
    /// A new server, with the bot in it and no channel.
    #[must_use]
    pub fn add_guild(&self, name: &str) -> Guild {
        let id = self.shared.change(|world| add_guild(world, name));
        Guild { sandbox: self.clone(), id }
    }

    /// A new member of a server, with these permissions beside everyone's.
    #[must_use]
    pub fn add_member(&self, guild: &Guild, name: &str, permissions: Permissions) -> Member {
        if permissions == Permissions::NONE {
            return guild.add_member(name);
        }
        let role = guild.add_role(name, permissions);
        guild.add_member_with(name, &[role])
    }

    /// Takes a message away, as a moderator would.
    pub fn delete_message(&self, channel: ChannelId, message: MessageId) -> bool {
        self.shared.change(|world| crate::rest::remove(world, channel, message))
    }
}

fn add_guild(world: &mut World, name: &str) -> GuildId {
    let id = GuildId::new(world.next_id());
    let everyone = RoleId::new(id.get());
    let managed = RoleId::new(world.next_id());
    let bot = world.app.bot;
    let bot_name = world.users.get(&bot).map_or_else(String::new, |bot| bot.name.clone());
    let role = |id, name: String, permissions, position| StoredRole {
        id,
        name,
        permissions,
        mentionable: false,
        managed: position > 0,
        position,
    };
    let roles = BTreeMap::from([
        (everyone, role(everyone, "@everyone".to_owned(), Permissions::MEMBER, 0)),
        (managed, role(managed, bot_name, world.app.bot_permissions, 1)),
    ]);
    let mut guild = StoredGuild {
        id,
        name: name.to_owned(),
        owner: world.app.owner,
        locale: "en-US".to_owned(),
        roles,
        members: BTreeMap::new(),
        channels: Vec::new(),
    };
    let joined_at = world.now();
    for (user, roles) in [(bot, vec![managed]), (world.app.owner, Vec::new())] {
        let member = StoredMember { roles, joined_at, locale: "en-US".to_owned() };
        guild.members.insert(user, member);
    }
    let data = show::guild_create(world, &guild);
    world.guilds.insert(id, guild);
    world.emit("GUILD_CREATE", Some(id), &data, |session| session.intents & intents::GUILDS != 0);
    id
}

impl Guild {
    /// A new text channel.
    #[must_use]
    pub fn add_channel(&self, name: &str) -> Channel {
        let id = self.sandbox.shared.change(|world| {
            let id = ChannelId::new(world.next_id());
            let guild = world.guilds.get_mut(&self.id);
            let position = guild.map_or(0, |guild| {
                guild.channels.push(id);
                guild.channels.len() - 1
            });
            let channel = StoredChannel {
                id,
                guild: Some(self.id),
                recipient: None,
                name: name.to_owned(),
                position,
                overwrites: Vec::new(),
                messages: BTreeMap::new(),
            };
            let data = show::channel(world, &channel);
            world.channels.insert(id, channel);
            let guilds = intents::GUILDS;
            world.emit("CHANNEL_CREATE", Some(self.id), &data, |session| {
                session.intents & guilds != 0
            });
            id
        });
        Channel { sandbox: self.sandbox.clone(), id, guild: self.id }
    }

    /// A new role that anybody may mention.
    #[must_use]
    pub fn add_role(&self, name: &str, permissions: Permissions) -> Role {
        let id = self.sandbox.shared.change(|world| {
            let id = RoleId::new(world.next_id());
            if let Some(guild) = world.guilds.get_mut(&self.id) {
                let position = guild.roles.len();
                let name = name.to_owned();
                let role = StoredRole {
                    id,
                    name,
                    permissions,
                    mentionable: true,
                    managed: false,
                    position,
                };
                guild.roles.insert(id, role);
            }
            id
        });
        Role { id }
    }

    /// A new member with everyone's permissions.
    #[must_use]
    pub fn add_member(&self, name: &str) -> Member {
        self.add_member_with(name, &[])
    }

    /// A new member with these roles.
    #[must_use]
    pub fn add_member_with(&self, name: &str, roles: &[Role]) -> Member {
        let id = self.sandbox.shared.change(|world| {
            let id = UserId::new(world.next_id());
            world.users.insert(id, User { id, name: name.to_owned(), bot: false });
            let joined_at = world.now();
            let roles = roles.iter().map(|role| role.id).collect();
            if let Some(guild) = world.guilds.get_mut(&self.id) {
                let member = StoredMember { roles, joined_at, locale: "en-US".to_owned() };
                guild.members.insert(id, member);
            }
            id
        });
        Member { sandbox: self.sandbox.clone(), id, guild: self.id }
    }

    /// Lets somebody who is a member elsewhere join here too.
    pub fn join(&self, person: &Member) -> Member {
        self.sandbox.shared.change(|world| {
            let joined_at = world.now();
            if let Some(guild) = world.guilds.get_mut(&self.id) {
                let member =
                    StoredMember { roles: Vec::new(), joined_at, locale: "en-US".to_owned() };
                guild.members.entry(person.id).or_insert(member);
            }
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
        self.sandbox.shared.change(|world| {
            let guild = world.guilds.get_mut(&self.guild);
            if let Some(member) = guild.and_then(|guild| guild.members.get_mut(&self.id)) {
                locale.clone_into(&mut member.locale);
            }
        });
    }

    /// Gives the member a role.
    pub fn give(&self, role: Role) {
        self.sandbox.shared.change(|world| {
            let guild = world.guilds.get_mut(&self.guild);
            if let Some(member) = guild.and_then(|guild| guild.members.get_mut(&self.id))
                && !member.roles.contains(&role.id)
            {
                member.roles.push(role.id);
            }
        });
    }
}

impl Channel {
    /// Takes permissions from a person or the bot, in this channel.
    pub fn deny(&self, user: UserId, permissions: Permissions) {
        self.overwrite(user, Permissions::NONE, permissions);
    }

    /// Gives permissions to a person or the bot, in this channel.
    pub fn allow(&self, user: UserId, permissions: Permissions) {
        self.overwrite(user, permissions, Permissions::NONE);
    }

    fn overwrite(&self, user: UserId, allow: Permissions, deny: Permissions) {
        self.sandbox.shared.change(|world| {
            let Some(channel) = world.channels.get_mut(&self.id) else { return };
            let overwrite = channel.overwrite(Target::User(user));
            overwrite.allow = overwrite.allow.without(deny) | allow;
            overwrite.deny = overwrite.deny.without(allow) | deny;
        });
    }

    /// Everything this member sees here, oldest first.
    #[must_use]
    pub fn messages_seen_by(&self, member: &Member) -> Vec<MessageView> {
        self.messages(Some(member.id))
    }

    /// Everything that everyone sees here, oldest first.
    #[must_use]
    pub fn public_messages(&self) -> Vec<MessageView> {
        self.messages(None)
    }

    /// The last message that everyone sees.
    #[must_use]
    pub fn last_message(&self) -> Option<MessageView> {
        let world = self.sandbox.shared.look();
        let messages = world.channels.get(&self.id)?.messages.values();
        messages
            .rev()
            .find(|message| message.only_for.is_none())
            .map(|one| MessageView::of(&world, one))
    }

    /// One message as it is at present.
    #[must_use]
    pub fn message(&self, id: MessageId) -> Option<MessageView> {
        let world = self.sandbox.shared.look();
        world.message(self.id, id).map(|message| MessageView::of(&world, message))
    }

    fn messages(&self, by: Option<UserId>) -> Vec<MessageView> {
        let world = self.sandbox.shared.look();
        let Some(channel) = world.channels.get(&self.id) else { return Vec::new() };
        let seen = channel.messages.values().filter(|message| match by {
            Some(user) => message.visible_to(user),
            None => message.only_for.is_none(),
        });
        seen.map(|message| MessageView::of(&world, message)).collect()
    }
}
