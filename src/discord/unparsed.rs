//! Events that serenity could not read: it drops them without a word, so they are noted here.

use std::sync::{Arc, Mutex, PoisonError};

use serenity::all::{Context, Event, RawEventHandler};
use serenity::async_trait;

/// How many events are kept.
const KEPT: usize = 50;

/// Types of events that the bot relies on: one of these unread is a fault.
const RELIED_ON: [&str; 9] = [
    "READY",
    "RESUMED",
    "GUILD_CREATE",
    "GUILD_DELETE",
    "INTERACTION_CREATE",
    "MESSAGE_CREATE",
    "MESSAGE_UPDATE",
    "MESSAGE_DELETE",
    "CHANNEL_DELETE",
];

/// The types of the events that could not be read, oldest first, at most fifty.
#[derive(Clone, Debug, Default)]
pub struct Unparsed(Arc<Mutex<Vec<String>>>);

impl Unparsed {
    /// Their types.
    #[must_use]
    pub fn types(&self) -> Vec<String> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

#[async_trait]
impl RawEventHandler for Unparsed {
    async fn raw_event(&self, _: Context, event: Event) {
        let Event::Unknown(event) = event else { return };
        if !RELIED_ON.contains(&event.kind.as_str()) {
            return;
        }
        tracing::warn!(kind = %event.kind, "an event could not be read and was dropped");
        let mut types = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if types.len() < KEPT {
            types.push(event.kind);
        }
    }
}
