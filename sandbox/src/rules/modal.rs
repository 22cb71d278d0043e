//! Forms.
//! Source: <https://discord.com/developers/docs/components/reference#text-input>

use serde_json::Value;

use super::components::{CUSTOM_ID, Used, custom_id, kind};
use super::field::{Length, given, list, number, required_text, text};
use super::{Path, Problems, selects};

const TITLE: Length = Length::between(1, 45);
const PARTS: Length = Length::between(1, 5);
const LABEL: Length = Length::between(1, 45);
const DESCRIPTION: usize = 100;
const PLACEHOLDER: usize = 100;
const INPUT: i64 = 4000;

/// Checks a form.
pub(super) fn modal(problems: &mut Problems, at: &Path<'_>, data: &Value) {
    required_text(problems, at, data, "title", TITLE);
    required_text(problems, at, data, "custom_id", CUSTOM_ID);
    if given(data, "components").is_none() {
        problems.required(&at.key("components"));
    }
    let parts = list(problems, at, data, "components", PARTS);
    let at = at.key("components");
    let mut used = Used::new();
    for (index, part) in parts.iter().enumerate() {
        let at = at.index(index);
        match kind(part) {
            Some(1) => row(problems, &at, part, &mut used),
            Some(18) => label(problems, &at, part, &mut used),
            Some(10) => {
                required_text(problems, &at, part, "content", Length::between(1, 4000));
            }
            _ => {
                let message = "Value of field \"type\" must be one of (1, 10, 18).";
                problems.add(&at.key("type"), "UNION_TYPE_CHOICES", message);
            }
        }
    }
}

fn row<'a>(problems: &mut Problems, at: &Path<'_>, row: &'a Value, used: &mut Used<'a>) {
    let items = list(problems, at, row, "components", Length::between(1, 1));
    let at = at.key("components");
    for (index, item) in items.iter().enumerate() {
        let at = at.index(index);
        if kind(item) == Some(4) {
            required_text(problems, &at, item, "label", LABEL);
            input(problems, &at, item, used);
        } else {
            let message = "Value of field \"type\" must be one of (4,).";
            problems.add(&at.key("type"), "UNION_TYPE_CHOICES", message);
        }
    }
}

fn label<'a>(problems: &mut Problems, at: &Path<'_>, label: &'a Value, used: &mut Used<'a>) {
    required_text(problems, at, label, "label", LABEL);
    text(problems, at, label, "description", Length::up_to(DESCRIPTION));
    let at = at.key("component");
    let inner = &label["component"];
    match kind(inner) {
        Some(4) => input(problems, &at, inner, used),
        Some(3 | 5..=8) => selects::select(problems, &at, inner, used),
        Some(19..=23) => custom_id(problems, &at, inner, used),
        _ => problems.required(&at),
    }
}

fn input<'a>(problems: &mut Problems, at: &Path<'_>, input: &'a Value, used: &mut Used<'a>) {
    custom_id(problems, at, input, used);
    if number(problems, at, input, "style", 1, 2).is_none() && given(input, "style").is_none() {
        problems.required(&at.key("style"));
    }
    let min = number(problems, at, input, "min_length", 0, INPUT).unwrap_or(0);
    let max = number(problems, at, input, "max_length", 1, INPUT).unwrap_or(INPUT);
    if min > max {
        let message = "Min length must be less than or equal to max length";
        problems.add(&at.key("min_length"), "TEXT_INPUT_MIN_EXCEEDS_MAX", message);
    }
    text(problems, at, input, "placeholder", Length::up_to(PLACEHOLDER));
    let longest = usize::try_from(max).unwrap_or(usize::MAX);
    text(problems, at, input, "value", Length::up_to(longest));
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[track_caller]
    fn check(data: Value, place: &str, expected: Option<&str>) {
        let mut problems = Problems::default();
        modal(&mut problems, &Path::ROOT, &data);
        let json = problems.into_json();
        let found = json["errors"].pointer(place).and_then(|at| at["_errors"][0]["code"].as_str());
        assert_eq!(found, expected, "{json}");
        if expected.is_none() {
            assert_eq!(json["errors"], json!({}));
        }
    }

    fn form(title: &str, rows: &[Value]) -> Value {
        json!({ "title": title, "custom_id": "form", "components": rows })
    }

    fn line(id: usize) -> Value {
        let input = json!({ "type": 4, "custom_id": id.to_string(), "style": 1, "label": "Why" });
        json!({ "type": 1, "components": [input] })
    }

    #[test]
    fn forms_have_a_title_and_one_to_five_lines() {
        let lines = |count| (0..count).map(line).collect::<Vec<_>>();
        check(form("Title", &lines(5)), "/components", None);
        check(form("Title", &lines(6)), "/components", Some("BASE_TYPE_BAD_LENGTH"));
        check(form("Title", &[]), "/components", Some("BASE_TYPE_BAD_LENGTH"));
        check(form(&"t".repeat(45), &lines(1)), "/title", None);
        check(form(&"t".repeat(46), &lines(1)), "/title", Some("BASE_TYPE_BAD_LENGTH"));
        check(
            form("Title", &[line(1), line(1)]),
            "/components/1/components/0/custom_id",
            Some("COMPONENT_CUSTOM_ID_DUPLICATED"),
        );
    }

    #[test]
    fn inputs_have_a_label_of_their_own_or_around_them() {
        let mut silent = line(1);
        silent["components"][0]["label"] = Value::Null;
        check(
            form("Title", &[silent]),
            "/components/0/components/0/label",
            Some("BASE_TYPE_REQUIRED"),
        );
        let inner = json!({ "type": 4, "custom_id": "a", "style": 2, "value": "v".repeat(4001) });
        let around = json!({ "type": 18, "label": "Why", "component": inner });
        check(
            form("Title", &[around]),
            "/components/0/component/value",
            Some("BASE_TYPE_MAX_LENGTH"),
        );
    }
}
