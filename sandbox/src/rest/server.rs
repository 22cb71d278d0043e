//! The door for HTTP requests.

use std::time::{Duration, Instant, SystemTime};

use axum::body::{Body, Bytes};
use axum::extract::{ConnectInfo, Path, State};
use axum::http::{HeaderMap, HeaderValue, Request, StatusCode, header, request::Parts};
use axum::response::{IntoResponse, Response};

use crate::crowd::{Line, Standing};
use crate::id::AttachmentId;
use crate::world::faults::{Fault, Scope};
use crate::world::limits::{Bucket, Verdict};
use crate::world::log::RawRequest;
use crate::world::{Shared, World};

use super::body::{self, Read};
use super::error::{ApiError, RetryAfter};
use super::route::{Route, RouteError};
use super::{Call, Reply};

/// Longest query kept, in bytes; no route needs more.
const MAX_QUERY: usize = 2048;

/// Answers anything below `/api`.
pub(crate) async fn serve(
    State(shared): State<Shared>,
    ConnectInfo(line): ConnectInfo<Line>,
    request: Request<Body>,
) -> Response {
    let (parts, body) = request.into_parts();
    // Some clients write `@original` and `@me` encoded; no other part of a path needs it.
    let path = api_path(parts.uri.path()).replace("%40", "@");
    let segments: Vec<&str> = path.split('/').filter(|part| !part.is_empty()).collect();
    let known = knows_secret(&shared.look(), &parts.headers, &segments);
    if known {
        line.becomes(Standing::Known);
    }
    let read = if known || !body::large(&parts) {
        body::read(&shared, &parts, body).await
    } else {
        // Who may not ask gets the same answer without being heard out.
        line.lingers();
        Ok(Read::default())
    };
    if read.is_err() {
        line.lingers();
    }
    let fault = shared.look().faults.take(parts.method.as_str(), &segments);
    if let Some(Fault::Slow(time)) = fault {
        tokio::time::sleep(time).await;
    }
    let (text, read) = match read {
        Ok(read) => (read.text.clone(), Ok(read)),
        Err(error) => (Bytes::new(), Err(error)),
    };
    let (outcome, bucket) = match refusal(fault.as_ref()) {
        Some(error) => (Err(error), None),
        None => shared.change(|world| admit(world, known, &parts, &segments, read)),
    };
    if matches!(fault, Some(Fault::ResetBefore | Fault::ResetAfter)) {
        line.cut();
    }
    let failed = outcome.as_ref().is_err_and(ApiError::counts);
    let (response, sent) = respond(outcome, bucket.as_ref());
    shared.change(|world| {
        let at = world.now();
        if failed {
            world.limits_of(known).failed(Instant::now());
        }
        world.log.request(RawRequest {
            at,
            method: parts.method,
            path,
            body: text,
            status: response.status().as_u16(),
            response: sent,
        });
    });
    response
}

/// The path below `/api` or `/api/v10`.
fn api_path(path: &str) -> &str {
    let path = path.strip_prefix("/api").unwrap_or(path);
    ["/v10", "/v9"]
        .iter()
        .find_map(|version| path.strip_prefix(version).filter(|rest| rest.starts_with('/')))
        .unwrap_or(path)
}

/// The answer of a fault that leaves the request without effect.
fn refusal(fault: Option<&Fault>) -> Option<ApiError> {
    match fault? {
        Fault::RateLimited { retry_after, scope } => {
            Some(ApiError::rate_limited(RetryAfter { after: *retry_after, scope: *scope }))
        }
        Fault::Status(status) => Some(ApiError::status(*status)),
        Fault::TooManyOldEdits => Some(ApiError::too_many_old_edits()),
        // The answer never arrives; it only has to be without effect.
        Fault::ResetBefore => Some(ApiError::status(500)),
        Fault::Slow(_) | Fault::ResetAfter => None,
    }
}

/// Lets a request pass that keeps within its limits; and what its bucket says.
fn admit(
    world: &mut World,
    known: bool,
    parts: &Parts,
    segments: &[&str],
    read: Result<Read, ApiError>,
) -> (Result<Reply, ApiError>, Option<Bucket>) {
    let limited = |after, scope| Err(ApiError::rate_limited(RetryAfter { after, scope }));
    match world.limits_of(known).admit(parts.method.as_str(), segments, Instant::now()) {
        Verdict::Passes(bucket) => (pass(world, parts, segments, read), bucket),
        Verdict::Empty(bucket) => (limited(bucket.reset_after, Scope::User), Some(bucket)),
        Verdict::Global(after) => (limited(after, Scope::Global), None),
        Verdict::ShutOut(after) => (Err(ApiError::shut_out(after)), None),
    }
}

fn pass(
    world: &mut World,
    parts: &Parts,
    segments: &[&str],
    read: Result<Read, ApiError>,
) -> Result<Reply, ApiError> {
    let route = Route::parse(&parts.method, segments).map_err(|error| match error {
        RouteError::Unknown => ApiError::not_found(),
        RouteError::Method => ApiError::method_not_allowed(),
        RouteError::Snowflake => crate::rules::not_a_snowflake().into(),
    })?;
    if route.asks_for_token() && !authorized(world, &parts.headers) {
        return Err(ApiError::unauthorized());
    }
    let read = read?;
    let query = parts.uri.query().filter(|query| query.len() <= MAX_QUERY).unwrap_or_default();
    let call = Call {
        method: parts.method.clone(),
        route,
        query: query.to_owned(),
        body: read.json,
        files: read.files,
    };
    super::answer(world, &call)
}

/// Whether the request holds a secret of the bot: its token, or that of an interaction.
fn knows_secret(world: &World, headers: &HeaderMap, segments: &[&str]) -> bool {
    let interaction = match segments {
        ["interactions" | "webhooks", _, token, ..] => world.interactions.by_token(token),
        _ => None,
    };
    interaction.is_some() || authorized(world, headers)
}

fn authorized(world: &World, headers: &HeaderMap) -> bool {
    let given = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
    given.and_then(|value| value.strip_prefix("Bot ")) == Some(&world.app.token)
}

fn respond(outcome: Result<Reply, ApiError>, bucket: Option<&Bucket>) -> (Response, Bytes) {
    let (status, body, retry) = match outcome {
        Ok(reply) => (reply.status, reply.body, None),
        Err(error) => (error.status, Some(error.body), error.retry_after),
    };
    let text = body.map(|body| Bytes::from(body.to_string())).unwrap_or_default();
    let mut response = Response::new(Body::from(text.clone()));
    *response.status_mut() =
        StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    if !text.is_empty() {
        let json = HeaderValue::from_static("application/json");
        response.headers_mut().insert(header::CONTENT_TYPE, json);
    }
    if let Some(retry) = retry {
        retry_headers(response.headers_mut(), retry);
    }
    if let Some(bucket) = bucket {
        bucket_headers(response.headers_mut(), bucket);
    }
    (response, text)
}

/// Source: <https://discord.com/developers/docs/topics/rate-limits#header-format>
fn retry_headers(headers: &mut HeaderMap, retry: RetryAfter) {
    let after = seconds(retry.after);
    set(headers, "retry-after", &after);
    set(headers, "x-ratelimit-scope", retry.scope.name());
    if retry.scope == Scope::Global {
        return set(headers, "x-ratelimit-global", "true");
    }
    set(headers, "x-ratelimit-limit", "5");
    set(headers, "x-ratelimit-remaining", "0");
    set(headers, "x-ratelimit-reset-after", &after);
    set(headers, "x-ratelimit-bucket", "sandbox");
}

/// Source: as above.
fn bucket_headers(headers: &mut HeaderMap, bucket: &Bucket) {
    let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
    set(headers, "x-ratelimit-limit", &bucket.limit.to_string());
    set(headers, "x-ratelimit-remaining", &bucket.remaining.to_string());
    set(headers, "x-ratelimit-reset", &seconds(now + bucket.reset_after));
    set(headers, "x-ratelimit-reset-after", &seconds(bucket.reset_after));
    set(headers, "x-ratelimit-bucket", &bucket.name);
}

/// Seconds to the thousandth, never nothing.
fn seconds(time: Duration) -> String {
    let millis = time.as_millis().max(1);
    format!("{}.{:03}", millis / 1000, millis % 1000)
}

fn set(headers: &mut HeaderMap, name: &'static str, value: &str) {
    if let Ok(value) = HeaderValue::from_str(value) {
        headers.insert(name, value);
    }
}

/// Serves the bytes of an attachment.
pub(crate) async fn file(
    State(shared): State<Shared>,
    Path((id, _name)): Path<(u64, String)>,
) -> Response {
    let Some(file) = shared.look().files.get(AttachmentId::new(id)).cloned() else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let picture = file.attachment.is_picture();
    let shown = file.attachment.content_type.filter(|_| picture);
    // Anything but a plain picture is handed over as a download: it may hold a script.
    let kind = shown.clone().unwrap_or_else(|| "application/octet-stream".to_owned());
    let mut response = Response::new(Body::from(file.bytes));
    let headers = response.headers_mut();
    if let Ok(kind) = HeaderValue::from_str(&kind) {
        headers.insert(header::CONTENT_TYPE, kind);
    }
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    if shown.is_none() {
        headers.insert(header::CONTENT_DISPOSITION, HeaderValue::from_static("attachment"));
    }
    response
}
