//! `stackwise compare`: two stacks side by side, for people or programs.
//!
//! With `--json` one object:
//!
//! ```json
//! {"stacks":["nodejs","django"],
//!  "topics":[{"topic":"security","name":"Security","lean":"django",
//!             "favour":{"nodejs":[],"django":["planeks"]},"neither":["startechup"],
//!             "disputed":false,"contested":true,
//!             "disagreements":[{"dispute":"…","positions":[{"position":"…","sources":["…"]}]}],
//!             "points":{"nodejs":["nodejs/security/…"],"django":["django/security/…"]},
//!             "neutral":["nodejs/security/…"]}],
//!  "evidence":{"sources":["planeks"],"years":[2023,2026],"measured":0,"selling":2}}
//! ```
//!
//! `lean` is null when as many sources favour one stack as the other. `contested` says that points
//! contradict one another in favour of different stacks, `disputed` that this leaves the lean open.
//! `points` are entry ids, best supported first, a point against one stack under the other;
//! `neutral` are those that lean to neither. `years` is null when no source names a date.

pub(super) mod json;
pub(super) mod people;

use anyhow::anyhow;

use super::{Failure, Places, load, print};
use crate::answer::{self, BadName, in_fixed_order};

#[derive(clap::Args)]
pub(super) struct CompareArgs {
    #[command(flatten)]
    places: Places,
    /// The first stack
    first: String,
    /// The second stack
    second: String,
    /// One topic only
    #[arg(long)]
    topic: Option<String>,
    /// Write one JSON object
    #[arg(long)]
    json: bool,
}

pub(super) fn run(args: &CompareArgs) -> Result<(), Failure> {
    let config = args.places.config()?;
    let index = load::index(&config.knowledge)?;
    let knowledge = index.knowledge();
    let first = answer::stack_named(knowledge, &args.first).map_err(|e| refused("FIRST", &e))?;
    let second = answer::stack_named(knowledge, &args.second).map_err(|e| refused("SECOND", &e))?;
    answer::different(knowledge, &[first, second]).map_err(|e| refused("SECOND", &e))?;
    let topic = args.topic.as_deref().map(|name| answer::topic_named(knowledge, name));
    let topic = topic.transpose().map_err(|e| refused("--topic", &e))?;
    // Programs get the stacks in the order asked for, people in an order that favours nobody.
    let [a, b] = if args.json { [first, second] } else { in_fixed_order(first, second) };
    let mut comparison = answer::compare(knowledge, a, b);
    if let Some(topic) = topic {
        comparison.topics.retain(|view| view.lean.topic.id == topic.id);
        if comparison.topics.is_empty() {
            let what =
                format!("--topic: no source speaks of {} or {} on {}", a.name, b.name, topic.id);
            return Err(Failure::Person(anyhow!(
                "{what}\n  help: leave it out to see every topic"
            )));
        }
    }
    let text = match (&comparison.topics[..], topic) {
        _ if args.json => json::object(&comparison).to_string(),
        ([view], Some(_)) => people::topic(&comparison, view),
        _ => people::overview(&comparison),
    };
    print(&format!("{text}\n"))
}

/// A name that cannot be used, and the argument that holds it.
pub(super) fn refused(argument: &str, why: &BadName) -> Failure {
    Failure::Person(anyhow!("{argument}: {why}\n  help: {}", why.help()))
}
