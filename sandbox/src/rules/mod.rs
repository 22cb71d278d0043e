//! What a bot may send: Discord's documented limits, one file per family of rules.
//!
//! May enter: JSON and arithmetic. May not enter: the world, HTTP, time.
//! Every rule reports into [`Problems`], which reads like Discord's own 400 answer. All problems
//! of a body are found at once.

mod autocomplete;
mod bulk_delete;
mod callback;
mod channel;
mod choices;
mod commands;
mod components;
mod embeds;
mod field;
mod layout;
mod locales;
mod member;
mod mentions;
mod message;
mod modal;
mod path;
mod poll;
mod problems;
mod role;
mod selects;
mod validate;

pub(crate) use bulk_delete::bulk_delete;
pub(crate) use callback::callback;
pub(crate) use channel::{ChannelBody, channel, overwrite};
pub(crate) use commands::{
    bulk as commands, commands_of_kind, edit as command_edit, one as command,
};
pub(crate) use field::number;
pub(crate) use member::{member, own_member};
pub(crate) use message::{empty, message};
pub(crate) use path::Path;
pub use problems::Problems;
pub(crate) use problems::not_a_snowflake;
pub(crate) use role::role;
pub use validate::{ValidateError, validate};
