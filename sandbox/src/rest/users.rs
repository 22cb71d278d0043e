//! Users, and private channels with them.

use super::call::snowflake;
use super::error::Unknown;
use super::{ApiError, Call, Reply};
use crate::id::{ChannelId, UserId};
use crate::show;
use crate::world::World;
use crate::world::channel::{Channel, Kind};

pub(super) fn current(world: &World) -> Reply {
    Reply::ok(show::current_user(world))
}

pub(super) fn one(world: &World, id: UserId) -> Result<Reply, ApiError> {
    let user = world.users.get(&id).ok_or_else(|| ApiError::unknown(Unknown::User))?;
    Ok(Reply::ok(show::user(user)))
}

/// The private channel with `recipient_id`; made on first use.
pub(super) fn open_direct_message(world: &mut World, call: &Call) -> Result<Reply, ApiError> {
    let id = snowflake(&call.body["recipient_id"]).map(UserId::new);
    let user = id.filter(|id| world.users.get(id).is_some_and(|user| !user.bot));
    let user = user.ok_or_else(|| ApiError::unknown(Unknown::User))?;
    let id = direct_channel(world, user);
    let channel = world.channels.get(&id).ok_or_else(|| ApiError::unknown(Unknown::Channel))?;
    Ok(Reply::ok(show::channel(world, channel)))
}

fn direct_channel(world: &mut World, user: UserId) -> ChannelId {
    if let Some(known) = world.channels.values().find(|channel| channel.recipient == Some(user)) {
        return known.id;
    }
    let id = ChannelId::new(world.next_id());
    let channel = Channel { recipient: Some(user), ..Channel::new(id, Kind::Private, "") };
    world.channels.insert(id, channel);
    id
}
