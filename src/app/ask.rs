//! A question: answered in the channel, or to the asker alone.

use super::{AnswerRecord, App, Invocation, MessageId, Reply};
use crate::answer::{Answer, decide};
use crate::render::answer::{Seen, choices, found};
use crate::render::{AnswerId, Message, notice, unknown};

/// Longest question read, in code points.
pub(super) const QUESTION: usize = 500;

/// `/ask`, and the message menu's "Answer this".
pub(super) async fn ask(app: &App, inv: &Invocation, question: &str, private: bool) -> Reply {
    let question = question.trim();
    if QUESTION < question.chars().count() {
        return Reply::Private(notice::too_long(QUESTION));
    }
    let index = app.index();
    let id = AnswerId(inv.id.0);
    match decide(&index, question) {
        Answer::Found(answer) => {
            let public = !private && may_speak(inv);
            remember(app, inv, question, !public, None).await;
            if public {
                return Reply::Public(found(&answer, id, Seen::ByAll));
            }
            let message = found(&answer, id, Seen::ByAsker);
            Reply::Private(if private { message } else { notice::kept_private(message) })
        }
        Answer::Choices { reading, topics } => {
            remember(app, inv, question, true, None).await;
            Reply::Private(choices(&reading, &topics, id))
        }
        Answer::Unknown(why) => Reply::Private(Message::text(unknown(&why, index.knowledge()))),
    }
}

/// Whether a reply may be public: the bot lends nobody a right that they lack.
pub(super) const fn may_speak(inv: &Invocation) -> bool {
    inv.person.may_send && inv.rights.send
}

/// Remembers an answer for its buttons. A store that fails costs the buttons, not the answer.
pub(super) async fn remember(
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
    if let Err(why) = app.answers.remember(record).await {
        tracing::warn!(%why, "an answer was not remembered; its buttons will not work");
    }
}
