//! Roles of servers: make, read, change, delete.

use axum::http::Method;
use serde_json::Value;

use super::call::snowflake;
use super::error::Unknown;
use super::{ApiError, Call, Reply, guilds};
use crate::id::{GuildId, RoleId, UserId};
use crate::permissions::Permissions;
use crate::rules::{self, Problems};
use crate::world::World;
use crate::world::guild::{Guild, Role};

/// Most roles of a server.
/// Source: <https://discord.com/developers/docs/topics/opcodes-and-status-codes#json-json-error-codes>
const MOST: usize = 250;

/// The server's roles: list or add.
pub(super) fn all(world: &mut World, call: &Call, id: GuildId) -> Result<Reply, ApiError> {
    if call.method != Method::POST {
        return guilds::roles(world, id);
    }
    let guild = guilds::entrusted(world, id, Permissions::MANAGE_ROLES)?;
    check(guild, world.app.bot, &call.body)?;
    if guild.roles.len() >= MOST {
        return Err(ApiError::too_many(30005, "guild roles", MOST));
    }
    let base = guild.roles.get(&guild.everyone()).map(|everyone| everyone.permissions);
    let role = RoleId::new(world.next_id());
    let mut made = Role::new(role, "new role", base.unwrap_or_default());
    fill(&mut made, &call.body);
    world.put_role(id, made);
    guilds::role(world, id, role)
}

/// One role: read, change, delete.
pub(super) fn one(
    world: &mut World,
    call: &Call,
    id: GuildId,
    role: RoleId,
) -> Result<Reply, ApiError> {
    if call.method == Method::GET {
        return guilds::role(world, id, role);
    }
    let guild = guilds::entrusted(world, id, Permissions::MANAGE_ROLES)?;
    let bot = world.app.bot;
    if call.method == Method::DELETE {
        giveable(guild, bot, role)?;
        world.remove_role(id, role);
        return Ok(Reply::empty());
    }
    below(guild, bot, role)?;
    check(guild, bot, &call.body)?;
    world.change_role(id, role, |role| fill(role, &call.body));
    guilds::role(world, id, role)
}

/// The role, where it stands below the bot's highest.
fn below(guild: &Guild, bot: UserId, role: RoleId) -> Result<&Role, ApiError> {
    let role = guild.roles.get(&role).ok_or_else(|| ApiError::unknown(Unknown::Role))?;
    let below = role.rank() < guild.rank(bot);
    if below { Ok(role) } else { Err(ApiError::missing_permissions()) }
}

/// Whether the bot may give, take and delete the role: it stands below the bot's own, and is
/// neither everyone's nor that of another application.
pub(super) fn giveable(guild: &Guild, bot: UserId, role: RoleId) -> Result<(), ApiError> {
    let fixed = |role: &Role| role.managed || role.id == guild.everyone();
    if guild.roles.get(&role).is_some_and(fixed) {
        return Err(ApiError::invalid_role());
    }
    below(guild, bot, role).map(|_| ())
}

/// A role gives no permission that the bot itself does not hold.
fn check(guild: &Guild, bot: UserId, body: &Value) -> Result<(), ApiError> {
    let mut problems = Problems::default();
    rules::role(&mut problems, body);
    problems.into_result()?;
    let given = bits(&body["permissions"]).unwrap_or_default();
    let may = guild.permissions(bot).holds(given);
    if may { Ok(()) } else { Err(ApiError::missing_permissions()) }
}

/// Permissions in a body, where they are given.
pub(super) fn bits(value: &Value) -> Option<Permissions> {
    snowflake(value).map(Permissions)
}

/// Takes over what a checked body holds; what it does not name stays.
fn fill(role: &mut Role, body: &Value) {
    if let Some(name) = body["name"].as_str() {
        name.clone_into(&mut role.name);
    }
    role.permissions = bits(&body["permissions"]).unwrap_or(role.permissions);
    let color = body["colors"]["primary_color"].as_u64().or_else(|| body["color"].as_u64());
    role.color = color.unwrap_or(role.color);
    role.hoist = body["hoist"].as_bool().unwrap_or(role.hoist);
    role.mentionable = body["mentionable"].as_bool().unwrap_or(role.mentionable);
}
