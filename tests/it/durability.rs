//! No vote that was acknowledged is lost or counted twice: the process is killed (SIGKILL) at
//! random moments under load, started again, and asked what it knows.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use stackwise_sandbox::{Channel, Guild, Member, MessageView, Options, Sandbox};
use tempfile::TempDir;
use tokio::task::JoinSet;

/// How often the process is killed.
const KILLS: usize = 10;

/// How many vote at once.
const VOTERS: usize = 12;

const OPTIONS: [&str; 3] = ["Vote a", "Vote b", "Vote c"];

/// What a voter was told, and what may have been stored since.
#[derive(Clone, Debug, Default)]
struct Known {
    acknowledged: Option<String>,
    in_flight: BTreeSet<String>,
}

type Ledger = Arc<Mutex<BTreeMap<usize, Known>>>;

struct World {
    sandbox: Sandbox,
    guild: Guild,
    channel: Channel,
    voters: Vec<Member>,
    folder: TempDir,
}

impl World {
    async fn new() -> Self {
        let sandbox = Sandbox::start(Options::default()).await.unwrap();
        let guild = sandbox.add_guild("Load");
        let channel = guild.add_channel("stack");
        let voters = (0..VOTERS).map(|n| guild.add_member(&format!("Voter {n}"))).collect();
        let folder = tempfile::tempdir().unwrap();
        let store = folder.path().join("store");
        let config = format!("[store]\npath = '{}'\n[health]\nbind = \"\"\n", store.display());
        fs::write(folder.path().join("config.toml"), config).unwrap();
        Self { sandbox, guild, channel, voters, folder }
    }

    /// Starts the program and waits until it answers.
    async fn start(&self) -> Child {
        let before = self.sandbox.readiness();
        let child = Command::new(env!("CARGO_BIN_EXE_stackwise"))
            .args(["run", "--config"])
            .arg(self.folder.path().join("config.toml"))
            .current_dir(env!("CARGO_MANIFEST_DIR"))
            .env("DISCORD_TOKEN", self.sandbox.token())
            .env("STACKWISE_DISCORD_API", self.sandbox.api_base())
            .env_remove("RUST_LOG")
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        self.sandbox.bot_ready_since(before).await.unwrap();
        child
    }

    async fn poll(&self) -> MessageView {
        let ada = self.guild.add_member("Ada").in_channel(&self.channel);
        let line = "/poll create question: Which? options: a, b, c vote: Pick one closes: never";
        let draft = ada.slash(line).await.unwrap();
        ada.press(draft.message().unwrap(), "Post this poll").await.unwrap();
        let look = || self.channel.public_messages().into_iter().find(|m| m.text().contains("P-1"));
        self.sandbox.wait_for("the poll", look).await.unwrap()
    }

    /// What the program says is a voter's vote; none if there is none.
    async fn vote_of(&self, voter: &Member, poll: &MessageView) -> Option<String> {
        let mine = voter.in_channel(&self.channel).press(poll, "My vote").await.unwrap();
        let text = mine.text();
        let named = text.strip_prefix("Your vote: ")?.split('.').next()?;
        Some(format!("Vote {named}"))
    }
}

/// A small source of numbers that is the same in every run.
struct Dice(u64);

impl Dice {
    fn next(&mut self, below: u64) -> u64 {
        // Constants: Knuth's MMIX, <https://en.wikipedia.org/wiki/Linear_congruential_generator>
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % below
    }
}

/// Votes again and again, and writes down what it was told.
async fn keep_voting(
    who: usize,
    voter: stackwise_sandbox::Actor,
    poll: MessageView,
    known: Ledger,
) {
    let mut dice = Dice(who as u64 + 1);
    loop {
        let option = OPTIONS[usize::try_from(dice.next(3)).unwrap()];
        known.lock().unwrap().entry(who).or_default().in_flight.insert(option.to_owned());
        let Ok(told) = voter.press(&poll, option).await else { return };
        let text = told.text();
        if ["Your vote is stored", "Your vote is changed", "Still your vote"]
            .iter()
            .any(|said| text.starts_with(said))
        {
            let acknowledged = Some(option.to_owned());
            known.lock().unwrap().insert(who, Known { acknowledged, ..Known::default() });
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_acknowledged_vote_is_lost_or_counted_twice_when_the_process_is_killed() {
    let world = World::new().await;
    let mut child = world.start().await;
    let poll = world.poll().await;
    let known = Ledger::default();
    let mut dice = Dice(20_261_125);
    let mut acknowledged = 0;
    for kill in 0..KILLS {
        let mut load = JoinSet::new();
        for (who, voter) in world.voters.iter().enumerate() {
            let voter = voter.in_channel(&world.channel);
            load.spawn(keep_voting(who, voter, poll.clone(), known.clone()));
        }
        tokio::time::sleep(Duration::from_millis(20 + dice.next(300))).await;
        child.kill().unwrap();
        child.wait().unwrap();
        load.shutdown().await;
        child = world.start().await;

        let before = known.lock().unwrap().clone();
        let mut stored = 0;
        for (who, voter) in world.voters.iter().enumerate() {
            let now = world.vote_of(voter, &poll).await;
            let Known { acknowledged: told, in_flight } =
                before.get(&who).cloned().unwrap_or_default();
            acknowledged += usize::from(told.is_some());
            let may_be = now == told || now.as_ref().is_some_and(|now| in_flight.contains(now));
            assert!(
                may_be,
                "kill {kill}: voter {who} was told {told:?}, finds {now:?}, sent {in_flight:?}"
            );
            stored += usize::from(now.is_some());
            known.lock().unwrap().insert(who, Known { acknowledged: now, ..Known::default() });
        }
        let asker = world.voters[0].in_channel(&world.channel);
        let results = asker.slash("/poll results poll: P-1").await.unwrap();
        let votes = if stored == 1 { "1 vote.".to_owned() } else { format!("{stored} votes.") };
        assert!(results.text().contains(&votes), "kill {kill}: {votes} {}", results.text());
    }
    child.kill().unwrap();
    child.wait().unwrap();
    assert!(acknowledged > KILLS * VOTERS / 2, "too little load to prove anything: {acknowledged}");
}
