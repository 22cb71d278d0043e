//! Reading a request's body: JSON, or a form with `payload_json` and `files[n]`.
//!
//! A body has a largest size and a longest time, and all larger ones together have a bound, so
//! that neither many nor slow ones add up.

use axum::body::{Body, Bytes, to_bytes};
use axum::extract::multipart::MultipartError;
use axum::extract::{FromRequest, Multipart};
use axum::http::{Request, StatusCode, header, request::Parts};
use serde_json::Value;
use tokio::sync::OwnedSemaphorePermit;
use tokio::time::timeout;

use super::call::Upload;
use super::error::ApiError;
use crate::world::Shared;

/// Largest request, in bytes.
/// Source: <https://discord.com/developers/docs/reference#uploading-files>
pub(crate) const MAX_REQUEST: usize = 25 * 1024 * 1024;

/// Largest JSON, in bytes: parsed, it takes many times its size. All commands of an application
/// with their translations stay below; the bound is the sandbox's own.
const MAX_JSON: usize = 4 * 1024 * 1024;

/// Larger bodies wait for room.
const SMALL: usize = 64 * 1024;

/// Most files on one message.
/// Source: <https://discord.com/developers/docs/resources/message#create-message>
const MAX_FILES: usize = 10;

/// A body in both forms: parsed, and the JSON text for the log.
#[derive(Debug, Default)]
pub(crate) struct Read {
    pub(crate) json: Value,
    pub(crate) text: Bytes,
    pub(crate) files: Vec<Upload>,
    /// Its share of the room for large bodies.
    _held: Option<OwnedSemaphorePermit>,
}

/// How large the body is at most, by what the header tells.
fn told(parts: &Parts) -> usize {
    let told = parts.headers.get(header::CONTENT_LENGTH).and_then(|told| told.to_str().ok());
    if told.is_none() && !parts.headers.contains_key(header::TRANSFER_ENCODING) {
        return 0;
    }
    told.and_then(|told| told.parse().ok()).unwrap_or(MAX_REQUEST)
}

/// Whether the body may be large.
pub(crate) fn large(parts: &Parts) -> bool {
    told(parts) > SMALL
}

/// Reads the whole body.
pub(crate) async fn read(shared: &Shared, parts: &Parts, body: Body) -> Result<Read, ApiError> {
    let size = told(parts);
    if size > MAX_REQUEST {
        return Err(ApiError::too_large());
    }
    let mut held = None;
    if size > SMALL {
        held = Some(shared.room_for(size).await.ok_or_else(ApiError::busy)?);
    }
    let read = timeout(shared.crowd().body, whole(parts, body)).await;
    Ok(Read { _held: held, ..read.map_err(|_| ApiError::too_slow())?? })
}

async fn whole(parts: &Parts, body: Body) -> Result<Read, ApiError> {
    let kind = parts.headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    if kind.is_some_and(|kind| kind.starts_with("multipart/form-data")) {
        return form(parts, body).await;
    }
    let text = to_bytes(body, MAX_JSON).await.map_err(|_| ApiError::too_large())?;
    if text.is_empty() {
        return Ok(Read::default());
    }
    Ok(Read { json: json(&text)?, text, ..Read::default() })
}

fn json(text: &[u8]) -> Result<Value, ApiError> {
    if text.len() > MAX_JSON {
        return Err(ApiError::too_large());
    }
    serde_json::from_slice(text).map_err(|_| ApiError::invalid_json())
}

/// Reads a form field by field, so that it is in memory once.
async fn form(parts: &Parts, body: Body) -> Result<Read, ApiError> {
    let mut request = Request::new(body);
    *request.headers_mut() = parts.headers.clone();
    *request.extensions_mut() = parts.extensions.clone();
    let broken = |error: MultipartError| match error.status() {
        StatusCode::PAYLOAD_TOO_LARGE => ApiError::too_large(),
        _ => ApiError::invalid_json(),
    };
    let mut form =
        Multipart::from_request(request, &()).await.map_err(|_| ApiError::invalid_json())?;
    let mut read = Read::default();
    while let Some(field) = form.next_field().await.map_err(broken)? {
        let name = field.name().unwrap_or_default().to_owned();
        let file_name = field.file_name().map(str::to_owned);
        let content_type = field.content_type().map(str::to_owned);
        let bytes = field.bytes().await.map_err(broken)?;
        if name == "payload_json" {
            read.json = json(&bytes)?;
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
