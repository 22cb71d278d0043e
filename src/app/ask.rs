//! A question: answered in the channel, or to the asker alone.

use super::{AnswerRecord, App, Invocation, MessageId, Reply};
use crate::answer::{Answer, decide};
use crate::poll::visible;
use crate::render::answer::{choices, found};
use crate::render::{AnswerId, Message, Seen, notice, unknown};

/// Longest question read, in code points.
pub(super) const QUESTION: usize = 500;

/// `/ask`, and the message menu's "Answer this".
pub(super) fn ask(app: &App, inv: &Invocation, question: &str, private: bool) -> Reply {
    let question = visible(question);
    let question = question.trim();
    if QUESTION < question.chars().count() {
        return Reply::Private(notice::too_long(QUESTION));
    }
    let index = app.index();
    let id = AnswerId(inv.id.0);
    match decide(&index, question) {
        Answer::Found(answer) => {
            let public = !private && may_speak(inv);
            remember(app, inv, question, !public, None);
            if public {
                return Reply::Public(found(&answer, id, Seen::ByAll));
            }
            let message = found(&answer, id, Seen::ByAsker);
            Reply::Private(if private { message } else { notice::kept_private(message) })
        }
        Answer::Choices { reading, topics } => {
            remember(app, inv, question, true, None);
            Reply::Private(choices(&reading, &topics, id))
        }
        Answer::Unknown(silent) => {
            app.silences.count(&silent.why);
            Reply::Private(Message::text(unknown(&silent, index.knowledge())))
        }
    }
}

/// Whether a reply may be public: the bot lends nobody a right that they lack.
pub(super) const fn may_speak(inv: &Invocation) -> bool {
    inv.person.may_send && inv.rights.send
}

/// Remembers an answer for its buttons. Nobody waits for the disk: a press on them passes the same
/// queue, and a store that fails costs the buttons, not the answer.
pub(super) fn remember(
    app: &App,
    inv: &Invocation,
    question: &str,
    private: bool,
    message: Option<MessageId>,
) {
    let record = AnswerRecord {
        id: AnswerId(inv.id.0),
        server: inv.server,
        channel: inv.channel,
        asker: inv.person.id,
        question: question.to_owned(),
        private,
        message,
        asked_at: app.clock.now(),
    };
    let stored = app.answers.remember(record);
    tokio::spawn(async move {
        if let Err(why) = stored.await {
            tracing::warn!(%why, "an answer was not remembered; its buttons will not work");
        }
    });
}
