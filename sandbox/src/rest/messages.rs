//! Messages of channels: write, read, change, remove.

use std::time::Duration;

use axum::http::Method;
use serde_json::Value;

use super::call::snowflake;
use super::error::Unknown;
use super::mentions::{Origin, notified};
use super::{ApiError, Call, Reply, guilds, write};
use crate::id::{ChannelId, MessageId, made_at};
use crate::permissions::Permissions;
use crate::rules::{self, Path, Problems};
use crate::show;
use crate::world::World;
use crate::world::message::{Message, flags};

/// How long a nonce keeps a message from being sent twice. Discord says "a few minutes":
/// <https://discord.com/developers/docs/resources/message#create-message>
const NONCE_LIFE: Duration = Duration::from_secs(5 * 60);

/// Messages in one answer, by default and at most.
/// Source: <https://discord.com/developers/docs/resources/message#get-channel-messages>
const PAGE: usize = 50;
const LARGEST_PAGE: usize = 100;

/// The channel's messages: list or add.
pub(super) fn all(world: &mut World, call: &Call, channel: ChannelId) -> Result<Reply, ApiError> {
    guilds::visible(world, channel)?;
    if call.method == Method::POST {
        send(world, call, channel)
    } else {
        list(world, call, channel)
    }
}

fn send(world: &mut World, call: &Call, channel: ChannelId) -> Result<Reply, ApiError> {
    let bot = world.app.bot;
    if !guilds::visible(world, channel)?.takes_messages() {
        return Err(ApiError::no_text_channel());
    }
    let allowed = world.permissions(bot, channel);
    let files = call.files.is_empty() || allowed.holds(Permissions::ATTACH_FILES);
    if !allowed.holds(Permissions::SEND_MESSAGES) || !files {
        return Err(ApiError::missing_permissions());
    }
    check(&call.body)?;
    if rules::empty(&call.body, call.files.len()) {
        return Err(ApiError::empty_message());
    }
    if let Some(sent) = sent_before(world, &call.body, channel) {
        return Ok(Reply::ok(show::message(world, sent)));
    }
    let reference = reference(world, &call.body, channel)?;
    let mut message = write::blank(world, channel, bot);
    message.reference = reference;
    message.flags = write::sent_flags(&call.body) & !flags::EPHEMERAL;
    message.nonce = call.body.get("nonce").filter(|nonce| !nonce.is_null()).cloned();
    write::fill(world, &mut message, call, &call.body, Origin::Plain);
    if message.shows_nothing() {
        return Err(ApiError::empty_message());
    }
    Ok(Reply::ok(add(world, message)))
}

/// Puts a new message into its channel and tells the sessions. Returns how it looks.
pub(crate) fn add(world: &mut World, mut message: Message) -> Value {
    message.notified = notified(world, &message);
    world.emit_message("MESSAGE_CREATE", &message);
    let shown = show::message(world, &message);
    if let Some(channel) = world.channels.get_mut(&message.channel) {
        channel.push(message);
    }
    shown
}

/// Puts a changed message back and tells the sessions. Returns how it looks.
pub(super) fn put_back(world: &mut World, mut message: Message) -> Value {
    message.edited_at = Some(world.now());
    message.edits += 1;
    world.emit_message("MESSAGE_UPDATE", &message);
    let shown = show::message(world, &message);
    if let Some(channel) = world.channels.get_mut(&message.channel) {
        channel.push(message);
    }
    shown
}

/// Takes a message away and tells the sessions.
pub(crate) fn remove(world: &mut World, channel: ChannelId, id: MessageId) -> bool {
    let place = world.channels.get_mut(&channel);
    let Some(gone) = place.and_then(|channel| channel.messages.remove(&id)) else { return false };
    if gone.only_for.is_none() {
        world.emit_deletion(gone.guild, channel, id);
    }
    true
}

pub(super) fn check(body: &Value) -> Result<(), ApiError> {
    let mut problems = Problems::default();
    rules::message(&mut problems, &Path::ROOT, body);
    Ok(problems.into_result()?)
}

fn sent_before<'a>(world: &'a World, body: &Value, channel: ChannelId) -> Option<&'a Message> {
    let nonce = body.get("nonce").filter(|nonce| !nonce.is_null())?;
    if body["enforce_nonce"] != true {
        return None;
    }
    let now = world.now();
    let recent = world.channels.get(&channel)?.messages.values().rev();
    recent
        .take_while(|message| now.since(made_at(message.id.get())) <= NONCE_LIFE)
        .find(|message| message.author == world.app.bot && message.nonce.as_ref() == Some(nonce))
}

/// The message that is replied to. One that is gone is an error unless the body says otherwise.
fn reference(
    world: &World,
    body: &Value,
    channel: ChannelId,
) -> Result<Option<MessageId>, ApiError> {
    let Some(reference) = body.get("message_reference").filter(|value| !value.is_null()) else {
        return Ok(None);
    };
    let id = snowflake(&reference["message_id"]).map(MessageId::new);
    let known =
        id.filter(|&id| world.message(channel, id).is_some_and(|one| one.only_for.is_none()));
    if known.is_some() || reference["fail_if_not_exists"] == false {
        return Ok(known);
    }
    let mut problems = Problems::default();
    let at = Path::ROOT;
    problems.add(
        &at.key("message_reference"),
        "MESSAGE_REFERENCE_UNKNOWN_MESSAGE",
        "Unknown message",
    );
    Err(problems.into())
}

/// Newest first, as Discord lists them.
fn list(world: &World, call: &Call, channel: ChannelId) -> Result<Reply, ApiError> {
    let may = world.permissions(world.app.bot, channel).holds(Permissions::READ_MESSAGE_HISTORY);
    let place = guilds::visible(world, channel)?;
    if !may {
        return Ok(Reply::ok(Value::Array(Vec::new())));
    }
    let number = |key| call.query(key).and_then(|value| value.parse::<u64>().ok());
    let limit = number("limit").and_then(|limit| usize::try_from(limit).ok()).unwrap_or(PAGE);
    let limit = limit.clamp(1, LARGEST_PAGE);
    let seen = place.messages.values().filter(|message| message.only_for.is_none());
    let mut found: Vec<&Message> = if let Some(after) = number("after") {
        seen.filter(|message| message.id.get() > after).take(limit).collect()
    } else {
        let before = number("before").unwrap_or(u64::MAX);
        let mut found: Vec<_> =
            seen.rev().filter(|message| message.id.get() < before).take(limit).collect();
        found.reverse();
        found
    };
    found.reverse();
    Ok(Reply::ok(found.into_iter().map(|message| show::message(world, message)).collect()))
}

/// A message that everyone sees, where the bot may look.
pub(super) fn public(
    world: &World,
    channel: ChannelId,
    id: MessageId,
) -> Result<&Message, ApiError> {
    guilds::visible(world, channel)?;
    let known = world.message(channel, id).filter(|message| message.only_for.is_none());
    known.ok_or_else(|| ApiError::unknown(Unknown::Message))
}

/// One message: read, change, remove.
pub(super) fn one(
    world: &mut World,
    call: &Call,
    channel: ChannelId,
    id: MessageId,
) -> Result<Reply, ApiError> {
    let known = public(world, channel, id)?.clone();
    let bot = world.app.bot;
    match call.method {
        Method::PATCH if known.author != bot => Err(ApiError::others_message()),
        Method::PATCH if known.notice.is_some() => Err(ApiError::system_message()),
        Method::PATCH => {
            check(&call.body)?;
            let now = world.now();
            if !world.faults.may_edit(channel, made_at(id.get()), now) {
                return Err(ApiError::too_many_old_edits());
            }
            edit(world, call, known, &call.body, Origin::Plain).map(Reply::ok)
        }
        Method::DELETE => {
            let may = known.author == bot
                || world.permissions(bot, channel).holds(Permissions::MANAGE_MESSAGES);
            if !may {
                return Err(ApiError::missing_permissions());
            }
            remove(world, channel, id);
            Ok(Reply::empty())
        }
        _ => Ok(Reply::ok(show::message(world, &known))),
    }
}

/// Changes a message by a checked body. What takes the place of "thinking" is as good as new.
pub(super) fn edit(
    world: &mut World,
    call: &Call,
    mut message: Message,
    body: &Value,
    origin: Origin,
) -> Result<Value, ApiError> {
    let thinking = message.flags & flags::LOADING != 0;
    message.flags &= !flags::LOADING;
    write::fill(world, &mut message, call, body, origin);
    if message.shows_nothing() {
        return Err(ApiError::empty_message());
    }
    if thinking {
        message.notified = notified(world, &message);
    }
    Ok(put_back(world, message))
}
