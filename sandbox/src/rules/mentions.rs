//! Allowed mentions.
//! Source: <https://discord.com/developers/docs/resources/message#allowed-mentions-object>

use serde_json::Value;

use super::field::{Length, given, list};
use super::{Path, Problems};

const IDS: usize = 100;

/// Checks `allowed_mentions`: a kind is allowed as a whole or by a list, not both.
pub(crate) fn allowed_mentions(problems: &mut Problems, at: &Path<'_>, body: &Value) {
    let Some(allowed) = given(body, "allowed_mentions") else { return };
    let at = at.key("allowed_mentions");
    let parse = list(problems, &at, allowed, "parse", Length::up_to(3));
    for (index, kind) in parse.iter().enumerate() {
        if !matches!(kind.as_str(), Some("users" | "roles" | "everyone")) {
            let message = "Value must be one of {'users', 'everyone', 'roles'}.";
            problems.add(&at.key("parse").index(index), "BASE_TYPE_CHOICES", message);
        }
    }
    for kind in ["users", "roles"] {
        let ids = list(problems, &at, allowed, kind, Length::up_to(IDS));
        if !ids.is_empty() && parse.iter().any(|parsed| parsed == kind) {
            let message =
                format!("parse:[\"{kind}\"] and {kind}: [ids...] are mutually exclusive.");
            problems.add(&at, "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE", message);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[track_caller]
    fn check(allowed: Value, good: bool) {
        let mut problems = Problems::default();
        allowed_mentions(&mut problems, &Path::ROOT, &json!({ "allowed_mentions": allowed }));
        assert_eq!(problems.is_empty(), good, "{}", problems.into_json());
    }

    #[test]
    fn a_kind_is_allowed_whole_or_by_list() {
        check(json!({ "parse": [] }), true);
        check(json!({ "parse": ["users", "roles"] }), true);
        check(json!({ "parse": ["users"], "users": [] }), true);
        check(json!({ "parse": ["users"], "users": ["1"] }), false);
        check(json!({ "parse": ["users"], "roles": ["1"] }), true);
        check(json!({ "parse": ["people"] }), false);
        check(json!({ "users": vec!["1"; 101] }), false);
    }
}
