//! Channels of a server, and the exceptions from permissions in them.
//! Source: <https://discord.com/developers/docs/resources/guild#create-guild-channel>

use serde_json::Value;

use super::field::{Length, bits, given, list, number, required_text, snowflake, text, truth};
use super::{Path, Problems};

/// Length of a name, in code points. Source: as above.
const NAME: Length = Length::between(1, 100);

/// Longest topic, in code points. Source: as above.
const TOPIC: Length = Length::up_to(1024);

/// Longest time that one person waits between two messages, in seconds. Source: as above.
const SLOWMODE: i64 = 21_600;

/// Most exceptions in one body.
/// Source: <https://github.com/discord/discord-api-spec>
const OVERWRITES: usize = 100;

/// Kinds that every server may have: text, voice, categories. Others need a community.
/// Source: <https://discord.com/developers/docs/resources/guild#guild-object-guild-features>
const KINDS: [u64; 3] = [0, 2, 4];

/// What a body is for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum ChannelBody {
    /// A new channel.
    New,
    /// Changes to one that is there.
    Edit,
}

/// Checks a channel of a server.
pub(crate) fn channel(problems: &mut Problems, body: &Value, is: ChannelBody) {
    let at = Path::ROOT;
    let name = match is {
        ChannelBody::New => required_text(problems, &at, body, "name", NAME),
        ChannelBody::Edit => text(problems, &at, body, "name", NAME),
    };
    if name.is_some_and(|name| !name.is_empty() && name.trim().is_empty()) {
        problems.required(&at.key("name"));
    }
    text(problems, &at, body, "topic", TOPIC);
    number(problems, &at, body, "position", 0, i64::from(i32::MAX));
    number(problems, &at, body, "rate_limit_per_user", 0, SLOWMODE);
    truth(problems, &at, body, "nsfw");
    snowflake(problems, &at, body, "parent_id");
    if let Some(kind) = given(body, "type")
        && !kind.as_u64().is_some_and(|kind| KINDS.contains(&kind))
    {
        let message = "Value must be one of {0, 2, 4}.";
        problems.add(&at.key("type"), "BASE_TYPE_CHOICES", message);
    }
    let overwrites = list(problems, &at, body, "permission_overwrites", Length::up_to(OVERWRITES));
    let at = at.key("permission_overwrites");
    for (index, one) in overwrites.iter().enumerate() {
        let at = at.index(index);
        if given(one, "id").is_none() {
            problems.required(&at.key("id"));
        }
        snowflake(problems, &at, one, "id");
        overwrite(problems, &at, one);
    }
}

/// Checks an exception: for a role (0) or for a person (1).
pub(crate) fn overwrite(problems: &mut Problems, at: &Path<'_>, body: &Value) {
    match given(body, "type") {
        None => problems.required(&at.key("type")),
        Some(kind) if matches!(kind.as_u64(), Some(0 | 1)) => {}
        Some(_) => {
            let message = "Value must be one of {0, 1}.";
            problems.add(&at.key("type"), "BASE_TYPE_CHOICES", message);
        }
    }
    bits(problems, at, body, "allow");
    bits(problems, at, body, "deny");
}
