//! A message that mentions the bot: answered as a reply in the channel, or not at all.

use super::ask::{QUESTION, remember};
use super::decisions::shown_first;
use super::manners::{asks_for_help, is_courtesy};
use super::{App, Invocation, MessageId, Reply, SendError};
use crate::answer::{Answer, decide};
use crate::poll::visible;
use crate::render::answer::found;
use crate::render::{AnswerId, Message, Seen, notice, unknown_short};

/// Answers a mention. Everything it has to say it sends itself; the reply is silence.
pub(super) async fn mention(app: &App, inv: &Invocation, text: &str, message: MessageId) -> Reply {
    let now = app.clock.now();
    let text = &visible(text);
    if is_courtesy(text) || !app.manners.may_answer(inv.channel, now) {
        return Reply::Silence;
    }
    if QUESTION < text.chars().count() {
        shrug(app, inv, message, &notice::too_long(QUESTION)).await;
        return Reply::Silence;
    }
    if asks_for_help(text) {
        shrug(app, inv, message, &notice::how_to_ask()).await;
        return Reply::Silence;
    }
    let index = app.index();
    match decide(&index, text) {
        Answer::Found(answer) => {
            let answer = found(&answer, AnswerId(inv.id.0), Seen::ByAll);
            let answer = shown_first(app, inv, text, answer).await;
            remember(app, inv, text, false, None);
            if let Some(shown) = send(app, inv, message, &answer).await {
                app.shown(inv.id, shown).await;
            }
        }
        Answer::Choices { topics, .. } => {
            let names: Vec<&str> = topics.iter().map(|t| t.name.as_str()).collect();
            shrug(app, inv, message, &notice::choices_short(&names)).await;
        }
        Answer::Unknown(silent) => {
            app.silences.count(&silent.why);
            let line = unknown_short(&silent, index.knowledge());
            shrug(app, inv, message, &Message::text(line)).await;
        }
    }
    Reply::Silence
}

/// One short line, and no second one in that channel within a minute.
async fn shrug(app: &App, inv: &Invocation, to: MessageId, line: &Message) {
    if app.manners.may_shrug(inv.channel, app.clock.now()) {
        send(app, inv, to, line).await;
    }
}

/// Replies; where embeds are not allowed, in plain content.
async fn send(app: &App, inv: &Invocation, to: MessageId, message: &Message) -> Option<MessageId> {
    let mut sent = app.messenger.reply(inv.channel, to, message).await;
    if matches!(sent, Err(SendError::Forbidden(_))) && message.embed.is_some() {
        let plain = message.clone().without_embed();
        sent = app.messenger.reply(inv.channel, to, &plain).await;
    }
    match sent {
        Ok(id) => Some(id),
        Err(why) => {
            tracing::warn!(%why, "a mention stays without an answer");
            None
        }
    }
}
