//! `/help`: what can be asked of the bot.

use super::{Context, Error, forward};
use crate::app::Request;

#[poise::command(slash_command)]
pub(super) async fn help(ctx: Context<'_>) -> Result<(), Error> {
    forward(ctx, Request::Help).await
}
