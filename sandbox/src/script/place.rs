//! Servers and channels, as handles; members and roles are in [`super::people`].

use std::collections::BTreeMap;

use crate::id::{ChannelId, GuildId, MessageId, RoleId, UserId};
use crate::permissions::Permissions;
use crate::sandbox::Sandbox;
use crate::world::World;
use crate::world::channel::{Channel as StoredChannel, Kind, Target};
use crate::world::guild::{Guild as StoredGuild, Member as StoredMember, Role as StoredRole};

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

    /// Takes a message away, as a moderator would. Returns whether it was there.
    #[expect(clippy::must_use_candidate, reason = "taking it away is the point")]
    pub fn delete_message(&self, channel: ChannelId, message: MessageId) -> bool {
        self.shared.change(|world| crate::rest::remove(world, channel, message))
    }
}

fn add_guild(world: &mut World, name: &str) -> GuildId {
    let id = GuildId::new(world.next_id());
    let everyone = RoleId::new(id.get());
    let role =
        StoredRole { position: 0, ..StoredRole::new(everyone, "@everyone", Permissions::MEMBER) };
    let owner = world.app.owner;
    let member = StoredMember::new(Vec::new(), world.now());
    let guild = StoredGuild {
        id,
        name: name.to_owned(),
        owner,
        locale: "en-US".to_owned(),
        roles: BTreeMap::from([(everyone, role)]),
        members: BTreeMap::from([(owner, member)]),
        channels: Vec::new(),
    };
    world.guilds.insert(id, guild);
    world.bring_bot(id);
    id
}

impl Guild {
    /// A new text channel.
    #[must_use]
    pub fn add_channel(&self, name: &str) -> Channel {
        let id = self.sandbox.shared.change(|world| {
            let id = ChannelId::new(world.next_id());
            world.add_channel(self.id, StoredChannel::new(id, Kind::Text, name));
            id
        });
        Channel { sandbox: self.sandbox.clone(), id, guild: self.id }
    }

    /// Deletes the server with its channels: for the bot, `GUILD_DELETE`, and 404 from then on.
    /// Returns whether it was there.
    #[expect(clippy::must_use_candidate, reason = "deleting is the point")]
    pub fn delete(&self) -> bool {
        self.sandbox.shared.change(|world| world.remove_guild(self.id))
    }

    /// Throws the bot out of the server, which goes on without it: for the bot, `GUILD_DELETE`,
    /// and then 404 for the server and 403 for its channels. Returns whether it was in.
    #[expect(clippy::must_use_candidate, reason = "throwing it out is the point")]
    pub fn remove_bot(&self) -> bool {
        self.sandbox.shared.change(|world| world.remove_bot(self.id))
    }

    /// Lets the bot in again after [`Guild::remove_bot`].
    pub fn invite_bot(&self) {
        self.sandbox.shared.change(|world| world.bring_bot(self.id));
    }

    /// An outage begins: the bot is told that the server is unavailable, not that it is out.
    /// Only the events are played; requests go on to be answered.
    pub fn becomes_unavailable(&self) {
        self.sandbox.shared.change(|world| world.emit_outage(self.id));
    }

    /// The outage is over: `GUILD_CREATE` once more.
    pub fn becomes_available(&self) {
        self.sandbox.shared.change(|world| world.emit_guild_create(self.id));
    }
}

impl Channel {
    /// Deletes the channel and what is written in it. Returns whether it was there.
    #[expect(clippy::must_use_candidate, reason = "deleting is the point")]
    pub fn delete(&self) -> bool {
        self.sandbox.shared.change(|world| world.remove_channel(self.id))
    }

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
            world.change_channel(self.id, |channel| {
                let overwrite = channel.overwrite(Target::User(user));
                overwrite.allow = overwrite.allow.without(deny) | allow;
                overwrite.deny = overwrite.deny.without(allow) | deny;
            });
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
