//! The page: the small Discord in a browser.
//!
//! May enter: HTTP from browsers, the scripting interface. May not enter: the world itself.
//! Flow: `guard` lets a request in -> `steps` plays a member, `state` shows what that member
//! sees, `events` tells the page when to look again.

mod assets;
mod events;
mod guard;
mod state;
mod steps;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware;
use axum::routing::{get, post};

pub(crate) use assets::index;
pub(crate) use guard::Guard;

use crate::sandbox::Handle;

/// Largest body of a step, in bytes: a form of five texts, four bytes a character, and names.
const MAX_STEP: usize = 128 * 1024;

/// Everything below `/page`.
pub(crate) fn router(handle: Handle, guard: Guard) -> Router {
    Router::new()
        .route("/page/icon.svg", get(assets::icon))
        .route("/page/page.css", get(assets::css))
        .route("/page/messages.css", get(assets::messages_css))
        .route("/page/page.js", get(assets::js))
        .route("/page/view.js", get(assets::view))
        .route("/page/tour.js", get(assets::tour))
        .route("/page/markdown.js", get(assets::markdown))
        .route("/page/state", get(state::state))
        .route("/page/events", get(events::events))
        .route("/page/traffic", get(state::traffic))
        .route("/page/step", post(steps::step))
        .layer(middleware::from_fn_with_state(guard, guard::check))
        .layer(DefaultBodyLimit::max(MAX_STEP))
        .with_state(handle)
}
