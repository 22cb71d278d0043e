//! Matching typed options against what the bot registered.

use serde_json::{Value, json};

use crate::world::World;
use crate::world::message::Attachment;

use super::data::Resolved;
use super::error::ScriptError;
use super::invocation::Invocation;

/// Option types.
/// Source: <https://discord.com/developers/docs/interactions/application-commands#application-command-object-application-command-option-type>
const SUBCOMMAND: u64 = 1;
const GROUP: u64 = 2;
const ATTACHMENT: u64 = 11;

/// What the typed options are matched with.
pub(super) struct Matching<'a> {
    pub(super) world: &'a World,
    pub(super) invocation: &'a Invocation,
    pub(super) resolved: &'a mut Resolved,
    /// What the member has attached.
    pub(super) files: &'a [Attachment],
}

impl Matching<'_> {
    /// The `options` of the interaction, subcommands around the plain ones.
    pub(super) fn options(&mut self, registered: &[Value]) -> Result<Vec<Value>, ScriptError> {
        self.below(registered, 1)
    }

    fn below(&mut self, registered: &[Value], depth: usize) -> Result<Vec<Value>, ScriptError> {
        let nested =
            registered.iter().any(|one| matches!(one["type"].as_u64(), Some(SUBCOMMAND | GROUP)));
        if !nested {
            if let Some(extra) = self.invocation.path.get(depth) {
                return Err(self.no_such(extra, registered));
            }
            return self.plain(registered);
        }
        let Some(name) = self.invocation.path.get(depth) else {
            return Err(ScriptError::MissingOption {
                command: self.command(),
                name: names(registered),
            });
        };
        let found = registered.iter().find(|one| one["name"] == name.as_str());
        let found = found.ok_or_else(|| self.no_such(name, registered))?;
        let inner = found["options"].as_array().map_or(&[][..], Vec::as_slice);
        let options = self.below(inner, depth + 1)?;
        Ok(vec![json!({ "name": name, "type": found["type"], "options": options })])
    }

    fn command(&self) -> String {
        format!("/{}", self.invocation.path.join(" "))
    }

    fn no_such(&self, name: &str, registered: &[Value]) -> ScriptError {
        ScriptError::NoSuchOption {
            command: self.command(),
            name: name.to_owned(),
            known: names(registered),
        }
    }

    fn plain(&mut self, registered: &[Value]) -> Result<Vec<Value>, ScriptError> {
        let mut options = Vec::new();
        for (name, text) in &self.invocation.options {
            let found = registered.iter().find(|one| one["name"] == name.as_str());
            let found = found.ok_or_else(|| self.no_such(name, registered))?;
            let focused = self.invocation.focused.as_ref() == Some(name);
            let value = if focused { json!(text) } else { self.value(found, name, text)? };
            let mut option = json!({ "name": name, "type": found["type"], "value": value });
            if focused {
                option["focused"] = json!(true);
            }
            options.push(option);
        }
        let missing = registered.iter().find(|one| {
            one["required"] == true
                && !self.invocation.options.iter().any(|(name, _)| one["name"] == name.as_str())
        });
        match missing {
            Some(missing) if self.invocation.focused.is_none() => Err(ScriptError::MissingOption {
                command: self.command(),
                name: missing["name"].as_str().unwrap_or_default().to_owned(),
            }),
            _ => Ok(options),
        }
    }

    fn value(&mut self, option: &Value, name: &str, text: &str) -> Result<Value, ScriptError> {
        let bad = |reason: &str| ScriptError::BadValue {
            name: name.to_owned(),
            value: text.to_owned(),
            reason: reason.to_owned(),
        };
        if let Some(choices) = option["choices"].as_array().filter(|choices| !choices.is_empty()) {
            let chosen =
                choices.iter().find(|choice| choice["name"] == text || choice["value"] == text);
            let chosen =
                chosen.ok_or_else(|| bad(&format!("it is none of: {}", names(choices))))?;
            return Ok(chosen["value"].clone());
        }
        match option["type"].as_u64() {
            Some(3) => {
                let count = text.chars().count() as u64;
                let (min, max) = (option["min_length"].as_u64(), option["max_length"].as_u64());
                if count < min.unwrap_or(0) || count > max.unwrap_or(6000) || count == 0 {
                    return Err(bad("it is too short or too long"));
                }
                Ok(json!(text))
            }
            Some(4) => {
                let number: i64 = text.parse().map_err(|_| bad("it is no whole number"))?;
                let low = option["min_value"].as_i64().is_some_and(|min| number < min);
                let high = option["max_value"].as_i64().is_some_and(|max| number > max);
                if low || high { Err(bad("it is too low or too high")) } else { Ok(json!(number)) }
            }
            Some(5) => match text.to_lowercase().as_str() {
                "true" => Ok(json!(true)),
                "false" => Ok(json!(false)),
                _ => Err(bad("it is neither True nor False")),
            },
            Some(10) => {
                text.parse::<f64>().map(|number| json!(number)).map_err(|_| bad("it is no number"))
            }
            Some(kind @ 6..=9) => {
                let found = self.resolved.find(self.world, kind, text);
                found
                    .map(|id| json!(id.to_string()))
                    .ok_or_else(|| bad("there is no such person, role or channel here"))
            }
            Some(ATTACHMENT) => {
                let found = self.files.iter().find(|file| file.name == text);
                let found = found.ok_or_else(|| bad("no file of this name is attached"))?;
                self.resolved.attachment(found);
                Ok(json!(found.id))
            }
            _ => Err(bad("options of this type cannot be scripted")),
        }
    }
}

fn names(list: &[Value]) -> String {
    list.iter().filter_map(|one| one["name"].as_str()).collect::<Vec<_>>().join(", ")
}
