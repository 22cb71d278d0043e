//! A request that passed the door, and what is answered to it.

use std::ops::RangeInclusive;

use axum::body::Bytes;
use axum::http::Method;
use serde_json::{Value, json};

use super::encoded::decoded;
use super::route::Route;
use crate::rules::{self, Path, Problems};

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

    /// A text of the query, decoded.
    pub(crate) fn query_text(&self, key: &str) -> Option<String> {
        self.query(key).map(decoded)
    }

    /// A whole number of the query, its bounds checked.
    pub(crate) fn query_number(
        &self,
        problems: &mut Problems,
        key: &str,
        bounds: RangeInclusive<i64>,
    ) -> Option<u64> {
        let text = self.query(key)?;
        // What is no number goes on as the text it is, and is reported as such.
        let value = text.parse::<i64>().map_or_else(|_| json!(text), |number| json!(number));
        let query = json!({ key: value });
        let (min, max) = bounds.into_inner();
        let number = rules::number(problems, &Path::ROOT, &query, key, min, max)?;
        u64::try_from(number).ok()
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
