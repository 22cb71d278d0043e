//! `/ask`: a question in one's own words.

use super::{Context, Error, forward};
use crate::app::Request;

#[poise::command(slash_command)]
pub(super) async fn ask(
    ctx: Context<'_>,
    question: String,
    private: Option<bool>,
) -> Result<(), Error> {
    forward(ctx, Request::Ask { question, private: private.unwrap_or(false) }).await
}
