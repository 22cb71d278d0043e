//! Answers to interactions.
//! Source: <https://discord.com/developers/docs/interactions/receiving-and-responding#interaction-response-object>

use serde_json::Value;

use super::field::given;
use super::{Path, Problems, autocomplete, message, modal};

/// Checks an answer's shape by its type.
pub(crate) fn callback(problems: &mut Problems, body: &Value) {
    let Some(kind) = given(body, "type") else {
        return problems.required(&Path::ROOT.key("type"));
    };
    let at = Path::ROOT.key("data");
    let data = given(body, "data");
    match (kind.as_u64(), data) {
        (Some(4), None) => problems.required(&at),
        (Some(4 | 7), Some(data)) => message::message(problems, &at, data),
        (Some(8), Some(data)) => autocomplete::autocomplete(problems, &at, data),
        (Some(9), Some(data)) => modal::modal(problems, &at, data),
        (Some(8 | 9), None) => problems.required(&at),
        (Some(1 | 5 | 6 | 7), _) => {}
        _ => {
            let message = "Value must be one of {1, 4, 5, 6, 7, 8, 9}.";
            problems.add(&Path::ROOT.key("type"), "BASE_TYPE_CHOICES", message);
        }
    }
}
