//! The same rules without a server: would Discord take this body on this route?

use axum::http::Method;
use serde_json::{Value, json};

use super::{Path, Problems, callback, commands, empty, message};
use crate::rest::Route;

/// Why a body cannot be checked at all.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ValidateError {
    /// The route is not `METHOD /path` as Discord documents it.
    #[error(
        "`{0}` is not a route\n  help: write a method and a path as Discord documents it, such as `POST /channels/1/messages`"
    )]
    Route(String),
    /// The route takes no body.
    #[error(
        "`{0}` takes no body\n  help: check bodies of messages, interaction callbacks, webhooks and application commands"
    )]
    NoBody(String),
}

/// A segment of a path as the documentation writes it: `{channel.id}` stands for any id.
fn example(segment: &str) -> &str {
    if segment.starts_with('{') && segment.ends_with('}') { "1" } else { segment }
}

/// Checks `body` as `route` (`POST /channels/1/messages`) would.
///
/// `Ok(None)` when Discord would take it, `Ok(Some(answer))` with its error otherwise.
///
/// # Errors
///
/// [`ValidateError`] when `route` is none or takes no body.
pub fn validate(route: &str, body: &Value) -> Result<Option<Value>, ValidateError> {
    let unknown = || ValidateError::Route(route.to_owned());
    let (method, path) = route.trim().split_once(' ').ok_or_else(unknown)?;
    let method = Method::from_bytes(method.as_bytes()).map_err(|_| unknown())?;
    let path = path.trim().split('?').next().unwrap_or_default();
    let segments: Vec<&str> =
        path.split('/').filter(|part| !part.is_empty()).map(example).collect();
    let parsed = Route::parse(&method, &segments).map_err(|_| unknown())?;
    let mut problems = Problems::default();
    let mut shows_nothing = false;
    match (&method, parsed) {
        (&Method::POST, Route::Messages(_) | Route::Webhook(..)) => {
            message(&mut problems, &Path::ROOT, body);
            shows_nothing = empty(body, 0);
        }
        (&Method::PATCH, Route::Message(..) | Route::WebhookMessage(..)) => {
            message(&mut problems, &Path::ROOT, body);
        }
        (&Method::POST, Route::Callback(..)) => {
            callback(&mut problems, body);
            shows_nothing = body["type"] == 4 && empty(&body["data"], 0);
        }
        (&Method::PUT, Route::Commands(..)) => commands::bulk(&mut problems, body),
        (&Method::POST, Route::Commands(..)) => commands::one(&mut problems, &Path::ROOT, body),
        (&Method::PATCH, Route::Command(..)) => {
            commands::edit(&mut problems, &json!({ "name": "kept", "description": "kept" }), body);
        }
        _ => return Err(ValidateError::NoBody(route.to_owned())),
    }
    if !problems.is_empty() {
        return Ok(Some(problems.into_json()));
    }
    let nothing = json!({ "message": "Cannot send an empty message", "code": 50006 });
    Ok(shows_nothing.then_some(nothing))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `expected` is the code of the error, 0 for a good body, `None` for a bad route.
    #[track_caller]
    fn check(route: &str, body: &Value, expected: Option<u64>) {
        let code = validate(route, body)
            .ok()
            .map(|error| error.map_or(0, |error| error["code"].as_u64().unwrap()));
        assert_eq!(code, expected, "{route} {body}");
    }

    #[test]
    fn bodies_are_judged_by_their_route() {
        let hello = json!({ "content": "hello" });
        check("POST /channels/1/messages", &hello, Some(0));
        check("POST /channels/{channel.id}/messages", &hello, Some(0));
        check("POST /channels/1/messages", &json!({}), Some(50006));
        check("PATCH /channels/1/messages/2", &json!({}), Some(0));
        check(
            "POST /webhooks/1/token?wait=true",
            &json!({ "content": "x".repeat(2001) }),
            Some(50035),
        );
        check("PATCH /webhooks/1/token/messages/@original", &hello, Some(0));
        check("POST /interactions/1/token/callback", &json!({ "type": 4 }), Some(50035));
        check(
            "POST /interactions/1/token/callback",
            &json!({ "type": 4, "data": {} }),
            Some(50006),
        );
        check("POST /interactions/1/token/callback", &json!({ "type": 6 }), Some(0));
        check("PUT /applications/1/commands", &json!([]), Some(0));
        check("POST /applications/1/guilds/2/commands", &json!({ "name": "A" }), Some(50035));
        check("PATCH /applications/1/commands/2", &json!({ "description": "new" }), Some(0));
        check("GET /channels/1/messages", &hello, None);
        check("POST /nowhere", &hello, None);
        check("nonsense", &hello, None);
    }
}
