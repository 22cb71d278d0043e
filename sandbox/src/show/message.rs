//! Messages.

use serde_json::{Value, json};

use crate::id::{MessageId, UserId, made_at};
use crate::world::World;
use crate::world::message::{Answered, Attachment, Message};
use crate::world::reaction::{Emoji, Reaction};

use super::guild::member_alone;
use super::user;

/// A message object as REST returns it.
/// Source: <https://discord.com/developers/docs/resources/message#message-object>
pub(crate) fn message(world: &World, message: &Message) -> Value {
    let mut shown = plain(world, message);
    if let Some(target) = message.reference {
        shown["message_reference"] = reference(message, target);
        if message.notice.is_none() {
            let target = world.message(message.channel, target);
            shown["referenced_message"] = target.map_or(Value::Null, |target| plain(world, target));
        }
    }
    shown
}

/// A message as the gateway carries it: with the server and the author's place in it.
pub(crate) fn message_event(world: &World, of: &Message) -> Value {
    let mut shown = message(world, of);
    let Some(guild) = of.guild.and_then(|id| world.guilds.get(&id)) else { return shown };
    shown["guild_id"] = json!(guild.id);
    if let Some(member) = guild.members.get(&of.author) {
        shown["member"] = member_alone(member);
    }
    for mentioned in shown["mentions"].as_array_mut().into_iter().flatten() {
        let id = mentioned["id"].as_str().and_then(|id| id.parse::<UserId>().ok());
        if let Some(member) = id.and_then(|id| guild.members.get(&id)) {
            mentioned["member"] = member_alone(member);
        }
    }
    shown
}

fn plain(world: &World, message: &Message) -> Value {
    let person = |id| world.users.get(id).map(user::user);
    let mut shown = json!({
        "id": message.id,
        "channel_id": message.channel,
        "type": message.kind(),
        "author": person(&message.author),
        "content": message.content,
        "timestamp": made_at(message.id.get()).iso(),
        "edited_timestamp": message.edited_at.map(crate::clock::UnixMillis::iso),
        "tts": false,
        "mention_everyone": message.mentions.everyone,
        "mentions": message.mentions.users.iter().filter_map(person).collect::<Vec<_>>(),
        "mention_roles": message.mentions.roles,
        "attachments": message.attachments.iter().map(attachment).collect::<Vec<_>>(),
        "embeds": message.embeds,
        "components": message.components,
        "pinned": message.pinned_at.is_some(),
        "flags": message.flags,
    });
    if !message.reactions.is_empty() {
        let reactions = message.reactions.iter().map(|one| reaction(one, world.app.bot));
        shown["reactions"] = reactions.collect();
    }
    if let Some(nonce) = &message.nonce {
        shown["nonce"] = nonce.clone();
    }
    if let Some(answered) = &message.answers {
        shown["application_id"] = json!(world.app.id);
        shown["webhook_id"] = json!(world.app.id);
        shown["interaction_metadata"] = metadata(world, message, answered);
        if let Some((_, name)) = &answered.command {
            shown["interaction"] = json!({
                "id": answered.interaction,
                "type": answered.kind,
                "name": name,
                "user": person(&answered.user),
            });
        }
    }
    shown
}

/// An emoji object of an emoji that every server has.
/// Source: <https://discord.com/developers/docs/resources/emoji#emoji-object>
pub(crate) fn emoji(emoji: &Emoji) -> Value {
    json!({ "id": null, "name": emoji.as_str() })
}

/// A reaction object, as `viewer` gets it.
/// Source: <https://discord.com/developers/docs/resources/message#reaction-object>
fn reaction(reaction: &Reaction, viewer: UserId) -> Value {
    let count = reaction.users.len();
    json!({
        "emoji": emoji(&reaction.emoji),
        "count": count,
        "count_details": { "burst": 0, "normal": count },
        "me": reaction.users.contains(&viewer),
        "me_burst": false,
        "burst_colors": [],
    })
}

/// Clients drop the whole event when a part that belongs to the kind of interaction is missing.
/// Source: <https://discord.com/developers/docs/resources/message#message-interaction-metadata-object>
fn metadata(world: &World, message: &Message, answered: &Answered) -> Value {
    let mut shown = json!({
        "id": answered.interaction,
        "type": answered.kind,
        "user": world.users.get(&answered.user).map(user::user),
        "authorizing_integration_owners": {"0": message.guild},
    });
    if answered.kind == 3 {
        shown["interacted_message_id"] = json!(answered.source);
    } else if answered.kind == 5 {
        let mut trigger = shown.clone();
        trigger["type"] = json!(if answered.source.is_some() { 3 } else { 2 });
        if answered.source.is_some() {
            trigger["interacted_message_id"] = json!(answered.source);
        }
        shown["triggering_interaction_metadata"] = trigger;
    }
    shown
}

fn reference(message: &Message, target: MessageId) -> Value {
    let mut shown = json!({ "type": 0, "channel_id": message.channel, "message_id": target });
    if let Some(guild) = message.guild {
        shown["guild_id"] = json!(guild);
    }
    shown
}

/// An attachment object; what is not known is left out.
/// Source: <https://discord.com/developers/docs/resources/message#attachment-object>
pub(crate) fn attachment(attachment: &Attachment) -> Value {
    let mut shown = json!({
        "id": attachment.id,
        "filename": attachment.name,
        "size": attachment.size,
        "url": attachment.url,
        "proxy_url": attachment.url,
    });
    if let Some(description) = &attachment.description {
        shown["description"] = json!(description);
    }
    if let Some(content_type) = &attachment.content_type {
        shown["content_type"] = json!(content_type);
    }
    if let Some((width, height)) = attachment.pixels {
        shown["width"] = json!(width);
        shown["height"] = json!(height);
    }
    shown
}
