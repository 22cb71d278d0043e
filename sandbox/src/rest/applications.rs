//! The application, and where its gateway is.

use serde_json::json;

use super::error::Unknown;
use super::{ApiError, Call, Reply, Route};
use crate::id::ApplicationId;
use crate::show;
use crate::world::World;

/// `/gateway` and `/gateway/bot`.
pub(super) fn gateway(world: &World, call: &Call) -> Reply {
    let url = world.gateway_url();
    if call.route == Route::Gateway {
        return Reply::ok(json!({ "url": url }));
    }
    Reply::ok(json!({
        "url": url,
        "shards": 1,
        "session_start_limit": {
            "total": 1000,
            "remaining": 1000,
            "reset_after": 86_400_000,
            "max_concurrency": 1,
        },
    }))
}

pub(super) fn current(world: &World) -> Reply {
    Reply::ok(show::application(world))
}

pub(super) fn one(world: &World, id: ApplicationId) -> Result<Reply, ApiError> {
    known(world, id)?;
    Ok(current(world))
}

/// Only the one application is there.
pub(super) fn known(world: &World, id: ApplicationId) -> Result<(), ApiError> {
    if id == world.app.id { Ok(()) } else { Err(ApiError::unknown(Unknown::Application)) }
}

impl World {
    /// `ws://host:port`.
    pub(crate) fn gateway_url(&self) -> String {
        self.app.base.replacen("http", "ws", 1)
    }
}
