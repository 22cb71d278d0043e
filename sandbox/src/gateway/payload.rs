//! What a client sends.

use serde::Deserialize;
use serde_json::Value;

use super::close::Close;
use super::members::MembersWish;

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
    Members(MembersWish),
    /// A request that changes nothing here: presence, voice.
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
        8 => MembersWish::read(raw.d).map(Request::Members),
        3 | 4 | 31 => Ok(Request::Other),
        _ => Err(Close::UnknownOpcode),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn any_bytes_are_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
            let _ = read(&bytes);
        }

        #[test]
        fn any_payload_is_read_or_refused(op in -3i64..40, token in ".{0,9}", shard in any::<i64>()) {
            let payload = serde_json::json!({
                "op": op,
                "d": { "token": token, "intents": shard, "shard": [shard, 2], "seq": shard },
            });
            let _ = read(payload.to_string().as_bytes());
        }
    }

    #[test]
    fn what_is_too_long_is_refused() {
        let long = format!(r#"{{"op":1,"d":"{}"}}"#, "x".repeat(MAX_PAYLOAD));
        assert!(matches!(read(long.as_bytes()), Err(Close::Decode)));
        assert!(matches!(read(br#"{"op":1,"d":null}"#), Ok(Request::Heartbeat)));
        assert!(matches!(read(br#"{"op":99,"d":null}"#), Err(Close::UnknownOpcode)));
    }
}
