//! The configuration: a TOML file, raw as written, then checked as meant.
//!
//! Secrets never stand in it: the bot token comes from `DISCORD_TOKEN`, or from the file that
//! `DISCORD_TOKEN_FILE` names.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use serde::Deserialize;

use crate::poll::TimeZoneName;
use crate::secret::Secret;

/// Discord's own address; `STACKWISE_DISCORD_API` names another.
pub const DISCORD: &str = "https://discord.com";

/// The configuration as meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Config {
    /// The folder with the knowledge.
    pub knowledge: PathBuf,
    /// What is logged, in the form of `tracing`'s filters: `info,serenity=warn`.
    pub log: String,
    /// The folder of the embedded store; made when absent.
    pub store: PathBuf,
    /// Servers in which commands are registered at once; empty: everywhere, within the hour.
    pub command_servers: Vec<u64>,
    /// Whether messages are read that do not mention the bot (a privileged intent).
    pub message_content: bool,
    /// Time zone of servers that have set none.
    pub time_zone: TimeZoneName,
    /// Where `/healthz` is served; none: nowhere.
    pub health: Option<SocketAddr>,
}

/// A configuration that cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// The file cannot be read.
    #[error(
        "cannot read the configuration {path}: {why}\n  help: copy config.example.toml there, or name another file with --config"
    )]
    Unreadable {
        /// The file.
        path: String,
        /// What the system said.
        why: std::io::Error,
    },
    /// The file says something that has no meaning here.
    #[error("{path}:{line}: {what}\n  help: {help}")]
    Faulty {
        /// The file.
        path: String,
        /// The line, from 1.
        line: usize,
        /// What is wrong.
        what: String,
        /// What to do.
        help: String,
    },
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
struct Raw {
    knowledge: Option<PathBuf>,
    log: Option<String>,
    store: RawStore,
    discord: RawDiscord,
    polls: RawPolls,
    health: RawHealth,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
#[serde(expecting = "a section, [store]")]
struct RawStore {
    path: Option<PathBuf>,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
#[serde(expecting = "a section, [discord]")]
struct RawDiscord {
    command_servers: Vec<toml::Spanned<String>>,
    message_content: bool,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
#[serde(expecting = "a section, [polls]")]
struct RawPolls {
    time_zone: Option<toml::Spanned<String>>,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
#[serde(expecting = "a section, [health]")]
struct RawHealth {
    bind: Option<toml::Spanned<String>>,
}

impl Config {
    /// Reads a file; without one, `config.toml` here if it exists, else every default.
    ///
    /// # Errors
    ///
    /// [`ConfigError`]: unreadable or faulty.
    pub fn load(file: Option<&Path>) -> Result<Self, ConfigError> {
        let here = Path::new("config.toml");
        let Some(path) = file.or_else(|| here.exists().then_some(here)) else {
            return Self::parse("config.toml", "");
        };
        let name = path.display().to_string();
        let text = std::fs::read_to_string(path)
            .map_err(|why| ConfigError::Unreadable { path: name.clone(), why })?;
        Self::parse(&name, &text)
    }

    /// Reads the text of a file; `path` is for messages.
    ///
    /// # Errors
    ///
    /// [`ConfigError::Faulty`] with the line.
    pub fn parse(path: &str, text: &str) -> Result<Self, ConfigError> {
        let faulty = |at: Option<std::ops::Range<usize>>, what: String, help: &str| {
            let upto = at.and_then(|at| text.get(..at.start)).unwrap_or("");
            let line = upto.matches('\n').count() + 1;
            ConfigError::Faulty { path: path.into(), line, what, help: help.into() }
        };
        let raw: Raw = toml::from_str(text).map_err(|error| {
            let what = error.message().lines().next().unwrap_or("not TOML").to_owned();
            faulty(error.span(), what, "config.example.toml lists every key with its form")
        })?;

        let zone = raw.polls.time_zone.as_ref().map_or("UTC", |v| v.get_ref().as_str());
        let time_zone = TimeZoneName::new(zone).ok_or_else(|| {
            let at = raw.polls.time_zone.as_ref().map(toml::Spanned::span);
            let what = format!("polls.time_zone {zone:?} is no time zone");
            faulty(at, what, "write a name like \"Europe/Berlin\" or \"UTC\"")
        })?;
        let mut command_servers = Vec::new();
        for id in &raw.discord.command_servers {
            let server = id.get_ref().parse().map_err(|_| {
                let what = format!("discord.command_servers has {:?}", id.get_ref());
                faulty(Some(id.span()), what, "write server ids, digits only, in quotes")
            })?;
            command_servers.push(server);
        }
        let bind = raw.health.bind.as_ref().map_or("127.0.0.1:8787", |v| v.get_ref().as_str());
        let health = match bind {
            "" => None,
            bind => Some(bind.parse().map_err(|_| {
                let at = raw.health.bind.as_ref().map(toml::Spanned::span);
                let what = format!("health.bind {bind:?} is no address");
                faulty(at, what, "write address:port, or \"\" for none")
            })?),
        };
        Ok(Self {
            knowledge: raw.knowledge.unwrap_or_else(|| "knowledge".into()),
            log: raw.log.unwrap_or_else(|| "info,sled=warn,serenity=warn".into()),
            store: raw.store.path.unwrap_or_else(|| "stackwise-data".into()),
            command_servers,
            message_content: raw.discord.message_content,
            time_zone,
            health,
        })
    }
}

/// What the environment gives: never in a file, never in a log.
#[derive(Clone, Debug)]
pub struct Environment {
    /// The bot token.
    pub token: Secret,
    /// The address of Discord's API, without a path.
    pub discord: String,
}

/// An environment that cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum EnvironmentError {
    /// No token anywhere.
    #[error(
        "there is no bot token\n  help: set DISCORD_TOKEN, or DISCORD_TOKEN_FILE to a file that holds it; docs/discord-setup.md says where to get one. To try Stackwise without a token: stackwise demo"
    )]
    NoToken,
    /// The token's file cannot be read.
    #[error(
        "cannot read the file {path} that DISCORD_TOKEN_FILE names: {why}\n  help: correct the path, or make the file readable for this user"
    )]
    Unreadable {
        /// The file.
        path: String,
        /// What the system said.
        why: std::io::Error,
    },
    /// What is there cannot be a token.
    #[error(
        "the bot token holds a blank or a character outside ASCII\n  help: copy it again from the developer portal, page Bot, Reset Token"
    )]
    Malformed,
    /// The API's address cannot be one.
    #[error(
        "STACKWISE_DISCORD_API is {0:?}\n  help: write an address without a path, like http://127.0.0.1:7777, or unset it"
    )]
    Address(String),
}

impl Environment {
    /// Reads the environment through `get`, which returns a variable's value.
    ///
    /// # Errors
    ///
    /// [`EnvironmentError`].
    pub fn read(get: impl Fn(&str) -> Option<String>) -> Result<Self, EnvironmentError> {
        let token = match (get("DISCORD_TOKEN"), get("DISCORD_TOKEN_FILE")) {
            (Some(token), _) if !token.trim().is_empty() => token,
            (_, Some(path)) => std::fs::read_to_string(&path)
                .map_err(|why| EnvironmentError::Unreadable { path, why })?,
            _ => return Err(EnvironmentError::NoToken),
        };
        let token = token.trim();
        let token = token.strip_prefix("Bot ").unwrap_or(token);
        if token.is_empty() {
            return Err(EnvironmentError::NoToken);
        }
        if !token.chars().all(|c| c.is_ascii_graphic()) {
            return Err(EnvironmentError::Malformed);
        }
        Ok(Self { token: Secret::new(token), discord: discord_address(get)? })
    }
}

/// The address of Discord's API: `STACKWISE_DISCORD_API`, or Discord's own.
///
/// # Errors
///
/// [`EnvironmentError::Address`] when it is no plain `http` or `https` address.
pub fn discord_address(get: impl Fn(&str) -> Option<String>) -> Result<String, EnvironmentError> {
    let Some(address) = get("STACKWISE_DISCORD_API").filter(|a| !a.is_empty()) else {
        return Ok(DISCORD.into());
    };
    let bare = address.trim_end_matches('/');
    let host = bare.strip_prefix("https://").or_else(|| bare.strip_prefix("http://"));
    let plain = |h: &str| !h.is_empty() && !h.contains(['/', '?', '#', '@', ' ']);
    if host.is_some_and(plain) { Ok(bare.into()) } else { Err(EnvironmentError::Address(address)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_example_holds_every_key_at_its_default() {
        let example = include_str!("../config.example.toml");
        let defaults = Config::parse("config.toml", "").unwrap();
        assert_eq!(Config::parse("example", example).unwrap(), defaults);
        let uncommented: Vec<&str> = example.lines().filter(|l| l.contains(" = ")).collect();
        for key in
            ["knowledge", "log", "path", "command_servers", "message_content", "time_zone", "bind"]
        {
            let stands = uncommented.iter().any(|l| l.starts_with(&format!("{key} = ")));
            assert!(stands, "{key} is missing in config.example.toml");
        }
    }

    /// `text` is refused at `line` with `what` in the message.
    #[track_caller]
    fn check(text: &str, line: usize, what: &str) {
        let error = Config::parse("c.toml", text).unwrap_err().to_string();
        assert!(error.starts_with(&format!("c.toml:{line}: ")), "{error}");
        assert!(error.contains(what) && error.contains("help: "), "{error}");
    }

    #[test]
    fn a_fault_names_its_line_and_its_cure() {
        check("colour = 1", 1, "unknown field `colour`");
        check("\n[store]\npath = 0", 3, "invalid type");
        check("[polls]\ntime_zone = \"Mars/Base\"", 2, "Mars/Base");
        check("[discord]\ncommand_servers = [\"x\"]", 2, "\"x\"");
        check("[health]\nbind = \"everywhere\"", 2, "everywhere");
        check("[store", 1, "");
    }

    fn environment(pairs: &[(&str, &str)]) -> Result<Environment, EnvironmentError> {
        Environment::read(|name| {
            pairs.iter().find(|(key, _)| *key == name).map(|(_, value)| (*value).to_owned())
        })
    }

    #[test]
    fn the_token_is_found_and_hidden() {
        let found = environment(&[("DISCORD_TOKEN", " Bot abc.def\n")]).unwrap();
        assert_eq!(found.token.reveal(), "abc.def");
        assert!(!format!("{found:?}").contains("abc"));
        assert_eq!(found.discord, DISCORD);
        assert!(matches!(environment(&[]), Err(EnvironmentError::NoToken)));
        assert!(matches!(
            environment(&[("DISCORD_TOKEN", "a b")]),
            Err(EnvironmentError::Malformed)
        ));
        let gone = environment(&[("DISCORD_TOKEN_FILE", "/nowhere/token")]);
        assert!(matches!(gone, Err(EnvironmentError::Unreadable { .. })));
    }

    #[test]
    fn the_api_address_is_bare() {
        let at = |address: &str| {
            environment(&[("DISCORD_TOKEN", "t"), ("STACKWISE_DISCORD_API", address)])
                .map(|e| e.discord)
        };
        assert_eq!(at("http://127.0.0.1:7777/").unwrap(), "http://127.0.0.1:7777");
        for bad in ["127.0.0.1:7777", "http://", "ftp://x", "http://x/api/v10"] {
            assert!(matches!(at(bad), Err(EnvironmentError::Address(_))), "{bad}");
        }
    }
}
