//! Messages laid out of second-generation components: texts, sections, pictures, files,
//! separators and containers beside rows.
//! Source of the limits: <https://discord.com/developers/docs/components/reference>

use serde_json::Value;

use super::components::{Used, button, kind, row};
use super::field::{Length, given, list, number, points, required_text, text, truth};
use super::{Path, Problems};

/// Components of a message, nested ones included.
const COMPONENTS: usize = 40;
/// Code points of all texts of a message.
const TEXT: usize = 4000;
const SECTION_TEXTS: Length = Length::between(1, 3);
const GALLERY: Length = Length::between(1, 10);
/// Longest description of a picture (its alt text).
const ALT_TEXT: usize = 1024;
const LARGEST_COLOUR: i64 = 0xFF_FFFF;

/// Where a component stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Top,
    Container,
    Section,
}

#[derive(Default)]
struct Total {
    components: usize,
    text: usize,
}

/// Checks the components of a message that is laid out of them.
pub(super) fn layout<'a>(
    problems: &mut Problems,
    at: &Path<'_>,
    body: &'a Value,
    used: &mut Used<'a>,
) {
    let items = list(problems, at, body, "components", Length::up_to(COMPONENTS));
    let at = at.key("components");
    let mut total = Total::default();
    for (index, item) in items.iter().enumerate() {
        component(problems, &at.index(index), item, Place::Top, used, &mut total);
    }
    if total.components > COMPONENTS {
        let message = format!("Must be {COMPONENTS} or fewer in length.");
        problems.add(&at, "COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED", message);
    }
    if total.text > TEXT {
        let message = format!("Displayable text size exceeds maximum size of {TEXT}");
        problems.add(&at, "COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED", message);
    }
}

fn component<'a>(
    problems: &mut Problems,
    at: &Path<'_>,
    item: &'a Value,
    place: Place,
    used: &mut Used<'a>,
    total: &mut Total,
) {
    total.components += 1;
    match kind(item) {
        Some(10) => {
            let text = required_text(problems, at, item, "content", Length::between(1, TEXT));
            total.text += text.map_or(0, points);
        }
        Some(1) if place != Place::Section => {
            total.components += item["components"].as_array().map_or(0, Vec::len);
            row(problems, at, item, used);
        }
        Some(9) if place != Place::Section => section(problems, at, item, used, total),
        Some(12) if place != Place::Section => gallery(problems, at, item),
        Some(13) if place != Place::Section => {
            media(problems, at, item, "file", &["attachment://"]);
        }
        Some(14) if place != Place::Section => {
            truth(problems, at, item, "divider");
            number(problems, at, item, "spacing", 1, 2);
        }
        Some(17) if place == Place::Top => container(problems, at, item, used, total),
        _ => problems.add(
            &at.key("type"),
            "UNION_TYPE_CHOICES",
            "Value of field \"type\" is not a component type that may stand here.",
        ),
    }
}

fn section<'a>(
    problems: &mut Problems,
    at: &Path<'_>,
    item: &'a Value,
    used: &mut Used<'a>,
    total: &mut Total,
) {
    nested(problems, at, item, SECTION_TEXTS, Place::Section, used, total);
    let at = at.key("accessory");
    let Some(accessory) = given(item, "accessory") else { return problems.required(&at) };
    total.components += 1;
    match kind(accessory) {
        Some(2) => button(problems, &at, accessory, used),
        Some(11) => picture(problems, &at, accessory),
        _ => {
            let message = "Value of field \"type\" must be one of (2, 11).";
            problems.add(&at.key("type"), "UNION_TYPE_CHOICES", message);
        }
    }
}

fn container<'a>(
    problems: &mut Problems,
    at: &Path<'_>,
    item: &'a Value,
    used: &mut Used<'a>,
    total: &mut Total,
) {
    number(problems, at, item, "accent_color", 0, LARGEST_COLOUR);
    truth(problems, at, item, "spoiler");
    nested(problems, at, item, Length::between(1, COMPONENTS), Place::Container, used, total);
}

fn nested<'a>(
    problems: &mut Problems,
    at: &Path<'_>,
    item: &'a Value,
    length: Length,
    place: Place,
    used: &mut Used<'a>,
    total: &mut Total,
) {
    if given(item, "components").is_none() {
        problems.required(&at.key("components"));
    }
    let items = list(problems, at, item, "components", length);
    let at = at.key("components");
    for (index, one) in items.iter().enumerate() {
        component(problems, &at.index(index), one, place, used, total);
    }
}

fn gallery(problems: &mut Problems, at: &Path<'_>, item: &Value) {
    if given(item, "items").is_none() {
        problems.required(&at.key("items"));
    }
    let items = list(problems, at, item, "items", GALLERY);
    let at = at.key("items");
    for (index, one) in items.iter().enumerate() {
        picture(problems, &at.index(index), one);
    }
}

/// A thumbnail, or an item of a gallery.
fn picture(problems: &mut Problems, at: &Path<'_>, item: &Value) {
    text(problems, at, item, "description", Length::up_to(ALT_TEXT));
    truth(problems, at, item, "spoiler");
    media(problems, at, item, "media", &["http://", "https://", "attachment://"]);
}

fn media(problems: &mut Problems, at: &Path<'_>, item: &Value, key: &str, schemes: &[&str]) {
    let at = at.key(key);
    let Some(media) = given(item, key) else { return problems.required(&at) };
    let url = required_text(problems, &at, media, "url", Length::between(1, 2048));
    if url.is_some_and(|url| !schemes.iter().any(|scheme| url.starts_with(scheme))) {
        let message = format!("Scheme is not supported. Scheme must be one of {schemes:?}.");
        problems.add(&at.key("url"), "URL_TYPE_INVALID_SCHEME", message);
    }
}

#[cfg(test)]
#[expect(clippy::needless_pass_by_value, reason = "cases read better without ampersands")]
mod tests {
    use super::*;
    use serde_json::json;

    #[track_caller]
    fn check(components: Value, good: bool) {
        let mut problems = Problems::default();
        let body = json!({ "components": components });
        layout(&mut problems, &Path::ROOT, &body, &mut Used::new());
        assert_eq!(problems.is_empty(), good, "{body} {}", problems.into_json());
    }

    fn words(count: usize) -> Value {
        json!({ "type": 10, "content": "x".repeat(count) })
    }

    #[test]
    fn texts_and_components_have_a_sum() {
        check(json!([words(4000)]), true);
        check(json!([words(2000), words(2001)]), false);
        check(json!([words(0)]), false);
        check(json!(vec![words(1); 40]), true);
        check(json!([{ "type": 17, "components": vec![words(1); 40] }]), false);
    }

    #[test]
    fn every_component_stands_where_it_may() {
        let picture = json!({ "type": 11, "media": { "url": "https://a.example/p.png" } });
        let section = |accessory: Value, inner: Value| json!([{ "type": 9, "components": inner, "accessory": accessory }]);
        check(section(picture.clone(), json!([words(1)])), true);
        check(section(picture.clone(), json!([picture])), false);
        check(section(json!({ "type": 3 }), json!([words(1)])), false);
        check(json!([picture]), false);
        let container = |inner: Value| json!({ "type": 17, "components": inner });
        check(json!([container(json!([words(1), { "type": 14, "spacing": 2 }]))]), true);
        check(json!([container(json!([container(json!([words(1)]))]))]), false);
        check(json!([container(json!([]))]), false);
        check(json!([{ "type": 14, "spacing": 3 }]), false);
    }

    #[test]
    fn files_are_attached_and_pictures_may_lie_elsewhere() {
        check(json!([{ "type": 13, "file": { "url": "attachment://a.md" } }]), true);
        check(json!([{ "type": 13, "file": { "url": "https://a.example/a.md" } }]), false);
        let item = |url: &str| json!({ "media": { "url": url }, "description": "alt" });
        check(json!([{ "type": 12, "items": vec![item("https://a.example/a"); 10] }]), true);
        check(json!([{ "type": 12, "items": [item("file:///etc/passwd")] }]), false);
        check(json!([{ "type": 12, "items": [] }]), false);
    }
}
