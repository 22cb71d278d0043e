//! The first response to an interaction: due within three seconds, sent past every queue.

use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::body;
use super::rest::{Rest, secs, with_body};
use crate::app::{MessageId, Reply};
use crate::render::Attachment;
use crate::secret::Secret;

/// Until when after its arrival a response is tried; Discord forgets the interaction after 3 s.
/// Source: <https://discord.com/developers/docs/interactions/receiving-and-responding#interaction-callback>
const DUE: Duration = Duration::from_millis(2900);

/// The pause before a response is sent again.
const PAUSE: Duration = Duration::from_millis(100);

/// The interaction was responded to before.
/// Source: <https://discord.com/developers/docs/topics/opcodes-and-status-codes#json>
const ALREADY_TAKEN: u64 = 40060;

/// An interaction that waits for its response.
#[derive(Clone, Debug)]
pub(super) struct Waiting {
    /// Its id.
    pub(super) id: u64,
    /// The application it was sent to.
    pub(super) application: u64,
    /// Its token.
    pub(super) token: Secret,
    /// When it came in.
    pub(super) arrived: Instant,
    /// Whether it came from a button or menu, whose message can be replaced.
    pub(super) from_component: bool,
}

/// What became of a response.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Taken {
    /// It stands; the id of the message where that was asked for.
    Stands(Option<MessageId>),
    /// It had been responded to: this delivery is a second one.
    Before,
    /// Nobody will see it.
    Lost(String),
}

/// A response: its type, its data, its files.
struct Response {
    kind: u8,
    data: Option<Value>,
    files: Vec<Attachment>,
    /// Ask for the message's id.
    wants_id: bool,
}

/// Says that the answer takes a moment; only the person will see it.
pub(super) async fn defer(rest: &Rest, waiting: &Waiting) -> Taken {
    send(rest, waiting, &Response::new(5, Some(body::deferred()))).await
}

/// Sends a reply as the first response.
pub(super) async fn respond(rest: &Rest, waiting: &Waiting, reply: &Reply) -> Taken {
    let response = match reply {
        Reply::Public(message) => Response {
            files: message.files.clone(),
            wants_id: true,
            ..Response::new(4, Some(body::message(message).into()))
        },
        Reply::Private(message) => Response {
            files: message.files.clone(),
            ..Response::new(4, Some(body::private(message).into()))
        },
        Reply::Update(message) if waiting.from_component => Response {
            files: message.files.clone(),
            ..Response::new(7, Some(body::message(message).into()))
        },
        // There is no message to replace: the person gets it as a new one.
        Reply::Update(message) => Response::new(4, Some(body::private(message).into())),
        Reply::Form(form) => Response::new(9, Some(body::form(form))),
        Reply::Choices(choices) => Response::new(8, Some(body::choices(choices))),
        Reply::Silence if waiting.from_component => Response::new(6, None),
        Reply::Silence => return Taken::Stands(None),
    };
    send(rest, waiting, &response).await
}

impl Response {
    const fn new(kind: u8, data: Option<Value>) -> Self {
        Self { kind, data, files: Vec::new(), wants_id: false }
    }

    fn body(&self) -> Value {
        match &self.data {
            Some(data) => json!({ "type": self.kind, "data": data }),
            None => json!({ "type": self.kind }),
        }
    }
}

async fn send(rest: &Rest, waiting: &Waiting, response: &Response) -> Taken {
    let path = format!("interactions/{}/{}/callback", waiting.id, waiting.token.reveal());
    let mut address = rest.address(&path);
    if response.wants_id {
        address.push_str("?with_response=true");
    }
    let body = response.body();
    let mut tries = 0;
    loop {
        tries += 1;
        let left = DUE.saturating_sub(waiting.arrived.elapsed());
        if left.is_zero() {
            return Taken::Lost("three seconds are over".into());
        }
        let request = with_body(rest.http().post(&address), Some(&body), &response.files);
        let pause = match request.timeout(left).send().await {
            // The address holds the interaction's token: it stays out of the text.
            Err(error) => {
                tracing::debug!(error = %error.without_url(), "a response failed; trying again");
                PAUSE
            }
            Ok(answer) => {
                let status = answer.status().as_u16();
                let body: Value = answer.json().await.unwrap_or(Value::Null);
                match status {
                    200..=299 => return Taken::Stands(message_id(&body)),
                    // After a failure it may be our own first try that was taken after all.
                    400 if body["code"] == ALREADY_TAKEN && tries > 1 => {
                        return Taken::Stands(None);
                    }
                    400 if body["code"] == ALREADY_TAKEN => return Taken::Before,
                    429 => body["retry_after"].as_f64().map_or(PAUSE, secs),
                    500..=599 => PAUSE,
                    _ => return Taken::Lost(format!("status {status}: {body}")),
                }
            }
        };
        if pause >= DUE.saturating_sub(waiting.arrived.elapsed()) {
            return Taken::Lost("Discord kept failing for three seconds".into());
        }
        tokio::time::sleep(pause).await;
    }
}

fn message_id(body: &Value) -> Option<MessageId> {
    body["resource"]["message"]["id"].as_str()?.parse().ok().map(MessageId)
}
