//! The configuration: a TOML file, raw as written, then checked as meant.
//!
//! Secrets never stand in it: the bot token comes from `DISCORD_TOKEN`, or from the file that
//! `DISCORD_TOKEN_FILE` names.

use std::net::SocketAddr;
use std::ops::Range;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use toml::de::DeTable;

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
    /// The file says things that have no meaning here; every one that could be found.
    #[error("{}", .0.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))]
    Faulty(Vec<ConfigFault>),
}

/// One thing in the file that has no meaning here.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{path}:{line}: {what}\n  help: {help}")]
pub struct ConfigFault {
    /// The file.
    pub path: String,
    /// The line, from 1.
    pub line: usize,
    /// What is wrong.
    pub what: String,
    /// What to do.
    pub help: String,
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
    /// [`ConfigError::Faulty`] with every fault, in the order of lines.
    pub fn parse(path: &str, text: &str) -> Result<Self, ConfigError> {
        let mut faults = Faults { path, text, found: Vec::new() };
        let raw = faults.raw();
        let zone = raw.polls.time_zone.as_ref().map_or("UTC", |v| v.get_ref().as_str());
        let time_zone = TimeZoneName::new(zone).unwrap_or_else(|| {
            let at = raw.polls.time_zone.as_ref().map(toml::Spanned::span);
            let what = format!("polls.time_zone {zone:?} is no time zone");
            faults.note(at, what, "write a name like \"Europe/Berlin\" or \"UTC\"");
            TimeZoneName::UTC
        });
        let mut command_servers = Vec::new();
        for id in &raw.discord.command_servers {
            if let Ok(server) = id.get_ref().parse() {
                command_servers.push(server);
            } else {
                let what = format!("discord.command_servers has {:?}", id.get_ref());
                let help = "write server ids, digits only, in quotes";
                faults.note(Some(id.span()), what, help);
            }
        }
        let bind = raw.health.bind.as_ref().map_or("127.0.0.1:8787", |v| v.get_ref().as_str());
        let health = bind.parse().ok();
        if health.is_none() && !bind.is_empty() {
            let at = raw.health.bind.as_ref().map(toml::Spanned::span);
            let what = format!("health.bind {bind:?} is no address");
            faults.note(at, what, "write address:port, or \"\" for none");
        }
        faults.none()?;
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

/// A file being read, and what is wrong with it so far.
struct Faults<'a> {
    path: &'a str,
    text: &'a str,
    found: Vec<ConfigFault>,
}

impl Faults<'_> {
    fn note(&mut self, at: Option<Range<usize>>, what: String, help: &str) {
        let upto = at.and_then(|at| self.text.get(..at.start)).unwrap_or("");
        let line = upto.matches('\n').count() + 1;
        self.found.push(ConfigFault { path: self.path.into(), line, what, help: help.into() });
    }

    fn toml(&mut self, error: &toml::de::Error) {
        let what = error.message().lines().next().unwrap_or("not TOML").to_owned();
        self.note(error.span(), what, "config.example.toml lists every key with its form");
    }

    fn none(mut self) -> Result<(), ConfigError> {
        self.found.sort_by_key(|fault| fault.line);
        if self.found.is_empty() { Ok(()) } else { Err(ConfigError::Faulty(self.found)) }
    }

    /// What the file says, apart from what is faulty. serde stops at the first fault: that is
    /// noted, its line is left out, and the rest is read again.
    fn raw(&mut self) -> Raw {
        let (_, errors) = DeTable::parse_recoverable(self.text);
        if !errors.is_empty() {
            for error in &errors {
                self.toml(error);
            }
            return Raw::default();
        }
        let mut rest = self.text.to_owned();
        loop {
            let error = match toml::from_str(&rest) {
                Ok(raw) => return raw,
                Err(error) => error,
            };
            // A value over several lines, torn apart, says nothing about what was written.
            if DeTable::parse(&rest).is_err() {
                return Raw::default();
            }
            self.toml(&error);
            match error.span().and_then(|at| without(&rest, at.start)) {
                Some(shorter) => rest = shorter,
                None => return Raw::default(),
            }
        }
    }
}

/// The text with blanks in place of the line at this byte, so that other places stay where they
/// are; in place of the whole section, if that line opens one. None if nothing stands there.
fn without(text: &str, at: usize) -> Option<String> {
    let start = text.get(..at)?.rfind('\n').map_or(0, |end| end + 1);
    let section = text[start..].trim_start().starts_with('[');
    let end = text[start..].match_indices('\n').map(|(end, _)| start + end);
    let last = |end: &usize| !section || text[end + 1..].trim_start_matches(' ').starts_with('[');
    let end = end.into_iter().find(last).unwrap_or(text.len());
    let gone = &text[start..end];
    let blank = |c: char| if c == '\n' { "\n".to_owned() } else { " ".repeat(c.len_utf8()) };
    let blanks: String = gone.chars().map(blank).collect();
    (!gone.trim().is_empty()).then(|| format!("{}{blanks}{}", &text[..start], &text[end..]))
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

    #[test]
    fn every_fault_is_told_with_its_line() {
        let text = "colour = 1\nlog = 5\n[store]\npath = 0\n[colours]\nred = 1\n\n[polls]\n\
            time_zone = \"Mars\"\n[discord]\ncommand_servers = [\"x\", \"1\", \"y\"]\n\
            message_content = \"ä\"\n[health]\nbind = \"everywhere\"\nport = 1\n";
        let told = Config::parse("c.toml", text).unwrap_err().to_string();
        let told: Vec<&str> = told.lines().filter(|line| !line.starts_with("  help: ")).collect();
        insta::assert_snapshot!(told.join("\n"), @r#"
        c.toml:1: unknown field `colour`, expected one of `knowledge`, `log`, `store`, `discord`, `polls`, `health`
        c.toml:2: invalid type: integer `5`, expected a string
        c.toml:4: invalid type: integer `0`, expected path string
        c.toml:5: unknown field `colours`, expected one of `knowledge`, `log`, `store`, `discord`, `polls`, `health`
        c.toml:9: polls.time_zone "Mars" is no time zone
        c.toml:11: discord.command_servers has "x"
        c.toml:11: discord.command_servers has "y"
        c.toml:12: invalid type: string "ä", expected a boolean
        c.toml:14: health.bind "everywhere" is no address
        c.toml:15: unknown field `port`, expected `bind`
        "#);
        let torn = "[discord]\ncommand_servers = [\n 1,\n \"2\",\n]\ncolour = 1\n";
        check(torn, 3, "invalid type");
        let broken = Config::parse("c.toml", "log = \n[store\npath = 5\n").unwrap_err().to_string();
        assert!(broken.contains("c.toml:1: ") && broken.contains("c.toml:2: "), "{broken}");
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
