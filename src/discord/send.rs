//! Posting and editing messages in channels.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{SystemTime, UNIX_EPOCH};

use futures_util::FutureExt;
use futures_util::future::BoxFuture;
use serde_json::{Value, json};
use twilight_http_ratelimiting::Method;

use super::body;
use super::rest::{Call, Rest, RestError, TOO_MANY_EDITS};
use crate::app::{ChannelId, MessageId, Messenger, SendError};
use crate::render::Message;

/// How many of a channel's latest messages are looked through for one of ours.
const LOOK_BACK: u8 = 100;

/// Posts and edits over REST.
pub(super) struct Sender {
    rest: Arc<Rest>,
    us: u64,
    /// Numbers for messages that came without a nonce; starts with the time of day, so that two
    /// runs do not share numbers.
    next: AtomicU64,
}

impl Sender {
    /// Sends in the name of the user `us`.
    pub(super) fn new(rest: Arc<Rest>, us: u64) -> Self {
        let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        let start = u64::try_from(since.as_micros()).unwrap_or_default();
        Self { rest, us, next: AtomicU64::new(start) }
    }

    /// A post carries a nonce always: a try that failed half-way is not shown twice.
    async fn create(
        &self,
        channel: ChannelId,
        message: &Message,
        nonce: Option<&str>,
        to: Option<MessageId>,
    ) -> Result<MessageId, SendError> {
        let fresh = || format!("n{}", self.next.fetch_add(1, Ordering::Relaxed));
        let mut body = body::message(message);
        body.insert("nonce".into(), nonce.map_or_else(fresh, str::to_owned).into());
        body.insert("enforce_nonce".into(), true.into());
        if let Some(to) = to {
            let reference = json!({ "message_id": to.0.to_string(), "fail_if_not_exists": false });
            body.insert("message_reference".into(), reference);
        }
        let path = format!("channels/{}/messages", channel.0);
        let call = Call::new(Method::Post, path).with(body, &message.files);
        let answer = self.rest.send(&call).await.map_err(reason)?;
        let id = id(&answer);
        let id = id.ok_or_else(|| SendError::Failed("the answer names no message".into()))?;
        // Where the bot may not show embeds, Discord drops them without a word.
        let bare = answer["embeds"].as_array().is_none_or(Vec::is_empty);
        if message.embed.is_some() && bare {
            self.edit(channel, id, &message.clone().without_embed()).await?;
        }
        Ok(id)
    }
}

impl Messenger for Sender {
    fn post<'a>(
        &'a self,
        channel: ChannelId,
        message: &'a Message,
        nonce: Option<&'a str>,
    ) -> BoxFuture<'a, Result<MessageId, SendError>> {
        self.create(channel, message, nonce, None).boxed()
    }

    fn reply<'a>(
        &'a self,
        channel: ChannelId,
        to: MessageId,
        message: &'a Message,
    ) -> BoxFuture<'a, Result<MessageId, SendError>> {
        async move {
            // One reply to a message: delivered twice, it is the same one.
            let nonce = format!("r{}", to.0);
            self.create(channel, message, Some(&nonce), Some(to)).await
        }
        .boxed()
    }

    fn edit<'a>(
        &'a self,
        channel: ChannelId,
        id: MessageId,
        message: &'a Message,
    ) -> BoxFuture<'a, Result<(), SendError>> {
        async move {
            let path = format!("channels/{}/messages/{}", channel.0, id.0);
            let call = Call::new(Method::Patch, path).with(body::message(message), &message.files);
            self.rest.send(&call).await.map(drop).map_err(reason)
        }
        .boxed()
    }

    fn delete(&self, channel: ChannelId, id: MessageId) -> BoxFuture<'_, Result<(), SendError>> {
        async move {
            let path = format!("channels/{}/messages/{}", channel.0, id.0);
            let call = Call::new(Method::Delete, path);
            self.rest.send(&call).await.map(drop).map_err(reason)
        }
        .boxed()
    }

    fn find_own<'a>(
        &'a self,
        channel: ChannelId,
        holds: &'a str,
    ) -> BoxFuture<'a, Result<Option<MessageId>, SendError>> {
        async move {
            let mut call = Call::new(Method::Get, format!("channels/{}/messages", channel.0));
            call.query = format!("limit={LOOK_BACK}");
            let answer = self.rest.send(&call).await.map_err(reason)?;
            let us = self.us.to_string();
            let ours = answer
                .as_array()
                .into_iter()
                .flatten()
                .find(|message| message["author"]["id"] == us.as_str() && says(message, holds));
            Ok(ours.and_then(id))
        }
        .boxed()
    }
}

/// Whether a message's content or an embed's title holds this text.
fn says(message: &Value, holds: &str) -> bool {
    let titles = message["embeds"].as_array().into_iter().flatten().map(|e| &e["title"]);
    std::iter::once(&message["content"])
        .chain(titles)
        .any(|text| text.as_str().is_some_and(|t| t.contains(holds)))
}

fn id(message: &Value) -> Option<MessageId> {
    message["id"].as_str()?.parse().ok().map(MessageId)
}

fn reason(error: RestError) -> SendError {
    match error {
        RestError::Refused { code: TOO_MANY_EDITS, .. } => SendError::OldMessage,
        RestError::Refused { status: 404, .. } => SendError::Gone,
        RestError::Refused { status: 403, message, .. } => SendError::Forbidden(message),
        RestError::Refused { message, .. } => SendError::Refused(message),
        other => SendError::Failed(other.to_string()),
    }
}
