//! The state of the small Discord: who and what there is, and the rules that hold between them.
//!
//! May enter: values, the sandbox's clock, the queues of open gateway sockets.
//! May not enter: HTTP, sockets, waiting. Everything here runs under one short lock.

mod chance;
pub(crate) mod channel;
mod channels;
pub(crate) mod command;
pub(crate) mod command_permissions;
mod emit;
pub(crate) mod faults;
pub(crate) mod files;
pub(crate) mod guild;
pub(crate) mod interaction;
pub(crate) mod limits;
pub(crate) mod log;
mod members;
pub(crate) mod message;
mod pins;
pub(crate) mod rank;
pub(crate) mod reaction;
mod removal;
pub(crate) mod session;
mod shared;
pub(crate) mod starts;

use std::collections::{BTreeMap, HashMap};

pub(crate) use shared::Shared;

use crate::clock::{RunningClock, UnixMillis};
use crate::id::{ApplicationId, ChannelId, GuildId, MessageId, Mint, UserId};
use crate::options::Options;
use crate::permissions::Permissions;
use channel::Channel;
use command::Commands;
use command_permissions::CommandPermissions;
use faults::FaultTable;
use files::Files;
use guild::{Guild, User};
use interaction::Interactions;
use limits::Limits;
use log::Log;
use message::Message;
use session::Sessions;
use starts::Starts;

/// Everything there is.
#[derive(Debug)]
pub(crate) struct World {
    pub(crate) clock: RunningClock,
    pub(crate) mint: Mint,
    pub(crate) app: Application,
    pub(crate) users: HashMap<UserId, User>,
    pub(crate) guilds: BTreeMap<GuildId, Guild>,
    pub(crate) channels: BTreeMap<ChannelId, Channel>,
    pub(crate) commands: Commands,
    pub(crate) command_permissions: CommandPermissions,
    pub(crate) interactions: Interactions,
    pub(crate) sessions: Sessions,
    pub(crate) starts: Starts,
    pub(crate) files: Files,
    pub(crate) faults: FaultTable,
    limits: Limits,
    /// Whoever calls without a secret of the bot must not use up what the bot gets.
    strangers: Limits,
    pub(crate) log: Log,
}

/// The one application, and the bot that belongs to it. Both carry the same number.
#[derive(Debug)]
pub(crate) struct Application {
    pub(crate) id: ApplicationId,
    pub(crate) bot: UserId,
    pub(crate) owner: UserId,
    pub(crate) token: String,
    pub(crate) bot_permissions: Permissions,
    pub(crate) privileged_intents: u64,
    /// `http://host:port`, without a path.
    pub(crate) base: String,
}

impl World {
    pub(crate) fn new(options: &Options, base: String) -> Self {
        let clock = RunningClock::new(options.clock);
        let mut mint = Mint::default();
        let now = clock.now();
        let bot = UserId::new(mint.next(now));
        let owner = UserId::new(mint.next(now));
        let users = HashMap::from([
            (bot, User { id: bot, name: options.bot_name.clone(), bot: true }),
            (owner, User { id: owner, name: "Owner".to_owned(), bot: false }),
        ]);
        Self {
            clock,
            mint,
            app: Application {
                id: ApplicationId::new(bot.get()),
                bot,
                owner,
                token: options.token.clone(),
                bot_permissions: options.bot_permissions,
                privileged_intents: options.privileged_intents,
                base,
            },
            users,
            guilds: BTreeMap::new(),
            channels: BTreeMap::new(),
            commands: Commands::default(),
            command_permissions: CommandPermissions::default(),
            interactions: Interactions::default(),
            sessions: Sessions::default(),
            starts: Starts::new(options.identify_limit),
            files: Files::default(),
            faults: FaultTable::default(),
            limits: Limits::new(options.rate_limits),
            strangers: Limits::new(options.rate_limits),
            log: Log::default(),
        }
    }

    pub(crate) fn now(&self) -> UnixMillis {
        self.clock.now()
    }

    pub(crate) fn next_id(&mut self) -> u64 {
        let now = self.clock.now();
        self.mint.next(now)
    }

    /// The limits for the bot, or for whoever calls without a secret of its.
    pub(crate) fn limits_of(&mut self, known: bool) -> &mut Limits {
        if known { &mut self.limits } else { &mut self.strangers }
    }

    /// The message, where channel and message exist.
    pub(crate) fn message(&self, channel: ChannelId, message: MessageId) -> Option<&Message> {
        self.channels.get(&channel)?.messages.get(&message)
    }

    /// What the user may do in the channel: everything of their roles, changed by the channel.
    /// Source: <https://discord.com/developers/docs/topics/permissions#permission-overwrites>
    pub(crate) fn permissions(&self, user: UserId, channel: ChannelId) -> Permissions {
        let Some(channel) = self.channels.get(&channel) else { return Permissions::NONE };
        let Some(guild) = channel.guild.and_then(|id| self.guilds.get(&id)) else {
            return Permissions::MEMBER;
        };
        if user != guild.owner && !guild.members.contains_key(&user) {
            return Permissions::NONE;
        }
        let base = guild.permissions(user);
        if base.holds(Permissions::ADMINISTRATOR) {
            return Permissions::ALL;
        }
        let roles = guild.members.get(&user).map_or(&[][..], |member| &member.roles);
        channel.apply_overwrites(base, guild.id, roles, user)
    }
}
