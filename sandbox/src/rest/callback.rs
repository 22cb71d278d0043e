//! The first answer to an interaction.
//! Source: <https://discord.com/developers/docs/interactions/receiving-and-responding#create-interaction-response>

use serde_json::{Value, json};

use super::error::Unknown;
use super::mentions::Origin;
use super::{ApiError, Call, Reply, messages, write};
use crate::id::{InteractionId, MessageId};
use crate::rules::{self, Path, Problems};
use crate::show;
use crate::world::World;
use crate::world::interaction::{First, Interaction, Kind};
use crate::world::message::{Answered, Message, flags};

/// Takes the answer: once, in time, and of a type that fits the interaction.
pub(super) fn respond(
    world: &mut World,
    call: &Call,
    id: InteractionId,
    token: &str,
) -> Result<Reply, ApiError> {
    let unknown = || ApiError::unknown(Unknown::Interaction);
    let interaction = world.interactions.get(id).ok_or_else(unknown)?.clone();
    if interaction.token != token || interaction.failed(world.now()) {
        return Err(unknown());
    }
    if interaction.first.is_some() {
        return Err(ApiError::already_acknowledged());
    }
    let mut problems = Problems::default();
    rules::callback(&mut problems, &call.body);
    if problems.is_empty() {
        fits(&mut problems, &interaction, call.body["type"].as_u64().unwrap_or_default());
    }
    problems.into_result()?;
    channel_is_there(world, &interaction)?;
    let (first, message) = take(world, call, &interaction)?;
    world.interactions.answer(id, first, message);
    if !call.wants("with_response") {
        return Ok(Reply::empty());
    }
    Ok(Reply::ok(response(world, &interaction, call, message)))
}

/// A message cannot be sent to a channel that was deleted meanwhile.
pub(super) fn channel_is_there(world: &World, interaction: &Interaction) -> Result<(), ApiError> {
    let there = world.channels.contains_key(&interaction.channel);
    if there { Ok(()) } else { Err(ApiError::unknown(Unknown::Channel)) }
}

/// Suggestions answer typing and nothing else does; updates need a message, forms no form before.
fn fits(problems: &mut Problems, interaction: &Interaction, kind: u64) {
    let good = match interaction.kind {
        Kind::Autocomplete => kind == 8,
        Kind::Command => matches!(kind, 4 | 5 | 9),
        Kind::Component => matches!(kind, 4..=7 | 9),
        Kind::Modal => {
            matches!(kind, 4 | 5) || (matches!(kind, 6 | 7) && interaction.source.is_some())
        }
    };
    if !good {
        let message = "This response type does not answer this kind of interaction.";
        problems.add(&Path::ROOT.key("type"), "INTERACTION_RESPONSE_TYPE_INVALID", message);
    }
}

fn take(
    world: &mut World,
    call: &Call,
    interaction: &Interaction,
) -> Result<(First, Option<MessageId>), ApiError> {
    let data = &call.body["data"];
    Ok(match call.body["type"].as_u64() {
        Some(4) => {
            if rules::empty(data, call.files.len()) {
                return Err(ApiError::empty_message());
            }
            (First::Message, Some(answer(world, call, interaction, data).id))
        }
        Some(5) => {
            let mut message = reply(world, interaction, write::sent_flags(data));
            message.flags |= flags::LOADING;
            let id = message.id;
            messages::add(world, message);
            (First::Deferred, Some(id))
        }
        Some(6) => (First::DeferredUpdate, interaction.source),
        Some(7) => {
            let source = interaction.source.and_then(|id| world.message(interaction.channel, id));
            let source = source.ok_or_else(|| ApiError::unknown(Unknown::Message))?.clone();
            messages::edit(world, call, source, data, Origin::Interaction)?;
            (First::Updated, interaction.source)
        }
        Some(8) => (First::Choices(data["choices"].as_array().cloned().unwrap_or_default()), None),
        _ => (First::Modal(data.clone()), None),
    })
}

/// A new message that answers an interaction, with the flags it was sent with.
pub(super) fn reply(world: &mut World, interaction: &Interaction, sent: u64) -> Message {
    let bot = world.app.bot;
    let mut message = write::blank(world, interaction.channel, bot);
    message.flags = sent;
    message.only_for = (sent & flags::EPHEMERAL != 0).then_some(interaction.user);
    message.answers = Some(Answered {
        interaction: interaction.id,
        user: interaction.user,
        kind: interaction.kind.number(),
        source: interaction.source,
        command: interaction.command.clone(),
    });
    message
}

/// Writes a new message in answer to an interaction. The body was checked.
pub(super) fn answer(
    world: &mut World,
    call: &Call,
    interaction: &Interaction,
    data: &Value,
) -> Message {
    let mut message = reply(world, interaction, write::sent_flags(data));
    write::fill(world, &mut message, call, data, Origin::Interaction);
    messages::add(world, message.clone());
    message
}

/// What `with_response` asks for.
/// Source: <https://discord.com/developers/docs/interactions/receiving-and-responding#interaction-callback-interaction-callback-response-object>
fn response(world: &World, of: &Interaction, call: &Call, message: Option<MessageId>) -> Value {
    let found = message.and_then(|id| world.message(of.channel, id));
    let ephemeral = found.is_some_and(|message| message.only_for.is_some());
    let mut shown = json!({
        "interaction": {
            "id": of.id,
            "type": of.kind.number(),
            "response_message_id": message,
            "response_message_loading": call.body["type"] == 5,
            "response_message_ephemeral": ephemeral,
        },
        "resource": { "type": call.body["type"] },
    });
    if let Some(found) = found {
        shown["resource"]["message"] = show::message(world, found);
    }
    shown
}
