//! Servers and channels.

use serde_json::{Value, json};

use super::error::Unknown;
use super::{ApiError, Reply};
use crate::id::{ChannelId, GuildId, UserId};
use crate::permissions::Permissions;
use crate::show;
use crate::world::World;
use crate::world::channel::Channel;
use crate::world::guild::Guild;

fn known(world: &World, id: GuildId) -> Result<&Guild, ApiError> {
    world.guilds.get(&id).ok_or_else(|| ApiError::unknown(Unknown::Guild))
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
    Reply::ok(world.guilds.values().map(short).collect())
}

pub(super) fn channels(world: &World, id: GuildId) -> Result<Reply, ApiError> {
    let channels = known(world, id)?.channels.iter().filter_map(|id| world.channels.get(id));
    Ok(Reply::ok(channels.map(|channel| show::channel(world, channel)).collect()))
}

pub(super) fn roles(world: &World, id: GuildId) -> Result<Reply, ApiError> {
    Ok(Reply::ok(known(world, id)?.roles.values().map(show::role).collect()))
}

pub(super) fn member(world: &World, id: GuildId, user: UserId) -> Result<Reply, ApiError> {
    let shown: Option<Value> = show::member(world, known(world, id)?, user);
    shown.map(Reply::ok).ok_or_else(|| ApiError::unknown(Unknown::Member))
}

pub(super) fn channel(world: &World, id: ChannelId) -> Result<Reply, ApiError> {
    visible(world, id).map(|channel| Reply::ok(show::channel(world, channel)))
}

pub(super) fn typing(world: &World, id: ChannelId) -> Result<Reply, ApiError> {
    visible(world, id).map(|_| Reply::empty())
}
