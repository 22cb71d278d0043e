//! What a server's managers set, as one private panel.

use super::poll::method_name;
use super::{Message, clip, plain, text, text_with};
use crate::poll::count::Method;
use crate::poll::{TimeZoneName, local_time};
use crate::time::Timestamp;

/// The settings of a server.
#[derive(Clone, Copy, Debug)]
pub struct Panel<'a> {
    /// What times are read in.
    pub zone: &'a TimeZoneName,
    /// Whether the server chose it; else it is what whoever runs the bot configured.
    pub chosen: bool,
    /// How rankings are counted where an author does not choose.
    pub rank: Method,
    /// Whether something was set just now.
    pub changed: bool,
    /// Now, to show what time it is there.
    pub now: Timestamp,
}

/// Why nothing was set or shown.
#[derive(Clone, Copy, Debug)]
pub enum Refusal<'a> {
    /// Not in a server.
    NoServer,
    /// The person does not manage the server.
    NotYours,
    /// No time zone has this name, as typed.
    NoZone(&'a str),
}

/// The panel.
#[must_use]
pub fn panel(panel: &Panel<'_>) -> Message {
    let zone = if panel.chosen { "settings-zone" } else { "settings-zone-default" };
    let now = local_time(panel.now, panel.zone);
    let values = [("zone", panel.zone.name().into()), ("now", now.into())];
    let head = if panel.changed { "settings-changed" } else { "settings" };
    let then = if panel.changed { "settings-zone-then" } else { "settings-zone-how" };
    let rank = text_with("settings-rank", &[("method", method_name(panel.rank).into())]);
    Message::text([text(head), text_with(zone, &values), text(then), rank].join("\n"))
}

/// What went wrong, and what to do.
#[must_use]
pub fn refused(refusal: &Refusal<'_>) -> Message {
    match refusal {
        Refusal::NoServer => Message::text(text("settings-where")),
        Refusal::NotYours => Message::text(text("settings-not-yours")),
        Refusal::NoZone(typed) => {
            let typed = plain(&clip(typed, 60));
            Message::text(text_with("settings-zone-unknown", &[("typed", typed.into())]))
        }
    }
}
