//! `/sources`: where the answers come from.

use super::{Context, Error, forward};
use crate::app::Request;

#[poise::command(slash_command)]
pub(super) async fn sources(ctx: Context<'_>) -> Result<(), Error> {
    forward(ctx, Request::Sources).await
}
