//! Messages of ours as the JSON that Discord takes.
//!
//! Nobody is notified by anything written here but the roles of [`Message::notify`], which come
//! from stored settings: allowed mentions are none else in every body.

use serde_json::{Map, Value, json};

use crate::render::{
    Button, ButtonStyle, Choice, Embed, Form, Menu, Message, Pickable, Picker, Row, TextBox,
};

/// The flag of a message that only the person sees.
/// Source: <https://discord.com/developers/docs/resources/message#message-object-message-flags>
const EPHEMERAL: u64 = 1 << 6;

/// The body of a message, to create or to replace one: what it lacks is emptied.
pub(super) fn message(message: &Message) -> Map<String, Value> {
    let mut body = Map::new();
    body.insert("content".into(), message.content.clone().into());
    body.insert("embeds".into(), message.embed.iter().map(embed).collect());
    body.insert("components".into(), message.rows.iter().map(row).collect());
    let roles: Vec<String> = message.notify.iter().map(|role| role.0.to_string()).collect();
    let mentions = if roles.is_empty() {
        json!({ "parse": [] })
    } else {
        json!({ "parse": [], "roles": roles })
    };
    body.insert("allowed_mentions".into(), mentions);
    let files = message
        .files
        .iter()
        .enumerate()
        .map(|(id, file)| json!({ "id": id.to_string(), "filename": file.name, "description": file.alt }));
    body.insert("attachments".into(), files.collect());
    body
}

/// The body of a message that only the person sees.
pub(super) fn private(text: &Message) -> Map<String, Value> {
    let mut body = message(text);
    body.insert("flags".into(), EPHEMERAL.into());
    body
}

/// What a deferred answer says: only the person will see what comes.
pub(super) fn deferred() -> Value {
    json!({ "flags": EPHEMERAL })
}

/// The body of a form.
pub(super) fn form(form: &Form) -> Value {
    json!({
        "title": form.title,
        "custom_id": form.id,
        "components": form.boxes.iter().map(text_box).collect::<Vec<_>>(),
    })
}

/// The body of completions.
pub(super) fn choices(choices: &[Choice]) -> Value {
    let choices = choices.iter().map(|c| json!({ "name": c.name, "value": c.value }));
    json!({ "choices": choices.collect::<Vec<_>>() })
}

fn embed(embed: &Embed) -> Value {
    let mut body = Map::new();
    for (name, text) in [("title", &embed.title), ("description", &embed.description)] {
        if !text.is_empty() {
            body.insert(name.into(), text.clone().into());
        }
    }
    if !embed.footer.is_empty() {
        body.insert("footer".into(), json!({ "text": embed.footer }));
    }
    let fields = embed.fields.iter().map(|f| json!({ "name": f.name, "value": f.value }));
    body.insert("fields".into(), fields.collect());
    Value::Object(body)
}

fn row(row: &Row) -> Value {
    let inside: Vec<Value> = match row {
        Row::Buttons(buttons) => buttons.iter().map(button).collect(),
        Row::Menu(one) => vec![menu(one)],
        Row::Picker(one) => vec![picker(one)],
    };
    json!({ "type": 1, "components": inside })
}

fn button(button: &Button) -> Value {
    let style = match button.style {
        ButtonStyle::Primary => 1,
        ButtonStyle::Secondary => 2,
        ButtonStyle::Danger => 4,
    };
    json!({ "type": 2, "style": style, "label": button.label, "custom_id": button.id })
}

fn menu(menu: &Menu) -> Value {
    let options = menu.options.iter().map(|option| {
        let mut body = Map::new();
        body.insert("label".into(), option.label.clone().into());
        body.insert("value".into(), option.value.clone().into());
        if !option.description.is_empty() {
            body.insert("description".into(), option.description.clone().into());
        }
        if menu.chosen.contains(&option.value) {
            body.insert("default".into(), true.into());
        }
        Value::Object(body)
    });
    json!({
        "type": 3,
        "custom_id": menu.id,
        "placeholder": menu.placeholder,
        "options": options.collect::<Vec<_>>(),
        "min_values": 1,
        "max_values": menu.most.max(1),
    })
}

fn picker(picker: &Picker) -> Value {
    let kind = match picker.of {
        Pickable::Members => 5,
        Pickable::Roles => 6,
    };
    json!({
        "type": kind,
        "custom_id": picker.id,
        "placeholder": picker.placeholder,
        "min_values": picker.least,
        "max_values": picker.most.max(1),
    })
}

fn text_box(text: &TextBox) -> Value {
    let mut body = Map::new();
    body.insert("type".into(), 4.into());
    body.insert("custom_id".into(), text.id.clone().into());
    body.insert("style".into(), if text.long { 2 } else { 1 }.into());
    body.insert("label".into(), text.label.clone().into());
    body.insert("required".into(), text.required.into());
    body.insert("max_length".into(), text.most.into());
    for (name, text) in [("value", &text.value), ("placeholder", &text.placeholder)] {
        if !text.is_empty() {
            body.insert(name.into(), text.clone().into());
        }
    }
    json!({ "type": 1, "components": [Value::Object(body)] })
}
