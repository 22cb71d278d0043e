//! `stackwise invite`: the address that adds the bot to a server, with the smallest set of rights.

use std::fmt::Write as _;

use anyhow::{Context, anyhow};

use super::{Failure, block_on, print};
use crate::config::{Environment, discord_address};

#[derive(clap::Args)]
pub(super) struct InviteArgs {
    /// The application's id, from the developer portal; asked of Discord with the bot token when absent
    #[arg(long, value_name = "ID")]
    application: Option<u64>,
}

/// The rights the bot needs, by bit.
/// Source: <https://discord.com/developers/docs/topics/permissions#permissions-bitwise-permission-flags>
const RIGHTS: [(u8, &str, &str); 5] = [
    (10, "View Channels", "see the channel it is asked in"),
    (11, "Send Messages", "post answers, polls and results"),
    (14, "Embed Links", "show answers as cards; without it they come as plain text"),
    (16, "Read Message History", "reply to a mention, and find its own result after a crash"),
    (38, "Send Messages in Threads", "do all of that in threads"),
];

pub(super) fn run(args: &InviteArgs) -> Result<(), Failure> {
    let application = match args.application {
        Some(id) => id.to_string(),
        None => block_on(ask_discord())??,
    };
    let rights: u64 = RIGHTS.iter().map(|(bit, _, _)| 1 << bit).sum();
    let mut text = format!(
        "https://discord.com/oauth2/authorize?client_id={application}&scope=bot+applications.commands&permissions={rights}\n\nIt asks for:\n"
    );
    for (_, name, reason) in RIGHTS {
        let _ = writeln!(text, "- {name}: {reason}");
    }
    print(&text)
}

async fn ask_discord() -> Result<String, Failure> {
    let environment = Environment::read(|name| std::env::var(name).ok()).map_err(|error| {
        Failure::Person(anyhow!("{error}\n  help: or name the application with --application ID"))
    })?;
    let base = discord_address(|name| std::env::var(name).ok()).map_err(Failure::person)?;
    let answer = reqwest::Client::new()
        .get(format!("{base}/api/v10/oauth2/applications/@me"))
        .header("Authorization", format!("Bot {}", environment.token.reveal()))
        .timeout(std::time::Duration::from_secs(10))
        .send()
        .await
        .with_context(|| format!("{base} does not answer\n  help: check the network, or name the application with --application ID"))
        .map_err(Failure::Ours)?;
    if answer.status() == reqwest::StatusCode::UNAUTHORIZED {
        return Err(Failure::Person(anyhow!(
            "Discord does not accept the bot token\n  help: copy it again from the developer portal, page Bot, Reset Token, into DISCORD_TOKEN"
        )));
    }
    let application: serde_json::Value =
        answer.json().await.context("Discord's answer cannot be read").map_err(Failure::Ours)?;
    let id = application["id"].as_str().context("Discord's answer names no application");
    id.map(str::to_owned).map_err(Failure::Ours)
}
