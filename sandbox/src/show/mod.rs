//! How things look on the wire: values of the world as the JSON objects that Discord sends.
//!
//! May enter: reading the world. May not enter: changing it.
//! Fields that some client library demands are present even where they are always empty.

mod guild;
mod interaction;
mod message;
mod user;

pub(crate) use guild::{Listed, channel, guild, guild_create, member, role};
pub(crate) use interaction::interaction;
pub(crate) use message::{attachment, emoji, message, message_event};
pub(crate) use user::{application, current_user, user};
