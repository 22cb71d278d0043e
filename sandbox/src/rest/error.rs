//! Discord's error answers.
//! Source of the codes:
//! <https://discord.com/developers/docs/topics/opcodes-and-status-codes#json-json-error-codes>

use std::time::Duration;

use serde_json::{Value, json};

use crate::rules::Problems;
use crate::world::faults::Scope;

/// An answer that is an error.
#[derive(Clone, Debug)]
pub(crate) struct ApiError {
    pub(crate) status: u16,
    pub(crate) body: Value,
    pub(crate) retry_after: Option<RetryAfter>,
}

/// When to come back.
#[derive(Clone, Copy, Debug)]
pub(crate) struct RetryAfter {
    pub(crate) after: Duration,
    pub(crate) scope: Scope,
}

impl ApiError {
    pub(crate) fn new(status: u16, code: u32, message: &str) -> Self {
        Self { status, body: json!({ "message": message, "code": code }), retry_after: None }
    }

    pub(crate) fn unauthorized() -> Self {
        Self::new(401, 0, "401: Unauthorized")
    }

    pub(crate) fn not_found() -> Self {
        Self::new(404, 0, "404: Not Found")
    }

    pub(crate) fn method_not_allowed() -> Self {
        Self::new(405, 0, "405: Method Not Allowed")
    }

    pub(crate) fn invalid_json() -> Self {
        Self::new(400, 50109, "The request body contains invalid JSON.")
    }

    pub(crate) fn too_large() -> Self {
        Self::new(413, 40005, "Request entity too large")
    }

    pub(crate) fn too_slow() -> Self {
        Self::new(408, 0, "408: Request Timeout")
    }

    /// Too many large bodies at once.
    pub(crate) fn busy() -> Self {
        Self::new(503, 0, "503: Service Unavailable")
    }

    pub(crate) fn status(status: u16) -> Self {
        Self::new(status, 0, &format!("{status}: Server Error"))
    }

    pub(crate) fn unknown(what: Unknown) -> Self {
        let (code, name) = what.code_and_name();
        Self::new(404, code, &format!("Unknown {name}"))
    }

    pub(crate) fn not_for_bots() -> Self {
        Self::new(403, 20001, "Bots cannot use this endpoint")
    }

    pub(crate) fn missing_access() -> Self {
        Self::new(403, 50001, "Missing Access")
    }

    pub(crate) fn missing_permissions() -> Self {
        Self::new(403, 50013, "Missing Permissions")
    }

    /// A role that is nobody's to give, take or delete.
    pub(crate) fn invalid_role() -> Self {
        Self::new(400, 50028, "Invalid Role")
    }

    /// Unlike what else is unknown, this is answered with 400.
    pub(crate) fn unknown_emoji() -> Self {
        Self::new(400, 10014, "Unknown Emoji")
    }

    pub(crate) fn system_message() -> Self {
        Self::new(403, 50021, "Cannot execute action on a system message")
    }

    pub(crate) fn private_channel() -> Self {
        Self::new(403, 50003, "Cannot execute action on a DM channel")
    }

    pub(crate) fn wrong_number_to_delete() -> Self {
        let message = "Provided too few or too many messages to delete. Must provide at least 2 and fewer than 100 messages to delete.";
        Self::new(400, 50016, message)
    }

    pub(crate) fn too_old_to_delete() -> Self {
        let message = "You can only bulk delete messages that are under 14 days old.";
        Self::new(400, 50034, message)
    }

    pub(crate) fn wrong_channel_type() -> Self {
        Self::new(400, 50024, "Cannot execute action on this channel type")
    }

    pub(crate) fn no_text_channel() -> Self {
        Self::new(400, 50008, "Cannot send messages in a non-text channel")
    }

    pub(crate) fn not_in_voice() -> Self {
        Self::new(400, 40032, "Target user is not connected to voice.")
    }

    /// `code` and `what` as in the table: servers, channels and messages have room for so many.
    pub(crate) fn too_many(code: u32, what: &str, limit: usize) -> Self {
        Self::new(400, code, &format!("Maximum number of {what} reached ({limit})"))
    }

    pub(crate) fn others_message() -> Self {
        Self::new(403, 50005, "Cannot edit a message authored by another user")
    }

    pub(crate) fn empty_message() -> Self {
        Self::new(400, 50006, "Cannot send an empty message")
    }

    pub(crate) fn too_many_commands(limit: usize) -> Self {
        let message = format!("Maximum number of application commands reached ({limit}).");
        Self::new(400, 30032, &message)
    }

    pub(crate) fn too_many_made(limit: usize) -> Self {
        let message =
            format!("Max number of daily application command creates has been reached ({limit})");
        Self::new(400, 30034, &message)
    }

    pub(crate) fn already_acknowledged() -> Self {
        Self::new(400, 40060, "Interaction has already been acknowledged.")
    }

    pub(crate) fn expired_token() -> Self {
        Self::new(401, 50027, "Invalid Webhook Token")
    }

    /// Answered with 429 and no time to come back.
    pub(crate) fn too_many_old_edits() -> Self {
        Self::new(
            429,
            30046,
            "Maximum number of edits to messages older than 1 hour reached. Try again later.",
        )
    }

    /// What the door in front of the API says to who failed too often.
    /// Source: <https://discord.com/developers/docs/topics/rate-limits#invalid-request-limit-aka-cloudflare-bans>
    pub(crate) fn shut_out(after: Duration) -> Self {
        let body = json!({
            "message": "You are being blocked from accessing our API temporarily due to too many invalid requests.",
            "retry_after": after.as_secs_f64(),
            "global": true,
        });
        Self { status: 429, body, retry_after: Some(RetryAfter { after, scope: Scope::Global }) }
    }

    pub(crate) fn rate_limited(retry: RetryAfter) -> Self {
        let message = match retry.scope {
            Scope::User => "You are being rate limited.",
            Scope::Global => "You are being blocked from accessing our API temporarily.",
            Scope::Shared => "The resource is being rate limited.",
        };
        let body = json!({
            "message": message,
            "retry_after": retry.after.as_secs_f64(),
            "global": retry.scope == Scope::Global,
        });
        Self { status: 429, body, retry_after: Some(retry) }
    }

    /// Whether Discord counts the answer among the failed requests that shut a bot out.
    /// Source: <https://discord.com/developers/docs/topics/rate-limits#invalid-request-limit-aka-cloudflare-bans>
    pub(crate) fn counts(&self) -> bool {
        let shared = self.retry_after.is_some_and(|retry| retry.scope == Scope::Shared);
        matches!(self.status, 401 | 403 | 429) && !shared
    }
}

impl From<Problems> for ApiError {
    fn from(problems: Problems) -> Self {
        Self { status: 400, body: problems.into_json(), retry_after: None }
    }
}

/// What does not exist.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Unknown {
    Application,
    Channel,
    Guild,
    Member,
    Message,
    Overwrite,
    Role,
    User,
    Webhook,
    Interaction,
    Command,
    CommandPermissions,
}

impl Unknown {
    const fn code_and_name(self) -> (u32, &'static str) {
        match self {
            Self::Application => (10002, "Application"),
            Self::Channel => (10003, "Channel"),
            Self::Guild => (10004, "Guild"),
            Self::Member => (10007, "Member"),
            Self::Message => (10008, "Message"),
            Self::Overwrite => (10009, "Overwrite"),
            Self::Role => (10011, "Role"),
            Self::User => (10013, "User"),
            Self::Webhook => (10015, "Webhook"),
            Self::Interaction => (10062, "interaction"),
            Self::Command => (10063, "application command"),
            Self::CommandPermissions => (10066, "application command permissions"),
        }
    }
}
