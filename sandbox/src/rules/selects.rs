//! Select menus.
//! Source of the limits: <https://discord.com/developers/docs/components/reference#string-select>

use std::collections::HashSet;
use std::ops::RangeInclusive;

use serde_json::Value;

use super::components::{Used, custom_id, kind};
use super::field::{Length, given, list, number, required_text, text};
use super::{Path, Problems};

const OPTIONS: Length = Length::between(1, 25);
const OPTION_TEXT: usize = 100;
const PLACEHOLDER: usize = 150;
const VALUES: i64 = 25;

/// Checks a menu: of given options (type 3), or of users, roles, channels (types 5 to 8).
pub(super) fn select<'a>(
    problems: &mut Problems,
    at: &Path<'_>,
    menu: &'a Value,
    used: &mut Used<'a>,
) {
    custom_id(problems, at, menu, used);
    text(problems, at, menu, "placeholder", Length::up_to(PLACEHOLDER));
    let min = number(problems, at, menu, "min_values", 0, VALUES).unwrap_or(1);
    let max = number(problems, at, menu, "max_values", 1, VALUES).unwrap_or(1);
    if min > max {
        let message = "The min values must be less than or equal to the max values";
        problems.add(&at.key("min_values"), "SELECT_COMPONENT_MIN_EXCEEDS_MAX", message);
    }
    match kind(menu) {
        Some(3) => options(problems, at, menu, max),
        Some(own) => {
            default_values(problems, at, menu, own, min..=max);
            if own == 8 {
                channel_types(problems, at, menu);
            }
        }
        None => {}
    }
}

/// What is chosen from the start in a menu of users, roles or channels: as many as may be chosen,
/// each of a kind that the menu offers. That they exist is not asked.
/// Source: <https://discord.com/developers/docs/components/reference#user-select-select-default-value-structure>
fn default_values(
    problems: &mut Problems,
    at: &Path<'_>,
    menu: &Value,
    own: u64,
    may: RangeInclusive<i64>,
) {
    let values = list(problems, at, menu, "default_values", Length::up_to(25));
    let at = at.key("default_values");
    let count = i64::try_from(values.len()).unwrap_or(i64::MAX);
    if count > 0 && !may.contains(&count) {
        let (min, max) = may.into_inner();
        let message = format!("Must provide between {min} and {max} default values");
        problems.add(&at, "SELECT_COMPONENT_INVALID_DEFAULT_VALUES", message);
    }
    let offered: &[&str] = match own {
        5 => &["user"],
        6 => &["role"],
        7 => &["user", "role"],
        _ => &["channel"],
    };
    let mut seen = HashSet::new();
    for (index, value) in values.iter().enumerate() {
        let at = at.index(index);
        match given(value, "type").map(|kind| kind.as_str().unwrap_or_default()) {
            None => problems.required(&at.key("type")),
            Some(kind) if offered.contains(&kind) => {}
            Some(_) => {
                let message = format!("Value must be one of {{'{}'}}.", offered.join("', '"));
                problems.add(&at.key("type"), "BASE_TYPE_CHOICES", message);
            }
        }
        let Some(id) = given(value, "id") else {
            problems.required(&at.key("id"));
            continue;
        };
        let number = id.as_u64().or_else(|| id.as_str()?.parse().ok());
        if number.is_none() {
            let message = format!("Value {id} is not snowflake.");
            problems.add(&at.key("id"), "NUMBER_TYPE_COERCE", message);
        } else if !seen.insert(number) {
            let message = "The specified default value is already used";
            problems.add(&at.key("id"), "SELECT_COMPONENT_DEFAULT_VALUE_DUPLICATED", message);
        }
    }
}

/// Source: <https://discord.com/developers/docs/resources/channel#channel-object-channel-types>
fn channel_types(problems: &mut Problems, at: &Path<'_>, menu: &Value) {
    let types = list(problems, at, menu, "channel_types", Length::up_to(25));
    for (index, kind) in types.iter().enumerate() {
        if !matches!(kind.as_u64(), Some(0..=5 | 10..=16)) {
            let at = at.key("channel_types");
            let message = format!("Value {kind} is not a channel type.");
            problems.add(&at.index(index), "BASE_TYPE_CHOICES", message);
        }
    }
}

fn options(problems: &mut Problems, at: &Path<'_>, menu: &Value, max_values: i64) {
    if given(menu, "options").is_none() {
        problems.required(&at.key("options"));
        return;
    }
    let options = list(problems, at, menu, "options", OPTIONS);
    if i64::try_from(options.len()).is_ok_and(|count| max_values > count) {
        let message = "The number of options is less than the max values";
        problems.add(&at.key("max_values"), "SELECT_COMPONENT_MAX_EXCEEDS_OPTIONS", message);
    }
    let at = at.key("options");
    let mut values = HashSet::new();
    let mut chosen = 0;
    for (index, option) in options.iter().enumerate() {
        let at = at.index(index);
        required_text(problems, &at, option, "label", Length::between(1, OPTION_TEXT));
        text(problems, &at, option, "description", Length::up_to(OPTION_TEXT));
        let value = required_text(problems, &at, option, "value", Length::between(1, OPTION_TEXT));
        if value.is_some_and(|value| !values.insert(value)) {
            let message = "The specified option value is already used";
            problems.add(&at.key("value"), "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED", message);
        }
        chosen += i64::from(option["default"] == true);
    }
    if chosen > max_values {
        let message = "The number of default options is greater than the max values";
        problems.add(&at, "SELECT_COMPONENT_TOO_MANY_DEFAULT_VALUES", message);
    }
}

#[cfg(test)]
#[expect(clippy::needless_pass_by_value, reason = "cases read better without ampersands")]
mod tests {
    use super::*;
    use serde_json::json;

    #[track_caller]
    fn check(menu: Value, place: &str, expected: Option<&str>) {
        let mut whole = json!({ "type": 3, "custom_id": "m" });
        for (key, value) in menu.as_object().unwrap() {
            whole[key.as_str()] = value.clone();
        }
        let mut problems = Problems::default();
        select(&mut problems, &Path::ROOT, &whole, &mut Used::new());
        let json = problems.into_json();
        let found = json["errors"].pointer(place).and_then(|at| at["_errors"][0]["code"].as_str());
        assert_eq!(found, expected, "{json}");
        if expected.is_none() {
            assert_eq!(json["errors"], json!({}));
        }
    }

    fn options(count: usize) -> Value {
        (0..count).map(|i| json!({ "label": "l", "value": i.to_string() })).collect()
    }

    #[test]
    fn menus_offer_one_to_twenty_five_different_options() {
        check(json!({ "options": options(25) }), "/options", None);
        check(json!({ "options": options(26) }), "/options", Some("BASE_TYPE_BAD_LENGTH"));
        check(json!({ "options": [] }), "/options", Some("BASE_TYPE_BAD_LENGTH"));
        check(json!({}), "/options", Some("BASE_TYPE_REQUIRED"));
        let twice = json!([{ "label": "a", "value": "v" }, { "label": "b", "value": "v" }]);
        let code = Some("SELECT_COMPONENT_OPTION_VALUE_DUPLICATED");
        check(json!({ "options": twice }), "/options/1/value", code);
        let long = json!([{ "label": "l".repeat(101), "value": "v" }]);
        check(json!({ "options": long }), "/options/0/label", Some("BASE_TYPE_BAD_LENGTH"));
    }

    #[test]
    fn menus_take_a_possible_number_of_values() {
        check(json!({ "options": options(3), "min_values": 0, "max_values": 3 }), "/", None);
        let code = Some("SELECT_COMPONENT_MIN_EXCEEDS_MAX");
        check(json!({ "options": options(3), "min_values": 2 }), "/min_values", code);
        let code = Some("SELECT_COMPONENT_MAX_EXCEEDS_OPTIONS");
        check(json!({ "options": options(3), "max_values": 4 }), "/max_values", code);
        let code = Some("NUMBER_TYPE_MAX");
        check(json!({ "options": options(25), "max_values": 26 }), "/max_values", code);
        let code = Some("BASE_TYPE_MAX_LENGTH");
        check(
            json!({ "options": options(1), "placeholder": "p".repeat(151) }),
            "/placeholder",
            code,
        );
    }

    #[test]
    fn menus_of_people_roles_and_channels_start_with_what_they_offer() {
        let of = |kind: u64, max: usize, defaults: &[(&str, &str)]| {
            let values = defaults.iter().map(|(kind, id)| json!({ "type": kind, "id": id }));
            let values: Vec<_> = values.collect();
            json!({ "type": kind, "max_values": max, "default_values": values })
        };
        check(json!({ "type": 5 }), "/", None);
        check(json!({ "type": 6, "default_values": null, "min_values": 0 }), "/", None);
        check(of(5, 25, &[("user", "1"), ("user", "2")]), "/", None);
        check(of(7, 2, &[("user", "1"), ("role", "2")]), "/", None);
        check(of(8, 1, &[("channel", "1")]), "/", None);
        let wrong = Some("BASE_TYPE_CHOICES");
        check(of(5, 1, &[("role", "1")]), "/default_values/0/type", wrong);
        check(of(6, 1, &[("user", "1")]), "/default_values/0/type", wrong);
        check(of(7, 1, &[("channel", "1")]), "/default_values/0/type", wrong);
        let number = Some("SELECT_COMPONENT_INVALID_DEFAULT_VALUES");
        check(of(5, 1, &[("user", "1"), ("user", "2")]), "/default_values", number);
        let mut few = of(6, 3, &[("role", "1")]);
        few["min_values"] = json!(2);
        check(few, "/default_values", number);
        check(of(5, 1, &[("user", "ada")]), "/default_values/0/id", Some("NUMBER_TYPE_COERCE"));
        let twice = Some("SELECT_COMPONENT_DEFAULT_VALUE_DUPLICATED");
        check(of(5, 2, &[("user", "1"), ("user", "1")]), "/default_values/1/id", twice);
        check(json!({ "type": 5, "max_values": 26 }), "/max_values", Some("NUMBER_TYPE_MAX"));
        check(json!({ "type": 8, "channel_types": [0, 5] }), "/", None);
        check(json!({ "type": 8, "channel_types": [99] }), "/channel_types/0", wrong);
    }
}
