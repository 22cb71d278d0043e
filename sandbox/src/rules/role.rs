//! Roles.
//! Source: <https://discord.com/developers/docs/resources/guild#create-guild-role>

use serde_json::Value;

use super::field::{Length, bits, given, number, text, truth};
use super::{Path, Problems};

/// Length of a role's name, in code points. Source: as above.
const NAME: Length = Length::between(1, 100);

/// The greatest colour: red, green and blue in one number.
/// Source: <https://github.com/discord/discord-api-spec>
const WHITE: i64 = 0xFF_FFFF;

/// Checks a role, new or changed: no field has to be there.
pub(crate) fn role(problems: &mut Problems, body: &Value) {
    let at = Path::ROOT;
    text(problems, &at, body, "name", NAME);
    bits(problems, &at, body, "permissions");
    number(problems, &at, body, "color", 0, WHITE);
    if let Some(colors) = given(body, "colors") {
        let at = at.key("colors");
        for key in ["primary_color", "secondary_color", "tertiary_color"] {
            number(problems, &at, colors, key, 0, WHITE);
        }
    }
    for key in ["hoist", "mentionable"] {
        truth(problems, &at, body, key);
    }
}
