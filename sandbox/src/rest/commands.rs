//! Registering application commands.

use axum::http::Method;
use serde_json::{Map, Value, json};

use super::applications;
use super::error::Unknown;
use super::{ApiError, Call, Reply};
use crate::id::{ApplicationId, CommandId, GuildId};
use crate::rules::{self, Path, Problems};
use crate::world::World;
use crate::world::command::{Command, MADE_A_DAY};
use crate::world::command_permissions::Scope;

/// The list of a scope: read, add to, or replace as a whole.
pub(super) fn all(
    world: &mut World,
    call: &Call,
    app: ApplicationId,
    guild: Option<GuildId>,
) -> Result<Reply, ApiError> {
    applications::known(world, app)?;
    if guild.is_some_and(|guild| !world.has_bot(guild)) {
        return Err(ApiError::missing_access());
    }
    match call.method {
        Method::POST => add(world, call, guild),
        Method::PUT => replace(world, call, guild),
        _ => Ok(Reply::ok(list(world, guild))),
    }
}

fn list(world: &World, guild: Option<GuildId>) -> Value {
    world.commands.of(guild).map(|command| show(world, command)).collect()
}

/// Adds a command; one of the same name and kind is overwritten and keeps its id.
fn add(world: &mut World, call: &Call, guild: Option<GuildId>) -> Result<Reply, ApiError> {
    let mut problems = Problems::default();
    rules::command(&mut problems, &Path::ROOT, &call.body);
    problems.into_result()?;
    let fields = call.body.as_object().cloned().unwrap_or_default();
    let command = made(world, guild, fields);
    let known = world.commands.get(guild, command.id).is_some();
    let limit = rules::commands_of_kind(command.kind());
    let kind = command.kind();
    if !known && world.commands.of(guild).filter(|other| other.kind() == kind).count() >= limit {
        return Err(ApiError::too_many_commands(limit));
    }
    make(world, guild, usize::from(!known))?;
    world.commands.all.retain(|other| other.id != command.id);
    world.commands.all.push(command.clone());
    world.commands.registrations += 1;
    let shown = show(world, &command);
    Ok(if known { Reply::ok(shown) } else { Reply::created(shown) })
}

fn replace(world: &mut World, call: &Call, guild: Option<GuildId>) -> Result<Reply, ApiError> {
    let mut problems = Problems::default();
    rules::commands(&mut problems, &call.body);
    problems.into_result()?;
    let given = call.body.as_array().into_iter().flatten();
    let commands: Vec<_> = given
        .filter_map(Value::as_object)
        .map(|fields| made(world, guild, fields.clone()))
        .collect();
    let known = |command: &&Command| world.commands.get(guild, command.id).is_some();
    let new = commands.len() - commands.iter().filter(known).count();
    make(world, guild, new)?;
    world.commands.all.retain(|command| command.guild != guild);
    world.commands.all.extend(commands);
    world.commands.registrations += 1;
    forget_permissions(world);
    Ok(Reply::ok(list(world, guild)))
}

/// Counts new commands.
fn make(world: &mut World, guild: Option<GuildId>, count: usize) -> Result<(), ApiError> {
    let now = world.now();
    if world.commands.may_make(guild, count, now) {
        Ok(())
    } else {
        Err(ApiError::too_many_made(MADE_A_DAY))
    }
}

/// What is set for a command goes with it.
fn forget_permissions(world: &mut World) {
    let all = &world.commands.all;
    world.command_permissions.keep(|id| all.iter().any(|command| command.id == id));
}

/// Everything that a server sets on who may use which command.
pub(super) fn all_permissions(
    world: &World,
    app: ApplicationId,
    guild: GuildId,
) -> Result<Reply, ApiError> {
    applications::known(world, app)?;
    if !world.has_bot(guild) {
        return Err(ApiError::missing_access());
    }
    Ok(Reply::ok(world.command_permissions_in(guild)))
}

/// What a server sets for one command, or for all under the application's id. Only people set it.
pub(super) fn permissions(
    world: &World,
    call: &Call,
    app: ApplicationId,
    guild: GuildId,
    id: CommandId,
) -> Result<Reply, ApiError> {
    applications::known(world, app)?;
    if !world.has_bot(guild) {
        return Err(ApiError::missing_access());
    }
    if call.method == Method::PUT {
        return Err(ApiError::not_for_bots());
    }
    let scope = Scope::named(app, id);
    let known = scope == Scope::All
        || world.commands.get(None, id).is_some()
        || world.commands.get(Some(guild), id).is_some();
    if !known {
        return Err(ApiError::unknown(Unknown::Command));
    }
    let set = world.command_permissions_of(guild, scope);
    set.map(Reply::ok).ok_or_else(|| ApiError::unknown(Unknown::CommandPermissions))
}

/// A command with its id: the one it had under the same name, or a new one.
fn made(world: &mut World, guild: Option<GuildId>, fields: Map<String, Value>) -> Command {
    let version = world.next_id();
    let mut command = Command { id: CommandId::new(version), guild, version, fields };
    if let Some(known) = world.commands.named(guild, command.kind(), command.name()) {
        command.id = known.id;
    }
    command
}

/// One command: read, change, remove.
pub(super) fn one(
    world: &mut World,
    call: &Call,
    app: ApplicationId,
    guild: Option<GuildId>,
    id: CommandId,
) -> Result<Reply, ApiError> {
    applications::known(world, app)?;
    let unknown = || ApiError::unknown(Unknown::Command);
    let known = world.commands.get(guild, id).ok_or_else(unknown)?;
    match call.method {
        Method::DELETE => {
            world.commands.all.retain(|command| command.id != id);
            forget_permissions(world);
            Ok(Reply::empty())
        }
        Method::PATCH => {
            let mut problems = Problems::default();
            rules::command_edit(&mut problems, &Value::Object(known.fields.clone()), &call.body);
            problems.into_result()?;
            let name = known.name().to_owned();
            let version = world.next_id();
            let command = world.commands.all.iter_mut().find(|command| command.id == id);
            let command = command.ok_or_else(unknown)?;
            command.fields.extend(call.body.as_object().cloned().unwrap_or_default());
            command.version = version;
            let command = command.clone();
            if command.name() != name {
                // Discord takes a command of another name for another command.
                world.command_permissions.keep(|kept| kept != id);
            }
            Ok(Reply::ok(show(world, &command)))
        }
        _ => Ok(Reply::ok(show(world, known))),
    }
}

/// Source: <https://discord.com/developers/docs/interactions/application-commands#application-command-object>
fn show(world: &World, command: &Command) -> Value {
    let mut shown = Value::Object(command.fields.clone());
    shown["id"] = json!(command.id);
    shown["application_id"] = json!(world.app.id);
    shown["version"] = json!(command.version.to_string());
    shown["type"] = json!(command.kind());
    if let Some(guild) = command.guild {
        shown["guild_id"] = json!(guild);
    }
    for (key, default) in [
        ("description", json!("")),
        ("default_member_permissions", Value::Null),
        ("nsfw", json!(false)),
        ("integration_types", json!([0])),
        ("contexts", Value::Null),
        ("name_localizations", Value::Null),
        ("description_localizations", Value::Null),
    ] {
        if shown.get(key).is_none() {
            shown[key] = default;
        }
    }
    shown
}
