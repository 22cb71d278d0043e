//! The commands as Discord lists them. One file each; a new command is one more line in [`all`].
//!
//! Names and types of options stand in the files; descriptions come from `locales/en.ftl`, under
//! `command-<name>` and `command-<name>-<option>`.

mod answer_this;
mod ask;
mod compare;
mod decision;
mod faq;
mod help;
mod poll;
mod recommend;
mod remove_reply;
mod settings;
mod sources;

use std::time::Instant;

use poise::{ApplicationContext, Command};
use serde_json::Value;
use serenity::all::CreateAutocompleteResponse;
use twilight_http_ratelimiting::Method;

use super::bot::Bot;
use super::events::Data;
use super::rest::{Call, RestError};
use super::{Error, incoming};
use crate::app::Request;
use crate::render::text;

type Context<'a> = ApplicationContext<'a, Data, Error>;

/// Every command, as it is registered.
fn all() -> Vec<Command<Data, Error>> {
    let mut all = vec![
        ask::ask(),
        compare::compare(),
        faq::faq(),
        sources::sources(),
        help::help(),
        poll::poll(),
        decision::decision(),
        recommend::recommend(),
        settings::settings(),
        answer_this::answer_this(),
        remove_reply::remove_reply(),
    ];
    for command in &mut all {
        describe(command, "command");
    }
    all
}

/// The commands as they are served. poise would send completions through the client library, once
/// and without a second try, so it gets none to send: `events.rs` answers them as it answers
/// everything else.
pub(super) fn served() -> Vec<Command<Data, Error>> {
    let mut all = all();
    for command in &mut all {
        let subcommands = command.subcommands.iter_mut().flat_map(|sub| &mut sub.parameters);
        for option in command.parameters.iter_mut().chain(subcommands) {
            option.autocomplete_callback = None;
        }
    }
    all
}

/// Registers every command: everywhere, or in the configured servers alone.
///
/// Never in both, since people would see each command twice.
pub(super) async fn register(bot: &Bot, application: u64) -> Result<(), RestError> {
    let commands = poise::builtins::create_application_commands(&all());
    let body = serde_json::to_value(commands)
        .map_err(|e| RestError::Unreachable(format!("the commands cannot be written: {e}")))?;
    let servers = &bot.settings.command_servers;
    let global = if servers.is_empty() { body.clone() } else { Value::Array(Vec::new()) };
    let everywhere = format!("applications/{application}/commands");
    bot.rest.send(&Call::new(Method::Put, everywhere).with(global, &[])).await?;
    for server in servers {
        let there = format!("applications/{application}/guilds/{server}/commands");
        bot.rest.send(&Call::new(Method::Put, there).with(body.clone(), &[])).await?;
    }
    Ok(())
}

/// Hands a command to the app and shows what comes back.
async fn forward(ctx: Context<'_>, request: Request) -> Result<(), Error> {
    let arrived = Instant::now();
    let invocation = incoming::command(ctx.interaction, request);
    let waiting = incoming::command_waiting(ctx.interaction, arrived);
    ctx.framework.user_data.answer(invocation, waiting).await;
    Ok(())
}

/// Marks an option as one that completes while it is typed. Nobody calls it: see [`served`].
async fn complete(_: Context<'_>, _: &str) -> CreateAutocompleteResponse {
    CreateAutocompleteResponse::new()
}

/// Gives a command, its options and its subcommands their descriptions.
fn describe(command: &mut Command<Data, Error>, under: &str) {
    // A menu entry has a name and nothing else.
    if command.context_menu_action.is_some() {
        return;
    }
    let key = format!("{under}-{}", command.name);
    command.description = Some(text(&key).into());
    for option in &mut command.parameters {
        option.description = Some(text(&format!("{key}-{}", option.name)).into());
    }
    for sub in &mut command.subcommands {
        describe(sub, &key);
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    /// Longest description of a command or an option, in code points.
    /// Source: <https://discord.com/developers/docs/interactions/application-commands>
    const DESCRIPTION: usize = 100;

    fn keys(command: &Command<Data, Error>, under: &str, into: &mut BTreeSet<String>) {
        if command.context_menu_action.is_some() {
            return;
        }
        let key = format!("{under}-{}", command.name);
        for option in &command.parameters {
            into.insert(format!("{key}-{}", option.name));
        }
        for sub in &command.subcommands {
            keys(sub, &key, into);
        }
        into.insert(key);
    }

    #[test]
    fn every_command_and_option_is_described_within_the_limit() {
        let mut used = BTreeSet::new();
        for command in all() {
            keys(&command, "command", &mut used);
        }
        for key in &used {
            let length = text(key).chars().count();
            assert!((1..=DESCRIPTION).contains(&length), "{key}: {length}");
        }
        let file = include_str!("../../../locales/en.ftl");
        let defined = file.lines().filter(|l| l.starts_with("command-"));
        let defined: BTreeSet<String> =
            defined.filter_map(|l| Some(l.split_once(" =")?.0.to_owned())).collect();
        assert_eq!(used, defined);
    }
}
