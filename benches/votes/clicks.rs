//! A thousand clicks a second through the whole bot: gateway, queue, disk, callback.

use std::sync::Arc;
use std::time::{Duration, Instant};

use stackwise_sandbox::{Actor, Channel, Guild, MessageView, Options, Sandbox};

use crate::process::Bot;

/// Clicks, and how many come a second whether or not earlier ones are answered.
const CLICKS: usize = 20_000;
const A_SECOND: u32 = 1_000;

/// Clicks before the measurement, to warm up.
const WARM: usize = 2_000;

/// Polls of one server: as many as may be open at once.
const OF_A_SERVER: usize = 100;

pub(crate) async fn measure() {
    println!("click to acknowledgement, {A_SECOND} clicks a second, {CLICKS} clicks");
    for (polls, voters) in [(1, 5_000), (1_000, 20)] {
        let (times, failed, memory) = clicked(polls, voters).await;
        let told = crate::told(times);
        println!(
            "  {polls:>5} polls, {voters:>5} voters each: {told}; {failed} not stored; bot {memory:.1} MiB"
        );
    }
}

/// A server with its people and its polls.
struct Place {
    voters: Vec<Actor>,
    polls: Vec<MessageView>,
}

async fn clicked(polls: usize, voters: usize) -> (Vec<Duration>, usize, f64) {
    let sandbox = Sandbox::start(Options::default()).await.expect("a sandbox");
    let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).expect("a folder");
    let bot = Bot::ready(&sandbox, folder.path()).await;
    let mut places = Vec::new();
    for begin in (0..polls).step_by(OF_A_SERVER) {
        places.push(place(&sandbox, (polls - begin).min(OF_A_SERVER), voters).await);
    }
    let places = Arc::new(places);
    let mut clicks = tokio::task::JoinSet::new();
    let began = Instant::now() + Duration::from_millis(50);
    for turn in 0..WARM + CLICKS {
        let due = began + Duration::from_secs(1) / A_SECOND * u32::try_from(turn).expect("few");
        tokio::time::sleep_until(due.into()).await;
        let places = Arc::clone(&places);
        clicks.spawn(async move {
            let place = &places[turn % places.len()];
            let round = turn / places.len();
            let poll = &place.polls[round % place.polls.len()];
            let voter = &place.voters[round / place.polls.len() % place.voters.len()];
            let again = round / place.polls.len() / place.voters.len();
            let label = ["Vote Node.js", "Vote Django"][(turn + again) % 2];
            let exchange = voter.press(poll, label).await.expect("the button is there");
            let stored = exchange.text().contains("our vote is");
            (WARM <= turn).then(|| (due.elapsed(), stored))
        });
    }
    let (mut times, mut failed) = (Vec::new(), 0);
    for (took, stored) in clicks.join_all().await.into_iter().flatten() {
        times.push(took);
        failed += usize::from(!stored);
    }
    (times, failed, bot.memory("VmHWM"))
}

async fn place(sandbox: &Sandbox, polls: usize, voters: usize) -> Place {
    let guild = sandbox.add_guild("Bench");
    let channel = guild.add_channel("bench");
    let voters = people(&guild, &channel, voters);
    for _ in 0..polls {
        let line = "/poll create question: Which backend? options: Node.js, Django";
        let draft = voters[0].slash(line).await.expect("the command is registered");
        let draft = draft.message().expect("a draft");
        voters[0].press(draft, "Post this poll").await.expect("a draft can be posted");
    }
    let polls: Vec<_> = channel.public_messages();
    Place { voters, polls }
}

fn people(guild: &Guild, channel: &Channel, many: usize) -> Vec<Actor> {
    let join = |n: usize| guild.add_member(&format!("Voter {n}")).in_channel(channel);
    (0..many).map(join).collect()
}
