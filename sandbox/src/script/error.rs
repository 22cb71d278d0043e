//! Why a scripted step cannot be taken: what a person would find impossible in the client.

use std::time::Duration;

/// Why a step fails before or instead of the bot's answer.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ScriptError {
    /// The text is not a command line.
    #[error("`{0}` is not a command line\n  help: write `/name option: value option: value`")]
    NotACommand(String),
    /// The bot has not registered it.
    #[error("`{name}` is not registered; registered: {known}")]
    NotRegistered {
        /// What was asked for.
        name: String,
        /// What there is.
        known: String,
    },
    /// The command has no such option or subcommand.
    #[error(
        "`{command}` has no `{name}`; it has: {known}\n  help: put a text that holds `word:` in double quotes"
    )]
    NoSuchOption {
        /// The command.
        command: String,
        /// What was asked for.
        name: String,
        /// What there is.
        known: String,
    },
    /// A required option is missing.
    #[error("`{command}` needs `{name}`")]
    MissingOption {
        /// The command.
        command: String,
        /// The option.
        name: String,
    },
    /// The client would not take the value.
    #[error("`{value}` does not fit `{name}`: {reason}")]
    BadValue {
        /// The option or field.
        name: String,
        /// The value.
        value: String,
        /// Why not.
        reason: String,
    },
    /// The member may not do that here.
    #[error("{0} may not do that here")]
    Forbidden(String),
    /// The message has no such button, menu or choice, or it is switched off.
    #[error("no usable `{wanted}` here; there is: {offered}")]
    NotOffered {
        /// What was asked for.
        wanted: String,
        /// What there is.
        offered: String,
    },
    /// The message is gone, or this member does not see it.
    #[error("that message is not there")]
    NoSuchMessage,
    /// The outcome is another than the script expects.
    #[error("expected {expected}, but: {found}")]
    Unexpected {
        /// What the script asked for.
        expected: &'static str,
        /// What happened.
        found: String,
    },
    /// Something did not happen in time.
    #[error("waited {limit:?} for {what}")]
    TimedOut {
        /// What was waited for.
        what: String,
        /// How long.
        limit: Duration,
    },
}
