//! `/settings`: what the managers of a server set for it. Discord shows it to them alone.

use super::{Context, Error, complete, forward};
use crate::app::Request;
use crate::poll::count::Method;

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
    rank: Option<Rank>,
) -> Result<(), Error> {
    forward(ctx, Request::Settings { time_zone, rank: rank.map(Into::into) }).await
}

/// How rankings can be counted.
#[derive(Clone, Copy, Debug, poise::ChoiceParameter)]
enum Rank {
    #[name = "Ranked pairs"]
    RankedPairs,
    #[name = "Schulze"]
    Schulze,
    #[name = "Instant runoff"]
    Irv,
    #[name = "Points by place (Borda)"]
    Borda,
}

impl From<Rank> for Method {
    fn from(rank: Rank) -> Self {
        match rank {
            Rank::RankedPairs => Self::RankedPairs,
            Rank::Schulze => Self::Schulze,
            Rank::Irv => Self::Irv,
            Rank::Borda => Self::Borda,
        }
    }
}
