//! Durable votes a second on one poll: sled on disk, every vote told to its voter only after the
//! flush. A table for 1, 16 and 256 voters at once, and how many times more votes 256 voters get
//! through than one: what the shared flush is for.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::{Duration, Instant};

use futures_util::future::join_all;
use stackwise::app::Reply;
use stackwise::render::PollPress;

use crate::voters::{Nowhere, desk, invocation, open_poll};

/// How long each number of voters is measured.
const MEASURED: Duration = Duration::from_secs(3);

pub(crate) async fn measure() {
    println!("voters at once   votes/s   ms/vote (mean)   against one at a time");
    let mut alone = 0.0;
    for voters in [1, 16, 256] {
        let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).expect("a folder");
        let rate = votes_a_second(voters, folder.path()).await;
        if voters == 1 {
            alone = rate;
        }
        let mean = f64::from(voters) / rate * 1000.0;
        println!("{voters:>14}   {rate:>7.0}   {mean:>14.2}   {:>20.1}x", rate / alone);
    }
}

/// Votes that were told to be stored, a second, with this many voters who each vote again as soon
/// as they are told.
async fn votes_a_second(voters: u32, folder: &std::path::Path) -> f64 {
    let (polls, writer) = desk(folder, Arc::new(Nowhere));
    let polls = Arc::new(polls);
    polls.start();
    let id = open_poll(&polls, &invocation(1, 2, 1, 7)).await;

    let (stop, counted) = (Arc::new(AtomicBool::new(false)), Arc::new(AtomicU64::new(0)));
    let started = Instant::now();
    let tasks: Vec<_> = (0..u64::from(voters))
        .map(|voter| {
            let (polls, stop, counted) = (polls.clone(), stop.clone(), counted.clone());
            tokio::spawn(async move {
                let mut round = 0_u8;
                while !stop.load(Ordering::Relaxed) {
                    round ^= 1;
                    let inv = invocation(1, 2, 0, 100 + voter);
                    let press = PollPress::Vote(round);
                    let Reply::Private(told) = polls.press(&inv, id, &press, None, &[], &[]).await
                    else {
                        panic!("a vote is answered privately");
                    };
                    assert!(told.content.starts_with("Your vote is"), "{}", told.content);
                    counted.fetch_add(1, Ordering::Relaxed);
                }
            })
        })
        .collect();
    tokio::time::sleep(MEASURED).await;
    stop.store(true, Ordering::Relaxed);
    for ended in join_all(tasks).await {
        ended.expect("no voter panics");
    }
    let seconds = started.elapsed().as_secs_f64();
    polls.shutdown().await;
    writer.shutdown().await;
    let counted = u32::try_from(counted.load(Ordering::Relaxed)).expect("fewer votes than that");
    f64::from(counted) / seconds
}
