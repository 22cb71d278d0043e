//! What a client sends.

use serde::Deserialize;
use serde_json::Value;

use super::close::Close;

/// Largest payload a client may send, in bytes.
/// Source: <https://discord.com/developers/docs/events/gateway#sending-events>
pub(crate) const MAX_PAYLOAD: usize = 4096;

/// A payload. What else it holds is of no interest here: a presence, the client's name.
#[derive(Debug, Deserialize)]
struct Raw {
    op: u64,
    #[serde(default)]
    d: Value,
}

/// What a client asks for.
#[derive(Debug)]
pub(crate) enum Request {
    Heartbeat,
    Identify(Identify),
    Resume(Resume),
    /// A request that changes nothing here: presence, voice, members.
    Other,
}

/// A new session.
#[derive(Debug, Deserialize)]
pub(crate) struct Identify {
    pub(crate) token: String,
    pub(crate) intents: u64,
    #[serde(default)]
    pub(crate) compress: Option<bool>,
    #[serde(default)]
    pub(crate) shard: Option<(u64, u64)>,
}

/// An old session.
#[derive(Debug, Deserialize)]
pub(crate) struct Resume {
    pub(crate) token: String,
    pub(crate) session_id: String,
    #[serde(default)]
    pub(crate) seq: u64,
}

/// Reads a payload.
pub(crate) fn read(bytes: &[u8]) -> Result<Request, Close> {
    if bytes.len() > MAX_PAYLOAD {
        return Err(Close::Decode);
    }
    let raw: Raw = serde_json::from_slice(bytes).map_err(|_| Close::Decode)?;
    match raw.op {
        1 => Ok(Request::Heartbeat),
        2 => serde_json::from_value(raw.d).map(Request::Identify).map_err(|_| Close::Decode),
        6 => serde_json::from_value(raw.d).map(Request::Resume).map_err(|_| Close::Decode),
        3 | 4 | 8 | 31 => Ok(Request::Other),
        _ => Err(Close::UnknownOpcode),
    }
}
