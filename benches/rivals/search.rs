//! Stackwise's search beside tantivy, SQLite FTS5 and the `bm25` crate: the same texts, the same
//! questions, the best ten of each, at three sizes, in one run.
//!
//! `cargo run --release -p stackwise-rivals --features rivals [-- SIZE ...]`

#![expect(clippy::print_stdout, reason = "the table is what this program is for")]

mod engines;
#[path = "../questions/mod.rs"]
mod questions;
#[path = "../shipped/mod.rs"]
mod shipped;
mod texts;

use std::sync::Arc;
use std::time::{Duration, Instant};

use engines::{Bm25, Fts5, Rival, Tantivy};
use questions::QUESTIONS;
use stackwise::knowledge::Knowledge;
use stackwise::search::{Index, search};

/// Entries beside the shipped ones.
const SIZES: [usize; 3] = [0, 10_000, 100_000];
/// How many hits are wanted.
const HITS: usize = 10;
/// Longest time one engine is measured at one size.
const PATIENCE: Duration = Duration::from_secs(20);
/// Most rounds of all questions.
const ROUNDS: usize = 100;

struct Stackwise(Index);

impl Rival for Stackwise {
    const NAME: &'static str = "stackwise, every signal";

    fn build(knowledge: &Arc<Knowledge>) -> Self {
        Self(Index::build(Arc::clone(knowledge)))
    }

    fn ask(&mut self, question: &str) -> usize {
        search(&self.0, question, HITS).list.len()
    }
}

fn main() {
    let sizes: Vec<usize> = std::env::args().skip(1).filter_map(|size| size.parse().ok()).collect();
    for size in if sizes.is_empty() { SIZES.to_vec() } else { sizes } {
        let knowledge = Arc::new(texts::knowledge(size));
        let bytes: usize = knowledge.entries.iter().map(|entry| texts::text(entry).len()).sum();
        println!("\n{} entries, {:.1} MB of text", knowledge.entries.len(), megabytes(bytes));
        println!("{:<26}{:>12}{:>12}{:>12}", "", "p50 us", "p99 us", "built ms");
        let own = measure::<Stackwise>(&knowledge);
        let index = own.0.0.bytes();
        let rivals = [
            measure::<Tantivy>(&knowledge).1,
            measure::<Bm25>(&knowledge).1,
            measure::<Fts5>(&knowledge).1,
        ];
        let least = |of: fn(&Times) -> f64| {
            rivals.iter().map(of).fold(f64::INFINITY, f64::min) / of(&own.1)
        };
        println!(
            "the quickest rival takes {:.1} x at p50, {:.1} x at p99",
            least(|t| t.p50),
            least(|t| t.p99)
        );
        println!(
            "stackwise's index: {:.1} MB, {:.2} x the text",
            megabytes(index),
            megabytes(index) / megabytes(bytes)
        );
    }
}

/// In microseconds.
struct Times {
    p50: f64,
    p99: f64,
}

fn measure<R: Rival>(knowledge: &Arc<Knowledge>) -> (R, Times) {
    let start = Instant::now();
    let mut engine = R::build(knowledge);
    let built = start.elapsed();
    for question in QUESTIONS {
        engine.ask(question);
    }
    let begun = Instant::now();
    let mut times: Vec<Duration> = Vec::new();
    for _ in 0..ROUNDS {
        for question in QUESTIONS {
            let start = Instant::now();
            std::hint::black_box(engine.ask(std::hint::black_box(question)));
            times.push(start.elapsed());
        }
        if begun.elapsed() > PATIENCE {
            break;
        }
    }
    times.sort_unstable();
    let at = |share: usize| times[times.len() * share / 100].as_secs_f64() * 1e6;
    let (p50, p99) = (at(50), at(99));
    println!("{:<26}{p50:>12.1}{p99:>12.1}{:>12.0}", R::NAME, built.as_secs_f64() * 1e3);
    (engine, Times { p50, p99 })
}

#[expect(clippy::cast_precision_loss, reason = "sizes for people")]
fn megabytes(bytes: usize) -> f64 {
    bytes as f64 / 1e6
}
