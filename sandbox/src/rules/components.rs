//! Rows of buttons and menus.
//! Source of the limits: <https://discord.com/developers/docs/components/reference>

use std::collections::HashSet;

use serde_json::Value;

use super::field::{Length, given, list, number, required_text, text};
use super::layout::layout;
use super::{Path, Problems, selects};
use crate::world::message::flags;

const ROWS: usize = 5;
const BUTTONS_PER_ROW: usize = 5;
const LABEL: usize = 80;
const URL: usize = 512;
pub(super) const CUSTOM_ID: Length = Length::between(1, 100);
/// Ids that a message or form uses; each may be used once.
pub(super) type Used<'a> = HashSet<&'a str>;

/// Checks the components of a message.
pub(crate) fn message_rows(problems: &mut Problems, at: &Path<'_>, body: &Value) {
    let bits = given(body, "flags").and_then(Value::as_u64).unwrap_or_default();
    let mut used = Used::new();
    if bits & flags::COMPONENTS_V2 != 0 {
        return layout(problems, at, body, &mut used);
    }
    let rows = list(problems, at, body, "components", Length::up_to(ROWS));
    let at = at.key("components");
    for (index, one) in rows.iter().enumerate() {
        let at = at.index(index);
        if kind(one) == Some(1) {
            row(problems, &at, one, &mut used);
        } else {
            let message = "Value of field \"type\" must be one of (1,).";
            problems.add(&at.key("type"), "UNION_TYPE_CHOICES", message);
        }
    }
}

pub(super) fn kind(component: &Value) -> Option<u64> {
    given(component, "type").and_then(Value::as_u64)
}

pub(super) fn row<'a>(problems: &mut Problems, at: &Path<'_>, row: &'a Value, used: &mut Used<'a>) {
    let items = list(problems, at, row, "components", Length::between(1, BUTTONS_PER_ROW));
    if given(row, "components").is_none() {
        problems.required(&at.key("components"));
    }
    let at = at.key("components");
    let menus = items.iter().filter(|item| matches!(kind(item), Some(3 | 5..=8))).count();
    if menus > 1 || (menus == 1 && items.len() > 1) {
        let message = "The specified component exceeds the maximum width";
        problems.add(&at, "COMPONENT_LAYOUT_WIDTH_EXCEEDED", message);
    }
    for (index, item) in items.iter().enumerate() {
        let at = at.index(index);
        match kind(item) {
            Some(2) => button(problems, &at, item, used),
            Some(3 | 5..=8) => selects::select(problems, &at, item, used),
            _ => {
                let message = "Value of field \"type\" must be one of (2, 3, 5, 6, 7, 8).";
                problems.add(&at.key("type"), "UNION_TYPE_CHOICES", message);
            }
        }
    }
}

/// Checks a custom id: its length, and that nothing else carries it.
pub(super) fn custom_id<'a>(
    problems: &mut Problems,
    at: &Path<'_>,
    component: &'a Value,
    used: &mut Used<'a>,
) {
    let Some(id) = required_text(problems, at, component, "custom_id", CUSTOM_ID) else { return };
    if !used.insert(id) {
        let message = "Component custom id cannot be duplicated";
        problems.add(&at.key("custom_id"), "COMPONENT_CUSTOM_ID_DUPLICATED", message);
    }
}

/// Styles 1 to 4 carry a custom id, style 5 a link, style 6 something to buy.
pub(super) fn button<'a>(
    problems: &mut Problems,
    at: &Path<'_>,
    button: &'a Value,
    used: &mut Used<'a>,
) {
    let Some(style) = number(problems, at, button, "style", 1, 6) else {
        if given(button, "style").is_none() {
            problems.required(&at.key("style"));
        }
        return;
    };
    let label = text(problems, at, button, "label", Length::up_to(LABEL)).unwrap_or_default();
    if style != 6 && label.is_empty() && given(button, "emoji").is_none() {
        let message = "A button must have a label or emoji";
        problems.add(at, "BUTTON_COMPONENT_REQUIRES_LABEL_OR_EMOJI", message);
    }
    if style == 5 {
        link_button(problems, at, button);
    } else if style <= 4 {
        custom_id(problems, at, button, used);
        if given(button, "url").is_some() {
            let message = "A custom id and url cannot both be specified";
            problems.add(at, "BUTTON_COMPONENT_CUSTOM_ID_AND_URL", message);
        }
    }
}

fn link_button(problems: &mut Problems, at: &Path<'_>, button: &Value) {
    let url = required_text(problems, at, button, "url", Length::between(1, URL));
    if url.is_some_and(|url| {
        !["http://", "https://", "discord://"].iter().any(|known| url.starts_with(known))
    }) {
        let message =
            "Scheme is not supported. Scheme must be one of ('http', 'https', 'discord').";
        problems.add(&at.key("url"), "URL_TYPE_INVALID_SCHEME", message);
    }
    if given(button, "custom_id").is_some() {
        let message = "A custom id and url cannot both be specified";
        problems.add(at, "BUTTON_COMPONENT_CUSTOM_ID_AND_URL", message);
    }
}

#[cfg(test)]
#[expect(clippy::needless_pass_by_value, reason = "cases read better without ampersands")]
mod tests {
    use super::*;
    use serde_json::json;

    /// `expected` is the code of the first problem, found by `place`; `None` means a good body.
    #[track_caller]
    fn check(rows: Value, place: &str, expected: Option<&str>) {
        let mut problems = Problems::default();
        let body = json!({ "components": rows });
        message_rows(&mut problems, &Path::ROOT, &body);
        let json = problems.into_json();
        let found = json["errors"].pointer(place).and_then(|at| at["_errors"][0]["code"].as_str());
        assert_eq!(found, expected, "{json}");
        if expected.is_none() {
            assert_eq!(json["errors"], json!({}));
        }
    }

    fn row_of(items: &[Value]) -> Value {
        json!([{ "type": 1, "components": items }])
    }

    fn push_button(id: &str) -> Value {
        json!({ "type": 2, "style": 1, "label": "Press", "custom_id": id })
    }

    #[test]
    fn rows_have_a_width_and_messages_a_height() {
        let buttons =
            |count: usize| (0..count).map(|id| push_button(&id.to_string())).collect::<Vec<_>>();
        check(row_of(&buttons(5)), "/components", None);
        check(row_of(&buttons(6)), "/components/0/components", Some("BASE_TYPE_BAD_LENGTH"));
        check(row_of(&[]), "/components/0/components", Some("BASE_TYPE_BAD_LENGTH"));
        let rows = |count: usize| {
            (0..count)
                .map(|id| json!({ "type": 1, "components": [push_button(&id.to_string())] }))
                .collect::<Value>()
        };
        check(rows(5), "/components", None);
        check(rows(6), "/components", Some("BASE_TYPE_MAX_LENGTH"));
        let menu = json!({ "type": 5, "custom_id": "menu" });
        check(row_of(std::slice::from_ref(&menu)), "/components", None);
        let wide = Some("COMPONENT_LAYOUT_WIDTH_EXCEEDED");
        check(row_of(&[menu.clone(), push_button("a")]), "/components/0/components", wide);
        check(json!([push_button("a")]), "/components/0/type", Some("UNION_TYPE_CHOICES"));
    }

    #[test]
    fn custom_ids_are_there_once() {
        let place = "/components/0/components/1/custom_id";
        check(
            row_of(&[push_button("a"), push_button("a")]),
            place,
            Some("COMPONENT_CUSTOM_ID_DUPLICATED"),
        );
        let place = "/components/0/components/0/custom_id";
        check(row_of(&[push_button(&"i".repeat(100))]), place, None);
        check(row_of(&[push_button(&"i".repeat(101))]), place, Some("BASE_TYPE_BAD_LENGTH"));
        check(row_of(&[push_button("")]), place, Some("BASE_TYPE_REQUIRED"));
    }

    #[test]
    fn buttons_say_something_and_do_one_thing() {
        let place = "/components/0/components/0";
        let silent = json!({ "type": 2, "style": 1, "custom_id": "a" });
        check(row_of(&[silent]), place, Some("BUTTON_COMPONENT_REQUIRES_LABEL_OR_EMOJI"));
        let emoji = json!({ "type": 2, "style": 1, "custom_id": "a", "emoji": { "name": "👍" } });
        check(row_of(&[emoji]), place, None);
        let link = json!({ "type": 2, "style": 5, "label": "Read", "url": "https://example.org" });
        check(row_of(&[link]), place, None);
        let both = json!({ "type": 2, "style": 5, "label": "Read", "url": "https://example.org", "custom_id": "a" });
        check(row_of(&[both]), place, Some("BUTTON_COMPONENT_CUSTOM_ID_AND_URL"));
        let nowhere = json!({ "type": 2, "style": 5, "label": "Read" });
        check(row_of(&[nowhere]), &format!("{place}/url"), Some("BASE_TYPE_REQUIRED"));
        let mut wordy = push_button("a");
        wordy["label"] = json!("l".repeat(81));
        check(row_of(&[wordy]), &format!("{place}/label"), Some("BASE_TYPE_MAX_LENGTH"));
    }
}
