//! Intents: what a bot wants to hear of.
//! Source: <https://discord.com/developers/docs/events/gateway#list-of-intents>

use crate::id::GuildId;

/// Servers, roles and channels.
pub(crate) const GUILDS: u64 = 1;
/// Members who come, go and change (privileged).
pub(crate) const GUILD_MEMBERS: u64 = 1 << 1;
/// Who is online (privileged).
pub(crate) const GUILD_PRESENCES: u64 = 1 << 8;
/// Messages in servers.
pub(crate) const GUILD_MESSAGES: u64 = 1 << 9;
/// Reactions in servers.
const GUILD_MESSAGE_REACTIONS: u64 = 1 << 10;
/// Messages in private.
const DIRECT_MESSAGES: u64 = 1 << 12;
/// Reactions in private.
const DIRECT_MESSAGE_REACTIONS: u64 = 1 << 13;
/// The text of messages (privileged).
pub(crate) const MESSAGE_CONTENT: u64 = 1 << 15;

/// Those that an application must switch on before a bot may ask for them.
pub(crate) const PRIVILEGED: u64 = GUILD_MEMBERS | GUILD_PRESENCES | MESSAGE_CONTENT;

/// Every bit that has a meaning: 0 to 16, 20, 21, 24, 25.
const KNOWN: u64 = ((1 << 17) - 1) | (1 << 20) | (1 << 21) | (1 << 24) | (1 << 25);

/// Whether every bit has a meaning.
pub(crate) const fn valid(intents: u64) -> bool {
    intents & !KNOWN == 0
}

/// The intent that message events of this place need.
pub(crate) const fn for_messages(guild: Option<GuildId>) -> u64 {
    if guild.is_some() { GUILD_MESSAGES } else { DIRECT_MESSAGES }
}

/// The intent that events about reactions in this place need.
pub(crate) const fn for_reactions(guild: Option<GuildId>) -> u64 {
    if guild.is_some() { GUILD_MESSAGE_REACTIONS } else { DIRECT_MESSAGE_REACTIONS }
}
