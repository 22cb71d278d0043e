//! What a person does on the page, played by the scripting interface.

use axum::Json;
use axum::extract::{FromRequest, State};
use axum::http::StatusCode;
use serde::Deserialize;
use serde_json::{Value, json};
use tokio::time::timeout;

use crate::id::{ChannelId, MessageId, UserId};
use crate::sandbox::{Handle, Sandbox};
use crate::script::{Actor, Invocation, MessageView, ModalView, Outcome, ScriptError};

use super::dialog;
use super::files::stored;
use super::line::{self, Next, Picks};

/// Longest message of a person, in code points.
/// Source: <https://discord.com/developers/docs/resources/message#create-message>
const LONGEST_MESSAGE: usize = 2000;

/// A step of one member in one channel.
#[derive(Debug, Deserialize)]
pub(super) struct Request {
    member: String,
    channel: String,
    /// Files that were sent before, by their ids.
    #[serde(default)]
    files: Vec<String>,
    #[serde(flatten)]
    step: Step,
}

#[derive(Debug, Deserialize)]
#[serde(tag = "do", rename_all = "snake_case")]
enum Step {
    /// A message, or with a slash before it a command.
    Send {
        text: String,
        reply_to: Option<String>,
        picks: Picks,
    },
    Suggest {
        text: String,
        picks: Picks,
    },
    Press {
        message: String,
        id: String,
    },
    /// Opens the list of a menu.
    Open {
        message: String,
        id: String,
    },
    Choose {
        message: String,
        id: String,
        values: Vec<String>,
    },
    Menu {
        message: String,
        name: String,
    },
    UserMenu {
        user: String,
        name: String,
    },
    /// Reacts, or takes the reaction back.
    React {
        message: String,
        emoji: String,
    },
    Delete {
        message: String,
    },
    Submit {
        interaction: String,
        fields: Vec<(String, String)>,
    },
}

/// Plays the step and tells the page what came of it.
pub(super) async fn step(
    State(handle): State<Handle>,
    request: axum::extract::Request,
) -> Result<Json<Value>, StatusCode> {
    let sandbox = handle.get().ok_or(StatusCode::GONE)?;
    let read = Json::<Request>::from_request(request, &());
    let read = timeout(sandbox.shared.crowd().body, read).await;
    let read = read.map_err(|_| StatusCode::REQUEST_TIMEOUT)?;
    let Json(request) = read.map_err(|wrong| wrong.status())?;
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
    let files = stored(&world, &request.files);
    known.then(|| Actor::new(sandbox.clone(), member, guild, channel).with_files(files))
}

async fn play(sandbox: &Sandbox, actor: &Actor, step: Step) -> Result<Value, ScriptError> {
    let exchange = match step {
        Step::Send { text, picks, .. } if text.starts_with('/') => {
            let invocation = line::invocation(&sandbox.shared.look(), actor, &text, &picks);
            let invocation = invocation.map_or_else(|| Invocation::parse(&text), Ok)?;
            actor.run(&invocation).await?
        }
        Step::Send { text, reply_to, .. } => {
            check_length(&text, actor.files().is_empty())?;
            match reply_to {
                Some(id) => actor.reply_to(&view(sandbox, actor, &id)?, &text),
                None => actor.say(&text),
            };
            return Ok(json!({}));
        }
        Step::Suggest { text, picks } => return suggest(sandbox, actor, &text, &picks).await,
        Step::Open { message, id } => {
            let message = view(sandbox, actor, &message)?;
            let select = message.selects().find(|select| select.custom_id == id);
            let select = select.ok_or(ScriptError::NoSuchMessage)?;
            return Ok(json!({ "choose": written(dialog::choose(message.id, select)) }));
        }
        Step::React { message, emoji } => {
            let message = view(sandbox, actor, &message)?;
            let given = message.reactions.iter().find(|one| one.emoji == emoji);
            if given.is_some_and(|one| one.people.iter().any(|id| actor.is(*id))) {
                actor.unreact(&message, &emoji)?;
            } else {
                actor.react(&message, &emoji)?;
            }
            return Ok(json!({}));
        }
        Step::Delete { message } => {
            actor.delete(&view(sandbox, actor, &message)?)?;
            return Ok(json!({}));
        }
        Step::Press { message, id } => actor.press(&view(sandbox, actor, &message)?, &id).await?,
        Step::Choose { message, id, values } => {
            let values: Vec<&str> = values.iter().map(String::as_str).collect();
            actor.choose(&view(sandbox, actor, &message)?, &id, &values).await?
        }
        Step::Menu { message, name } => {
            actor.message_menu(&view(sandbox, actor, &message)?, &name).await?
        }
        Step::UserMenu { user, name } => {
            let user = user.parse().map_err(|_| ScriptError::NoSuchMessage)?;
            actor.user_menu(user, &name).await?
        }
        Step::Submit { interaction, fields } => {
            let fields: Vec<_> =
                fields.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
            actor.submit(&opened(sandbox, actor, &interaction)?, &fields).await?
        }
    };
    Ok(match &exchange.outcome {
        Outcome::Modal(modal) => {
            json!({ "form": written(dialog::form(exchange.interaction, modal)) })
        }
        Outcome::Failed(text) => json!({ "error": text }),
        _ => json!({}),
    })
}

async fn suggest(
    sandbox: &Sandbox,
    actor: &Actor,
    text: &str,
    picks: &Picks,
) -> Result<Value, ScriptError> {
    let next = line::next(&sandbox.shared.look(), actor, text, picks);
    let suggestions = match next {
        Next::Offer(suggestions) => suggestions,
        Next::Ask { invocation, head, hint } => {
            // Without suggestions one types on.
            let choices = actor.suggest(&invocation).await.unwrap_or_default();
            line::completions(choices, &head, hint)
        }
    };
    Ok(json!({
        "suggestions": written(suggestions.html()),
        "hint": suggestions.hint,
        "ready": suggestions.ready,
    }))
}

/// A template's text: writing to memory does not fail.
fn written(html: askama::Result<String>) -> String {
    html.unwrap_or_default()
}

/// What a client lets a person send: a text, unless there are files.
fn check_length(text: &str, alone: bool) -> Result<(), ScriptError> {
    let count = text.chars().count();
    if (usize::from(alone)..=LONGEST_MESSAGE).contains(&count) {
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
