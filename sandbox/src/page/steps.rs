//! What a person does on the page, played by the scripting interface.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use serde::Deserialize;
use serde_json::{Value, json};

use crate::id::{ChannelId, MessageId, UserId};
use crate::sandbox::{Handle, Sandbox};
use crate::script::{Actor, Exchange, Invocation, MessageView, ModalView, Outcome, ScriptError};

/// Longest message of a person, in code points.
/// Source: <https://discord.com/developers/docs/resources/message#create-message>
const LONGEST_MESSAGE: usize = 2000;

/// A step of one member in one channel.
#[derive(Debug, Deserialize)]
pub(super) struct Request {
    member: String,
    channel: String,
    #[serde(flatten)]
    step: Step,
}

#[derive(Debug, Deserialize)]
#[serde(tag = "do", rename_all = "snake_case")]
enum Step {
    Say { text: String, reply_to: Option<String> },
    Slash { path: Vec<String>, options: Vec<(String, String)> },
    Suggest { path: Vec<String>, options: Vec<(String, String)>, focused: String },
    Press { message: String, id: String },
    Choose { message: String, id: String, values: Vec<String> },
    Menu { message: String, name: String },
    Submit { interaction: String, fields: Vec<(String, String)> },
}

/// Plays the step and tells the page what came of it.
pub(super) async fn step(
    State(handle): State<Handle>,
    Json(request): Json<Request>,
) -> Result<Json<Value>, StatusCode> {
    let sandbox = handle.get().ok_or(StatusCode::GONE)?;
    let actor = actor(&sandbox, &request).ok_or(StatusCode::NOT_FOUND)?;
    let answer = match play(&sandbox, &actor, request.step).await {
        Ok(answer) => answer,
        Err(error) => json!({ "error": error.to_string() }),
    };
    Ok(Json(answer))
}

fn actor(sandbox: &Sandbox, request: &Request) -> Option<Actor> {
    let channel = ChannelId::new(request.channel.parse().ok()?);
    let member = UserId::new(request.member.parse().ok()?);
    let world = sandbox.shared.look();
    let guild = world.channels.get(&channel)?.guild?;
    let known = world.guilds.get(&guild)?.members.contains_key(&member) && member != world.app.bot;
    known.then(|| Actor::new(sandbox.clone(), member, guild, channel))
}

async fn play(sandbox: &Sandbox, actor: &Actor, step: Step) -> Result<Value, ScriptError> {
    if let Step::Say { text, .. } = &step {
        check_length(text)?;
    }
    let exchange = match step {
        Step::Say { text, reply_to: None } => {
            actor.say(&text);
            return Ok(json!({}));
        }
        Step::Say { text, reply_to: Some(id) } => {
            actor.reply_to(&view(sandbox, actor, &id)?, &text);
            return Ok(json!({}));
        }
        Step::Suggest { path, options, focused } => {
            let invocation = Invocation { path, options, focused: Some(focused) };
            let choices = actor.suggest(&invocation).await?;
            let choices =
                choices.into_iter().map(|one| json!({ "name": one.name, "value": one.value }));
            return Ok(json!({ "choices": choices.collect::<Vec<_>>() }));
        }
        Step::Slash { path, options } => {
            actor.run(&Invocation { path, options, focused: None }).await?
        }
        Step::Press { message, id } => actor.press(&view(sandbox, actor, &message)?, &id).await?,
        Step::Choose { message, id, values } => {
            let values: Vec<&str> = values.iter().map(String::as_str).collect();
            actor.choose(&view(sandbox, actor, &message)?, &id, &values).await?
        }
        Step::Menu { message, name } => {
            actor.message_menu(&view(sandbox, actor, &message)?, &name).await?
        }
        Step::Submit { interaction, fields } => {
            let fields: Vec<_> =
                fields.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
            actor.submit(&opened(sandbox, actor, &interaction)?, &fields).await?
        }
    };
    Ok(told(&exchange))
}

/// What a client lets a person send.
fn check_length(text: &str) -> Result<(), ScriptError> {
    let count = text.chars().count();
    if (1..=LONGEST_MESSAGE).contains(&count) {
        return Ok(());
    }
    let reason = format!("a message has 1 to {LONGEST_MESSAGE} characters, this has {count}");
    Err(ScriptError::BadValue { name: "message".to_owned(), value: String::new(), reason })
}

/// The message, where this member sees it in this channel.
fn view(sandbox: &Sandbox, actor: &Actor, id: &str) -> Result<MessageView, ScriptError> {
    let id = id.parse().map(MessageId::new).map_err(|_| ScriptError::NoSuchMessage)?;
    actor.sees(&sandbox.shared.look(), id)
}

/// The form that an interaction of this member opened.
fn opened(sandbox: &Sandbox, actor: &Actor, id: &str) -> Result<ModalView, ScriptError> {
    let world = sandbox.shared.look();
    let found =
        id.parse().ok().and_then(|id| world.interactions.get(crate::id::InteractionId::new(id)));
    let modal =
        found.filter(|one| actor.is(one.user)).and_then(|one| ModalView::opened_by(&world, one));
    modal.ok_or(ScriptError::NoSuchMessage)
}

/// What the page must be told beyond what it sees in the channel.
fn told(exchange: &Exchange) -> Value {
    match &exchange.outcome {
        Outcome::Modal(modal) => json!({
            "modal": {
                "interaction": exchange.interaction,
                "title": modal.title,
                "fields": modal.fields.iter().map(|field| json!({
                    "id": field.custom_id,
                    "label": field.label,
                    "description": field.description,
                    "paragraph": field.paragraph,
                    "value": field.value,
                    "placeholder": field.placeholder,
                    "required": field.required,
                    "min": field.min,
                    "max": field.max,
                    "options": field.select.as_ref().map(|select| {
                        let options = select.options.iter();
                        options.map(|one| json!({ "label": one.label, "value": one.value, "chosen": one.chosen })).collect::<Vec<_>>()
                    }),
                    "multiple": field.select.as_ref().is_some_and(|select| select.max > 1),
                })).collect::<Vec<_>>(),
            },
        }),
        Outcome::Failed(text) => json!({ "error": text }),
        _ => json!({}),
    }
}
