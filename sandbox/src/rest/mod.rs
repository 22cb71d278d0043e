//! The REST side: one request in, one answer out.
//!
//! May enter: HTTP, the world under its lock, the rules.
//! May not enter: waiting for anything but the request's own body and ordered slowness.
//! Flow: `server` reads -> faults -> `Route::parse` -> authorization -> one handler file per
//! family -> answer and log entry.

mod applications;
mod body;
mod bulk_delete;
mod call;
mod callback;
mod channels;
mod commands;
mod encoded;
mod error;
mod guilds;
mod members;
mod mentions;
mod messages;
mod overwrites;
mod pins;
mod reactions;
mod roles;
mod route;
mod server;
mod uploads;
mod users;
mod webhooks;
mod write;

pub(crate) use body::{MAX_REQUEST, read};
pub(crate) use call::{Call, Reply, Upload};
pub(crate) use error::ApiError;
pub(crate) use mentions::{Origin, mentions};
pub(crate) use messages::{add, remove};
pub(crate) use reactions::MOST as MOST_REACTIONS;
pub(crate) use route::Route;
pub(crate) use server::{file, serve};
pub(crate) use uploads::store;
pub(crate) use write::blank;

use crate::world::World;

/// Answers one request that passed the door.
pub(crate) fn answer(world: &mut World, call: &Call) -> Result<Reply, ApiError> {
    use Route as R;
    match call.route {
        R::Gateway | R::GatewayBot => Ok(applications::gateway(world, call)),
        R::CurrentUser => Ok(users::current(world)),
        R::User(id) => users::one(world, id),
        R::CurrentUserGuilds => Ok(guilds::mine(world)),
        R::CurrentUserGuild(id) => guilds::leave(world, id),
        R::OpenDirectMessage => users::open_direct_message(world, call),
        R::CurrentApplication => Ok(applications::current(world)),
        R::Application(id) => applications::one(world, id),
        R::Guild(id) => guilds::one(world, id),
        R::GuildChannels(id) => channels::all(world, call, id),
        R::GuildRoles(id) => roles::all(world, call, id),
        R::GuildRole(id, role) => roles::one(world, call, id, role),
        R::GuildMember(id, user) => members::one(world, call, id, user),
        R::GuildMembers(id) => members::all(world, call, id),
        R::GuildMemberSearch(id) => members::search(world, call, id),
        R::OwnMember(id) => members::change_own(world, call, id),
        R::MemberRole(id, user, role) => members::role(world, call, id, user, role),
        R::Channel(id) => channels::one(world, call, id),
        R::Overwrite(id, target) => overwrites::one(world, call, id, target),
        R::Typing(id) => guilds::typing(world, id),
        R::Commands(app, guild) => commands::all(world, call, app, guild),
        R::Command(app, guild, id) => commands::one(world, call, app, guild, id),
        R::AllCommandPermissions(app, guild) => commands::all_permissions(world, app, guild),
        R::CommandPermissions(app, guild, id) => commands::permissions(world, call, app, guild, id),
        R::Messages(channel) => messages::all(world, call, channel),
        R::Message(channel, id) => messages::one(world, call, channel, id),
        R::Pins(channel) => pins::page(world, call, channel),
        R::PinList(channel) => pins::list(world, channel),
        R::Pin(channel, id) => pins::one(world, call, channel, id),
        R::BulkDelete(channel) => bulk_delete::delete(world, call, channel),
        R::Reactions(channel, id) => reactions::clear(world, (channel, id)),
        R::ReactionsWith(channel, id, ref emoji) => {
            reactions::with_emoji(world, call, (channel, id), emoji)
        }
        R::Reaction(channel, id, ref emoji, user) => {
            reactions::one(world, call, (channel, id), emoji, user)
        }
        R::Callback(id, ref token) => callback::respond(world, call, id, token),
        R::Webhook(app, ref token) => webhooks::follow_up(world, call, app, token),
        R::WebhookMessage(app, ref token, target) => {
            webhooks::message(world, call, app, token, target)
        }
    }
}
