//! Members of servers: lists, nicknames, roles, and out.

use axum::http::Method;
use serde_json::Value;

use super::call::snowflake;
use super::error::Unknown;
use super::{ApiError, Call, Reply, guilds, roles};
use crate::gateway::intents;
use crate::id::{GuildId, RoleId, UserId};
use crate::permissions::Permissions;
use crate::rules::{self, Path, Problems};
use crate::show;
use crate::world::World;
use crate::world::guild::Guild;

/// Most members in one answer; without a wish it is one.
/// Source: <https://discord.com/developers/docs/resources/guild#list-guild-members>
const LARGEST_PAGE: i64 = 1000;

/// Everybody in order of their ids. Only for applications with the intent for members.
pub(super) fn all(world: &World, call: &Call, id: GuildId) -> Result<Reply, ApiError> {
    let guild = guilds::known(world, id)?;
    if world.app.privileged_intents & intents::GUILD_MEMBERS == 0 {
        return Err(ApiError::missing_access());
    }
    let mut problems = Problems::default();
    let limit = limit(call, &mut problems);
    let after = call.query_number(&mut problems, "after", 0..=i64::MAX).unwrap_or(0);
    problems.into_result()?;
    let later = guild.members.keys().filter(|user| user.get() > after).take(limit);
    Ok(Reply::ok(later.filter_map(|&user| show::member(world, guild, user)).collect()))
}

/// Those whose name or nickname starts like `query`.
pub(super) fn search(world: &World, call: &Call, id: GuildId) -> Result<Reply, ApiError> {
    let guild = guilds::known(world, id)?;
    let mut problems = Problems::default();
    let limit = limit(call, &mut problems);
    let start = call.query_text("query").filter(|start| !start.is_empty());
    if start.is_none() {
        problems.required(&Path::ROOT.key("query"));
    }
    problems.into_result()?;
    let found = world.members_named(guild, &start.unwrap_or_default(), limit);
    Ok(Reply::ok(found.into_iter().filter_map(|user| show::member(world, guild, user)).collect()))
}

fn limit(call: &Call, problems: &mut Problems) -> usize {
    let limit = call.query_number(problems, "limit", 1..=LARGEST_PAGE);
    limit.and_then(|limit| usize::try_from(limit).ok()).unwrap_or(1)
}

/// One member: read, change, throw out.
pub(super) fn one(
    world: &mut World,
    call: &Call,
    id: GuildId,
    user: UserId,
) -> Result<Reply, ApiError> {
    match call.method {
        Method::PATCH => change(world, call, id, user),
        Method::DELETE => {
            let guild = guilds::entrusted(world, id, Permissions::KICK_MEMBERS)?;
            known(guild, user)?;
            outranked(world, guild, user)?;
            world.remove_member(id, user);
            Ok(Reply::empty())
        }
        _ => guilds::member(world, id, user),
    }
}

fn known(guild: &Guild, user: UserId) -> Result<(), ApiError> {
    let found = guild.members.contains_key(&user);
    if found { Ok(()) } else { Err(ApiError::unknown(Unknown::Member)) }
}

/// Whether the bot stands above somebody.
fn outranked(world: &World, guild: &Guild, user: UserId) -> Result<(), ApiError> {
    let above = guild.rank(world.app.bot) > guild.rank(user);
    if above { Ok(()) } else { Err(ApiError::missing_permissions()) }
}

fn change(world: &mut World, call: &Call, id: GuildId, user: UserId) -> Result<Reply, ApiError> {
    let guild = guilds::known(world, id)?;
    known(guild, user)?;
    let bot = world.app.bot;
    let held = guild.permissions(bot);
    let body = &call.body;
    if body.get("nick").is_some() && user != bot {
        if !held.holds(Permissions::MANAGE_NICKNAMES) {
            return Err(ApiError::missing_permissions());
        }
        outranked(world, guild, user)?;
    }
    if body.get("roles").is_some() && !held.holds(Permissions::MANAGE_ROLES) {
        return Err(ApiError::missing_permissions());
    }
    check(body, rules::member)?;
    // Nobody here is ever in a voice channel.
    if ["mute", "deaf", "channel_id"].iter().any(|key| !body[key].is_null()) {
        return Err(ApiError::not_in_voice());
    }
    let wanted = body.get("roles").map(listed);
    if let Some(wanted) = &wanted {
        let before = guild.members.get(&user).map_or(&[][..], |member| &member.roles);
        let differ = |one: &&RoleId| before.contains(one) != wanted.contains(one);
        for &role in before.iter().chain(wanted).filter(differ) {
            roles::giveable(guild, bot, role)?;
        }
    }
    if body.get("nick").is_some() && user == bot && !held.holds(Permissions::CHANGE_NICKNAME) {
        return Err(ApiError::missing_permissions());
    }
    apply(world, id, user, body, wanted);
    guilds::member(world, id, user)
}

/// The roles of a list, each once.
fn listed(roles: &Value) -> Vec<RoleId> {
    let mut ids = Vec::new();
    for id in roles.as_array().into_iter().flatten().filter_map(snowflake) {
        if !ids.contains(&RoleId::new(id)) {
            ids.push(RoleId::new(id));
        }
    }
    ids
}

fn apply(world: &mut World, id: GuildId, user: UserId, body: &Value, roles: Option<Vec<RoleId>>) {
    let nick = body.get("nick").map(|nick| {
        let nick = nick.as_str().unwrap_or_default().trim();
        (!nick.is_empty()).then(|| nick.to_owned())
    });
    if nick.is_some() || roles.is_some() {
        world.change_member(id, user, |member| {
            member.nick = nick.unwrap_or_else(|| member.nick.take());
            member.roles = roles.unwrap_or_else(|| std::mem::take(&mut member.roles));
        });
    }
}

/// The bot changes its own nickname.
pub(super) fn change_own(world: &mut World, call: &Call, id: GuildId) -> Result<Reply, ApiError> {
    guilds::entrusted(world, id, Permissions::CHANGE_NICKNAME)?;
    check(&call.body, rules::own_member)?;
    let bot = world.app.bot;
    apply(world, id, bot, &call.body, None);
    guilds::member(world, id, bot)
}

/// One role of one member: give, take. To give twice is no error, and nobody hears of it.
pub(super) fn role(
    world: &mut World,
    call: &Call,
    id: GuildId,
    user: UserId,
    role: RoleId,
) -> Result<Reply, ApiError> {
    let guild = guilds::entrusted(world, id, Permissions::MANAGE_ROLES)?;
    known(guild, user)?;
    roles::giveable(guild, world.app.bot, role)?;
    let held = guild.members.get(&user).is_some_and(|member| member.roles.contains(&role));
    let give = call.method == Method::PUT;
    if held != give {
        world.change_member(id, user, |member| {
            member.roles.retain(|held| *held != role);
            if give {
                member.roles.push(role);
            }
        });
    }
    Ok(Reply::empty())
}

fn check(body: &Value, rule: impl FnOnce(&mut Problems, &Value)) -> Result<(), ApiError> {
    let mut problems = Problems::default();
    rule(&mut problems, body);
    Ok(problems.into_result()?)
}
