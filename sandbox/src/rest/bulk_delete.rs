//! Many messages deleted at once.
//! Source: <https://discord.com/developers/docs/resources/message#bulk-delete-messages>

use std::time::Duration;

use super::call::snowflake;
use super::{ApiError, Call, Reply, guilds};
use crate::id::{ChannelId, MessageId, made_at};
use crate::permissions::Permissions;
use crate::rules::{self, Problems};
use crate::world::World;

/// How many messages one call takes. Source: as above.
const NUMBER: std::ops::RangeInclusive<usize> = 2..=100;

/// From this age on a message has to be deleted by itself. Source: as above.
const OLD: Duration = Duration::from_secs(14 * 24 * 3600);

/// Deletes the messages that are there; ids of others are passed over.
pub(super) fn delete(
    world: &mut World,
    call: &Call,
    channel: ChannelId,
) -> Result<Reply, ApiError> {
    if guilds::visible(world, channel)?.guild.is_none() {
        return Err(ApiError::private_channel());
    }
    let held = world.permissions(world.app.bot, channel);
    if !held.holds(Permissions::MANAGE_MESSAGES) {
        return Err(ApiError::missing_permissions());
    }
    let mut problems = Problems::default();
    rules::bulk_delete(&mut problems, &call.body);
    problems.into_result()?;
    let ids = call.body["messages"].as_array().into_iter().flatten();
    let ids: Vec<_> = ids.filter_map(snowflake).map(MessageId::new).collect();
    if !NUMBER.contains(&ids.len()) {
        return Err(ApiError::wrong_number_to_delete());
    }
    let now = world.now();
    if ids.iter().any(|id| now.since(made_at(id.get())) >= OLD) {
        return Err(ApiError::too_old_to_delete());
    }
    let Some(place) = world.channels.get_mut(&channel) else { return Ok(Reply::empty()) };
    let public = |id: &MessageId| place.messages.get(id).is_some_and(|one| one.only_for.is_none());
    let known: Vec<_> = ids.into_iter().filter(public).collect();
    for id in &known {
        place.messages.remove(id);
    }
    if !known.is_empty() {
        world.emit_deletions(channel, &known);
    }
    Ok(Reply::empty())
}
