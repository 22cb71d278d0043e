//! Servers and channels.

use serde_json::{Value, json};

use super::error::Unknown;
use super::{ApiError, Reply};
use crate::id::{ChannelId, GuildId, RoleId, UserId};
use crate::permissions::Permissions;
use crate::show;
use crate::world::World;
use crate::world::channel::Channel;
use crate::world::guild::Guild;

/// The server, where the bot is in it; others it cannot tell from none.
pub(super) fn known(world: &World, id: GuildId) -> Result<&Guild, ApiError> {
    let found = world.guilds.get(&id).filter(|_| world.has_bot(id));
    found.ok_or_else(|| ApiError::unknown(Unknown::Guild))
}

/// The server, where the bot is in it and holds `needed`.
pub(super) fn entrusted(
    world: &World,
    id: GuildId,
    needed: Permissions,
) -> Result<&Guild, ApiError> {
    let guild = known(world, id)?;
    if guild.permissions(world.app.bot).holds(needed) {
        Ok(guild)
    } else {
        Err(ApiError::missing_permissions())
    }
}

/// The channel, where it exists and the bot may look into it.
pub(super) fn visible(world: &World, id: ChannelId) -> Result<&Channel, ApiError> {
    let channel = world.channels.get(&id).ok_or_else(|| ApiError::unknown(Unknown::Channel))?;
    if world.permissions(world.app.bot, id).holds(Permissions::VIEW_CHANNEL) {
        Ok(channel)
    } else {
        Err(ApiError::missing_access())
    }
}

pub(super) fn one(world: &World, id: GuildId) -> Result<Reply, ApiError> {
    known(world, id).map(|guild| Reply::ok(show::guild(guild)))
}

/// The servers the bot is in, shortened.
pub(super) fn mine(world: &World) -> Reply {
    let short = |guild: &Guild| {
        json!({
            "id": guild.id,
            "name": guild.name,
            "icon": null,
            "banner": null,
            "owner": false,
            "permissions": guild.permissions(world.app.bot),
            "features": [],
        })
    };
    let mine = world.guilds.values().filter(|guild| world.has_bot(guild.id));
    Reply::ok(mine.map(short).collect())
}

/// The bot leaves.
pub(super) fn leave(world: &mut World, id: GuildId) -> Result<Reply, ApiError> {
    known(world, id)?;
    world.remove_bot(id);
    Ok(Reply::empty())
}

pub(super) fn channels(world: &World, id: GuildId) -> Result<Reply, ApiError> {
    let channels = known(world, id)?.channels.iter().filter_map(|id| world.channels.get(id));
    Ok(Reply::ok(channels.map(|channel| show::channel(world, channel)).collect()))
}

pub(super) fn roles(world: &World, id: GuildId) -> Result<Reply, ApiError> {
    Ok(Reply::ok(known(world, id)?.roles.values().map(show::role).collect()))
}

pub(super) fn role(world: &World, id: GuildId, role: RoleId) -> Result<Reply, ApiError> {
    let role = known(world, id)?.roles.get(&role).map(show::role);
    role.map(Reply::ok).ok_or_else(|| ApiError::unknown(Unknown::Role))
}

pub(super) fn member(world: &World, id: GuildId, user: UserId) -> Result<Reply, ApiError> {
    let shown: Option<Value> = show::member(world, known(world, id)?, user);
    shown.map(Reply::ok).ok_or_else(|| ApiError::unknown(Unknown::Member))
}

/// How a channel looks.
pub(super) fn shown(world: &World, id: ChannelId) -> Result<Value, ApiError> {
    let channel = world.channels.get(&id).ok_or_else(|| ApiError::unknown(Unknown::Channel))?;
    Ok(show::channel(world, channel))
}

pub(super) fn typing(world: &World, id: ChannelId) -> Result<Reply, ApiError> {
    visible(world, id).map(|_| Reply::empty())
}
