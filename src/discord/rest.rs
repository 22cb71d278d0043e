//! Requests to Discord: one queue for all of them, which waits where Discord says so.
//!
//! Interaction callbacks do not pass here: they are exempt from the limits and bound to three
//! seconds; see `callback.rs`.

use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use reqwest::header::{AUTHORIZATION, HeaderMap, HeaderValue};
use serde_json::Value;
use twilight_http_ratelimiting::{Endpoint, Method, RateLimitHeaders, RateLimiter};

use crate::render::Attachment;
use crate::secret::Secret;

/// The path that every request starts with.
const API: &str = "/api/v10/";

/// How long one request may be under way.
const REQUEST: Duration = Duration::from_secs(10);

/// How long a call may take with all its waiting and trying again.
const PATIENCE: Duration = Duration::from_secs(60);

/// The first pause after a failure on Discord's side; it doubles each time.
const FIRST_PAUSE: Duration = Duration::from_millis(250);

/// How often a call is sent when Discord fails; waiting for a rate limit does not count.
const TRIES: u32 = 5;

/// Too many edits of a message older than an hour.
/// Source: <https://discord.com/developers/docs/topics/opcodes-and-status-codes#json>
pub(super) const TOO_MANY_EDITS: u64 = 30046;

/// One request.
#[derive(Debug)]
pub(super) struct Call {
    /// What to do.
    pub(super) method: Method,
    /// Where, without the leading slash and the version.
    pub(super) path: String,
    /// After the question mark; empty for none.
    pub(super) query: String,
    /// The JSON body.
    pub(super) body: Option<Value>,
    /// Files that go with it.
    pub(super) files: Vec<Attachment>,
}

impl Call {
    /// A request without a body.
    pub(super) fn new(method: Method, path: impl Into<String>) -> Self {
        Self { method, path: path.into(), query: String::new(), body: None, files: Vec::new() }
    }

    /// The same with a body.
    pub(super) fn with(mut self, body: impl Into<Value>, files: &[Attachment]) -> Self {
        self.body = Some(body.into());
        self.files = files.to_vec();
        self
    }
}

/// Why a request came to nothing.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RestError {
    /// Discord does not know the token.
    #[error("Discord does not accept the bot token")]
    Unauthorized,
    /// Discord said no; trying again would not help.
    #[error("Discord answered {status} (code {code}): {message}")]
    Refused {
        /// HTTP status.
        status: u16,
        /// Discord's own code; 0 when it gave none.
        code: u64,
        /// Discord's words.
        message: String,
    },
    /// No answer, or a failure on Discord's side, as often as it was tried.
    #[error("no usable answer from Discord: {0}")]
    Unreachable(String),
}

/// The door to Discord's REST interface.
#[derive(Debug)]
pub(super) struct Rest {
    http: reqwest::Client,
    limiter: RateLimiter,
    base: String,
    authorization: HeaderValue,
    /// Until when nothing is sent: Discord's global limit was met.
    held_until: Mutex<Option<Instant>>,
}

/// What one attempt gave.
enum Attempt {
    Done(Value),
    Wait(Duration),
    Failed(String),
    Refused(RestError),
}

impl Rest {
    /// A door to the API under this base address, which has no path. Needs a tokio runtime.
    ///
    /// # Errors
    ///
    /// [`RestError::Unreachable`] when the system offers no TLS; [`RestError::Unauthorized`] for a
    /// token that no header can carry.
    pub(super) fn new(base: &str, token: &Secret) -> Result<Self, RestError> {
        let authorization = format!("Bot {}", token.reveal());
        let mut authorization =
            HeaderValue::from_str(&authorization).map_err(|_| RestError::Unauthorized)?;
        authorization.set_sensitive(true);
        let http = reqwest::Client::builder()
            .timeout(REQUEST)
            .user_agent(concat!("DiscordBot (stackwise, ", env!("CARGO_PKG_VERSION"), ")"))
            .build()
            .map_err(|e| RestError::Unreachable(e.to_string()))?;
        Ok(Self {
            http,
            limiter: RateLimiter::default(),
            base: format!("{}{API}", base.trim_end_matches('/')),
            authorization,
            held_until: Mutex::new(None),
        })
    }

    /// The client, for callbacks: the connections are shared.
    pub(super) const fn http(&self) -> &reqwest::Client {
        &self.http
    }

    /// The full address of a path.
    pub(super) fn address(&self, path: &str) -> String {
        format!("{}{path}", self.base)
    }

    /// Sends a call, waits for limits and tries again where that can help.
    ///
    /// # Errors
    ///
    /// [`RestError`]; within [`PATIENCE`].
    pub(super) async fn send(&self, call: &Call) -> Result<Value, RestError> {
        let late = || RestError::Unreachable("it took too long".into());
        tokio::time::timeout(PATIENCE, self.persist(call)).await.unwrap_or_else(|_| Err(late()))
    }

    async fn persist(&self, call: &Call) -> Result<Value, RestError> {
        let mut failures = 0;
        let mut pause = FIRST_PAUSE;
        loop {
            match self.attempt(call).await {
                Attempt::Done(body) => return Ok(body),
                Attempt::Refused(error) => return Err(error),
                Attempt::Wait(span) => tokio::time::sleep(span).await,
                Attempt::Failed(why) => {
                    failures += 1;
                    if failures == TRIES {
                        return Err(RestError::Unreachable(why));
                    }
                    tracing::debug!(%why, path = %call.path, "Discord failed; trying again");
                    tokio::time::sleep(pause).await;
                    pause *= 2;
                }
            }
        }
    }

    async fn attempt(&self, call: &Call) -> Attempt {
        self.wait_while_held().await;
        let endpoint = Endpoint { method: call.method, path: call.path.clone() };
        let permit = self.limiter.acquire(endpoint).await;
        let response = match self.request(call).send().await {
            Ok(response) => response,
            // The address may hold an interaction's token: it stays out of the text.
            Err(error) => return Attempt::Failed(error.without_url().to_string()),
        };
        let status = response.status().as_u16();
        permit.complete(limits(response.headers()));
        let global = response.headers().contains_key("x-ratelimit-global");
        let retry_after = seconds(response.headers(), "retry-after");
        let bytes = match response.bytes().await {
            Ok(bytes) => bytes,
            Err(error) => return Attempt::Failed(error.without_url().to_string()),
        };
        let body: Value = serde_json::from_slice(&bytes).unwrap_or(Value::Null);
        match status {
            200..=299 => Attempt::Done(body),
            429 if body["code"] != TOO_MANY_EDITS => {
                let precise = body["retry_after"].as_f64().map(secs);
                let span = precise.or(retry_after).unwrap_or(Duration::from_secs(1));
                if global || body["global"] == true {
                    self.hold(span);
                }
                Attempt::Wait(span)
            }
            401 if body["code"].as_u64().unwrap_or(0) == 0 => {
                Attempt::Refused(RestError::Unauthorized)
            }
            500..=599 => Attempt::Failed(format!("status {status}")),
            _ => Attempt::Refused(RestError::Refused {
                status,
                code: body["code"].as_u64().unwrap_or(0),
                message: refusal(&body),
            }),
        }
    }

    fn request(&self, call: &Call) -> reqwest::RequestBuilder {
        let method = match call.method {
            Method::Delete => reqwest::Method::DELETE,
            Method::Patch => reqwest::Method::PATCH,
            Method::Post => reqwest::Method::POST,
            Method::Put => reqwest::Method::PUT,
            _ => reqwest::Method::GET,
        };
        let mut address = self.address(&call.path);
        if !call.query.is_empty() {
            address = format!("{address}?{}", call.query);
        }
        let request =
            self.http.request(method, address).header(AUTHORIZATION, self.authorization.clone());
        with_body(request, call.body.as_ref(), &call.files)
    }

    fn hold(&self, span: Duration) {
        let mut held = self.held_until.lock().unwrap_or_else(PoisonError::into_inner);
        *held = Some(Instant::now() + span);
    }

    async fn wait_while_held(&self) {
        let held = *self.held_until.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(until) = held {
            tokio::time::sleep_until(until.into()).await;
        }
    }
}

/// Adds a JSON body, in parts when there are files.
/// Source: <https://discord.com/developers/docs/reference#uploading-files>
pub(super) fn with_body(
    request: reqwest::RequestBuilder,
    body: Option<&Value>,
    files: &[Attachment],
) -> reqwest::RequestBuilder {
    let Some(body) = body else { return request };
    if files.is_empty() {
        return request.json(body);
    }
    let mut form = reqwest::multipart::Form::new().text("payload_json", body.to_string());
    for (n, file) in files.iter().enumerate() {
        let bytes = reqwest::multipart::Part::bytes(file.bytes.clone());
        form = form.part(format!("files[{n}]"), bytes.file_name(file.name.clone()));
    }
    request.multipart(form)
}

/// The rate-limit headers, when all of them are there.
/// Source: <https://discord.com/developers/docs/topics/rate-limits#header-format>
fn limits(headers: &HeaderMap) -> Option<RateLimitHeaders> {
    let number = |name| headers.get(name)?.to_str().ok()?.parse::<u16>().ok();
    let reset_after = seconds(headers, RateLimitHeaders::RESET_AFTER)?;
    Some(RateLimitHeaders {
        bucket: headers.get(RateLimitHeaders::BUCKET)?.as_bytes().to_vec(),
        limit: number(RateLimitHeaders::LIMIT)?,
        remaining: number(RateLimitHeaders::REMAINING)?,
        reset_at: Instant::now() + reset_after,
    })
}

fn seconds(headers: &HeaderMap, name: &str) -> Option<Duration> {
    headers.get(name)?.to_str().ok()?.parse().ok().map(secs)
}

/// A span in seconds as Discord sends it; nonsense counts as a minute.
pub(super) fn secs(seconds: f64) -> Duration {
    Duration::try_from_secs_f64(seconds).unwrap_or(Duration::from_secs(60))
}

/// What Discord says is wrong, with the fields it names.
fn refusal(body: &Value) -> String {
    let message = body["message"].as_str().unwrap_or("no reason given");
    match &body["errors"] {
        Value::Null => message.to_owned(),
        errors => format!("{message}: {errors}"),
    }
}
