//! Reading a request's body: JSON, or a form with `payload_json` and `files[n]`.

use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{FromRequest, Multipart};
use axum::http::{Request, header, request::Parts};
use serde_json::Value;

use super::call::Upload;
use super::error::ApiError;

/// Largest request, in bytes.
/// Source: <https://discord.com/developers/docs/reference#uploading-files>
pub(crate) const MAX_REQUEST: usize = 25 * 1024 * 1024;

/// Most files on one message.
/// Source: <https://discord.com/developers/docs/resources/message#create-message>
const MAX_FILES: usize = 10;

/// A body in both forms: parsed, and the JSON text for the log.
#[derive(Debug, Default)]
pub(crate) struct Read {
    pub(crate) json: Value,
    pub(crate) text: Bytes,
    pub(crate) files: Vec<Upload>,
}

/// Reads the whole body.
pub(crate) async fn read(parts: &Parts, body: Body) -> Result<Read, ApiError> {
    let bytes = to_bytes(body, MAX_REQUEST).await.map_err(|_| ApiError::too_large())?;
    if bytes.is_empty() {
        return Ok(Read::default());
    }
    let kind = parts.headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    if kind.is_some_and(|kind| kind.starts_with("multipart/form-data")) {
        return form(parts, bytes).await;
    }
    let json = serde_json::from_slice(&bytes).map_err(|_| ApiError::invalid_json())?;
    Ok(Read { json, text: bytes, files: Vec::new() })
}

async fn form(parts: &Parts, bytes: Bytes) -> Result<Read, ApiError> {
    let mut request = Request::new(Body::from(bytes));
    *request.headers_mut() = parts.headers.clone();
    *request.extensions_mut() = parts.extensions.clone();
    let broken = |_| ApiError::invalid_json();
    let mut form =
        Multipart::from_request(request, &()).await.map_err(|_| ApiError::invalid_json())?;
    let mut read = Read::default();
    while let Some(field) = form.next_field().await.map_err(broken)? {
        let name = field.name().unwrap_or_default().to_owned();
        let file_name = field.file_name().map(str::to_owned);
        let content_type = field.content_type().map(str::to_owned);
        let bytes = field.bytes().await.map_err(broken)?;
        if name == "payload_json" {
            read.json = serde_json::from_slice(&bytes).map_err(|_| ApiError::invalid_json())?;
            read.text = bytes;
        } else if let (Some(index), Some(name)) = (file_index(&name), file_name)
            && read.files.len() < MAX_FILES
        {
            read.files.push(Upload { index, name, content_type, bytes });
        }
    }
    Ok(read)
}

/// The number in `files[3]`; older clients write `file3` or `file`.
fn file_index(field: &str) -> Option<u64> {
    let number = field.strip_prefix("files[").and_then(|rest| rest.strip_suffix(']'));
    let number = number.or_else(|| field.strip_prefix("file"))?;
    if number.is_empty() { Some(0) } else { number.parse().ok() }
}
