//! `stackwise check`: every fault at once.

use super::{Failure, Places, load, print};

#[derive(clap::Args)]
pub(super) struct CheckArgs {
    #[command(flatten)]
    places: Places,
}

pub(super) fn run(args: &CheckArgs) -> Result<(), Failure> {
    let config = args.places.config()?;
    let index = load::index(&config.knowledge)?;
    let knowledge = index.knowledge();
    print(&format!(
        "{} is sound: {} entries on {} topics and {} stacks from {} sources\n",
        config.knowledge.display(),
        knowledge.entries.len(),
        knowledge.topics.len(),
        knowledge.stacks.len(),
        knowledge.sources.len(),
    ))
}
