//! Discord: the door through which people reach the app, and the app its channels.
//!
//! May enter: the app, messages to show, Discord's own types.
//! May not enter: what an answer says, what a poll counts, the store.
//! Flow: event -> [`crate::app::Invocation`] -> `app::handle` -> [`crate::app::Reply`] -> callback.
//!
//! serenity keeps the connection and reads events; poise declares commands and forwards them. No
//! answer passes through serenity: callbacks go straight out (`callback.rs`), everything else
//! through one queue that honours rate limits (`rest.rs`).

mod body;
mod bot;
mod callback;
mod commands;
mod connect;
mod events;
mod incoming;
mod mention;
mod rest;
mod run;
mod send;
mod unparsed;
mod watchdog;

use std::time::Duration;

use crate::secret::Secret;

pub use connect::Discord;
pub use rest::RestError;
pub use unparsed::Unparsed;

/// How to reach Discord, and as whom.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The bot token, without `Bot `.
    pub token: Secret,
    /// The address of the API without a path: `https://discord.com`.
    pub api: String,
    /// Servers in which commands are registered, where they appear at once; empty: everywhere.
    pub command_servers: Vec<u64>,
    /// Whether to ask for the privileged intent to read messages that do not mention the bot.
    pub message_content: bool,
    /// How long a connection may stand without becoming ready before the bot ends with an error.
    pub patience: Duration,
}

impl Settings {
    /// A minute: READY comes within seconds, and a resume replays at most a few minutes of events.
    pub const PATIENCE: Duration = Duration::from_secs(60);
}

/// Why the bot does not run, or does not run any more.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The API does not answer; the bot does not look for another one.
    #[error(
        "cannot reach Discord at {api}: {why}\n  help: check the network and, if it is set, STACKWISE_DISCORD_API"
    )]
    Unreachable {
        /// The address tried.
        api: String,
        /// What happened.
        why: RestError,
    },
    /// The API does not know the token.
    #[error(
        "Discord does not accept the bot token\n  help: set DISCORD_TOKEN to the token of the developer portal, page Bot; Reset Token makes a new one"
    )]
    Token,
    /// Discord closed the connection because the token is not valid any more.
    #[error(
        "Discord closed the connection: the bot token is not valid any more\n  help: set DISCORD_TOKEN to a new one from the developer portal, page Bot"
    )]
    TokenRevoked,
    /// Discord refuses the privileged intent.
    #[error(
        "Discord does not let this bot read message content\n  help: switch on Message Content Intent in the developer portal, page Bot, or set discord.message_content to false"
    )]
    Intents,
    /// The commands could not be registered.
    #[error("cannot register the commands: {0}\n  help: see the log above; try again later")]
    Commands(RestError),
    /// The connection stands, but Discord never lets the bot in.
    #[error(
        "shard {shard} was connected for {seconds} s without becoming ready: Discord closed it for good (codes 4003, 4010, 4011), or it needs more shards\n  help: start the bot again; if it stays so, it serves too many servers for one process"
    )]
    NeverReady {
        /// Which.
        shard: u32,
        /// How long.
        seconds: u64,
    },
    /// The client library gave up.
    #[error("the connection to Discord ended: {0}\n  help: start the bot again")]
    Gateway(String),
}
