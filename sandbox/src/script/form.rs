//! Forms, as a person sees them.

use serde_json::{Value, json};

use crate::id::{ChannelId, GuildId, MessageId};
use crate::world::World;
use crate::world::interaction::{First, Interaction};

use super::component::{SelectView, select};
use super::error::ScriptError;

/// A form that the bot opened.
#[derive(Clone, Debug, PartialEq)]
pub struct ModalView {
    /// Its title.
    pub title: String,
    /// Its custom id.
    pub custom_id: String,
    /// Its fields, top to bottom.
    pub fields: Vec<FieldView>,
    pub(crate) channel: ChannelId,
    /// The message whose button opened it.
    pub(crate) source: Option<MessageId>,
}

/// One field of a form.
#[derive(Clone, Debug, PartialEq)]
pub struct FieldView {
    /// What stands above it.
    pub label: String,
    /// What is explained below the label.
    pub description: Option<String>,
    /// Its custom id.
    pub custom_id: String,
    /// Whether it takes several lines.
    pub paragraph: bool,
    /// What it holds from the start.
    pub value: String,
    /// What it shows while it is empty.
    pub placeholder: String,
    /// Whether it must be filled in.
    pub required: bool,
    /// Fewest characters.
    pub min: usize,
    /// Most characters.
    pub max: usize,
    /// The menu, where the field is one.
    pub select: Option<SelectView>,
    /// Whether it stands in a label of the newer kind, not in a row.
    in_label: bool,
}

impl ModalView {
    fn of(
        world: &World,
        guild: Option<GuildId>,
        channel: ChannelId,
        source: Option<MessageId>,
        data: &Value,
    ) -> Self {
        let parts = data["components"].as_array().into_iter().flatten();
        let fields = parts.filter_map(|part| match part["type"].as_u64() {
            Some(1) => Some(field(world, guild, &part["components"][0], part, false)),
            Some(18) => Some(field(world, guild, &part["component"], part, true)),
            _ => None,
        });
        Self {
            title: text(&data["title"]),
            custom_id: text(&data["custom_id"]),
            fields: fields.collect(),
            channel,
            source,
        }
    }

    /// The form that an interaction's first answer opened.
    pub(crate) fn opened_by(world: &World, interaction: &Interaction) -> Option<Self> {
        let Some(First::Modal(data)) = &interaction.first else { return None };
        let Interaction { guild, channel, source, .. } = *interaction;
        Some(Self::of(world, guild, channel, source, data))
    }

    /// The form as plain text: title, labels, what they hold.
    #[must_use]
    pub fn text(&self) -> String {
        let field = |field: &FieldView| {
            let held = match &field.select {
                Some(select) => format!("( {} v )", select.placeholder),
                None if field.value.is_empty() => format!("[{}]", field.placeholder),
                None => format!("[{}]", field.value),
            };
            format!("\n{}{}: {held}", field.label, if field.required { "" } else { " (optional)" })
        };
        let fields: String = self.fields.iter().map(field).collect();
        format!("Form: {}{fields}", self.title)
    }

    /// The data of the submission: `given` by label or custom id, the rest as it stood.
    pub(super) fn filled(&self, given: &[(&str, &str)]) -> Result<Value, ScriptError> {
        for (name, _) in given {
            if !self.fields.iter().any(|field| field.is(name)) {
                let offered = self.fields.iter().map(|field| field.label.as_str());
                return Err(ScriptError::NotOffered {
                    wanted: (*name).to_owned(),
                    offered: offered.collect::<Vec<_>>().join(", "),
                });
            }
        }
        let components = self.fields.iter().map(|field| {
            let found = given.iter().find(|(name, _)| field.is(name));
            field.filled(found.map_or(field.value.as_str(), |(_, text)| text))
        });
        let components: Vec<Value> = components.collect::<Result<_, _>>()?;
        Ok(json!({ "custom_id": self.custom_id, "components": components }))
    }
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

fn length(value: &Value, default: usize) -> usize {
    value.as_u64().and_then(|number| usize::try_from(number).ok()).unwrap_or(default)
}

fn field(
    world: &World,
    guild: Option<GuildId>,
    inner: &Value,
    around: &Value,
    in_label: bool,
) -> FieldView {
    let label = if in_label { &around["label"] } else { &inner["label"] };
    let kind = inner["type"].as_u64().unwrap_or(4);
    FieldView {
        label: text(label),
        description: around["description"].as_str().map(str::to_owned),
        custom_id: text(&inner["custom_id"]),
        paragraph: inner["style"] == 2,
        value: text(&inner["value"]),
        placeholder: text(&inner["placeholder"]),
        required: inner["required"] != false,
        min: length(&inner["min_length"], 0),
        max: length(&inner["max_length"], 4000),
        select: (kind != 4).then(|| select(world, guild, inner, kind)),
        in_label,
    }
}

impl FieldView {
    fn is(&self, name: &str) -> bool {
        self.custom_id == name || self.label == name
    }

    fn filled(&self, given: &str) -> Result<Value, ScriptError> {
        let inner = if let Some(select) = &self.select {
            let wanted: Vec<&str> = given.split(", ").filter(|label| !label.is_empty()).collect();
            let values = select.pick(&wanted)?;
            json!({ "type": select.kind, "custom_id": self.custom_id, "values": values, "id": 2 })
        } else {
            self.check(given)?;
            json!({ "type": 4, "custom_id": self.custom_id, "value": given, "id": 2 })
        };
        Ok(if self.in_label {
            json!({ "type": 18, "id": 1, "component": inner })
        } else {
            json!({ "type": 1, "id": 1, "components": [inner] })
        })
    }

    fn check(&self, given: &str) -> Result<(), ScriptError> {
        let count = given.chars().count();
        let bad = |reason: String| {
            Err(ScriptError::BadValue { name: self.label.clone(), value: given.to_owned(), reason })
        };
        if count == 0 && self.required {
            return bad("it must be filled in".to_owned());
        }
        if count > self.max || (count > 0 && count < self.min) {
            return bad(format!(
                "it takes {} to {} characters, this is {count}",
                self.min, self.max
            ));
        }
        Ok(())
    }
}

impl SelectView {
    /// The values of the options with these labels (or values).
    pub(super) fn pick(&self, wanted: &[&str]) -> Result<Vec<String>, ScriptError> {
        let value = |wanted: &&str| {
            let found =
                self.options.iter().find(|one| one.label == *wanted || one.value == *wanted);
            found.map(|one| one.value.clone()).ok_or_else(|| self.lacks(wanted))
        };
        let values: Vec<String> = wanted.iter().map(value).collect::<Result<_, _>>()?;
        self.takes(values, wanted.join(", "))
    }

    /// These ids, where the menu is of one of these kinds and offers them.
    pub(super) fn pick_ids(
        &self,
        kinds: &[u64],
        ids: Vec<String>,
    ) -> Result<Vec<String>, ScriptError> {
        if !kinds.contains(&self.kind) {
            return Err(self.lacks("a menu of that kind"));
        }
        let offers = |id: &str| self.options.iter().any(|one| one.value == id);
        if let Some(lacking) = ids.iter().find(|id| !offers(id)) {
            return Err(self.lacks(lacking));
        }
        let given = ids.join(", ");
        self.takes(ids, given)
    }

    fn lacks(&self, wanted: &str) -> ScriptError {
        let offered = self.options.iter().map(|one| one.label.as_str());
        ScriptError::NotOffered {
            wanted: wanted.to_owned(),
            offered: offered.collect::<Vec<_>>().join(", "),
        }
    }

    /// The values, where the menu takes as many, each once.
    fn takes(&self, values: Vec<String>, given: String) -> Result<Vec<String>, ScriptError> {
        let count = values.len() as u64;
        let twice = (1..values.len()).any(|index| values[..index].contains(&values[index]));
        if self.disabled || count < self.min || count > self.max || twice {
            let reason = match (self.disabled, twice) {
                (true, _) => "the menu is switched off".to_owned(),
                (_, true) => "the menu takes each choice once".to_owned(),
                _ => format!("the menu takes {} to {} choices", self.min, self.max),
            };
            let named = !self.placeholder.is_empty();
            let name = if named { &self.placeholder } else { &self.custom_id }.clone();
            let given = if given.is_empty() { "nothing".to_owned() } else { given };
            return Err(ScriptError::BadValue { name, value: given, reason });
        }
        Ok(values)
    }
}
