//! Votes: durable ones a second, through the whole bot, and a start on a large store.
//!
//! `cargo bench --bench votes` measures everything; `-- at-once`, `-- spread`, `-- clicks` or
//! `-- start` one of these.

#![expect(clippy::print_stdout, reason = "a bench tells what it measured")]

mod at_once;
mod clicks;
mod process;
mod spread;
mod start;
mod voters;

use std::time::Duration;

fn main() {
    let chosen: Vec<String> = std::env::args().skip(1).filter(|a| !a.starts_with("--")).collect();
    let wanted = |name: &str| chosen.is_empty() || chosen.iter().any(|one| one == name);
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    runtime.block_on(async {
        if wanted("at-once") {
            at_once::measure().await;
        }
        if wanted("spread") {
            spread::measure().await;
        }
        if wanted("clicks") {
            clicks::measure().await;
        }
        if wanted("start") {
            start::measure().await;
        }
    });
}

/// Half, nearly all and all of the times, in milliseconds.
fn told(mut times: Vec<Duration>) -> String {
    times.sort();
    let at = |percent: usize| times[(times.len() - 1) * percent / 100].as_secs_f64() * 1e3;
    format!("p50 {:.1}, p99 {:.1}, longest {:.1} ms", at(50), at(99), at(100))
}
