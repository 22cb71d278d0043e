//! Question to answer on the shipped knowledge, and the building of the index.

#[path = "questions/mod.rs"]
mod questions;
#[path = "shipped/mod.rs"]
mod shipped;

use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use criterion::{Criterion, criterion_group, criterion_main};
use questions::QUESTIONS;
use stackwise::answer::{decide, unfindable};
use stackwise::knowledge::{Document, Entry, Knowledge};
use stackwise::search::Index;

/// How often each question is asked for the percentiles.
const ROUNDS: usize = 200;
/// How often the index is built for its median.
const BUILDS: usize = 20;
/// Entries of a server's own.
const OWN: usize = 40;

fn knowledge() -> Arc<Knowledge> {
    Arc::new(shipped::knowledge(&Path::new(env!("CARGO_MANIFEST_DIR")).join("knowledge")))
}

fn answers(c: &mut Criterion) {
    let index = Index::build(knowledge());
    let mut times: Vec<Duration> = Vec::with_capacity(ROUNDS * QUESTIONS.len());
    for _ in 0..ROUNDS {
        for question in QUESTIONS {
            let start = Instant::now();
            std::hint::black_box(decide(&index, std::hint::black_box(question)));
            times.push(start.elapsed());
        }
    }
    times.sort_unstable();
    let (p50, p99) = (times[times.len() / 2], times[times.len() * 99 / 100]);
    #[expect(clippy::print_stdout, reason = "the percentiles are what this bench is for")]
    {
        println!("question to answer: p50 {p50:?}, p99 {p99:?} over {} calls", times.len());
    }
    c.bench_function("60 questions to answers", |b| {
        b.iter(|| QUESTIONS.map(|question| decide(&index, std::hint::black_box(question))));
    });
}

fn as_document(entry: &Entry) -> Document {
    let title = entry.asked_as.first().cloned().unwrap_or_default();
    Document { id: format!("own/{}", entry.id), title, text: entry.text.clone() }
}

fn times(rounds: usize, work: impl Fn()) -> Vec<Duration> {
    let time = |_| {
        let start = Instant::now();
        work();
        start.elapsed()
    };
    (0..rounds).map(time).collect()
}

fn median(times: &mut [Duration]) -> Duration {
    times.sort_unstable();
    times[times.len() / 2]
}

fn build(c: &mut Criterion) {
    let knowledge = knowledge();
    let mut built = times(BUILDS, || drop(Index::build(Arc::clone(&knowledge))));
    let index = Index::build(Arc::clone(&knowledge));
    let mut checked = times(BUILDS, || drop(std::hint::black_box(unfindable(&index))));
    let (built, checked) = (median(&mut built), median(&mut checked));
    #[expect(clippy::print_stdout, reason = "the times are what this bench is for")]
    {
        println!("index built: p50 {built:?}; every entry found by its questions: p50 {checked:?}");
    }
    let own: Vec<Document> =
        knowledge.entries.iter().take(OWN).map(|entry| as_document(entry)).collect();
    let own = Arc::new(Knowledge::of_documents(own));
    let mut laid = times(BUILDS, || drop(index.with_overlay(Arc::clone(&own))));
    let laid = median(&mut laid);
    #[expect(clippy::print_stdout, reason = "the times are what this bench is for")]
    {
        println!("{OWN} entries laid over the index: p50 {laid:?}");
    }
    c.bench_function("build the index", |b| b.iter(|| Index::build(Arc::clone(&knowledge))));
}

criterion_group! {
    name = benches;
    config = Criterion::default().sample_size(20);
    targets = answers, build
}
criterion_main!(benches);
