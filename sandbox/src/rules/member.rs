//! Somebody's place in a server: nickname and roles.
//! Source: <https://discord.com/developers/docs/resources/guild#modify-guild-member>

use serde_json::Value;

use super::field::{Length, snowflakes, text, truth};
use super::{Path, Problems};

/// Longest nickname, in code points.
/// Source: <https://discord.com/developers/docs/resources/user#usernames-and-nicknames>
const NICKNAME: Length = Length::up_to(32);

/// Most roles in one request.
/// Source: <https://github.com/discord/discord-api-spec>
const ROLES: usize = 350;

/// Checks what is to change about another member.
pub(crate) fn member(problems: &mut Problems, body: &Value) {
    own_member(problems, body);
    snowflakes(problems, &Path::ROOT, body, "roles", Length::up_to(ROLES));
    for key in ["mute", "deaf"] {
        truth(problems, &Path::ROOT, body, key);
    }
}

/// Checks what the bot is to change about itself.
pub(crate) fn own_member(problems: &mut Problems, body: &Value) {
    text(problems, &Path::ROOT, body, "nick", NICKNAME);
}
