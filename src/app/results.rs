//! What opens from a poll and its result: how it is counted, how it came about, its files.

use super::polls::{Core, failed, manages};
use super::{Incident, Invocation, PollKey};
use crate::render::Message;
use crate::render::notice;
use crate::render::poll::{self as show, PollError};

impl Core {
    /// How the ballots of a poll are counted, and how secret they are.
    pub(super) async fn how_counted(&self, key: PollKey) -> Message {
        match self.seen(key).await {
            Err(why) => failed(&why),
            Ok(None) => show::error(&PollError::Gone),
            Ok(Some(seen)) => show::how_counted(&seen.record.poll),
        }
    }

    /// The poll as files, once its counts may be seen.
    pub(super) async fn download(&self, inv: &Invocation, key: PollKey) -> Message {
        match self.seen(key).await {
            Err(why) => failed(&why),
            Ok(None) => show::error(&PollError::Gone),
            Ok(Some(seen)) if !manages(inv, &seen.record) => show::not_yours(&seen.record.poll),
            Ok(Some(seen)) => seen.shown(None, |shown| {
                if show::has_download(shown) {
                    show::download(shown)
                } else {
                    show::no_download(shown.poll)
                }
            }),
        }
    }

    /// How the result of a poll came about, with a picture.
    pub(super) async fn rounds(&self, inv: &Invocation, key: PollKey) -> Message {
        let seen = match self.seen(key).await {
            Err(why) => return failed(&why),
            Ok(None) => return show::error(&PollError::Gone),
            Ok(Some(seen)) => seen,
        };
        // Many ballots counted by every method, and a picture, would hold up other people's votes.
        let may_attach = inv.rights.attach;
        let draw = move || seen.shown(None, |shown| show::round_by_round(shown, may_attach));
        tokio::task::spawn_blocking(draw).await.unwrap_or_else(|why| {
            notice::incident(&Incident::log("a result was not drawn", &why).to_string())
        })
    }
}
