//! Names and descriptions in other languages.
//! Source: <https://discord.com/developers/docs/reference#locales>

use serde_json::Value;

use super::field::{Length, given, text};
use super::{Path, Problems};

const LOCALES: [&str; 34] = [
    "ar", "bg", "cs", "da", "de", "el", "en-GB", "en-US", "es-419", "es-ES", "fi", "fr", "he",
    "hi", "hr", "hu", "id", "it", "ja", "ko", "lt", "nl", "no", "pl", "pt-BR", "ro", "ru", "sv-SE",
    "th", "tr", "uk", "vi", "zh-CN", "zh-TW",
];

/// Checks the languages under `key`, then each text with `check`.
pub(super) fn localized(
    problems: &mut Problems,
    at: &Path<'_>,
    thing: &Value,
    key: &str,
    length: Length,
    check: impl Fn(&mut Problems, &Path<'_>, &str),
) {
    let Some(texts) = given(thing, key) else { return };
    let at = at.key(key);
    let Some(texts) = texts.as_object() else {
        let message = "Only dictionaries may be used in a DictType";
        return problems.add(&at, "DICT_TYPE_CONVERT", message);
    };
    for locale in texts.keys() {
        if !LOCALES.contains(&locale.as_str()) {
            let message = format!("Value must be one of {LOCALES:?}.");
            problems.add(&at.key(locale), "BASE_TYPE_CHOICES", message);
            continue;
        }
        let whole = Value::Object(texts.clone());
        if let Some(said) = text(problems, &at, &whole, locale, length) {
            check(problems, &at.key(locale), said);
        }
    }
}
