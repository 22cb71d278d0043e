//! `/faq`: look around, or straight to a topic or question.

use super::{Context, Error, complete, forward};
use crate::app::Request;

#[poise::command(slash_command)]
pub(super) async fn faq(
    ctx: Context<'_>,
    #[autocomplete = "complete"] topic: Option<String>,
) -> Result<(), Error> {
    forward(ctx, Request::Faq { topic }).await
}
