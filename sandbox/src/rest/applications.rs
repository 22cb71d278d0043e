//! The application, and where its gateway is.

use std::time::Instant;

use serde_json::json;

use super::error::Unknown;
use super::{ApiError, Call, Reply, Route};
use crate::gateway::MOST_GUILDS;
use crate::id::ApplicationId;
use crate::show;
use crate::world::World;

/// `/gateway` and `/gateway/bot`.
pub(super) fn gateway(world: &World, call: &Call) -> Reply {
    let url = world.gateway_url();
    if call.route == Route::Gateway {
        return Reply::ok(json!({ "url": url }));
    }
    let (total, remaining, reset) = world.starts.left(Instant::now());
    Reply::ok(json!({
        "url": url,
        "shards": world.guilds.len().div_ceil(MOST_GUILDS).max(1),
        "session_start_limit": {
            "total": total,
            "remaining": remaining,
            "reset_after": u64::try_from(reset.as_millis()).unwrap_or(u64::MAX),
            "max_concurrency": world.starts.concurrency(),
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
