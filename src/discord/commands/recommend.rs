//! `/recommend`: what matters most, and what the evidence supports for that.

use super::{Context, Error, forward};
use crate::app::Request;

#[poise::command(slash_command)]
pub(super) async fn recommend(
    ctx: Context<'_>,
    #[rename = "for"] build: Option<String>,
) -> Result<(), Error> {
    forward(ctx, Request::Recommend { build: build.unwrap_or_default() }).await
}
