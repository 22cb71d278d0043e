//! `/compare`: two stacks, topic by topic.

use super::{Context, Error, complete, forward};
use crate::app::Request;

#[poise::command(slash_command)]
pub(super) async fn compare(
    ctx: Context<'_>,
    #[autocomplete = "complete"] first: String,
    #[autocomplete = "complete"] second: String,
    #[autocomplete = "complete"] topic: Option<String>,
) -> Result<(), Error> {
    forward(ctx, Request::Compare { first, second, topic }).await
}
