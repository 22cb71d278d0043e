//! The long run of chance: thousands of steps with each of several seeds, invariants held after
//! each step. The first that does not hold ends it, with what led there.
//!
//! `cargo bench --bench chaos`; `STACKWISE_CHAOS_STEPS` and `STACKWISE_CHAOS_SEED` choose how many
//! steps and the first seed, `STACKWISE_CHAOS_RUNS` how many seeds.

#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a bench tells what came of it")]
#![expect(clippy::unwrap_used, reason = "most of it are modules of the tests")]

use std::time::Instant;

#[path = "../tests/it/chaos/mod.rs"]
mod chaos;
#[path = "../tests/it/fixture.rs"]
mod fixture;
#[path = "../tests/it/openapi.rs"]
mod openapi;
#[path = "../tests/it/world.rs"]
#[expect(dead_code, reason = "the tests use the rest")]
mod world;

fn main() {
    let runs = chaos::chosen("STACKWISE_CHAOS_RUNS", 5);
    let steps = usize::try_from(chaos::chosen("STACKWISE_CHAOS_STEPS", 4_000)).expect("steps");
    let first = chaos::chosen("STACKWISE_CHAOS_SEED", 1);
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    for seed in first..first + runs {
        let begun = Instant::now();
        let tally = runtime.block_on(chaos::run(seed, steps));
        println!("seed {seed}: {tally:?} in {:.0} s", begun.elapsed().as_secs_f64());
    }
}
