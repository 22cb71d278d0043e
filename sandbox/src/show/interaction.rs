//! Interactions as `INTERACTION_CREATE` carries them.

use serde_json::{Value, json};

use crate::world::World;
use crate::world::interaction::Interaction;

use super::{channel, guild, message, user};

/// Largest attachment of an answer, in bytes.
/// Source: <https://discord.com/developers/docs/reference#uploading-files>
const ATTACHMENT_SIZE_LIMIT: u32 = 10 * 1024 * 1024;

/// An interaction object. Every field is there that some client library cannot do without.
/// Source: <https://discord.com/developers/docs/interactions/receiving-and-responding#interaction-object>
pub(crate) fn interaction(world: &World, of: &Interaction, data: &Value) -> Value {
    let place = world.channels.get(&of.channel);
    let owner = of.guild.map_or_else(|| json!({"1": of.user}), |guild| json!({"0": guild}));
    let locale = of
        .guild
        .and_then(|guild| world.guilds.get(&guild)?.members.get(&of.user))
        .map_or("en-US", |member| member.locale.as_str());
    let mut shown = json!({
        "id": of.id,
        "application_id": world.app.id,
        "type": of.kind.number(),
        "data": data,
        "channel_id": of.channel,
        "channel": place.map(|place| channel(world, place)),
        "token": of.token,
        "version": 1,
        "locale": locale,
        "entitlements": [],
        "entitlement_sku_ids": [],
        "authorizing_integration_owners": owner,
        "context": if of.guild.is_some() { 0 } else { 1 },
        "attachment_size_limit": ATTACHMENT_SIZE_LIMIT,
        "app_permissions": world.permissions(world.app.bot, of.channel),
    });
    place_of(world, of, &mut shown);
    if let Some(source) = of.source.and_then(|id| world.message(of.channel, id)) {
        shown["message"] = message(world, source);
    }
    shown
}

/// In a server: the server and the member. In private: the user.
fn place_of(world: &World, of: &Interaction, shown: &mut Value) {
    let Some(home) = of.guild.and_then(|id| world.guilds.get(&id)) else {
        shown["user"] = world.users.get(&of.user).map_or(Value::Null, user);
        return;
    };
    shown["guild_id"] = json!(home.id);
    shown["guild"] = guild::partial_guild(home);
    shown["guild_locale"] = json!(home.locale);
    let mut member = guild::member(world, home, of.user).unwrap_or(Value::Null);
    member["permissions"] = json!(world.permissions(of.user, of.channel));
    shown["member"] = member;
}
