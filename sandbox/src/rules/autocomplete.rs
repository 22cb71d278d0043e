//! Suggestions while somebody types.
//! Source: <https://discord.com/developers/docs/interactions/receiving-and-responding#interaction-response-object-autocomplete>

use serde_json::Value;

use super::field::{Length, given, list};
use super::{Path, Problems, choices::choices};

const CHOICES: usize = 25;

/// Checks the data of a type 8 answer.
pub(super) fn autocomplete(problems: &mut Problems, at: &Path<'_>, data: &Value) {
    if given(data, "choices").is_none() {
        problems.required(&at.key("choices"));
    }
    let given = list(problems, at, data, "choices", Length::up_to(CHOICES));
    choices(problems, &at.key("choices"), given, None);
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[track_caller]
    fn check(data: Value, good: bool) {
        let mut problems = Problems::default();
        autocomplete(&mut problems, &Path::ROOT, &data);
        assert_eq!(problems.is_empty(), good, "{}", problems.into_json());
    }

    #[test]
    fn suggestions_are_few_and_short() {
        let one =
            |name: &str, value: Value| json!({ "choices": [{ "name": name, "value": value }] });
        check(json!({ "choices": [] }), true);
        check(json!({}), false);
        check(one("n", json!("v")), true);
        check(one("n", json!(7)), true);
        check(one("n", json!(null)), false);
        check(one("", json!("v")), false);
        check(one(&"n".repeat(100), json!("v".repeat(100))), true);
        check(one(&"n".repeat(101), json!("v")), false);
        check(one("n", json!("v".repeat(101))), false);
        check(json!({ "choices": vec![json!({ "name": "n", "value": "v" }); 26] }), false);
    }
}
