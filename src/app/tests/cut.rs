//! The power goes at every commit of a poll's life in turn: whatever was told to anybody holds
//! afterwards, and everything that happens once happens once.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use super::world::{Who, World, ada, holding, read, results, who};
use crate::app::{Change, ServerId, Store};
use crate::poll::{Caster, Choices, Disclosure, Kind, OptionIndex, PollId, Rules, Vote, VoterId};
use crate::render::PollPress;
use crate::store::Fault;

const HOUR: Duration = Duration::from_secs(3600);

/// More commits than the life of a poll takes here; a life without a cut ends the loop earlier.
const COMMITS: u64 = 60;

/// What voters know: their vote, or none if they took it back.
#[derive(Default)]
struct Told {
    votes: BTreeMap<u64, Option<Vote>>,
    /// Who was told last that something was not stored, and may find it stored all the same.
    in_doubt: BTreeSet<u64>,
}

impl Told {
    fn note(&mut self, voter: &Who, acknowledged: bool, vote: Option<Vote>) {
        if acknowledged {
            self.votes.insert(voter.id, vote);
        } else {
            self.in_doubt.insert(voter.id);
        }
    }

    async fn vote(&mut self, world: &World, id: PollId, voter: &Who, option: u8) {
        let said = world.vote(voter, id, option).await;
        let stored = ["Your vote is stored", "Your vote is changed", "Still your vote"];
        let acknowledged = stored.iter().any(|begin| said.starts_with(begin));
        self.note(voter, acknowledged, Some(Vote::One(OptionIndex(option))));
    }

    async fn take_back(&mut self, world: &World, id: PollId, voter: &Who) {
        let said = world.press(voter, id, PollPress::TakeBack).await.content;
        self.note(voter, said.starts_with("Your vote is taken back"), None);
    }
}

/// A poll of two options that opens, is voted in, put off, voted in again and closed.
async fn life(world: &World, id: PollId) -> Told {
    let mut told = Told::default();
    let [bob, cy, dan] = [who(8, "Bob"), who(9, "Cy"), who(10, "Dan")];
    world.press(&ada(), id, PollPress::Post).await;
    told.vote(world, id, &bob, 0).await;
    told.vote(world, id, &cy, 1).await;
    told.vote(world, id, &bob, 1).await;
    told.take_back(world, id, &cy).await;
    let later = Change::Extend { closes: "3 hours".into() };
    world.polls.manage(&world.invocation(&ada()), "P-1", &later).await;
    told.vote(world, id, &dan, 0).await;
    world.press(&ada(), id, PollPress::CloseConfirmed).await;
    told
}

/// That life with the store failing after `cut` commits, a restart on what was durable, and the
/// rest of the life. Returns whether the cut came.
async fn check(cut: u64, fault: Fault, disclosure: Disclosure) -> bool {
    let at = format!("{fault:?} after {cut} commits, {disclosure:?}");
    let world = World::new();
    let rules = Rules { disclosure, ..Rules::default() };
    let choices = Choices { kind: Some(Kind::PickOne), rules, ..Choices::default() };
    let (id, _) = world.draft_of(&ada(), "a, b", "2 hours", choices).await;
    world.store.fail_after(cut, fault);
    let told = life(&world, id).await;
    let came = world.store.is_failing();
    let world = world.restart_after(Duration::from_secs(60)).await;

    let ballots = world.store.ballots((ServerId(1), id)).unwrap();
    if fault == Fault::Lost {
        let sorted = |votes: Vec<&Vote>| {
            let mut votes: Vec<_> = votes.iter().map(|vote| format!("{vote:?}")).collect();
            votes.sort();
            votes
        };
        let stored = sorted(ballots.iter().map(|ballot| &ballot.vote).collect());
        assert_eq!(stored, sorted(told.votes.values().flatten().collect()), "{at}");
    }
    if !disclosure.is_secret() {
        let certain = told.votes.iter().filter(|(voter, _)| !told.in_doubt.contains(voter));
        for (voter, vote) in certain {
            let by = Caster::Voter(VoterId(*voter));
            let ballot = ballots.iter().find(|ballot| ballot.by == by);
            assert_eq!(ballot.map(|ballot| &ballot.vote), vote.as_ref(), "{at}: voter {voter}");
        }
    }

    world.press(&ada(), id, PollPress::Post).await;
    let eve = world.vote(&who(11, "Eve"), id, 0).await;
    world.clock.advance(5 * HOUR);
    let result = read(&world.result().await);
    let counted = ballots.len() + usize::from(eve.starts_with("Your vote is stored"));
    let whole = if counted == 0 { "nobody voted".into() } else { format!("{counted} vote") };
    assert!(result.contains(&whole), "{at}: {counted} ballots\n{result}");
    assert_eq!(holding(&world.messenger, "**Poll P-"), 1, "{at}");
    let world = world.restart_after(HOUR).await;
    world.clock.advance(HOUR);
    assert_eq!(results(&world.messenger).len(), 1, "{at}");
    came
}

#[tokio::test]
async fn whatever_was_told_holds_at_whatever_commit_the_power_goes() {
    for disclosure in [Disclosure::Live, Disclosure::Secret] {
        for fault in [Fault::Lost, Fault::StoredButFailed] {
            let mut cut = 0;
            while check(cut, fault, disclosure).await {
                cut += 1;
                assert!(cut < COMMITS, "the fault never stops coming");
            }
            assert!(cut > 6, "too few commits to prove anything: {cut}");
        }
    }
}
