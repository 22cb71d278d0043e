//! "Remove this reply": for who asked, and for moderators.

use super::answer_press::failed;
use super::{App, Invocation, MessageId, Reply, SendError, UserId};
use crate::render::notice;

/// Removes a reply of ours. `asked_by` is who Discord says used the command or button it answers.
pub(super) async fn remove(
    app: &App,
    inv: &Invocation,
    message: MessageId,
    ours: bool,
    asked_by: Option<UserId>,
) -> Reply {
    if !ours {
        return Reply::Private(notice::not_ours());
    }
    let record = match app.answers.recall_reply(inv.server, message).await {
        Ok(record) => record,
        // A moderator or the person Discord names can go on without the store.
        Err(_) if inv.person.moderates || asked_by == Some(inv.person.id) => None,
        Err(why) => return failed(&why),
    };
    let asker = record.as_ref().map(|r| r.asker).or(asked_by);
    if !inv.person.moderates && asker != Some(inv.person.id) {
        return Reply::Private(notice::not_yours());
    }
    match app.messenger.delete(inv.channel, message).await {
        // Gone already: this may be the second delivery.
        Ok(()) | Err(SendError::Gone) => {}
        Err(why) => {
            tracing::warn!(%why, "a reply was not removed");
            return Reply::Private(notice::not_removed());
        }
    }
    if let Some(record) = record
        && let Err(why) = app.answers.forget(record.id).await
    {
        tracing::warn!(%why, "a removed answer is still remembered");
    }
    Reply::Private(notice::removed())
}
