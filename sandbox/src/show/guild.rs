//! Servers, channels, roles and members.

use serde_json::{Value, json};

use crate::clock::UnixMillis;
use crate::id::UserId;
use crate::world::World;
use crate::world::channel::{Channel, Kind, Overwrite, Target};
use crate::world::guild::{Guild, Member, Role};

use super::user;

/// A role object. Clients drop whole events when `colors` is missing.
/// Source: <https://discord.com/developers/docs/topics/permissions#role-object>
pub(crate) fn role(role: &Role) -> Value {
    json!({
        "id": role.id,
        "name": role.name,
        "color": role.color,
        "colors": {
            "primary_color": role.color,
            "secondary_color": null,
            "tertiary_color": null,
        },
        "hoist": role.hoist,
        "icon": null,
        "unicode_emoji": null,
        "position": role.position,
        "permissions": role.permissions,
        "managed": role.managed,
        "mentionable": role.mentionable,
        "flags": 0,
    })
}

/// A member object without its user, as it accompanies messages.
pub(crate) fn member_alone(member: &Member) -> Value {
    json!({
        "nick": member.nick,
        "avatar": null,
        "banner": null,
        "roles": member.roles,
        "joined_at": member.joined_at.iso(),
        "premium_since": null,
        "deaf": false,
        "mute": false,
        "flags": 0,
        "pending": false,
        "communication_disabled_until": null,
    })
}

/// A member object.
/// Source: <https://discord.com/developers/docs/resources/guild#guild-member-object>
pub(crate) fn member(world: &World, guild: &Guild, id: UserId) -> Option<Value> {
    let mut shown = member_alone(guild.members.get(&id)?);
    shown["user"] = user::user(world.users.get(&id)?);
    Some(shown)
}

/// A channel object.
/// Source: <https://discord.com/developers/docs/resources/channel#channel-object>
pub(crate) fn channel(world: &World, channel: &Channel) -> Value {
    let last = channel.messages.keys().next_back();
    if let Some(recipient) = channel.recipient {
        return json!({
            "id": channel.id,
            "type": 1,
            "last_message_id": last,
            "last_pin_timestamp": channel.last_pin.map(UnixMillis::iso),
            "flags": 0,
            "recipients": world.users.get(&recipient).map(user::user).into_iter().collect::<Vec<_>>(),
        });
    }
    let mut shown = json!({
        "id": channel.id,
        "type": channel.kind.number(),
        "guild_id": channel.guild,
        "name": channel.name,
        "position": channel.position,
        "permission_overwrites": channel.overwrites.iter().map(overwrite).collect::<Vec<_>>(),
        "topic": channel.topic,
        "nsfw": channel.nsfw,
        "last_message_id": last,
        "last_pin_timestamp": channel.last_pin.map(UnixMillis::iso),
        "rate_limit_per_user": channel.slowmode,
        "parent_id": channel.parent,
        "flags": 0,
    });
    if channel.kind == Kind::Voice {
        shown["bitrate"] = json!(64_000);
        shown["user_limit"] = json!(0);
        shown["rtc_region"] = Value::Null;
    }
    shown
}

fn overwrite(overwrite: &Overwrite) -> Value {
    let (id, kind) = match overwrite.target {
        Target::Role(role) => (role.get(), 0),
        Target::User(user) => (user.get(), 1),
    };
    json!({ "id": id.to_string(), "type": kind, "allow": overwrite.allow, "deny": overwrite.deny })
}

/// A guild object as REST returns it.
/// Source: <https://discord.com/developers/docs/resources/guild#guild-object>
pub(crate) fn guild(guild: &Guild) -> Value {
    json!({
        "id": guild.id,
        "name": guild.name,
        "icon": null,
        "icon_hash": null,
        "splash": null,
        "discovery_splash": null,
        "owner_id": guild.owner,
        "region": null,
        "afk_channel_id": null,
        "afk_timeout": 300,
        "widget_enabled": false,
        "widget_channel_id": null,
        "verification_level": 0,
        "default_message_notifications": 0,
        "explicit_content_filter": 0,
        "roles": guild.roles.values().map(role).collect::<Vec<_>>(),
        "emojis": [],
        "features": [],
        "mfa_level": 0,
        "application_id": null,
        "system_channel_id": null,
        "system_channel_flags": 0,
        "rules_channel_id": null,
        "max_presences": null,
        "max_members": 500_000,
        "max_video_channel_users": 25,
        "max_stage_video_channel_users": 50,
        "vanity_url_code": null,
        "description": null,
        "banner": null,
        "premium_tier": 0,
        "premium_subscription_count": 0,
        "preferred_locale": guild.locale,
        "public_updates_channel_id": null,
        "nsfw": false,
        "nsfw_level": 0,
        "stickers": [],
        "premium_progress_bar_enabled": false,
        "safety_alerts_channel_id": null,
        "incidents_data": null,
    })
}

/// Which members `GUILD_CREATE` lists.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Listed {
    /// All: for bots that hear of presences.
    All,
    /// The bot itself.
    Bot,
}

/// A guild object as `GUILD_CREATE` carries it.
/// Source: <https://discord.com/developers/docs/events/gateway-events#guild-create>
pub(crate) fn guild_create(world: &World, shown: &Guild, listed: Listed) -> Value {
    let ids = shown.members.keys().filter(|&&id| listed == Listed::All || id == world.app.bot);
    let members = ids.filter_map(|&id| member(world, shown, id));
    let channels = shown.channels.iter().filter_map(|id| world.channels.get(id));
    let joined = shown.members.get(&world.app.bot).map(|bot| bot.joined_at.iso());
    let mut data = guild(shown);
    data["joined_at"] = json!(joined);
    data["large"] = json!(false);
    data["unavailable"] = json!(false);
    data["member_count"] = json!(shown.members.len());
    data["members"] = members.collect();
    data["channels"] = channels.map(|one| channel(world, one)).collect();
    for empty in [
        "voice_states",
        "threads",
        "presences",
        "stage_instances",
        "guild_scheduled_events",
        "soundboard_sounds",
    ] {
        data[empty] = json!([]);
    }
    data
}

/// The part of a guild that interactions carry.
pub(crate) fn partial_guild(guild: &Guild) -> Value {
    json!({ "id": guild.id, "locale": guild.locale, "features": [] })
}
