//! `/decision`: what was decided, and why. Decisions belong to servers, so it is not offered
//! elsewhere.

use super::{Context, Error, complete, forward};
use crate::app::{DecisionRequest, Request};

#[poise::command(
    slash_command,
    interaction_context = "Guild",
    subcommands("list", "show", "find", "record", "replace"),
    subcommand_required
)]
#[expect(clippy::unused_async, reason = "poise calls every command so")]
pub(super) async fn decision(_: Context<'_>) -> Result<(), Error> {
    Ok(())
}

#[poise::command(slash_command)]
async fn list(ctx: Context<'_>) -> Result<(), Error> {
    forward(ctx, Request::Decision(DecisionRequest::List)).await
}

#[poise::command(slash_command)]
async fn show(
    ctx: Context<'_>,
    #[autocomplete = "complete"] decision: String,
) -> Result<(), Error> {
    forward(ctx, Request::Decision(DecisionRequest::Show { decision })).await
}

#[poise::command(slash_command)]
async fn find(ctx: Context<'_>, words: String) -> Result<(), Error> {
    forward(ctx, Request::Decision(DecisionRequest::Find { words })).await
}

#[poise::command(slash_command)]
async fn record(
    ctx: Context<'_>,
    question: Option<String>,
    options: Option<String>,
) -> Result<(), Error> {
    forward(ctx, Request::Decision(DecisionRequest::Record { question, options })).await
}

#[poise::command(slash_command)]
async fn replace(
    ctx: Context<'_>,
    #[autocomplete = "complete"] decision: String,
) -> Result<(), Error> {
    forward(ctx, Request::Decision(DecisionRequest::Replace { decision })).await
}
