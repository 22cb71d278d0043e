//! Channels and what is written in them.

use std::collections::BTreeMap;

use crate::clock::UnixMillis;
use crate::id::{ChannelId, GuildId, MessageId, RoleId, UserId};
use crate::permissions::Permissions;

use super::message::Message;

/// Messages kept in one channel; older ones fall out, so that memory stays bounded.
const KEPT_MESSAGES: usize = 5000;

/// Bytes, about, that the messages of one channel may take before older ones fall out.
const KEPT_BYTES: usize = 64 * 1024 * 1024;

/// What a channel is for.
/// Source: <https://discord.com/developers/docs/resources/channel#channel-object-channel-types>
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Kind {
    Text,
    /// Between the bot and one person.
    Private,
    /// People can write in it as well; nobody speaks here.
    Voice,
    /// Holds other channels together; nobody writes in it.
    Category,
}

impl Kind {
    pub(crate) const fn number(self) -> u64 {
        match self {
            Self::Text => 0,
            Self::Private => 1,
            Self::Voice => 2,
            Self::Category => 4,
        }
    }
}

/// A channel of a server, or the private channel between the bot and one person.
#[derive(Debug)]
pub(crate) struct Channel {
    pub(crate) id: ChannelId,
    pub(crate) kind: Kind,
    pub(crate) guild: Option<GuildId>,
    /// The other side of a private channel.
    pub(crate) recipient: Option<UserId>,
    pub(crate) name: String,
    pub(crate) position: u64,
    pub(crate) topic: Option<String>,
    pub(crate) nsfw: bool,
    /// Seconds that one person waits between two messages; told, not kept.
    pub(crate) slowmode: u64,
    /// The category it belongs to.
    pub(crate) parent: Option<ChannelId>,
    pub(crate) last_pin: Option<UnixMillis>,
    pub(crate) overwrites: Vec<Overwrite>,
    pub(crate) messages: BTreeMap<MessageId, Message>,
    /// Bytes of all messages that were put in since they were last counted.
    pub(crate) weight: usize,
}

/// An exception from the permissions of roles.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Overwrite {
    pub(crate) target: Target,
    pub(crate) allow: Permissions,
    pub(crate) deny: Permissions,
}

/// Whom an [`Overwrite`] concerns.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Target {
    Role(RoleId),
    User(UserId),
}

impl Channel {
    /// An empty channel that belongs nowhere yet.
    pub(crate) fn new(id: ChannelId, kind: Kind, name: &str) -> Self {
        Self {
            id,
            kind,
            guild: None,
            recipient: None,
            name: name.to_owned(),
            position: 0,
            topic: None,
            nsfw: false,
            slowmode: 0,
            parent: None,
            last_pin: None,
            overwrites: Vec::new(),
            messages: BTreeMap::new(),
            weight: 0,
        }
    }

    /// Whether messages can be written in it.
    pub(crate) fn takes_messages(&self) -> bool {
        self.kind != Kind::Category
    }

    /// Adds a message, or puts a changed one back. The oldest of those that one person alone sees makes room: Discord keeps
    /// none of them, and everybody may need the others.
    pub(crate) fn push(&mut self, message: Message) {
        self.weight += message.weight();
        self.messages.insert(message.id, message);
        if self.messages.len() > KEPT_MESSAGES {
            self.make_room();
        }
        if self.weight > KEPT_BYTES {
            self.count_and_make_room();
        }
    }

    /// Down to three quarters, so that it is not counted again with the next message.
    fn count_and_make_room(&mut self) {
        self.weight = self.messages.values().map(Message::weight).sum();
        while self.weight > KEPT_BYTES / 4 * 3 && self.messages.len() > 1 {
            self.weight -= self.make_room().map_or(0, |gone| gone.weight());
        }
    }

    fn make_room(&mut self) -> Option<Message> {
        let private = self.messages.values().find(|message| message.only_for.is_some());
        match private.map(|message| message.id) {
            Some(private) => self.messages.remove(&private),
            None => self.messages.pop_first().map(|(_, message)| message),
        }
    }

    /// The exception for `target`, made when there is none.
    pub(crate) fn overwrite(&mut self, target: Target) -> &mut Overwrite {
        let found = self.overwrites.iter().position(|overwrite| overwrite.target == target);
        let index = found.unwrap_or_else(|| {
            let (allow, deny) = (Permissions::NONE, Permissions::NONE);
            self.overwrites.push(Overwrite { target, allow, deny });
            self.overwrites.len() - 1
        });
        &mut self.overwrites[index]
    }

    /// Everyone first, then the roles together, then the person.
    pub(crate) fn apply_overwrites(
        &self,
        base: Permissions,
        guild: GuildId,
        roles: &[RoleId],
        user: UserId,
    ) -> Permissions {
        let everyone = RoleId::new(guild.get());
        let by_role = |target| matches!(target, Target::Role(role) if roles.contains(&role));
        let base = self.apply(base, |target| target == Target::Role(everyone));
        let base = self.apply(base, by_role);
        self.apply(base, |target| target == Target::User(user))
    }

    fn apply(&self, base: Permissions, concerns: impl Fn(Target) -> bool) -> Permissions {
        let (mut allow, mut deny) = (Permissions::NONE, Permissions::NONE);
        for overwrite in self.overwrites.iter().filter(|overwrite| concerns(overwrite.target)) {
            allow |= overwrite.allow;
            deny |= overwrite.deny;
        }
        base.without(deny) | allow
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn message(id: u64, bytes: usize) -> Message {
        let message = Message::new(MessageId::new(id), ChannelId::new(1), None, UserId::new(1));
        let embeds = vec![serde_json::json!({ "unknown": "x".repeat(bytes) })];
        Message { embeds, ..message }
    }

    #[test]
    fn large_messages_leave_room_for_fewer() {
        let mut channel = Channel::new(ChannelId::new(1), Kind::Private, "");
        for id in 0..200 {
            channel.push(message(id, 10));
            channel.push(message(id, 1_000_000));
        }
        let kept: usize = channel.messages.values().map(Message::weight).sum();
        assert!((KEPT_BYTES / 2..=KEPT_BYTES).contains(&kept), "{kept}");
        assert!(channel.messages.contains_key(&MessageId::new(199)));
    }
}
