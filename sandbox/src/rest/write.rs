//! Putting a checked body into a message: new or changed.

use serde_json::{Value, json};

use super::Call;
use super::call::{Upload, snowflake};
use super::mentions::{Origin, mentions};
use crate::id::{AttachmentId, ChannelId, MessageId, UserId};
use crate::permissions::Permissions;
use crate::world::World;
use crate::world::files::File;
use crate::world::message::{Attachment, Mentions, Message, flags};

/// Flags that a sender may set.
const SENDABLE: u64 = flags::SUPPRESS_EMBEDS
    | flags::EPHEMERAL
    | flags::SUPPRESS_NOTIFICATIONS
    | flags::COMPONENTS_V2;

/// A new, empty message by `author` in `channel`.
pub(crate) fn blank(world: &mut World, channel: ChannelId, author: UserId) -> Message {
    Message {
        id: MessageId::new(world.next_id()),
        channel,
        guild: world.channels.get(&channel).and_then(|channel| channel.guild),
        author,
        content: String::new(),
        embeds: Vec::new(),
        components: Vec::new(),
        attachments: Vec::new(),
        mentions: Mentions::default(),
        reference: None,
        flags: 0,
        nonce: None,
        edited_at: None,
        edits: 0,
        answers: None,
        only_for: None,
    }
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
    message.mentions =
        mentions(world, message.author, message.channel, &message.content, allowed, origin, quoted);
    // Without the permission the message goes through, but its embeds are left out.
    let may_embed =
        world.permissions(message.author, message.channel).holds(Permissions::EMBED_LINKS);
    if origin == Origin::Plain && !may_embed {
        message.embeds.clear();
    }
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
        let stored = store(world, upload, entry);
        message.attachments.push(stored);
    }
}

fn store(world: &mut World, upload: &Upload, entry: Option<&Value>) -> Attachment {
    let id = AttachmentId::new(world.next_id());
    let given = entry.and_then(|entry| entry["filename"].as_str()).unwrap_or(&upload.name);
    let name = safe_name(given);
    let attachment = Attachment {
        id,
        url: format!("{}/attachments/{id}/{name}", world.app.base),
        description: entry.and_then(|entry| entry["description"].as_str()).map(str::to_owned),
        content_type: upload
            .content_type
            .clone()
            .or_else(|| kind_by_name(&name).map(str::to_owned)),
        size: upload.bytes.len(),
        name,
    };
    let content_type = attachment.content_type.clone();
    world.files.put(id, File { content_type, bytes: upload.bytes.clone() });
    attachment
}

fn kind_by_name(name: &str) -> Option<&'static str> {
    Some(match name.rsplit_once('.')?.1 {
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "gif" => "image/gif",
        "webp" => "image/webp",
        "md" => "text/markdown",
        "txt" => "text/plain",
        "json" => "application/json",
        _ => return None,
    })
}

/// Letters, digits, dots, hyphens and underscores; Discord replaces the rest as well.
fn safe_name(name: &str) -> String {
    let safe = |c: char| if c.is_alphanumeric() || matches!(c, '.' | '-' | '_') { c } else { '_' };
    let name: String = name.chars().take(255).map(safe).collect();
    if name.is_empty() { "file".to_owned() } else { name }
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
