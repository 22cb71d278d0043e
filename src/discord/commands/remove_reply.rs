//! The message menu's "Remove this reply", for who asked and for moderators.

use serenity::all::Message;

use super::{Context, Error, forward};
use crate::app::{MessageId, Request};
use crate::discord::incoming;

#[poise::command(context_menu_command = "Remove this reply")]
pub(super) async fn remove_reply(ctx: Context<'_>, message: Message) -> Result<(), Error> {
    let request = Request::RemoveReply {
        message: MessageId(message.id.get()),
        ours: message.author.id.get() == ctx.framework.user_data.us,
        asked_by: incoming::asked_by(&message),
    };
    forward(ctx, request).await
}
