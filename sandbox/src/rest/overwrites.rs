//! Exceptions from permissions in one channel.
//! Source: <https://discord.com/developers/docs/resources/channel#edit-channel-permissions>

use axum::http::Method;
use serde_json::Value;

use super::call::snowflake;
use super::error::Unknown;
use super::{ApiError, Call, Reply, guilds, roles};
use crate::id::{ChannelId, RoleId, UserId};
use crate::permissions::Permissions;
use crate::rules::{self, Path, Problems};
use crate::world::World;
use crate::world::channel::{Overwrite, Target};
use crate::world::guild::Guild;

/// The exception for one role or person: set, delete.
pub(super) fn one(
    world: &mut World,
    call: &Call,
    id: ChannelId,
    target: u64,
) -> Result<Reply, ApiError> {
    let channel = guilds::visible(world, id)?;
    let guild = channel.guild.and_then(|id| world.guilds.get(&id));
    let guild = guild.ok_or_else(ApiError::wrong_channel_type)?;
    let held = world.permissions(world.app.bot, id);
    if !held.holds(Permissions::MANAGE_ROLES) {
        return Err(ApiError::missing_permissions());
    }
    if call.method == Method::DELETE {
        let known = channel.overwrites.iter().any(|one| number(one.target) == target);
        if !known {
            return Err(ApiError::unknown(Unknown::Overwrite));
        }
        world.change_channel(id, |channel| {
            channel.overwrites.retain(|one| number(one.target) != target);
        });
        return Ok(Reply::empty());
    }
    let mut problems = Problems::default();
    rules::overwrite(&mut problems, &Path::ROOT, &call.body);
    problems.into_result()?;
    let set = read(world, guild, target, &call.body)?;
    settable(guild, world.app.bot, held, &[set])?;
    world.change_channel(id, |channel| *channel.overwrite(set.target) = set);
    Ok(Reply::empty())
}

const fn number(target: Target) -> u64 {
    match target {
        Target::Role(role) => role.get(),
        Target::User(user) => user.get(),
    }
}

/// The exceptions in a checked body of a channel.
pub(super) fn listed(
    world: &World,
    guild: &Guild,
    body: &Value,
) -> Result<Vec<Overwrite>, ApiError> {
    let list = body["permission_overwrites"].as_array().into_iter().flatten();
    list.map(|one| read(world, guild, snowflake(&one["id"]).unwrap_or_default(), one)).collect()
}

fn read(world: &World, guild: &Guild, target: u64, body: &Value) -> Result<Overwrite, ApiError> {
    let target = if body["type"] == 0 {
        let role = RoleId::new(target);
        guild.roles.contains_key(&role).then_some(Target::Role(role))
    } else {
        let user = UserId::new(target);
        world.users.contains_key(&user).then_some(Target::User(user))
    };
    let target = target.ok_or_else(|| ApiError::unknown(Unknown::Overwrite))?;
    let bits = |key| roles::bits(&body[key]).unwrap_or_default();
    Ok(Overwrite { target, allow: bits("allow"), deny: bits("deny") })
}

/// Whether the bot may set them: it holds all that it allows or denies, in the server or in the
/// channel; who manages roles is for administrators to say.
pub(super) fn settable(
    guild: &Guild,
    bot: UserId,
    held: Permissions,
    overwrites: &[Overwrite],
) -> Result<(), ApiError> {
    let in_guild = guild.permissions(bot);
    let boss = in_guild.holds(Permissions::ADMINISTRATOR);
    let roles = Permissions::MANAGE_ROLES.0;
    let good = |one: &Overwrite| {
        let named = one.allow | one.deny;
        (held | in_guild).holds(named) && (boss || named.0 & roles == 0)
    };
    if overwrites.iter().all(good) { Ok(()) } else { Err(ApiError::missing_permissions()) }
}
