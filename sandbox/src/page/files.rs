//! Files that go with the next message or command.

use axum::Json;
use axum::extract::{Request, State};
use axum::http::StatusCode;
use serde_json::{Value, json};

use crate::id::AttachmentId;
use crate::rest;
use crate::sandbox::Handle;
use crate::script::{LARGEST_FILE, MOST_FILES};
use crate::world::World;
use crate::world::message::Attachment;

/// Takes files as a form, and tells their ids and names.
pub(super) async fn take(
    State(handle): State<Handle>,
    request: Request,
) -> Result<Json<Value>, StatusCode> {
    let sandbox = handle.get().ok_or(StatusCode::GONE)?;
    let (parts, body) = request.into_parts();
    let read = rest::read(&sandbox.shared, &parts, body).await;
    let read = read
        .map_err(|error| StatusCode::from_u16(error.status).unwrap_or(StatusCode::BAD_REQUEST))?;
    if read.files.iter().any(|file| file.bytes.len() > LARGEST_FILE) {
        return Err(StatusCode::PAYLOAD_TOO_LARGE);
    }
    let files = sandbox.shared.change(|world| {
        let stored = read.files.iter().map(|file| rest::store(world, file, None));
        stored.map(|file| json!({ "id": file.id, "name": file.name })).collect::<Vec<_>>()
    });
    Ok(Json(json!({ "files": files })))
}

/// Files that were taken before; those that had to make room are left out.
pub(super) fn stored(world: &World, ids: &[String]) -> Vec<Attachment> {
    let file = |id: &String| world.files.get(AttachmentId::new(id.parse().ok()?));
    ids.iter().filter_map(file).take(MOST_FILES).map(|file| file.attachment.clone()).collect()
}
