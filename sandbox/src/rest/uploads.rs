//! Files that somebody sends: their names, kinds and sizes.

use serde_json::Value;

use super::call::Upload;
use crate::id::AttachmentId;
use crate::world::World;
use crate::world::files::File;
use crate::world::message::Attachment;

/// Keeps a file. `entry` is what the message's `attachments` say of it.
pub(crate) fn store(world: &mut World, upload: &Upload, entry: Option<&Value>) -> Attachment {
    let id = AttachmentId::new(world.next_id());
    let given = entry.and_then(|entry| entry["filename"].as_str()).unwrap_or(&upload.name);
    let name = safe_name(given);
    let attachment = Attachment {
        id,
        url: format!("{}/attachments/{id}/{name}", world.app.base),
        description: entry.and_then(|entry| entry["description"].as_str()).map(str::to_owned),
        content_type: content_type(upload, &name),
        size: upload.bytes.len(),
        pixels: png_size(&upload.bytes),
        name,
    };
    world.files.put(File { attachment: attachment.clone(), bytes: upload.bytes.clone() });
    attachment
}

/// What the sender says the file is; what its name says, where that is nothing.
fn content_type(upload: &Upload, name: &str) -> Option<String> {
    let said = upload.content_type.as_deref().filter(|kind| *kind != "application/octet-stream");
    said.or_else(|| kind_by_name(name)).or(upload.content_type.as_deref()).map(str::to_owned)
}

fn kind_by_name(name: &str) -> Option<&'static str> {
    Some(match name.rsplit_once('.')?.1.to_ascii_lowercase().as_str() {
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "gif" => "image/gif",
        "webp" => "image/webp",
        "md" => "text/markdown",
        "txt" => "text/plain",
        "json" => "application/json",
        "csv" => "text/csv",
        "svg" => "image/svg+xml",
        _ => return None,
    })
}

/// Width and height of a PNG picture.
/// Source: <https://www.w3.org/TR/png-3/#11IHDR>
fn png_size(bytes: &[u8]) -> Option<(u32, u32)> {
    let header = bytes.strip_prefix(b"\x89PNG\r\n\x1a\n")?.get(4..16)?.strip_prefix(b"IHDR")?;
    let (width, height) = header.split_at_checked(4)?;
    let number = |bytes: &[u8]| Some(u32::from_be_bytes(bytes.try_into().ok()?));
    Some((number(width)?, number(height)?))
}

/// Letters, digits, dots, hyphens and underscores; Discord replaces the rest as well.
fn safe_name(name: &str) -> String {
    let safe = |c: char| if c.is_alphanumeric() || matches!(c, '.' | '-' | '_') { c } else { '_' };
    let name: String = name.chars().take(255).map(safe).collect();
    if name.is_empty() { "file".to_owned() } else { name }
}
