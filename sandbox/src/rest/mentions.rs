//! Whom a message notifies: what its text names, as far as the sender allows.
//! Source: <https://discord.com/developers/docs/resources/message#allowed-mentions-object>

use std::sync::LazyLock;

use regex::Regex;
use serde_json::Value;

use crate::id::{ChannelId, RoleId, UserId};
use crate::permissions::Permissions;
use crate::world::World;
use crate::world::message::{Mentions, Message, Notified};

static NAMED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"<@(?P<role>&)?!?(?P<id>\d{1,20})>").expect("the pattern is constant")
});

/// Where a message comes from decides what is allowed when it says nothing.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Origin {
    /// A message by a bot or a person: everything.
    Plain,
    /// An answer to an interaction: people only.
    Interaction,
}

/// Whom `content` notifies. `quoted` is the author of the message that is replied to.
pub(crate) fn mentions(
    world: &World,
    author: UserId,
    channel: ChannelId,
    content: &str,
    allowed: Option<&Value>,
    origin: Origin,
    quoted: Option<UserId>,
) -> Mentions {
    let allowed = Allowed { value: allowed.filter(|value| !value.is_null()), origin };
    let may_all = world.permissions(author, channel).holds(Permissions::MENTION_EVERYONE);
    let guild = world.channels.get(&channel).and_then(|channel| channel.guild);
    let guild = guild.and_then(|id| world.guilds.get(&id));
    let mut mentions = Mentions::default();
    for found in NAMED.captures_iter(content) {
        let Ok(id) = found["id"].parse::<u64>() else { continue };
        if found.name("role").is_some() {
            let role = guild.and_then(|guild| guild.roles.get(&RoleId::new(id)));
            if let Some(role) = role
                && (role.mentionable || may_all)
                && allowed.id("roles", id)
            {
                push(&mut mentions.roles, role.id);
            }
        } else if world.users.contains_key(&UserId::new(id)) && allowed.id("users", id) {
            push(&mut mentions.users, UserId::new(id));
        }
    }
    if let Some(quoted) = quoted.filter(|_| allowed.quoted()) {
        push(&mut mentions.users, quoted);
    }
    let everyone = content.contains("@everyone") || content.contains("@here");
    mentions.everyone = everyone && may_all && allowed.kind("everyone");
    mentions
}

/// Whom a message notifies in the moment it is written: what it mentions, as far as people see
/// it; of a private reply nobody but its reader hears. A silent message still counts: its mention
/// stays to be found.
pub(super) fn notified(world: &World, message: &Message) -> Notified {
    let mut by = message.mentions.clone();
    if let Some(reader) = message.only_for {
        by.users.retain(|user| *user == reader);
        by.roles.clear();
        by.everyone = false;
    }
    let guild = message.guild.and_then(|id| world.guilds.get(&id));
    let members = guild.into_iter().flat_map(|guild| &guild.members);
    let by_role = |roles: &[RoleId]| roles.iter().any(|role| by.roles.contains(role));
    let called = members.filter(|(_, member)| by.everyone || by_role(&member.roles));
    let called = called.map(|(&id, _)| id);
    let mut people = Vec::new();
    for person in by.users.iter().copied().chain(called) {
        let sees = world.permissions(person, message.channel).holds(Permissions::VIEW_CHANNEL);
        if sees && person != message.author {
            push(&mut people, person);
        }
    }
    Notified { by, people }
}

fn push<T: PartialEq>(list: &mut Vec<T>, item: T) {
    if !list.contains(&item) {
        list.push(item);
    }
}

struct Allowed<'a> {
    value: Option<&'a Value>,
    origin: Origin,
}

impl Allowed<'_> {
    /// Whether a kind is allowed as a whole.
    fn kind(&self, kind: &str) -> bool {
        match self.value {
            Some(value) => {
                value["parse"].as_array().is_some_and(|parse| parse.iter().any(|one| one == kind))
            }
            None => self.origin == Origin::Plain || kind == "users",
        }
    }

    fn id(&self, kind: &str, id: u64) -> bool {
        let listed = || {
            let ids = self.value.and_then(|value| value[kind].as_array());
            let text = id.to_string();
            ids.is_some_and(|ids| ids.iter().any(|one| one.as_u64() == Some(id) || *one == text))
        };
        self.kind(kind) || listed()
    }

    fn quoted(&self) -> bool {
        self.value.is_none_or(|value| value["replied_user"] == true)
    }
}
