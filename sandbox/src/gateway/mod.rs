//! The gateway: one websocket per shard of a bot.
//!
//! May enter: websockets, the sessions of the world. May not enter: REST.
//! Flow: hello -> IDENTIFY or RESUME (`identify`) -> READY -> dispatches from the session's
//! queue, heartbeats both ways (`socket`).

mod close;
mod compress;
mod identify;
pub(crate) mod intents;
mod members;
mod payload;
mod socket;

pub(crate) use identify::MOST_GUILDS;
pub(crate) use payload::MAX_PAYLOAD;
pub(crate) use socket::{Wishes, serve};
