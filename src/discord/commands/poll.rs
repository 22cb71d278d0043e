//! `/poll`: plan, close, look up. Polls belong to servers, so it is not offered elsewhere.

use super::{Context, Error, complete, forward};
use crate::app::Request;

#[poise::command(
    slash_command,
    interaction_context = "Guild",
    subcommands("create", "close", "results", "list"),
    subcommand_required
)]
#[expect(clippy::unused_async, reason = "poise calls every command so")]
pub(super) async fn poll(_: Context<'_>) -> Result<(), Error> {
    Ok(())
}

#[poise::command(slash_command)]
async fn create(
    ctx: Context<'_>,
    question: Option<String>,
    options: Option<String>,
    #[autocomplete = "complete"] closes: Option<String>,
) -> Result<(), Error> {
    forward(ctx, Request::PollCreate { question, options, closes }).await
}

#[poise::command(slash_command)]
async fn close(ctx: Context<'_>, #[autocomplete = "complete"] poll: String) -> Result<(), Error> {
    forward(ctx, Request::PollClose { poll }).await
}

#[poise::command(slash_command)]
async fn results(ctx: Context<'_>, #[autocomplete = "complete"] poll: String) -> Result<(), Error> {
    forward(ctx, Request::PollResults { poll }).await
}

#[poise::command(slash_command)]
async fn list(ctx: Context<'_>) -> Result<(), Error> {
    forward(ctx, Request::PollList).await
}
