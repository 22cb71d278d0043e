//! The process is killed (SIGKILL) at random moments under load, started again, and asked what it
//! knows.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use stackwise_sandbox::{Actor, MessageView};
use tokio::task::JoinSet;

use super::{VOTERS, World, is_acknowledged};

/// How often the process is killed.
const KILLS: usize = 10;

const OPTIONS: [&str; 3] = ["Vote a", "Vote b", "Vote c"];

/// What a voter was told, and what may have been stored since.
#[derive(Clone, Debug, Default)]
struct Known {
    acknowledged: Option<String>,
    in_flight: BTreeSet<String>,
}

type Ledger = Arc<Mutex<BTreeMap<usize, Known>>>;

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
async fn keep_voting(who: usize, voter: Actor, poll: MessageView, known: Ledger) {
    let mut dice = Dice(who as u64 + 1);
    loop {
        let option = OPTIONS[usize::try_from(dice.next(3)).unwrap()];
        known.lock().unwrap().entry(who).or_default().in_flight.insert(option.to_owned());
        let Ok(told) = voter.press(&poll, option).await else { return };
        if is_acknowledged(&told.text()) {
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
