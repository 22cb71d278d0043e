//! `stackwise eval`: how well the search does, on questions with known answers or on a collection.
//!
//! Flow: `questions` asks our own questions; `folder` reads a collection, `collection` asks it,
//! `metrics` does the arithmetic.

mod collection;
mod folder;
mod metrics;
mod questions;

use std::path::PathBuf;

use super::{Failure, Places, load};
use crate::search::{Signal, Switches};

#[derive(clap::Args)]
#[command(group(clap::ArgGroup::new("what").required(true).args(["questions", "beir"])))]
pub(super) struct EvalArgs {
    #[command(flatten)]
    places: Places,
    /// Questions with what a right answer holds, one JSON object a line
    #[arg(long, value_name = "FILE")]
    questions: Option<PathBuf>,
    /// A collection in the form of BEIR: corpus.jsonl, queries.jsonl, qrels.tsv and, for what has
    /// no answer, `queries_oos.jsonl`
    #[arg(long, value_name = "DIR")]
    beir: Option<PathBuf>,
    /// Write what each query of the collection finds, in the form of TREC, to this file
    #[arg(long, value_name = "FILE", requires = "beir")]
    run: Option<PathBuf>,
    /// Write the evidence behind each decision, one JSON object a line, instead of the figures
    #[arg(long)]
    evidence: bool,
    /// Leave a signal of the search out; may be given several times
    #[arg(long, value_name = "SIGNAL")]
    without: Vec<Signal>,
}

pub(super) fn run(args: &EvalArgs) -> Result<(), Failure> {
    let switches = Switches::without(&args.without);
    if let Some(folder) = &args.beir {
        return collection::run(folder, args.run.as_deref(), switches, args.evidence);
    }
    let config = args.places.config()?;
    let index = load::index(&config.knowledge)?;
    let questions = args.questions.as_deref().unwrap_or_else(|| "".as_ref());
    questions::run(&index, questions, switches, args.evidence)
}
