//! A request that passed the door, and what is answered to it.

use axum::body::Bytes;
use axum::http::Method;
use serde_json::Value;

use super::route::Route;

/// A request: route, query, body and files.
#[derive(Debug)]
pub(crate) struct Call {
    pub(crate) method: Method,
    pub(crate) route: Route,
    pub(crate) query: String,
    /// The JSON body, or `payload_json`; null when there is none.
    pub(crate) body: Value,
    pub(crate) files: Vec<Upload>,
}

/// A file that came along as `files[index]`.
#[derive(Debug)]
pub(crate) struct Upload {
    pub(crate) index: u64,
    pub(crate) name: String,
    pub(crate) content_type: Option<String>,
    pub(crate) bytes: Bytes,
}

impl Call {
    /// A value of the query, as it stands there.
    pub(crate) fn query(&self, key: &str) -> Option<&str> {
        self.query
            .split('&')
            .filter_map(|pair| pair.split_once('='))
            .find_map(|(name, value)| (name == key).then_some(value))
    }

    /// Whether a value of the query means yes; clients write `true` and `1`.
    pub(crate) fn wants(&self, key: &str) -> bool {
        matches!(self.query(key), Some("true" | "True" | "1"))
    }
}

/// An id in a body: most clients write it as a text, some as a number.
pub(super) fn snowflake(id: &Value) -> Option<u64> {
    id.as_u64().or_else(|| id.as_str()?.parse().ok())
}

/// A good answer.
#[derive(Debug)]
pub(crate) struct Reply {
    pub(crate) status: u16,
    pub(crate) body: Option<Value>,
}

impl Reply {
    pub(crate) const fn ok(body: Value) -> Self {
        Self { status: 200, body: Some(body) }
    }

    pub(crate) const fn created(body: Value) -> Self {
        Self { status: 201, body: Some(body) }
    }

    pub(crate) const fn empty() -> Self {
        Self { status: 204, body: None }
    }
}
