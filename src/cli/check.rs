//! `stackwise check`: every fault of the configuration and of the knowledge at once.

use super::{Failure, Places, load, print};

#[derive(clap::Args)]
pub(super) struct CheckArgs {
    #[command(flatten)]
    places: Places,
}

pub(super) fn run(args: &CheckArgs) -> Result<(), Failure> {
    let config = match args.places.config() {
        Ok(config) => config,
        Err(fault) => return Err(with_knowledge(fault, &args.places)),
    };
    let index = load::index(&config.knowledge)?;
    load::check(&config.knowledge, &index)?;
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

/// The faults of the configuration, and behind them those of the knowledge, so that all are told.
fn with_knowledge(fault: Failure, places: &Places) -> Failure {
    let folder = places.knowledge.clone().unwrap_or_else(|| "knowledge".into());
    let knowledge = load::index(&folder).and_then(|index| load::check(&folder, &index));
    match (fault, knowledge) {
        (Failure::Person(fault), Err(Failure::Person(more))) => {
            Failure::Person(anyhow::anyhow!("{fault:#}\n{more:#}"))
        }
        (fault, _) => fault,
    }
}
