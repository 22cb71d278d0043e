//! Channels of servers: make, read, change, delete.

use axum::http::Method;
use serde_json::Value;

use super::call::snowflake;
use super::{ApiError, Call, Reply, guilds, overwrites};
use crate::id::{ChannelId, GuildId};
use crate::permissions::Permissions;
use crate::rules::{self, ChannelBody, Path, Problems};
use crate::show;
use crate::world::World;
use crate::world::channel::{Channel, Kind, Overwrite};
use crate::world::guild::Guild;

/// Most channels of a server.
/// Source: <https://discord.com/developers/docs/topics/opcodes-and-status-codes#json-json-error-codes>
const MOST: usize = 500;

/// The server's channels: list or add.
pub(super) fn all(world: &mut World, call: &Call, id: GuildId) -> Result<Reply, ApiError> {
    if call.method != Method::POST {
        return guilds::channels(world, id);
    }
    let guild = guilds::entrusted(world, id, Permissions::MANAGE_CHANNELS)?;
    let body = &call.body;
    check(body, ChannelBody::New)?;
    if guild.channels.len() >= MOST {
        return Err(ApiError::too_many(30013, "guild channels", MOST));
    }
    let parent = category(world, guild, body, None)?;
    let own = overwrites::listed(world, guild, body)?;
    let bot = world.app.bot;
    overwrites::settable(guild, bot, guild.permissions(bot), &own)?;
    let kind = match body["type"].as_u64() {
        Some(2) => Kind::Voice,
        Some(4) => Kind::Category,
        _ => Kind::Text,
    };
    let inherited = parent.filter(|_| body["permission_overwrites"].is_null());
    let inherited = inherited.and_then(|id| world.channels.get(&id));
    let overwrites = inherited.map_or(own, |parent| parent.overwrites.clone());
    let channel = ChannelId::new(world.next_id());
    let mut made = Channel { parent, overwrites, ..Channel::new(channel, kind, "") };
    fill(&mut made, body);
    world.add_channel(id, made);
    if let Some(position) = body["position"].as_u64() {
        world.change_channel(channel, |channel| channel.position = position);
    }
    let reply = guilds::shown(world, channel)?;
    Ok(Reply::created(reply))
}

/// One channel: read, change, delete.
pub(super) fn one(world: &mut World, call: &Call, id: ChannelId) -> Result<Reply, ApiError> {
    let channel = guilds::visible(world, id)?;
    if call.method == Method::GET {
        return Ok(Reply::ok(show::channel(world, channel)));
    }
    let Some(guild) = channel.guild.and_then(|id| world.guilds.get(&id)) else {
        // To delete a private channel is to close it: it is still there when it is opened again.
        let closed = call.method == Method::DELETE;
        let shown = show::channel(world, channel);
        return if closed { Ok(Reply::ok(shown)) } else { Err(ApiError::wrong_channel_type()) };
    };
    let held = world.permissions(world.app.bot, id);
    if !held.holds(Permissions::MANAGE_CHANNELS) {
        return Err(ApiError::missing_permissions());
    }
    if call.method == Method::DELETE {
        let shown = show::channel(world, channel);
        world.remove_channel(id);
        return Ok(Reply::ok(shown));
    }
    let body = &call.body;
    check(body, ChannelBody::Edit)?;
    let parent = category(world, guild, body, channel.parent)?;
    let set = new_overwrites(world, guild, held, body)?;
    world.change_channel(id, |channel| {
        fill(channel, body);
        channel.position = body["position"].as_u64().unwrap_or(channel.position);
        channel.parent = parent;
        if let Some(set) = set {
            channel.overwrites = set;
        }
    });
    guilds::shown(world, id).map(Reply::ok)
}

fn check(body: &Value, is: ChannelBody) -> Result<(), ApiError> {
    let mut problems = Problems::default();
    rules::channel(&mut problems, body, is);
    Ok(problems.into_result()?)
}

/// The category that a body names; `before`, where it names none.
fn category(
    world: &World,
    guild: &Guild,
    body: &Value,
    before: Option<ChannelId>,
) -> Result<Option<ChannelId>, ApiError> {
    let Some(named) = body.get("parent_id") else { return Ok(before) };
    if named.is_null() {
        return Ok(None);
    }
    let id = snowflake(named).map(ChannelId::new);
    let found = id.and_then(|id| world.channels.get(&id));
    let fits =
        |channel: &&Channel| channel.guild == Some(guild.id) && channel.kind == Kind::Category;
    if let Some(found) = found.filter(fits) {
        return Ok(Some(found.id));
    }
    let mut problems = Problems::default();
    let at = Path::ROOT;
    problems.add(&at.key("parent_id"), "CHANNEL_PARENT_INVALID", "Category does not exist");
    Err(problems.into())
}

/// The exceptions that take the place of the channel's, where a body has some.
fn new_overwrites(
    world: &World,
    guild: &Guild,
    held: Permissions,
    body: &Value,
) -> Result<Option<Vec<Overwrite>>, ApiError> {
    if body["permission_overwrites"].is_null() {
        return Ok(None);
    }
    if !held.holds(Permissions::MANAGE_ROLES) {
        return Err(ApiError::missing_permissions());
    }
    let set = overwrites::listed(world, guild, body)?;
    overwrites::settable(guild, world.app.bot, held, &set)?;
    Ok(Some(set))
}

/// Takes over what a checked body holds; what it does not name stays.
fn fill(channel: &mut Channel, body: &Value) {
    if let Some(name) = body["name"].as_str() {
        channel.name = written(channel.kind, name);
    }
    if let Some(topic) = body.get("topic") {
        channel.topic = topic.as_str().filter(|topic| !topic.is_empty()).map(str::to_owned);
    }
    channel.nsfw = body["nsfw"].as_bool().unwrap_or(channel.nsfw);
    channel.slowmode = body["rate_limit_per_user"].as_u64().unwrap_or(channel.slowmode);
}

/// Names of text channels are in lower case and without blanks.
fn written(kind: Kind, name: &str) -> String {
    match kind {
        Kind::Text => name.split_whitespace().collect::<Vec<_>>().join("-").to_lowercase(),
        Kind::Private | Kind::Voice | Kind::Category => name.to_owned(),
    }
}
