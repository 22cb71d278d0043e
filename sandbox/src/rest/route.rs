//! Which call a method and a path mean.

use axum::http::Method;

use crate::id::{
    ApplicationId, ChannelId, CommandId, GuildId, InteractionId, MessageId, RoleId, UserId,
};

/// A REST call, by its path. Which methods it takes is in [`Route::parse`].
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub(crate) enum Route {
    /// `/gateway`
    Gateway,
    /// `/gateway/bot`
    GatewayBot,
    /// `/users/@me`
    CurrentUser,
    /// `/users/@me/guilds`
    CurrentUserGuilds,
    /// `/users/@me/guilds/{id}`
    CurrentUserGuild(GuildId),
    /// `/users/@me/channels`
    OpenDirectMessage,
    /// `/users/{id}`
    User(UserId),
    /// `/oauth2/applications/@me`, `/applications/@me`
    CurrentApplication,
    /// `/applications/{id}`
    Application(ApplicationId),
    /// `/guilds/{id}`
    Guild(GuildId),
    /// `/guilds/{id}/channels`
    GuildChannels(GuildId),
    /// `/guilds/{id}/roles`
    GuildRoles(GuildId),
    /// `/guilds/{id}/roles/{role}`
    GuildRole(GuildId, RoleId),
    /// `/guilds/{id}/members/{user}`
    GuildMember(GuildId, UserId),
    /// `/guilds/{id}/members`
    GuildMembers(GuildId),
    /// `/guilds/{id}/members/search`
    GuildMemberSearch(GuildId),
    /// `/guilds/{id}/members/@me`, and `/nick` below it
    OwnMember(GuildId),
    /// `/guilds/{id}/members/{user}/roles/{role}`
    MemberRole(GuildId, UserId, RoleId),
    /// `/channels/{id}/permissions/{role or user}`
    Overwrite(ChannelId, u64),
    /// `/channels/{id}`
    Channel(ChannelId),
    /// `/channels/{id}/typing`
    Typing(ChannelId),
    /// `/applications/{id}/commands`, `/applications/{id}/guilds/{id}/commands`
    Commands(ApplicationId, Option<GuildId>),
    /// One command of the above.
    Command(ApplicationId, Option<GuildId>, CommandId),
    /// `/applications/{id}/guilds/{id}/commands/permissions`
    AllCommandPermissions(ApplicationId, GuildId),
    /// `/applications/{id}/guilds/{id}/commands/{command or application}/permissions`
    CommandPermissions(ApplicationId, GuildId, CommandId),
    /// `/channels/{id}/messages`
    Messages(ChannelId),
    /// `/channels/{id}/messages/{id}`
    Message(ChannelId, MessageId),
    /// `/channels/{id}/messages/pins`
    Pins(ChannelId),
    /// `/channels/{id}/pins`
    PinList(ChannelId),
    /// `/channels/{id}/messages/pins/{id}`, `/channels/{id}/pins/{id}`
    Pin(ChannelId, MessageId),
    /// `/channels/{id}/messages/bulk-delete`
    BulkDelete(ChannelId),
    /// `/channels/{id}/messages/{id}/reactions`
    Reactions(ChannelId, MessageId),
    /// `/channels/{id}/messages/{id}/reactions/{emoji}`, the emoji as it stands there
    ReactionsWith(ChannelId, MessageId, String),
    /// One person's reaction of the above; of the bot itself for `@me`.
    Reaction(ChannelId, MessageId, String, Option<UserId>),
    /// `/interactions/{id}/{token}/callback`
    Callback(InteractionId, String),
    /// `/webhooks/{application}/{token}`
    Webhook(ApplicationId, String),
    /// `/webhooks/{application}/{token}/messages/{@original or id}`
    WebhookMessage(ApplicationId, String, WebhookTarget),
}

/// Which message of an interaction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum WebhookTarget {
    /// The first response.
    Original,
    /// A later one.
    Followup(MessageId),
}

/// Why a path is no route.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum RouteError {
    /// The path is not known.
    #[error("no such route")]
    Unknown,
    /// The path is known, the method is not taken there.
    #[error("this method is not taken there")]
    Method,
    /// A part of the path that must be a snowflake is none.
    #[error("an id in the path is not a snowflake")]
    Snowflake,
}

/// Methods of a thing among others.
const ONE: &[Method] = &[Method::GET, Method::PATCH, Method::DELETE];
/// Methods of what is on or off.
const SWITCH: &[Method] = &[Method::PUT, Method::DELETE];

impl Route {
    /// Reads a method and the segments of a path without `/api/v10`.
    ///
    /// # Errors
    ///
    /// [`RouteError`] says what is wrong with the path.
    pub(crate) fn parse(method: &Method, path: &[&str]) -> Result<Self, RouteError> {
        let (route, methods) = Self::by_path(path)?;
        if methods.contains(method) { Ok(route) } else { Err(RouteError::Method) }
    }

    fn by_path(path: &[&str]) -> Result<(Self, &'static [Method]), RouteError> {
        const GET: &[Method] = &[Method::GET];
        const POST: &[Method] = &[Method::POST];
        const DELETE: &[Method] = &[Method::DELETE];
        const LIST: &[Method] = &[Method::GET, Method::POST];
        const BULK: &[Method] = &[Method::GET, Method::POST, Method::PUT];
        Ok(match *path {
            ["gateway"] => (Self::Gateway, GET),
            ["gateway", "bot"] => (Self::GatewayBot, GET),
            ["users", "@me"] => (Self::CurrentUser, GET),
            ["users", "@me", "guilds"] => (Self::CurrentUserGuilds, GET),
            ["users", "@me", "guilds", id] => {
                (Self::CurrentUserGuild(GuildId::new(raw(id)?)), DELETE)
            }
            ["users", "@me", "channels"] => (Self::OpenDirectMessage, POST),
            ["users", id] => (Self::User(UserId::new(raw(id)?)), GET),
            ["oauth2", "applications", "@me"] | ["applications", "@me"] => {
                (Self::CurrentApplication, GET)
            }
            ["applications", id] => (Self::Application(app(id)?), GET),
            ["applications", id, "commands"] => (Self::Commands(app(id)?, None), BULK),
            ["applications", id, "commands", command] => {
                (Self::Command(app(id)?, None, CommandId::new(raw(command)?)), ONE)
            }
            ["applications", id, "guilds", guild, "commands"] => {
                (Self::Commands(app(id)?, Some(GuildId::new(raw(guild)?))), BULK)
            }
            ["applications", id, "guilds", guild, "commands", "permissions"] => {
                (Self::AllCommandPermissions(app(id)?, GuildId::new(raw(guild)?)), GET)
            }
            ["applications", id, "guilds", guild, "commands", command, "permissions"] => {
                const PERMISSIONS: &[Method] = &[Method::GET, Method::PUT];
                let (guild, command) = (GuildId::new(raw(guild)?), CommandId::new(raw(command)?));
                (Self::CommandPermissions(app(id)?, guild, command), PERMISSIONS)
            }
            ["applications", id, "guilds", guild, "commands", command] => {
                let guild = Some(GuildId::new(raw(guild)?));
                (Self::Command(app(id)?, guild, CommandId::new(raw(command)?)), ONE)
            }
            ["guilds", id] => (Self::Guild(GuildId::new(raw(id)?)), GET),
            ["guilds", id, "channels"] => (Self::GuildChannels(GuildId::new(raw(id)?)), LIST),
            ["guilds", id, "roles"] => (Self::GuildRoles(GuildId::new(raw(id)?)), LIST),
            ["guilds", id, "roles", role] => {
                (Self::GuildRole(GuildId::new(raw(id)?), RoleId::new(raw(role)?)), ONE)
            }
            ["guilds", id, "members", ref rest @ ..] => Self::below_members(guild(id)?, rest)?,
            ["channels", id] => (Self::Channel(channel(id)?), ONE),
            ["channels", id, "permissions", target] => {
                (Self::Overwrite(channel(id)?, raw(target)?), SWITCH)
            }
            ["channels", id, "typing"] => (Self::Typing(channel(id)?), POST),
            ["channels", id, "messages"] => (Self::Messages(channel(id)?), LIST),
            ["channels", id, "pins"] => (Self::PinList(channel(id)?), GET),
            ["channels", id, "messages", "pins"] => (Self::Pins(channel(id)?), GET),
            ["channels", id, "pins", message] | ["channels", id, "messages", "pins", message] => {
                (Self::Pin(channel(id)?, MessageId::new(raw(message)?)), SWITCH)
            }
            ["channels", id, "messages", "bulk-delete"] => (Self::BulkDelete(channel(id)?), POST),
            ["channels", id, "messages", message] => {
                (Self::Message(channel(id)?, MessageId::new(raw(message)?)), ONE)
            }
            ["channels", id, "messages", message, "reactions", ref rest @ ..] => {
                Self::below_reactions(channel(id)?, MessageId::new(raw(message)?), rest)?
            }
            ["interactions", id, token, "callback"] => {
                (Self::Callback(InteractionId::new(raw(id)?), token.to_owned()), POST)
            }
            ["webhooks", id, token] => (Self::Webhook(app(id)?, token.to_owned()), POST),
            ["webhooks", id, token, "messages", target] => {
                let target = match target {
                    "@original" => WebhookTarget::Original,
                    id => WebhookTarget::Followup(MessageId::new(raw(id)?)),
                };
                (Self::WebhookMessage(app(id)?, token.to_owned(), target), ONE)
            }
            _ => return Err(RouteError::Unknown),
        })
    }

    fn below_members(
        guild: GuildId,
        path: &[&str],
    ) -> Result<(Self, &'static [Method]), RouteError> {
        const GET: &[Method] = &[Method::GET];
        const PATCH: &[Method] = &[Method::PATCH];
        Ok(match *path {
            [] => (Self::GuildMembers(guild), GET),
            ["search"] => (Self::GuildMemberSearch(guild), GET),
            ["@me"] | ["@me", "nick"] => (Self::OwnMember(guild), PATCH),
            [user] => (Self::GuildMember(guild, UserId::new(raw(user)?)), ONE),
            [user, "roles", role] => {
                let (user, role) = (UserId::new(raw(user)?), RoleId::new(raw(role)?));
                (Self::MemberRole(guild, user, role), SWITCH)
            }
            _ => return Err(RouteError::Unknown),
        })
    }

    fn below_reactions(
        channel: ChannelId,
        message: MessageId,
        path: &[&str],
    ) -> Result<(Self, &'static [Method]), RouteError> {
        const DELETE: &[Method] = &[Method::DELETE];
        const LIST: &[Method] = &[Method::GET, Method::DELETE];
        Ok(match *path {
            [] => (Self::Reactions(channel, message), DELETE),
            [emoji] => (Self::ReactionsWith(channel, message, emoji.to_owned()), LIST),
            [emoji, "@me"] => (Self::Reaction(channel, message, emoji.to_owned(), None), SWITCH),
            [emoji, user] => {
                let user = Some(UserId::new(raw(user)?));
                (Self::Reaction(channel, message, emoji.to_owned(), user), DELETE)
            }
            _ => return Err(RouteError::Unknown),
        })
    }

    /// Whether the route asks for the bot's token. Those that do not carry a token of their own.
    pub(crate) const fn asks_for_token(&self) -> bool {
        !matches!(
            self,
            Self::Gateway | Self::Callback(..) | Self::Webhook(..) | Self::WebhookMessage(..)
        )
    }
}

fn raw(text: &str) -> Result<u64, RouteError> {
    text.parse().map_err(|_| RouteError::Snowflake)
}

fn app(text: &str) -> Result<ApplicationId, RouteError> {
    raw(text).map(ApplicationId::new)
}

fn guild(text: &str) -> Result<GuildId, RouteError> {
    raw(text).map(GuildId::new)
}

fn channel(text: &str) -> Result<ChannelId, RouteError> {
    raw(text).map(ChannelId::new)
}
