//! Users and the application.

use serde_json::{Value, json};

use crate::world::World;
use crate::world::guild::User;

/// A user object.
/// Source: <https://discord.com/developers/docs/resources/user#user-object>
pub(crate) fn user(user: &User) -> Value {
    json!({
        "id": user.id,
        "username": user.handle(),
        "global_name": user.name,
        "discriminator": "0",
        "avatar": null,
        "bot": user.bot,
        "system": false,
        "banner": null,
        "accent_color": null,
        "avatar_decoration_data": null,
        "public_flags": 0,
        "flags": 0,
    })
}

/// The bot's own user, with the fields that only oneself sees.
pub(crate) fn current_user(world: &World) -> Value {
    let mut shown = world.users.get(&world.app.bot).map_or(Value::Null, user);
    shown["mfa_enabled"] = json!(false);
    shown["verified"] = json!(true);
    shown["locale"] = json!("en-US");
    shown["email"] = Value::Null;
    shown
}

/// Application flags: the privileged intents that a small bot may use without review.
/// Source: <https://discord.com/developers/docs/resources/application#application-object-application-flags>
const LIMITED_INTENTS: u64 = 1 << 13 | 1 << 15 | 1 << 19;

/// The application object.
pub(crate) fn application(world: &World) -> Value {
    let bot = world.users.get(&world.app.bot);
    json!({
        "id": world.app.id,
        "name": bot.map(|bot| bot.name.as_str()),
        "icon": null,
        "description": "",
        "summary": "",
        "bot_public": true,
        "bot_require_code_grant": false,
        "verify_key": "0".repeat(64),
        "flags": LIMITED_INTENTS,
        "owner": world.users.get(&world.app.owner).map(user),
        "team": null,
        "rpc_origins": [],
        "redirect_uris": [],
        "tags": [],
        "install_params": null,
        "integration_types_config": {"0": {}},
        "bot": bot.map(user),
        "approximate_guild_count": world.guilds.len(),
        "approximate_user_install_count": 0,
    })
}
