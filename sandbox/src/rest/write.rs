//! Putting a checked body into a message: new or changed.

use serde_json::{Value, json};

use super::Call;
use super::call::snowflake;
use super::mentions::{Origin, mentions};
use super::uploads;
use crate::id::{ChannelId, MessageId, UserId};
use crate::permissions::Permissions;
use crate::world::World;
use crate::world::message::{Attachment, Message, flags};

/// Flags that a sender may set.
const SENDABLE: u64 = flags::SUPPRESS_EMBEDS
    | flags::EPHEMERAL
    | flags::SUPPRESS_NOTIFICATIONS
    | flags::COMPONENTS_V2;

/// A new, empty message by `author` in `channel`.
pub(crate) fn blank(world: &mut World, channel: ChannelId, author: UserId) -> Message {
    let guild = world.channels.get(&channel).and_then(|channel| channel.guild);
    Message::new(MessageId::new(world.next_id()), channel, guild, author)
}

/// Flags in a body.
pub(super) fn sent_flags(body: &Value) -> u64 {
    body["flags"].as_u64().unwrap_or_default() & SENDABLE
}

/// Takes over what the body holds; what it does not name stays.
pub(super) fn fill(
    world: &mut World,
    message: &mut Message,
    call: &Call,
    body: &Value,
    origin: Origin,
) {
    if let Some(content) = body.get("content") {
        content.as_str().unwrap_or_default().trim().clone_into(&mut message.content);
    }
    attach(world, message, call, body);
    if let Some(embeds) = body.get("embeds") {
        message.embeds = embeds.as_array().cloned().unwrap_or_default();
        for embed in &mut message.embeds {
            embed["type"] = json!("rich");
            link_files(embed, &message.attachments);
        }
    }
    if let Some(components) = body.get("components") {
        message.components = components.as_array().cloned().unwrap_or_default();
    }
    let allowed = body.get("allowed_mentions");
    let quoted = message
        .reference
        .and_then(|id| world.message(message.channel, id))
        .map(|quoted| quoted.author);
    let text = mentioning_text(message);
    message.mentions =
        mentions(world, message.author, message.channel, &text, allowed, origin, quoted);
    // Without the permission the message goes through, but its embeds are left out.
    let may_embed =
        world.permissions(message.author, message.channel).holds(Permissions::EMBED_LINKS);
    if origin == Origin::Plain && !may_embed {
        message.embeds.clear();
    }
}

/// The texts whose mentions count: the content, or the text displays of the second generation.
fn mentioning_text(message: &Message) -> String {
    fn displays(parts: &[Value], text: &mut String) {
        for part in parts {
            if part["type"] == 10 {
                text.push('\n');
                text.push_str(part["content"].as_str().unwrap_or_default());
            }
            displays(part["components"].as_array().map_or(&[], Vec::as_slice), text);
        }
    }
    let mut text = message.content.clone();
    if message.flags & flags::COMPONENTS_V2 != 0 {
        displays(&message.components, &mut text);
    }
    text
}

/// Keeps the attachments that `attachments` still names and adds the uploaded files.
fn attach(world: &mut World, message: &mut Message, call: &Call, body: &Value) {
    let listed = body.get("attachments").and_then(Value::as_array);
    if let Some(listed) = listed {
        let ids: Vec<_> = listed.iter().map(|one| snowflake(&one["id"])).collect();
        message.attachments.retain(|one| ids.contains(&Some(one.id.get())));
    }
    for upload in &call.files {
        let entry =
            listed.into_iter().flatten().find(|one| snowflake(&one["id"]) == Some(upload.index));
        let stored = uploads::store(world, upload, entry);
        message.attachments.push(stored);
    }
}

/// Turns `attachment://name` in an embed into the file's address.
fn link_files(embed: &mut Value, attachments: &[Attachment]) {
    for (part, key) in
        [("image", "url"), ("thumbnail", "url"), ("footer", "icon_url"), ("author", "icon_url")]
    {
        let Some(place) = embed.get_mut(part).and_then(|part| part.get_mut(key)) else { continue };
        let name = place.as_str().and_then(|url| url.strip_prefix("attachment://"));
        let file = name.and_then(|name| attachments.iter().find(|file| file.name == name));
        if let Some(file) = file {
            *place = json!(file.url);
        }
    }
}
