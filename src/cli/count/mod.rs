//! `stackwise count`: recounts a poll offline, from a file that anybody can read.
//!
//! The file (`-`: standard input) is a JSON object; keys that are not named here are remarks.
//!
//! - `candidates`: the names, 1 to 1,000, each once.
//! - One of, or several of: `ballots`, `{count, ranking: [[tied names], …]}`, best first;
//!   `score_ballots`, `{count, scores: {name: number}}`; `approval_ballots`,
//!   `{count, approved: [names]}`. The method takes the kind that it counts; all are checked.
//! - `unranked`: `"last"` (the default) or `"no_opinion"`.
//! - `irv_overvote`: `"exhaust_when_reached"` or `"undefined"` (the default).
//! - `score_max`: the highest score. Without it STAR takes 0 to 5 and score 0 to 1,000.
//! - `poll`: an object, for people.
//!
//! The shape of the output stands in ARCHITECTURE.md, the rules in `docs/counting.md`.

mod checked;
mod checked_ballots;
mod fault;
mod file;
mod json;
mod names;
mod number;
mod parts;

use std::io::Read;
use std::path::{Path, PathBuf};

use anyhow::{Context, anyhow};

use super::{Failure, print};
use crate::poll::count::{Method, count};

/// Largest file read, in bytes: 300,000 different rankings of 25 options take about 100 MB.
const FILE_BYTES: u64 = 256 * 1024 * 1024;

#[derive(clap::Args)]
pub(super) struct CountArgs {
    /// plurality, approval, irv, schulze, ranked-pairs, borda, score or star
    #[arg(long, value_name = "METHOD", value_parser = method)]
    method: Method,
    /// The ballots as JSON; `-` reads standard input
    #[arg(value_name = "FILE")]
    file: PathBuf,
}

fn method(typed: &str) -> Result<Method, String> {
    let known = Method::ALL.map(Method::name).join(", ");
    typed.parse().map_err(|error| format!("{error}; known: {known}"))
}

pub(super) fn run(args: &CountArgs) -> Result<(), Failure> {
    let (name, bytes) = read(&args.file)?;
    let told = |faults: fault::Faults| Failure::Person(anyhow!(fault::told(&name, &faults)));
    let raw = file::read(&bytes).map_err(|fault| told(fault.into()))?;
    drop(bytes);
    let election = checked::check(raw, args.method).map_err(told)?;
    let counted = count(args.method, &election.ballots)
        .map_err(|unfit| told(fault::unfit(unfit, args.method).into()))?;
    let mut text = json::text(&election.names, &counted).map_err(Failure::ours)?;
    text.push('\n');
    print(&text)
}

/// What the file is called in messages, and what is in it.
fn read(file: &Path) -> Result<(String, Vec<u8>), Failure> {
    let (name, source): (String, Box<dyn Read>) = if file == Path::new("-") {
        ("standard input".into(), Box::new(std::io::stdin().lock()))
    } else {
        let name = file.display().to_string();
        let opened = std::fs::File::open(file).with_context(|| unreadable(&name));
        (name, Box::new(opened.map_err(Failure::Person)?))
    };
    let mut bytes = Vec::new();
    source
        .take(FILE_BYTES + 1)
        .read_to_end(&mut bytes)
        .with_context(|| unreadable(&name))
        .map_err(Failure::Person)?;
    if bytes.len() as u64 > FILE_BYTES {
        let help = "write equal ballots once, with their number in `count`";
        return Err(Failure::Person(anyhow!("{name}: larger than 256 MiB\n  help: {help}")));
    }
    Ok((name, bytes))
}

fn unreadable(name: &str) -> String {
    format!("cannot read {name}\n  help: name a file of ballots, or - for standard input")
}

#[cfg(test)]
mod poll_files_tests;
