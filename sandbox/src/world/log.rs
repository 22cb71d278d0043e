//! What went over the wire, most recent last, bounded.

use std::collections::VecDeque;

use axum::body::Bytes;
use axum::extract::ws::Utf8Bytes;

use crate::clock::UnixMillis;

/// Requests and frames kept, each.
const KEPT: usize = 2000;

/// Bytes kept over all requests, and over all frames; the oldest make room.
const KEPT_BYTES: usize = 64 * 1024 * 1024;

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

impl RawRequest {
    fn bytes(&self) -> usize {
        self.path.len() + self.body.len() + self.response.len()
    }
}

impl RawFrame {
    fn bytes(&self) -> usize {
        self.text.len()
    }
}

/// Both logs.
#[derive(Debug, Default)]
pub(crate) struct Log {
    pub(crate) requests: VecDeque<RawRequest>,
    pub(crate) frames: VecDeque<RawFrame>,
    request_bytes: usize,
    frame_bytes: usize,
}

impl Log {
    pub(crate) fn request(&mut self, mut request: RawRequest) {
        request.body = clipped(&request.body);
        request.response = clipped(&request.response);
        push(&mut self.requests, &mut self.request_bytes, request, RawRequest::bytes);
    }

    pub(crate) fn frame(&mut self, at: UnixMillis, from_bot: bool, text: Utf8Bytes) {
        let frame = RawFrame { at, from_bot, text };
        push(&mut self.frames, &mut self.frame_bytes, frame, RawFrame::bytes);
    }
}

/// A copy: a slice, even a short one, would keep the whole body in memory.
fn clipped(body: &Bytes) -> Bytes {
    Bytes::copy_from_slice(&body[..body.len().min(KEPT_BODY)])
}

fn push<T>(queue: &mut VecDeque<T>, total: &mut usize, item: T, bytes: impl Fn(&T) -> usize) {
    *total += bytes(&item);
    queue.push_back(item);
    while queue.len() > KEPT || (*total > KEPT_BYTES && queue.len() > 1) {
        *total -= queue.pop_front().map_or(0, |oldest| bytes(&oldest));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_requests_leave_room_for_fewer() {
        let mut log = Log::default();
        let long = Bytes::from(vec![b'x'; 2 * KEPT_BODY]);
        for _ in 0..KEPT {
            log.request(RawRequest {
                at: UnixMillis(0),
                method: axum::http::Method::POST,
                path: String::new(),
                body: long.clone(),
                status: 200,
                response: long.clone(),
            });
        }
        assert_eq!(log.requests.len(), KEPT_BYTES / (2 * KEPT_BODY));
        assert_eq!(log.request_bytes, KEPT_BYTES);
    }
}
