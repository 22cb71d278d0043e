//! Reading single fields: texts with their lengths, numbers, lists.

use serde_json::Value;

use super::{Path, Problems};

/// How long a text may be, in Unicode code points, both ends included.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Length {
    pub(crate) min: usize,
    pub(crate) max: usize,
}

impl Length {
    pub(crate) const fn up_to(max: usize) -> Self {
        Self { min: 0, max }
    }

    pub(crate) const fn between(min: usize, max: usize) -> Self {
        Self { min, max }
    }
}

/// Number of Unicode code points.
pub(crate) fn points(text: &str) -> usize {
    text.chars().count()
}

/// A field that may be missing or null.
pub(crate) fn given<'a>(object: &'a Value, key: &str) -> Option<&'a Value> {
    object.get(key).filter(|value| !value.is_null())
}

/// The text in a field, its length checked.
pub(crate) fn text<'a>(
    problems: &mut Problems,
    at: &Path<'_>,
    object: &'a Value,
    key: &str,
    length: Length,
) -> Option<&'a str> {
    let at = at.key(key);
    let value = given(object, key)?;
    let Some(text) = value.as_str() else {
        problems.add(
            &at,
            "STRING_TYPE_CONVERT",
            format!("Could not interpret \"{value}\" as string."),
        );
        return None;
    };
    let count = points(text);
    if count > length.max || count < length.min {
        report_length(problems, &at, length, count);
    }
    Some(text)
}

/// Like [`text`], but the field must be there.
pub(crate) fn required_text<'a>(
    problems: &mut Problems,
    at: &Path<'_>,
    object: &'a Value,
    key: &str,
    length: Length,
) -> Option<&'a str> {
    if given(object, key).is_none() {
        problems.required(&at.key(key));
        return None;
    }
    text(problems, at, object, key, length)
}

fn report_length(problems: &mut Problems, at: &Path<'_>, Length { min, max }: Length, is: usize) {
    if is == 0 {
        problems.required(at);
    } else if min > 0 {
        let message = format!("Must be between {min} and {max} in length.");
        problems.add(at, "BASE_TYPE_BAD_LENGTH", message);
    } else {
        problems.add(at, "BASE_TYPE_MAX_LENGTH", format!("Must be {max} or fewer in length."));
    }
}

/// The list in a field, its number of items checked.
pub(crate) fn list<'a>(
    problems: &mut Problems,
    at: &Path<'_>,
    object: &'a Value,
    key: &str,
    length: Length,
) -> &'a [Value] {
    let at = at.key(key);
    let Some(value) = given(object, key) else { return &[] };
    let Some(items) = value.as_array() else {
        problems.add(&at, "LIST_TYPE_CONVERT", "Only iterables may be used in a ListType");
        return &[];
    };
    if items.len() > length.max || items.len() < length.min {
        let Length { min, max } = length;
        if min > 0 {
            let message = format!("Must be between {min} and {max} in length.");
            problems.add(&at, "BASE_TYPE_BAD_LENGTH", message);
        } else {
            problems.add(&at, "BASE_TYPE_MAX_LENGTH", format!("Must be {max} or fewer in length."));
        }
    }
    items
}

/// The whole number in a field, its bounds checked.
pub(crate) fn number(
    problems: &mut Problems,
    at: &Path<'_>,
    object: &Value,
    key: &str,
    min: i64,
    max: i64,
) -> Option<i64> {
    let at = at.key(key);
    let value = given(object, key)?;
    let Some(number) = value.as_i64() else {
        problems.add(&at, "NUMBER_TYPE_COERCE", format!("Value {value} is not int."));
        return None;
    };
    if number > max {
        let message = format!("int value should be less than or equal to {max}.");
        problems.add(&at, "NUMBER_TYPE_MAX", message);
    } else if number < min {
        let message = format!("int value should be greater than or equal to {min}.");
        problems.add(&at, "NUMBER_TYPE_MIN", message);
    }
    Some(number)
}

/// A field that is true or false, where it is given.
pub(crate) fn truth(problems: &mut Problems, at: &Path<'_>, object: &Value, key: &str) {
    if given(object, key).is_some_and(|value| !value.is_boolean()) {
        let message = "Must be either true or false.";
        problems.add(&at.key(key), "BOOLEAN_TYPE_CONVERT", message);
    }
}

fn is_snowflake(id: &Value) -> bool {
    match id {
        Value::String(digits) => digits.parse::<u64>().is_ok(),
        id => id.is_u64(),
    }
}

/// An id, where it is given: digits in a text, or a number.
pub(crate) fn snowflake(problems: &mut Problems, at: &Path<'_>, object: &Value, key: &str) {
    if let Some(id) = given(object, key).filter(|id| !is_snowflake(id)) {
        let message = format!("Value {id} is not snowflake.");
        problems.add(&at.key(key), "NUMBER_TYPE_COERCE", message);
    }
}

/// A list of ids, where it is given.
pub(crate) fn snowflakes(
    problems: &mut Problems,
    at: &Path<'_>,
    object: &Value,
    key: &str,
    length: Length,
) {
    let items = list(problems, at, object, key, length);
    let at = at.key(key);
    for (index, item) in items.iter().enumerate() {
        if !is_snowflake(item) {
            let message = format!("Value {item} is not snowflake.");
            problems.add(&at.index(index), "NUMBER_TYPE_COERCE", message);
        }
    }
}

/// Permissions, where they are given: their bits as a number, mostly written as a text.
pub(crate) fn bits(problems: &mut Problems, at: &Path<'_>, object: &Value, key: &str) {
    if let Some(bits) = given(object, key).filter(|bits| !is_snowflake(bits)) {
        let message = format!("Value {bits} is not int.");
        problems.add(&at.key(key), "NUMBER_TYPE_COERCE", message);
    }
}

/// A list of whole numbers from `among`.
pub(crate) fn numbers_among(
    problems: &mut Problems,
    at: &Path<'_>,
    object: &Value,
    key: &str,
    among: std::ops::RangeInclusive<u64>,
) {
    let items = list(problems, at, object, key, Length::up_to(usize::MAX));
    let at = at.key(key);
    for (index, item) in items.iter().enumerate() {
        if !item.as_u64().is_some_and(|number| among.contains(&number)) {
            let (from, to) = (among.start(), among.end());
            let message = format!("Value must be one of {from} to {to}.");
            problems.add(&at.index(index), "BASE_TYPE_CHOICES", message);
        }
    }
}
