//! How a sandbox is started.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::time::Duration;

use crate::clock::Clock;
use crate::crowd::CrowdLimits;
use crate::permissions::Permissions;
use crate::world::limits::{Limit, RateLimits};

/// Settings of a sandbox; the defaults suit a test.
#[derive(Clone, Debug)]
pub struct Options {
    /// Address to listen on. Port 0 picks a free one. Default: `127.0.0.1:0`.
    pub bind: SocketAddr,
    /// The bot's token, without the `Bot ` prefix.
    pub token: String,
    /// The bot's name as members see it.
    pub bot_name: String,
    /// What the bot may do in every server, until a channel says otherwise.
    pub bot_permissions: Permissions,
    /// Which time the sandbox lives in.
    pub clock: Clock,
    /// Heartbeat interval told to gateway clients.
    /// Source of the default: <https://discord.com/developers/docs/events/gateway#hello-event>
    pub heartbeat_interval: Duration,
    /// Privileged intents that the application has switched on (bits of the intents field).
    pub privileged_intents: u64,
    /// How many requests the bot gets.
    pub rate_limits: RateLimits,
    /// How many shards may identify in one span: of those whose numbers leave the same remainder
    /// when divided by this, one. Default: no limit, since tests start bots over and over; Discord
    /// lets one shard of most bots identify in five seconds.
    pub identify_limit: Option<Limit>,
    /// What a crowd of clients gets, on the wall clock.
    pub crowd: CrowdLimits,
    /// Longest time, on the wall clock, that a scripted step waits for the bot.
    pub patience: Duration,
    /// Whether browsers get a page at `/`.
    pub page: bool,
    /// What the page's tour tells, stop by stop; empty for no tour.
    pub tour: Vec<TourStop>,
    /// Key that the page asks for; needed when other machines can reach the address.
    pub page_key: Option<String>,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            bind: SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), 0),
            token: "sandbox-token".to_owned(),
            bot_name: "Bot".to_owned(),
            bot_permissions: Permissions::MEMBER,
            clock: Clock::Real,
            heartbeat_interval: Duration::from_millis(41_250),
            privileged_intents: crate::gateway::intents::PRIVILEGED,
            rate_limits: RateLimits::default(),
            identify_limit: None,
            crowd: CrowdLimits::default(),
            patience: Duration::from_secs(10),
            page: false,
            tour: Vec::new(),
            page_key: None,
        }
    }
}

/// A stop of the page's tour.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TourStop {
    /// Name of the member to be there; empty for whoever one is.
    pub member: String,
    /// What to do and to look at, in a sentence or two.
    pub text: String,
    /// What a button puts into the message line; empty for nothing.
    pub line: String,
}
