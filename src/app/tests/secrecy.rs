//! Secret ballots when something fails: nothing is stored under a name, and no key outlives its
//! poll for good.

use std::fs;
use std::path::PathBuf;
use std::time::Duration;

use super::world::{NOON, World, ada, presses, read, who};
use crate::app::{PollKey, ServerId, Store};
use crate::poll::{Caster, Choices, Disclosure, Kind, PollId, Rules};
use crate::render::{PollPress, Press};
use crate::store::Fault;

const HOUR: Duration = Duration::from_secs(60 * 60);

fn secret(kind: Kind) -> Choices {
    let rules = Rules { disclosure: Disclosure::Secret, ..Rules::default() };
    Choices { kind: Some(kind), rules, ..Choices::default() }
}

impl World {
    fn key_folder(&self) -> PathBuf {
        self.keys.path().join("keys")
    }

    fn key_file(&self, id: PollId) -> PathBuf {
        self.key_folder().join(format!("1-{}", id.0))
    }

    async fn secret_poll(&self, kind: Kind) -> PollId {
        self.poll_of("a, b", "3 hours", secret(kind)).await.0
    }

    /// Five people vote for the first option, one after another.
    async fn five_vote(&self, id: PollId) {
        for voter in 50..55 {
            let said = self.vote(&who(voter, "Voter"), id, 0).await;
            assert!(said.starts_with("Your vote is stored"), "{said}");
        }
    }

    /// Whether nothing is stored under anybody's name.
    fn nameless(&self, id: PollId) -> bool {
        let key: PollKey = (ServerId(1), id);
        let ballots = self.store.ballots(key).unwrap().into_iter().map(|ballot| ballot.by);
        let halves = self.store.halves(key).unwrap();
        ballots.chain(halves).all(|by| matches!(by, Caster::Pseudonym(_)))
    }
}

fn edits(presses: &[Press]) -> Vec<u32> {
    let of = |press: &Press| match press {
        Press::Poll(_, PollPress::Mark(_, edits)) => Some(*edits),
        _ => None,
    };
    presses.iter().filter_map(of).collect()
}

#[tokio::test]
async fn a_page_of_a_secret_ballot_carries_no_time() {
    let world = World::new();
    let id = world.poll_of("a, b, c", "3 hours", secret(Kind::Rank)).await.0;
    let bob = who(50, "Bob");
    world.press(&bob, id, PollPress::Ballot).await;
    world.press(&bob, id, PollPress::Mark(0, 0)).await;
    world.press(&bob, id, PollPress::Cast(1)).await;
    let mut seen = Vec::new();
    for _ in 0..3 {
        let page = world.press(&bob, id, PollPress::Change).await;
        let [first, ..] = edits(&presses(&page))[..] else { panic!("{}", read(&page)) };
        assert_ne!(i64::from(first), NOON.millis().rem_euclid(1 << 31));
        world.press(&bob, id, PollPress::Mark(1, first)).await;
        world.press(&bob, id, PollPress::Cast(first + 1)).await;
        seen.push(first);
    }
    seen.dedup();
    assert_eq!(seen.len(), 3, "the clock stands still, the numbers do not: {seen:?}");
    assert!(world.nameless(id));
}

#[tokio::test]
async fn a_crash_between_the_closing_and_the_destruction_leaves_no_key() {
    let world = World::new();
    let id = world.secret_poll(Kind::PickOne).await;
    world.five_vote(id).await;
    let file = world.key_file(id);
    let bytes = fs::read(&file).unwrap();
    world.clock.advance(3 * HOUR);
    world.result().await;
    assert!(!file.exists());
    // As the disk would be, had the process died in between.
    fs::write(&file, bytes).unwrap();
    let world = world.restart_after(HOUR).await;
    assert!(!file.exists());
    assert_eq!(fs::read_dir(world.key_folder()).unwrap().count(), 0);
}

#[tokio::test]
async fn a_key_that_cannot_be_destroyed_is_tried_again() {
    let world = World::new();
    let id = world.secret_poll(Kind::PickOne).await;
    world.five_vote(id).await;
    let file = world.key_file(id);
    let bytes = fs::read(&file).unwrap();
    // A folder in its place can neither be overwritten nor removed as a file.
    fs::remove_file(&file).unwrap();
    fs::create_dir(&file).unwrap();
    world.clock.advance(3 * HOUR);
    let result = world.result().await;
    assert!(result.content.contains("a, by all. 5 votes."), "{}", read(&result));
    fs::remove_dir(&file).unwrap();
    fs::write(&file, bytes).unwrap();
    world.eventually("the key is gone", |_| !file.exists()).await;
}

#[tokio::test]
async fn a_crash_between_the_key_and_the_poll_leaves_a_draft_that_can_be_posted() {
    let world = World::new();
    let (id, _) = world.draft_of(&ada(), "a, b", "3 hours", secret(Kind::PickOne)).await;
    world.store.fail(Fault::Lost);
    let said = world.press(&ada(), id, PollPress::Post).await;
    assert!(!said.content.starts_with("Posted"), "{said:?}");
    assert!(world.key_file(id).exists());
    world.store.lift();
    let world = world.restart_after(HOUR).await;
    let said = world.press(&ada(), id, PollPress::Post).await;
    assert!(said.content.starts_with("Posted as"), "{said:?}");
    world.five_vote(id).await;
    assert!(world.nameless(id));
    // A key of nothing at all goes.
    let orphan = world.key_file(PollId(999));
    fs::copy(world.key_file(id), &orphan).unwrap();
    let world = world.restart_after(Duration::ZERO).await;
    assert!(!orphan.exists());
    assert!(world.key_file(id).exists());
}

#[tokio::test]
async fn without_its_key_a_poll_takes_no_votes_and_is_still_counted() {
    for damage in [
        (|file: &PathBuf| fs::remove_file(file).unwrap()) as fn(&PathBuf),
        |file| {
            let mut bytes = fs::read(file).unwrap();
            bytes[20] ^= 1;
            fs::write(file, bytes).unwrap();
        },
        |file| fs::write(file, b"").unwrap(),
    ] {
        let world = World::new();
        let id = world.secret_poll(Kind::PickOne).await;
        world.five_vote(id).await;
        damage(&world.key_file(id));
        let world = world.restart_after(HOUR).await;
        let voter = who(50, "Voter");
        for press in [PollPress::Vote(1), PollPress::NoOpinion, PollPress::Ballot] {
            let said = world.press(&voter, id, press).await.content;
            assert!(said.contains("was **not** stored; one stored earlier still counts"), "{said}");
        }
        for press in [PollPress::MyVote, PollPress::TakeBack, PollPress::Reason] {
            let said = world.press(&voter, id, press).await.content;
            assert!(said.contains("I cannot find your vote. Nothing was changed"), "{said}");
        }
        assert!(world.nameless(id));
        world.clock.advance(2 * HOUR);
        let result = world.result().await;
        assert!(result.content.contains("a, by all. 5 votes."), "{}", read(&result));
        world.eventually("the damaged key is gone", |_| !world.key_file(id).exists()).await;
        let said = world.press(&voter, id, PollPress::MyVote).await.content;
        assert!(said.contains("Its ballots were secret"), "{said}");
    }
}

#[tokio::test]
async fn a_secret_poll_whose_key_cannot_be_written_is_not_posted() {
    let world = World::new();
    let (id, _) = world.draft_of(&ada(), "a, b", "3 hours", secret(Kind::PickOne)).await;
    let folder = world.key_folder();
    fs::remove_dir(&folder).unwrap();
    fs::write(&folder, b"in the way").unwrap();
    let said = world.press(&ada(), id, PollPress::Post).await;
    assert!(!said.content.starts_with("Posted"), "{said:?}");
    assert!(world.messenger.messages().is_empty());
    fs::remove_file(&folder).unwrap();
    fs::create_dir(&folder).unwrap();
    let said = world.press(&ada(), id, PollPress::Post).await;
    assert!(said.content.starts_with("Posted as"), "{said:?}");
    world.five_vote(id).await;
}

#[tokio::test]
async fn of_few_secret_ballots_the_first_line_tells_the_outcome_alone() {
    let few = |kind, pass| {
        let mut choices = secret(kind);
        choices.rules.pass = pass;
        choices
    };
    for (choices, votes, told) in [
        (few(Kind::PickOne, None), vec![PollPress::Vote(0); 3], "a. 3 votes."),
        (
            few(Kind::PickOne, Some(90)),
            vec![PollPress::Vote(0), PollPress::Vote(0), PollPress::Vote(1)],
            "no result. a came first with less than the 90 % needed. 3 votes.",
        ),
        (
            few(Kind::Agree, None),
            ["agree", "disagree", "disagree"].map(stance).into(),
            "it does not pass; more than half were needed. 3 votes.",
        ),
        (
            few(Kind::Agree, None),
            ["block", "block", "agree"].map(stance).into(),
            "it does not pass, it is blocked. 3 votes.",
        ),
    ] {
        let world = World::new();
        let options = if choices.kind == Some(Kind::Agree) { "" } else { "a, b" };
        let id = world.poll_of(options, "3 hours", choices).await.0;
        for (voter, press) in (50..).zip(votes) {
            world.press(&who(voter, "Voter"), id, press).await;
        }
        world.clock.advance(3 * HOUR);
        let result = world.result().await;
        assert_eq!(result.content, format!("**Result of P-1**: {told}"));
    }
}

fn stance(name: &str) -> PollPress {
    use crate::poll::Stance;
    PollPress::Stance(match name {
        "agree" => Stance::Agree,
        "disagree" => Stance::Disagree,
        _ => Stance::Block,
    })
}
