//! `stackwise check`: every fault at once.

use super::{Failure, Places, load};

#[derive(clap::Args)]
pub(super) struct CheckArgs {
    #[command(flatten)]
    places: Places,
}

#[expect(clippy::print_stdout, reason = "this is what the command is for")]
pub(super) fn run(args: &CheckArgs) -> Result<(), Failure> {
    let config = args.places.config()?;
    let index = load::index(&config.knowledge)?;
    let knowledge = index.knowledge();
    println!(
        "{} is sound: {} entries on {} topics and {} stacks from {} sources",
        config.knowledge.display(),
        knowledge.entries.len(),
        knowledge.topics.len(),
        knowledge.stacks.len(),
        knowledge.sources.len(),
    );
    Ok(())
}
