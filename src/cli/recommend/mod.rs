//! `stackwise recommend`: which stack the sources support for given needs, and how firm that is.
//!
//! With `--json` one object:
//!
//! ```json
//! {"stacks":["django","nodejs"],"verdict":"for","leader":"django","narrow":false,
//!  "order":[{"stack":"django","score":5.0},{"stack":"nodejs","score":3.0}],
//!  "needs":[{"topic":"security","weight":5,"speaking":3,
//!            "stacks":{"django":{"for":["planeks"],"against":[],"balance":1.0,"adds":5.0,"spoken_of":true},
//!                      "nodejs":{"for":[],"against":[],"balance":0.0,"adds":0.0,"spoken_of":true}}}],
//!  "silent":["hiring"],
//!  "without":[{"topic":"security","verdict":"even","leader":null}],
//!  "tipping":[{"topic":"real-time","weight":3,"at":4.2,"ahead":"django","then":"nodejs"}],
//!  "why":["django/security/…"],"against":["nodejs/real-time/…"],
//!  "evidence":{"sources":["planeks"],"years":[2023,2026],"measured":0,"selling":2}}
//! ```
//!
//! `verdict` is `for`, `even` (then `leader` is null) or `nothing` (no source speaks of any need).
//! `balance` is for less against, out of `speaking`; `adds` is that times the weight; a stack's
//! `score` is their sum. `silent` are the needs nobody
//! speaks of, `spoken_of` is false for a stack that is not spoken of on that need: either counts nothing. `tipping` names, nearest first,
//! the weight at which two neighbours in the order are level, all else being as it is.

mod json;
mod people;

use anyhow::anyhow;

use super::compare::refused;
use super::{Failure, Places, load, print};
use crate::answer::{self, BadName, BadNeeds, Need, different, parse_needs, recommend, weighable};
use crate::knowledge::{Knowledge, Stack};
use std::sync::Arc;

#[derive(clap::Args)]
pub(super) struct RecommendArgs {
    #[command(flatten)]
    places: Places,
    /// What matters and how much, 0 to 5: security=5,real-time=2; every topic alike when absent
    #[arg(long, value_name = "TOPIC=0..5,…")]
    weights: Option<String>,
    /// The stacks to choose from; all there are when absent
    #[arg(long, value_name = "A,B,…")]
    stacks: Option<String>,
    /// Write one JSON object
    #[arg(long)]
    json: bool,
}

pub(super) fn run(args: &RecommendArgs) -> Result<(), Failure> {
    let config = args.places.config()?;
    let index = load::index(&config.knowledge)?;
    let knowledge = index.knowledge();
    let stacks = stacks(knowledge, args.stacks.as_deref())?;
    let needs = match &args.weights {
        Some(typed) => parse_needs(knowledge, typed).map_err(|faults| unusable(&faults))?,
        None => weighable(knowledge, &stacks).into_iter().map(Need::one).collect(),
    };
    let result = recommend(knowledge, &stacks, &needs);
    let text =
        if args.json { json::object(&stacks, &result).to_string() } else { people::told(&result) };
    print(&format!("{text}\n"))
}

fn stacks(knowledge: &Knowledge, typed: Option<&str>) -> Result<Vec<Arc<Stack>>, Failure> {
    let bad = |why: &BadName| refused("--stacks", why);
    let Some(typed) = typed else {
        let all: Vec<Arc<Stack>> = answer::with_entries(knowledge).cloned().collect();
        return match different(knowledge, &all.iter().collect::<Vec<_>>()) {
            Ok(()) => Ok(all),
            Err(why) => Err(bad(&why)),
        };
    };
    let named = typed.split(',').filter(|name| !name.trim().is_empty());
    let named: Result<Vec<_>, _> = named.map(|name| answer::stack_named(knowledge, name)).collect();
    let named = named.map_err(|why| bad(&why))?;
    different(knowledge, &named).map_err(|why| bad(&why))?;
    Ok(named.into_iter().cloned().collect())
}

/// Every fault with what to do about it.
fn unusable(faults: &[BadNeeds]) -> Failure {
    let told = faults.iter().map(|fault| format!("--weights: {fault}\n  help: {}", fault.help()));
    Failure::Person(anyhow!(told.collect::<Vec<_>>().join("\n")))
}
