//! "Show in channel": what only the asker sees is posted for all, once.

use super::ask::may_speak;
use super::{AnswerRecord, App, Incident, Invocation, Reply, SendError};
use crate::render::{Message, Seen, notice};

/// Whether it stands in the channel already.
pub(super) const fn is_shown(record: &AnswerRecord) -> bool {
    !record.private || record.message.is_some()
}

/// Posts what was answered under this record, as drawn for all. Pressed again, it only says that it
/// was shown.
pub(super) async fn show(
    app: &App,
    inv: &Invocation,
    record: AnswerRecord,
    draw: impl Fn(Seen<'_>) -> Message,
) -> Reply {
    let shown = Reply::Update(draw(Seen::ByAskerShown));
    if is_shown(&record) {
        return shown;
    }
    if !may_speak(inv) {
        return Reply::Private(notice::cannot_show());
    }
    let mut message = draw(Seen::SharedBy(&inv.person.name));
    if !inv.rights.embed {
        message = message.without_embed();
    }
    // The nonce makes two presses one message.
    let nonce = format!("s{}", record.id.0);
    match app.messenger.post(inv.channel, &message, Some(&nonce)).await {
        Ok(posted) => {
            let record = AnswerRecord { private: false, message: Some(posted), ..record };
            if let Err(why) = app.answers.remember(record).await {
                tracing::warn!(%why, "a shown reply was not remembered as shown");
            }
            shown
        }
        Err(SendError::Forbidden(_) | SendError::Gone) => Reply::Private(notice::cannot_show()),
        Err(why) => {
            let code = Incident::log("a private reply could not be shown", &why);
            Reply::Private(notice::incident(&code.to_string()))
        }
    }
}
