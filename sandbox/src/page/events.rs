//! Telling the page that something changed, by server-sent events.
//!
//! Nothing waits in a queue: whoever does not read holds one line, and misses the rest.

use std::convert::Infallible;
use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use futures_util::stream;
use tokio::time::{sleep, timeout};

use crate::sandbox::Handle;

/// Changes within this time are told as one.
const CALM: Duration = Duration::from_millis(40);

/// A line is sent at least this often, so that a dead connection is noticed.
const PULSE: Duration = Duration::from_secs(20);

/// A stream that says "look again" after every change.
pub(super) async fn events(State(handle): State<Handle>) -> Response {
    let Some(sandbox) = handle.get() else { return ().into_response() };
    let changes = sandbox.shared.changes();
    // The stream must not keep the sandbox alive: it holds the bell alone.
    let lines = stream::unfold((changes, true), |(mut changes, first)| async move {
        if first {
            return Some((Ok::<_, Infallible>(line("data: look\n\n")), (changes, false)));
        }
        match timeout(PULSE, changes.changed()).await {
            Ok(Ok(())) => {
                sleep(CALM).await;
                changes.borrow_and_update();
                Some((Ok(line("data: look\n\n")), (changes, false)))
            }
            Ok(Err(_)) => None,
            Err(_) => Some((Ok(line(": here\n\n")), (changes, false))),
        }
    });
    let headers =
        [(header::CONTENT_TYPE, "text/event-stream"), (header::CACHE_CONTROL, "no-store")];
    (headers, Body::from_stream(lines)).into_response()
}

const fn line(text: &'static str) -> Bytes {
    Bytes::from_static(text.as_bytes())
}
