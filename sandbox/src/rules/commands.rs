//! Application commands.
//! Source: <https://discord.com/developers/docs/interactions/application-commands>

use std::collections::HashSet;
use std::sync::LazyLock;

use regex::Regex;
use serde_json::Value;

use super::choices::choices;
use super::field::{Length, given, list, number, numbers_among, points, required_text, truth};
use super::locales::localized;
use super::{Path, Problems};

const NAME: Length = Length::between(1, 32);
const DESCRIPTION: Length = Length::between(1, 100);
const OPTIONS: usize = 25;
const CHOICES: usize = 25;
/// Names, descriptions and choice values of one command together.
const ALL_TEXT: usize = 8000;
/// Slash commands of one scope.
const SLASH_COMMANDS: usize = 100;
/// User menus, and message menus, of one scope.
const MENUS: usize = 15;

/// Longest text that an option takes.
const LONGEST_TEXT: i64 = 6000;

const SUBCOMMAND: u64 = 1;
const GROUP: u64 = 2;
const INTEGER: u64 = 4;

/// Source: <https://discord.com/developers/docs/interactions/application-commands#application-command-object-application-command-naming>
static NAME_PATTERN: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^[-_'\p{L}\p{N}\p{Devanagari}\p{Thai}]{1,32}$").expect("the pattern is constant")
});

/// Checks the commands of a bulk replace, together.
pub(crate) fn bulk(problems: &mut Problems, body: &Value) {
    let Some(commands) = body.as_array() else {
        let message = "Only iterables may be used in a ListType";
        return problems.add(&Path::ROOT, "LIST_TYPE_CONVERT", message);
    };
    let mut names = HashSet::new();
    let mut counts = [0; 4];
    for (index, command) in commands.iter().enumerate() {
        let at = Path::ROOT.index(index);
        one(problems, &at, command);
        let kind = kind(command);
        counts[usize::try_from(kind).unwrap_or(0).min(3)] += 1;
        if let Some(name) = given(command, "name").and_then(Value::as_str)
            && !names.insert((kind, name))
        {
            let message = "Application command names must be unique";
            problems.add(&at.key("name"), "APPLICATION_COMMANDS_DUPLICATE_NAME", message);
        }
    }
    if (1..).zip(&counts[1..]).any(|(kind, &count)| count > commands_of_kind(kind)) {
        let message = "Maximum number of application commands reached";
        problems.add(&Path::ROOT, "APPLICATION_COMMAND_TOO_MANY_COMMANDS", message);
    }
}

/// Commands of one kind that a scope holds at most.
pub(crate) const fn commands_of_kind(kind: u64) -> usize {
    if kind == 1 { SLASH_COMMANDS } else { MENUS }
}

fn kind(command: &Value) -> u64 {
    given(command, "type").and_then(Value::as_u64).unwrap_or(1)
}

/// Checks one command.
pub(crate) fn one(problems: &mut Problems, at: &Path<'_>, command: &Value) {
    if !command.is_object() {
        let message = "Only dictionaries may be used in a DictType";
        return problems.add(at, "DICT_TYPE_CONVERT", message);
    }
    match kind(command) {
        1 => {
            named(problems, at, command);
            options(problems, at, command, 0);
        }
        2 | 3 => {
            required_text(problems, at, command, "name", NAME);
            if given(command, "description").is_some_and(|text| text != "") {
                let message = "Context menu commands cannot have description";
                problems.add(
                    &at.key("description"),
                    "APPLICATION_COMMAND_MENU_DESCRIPTION",
                    message,
                );
            }
            if !list(problems, at, command, "options", Length::up_to(OPTIONS)).is_empty() {
                let message = "Context menu commands cannot have options";
                problems.add(&at.key("options"), "APPLICATION_COMMAND_MENU_OPTIONS", message);
            }
            localized(problems, at, command, "name_localizations", NAME, |_, _, _| {});
        }
        _ => problems.add(&at.key("type"), "BASE_TYPE_CHOICES", "Value must be one of {1, 2, 3}."),
    }
    where_and_who(problems, at, command);
    if text_size(command) > ALL_TEXT {
        let message = format!("Command exceeds maximum size ({ALL_TEXT})");
        problems.add(at, "APPLICATION_COMMAND_TOO_LARGE", message);
    }
}

/// Where a command may be used, and by whom.
fn where_and_who(problems: &mut Problems, at: &Path<'_>, command: &Value) {
    numbers_among(problems, at, command, "contexts", 0..=2);
    numbers_among(problems, at, command, "integration_types", 0..=1);
    for key in ["nsfw", "dm_permission", "default_permission"] {
        truth(problems, at, command, key);
    }
    let bits = given(command, "default_member_permissions");
    let good = |bits: &Value| match bits {
        Value::String(digits) => digits.parse::<u64>().is_ok(),
        Value::Number(number) => number.is_u64(),
        _ => false,
    };
    if bits.is_some_and(|bits| !good(bits)) {
        let message = "Value is not a set of permissions.";
        problems.add(&at.key("default_member_permissions"), "BITFIELD_TYPE_CONVERT", message);
    }
}

/// Checks a change of one command: what is missing stays as it is.
pub(crate) fn edit(problems: &mut Problems, kept: &Value, change: &Value) {
    let mut whole = kept.clone();
    for (key, value) in change.as_object().into_iter().flatten() {
        whole[key.as_str()] = value.clone();
    }
    one(problems, &Path::ROOT, &whole);
}

/// A name in lower case and a description: of commands and of options.
fn named(problems: &mut Problems, at: &Path<'_>, thing: &Value) {
    required_text(problems, at, thing, "description", DESCRIPTION);
    localized(problems, at, thing, "description_localizations", DESCRIPTION, |_, _, _| {});
    localized(problems, at, thing, "name_localizations", NAME, name_in_use);
    if let Some(name) = required_text(problems, at, thing, "name", NAME) {
        name_in_use(problems, &at.key("name"), name);
    }
}

fn name_in_use(problems: &mut Problems, at: &Path<'_>, name: &str) {
    if !NAME_PATTERN.is_match(name) || name.to_lowercase() != name {
        let message = "Command name is invalid";
        problems.add(at, "APPLICATION_COMMAND_INVALID_NAME", message);
    }
}

fn options(problems: &mut Problems, at: &Path<'_>, owner: &Value, depth: usize) {
    let options = list(problems, at, owner, "options", Length::up_to(OPTIONS));
    let at = at.key("options");
    let mut names = HashSet::new();
    let mut optional_before = false;
    for (index, option) in options.iter().enumerate() {
        let at = at.index(index);
        let required = option["required"] == true;
        if required && optional_before {
            let message = "Required options must be placed before non-required options";
            problems.add(&at, "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID", message);
        }
        optional_before |= !required;
        if option["name"].as_str().is_some_and(|name| !names.insert(name)) {
            let message = "The name of an option must be unique";
            problems.add(&at.key("name"), "APPLICATION_COMMAND_OPTIONS_NAME_DUPLICATED", message);
        }
        one_option(problems, &at, option, depth);
        if depth == 1 && option["type"].as_u64().is_some_and(|kind| kind != SUBCOMMAND) {
            let message = "Sub-command groups hold sub-commands alone";
            problems.add(&at, "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID", message);
        }
    }
    let nested = |option: &&Value| matches!(option["type"].as_u64(), Some(SUBCOMMAND | GROUP));
    let count = options.iter().filter(nested).count();
    if count > 0 && count < options.len() {
        let message = "Sub-command and sub-command group option types are mutually exclusive to all other types";
        problems.add(&at, "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID", message);
    }
}

fn one_option(problems: &mut Problems, at: &Path<'_>, option: &Value, depth: usize) {
    named(problems, at, option);
    match given(option, "type").and_then(Value::as_u64) {
        Some(GROUP) if depth == 0 => options(problems, at, option, 1),
        Some(SUBCOMMAND) if depth <= 1 => options(problems, at, option, 2),
        Some(kind @ 3..=11) => plain_option(problems, at, option, kind),
        None => problems.required(&at.key("type")),
        Some(_) => {
            let message = "Value is not an option type that may stand here.";
            problems.add(&at.key("type"), "BASE_TYPE_CHOICES", message);
        }
    }
}

fn plain_option(problems: &mut Problems, at: &Path<'_>, option: &Value, kind: u64) {
    let given_choices = list(problems, at, option, "choices", Length::up_to(CHOICES));
    choices(problems, &at.key("choices"), given_choices, Some(kind));
    let autocomplete = option["autocomplete"] == true;
    if autocomplete && !given_choices.is_empty() {
        let message = "Choices and autocomplete are mutually exclusive";
        problems.add(at, "APPLICATION_COMMAND_OPTIONS_CHOICES_AUTOCOMPLETE", message);
    }
    if (autocomplete || !given_choices.is_empty()) && !matches!(kind, 3 | 4 | 10) {
        let message = "Only texts and numbers have choices or autocomplete";
        problems.add(&at.key("type"), "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID", message);
    }
    for key in ["required", "autocomplete"] {
        truth(problems, at, option, key);
    }
    bounds(problems, at, option, kind);
    list(problems, at, option, "channel_types", Length::up_to(usize::MAX));
}

/// The least and the most that an option takes.
fn bounds(problems: &mut Problems, at: &Path<'_>, option: &Value, kind: u64) {
    let least = number(problems, at, option, "min_length", 0, LONGEST_TEXT);
    let most = number(problems, at, option, "max_length", 1, LONGEST_TEXT);
    let crossed = least.zip(most).is_some_and(|(least, most)| least > most);
    let value = |key| given(option, key).map(|value| (key, value));
    let ends = [value("min_value"), value("max_value")];
    for (key, end) in ends.into_iter().flatten() {
        let whole = kind != INTEGER || end.as_f64().is_some_and(|end| end.fract() == 0.0);
        if !end.is_number() || !whole {
            let message = format!("Value {end} is no number of the option's type.");
            problems.add(&at.key(key), "NUMBER_TYPE_COERCE", message);
        }
    }
    let ends = ends.map(|end| end.and_then(|(_, end)| end.as_f64()));
    let turned = matches!(ends, [Some(least), Some(most)] if least > most);
    if crossed || turned {
        let message = "The least is more than the most";
        problems.add(at, "APPLICATION_COMMAND_OPTIONS_MIN_MAX_INVALID", message);
    }
}

/// Code points that count towards [`ALL_TEXT`]: of each text its longest language.
fn text_size(thing: &Value) -> usize {
    let own = |key: &str| thing.get(key).and_then(Value::as_str).map_or(0, points);
    let size = |key: &str| {
        let others = thing.get(format!("{key}_localizations")).and_then(Value::as_object);
        let others = others.into_iter().flat_map(|texts| texts.values());
        others.filter_map(Value::as_str).map(points).chain([own(key)]).max().unwrap_or(0)
    };
    let items = |key: &str| thing.get(key).and_then(Value::as_array).into_iter().flatten();
    size("name")
        + size("description")
        + own("value")
        + items("options").map(text_size).sum::<usize>()
        + items("choices").map(text_size).sum::<usize>()
}

#[cfg(test)]
#[expect(clippy::needless_pass_by_value, reason = "cases read better without ampersands")]
mod tests {
    use super::*;
    use serde_json::json;

    #[track_caller]
    fn check(commands: Value, expected: Option<&str>) {
        let mut problems = Problems::default();
        bulk(&mut problems, &commands);
        let json = problems.into_json().to_string();
        match expected {
            Some(code) => assert!(json.contains(code), "{code} not in {json}"),
            None => assert!(json.contains(r#""errors":{}"#), "{json}"),
        }
    }

    fn command(name: &str, options: Value) -> Value {
        json!([{ "name": name, "description": "d", "options": options }])
    }

    fn option(name: &str, more: Value) -> Value {
        let mut option = json!({ "name": name, "description": "d", "type": 3 });
        for (key, value) in more.as_object().unwrap() {
            option[key.as_str()] = value.clone();
        }
        option
    }

    #[test]
    fn names_are_lower_case_words() {
        for good in ["ask", "my-data", "größe", "質問", "it's"] {
            check(command(good, json!([])), None);
        }
        for bad in ["Ask", "two words", "a!", "a.b"] {
            check(command(bad, json!([])), Some("APPLICATION_COMMAND_INVALID_NAME"));
        }
        check(command(&"n".repeat(33), json!([])), Some("BASE_TYPE_BAD_LENGTH"));
        check(json!([{ "name": "Answer this", "type": 3 }]), None);
        let twice =
            json!([{ "name": "a", "description": "d" }, { "name": "a", "description": "d" }]);
        check(twice, Some("APPLICATION_COMMANDS_DUPLICATE_NAME"));
        check(json!([{ "name": "a" }]), Some("BASE_TYPE_REQUIRED"));
    }

    #[test]
    fn options_stand_in_order_and_do_not_mix() {
        let required = option("b", json!({ "required": true }));
        let optional = option("a", json!({}));
        check(command("c", json!([required, optional])), None);
        check(command("c", json!([optional, required])), Some("OPTIONS_REQUIRED_INVALID"));
        check(command("c", json!([optional, optional])), Some("OPTIONS_NAME_DUPLICATED"));
        let sub = option("s", json!({ "type": 1 }));
        check(command("c", json!([sub])), None);
        check(command("c", json!([sub, optional])), Some("OPTIONS_TYPE_INVALID"));
        let many: Vec<_> = (0..26).map(|i| option(&format!("o{i}"), json!({}))).collect();
        check(command("c", json!(many)), Some("BASE_TYPE_MAX_LENGTH"));
    }

    #[test]
    fn choices_are_few_and_exclude_autocomplete() {
        let choices = |count: usize| vec![json!({ "name": "n", "value": "v" }); count];
        check(command("c", json!([option("a", json!({ "choices": choices(25) }))])), None);
        let over = option("a", json!({ "choices": choices(26) }));
        check(command("c", json!([over])), Some("BASE_TYPE_MAX_LENGTH"));
        let both = option("a", json!({ "choices": choices(1), "autocomplete": true }));
        check(command("c", json!([both])), Some("CHOICES_AUTOCOMPLETE"));
        let wrong = option("a", json!({ "choices": [{ "name": "n", "value": 1 }] }));
        check(command("c", json!([wrong])), Some("CHOICES_TYPE_INVALID"));
    }

    #[test]
    fn a_scope_and_a_command_have_a_size() {
        let commands = |count: usize| {
            (0..count)
                .map(|i| json!({ "name": format!("c{i}"), "description": "d" }))
                .collect::<Value>()
        };
        check(commands(100), None);
        check(commands(101), Some("TOO_MANY_COMMANDS"));
        let long = json!({ "choices": vec![json!({ "name": "n".repeat(100), "value": "v".repeat(100) }); 21] });
        let options = [option("a", long.clone()), option("b", long)];
        check(command("c", json!(options)), Some("APPLICATION_COMMAND_TOO_LARGE"));
    }
}
