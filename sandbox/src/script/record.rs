//! What went over the wire, for looking at afterwards.

use serde_json::Value;

use crate::clock::UnixMillis;
use crate::sandbox::Sandbox;

/// One REST request of the bot.
#[derive(Clone, Debug)]
pub struct RequestRecord {
    /// When it was answered.
    pub at: UnixMillis,
    /// `GET`, `POST` …
    pub method: String,
    /// The path without `/api/v10`.
    pub path: String,
    /// The JSON body; a text when it is none or was too long to keep; null when there was none.
    pub body: Value,
    /// HTTP status of the answer.
    pub status: u16,
    /// The answer, like `body`.
    pub response: Value,
}

/// One gateway payload.
#[derive(Clone, Debug)]
pub struct FrameRecord {
    /// When it was sent.
    pub at: UnixMillis,
    /// Whether the bot sent it.
    pub from_bot: bool,
    /// The payload. Tokens are taken out.
    pub payload: Value,
}

fn parsed(bytes: &[u8]) -> Value {
    if bytes.is_empty() {
        return Value::Null;
    }
    serde_json::from_slice(bytes)
        .unwrap_or_else(|_| Value::String(String::from_utf8_lossy(bytes).into_owned()))
}

impl Sandbox {
    /// The latest REST requests, oldest first; up to 2000.
    #[must_use]
    pub fn requests(&self) -> Vec<RequestRecord> {
        let raw: Vec<_> = self.shared.look().log.requests.iter().cloned().collect();
        let record = |raw: crate::world::log::RawRequest| RequestRecord {
            at: raw.at,
            method: raw.method.to_string(),
            path: raw.path,
            body: parsed(&raw.body),
            status: raw.status,
            response: parsed(&raw.response),
        };
        raw.into_iter().map(record).collect()
    }

    /// The latest gateway payloads, oldest first; up to 2000.
    #[must_use]
    pub fn frames(&self) -> Vec<FrameRecord> {
        let raw: Vec<_> = self.shared.look().log.frames.iter().cloned().collect();
        let record = |raw: crate::world::log::RawFrame| FrameRecord {
            at: raw.at,
            from_bot: raw.from_bot,
            payload: parsed(raw.text.as_bytes()),
        };
        raw.into_iter().map(record).collect()
    }
}
