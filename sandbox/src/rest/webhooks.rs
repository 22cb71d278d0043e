//! What follows the first answer: reading, changing and removing it, and sending more.
//! Source: <https://discord.com/developers/docs/interactions/receiving-and-responding#followup-messages>

use axum::http::Method;

use super::error::Unknown;
use super::mentions::Origin;
use super::route::WebhookTarget;
use super::{ApiError, Call, Reply, callback, messages};
use crate::id::ApplicationId;
use crate::rules;
use crate::show;
use crate::world::World;
use crate::world::interaction::{First, Interaction};
use crate::world::message::{Message, flags};

/// The interaction of a token that is still good and has been answered once.
fn open(world: &World, app: ApplicationId, token: &str) -> Result<Interaction, ApiError> {
    let unknown = || ApiError::unknown(Unknown::Webhook);
    if app != world.app.id {
        return Err(unknown());
    }
    let interaction = world.interactions.by_token(token).ok_or_else(unknown)?;
    if interaction.expired(world.now()) {
        return Err(ApiError::expired_token());
    }
    if interaction.first.is_none() {
        return Err(unknown());
    }
    callback::channel_is_there(world, interaction)?;
    Ok(interaction.clone())
}

/// A further message. The first one after "thinking" takes its place.
pub(super) fn follow_up(
    world: &mut World,
    call: &Call,
    app: ApplicationId,
    token: &str,
) -> Result<Reply, ApiError> {
    let interaction = open(world, app, token)?;
    messages::check(&call.body)?;
    if rules::empty(&call.body, call.files.len()) {
        return Err(ApiError::empty_message());
    }
    if let Some(thinking) =
        original(world, &interaction).filter(|one| one.flags & flags::LOADING != 0)
    {
        return edit(world, call, thinking);
    }
    let message = callback::answer(world, call, &interaction, &call.body);
    if let Some(interaction) = world.interactions.get_mut(interaction.id) {
        interaction.follow_up(message.id);
    }
    Ok(Reply::ok(show::message(world, &message)))
}

fn original(world: &World, interaction: &Interaction) -> Option<Message> {
    world.message(interaction.channel, interaction.original?).cloned()
}

/// One message of the interaction: read, change, remove.
pub(super) fn message(
    world: &mut World,
    call: &Call,
    app: ApplicationId,
    token: &str,
    target: WebhookTarget,
) -> Result<Reply, ApiError> {
    let interaction = open(world, app, token)?;
    let found = match target {
        WebhookTarget::Original => original(world, &interaction),
        WebhookTarget::Followup(id) => {
            let own = interaction.followups.contains(&id) || interaction.original == Some(id);
            world.message(interaction.channel, id).filter(|_| own).cloned()
        }
    };
    let found = found.ok_or_else(|| ApiError::unknown(Unknown::Message))?;
    match call.method {
        Method::PATCH => {
            messages::check(&call.body)?;
            edit(world, call, found)
        }
        Method::DELETE => {
            let update = matches!(interaction.first, Some(First::DeferredUpdate | First::Updated));
            if update && target == WebhookTarget::Original && found.author != world.app.bot {
                return Err(ApiError::others_message());
            }
            messages::remove(world, found.channel, found.id);
            Ok(Reply::empty())
        }
        _ => Ok(Reply::ok(show::message(world, &found))),
    }
}

fn edit(world: &mut World, call: &Call, message: Message) -> Result<Reply, ApiError> {
    messages::edit(world, call, message, &call.body, Origin::Interaction).map(Reply::ok)
}
