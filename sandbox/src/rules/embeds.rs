//! Embeds.
//! Source of the limits:
//! <https://discord.com/developers/docs/resources/message#embed-object-embed-limits>

use std::sync::LazyLock;

use regex::Regex;
use serde_json::Value;

use super::field::{Length, given, list, points, required_text, text};
use super::{Path, Problems};

const TITLE: usize = 256;
const DESCRIPTION: usize = 4096;
const FIELDS: usize = 25;
const FIELD_NAME: usize = 256;
const FIELD_VALUE: usize = 1024;
const FOOTER: usize = 2048;
const AUTHOR: usize = 256;
/// Over title, description, field names and values, footer and author of all embeds.
const ALL_TEXT: usize = 6000;
const LARGEST_COLOUR: i64 = 0xFF_FFFF;

static TIME: LazyLock<Regex> = LazyLock::new(|| {
    let time = r"(0\d|1\d|2[0-4]):[0-5]\d(:[0-5]\d([.,]\d+)?)?";
    let zone = r"([Zz]|[+-]\d{2}(:?\d{2})?)?";
    let pattern = format!(r"^\d{{4}}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])([Tt ]{time}{zone})?$");
    Regex::new(&pattern).expect("the pattern is constant")
});

/// Checks all embeds of a message.
pub(crate) fn embeds(problems: &mut Problems, at: &Path<'_>, embeds: &[Value]) {
    for (index, one) in embeds.iter().enumerate() {
        embed(problems, &at.index(index), one);
    }
    if embeds.iter().map(text_size).sum::<usize>() > ALL_TEXT {
        let message = format!("Embed size exceeds maximum size of {ALL_TEXT}");
        problems.add(at, "MAX_EMBED_SIZE_EXCEEDED", message);
    }
}

fn embed(problems: &mut Problems, at: &Path<'_>, embed: &Value) {
    if !embed.is_object() {
        problems.add(at, "DICT_TYPE_CONVERT", "Only dictionaries may be used in a DictType");
        return;
    }
    text(problems, at, embed, "title", Length::up_to(TITLE));
    text(problems, at, embed, "description", Length::up_to(DESCRIPTION));
    super::field::number(problems, at, embed, "color", 0, LARGEST_COLOUR);
    timestamp(problems, at, embed);
    for (index, field) in
        list(problems, at, embed, "fields", Length::up_to(FIELDS)).iter().enumerate()
    {
        let fields = at.key("fields");
        let at = fields.index(index);
        required_text(problems, &at, field, "name", Length::between(1, FIELD_NAME));
        super::field::truth(problems, &at, field, "inline");
        required_text(problems, &at, field, "value", Length::between(1, FIELD_VALUE));
    }
    if let Some(footer) = given(embed, "footer") {
        required_text(problems, &at.key("footer"), footer, "text", Length::up_to(FOOTER));
        url(problems, &at.key("footer"), footer, "icon_url");
    }
    if let Some(author) = given(embed, "author") {
        required_text(problems, &at.key("author"), author, "name", Length::up_to(AUTHOR));
        url(problems, &at.key("author"), author, "url");
    }
    url(problems, at, embed, "url");
    for picture in ["image", "thumbnail"] {
        if let Some(value) = given(embed, picture) {
            url(problems, &at.key(picture), value, "url");
        }
    }
    if shows_nothing(embed) {
        problems.required(&at.key("description"));
    }
}

/// An ISO 8601 time.
/// Source: <https://discord.com/developers/docs/reference#iso8601-datetime>
fn timestamp(problems: &mut Problems, at: &Path<'_>, embed: &Value) {
    let Some(value) = given(embed, "timestamp") else { return };
    if !value.as_str().is_some_and(|text| TIME.is_match(text)) {
        let message = format!("Could not parse {value}. Should be ISO8601.");
        problems.add(&at.key("timestamp"), "DATE_TIME_TYPE_PARSE", message);
    }
}

fn shows_nothing(embed: &Value) -> bool {
    let text = |key| given(embed, key).and_then(Value::as_str).is_some_and(|text| !text.is_empty());
    let fields =
        given(embed, "fields").and_then(Value::as_array).is_some_and(|list| !list.is_empty());
    let parts = ["footer", "author", "image", "thumbnail", "video", "provider"];
    !text("title")
        && !text("description")
        && !text("url")
        && !fields
        && parts.into_iter().all(|key| given(embed, key).is_none())
}

fn url(problems: &mut Problems, at: &Path<'_>, object: &Value, key: &str) {
    let Some(url) = given(object, key).and_then(Value::as_str) else { return };
    let known = ["http://", "https://", "attachment://"];
    if !url.is_empty() && !known.iter().any(|scheme| url.starts_with(scheme)) {
        let scheme = url.split(':').next().unwrap_or_default();
        let message = format!(
            "Scheme \"{scheme}\" is not supported. Scheme must be one of ('http', 'https')."
        );
        problems.add(&at.key(key), "URL_TYPE_INVALID_SCHEME", message);
    }
}

/// Code points that count towards [`ALL_TEXT`]. Spaces at the ends do not.
fn text_size(embed: &Value) -> usize {
    let size = |object: &Value, key: &str| {
        given(object, key).and_then(Value::as_str).map_or(0, |text| points(text.trim()))
    };
    let fields = given(embed, "fields").and_then(Value::as_array);
    let fields =
        fields.into_iter().flatten().map(|field| size(field, "name") + size(field, "value"));
    size(embed, "title")
        + size(embed, "description")
        + size(&embed["footer"], "text")
        + size(&embed["author"], "name")
        + fields.sum::<usize>()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[track_caller]
    fn check(embed: Value, place: &str, code: Option<&str>) {
        let mut problems = Problems::default();
        embeds(&mut problems, &Path::ROOT.key("embeds"), &[embed]);
        let json = problems.into_json();
        let found =
            json["errors"].pointer(place).and_then(|list| list["_errors"][0]["code"].as_str());
        assert_eq!(found, code, "{json}");
        if code.is_none() {
            assert_eq!(json["errors"], json!({}));
        }
    }

    #[test]
    fn limits_count_code_points_and_include_their_end() {
        let long = |count| "ü".repeat(count);
        let max = Some("BASE_TYPE_MAX_LENGTH");
        check(json!({ "title": long(256) }), "/embeds/0/title", None);
        check(json!({ "title": long(257) }), "/embeds/0/title", max);
        check(json!({ "description": long(4096) }), "/embeds/0/description", None);
        check(json!({ "description": long(4097) }), "/embeds/0/description", max);
        check(json!({ "footer": { "text": long(2049) } }), "/embeds/0/footer/text", max);
        check(json!({ "author": { "name": long(257) } }), "/embeds/0/author/name", max);
        let fields = |count| vec![json!({ "name": "n", "value": "v" }); count];
        check(json!({ "fields": fields(25) }), "/embeds/0/fields", None);
        check(json!({ "fields": fields(26) }), "/embeds/0/fields", max);
        let field =
            |name: String, value: String| json!({ "fields": [{ "name": name, "value": value }] });
        check(field(long(257), long(1)), "/embeds/0/fields/0/name", Some("BASE_TYPE_BAD_LENGTH"));
        check(field(String::new(), long(1)), "/embeds/0/fields/0/name", Some("BASE_TYPE_REQUIRED"));
        check(field(long(1), long(1025)), "/embeds/0/fields/0/value", Some("BASE_TYPE_BAD_LENGTH"));
        check(
            field(long(1), String::new()),
            "/embeds/0/fields/0/value",
            Some("BASE_TYPE_REQUIRED"),
        );
    }

    #[test]
    fn an_embed_must_show_something_and_link_to_the_web() {
        check(json!({}), "/embeds/0/description", Some("BASE_TYPE_REQUIRED"));
        check(json!({ "color": 1 }), "/embeds/0/description", Some("BASE_TYPE_REQUIRED"));
        let scheme = Some("URL_TYPE_INVALID_SCHEME");
        check(json!({ "title": "t", "url": "javascript:0" }), "/embeds/0/url", scheme);
        check(json!({ "image": { "url": "attachment://a.png" } }), "/embeds/0/image/url", None);
    }

    #[test]
    fn times_are_iso_8601() {
        for good in ["2026-11-25T10:00:00.000Z", "2026-11-25T10:00:00+01:00", "2026-11-25"] {
            check(json!({ "title": "t", "timestamp": good }), "/embeds/0/timestamp", None);
        }
        for bad in ["yesterday", "2026-13-01T00:00:00Z", "1764064800", ""] {
            let code = Some("DATE_TIME_TYPE_PARSE");
            check(json!({ "title": "t", "timestamp": bad }), "/embeds/0/timestamp", code);
        }
    }

    #[test]
    fn all_texts_together_stay_below_six_thousand() {
        let fields = |count| {
            let field = json!({ "name": "n".repeat(100), "value": "v".repeat(900) });
            json!({ "fields": vec![field; count] })
        };
        check(fields(6), "/embeds", None);
        check(fields(7), "/embeds", Some("MAX_EMBED_SIZE_EXCEEDED"));
    }
}
