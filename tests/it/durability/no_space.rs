//! The disk is full, or takes no writes at all, and gives room again: the program is held to a size
//! of its files, as a full disk would hold it.

use std::fs;
use std::process::Child;

use insta::assert_snapshot;
use rustix::process::{Pid, Resource, Rlimit, prlimit};
use stackwise_sandbox::{Member, MessageView};

use super::{VOTERS, World, is_acknowledged};

/// Most votes until a store outgrows the room that is left.
const VOTES: usize = 20_000;

/// Most tries until the program has found out that there is room again.
const TRIES: usize = 50;

/// From here on no file of the program may grow past so many bytes.
fn limit(program: &Child, bytes: Option<u64>) {
    let pid = Pid::from_child(program);
    prlimit(Some(pid), Resource::Fsize, Rlimit { current: bytes, maximum: None }).unwrap();
}

/// The largest file of the store, in bytes.
fn largest(world: &World) -> u64 {
    let files = fs::read_dir(world.store()).unwrap().map(|file| file.unwrap().metadata().unwrap());
    files.map(|data| data.len()).max().unwrap()
}

/// What a voter is told; the codes of incidents are not the same twice.
async fn vote(world: &World, voter: &Member, poll: &MessageView, option: &str) -> String {
    let told = voter.in_channel(&world.channel).press(poll, option).await.unwrap().text();
    let code = regex::Regex::new("`[0-9A-Z]{4}`").unwrap();
    code.replace_all(&told, "`CODE`").into_owned()
}

/// Every voter's vote as the program knows it.
async fn votes(world: &World, poll: &MessageView) -> Vec<Option<String>> {
    let mut votes = Vec::new();
    for voter in &world.voters {
        votes.push(world.vote_of(voter, poll).await);
    }
    votes
}

/// Votes until one is stored, as somebody does who is told to try again.
async fn vote_until_stored(world: &World, voter: &Member, poll: &MessageView, option: &str) {
    for _ in 0..TRIES {
        if is_acknowledged(&vote(world, voter, poll, option).await) {
            return;
        }
    }
    panic!("nothing is stored although there is room");
}

/// Takes the room away, votes in vain, gives it back, votes again, kills the program: who was told
/// that a vote counts finds it, and nobody finds another.
async fn check(room: impl Fn(&World) -> u64, refusal: &mut String) {
    let world = World::new().await;
    let mut child = world.start().await;
    let poll = world.poll().await;
    let mut known = vec![None; VOTERS];
    for (voter, known) in world.voters.iter().zip(&mut known) {
        assert!(is_acknowledged(&vote(&world, voter, &poll, "Vote a").await));
        *known = Some("Vote a".to_owned());
    }

    limit(&child, Some(room(&world)));
    let mut refused = 0;
    for turn in 0..VOTES {
        let (who, option) = (turn % VOTERS, ["Vote b", "Vote c", "Vote a"][turn / VOTERS % 3]);
        let told = vote(&world, &world.voters[who], &poll, option).await;
        if is_acknowledged(&told) {
            known[who] = Some(option.to_owned());
        } else {
            *refusal = told;
            refused += 1;
            if refused > 2 * VOTERS {
                break;
            }
        }
    }
    assert!(refused > 2 * VOTERS, "the disk never was full");

    limit(&child, None);
    vote_until_stored(&world, &world.voters[0], &poll, "Vote b").await;
    known[0] = Some("Vote b".to_owned());
    assert_eq!(votes(&world, &poll).await, known, "once there was room again");
    child.kill().unwrap();
    child.wait().unwrap();
    child = world.start().await;
    assert_eq!(votes(&world, &poll).await, known, "after a crash");
    child.kill().unwrap();
    child.wait().unwrap();
}

#[tokio::test]
async fn a_full_disk_loses_nothing_and_is_told() {
    let mut refusal = String::new();
    check(|world| largest(world) + 64 * 1024, &mut refusal).await;
    assert_snapshot!(refusal, @r"
    I could not store that. It does **not** count. Try again; if it stays so, tell a moderator the code `CODE`.
    _Only you can see this_
    ");
}

#[tokio::test]
async fn a_disk_that_takes_no_writes_loses_nothing_and_is_told() {
    let mut refusal = String::new();
    check(|_| 0, &mut refusal).await;
    assert_snapshot!(refusal, @r"
    I could not store that. It does **not** count. Try again; if it stays so, tell a moderator the code `CODE`.
    _Only you can see this_
    ");
}
