//! Pinned messages: list, pin, unpin.
//! Source: <https://discord.com/developers/docs/resources/message#get-channel-pins>

use axum::http::Method;
use serde_json::{Value, json};

use super::{ApiError, Call, Reply, add, blank, guilds, messages};
use crate::clock::UnixMillis;
use crate::id::{ChannelId, MessageId};
use crate::permissions::Permissions;
use crate::rules::{Path, Problems};
use crate::show;
use crate::world::World;
use crate::world::message::{Message, Notice};

/// Pins in one answer, by default and at most. Source: as above.
const PAGE: i64 = 50;

/// Most pins in a channel.
/// Source: <https://discord.com/developers/docs/resources/message#pin-message>
const MOST: usize = 250;

/// The pins page by page, the last pin first.
pub(super) fn page(world: &World, call: &Call, channel: ChannelId) -> Result<Reply, ApiError> {
    let mut problems = Problems::default();
    let limit = call.query_number(&mut problems, "limit", 1..=PAGE);
    let limit = limit.and_then(|limit| usize::try_from(limit).ok());
    let before = before(call, &mut problems);
    guilds::visible(world, channel)?;
    problems.into_result()?;
    let mut pins = readable(world, channel);
    pins.retain(|message| before.is_none() || message.pinned_at < before);
    let shown = limit.unwrap_or(pins.len()).min(50);
    let more = pins.len() > shown;
    pins.truncate(shown);
    let item = |message: &Message| {
        let at = message.pinned_at.map(UnixMillis::iso);
        json!({ "pinned_at": at, "message": show::message(world, message) })
    };
    let items: Vec<_> = pins.into_iter().map(item).collect();
    Ok(Reply::ok(json!({ "items": items, "has_more": more })))
}

/// The time before which pins are wanted.
fn before(call: &Call, problems: &mut Problems) -> Option<UnixMillis> {
    let text = call.query_text("before")?;
    // A plus that is not encoded arrives as a blank.
    let read = UnixMillis::from_iso(&text.replace(' ', "+"));
    if read.is_none() {
        let message = format!("Could not parse {text}. Should be ISO8601.");
        problems.add(&Path::ROOT.key("before"), "DATETIME_TYPE_CONVERT", message);
    }
    read
}

/// The last pins as a plain list: the older form of the call.
pub(super) fn list(world: &World, channel: ChannelId) -> Result<Reply, ApiError> {
    guilds::visible(world, channel)?;
    let pins = readable(world, channel).into_iter().take(50);
    Ok(Reply::ok(pins.map(|message| show::message(world, message)).collect()))
}

fn readable(world: &World, channel: ChannelId) -> Vec<&Message> {
    let held = world.permissions(world.app.bot, channel);
    if held.holds(Permissions::READ_MESSAGE_HISTORY) { world.pinned(channel) } else { Vec::new() }
}

/// Pins a message, which is told in the channel, or takes the pin off.
pub(super) fn one(
    world: &mut World,
    call: &Call,
    channel: ChannelId,
    id: MessageId,
) -> Result<Reply, ApiError> {
    let message = messages::public(world, channel, id)?;
    let held = world.permissions(world.app.bot, channel);
    // In private there are no permissions to hold: both sides may pin.
    if message.guild.is_some() && !held.holds(Permissions::PIN_MESSAGES) {
        return Err(ApiError::missing_permissions());
    }
    if message.notice.is_some() {
        return Err(ApiError::system_message());
    }
    let pin = call.method == Method::PUT;
    if pin && message.pinned_at.is_none() && world.pinned(channel).len() >= MOST {
        return Err(ApiError::too_many(30003, "pins for the channel", MOST));
    }
    if world.pin(channel, id, pin) && pin {
        let bot = world.app.bot;
        let mut notice = blank(world, channel, bot);
        notice.notice = Some(Notice::Pinned);
        notice.reference = Some(id);
        let _shown: Value = add(world, notice);
    }
    Ok(Reply::empty())
}
