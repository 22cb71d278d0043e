//! Reactions: add, take away, list.
//! Source: <https://discord.com/developers/docs/resources/message#create-reaction>

use axum::http::Method;

use super::encoded::decoded;
use super::{ApiError, Call, Reply, messages};
use crate::id::{ChannelId, MessageId, UserId};
use crate::permissions::Permissions;
use crate::rules::Problems;
use crate::show;
use crate::world::World;
use crate::world::reaction::Emoji;

/// Most emojis on one message.
/// Source: <https://discord.com/developers/docs/topics/opcodes-and-status-codes#json-json-error-codes>
pub(crate) const MOST: usize = 20;

/// People in one answer, by default and at most.
/// Source: <https://discord.com/developers/docs/resources/message#get-reactions>
const PAGE: u64 = 25;
const LARGEST_PAGE: i64 = 100;

/// Takes all reactions off a message.
pub(super) fn clear(world: &mut World, at: (ChannelId, MessageId)) -> Result<Reply, ApiError> {
    let (channel, message) = at;
    messages::public(world, channel, message)?;
    may(world, channel, Permissions::MANAGE_MESSAGES)?;
    world.clear_reactions(channel, message, None);
    Ok(Reply::empty())
}

/// The reactions with one emoji: who they are, or all of them off.
pub(super) fn with_emoji(
    world: &mut World,
    call: &Call,
    at: (ChannelId, MessageId),
    emoji: &str,
) -> Result<Reply, ApiError> {
    let (channel, id) = at;
    let message = messages::public(world, channel, id)?;
    let emoji = known(emoji)?;
    if call.method == Method::DELETE {
        may(world, channel, Permissions::MANAGE_MESSAGES)?;
        world.clear_reactions(channel, id, Some(&emoji));
        return Ok(Reply::empty());
    }
    let mut problems = Problems::default();
    let limit = call.query_number(&mut problems, "limit", 1..=LARGEST_PAGE).unwrap_or(PAGE);
    let after = call.query_number(&mut problems, "after", 0..=i64::MAX).unwrap_or(0);
    problems.into_result()?;
    // Of the kind that is paid for there are none.
    let plain = call.query("type") != Some("1");
    let found = message.reaction(&emoji).filter(|_| plain);
    let mut users = found.map(|reaction| reaction.users.clone()).unwrap_or_default();
    users.retain(|user| user.get() > after);
    users.sort_unstable();
    users.truncate(usize::try_from(limit).unwrap_or(0));
    let users = users.iter().filter_map(|user| world.users.get(user));
    Ok(Reply::ok(users.map(show::user).collect()))
}

/// One reaction: of the bot itself (`None`), or of somebody.
pub(super) fn one(
    world: &mut World,
    call: &Call,
    at: (ChannelId, MessageId),
    emoji: &str,
    user: Option<UserId>,
) -> Result<Reply, ApiError> {
    let (channel, id) = at;
    let message = messages::public(world, channel, id)?;
    let emoji = known(emoji)?;
    let bot = world.app.bot;
    if call.method == Method::PUT {
        may(world, channel, Permissions::READ_MESSAGE_HISTORY)?;
        if message.reaction(&emoji).is_none() {
            may(world, channel, Permissions::ADD_REACTIONS)?;
            if message.reactions.len() >= MOST {
                return Err(ApiError::too_many(30010, "reactions", MOST));
            }
        }
        world.react(channel, id, bot, &emoji);
        return Ok(Reply::empty());
    }
    if user.is_some_and(|user| user != bot) {
        may(world, channel, Permissions::MANAGE_MESSAGES)?;
    }
    world.unreact(channel, id, user.unwrap_or(bot), &emoji);
    Ok(Reply::empty())
}

fn known(emoji: &str) -> Result<Emoji, ApiError> {
    Emoji::parse(&decoded(emoji)).ok_or_else(ApiError::unknown_emoji)
}

fn may(world: &World, channel: ChannelId, needed: Permissions) -> Result<(), ApiError> {
    let held = world.permissions(world.app.bot, channel);
    if held.holds(needed) { Ok(()) } else { Err(ApiError::missing_permissions()) }
}
