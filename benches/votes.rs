//! Durable votes a second: sled on disk, every vote told to its voter only after the flush.
//!
//! `cargo bench --bench votes` prints a table for 1, 16 and 256 voters at once, and how many times
//! more votes 256 voters get through than one: what the shared flush is for.
#![expect(clippy::print_stdout, reason = "the table is its output")]

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::{Duration, Instant};

use futures_util::future::{BoxFuture, join_all};
use stackwise::app::{
    BotRights, ChannelId, Invocation, InvocationId, MessageId, Messenger, Person, Polls, Reply,
    Request, SendError, ServerId, SystemClock, UserId, Writer,
};
use stackwise::poll::{Choices, DraftText, PollId, TimeZoneName};
use stackwise::render::{Message, PollPress};
use stackwise::store::{KeyFolder, SledStore};

/// How long each number of voters is measured.
const MEASURED: Duration = Duration::from_secs(3);

/// Takes every message and forgets it.
struct Nowhere;

impl Messenger for Nowhere {
    fn post<'a>(
        &'a self,
        _: ChannelId,
        _: &'a Message,
        _: Option<&'a str>,
    ) -> BoxFuture<'a, Result<MessageId, SendError>> {
        Box::pin(async { Ok(MessageId(1)) })
    }

    fn reply<'a>(
        &'a self,
        _: ChannelId,
        _: MessageId,
        _: &'a Message,
    ) -> BoxFuture<'a, Result<MessageId, SendError>> {
        Box::pin(async { Ok(MessageId(1)) })
    }

    fn edit<'a>(
        &'a self,
        _: ChannelId,
        _: MessageId,
        _: &'a Message,
    ) -> BoxFuture<'a, Result<(), SendError>> {
        Box::pin(async { Ok(()) })
    }

    fn delete(&self, _: ChannelId, _: MessageId) -> BoxFuture<'_, Result<(), SendError>> {
        Box::pin(async { Ok(()) })
    }

    fn find_own<'a>(
        &'a self,
        _: ChannelId,
        _: &'a str,
    ) -> BoxFuture<'a, Result<Option<MessageId>, SendError>> {
        Box::pin(async { Ok(None) })
    }
}

fn invocation(id: u64, person: u64) -> Invocation {
    Invocation {
        id: InvocationId(id),
        server: Some(ServerId(1)),
        channel: ChannelId(2),
        person: Person::new(UserId(person), format!("voter {person}")),
        rights: BotRights { send: true, embed: true, attach: true },
        locale: "en-US".into(),
        request: Request::PollList,
    }
}

#[tokio::main]
async fn main() {
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
    let store = SledStore::open(folder).expect("the store opens");
    let clock = Arc::new(SystemClock);
    let writer = Writer::start(Box::new(store), clock.clone()).expect("the writer starts");
    let keys = Arc::new(KeyFolder::open(folder).expect("the keys open"));
    let (to, zone) = (Arc::new(Nowhere), TimeZoneName::UTC);
    let polls = Arc::new(Polls::new(writer.clone(), to, clock, keys, zone));
    polls.start();
    let id = open_poll(&polls).await;

    let (stop, counted) = (Arc::new(AtomicBool::new(false)), Arc::new(AtomicU64::new(0)));
    let started = Instant::now();
    let tasks: Vec<_> = (0..u64::from(voters))
        .map(|voter| {
            let (polls, stop, counted) = (polls.clone(), stop.clone(), counted.clone());
            tokio::spawn(async move {
                let mut round = 0_u8;
                while !stop.load(Ordering::Relaxed) {
                    round ^= 1;
                    let inv = invocation(0, 100 + voter);
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

async fn open_poll(polls: &Polls) -> PollId {
    let inv = invocation(1, 7);
    let typed = DraftText::new("Which backend?", "Node.js, Django", "never");
    polls.create(&inv, typed, Choices::default(), None).await;
    let id = PollId(inv.id.0);
    polls.press(&inv, id, &PollPress::Post, None, &[], &[]).await;
    id
}
