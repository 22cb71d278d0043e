//! A start on a large store: 10,000 open polls and a million ballots.

use std::path::Path;
use std::time::{Duration, Instant};

use futures_util::{StreamExt, stream};
use stackwise::app::Reply;
use stackwise::discord::{Discord, Settings};
use stackwise::poll::PollId;
use stackwise::render::PollPress;
use stackwise::secret::Secret;
use stackwise_sandbox::{Options, Sandbox};

use crate::process::Bot;
use crate::voters::{desk, invocation, open_poll};

const SERVERS: u64 = 100;
const POLLS_OF_A_SERVER: u64 = 100;
const VOTERS: u64 = 100;

/// Interactions that wait for their answer at the same moment while the store is written.
const AT_ONCE: usize = 500;

/// Starts measured on the same store.
const STARTS: usize = 3;

pub(crate) async fn measure() {
    let sandbox = Sandbox::start(Options::default()).await.expect("a sandbox");
    let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).expect("a folder");
    let began = Instant::now();
    fill(&sandbox, &folder.path().join("store")).await;
    let (polls, ballots) = (SERVERS * POLLS_OF_A_SERVER, SERVERS * POLLS_OF_A_SERVER * VOTERS);
    let took = began.elapsed().as_secs_f64();
    println!("start with {polls} open polls and {ballots} ballots, written in {took:.0} s");
    for _ in 0..STARTS {
        let began = Instant::now();
        let bot = Bot::ready(&sandbox, folder.path()).await;
        let ready = began.elapsed().as_secs_f64();
        let (most, now) = (bot.memory("VmHWM"), bot.memory("VmRSS"));
        println!("  ready after {ready:.2} s; memory {now:.1} MiB, at most {most:.1} MiB");
        tokio::time::sleep(Duration::from_secs(20)).await;
        let (most, now) = (bot.memory("VmHWM"), bot.memory("VmRSS"));
        println!("    20 s later: memory {now:.1} MiB, at most {most:.1} MiB");
    }
}

/// Posts the polls in the sandbox and stores the ballots.
async fn fill(sandbox: &Sandbox, store: &Path) {
    let settings = Settings {
        token: Secret::new(sandbox.token()),
        api: sandbox.api_base().to_owned(),
        command_servers: Vec::new(),
        message_content: false,
        patience: Settings::PATIENCE,
    };
    let discord = Discord::connect(settings).await.expect("the sandbox answers");
    let (polls, writer) = desk(store, discord.messenger());
    let polls = &polls;
    let mut all = Vec::new();
    for _ in 0..SERVERS {
        let guild = sandbox.add_guild("Bench");
        let channel = guild.add_channel("bench").id.get();
        all.extend((0..POLLS_OF_A_SERVER).map(|_| (guild.id.get(), channel)));
    }
    let named: Vec<_> = (1..).zip(all).collect();
    let posted = stream::iter(&named).map(|&(poll, (server, channel))| async move {
        let inv = invocation(server, channel, poll, 7);
        open_poll(polls, &inv).await;
    });
    posted.buffer_unordered(16).collect::<()>().await;
    let votes = (0..VOTERS).flat_map(|voter| named.iter().map(move |one| (voter, *one)));
    let cast = stream::iter(votes).map(|(voter, (poll, (server, channel)))| async move {
        let inv = invocation(server, channel, 0, 1_000_000_000_000_000_000 + voter);
        let press = PollPress::Vote(u8::from(voter.is_multiple_of(3)));
        let reply = polls.press(&inv, PollId(poll), &press, None, &[], &[]).await;
        assert!(matches!(reply, Reply::Private(m) if m.content.starts_with("Your vote is stored")));
    });
    cast.buffer_unordered(AT_ONCE).collect::<()>().await;
    polls.shutdown().await;
    writer.shutdown().await;
}
