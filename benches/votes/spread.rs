//! Votes on disk, without Discord: one poll with many voters, many polls with a few.

use std::sync::Arc;
use std::time::{Duration, Instant};

use futures_util::{StreamExt, stream};
use stackwise::app::Reply;
use stackwise::poll::PollId;
use stackwise::render::PollPress;

use crate::voters::{Nowhere, desk, invocation, open_poll};

/// Polls of one server: as many as may be open at once.
const OF_A_SERVER: u64 = 100;

/// Voters who press at the same moment; the bot's queue takes a thousand.
const AT_ONCE: usize = 500;

pub(crate) async fn measure() {
    println!("durable votes, {AT_ONCE} voters at once, messages redrawn meanwhile");
    for (polls, voters) in [(1, 5_000), (1_000, 20)] {
        let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).expect("a folder");
        let (times, took) = voted(folder.path(), polls, voters).await;
        let votes = u32::try_from(times.len()).expect("few");
        let rate = f64::from(votes) / took.as_secs_f64();
        let told = crate::told(times);
        println!("  {polls:>5} polls, {voters:>5} voters each: {rate:>6.0} votes/s, {told}");
    }
}

/// Every voter votes once in every poll: how long each waited, and how long it took.
async fn voted(folder: &std::path::Path, many: u64, voters: u64) -> (Vec<Duration>, Duration) {
    let (polls, writer) = desk(folder, Arc::new(Nowhere));
    polls.start();
    let server = |poll: u64| 1 + poll / OF_A_SERVER;
    for poll in 0..many {
        let inv = invocation(server(poll), 2, poll, 7);
        open_poll(&polls, &inv).await;
    }
    let votes = (0..voters).flat_map(|voter| (0..many).map(move |poll| (poll, voter)));
    let began = Instant::now();
    let polls = &polls;
    let cast = stream::iter(votes).map(|(poll, voter)| async move {
        let inv = invocation(server(poll), 2, 0, 100 + voter);
        let press = PollPress::Vote(u8::from(voter.is_multiple_of(3)));
        let began = Instant::now();
        let Reply::Private(told) = polls.press(&inv, PollId(poll), &press, None, &[], &[]).await
        else {
            panic!("a vote is answered privately");
        };
        assert!(told.content.starts_with("Your vote is stored"), "{}", told.content);
        began.elapsed()
    });
    let times = cast.buffer_unordered(AT_ONCE).collect().await;
    let took = began.elapsed();
    polls.shutdown().await;
    writer.shutdown().await;
    (times, took)
}
