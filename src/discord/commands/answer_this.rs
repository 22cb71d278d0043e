//! The message menu's "Answer this": the message is the question, the answer is private.

use serenity::all::Message;

use super::{Context, Error, forward};
use crate::app::Request;

#[poise::command(context_menu_command = "Answer this")]
pub(super) async fn answer_this(ctx: Context<'_>, message: Message) -> Result<(), Error> {
    forward(ctx, Request::Ask { question: message.content, private: true }).await
}
