//! Messages: what is sent to a channel, as an answer, as a follow-up, or as an edit.

use serde_json::Value;

use super::field::{Length, given, list, number, snowflake, text, truth};
use super::{Path, Problems, components, embeds, mentions, poll};
use crate::world::message::flags;

/// Longest message, in code points.
/// Source: <https://discord.com/developers/docs/resources/message#create-message>
const CONTENT: usize = 2000;

/// Longest nonce. Source: as above.
const NONCE: usize = 25;

/// Most embeds. Source: as above.
const EMBEDS: usize = 10;

/// Most stickers. Source: as above.
const STICKERS: usize = 3;

/// Longest description of an attachment (its alt text).
/// Source: <https://discord.com/developers/docs/resources/message#attachment-object>
const ALT_TEXT: usize = 1024;

/// Checks a message at `at` in its body. Whether it is empty is asked by [`empty`].
pub(crate) fn message(problems: &mut Problems, at: &Path<'_>, body: &Value) {
    if !body.is_object() && !body.is_null() {
        problems.add(at, "DICT_TYPE_CONVERT", "Only dictionaries may be used in a DictType");
        return;
    }
    text(problems, at, body, "content", Length::up_to(CONTENT));
    nonce(problems, at, body);
    for key in ["tts", "enforce_nonce"] {
        truth(problems, at, body, key);
    }
    number(problems, at, body, "flags", 0, i64::MAX);
    list(problems, at, body, "sticker_ids", Length::up_to(STICKERS));
    if let Some(reference) = given(body, "message_reference") {
        let at = at.key("message_reference");
        for key in ["message_id", "channel_id", "guild_id"] {
            snowflake(problems, &at, reference, key);
        }
    }
    let given_embeds = list(problems, at, body, "embeds", Length::up_to(EMBEDS));
    embeds::embeds(problems, &at.key("embeds"), given_embeds);
    components::message_rows(problems, at, body);
    mentions::allowed_mentions(problems, at, body);
    attachments(problems, at, body);
    poll::poll(problems, at, body);
    second_generation(problems, at, body);
}

/// Whether a new message would show nothing.
pub(crate) fn empty(body: &Value, files: usize) -> bool {
    let text = given(body, "content").and_then(Value::as_str).unwrap_or_default();
    let filled =
        |key| given(body, key).and_then(Value::as_array).is_some_and(|list| !list.is_empty());
    let lists = ["embeds", "components", "sticker_ids"];
    text.trim().is_empty()
        && files == 0
        && !lists.into_iter().any(filled)
        && given(body, "poll").is_none()
}

fn nonce(problems: &mut Problems, at: &Path<'_>, body: &Value) {
    match given(body, "nonce") {
        Some(Value::String(_)) => {
            text(problems, at, body, "nonce", Length::up_to(NONCE));
        }
        None | Some(Value::Number(_)) => {}
        Some(other) => {
            let message = format!("Could not interpret \"{other}\" as string.");
            problems.add(&at.key("nonce"), "STRING_TYPE_CONVERT", message);
        }
    }
}

fn attachments(problems: &mut Problems, at: &Path<'_>, body: &Value) {
    let items = list(problems, at, body, "attachments", Length::up_to(10));
    let at = at.key("attachments");
    for (index, item) in items.iter().enumerate() {
        let at = at.index(index);
        if given(item, "id").is_none() {
            problems.required(&at.key("id"));
        }
        text(problems, &at, item, "description", Length::up_to(ALT_TEXT));
    }
}

/// Messages of second-generation components have no content, embeds or poll beside them.
/// Source: <https://discord.com/developers/docs/components/reference#component-reference>
fn second_generation(problems: &mut Problems, at: &Path<'_>, body: &Value) {
    let bits = given(body, "flags").and_then(Value::as_u64).unwrap_or_default();
    if bits & flags::COMPONENTS_V2 == 0 {
        return;
    }
    for key in ["content", "embeds", "poll"] {
        let used = given(body, key).is_some_and(|value| match value {
            Value::String(text) => !text.is_empty(),
            Value::Array(items) => !items.is_empty(),
            _ => true,
        });
        if used {
            let message = format!(
                "The '{key}' field cannot be used when using MessageFlags.IS_COMPONENTS_V2"
            );
            problems.add(
                &at.key(key),
                "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2",
                message,
            );
        }
    }
}
