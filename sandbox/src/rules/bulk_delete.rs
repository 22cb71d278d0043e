//! Deleting many messages at once. How many they may be is asked apart: it has its own answer.

use serde_json::Value;

use super::field::{Length, given, list, snowflakes};
use super::{Path, Problems};

/// Checks the list of ids: each one an id, and none of them twice.
pub(crate) fn bulk_delete(problems: &mut Problems, body: &Value) {
    let at = Path::ROOT;
    if given(body, "messages").is_none() {
        return problems.required(&at.key("messages"));
    }
    let any = Length::up_to(usize::MAX);
    snowflakes(problems, &at, body, "messages", any);
    // What is no list has been reported.
    let ids = list(&mut Problems::default(), &at, body, "messages", any);
    let at = at.key("messages");
    let mut seen = std::collections::HashSet::new();
    for (index, id) in ids.iter().enumerate() {
        if !seen.insert(id.to_string().replace('"', "")) {
            let message = "The set already contains this value";
            problems.add(&at.index(index), "SET_TYPE_ALREADY_CONTAINS_VALUE", message);
        }
    }
}
