//! `stackwise run`: the bot on Discord.

use anyhow::Context;

use super::{Failure, Places, bot, load, log, tell};
use crate::config::{Config, Environment};
use crate::discord::Settings;
use crate::http;

#[derive(clap::Args)]
pub(super) struct RunArgs {
    #[command(flatten)]
    places: Places,
}

pub(super) fn run(args: &RunArgs) -> Result<(), Failure> {
    let config = args.places.config()?;
    let environment =
        Environment::read(|name| std::env::var(name).ok()).map_err(Failure::person)?;
    log::start(&config.log)?;
    let runtime = tokio::runtime::Runtime::new().map_err(Failure::ours)?;
    runtime.block_on(serve(&config, environment))
}

async fn serve(config: &Config, environment: Environment) -> Result<(), Failure> {
    let index = load::index(&config.knowledge)?;
    let health = match config.health {
        Some(address) => Some(http::bind(address).await.with_context(|| {
            format!("cannot listen on {address} for /healthz\n  help: is another Stackwise running? Else set health.bind to a free address, or to \"\"")
        }).map_err(Failure::Person)?),
        None => None,
    };
    let setup = bot::Setup {
        index,
        store: &config.store,
        time_zone: config.time_zone.clone(),
        discord: Settings {
            token: environment.token,
            api: environment.discord,
            command_servers: config.command_servers.clone(),
            message_content: config.message_content,
            patience: Settings::PATIENCE,
        },
        health,
    };
    bot::run(setup, greet, bot::asked_to_end()?).await
}

fn greet() {
    tell(
        "Stackwise is connected. Try in a channel:\n  /ask question: Is Node.js faster than Django for a chat server?\n  /compare first: Node.js second: Django\n  /poll create question: Which backend? options: Django, Node.js\nCtrl+C ends it; polls go on when it is started again.\n",
    );
}
