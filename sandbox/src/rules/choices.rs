//! Choices of a command's option, as registered and as suggested while somebody types.

use serde_json::Value;

use super::field::{Length, given, points, required_text};
use super::{Path, Problems};

const NAME: Length = Length::between(1, 100);
const TEXT_VALUE: usize = 100;
/// Option type of a text.
const STRING: u64 = 3;
/// Option type of a whole number.
const INTEGER: u64 = 4;

/// Checks names and values. `kind` is the option's type, where it is known.
pub(super) fn choices(
    problems: &mut Problems,
    at: &Path<'_>,
    choices: &[Value],
    kind: Option<u64>,
) {
    for (index, choice) in choices.iter().enumerate() {
        let at = at.index(index);
        required_text(problems, &at, choice, "name", NAME);
        value(problems, &at.key("value"), given(choice, "value"), kind);
    }
}

fn value(problems: &mut Problems, at: &Path<'_>, value: Option<&Value>, kind: Option<u64>) {
    match value {
        None => problems.required(at),
        Some(Value::String(text)) if kind.is_none_or(|kind| kind == STRING) => {
            if points(text) > TEXT_VALUE {
                let message = format!("Must be {TEXT_VALUE} or fewer in length.");
                problems.add(at, "BASE_TYPE_MAX_LENGTH", message);
            }
        }
        Some(Value::Number(number))
            if kind != Some(STRING) && (kind != Some(INTEGER) || !number.is_f64()) => {}
        Some(other) => {
            let message = format!("Could not interpret \"{other}\" as the option's type.");
            problems.add(at, "APPLICATION_COMMAND_OPTIONS_CHOICES_TYPE_INVALID", message);
        }
    }
}
