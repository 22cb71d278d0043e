//! `/settings`: what the managers of a server set for it. Discord shows it to them alone.

use super::{Context, Error, complete, forward};
use crate::app::Request;

#[poise::command(
    slash_command,
    interaction_context = "Guild",
    default_member_permissions = "MANAGE_GUILD"
)]
pub(super) async fn settings(
    ctx: Context<'_>,
    #[rename = "time-zone"]
    #[autocomplete = "complete"]
    time_zone: Option<String>,
) -> Result<(), Error> {
    forward(ctx, Request::Settings { time_zone }).await
}
