//! The page: the small Discord in a browser.
//!
//! May enter: HTTP from browsers, the scripting interface, the world to look at.
//! Flow: `guard` lets a request in -> `document` writes what a member sees, by the templates and
//! `article`, `embed`, `part`, `file`, `markdown`; `steps` plays the member, with `line` for what
//! is typed and `dialog` for what opens; `events` tells the page when to look again.

mod article;
mod assets;
mod dialog;
mod document;
mod embed;
mod events;
mod file;
mod files;
mod guard;
mod html;
mod line;
mod markdown;
mod part;
mod steps;
mod traffic;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware;
use axum::routing::{get, post};

pub(crate) use assets::index;
pub(crate) use document::document;
pub(crate) use guard::Guard;

use crate::rest::MAX_REQUEST;
use crate::sandbox::Handle;

/// Largest body of a step, in bytes: a form of five texts, four bytes a character, and names.
const MAX_STEP: usize = 128 * 1024;

/// Everything below `/page`.
pub(crate) fn router(handle: Handle, guard: Guard) -> Router {
    Router::new()
        .route("/page/{file}", get(assets::asset))
        .route("/page/events", get(events::events))
        .route("/page/traffic", get(traffic::traffic))
        .route("/page/step", post(steps::step))
        .layer(DefaultBodyLimit::max(MAX_STEP))
        .route("/page/files", post(files::take).layer(DefaultBodyLimit::max(MAX_REQUEST)))
        .layer(middleware::from_fn_with_state(guard, guard::check))
        .with_state(handle)
}
