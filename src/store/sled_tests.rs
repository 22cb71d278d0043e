#[path = "damage_tests.rs"]
mod damage;

use std::sync::Arc;

use proptest::prelude::*;

use super::*;
use crate::app::{ChannelId, MessageId, UserId};
use crate::poll::{
    Attached, AttachedCite, AttachedOption, AttachedPoint, Choices, Defaults, DraftText, Ending,
    Extension, Kind, Mark, Member, OptionIndex, Poll, PollNumber, PollState, Pseudonym, Vote,
    VoterId,
};
use crate::store::MemoryStore;
use crate::time::Timestamp;

fn poll(key: PollKey, votes: u8) -> PollRecord {
    let ada = Member { id: VoterId(7), name: "Ada".into() };
    let at = Timestamp::from_millis(i64::from(votes));
    PollRecord {
        server: key.0,
        channel: ChannelId(20),
        poll: Poll {
            id: key.1,
            number: PollNumber(u32::from(votes) + 1),
            author: ada.clone(),
            text: DraftText::new("Which?", "a, b\nc", "").check(None).unwrap(),
            terms: Choices { kind: Some(Kind::Rank), ..Choices::default() }
                .terms(2, Defaults::default()),
            opened_at: at,
            closes_at: (votes > 3).then_some(at),
            extended: (votes > 4).then(|| Extension { by: ada.clone(), from: at }),
            state: if votes > 5 {
                PollState::Closed { at, carried_out_at: at, ending: Ending::Early(ada) }
            } else {
                PollState::Open
            },
        },
        embeds: votes.is_multiple_of(2),
        message: (votes > 1).then_some(MessageId(5)),
        result: None,
        reminded: votes > 4,
        called_at: (votes > 2).then_some(at),
        for_good: votes > 8,
        settled: votes > 7,
        evidence: (votes > 6).then(|| Arc::new(evidence())),
    }
}

fn evidence() -> Attached {
    let cite = AttachedCite { source: "A".into(), date: None, section: "B".into() };
    let point = AttachedPoint { text: "Say.".into(), cites: vec![cite] };
    let option = AttachedOption { option: "b".into(), pros: vec![point], cons: Vec::new() };
    Attached { at: Timestamp::from_millis(3), options: vec![option] }
}

fn ballot(voter: u64, choice: u8) -> Ballot {
    Ballot {
        by: caster(voter),
        vote: Vote::Ranked(vec![OptionIndex(choice)]),
        cast_at: Some(Timestamp::from_millis(9)),
        reason: (choice > 3).then(|| "Because.".into()),
    }
}

/// Voters of odd numbers vote in secret.
fn caster(voter: u64) -> Caster {
    if voter.is_multiple_of(2) {
        Caster::Voter(VoterId(voter))
    } else {
        Caster::Pseudonym(Pseudonym(u128::from(voter) << 70))
    }
}

fn key(server: u64, id: u64) -> PollKey {
    (ServerId(server), PollId(id))
}

/// A batch with a poll of server 1 and two ballots.
fn first(epoch: u64) -> Batch {
    let mut batch = Batch { epoch, ..Batch::default() };
    batch.polls.insert(key(1, 10), Some(poll(key(1, 10), 0)));
    batch.ballots.insert((key(1, 10), caster(3)), Some(ballot(3, 0)));
    batch.ballots.insert((key(1, 10), caster(4)), Some(ballot(4, 1)));
    batch.servers.insert(ServerId(1), ServerRecord { last_poll: 1, ..ServerRecord::default() });
    batch
}

/// A store that holds [`first`], closed again.
fn filled() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let mut store = SledStore::open(folder.path()).unwrap();
    store.commit(&first(store.epoch())).unwrap();
    folder
}

/// What opening says after `damage` was done to the tree behind the store's back.
fn opened_after(damage: impl FnOnce(&sled::Db)) -> String {
    let folder = filled();
    let tree = patiently(|| open_tree(folder.path())).unwrap();
    damage(&tree);
    tree.flush().unwrap();
    drop(tree);
    refused(folder.path())
}

fn refused(folder: &Path) -> String {
    let said = SledStore::open(folder).expect_err("it must be refused").to_string();
    said.replace(&folder.display().to_string(), "FOLDER")
}

#[test]
fn a_second_process_is_told_that_the_store_is_in_use() {
    let folder = tempfile::tempdir().unwrap();
    let _open = SledStore::open(folder.path()).unwrap();
    insta::assert_snapshot!(refused(folder.path()), @r"
    FOLDER: the store is in use by another process
      help: stop that process, or name another folder in the configuration
    ");
}

#[test]
fn a_path_that_is_no_folder_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("file");
    std::fs::write(&file, "x").unwrap();
    insta::assert_snapshot!(refused(&file), @r"
    FOLDER: the store cannot be opened: File exists (os error 17)
      help: check that the folder exists and that this user may write to it
    ");
}

#[test]
fn missing_changed_and_foreign_values_are_refused() {
    let voter = keys::ballot(key(1, 10), caster(3));
    let missing = opened_after(|tree| drop(tree.remove(&voter).unwrap()));
    insta::assert_snapshot!(missing, @r"
    FOLDER: the store is damaged: server 1: 1 polls, 1 ballots, 0 half-done ballots, 0 drafts, 0 decisions, 0 notes are there, 1 polls, 2 ballots, 0 half-done ballots, 0 drafts, 0 decisions, 0 notes were stored
      help: put back a copy of the folder from a backup; keep the damaged one for inspection
    ");
    let changed = opened_after(|tree| {
        let mut bytes = tree.get(&voter).unwrap().unwrap().to_vec();
        bytes[11] ^= 1;
        tree.insert(&voter, bytes).unwrap();
    });
    insta::assert_snapshot!(changed, @r"
    FOLDER: the store is damaged: a ballot in poll 10 of server 1: its checksum does not fit
      help: put back a copy of the folder from a backup; keep the damaged one for inspection
    ");
    let server = opened_after(|tree| drop(tree.remove(keys::server(ServerId(1))).unwrap()));
    insta::assert_snapshot!(server, @r"
    FOLDER: the store is damaged: the entry of server 1 is missing
      help: put back a copy of the folder from a backup; keep the damaged one for inspection
    ");
    let own = opened_after(|tree| drop(tree.remove(keys::META).unwrap()));
    insta::assert_snapshot!(own, @r"
    FOLDER: the store is damaged: its own entry is missing
      help: put back a copy of the folder from a backup; keep the damaged one for inspection
    ");
    let foreign = opened_after(|tree| drop(tree.insert(b"z", b"").unwrap()));
    insta::assert_snapshot!(foreign, @r"
    FOLDER: the store is damaged: there is an unknown key [7a]
      help: put back a copy of the folder from a backup; keep the damaged one for inspection
    ");
}

#[test]
fn a_lost_tail_is_refused_and_says_how_to_go_on() {
    let folder = filled();
    std::fs::remove_dir_all(folder.path().join("tree")).unwrap();
    insta::assert_snapshot!(refused(folder.path()), @r"
    FOLDER: the store ends at commit 0, but commit 2 was stored: its last changes are lost
      help: put back a copy of the folder from a backup; to go on without them, delete the file `mark` in it
    ");
    std::fs::remove_file(folder.path().join("mark")).unwrap();
    assert!(SledStore::open(folder.path()).unwrap().polls().unwrap().is_empty());
}

#[test]
fn garbage_in_place_of_the_log_never_opens_as_if_nothing_had_happened() {
    for at in [0usize, 40, 200, 600, 2000] {
        let folder = filled();
        let log = folder.path().join("tree/db");
        let mut bytes = std::fs::read(&log).unwrap();
        let at = at.min(bytes.len() - 1);
        bytes[at] ^= 0xff;
        std::fs::write(&log, bytes).unwrap();
        if let Ok(store) = SledStore::open(folder.path()) {
            assert_eq!(store.ballots(key(1, 10)).unwrap().len(), 2, "byte {at}");
        }
    }
}

#[test]
fn an_earlier_owner_is_fenced_off() {
    let folder = tempfile::tempdir().unwrap();
    let mut store = SledStore::open(folder.path()).unwrap();
    let stale = first(store.epoch());
    store.reopen().unwrap();
    assert!(matches!(store.commit(&stale), Err(StoreError::Fenced { .. })));
    assert_eq!(store.polls().unwrap(), []);
}

/// A copy of the folder as it is, while the store is open: what a power cut leaves.
fn cut(folder: &Path) -> tempfile::TempDir {
    fn copy(from: &Path, to: &Path) {
        std::fs::create_dir_all(to).unwrap();
        for entry in std::fs::read_dir(from).unwrap() {
            let path = entry.unwrap().path();
            let target = to.join(path.file_name().unwrap());
            if path.is_dir() {
                copy(&path, &target);
            } else {
                std::fs::copy(&path, &target).unwrap();
            }
        }
    }
    let left = tempfile::tempdir().unwrap();
    copy(folder, left.path());
    left
}

#[test]
fn every_commit_that_returned_survives_a_power_cut() {
    let folder = tempfile::tempdir().unwrap();
    let mut store = SledStore::open(folder.path()).unwrap();
    store.commit(&first(store.epoch())).unwrap();
    for voter in 5..25 {
        let mut batch = Batch { epoch: store.epoch(), ..Batch::default() };
        batch.ballots.insert((key(1, 10), caster(voter)), Some(ballot(voter, 1)));
        store.commit(&batch).unwrap();
        if voter % 4 == 0 {
            let left = cut(folder.path());
            let left = SledStore::open(left.path()).unwrap();
            let voters: Vec<_> = left.ballots(key(1, 10)).unwrap();
            assert_eq!(voters, store.ballots(key(1, 10)).unwrap(), "after voter {voter}");
        }
    }
}

#[test]
fn a_folder_that_cannot_be_written_is_told_at_open() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir_all(folder.path().join("mark")).unwrap();
    insta::assert_snapshot!(refused(folder.path()), @r"
    FOLDER: the store cannot be opened: Is a directory (os error 21)
      help: check that the folder exists and that this user may write to it
    ");
}

/// Everything a store holds, as one value to compare.
fn dump(store: &dyn Store) -> impl PartialEq + std::fmt::Debug + use<> {
    let (mut ballots, mut halves) = (Vec::new(), Vec::new());
    for (server, id) in (0..3).flat_map(|s| (0..3).map(move |p| (s, p))) {
        ballots.push(store.ballots(key(server, id)).unwrap());
        ballots.push(store.ballot(key(server, id), caster(1)).unwrap().into_iter().collect());
        let half = store.halves(key(server, id)).unwrap();
        halves.push(
            half.iter().map(|by| store.half(key(server, id), *by).unwrap()).collect::<Vec<_>>(),
        );
    }
    let servers: Vec<_> = (0..3).map(|s| store.server(ServerId(s)).unwrap()).collect();
    let polls = store.polls().unwrap();
    let again: Vec<_> = polls.iter().map(|p| store.poll(p.key()).unwrap()).collect();
    (polls, again, ballots, halves, store.drafts().unwrap(), store.answers().unwrap(), servers)
}

#[derive(Clone, Debug)]
enum Step {
    Poll(u64, u64, Option<u8>),
    Ballot(u64, u64, u64, Option<u8>),
    Draft(u64, u64, Option<String>),
    Answer(u64, Option<String>),
    Server(u64, u32),
    Commit,
    Reopen,
}

fn step() -> impl Strategy<Value = Step> {
    use proptest::option::of;
    prop_oneof![
        (0u64..3, 0u64..3, of(0u8..9)).prop_map(|(s, p, v)| Step::Poll(s, p, v)),
        (0u64..3, 0u64..3, 0u64..4, of(0u8..3)).prop_map(|(s, p, v, c)| Step::Ballot(s, p, v, c)),
        (0u64..3, 0u64..3, of(".{0,9}")).prop_map(|(s, p, t)| Step::Draft(s, p, t)),
        (0u64..4, of(".{0,9}")).prop_map(|(a, t)| Step::Answer(a, t)),
        (0u64..3, 0u32..9).prop_map(|(s, n)| Step::Server(s, n)),
        Just(Step::Commit),
        Just(Step::Reopen),
    ]
}

fn add(batch: &mut Batch, step: Step) {
    match step {
        Step::Poll(s, p, v) => {
            batch.polls.insert(key(s, p), v.map(|v| poll(key(s, p), v)));
        }
        Step::Ballot(s, p, v, c) => {
            let marks = vec![Mark { option: OptionIndex(3), points: c }];
            let half = c.filter(|c| *c > 1).map(|c| HalfBallot::new(marks, c.into()));
            batch.halves.insert((key(s, p), caster(v)), half);
            batch.ballots.insert((key(s, p), caster(v)), c.map(|c| ballot(v, c)));
        }
        Step::Draft(s, p, t) => {
            let author = Member { id: VoterId(1), name: "Bob".into() };
            let draft = t.map(|t| DraftRecord {
                server: ServerId(s),
                id: PollId(p),
                author,
                text: DraftText::new(&t, &t, "3d"),
                choices: Choices::default(),
                written_at: Timestamp::from_millis(1),
                evidence: t.is_empty().then(|| Arc::new(evidence())),
            });
            batch.drafts.insert(key(s, p), draft);
        }
        Step::Answer(a, t) => {
            let answer = t.map(|question| AnswerRecord {
                id: AnswerId(a),
                server: (a > 1).then_some(ServerId(1)),
                channel: ChannelId(2),
                asker: UserId(3),
                question,
                private: a == 0,
                message: None,
                asked_at: Timestamp::from_millis(4),
            });
            batch.answers.insert(AnswerId(a), answer);
        }
        Step::Server(s, n) => {
            let zone = (n > 4).then(|| "UTC".into());
            let record = ServerRecord { zone, last_poll: n, rank: None, last_decision: n / 2 };
            batch.servers.insert(ServerId(s), record);
        }
        Step::Commit | Step::Reopen => {}
    }
}

proptest! {
    // Each case opens files; a few cases say as much as many.
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn the_store_equals_a_map_after_any_steps(steps in proptest::collection::vec(step(), 0..40)) {
        let folder = tempfile::tempdir().unwrap();
        let mut disk = SledStore::open(folder.path()).unwrap();
        let mut map = MemoryStore::new();
        let mut batch = Batch::default();
        for step in steps.into_iter().chain([Step::Commit, Step::Reopen]) {
            match step {
                Step::Commit => {
                    batch.epoch = disk.epoch();
                    disk.commit(&batch).unwrap();
                    batch.epoch = map.epoch();
                    map.commit(&batch).unwrap();
                    batch = Batch::default();
                }
                Step::Reopen => disk.reopen().unwrap(),
                change => add(&mut batch, change),
            }
            prop_assert_eq!(dump(&disk), dump(&map));
        }
        drop(disk);
        prop_assert_eq!(dump(&SledStore::open(folder.path()).unwrap()), dump(&map));
    }
}
