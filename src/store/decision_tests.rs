//! Decisions on disk: what was stored comes back, whatever came in between.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use proptest::prelude::*;

use super::{MemoryStore, SledStore};
use crate::app::{
    Batch, ChannelId, DecisionKey, DecisionRecord, MessageId, NoteRecord, ServerId, ServerRecord,
    Store,
};
use crate::decision::{
    Covers, Decision, DecisionId, DecisionNumber, DecisionText, Departure, FromPoll, HeadToHead,
    Purpose, Reason, RestsOn, Review, TypedDecision, VoteSummary,
};
use crate::poll::{
    Attached, AttachedCite, AttachedOption, AttachedPoint, Member, OptionIndex, PollId, PollNumber,
    VoterId,
};
use crate::time::Timestamp;

const fn at(millis: i64) -> Timestamp {
    Timestamp::from_millis(millis)
}

fn ada() -> Member {
    Member { id: VoterId(7), name: "Ada".into() }
}

fn vote() -> VoteSummary {
    VoteSummary {
        kind: "pick one".into(),
        method: "most votes".into(),
        secret: true,
        from: at(1),
        to: at(2),
        could_vote: Some(8),
        voted: 7,
        winners: vec!["a".into()],
        lines: vec!["a, 4 votes".into()],
        head_to_head: vec![HeadToHead { preferred: "a".into(), over: "b".into(), ballots: (4, 3) }],
        firmness: Some("Close.".into()),
        recount: Some("count".into()),
    }
}

/// A decision that has more parts the higher `parts` is.
pub(super) fn decision(key: DecisionKey, parts: u8, words: &str) -> DecisionRecord {
    let point = AttachedPoint {
        text: "Say.".into(),
        cites: vec![AttachedCite { source: "A".into(), date: None, section: "B".into() }],
    };
    let option = AttachedOption { option: "a".into(), pros: vec![point.clone()], cons: Vec::new() };
    let text = DecisionText::stored(
        format!("x{words}"),
        words.into(),
        words.into(),
        vec![words.into(), "b".into()],
    );
    DecisionRecord {
        server: key.0,
        channel: ChannelId(20),
        decision: Decision {
            id: key.1,
            number: DecisionNumber(u32::from(parts) + 1),
            by: ada(),
            at: at(9),
            text: text.unwrap(),
            chosen: (parts > 1).then(|| "a".into()),
            poll: (parts > 2).then(|| FromPoll {
                id: PollId(4),
                number: PollNumber(5),
                vote: vote(),
                departs: if parts > 3 { Departure::Departs } else { Departure::Follows },
            }),
            reasons: vec![Reason { option: "b".into(), text: words.into() }; usize::from(parts)],
            against: (parts > 4).then(|| point.clone()),
            evidence: (parts > 5).then(|| Arc::new(Attached { at: at(3), options: vec![option] })),
            covers: Covers { stacks: vec!["a".into()], topics: vec![words.into()] },
            rests_on: vec![RestsOn { entry: "a/b/c".into(), print: 77 }],
            review: (parts > 3).then(|| Review {
                at: at(i64::from(parts)),
                every: Duration::from_millis(5),
                asked: parts > 5,
            }),
            replaces: (parts > 6).then_some(DecisionNumber(1)),
            replaced_by: (parts > 7).then_some(DecisionNumber(3)),
        },
        embeds: parts.is_multiple_of(2),
        files: parts.is_multiple_of(3),
        message: (parts > 1).then_some(MessageId(5)),
        stale: parts > 2,
        reminder: (parts > 5).then_some(MessageId(6)),
    }
}

pub(super) fn note(key: DecisionKey, kind: u8, words: &str) -> NoteRecord {
    let words = || words.to_owned();
    NoteRecord {
        server: key.0,
        id: key.1,
        author: ada(),
        typed: TypedDecision {
            decided: words(),
            because: words(),
            review: words(),
            question: words(),
            options: words(),
        },
        purpose: match kind {
            0 => Purpose::Record,
            1 => Purpose::Replace(DecisionId(3)),
            2 => Purpose::Follow(PollId(4), OptionIndex(1)),
            _ => Purpose::Depart(PollId(4)),
        },
        written_at: at(8),
    }
}

#[derive(Clone, Debug)]
enum Step {
    Decision(u64, u64, Option<(u8, String)>),
    Note(u64, u64, Option<(u8, String)>),
    Number(u64, u32),
    Commit,
    Reopen,
}

fn step() -> impl Strategy<Value = Step> {
    use proptest::option::of;
    let key = || (1u64..3, 0u64..3);
    prop_oneof![
        (key(), of((0u8..9, "\\PC{0,9}"))).prop_map(|((s, d), v)| Step::Decision(s, d, v)),
        (key(), of((0u8..4, "(?s).{0,9}"))).prop_map(|((s, d), v)| Step::Note(s, d, v)),
        (1u64..3, 0u32..9).prop_map(|(s, n)| Step::Number(s, n)),
        Just(Step::Commit),
        Just(Step::Reopen),
    ]
}

/// Everything a store holds of decisions, as one value to compare.
fn dump(store: &dyn Store) -> impl PartialEq + std::fmt::Debug + use<> {
    let keys: Vec<DecisionKey> =
        (1..3).flat_map(|s| (0..3).map(move |d| (ServerId(s), DecisionId(d)))).collect();
    let one_by_one: Vec<_> =
        keys.iter().map(|key| (store.decision(*key).unwrap(), store.note(*key).unwrap())).collect();
    let numbers: Vec<_> = (1..3).map(|s| store.server(ServerId(s)).unwrap()).collect();
    (store.decisions().unwrap(), store.notes().unwrap(), one_by_one, numbers)
}

proptest! {
    // Each case opens files; a few cases say as much as many.
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn decisions_come_back_after_any_steps(steps in proptest::collection::vec(step(), 0..30)) {
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
                Step::Decision(s, d, value) => {
                    let key = (ServerId(s), DecisionId(d));
                    let record = value.map(|(parts, words)| decision(key, parts, &words));
                    batch.decisions.insert(key, record);
                }
                Step::Note(s, d, value) => {
                    let key = (ServerId(s), DecisionId(d));
                    batch.notes.insert(key, value.map(|(kind, words)| note(key, kind, &words)));
                }
                Step::Number(s, n) => {
                    let record = ServerRecord { last_decision: n, ..ServerRecord::default() };
                    batch.servers.insert(ServerId(s), record);
                }
            }
            prop_assert_eq!(dump(&disk), dump(&map));
        }
        drop(disk);
        prop_assert_eq!(dump(&SledStore::open(folder.path()).unwrap()), dump(&map));
    }
}

#[test]
fn a_missing_decision_is_noticed_at_open() {
    let folder = tempfile::tempdir().unwrap();
    let mut store = SledStore::open(folder.path()).unwrap();
    let key = (ServerId(1), DecisionId(2));
    let decisions = BTreeMap::from([(key, Some(decision(key, 8, "a")))]);
    let notes = BTreeMap::from([(key, Some(note(key, 1, "a")))]);
    store.commit(&Batch { epoch: store.epoch(), decisions, notes, ..Batch::default() }).unwrap();
    drop(store);
    let tree = sled::open(folder.path().join("tree")).unwrap();
    tree.remove(super::keys::decision(key)).unwrap();
    tree.flush().unwrap();
    drop(tree);
    let said = SledStore::open(folder.path()).expect_err("it must be refused").to_string();
    assert!(said.contains("0 decisions, 1 notes are there"), "{said}");
}
