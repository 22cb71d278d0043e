//! `/poll`: plan, close, look up. Polls belong to servers, so it is not offered elsewhere.

use super::{Context, Error, complete, forward};
use crate::app::{Change, Request};
use crate::poll::Kind;

#[poise::command(
    slash_command,
    interaction_context = "Guild",
    subcommands(
        "create", "stack", "list", "results", "close", "extend", "cancel", "remind", "copy"
    ),
    subcommand_required
)]
#[expect(clippy::unused_async, reason = "poise calls every command so")]
pub(super) async fn poll(_: Context<'_>) -> Result<(), Error> {
    Ok(())
}

/// The kinds of ballot, as they are offered.
#[derive(Clone, Copy, Debug, poise::ChoiceParameter)]
enum Vote {
    #[name = "Pick one"]
    PickOne,
    #[name = "Pick several"]
    PickSeveral,
    #[name = "Rank"]
    Rank,
    #[name = "Rate 0 to 5"]
    Rate,
    #[name = "Agree or object"]
    Agree,
}

impl From<Vote> for Kind {
    fn from(vote: Vote) -> Self {
        match vote {
            Vote::PickOne => Self::PickOne,
            Vote::PickSeveral => Self::PickSeveral { most: None },
            Vote::Rank => Self::Rank,
            Vote::Rate => Self::Rate,
            Vote::Agree => Self::Agree,
        }
    }
}

#[poise::command(slash_command)]
async fn create(
    ctx: Context<'_>,
    question: Option<String>,
    options: Option<String>,
    vote: Option<Vote>,
    #[autocomplete = "complete"] closes: Option<String>,
    secret: Option<bool>,
) -> Result<(), Error> {
    let (vote, secret) = (vote.map(Into::into), secret.unwrap_or(false));
    forward(ctx, Request::PollCreate { question, options, closes, vote, secret }).await
}

#[poise::command(slash_command)]
async fn stack(
    ctx: Context<'_>,
    options: String,
    question: Option<String>,
    #[autocomplete = "complete"] closes: Option<String>,
    secret: Option<bool>,
) -> Result<(), Error> {
    let secret = secret.unwrap_or(false);
    forward(ctx, Request::PollStack { options, question, closes, secret }).await
}

#[poise::command(slash_command)]
async fn close(ctx: Context<'_>, #[autocomplete = "complete"] poll: String) -> Result<(), Error> {
    forward(ctx, Request::PollClose { poll }).await
}

#[poise::command(slash_command)]
async fn extend(
    ctx: Context<'_>,
    #[autocomplete = "complete"] poll: String,
    #[autocomplete = "complete"] closes: String,
) -> Result<(), Error> {
    forward(ctx, Request::PollChange { poll, change: Change::Extend { closes } }).await
}

#[poise::command(slash_command)]
async fn cancel(
    ctx: Context<'_>,
    #[autocomplete = "complete"] poll: String,
    reason: String,
) -> Result<(), Error> {
    forward(ctx, Request::PollChange { poll, change: Change::Cancel { reason } }).await
}

#[poise::command(slash_command)]
async fn remind(ctx: Context<'_>, #[autocomplete = "complete"] poll: String) -> Result<(), Error> {
    forward(ctx, Request::PollChange { poll, change: Change::Remind }).await
}

#[poise::command(slash_command)]
async fn copy(ctx: Context<'_>, #[autocomplete = "complete"] poll: String) -> Result<(), Error> {
    forward(ctx, Request::PollChange { poll, change: Change::Copy }).await
}

#[poise::command(slash_command)]
async fn results(ctx: Context<'_>, #[autocomplete = "complete"] poll: String) -> Result<(), Error> {
    forward(ctx, Request::PollResults { poll }).await
}

#[poise::command(slash_command)]
async fn list(ctx: Context<'_>) -> Result<(), Error> {
    forward(ctx, Request::PollList).await
}
