//! `stackwise health`: asks the running bot's `/healthz`.

use anyhow::anyhow;

use super::{Failure, Places, block_on, print};
use crate::http;

#[derive(clap::Args)]
pub(super) struct HealthArgs {
    #[command(flatten)]
    places: Places,
}

pub(super) fn run(args: &HealthArgs) -> Result<(), Failure> {
    let config = args.places.config()?;
    let Some(address) = config.health else {
        return Err(Failure::Person(anyhow!(
            "health.bind is empty, so there is nothing to ask\n  help: set it to an address like 127.0.0.1:8787 and restart the bot"
        )));
    };
    block_on(http::ask(address))?.map_err(|what| Failure::Ours(anyhow!(what)))?;
    print("ok\n")
}
