//! What the gateway and REST carried since the last interaction began.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Html;
use serde_json::{Value, json};

use crate::sandbox::{Handle, Sandbox};
use crate::script::{FrameRecord, RequestRecord};

/// Requests and payloads shown at once.
const SHOWN: usize = 50;

/// Longest part of a path that is shown whole, in bytes: tokens of interactions are longer.
const LONGEST_SEGMENT: usize = 40;

#[derive(Template)]
#[template(path = "traffic.html")]
struct Traffic {
    sent: Vec<Sent>,
}

/// A request or a payload.
struct Sent {
    at: u64,
    from_bot: bool,
    what: String,
    inside: String,
}

/// The list, oldest first.
pub(super) async fn traffic(State(handle): State<Handle>) -> Result<Html<String>, StatusCode> {
    let sandbox = handle.get().ok_or(StatusCode::GONE)?;
    let html = Traffic { sent: sent(&sandbox) }.render();
    html.map(Html).map_err(|_| StatusCode::INTERNAL_SERVER_ERROR)
}

fn sent(sandbox: &Sandbox) -> Vec<Sent> {
    let (frames, requests) = (sandbox.frames(), sandbox.requests());
    let began = frames.iter().rev().find(|frame| frame.payload["t"] == "INTERACTION_CREATE");
    let began = began.map_or(0, |frame| frame.at.0);
    let heartbeat = |frame: &FrameRecord| frame.payload["op"] == 1 || frame.payload["op"] == 11;
    let told = frames.iter().filter(|frame| frame.at.0 >= began && !heartbeat(frame));
    let asked = requests.iter().filter(|request| request.at.0 >= began);
    let mut all: Vec<Sent> = told.map(Sent::frame).chain(asked.map(Sent::request)).collect();
    // What happened in one millisecond stays as it is: an event stands before its answer.
    all.sort_by_key(|sent| sent.at);
    let skipped = all.len().saturating_sub(SHOWN);
    all.split_off(skipped)
}

impl Sent {
    fn frame(frame: &FrameRecord) -> Self {
        let event = frame.payload["t"].as_str().map(str::to_owned);
        Self {
            at: frame.at.0,
            from_bot: frame.from_bot,
            what: event.unwrap_or_else(|| format!("op {}", frame.payload["op"])),
            inside: pretty(&frame.payload),
        }
    }

    fn request(request: &RequestRecord) -> Self {
        let short = |part| if str::len(part) > LONGEST_SEGMENT { "…" } else { part };
        let path: Vec<&str> = request.path.split('/').map(short).collect();
        Self {
            at: request.at.0,
            from_bot: true,
            what: format!("{} {} → {}", request.method, path.join("/"), request.status),
            inside: pretty(&json!({ "sent": request.body, "answered": request.response })),
        }
    }
}

fn pretty(value: &Value) -> String {
    serde_json::to_string_pretty(value).unwrap_or_default()
}
