//! What went over the wire, most recent last, bounded.

use std::collections::VecDeque;

use axum::body::Bytes;
use axum::extract::ws::Utf8Bytes;

use crate::clock::UnixMillis;

/// Requests and frames kept, each.
const KEPT: usize = 2000;

/// Longest body kept per entry, in bytes.
const KEPT_BODY: usize = 64 * 1024;

/// One REST request as it was seen, unparsed.
#[derive(Clone, Debug)]
pub(crate) struct RawRequest {
    pub(crate) at: UnixMillis,
    pub(crate) method: axum::http::Method,
    pub(crate) path: String,
    pub(crate) body: Bytes,
    pub(crate) status: u16,
    pub(crate) response: Bytes,
}

/// One gateway payload as it was seen, unparsed.
#[derive(Clone, Debug)]
pub(crate) struct RawFrame {
    pub(crate) at: UnixMillis,
    pub(crate) from_bot: bool,
    pub(crate) text: Utf8Bytes,
}

/// Both logs.
#[derive(Debug, Default)]
pub(crate) struct Log {
    pub(crate) requests: VecDeque<RawRequest>,
    pub(crate) frames: VecDeque<RawFrame>,
}

impl Log {
    pub(crate) fn request(&mut self, mut request: RawRequest) {
        request.body = clipped(request.body);
        request.response = clipped(request.response);
        push(&mut self.requests, request);
    }

    pub(crate) fn frame(&mut self, at: UnixMillis, from_bot: bool, text: Utf8Bytes) {
        push(&mut self.frames, RawFrame { at, from_bot, text });
    }
}

/// A copy where the body is long: a slice would keep the whole body in memory.
fn clipped(body: Bytes) -> Bytes {
    if body.len() > KEPT_BODY { Bytes::copy_from_slice(&body[..KEPT_BODY]) } else { body }
}

fn push<T>(queue: &mut VecDeque<T>, item: T) {
    if queue.len() == KEPT {
        queue.pop_front();
    }
    queue.push_back(item);
}
