//! A store whose files were damaged is refused with what to do, or opens with everything in it.

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;

use super::*;
use crate::app::Store;
use crate::decision::DecisionId;
use crate::store::decision_tests::{decision, note};

/// A store with something of everything, written in many batches.
fn rich() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let mut store = SledStore::open(folder.path()).unwrap();
    let mut batch = first(store.epoch());
    for id in 0..3 {
        let decided = (ServerId(1), DecisionId(id));
        batch.decisions.insert(decided, Some(decision(decided, 8, "word")));
        batch.notes.insert(decided, Some(note(decided, 1, "word")));
    }
    add(&mut batch, Step::Draft(1, 0, Some("a draft".into())));
    add(&mut batch, Step::Answer(2, Some("a question".into())));
    store.commit(&batch).unwrap();
    for poll_id in 0..3 {
        for voter in 0..40 {
            let mut batch = Batch { epoch: store.epoch(), ..Batch::default() };
            add(&mut batch, Step::Poll(1, poll_id, Some(7)));
            add(&mut batch, Step::Ballot(1, poll_id, voter, Some(2)));
            store.commit(&batch).unwrap();
        }
    }
    folder
}

fn held(store: &SledStore) -> impl PartialEq + std::fmt::Debug + use<> {
    let ballots: Vec<_> = (0..3).map(|id| store.ballots(key(1, id)).unwrap()).collect();
    let decided = (store.decisions().unwrap(), store.notes().unwrap());
    (dump(store), ballots, store.ballots(key(1, 10)).unwrap(), decided)
}

/// Every file of the folder, by its path from there.
fn files(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(at) = folders.pop() {
        for entry in std::fs::read_dir(&at).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let bytes = std::fs::read(&path).unwrap();
                found.insert(path.strip_prefix(folder).unwrap().to_owned(), bytes);
            }
        }
    }
    found
}

/// The same numbers in every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, most: usize) -> usize {
        // Constants: Knuth's MMIX, <https://en.wikipedia.org/wiki/Linear_congruential_generator>
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % most.max(1)
    }
}

#[test]
fn no_damage_to_its_files_opens_as_if_nothing_had_happened() {
    let folder = rich();
    let before = held(&SledStore::open(folder.path()).unwrap());
    let sound = files(folder.path());
    let mut dice = Dice(20_261_125);
    let (mut refused, mut intact) = (0, 0);
    let mut check = |what: String, damaged: &BTreeMap<PathBuf, Vec<u8>>| {
        let copy = tempfile::tempdir().unwrap();
        for (path, bytes) in damaged {
            let path = copy.path().join(path);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, bytes).unwrap();
        }
        let opened = catch_unwind(AssertUnwindSafe(|| SledStore::open(copy.path())));
        match opened.unwrap_or_else(|_| panic!("{what}: opening panicked")) {
            Ok(store) => {
                assert!(held(&store) == before, "{what}: it opened with something else in it");
                intact += 1;
            }
            Err(why) => {
                assert!(why.to_string().contains("\n  help: "), "{what}: {why}");
                refused += 1;
            }
        }
    };
    check("nothing".into(), &sound);
    for (path, bytes) in &sound {
        let mut gone = sound.clone();
        gone.remove(path);
        check(format!("{} is missing", path.display()), &gone);
        for _ in 0..24 {
            let written: Vec<usize> = (0..bytes.len()).filter(|at| bytes[*at] != 0).collect();
            let at = written.get(dice.below(written.len())).copied().unwrap_or_default();
            let with = |change: &dyn Fn(&mut Vec<u8>)| {
                let mut damaged = sound.clone();
                change(damaged.get_mut(path).unwrap());
                damaged
            };
            let bit = dice.below(8);
            let flipped = with(&|bytes| {
                if let Some(byte) = bytes.get_mut(at) {
                    *byte ^= 1 << bit;
                }
            });
            check(format!("{}: bit {bit} of byte {at} flipped", path.display()), &flipped);
            let cut = with(&|bytes| bytes.truncate(at));
            check(format!("{}: cut at byte {at}", path.display()), &cut);
            let hole = with(&|bytes| {
                let from = at / 4096 * 4096;
                let to = (from + 4096).min(bytes.len());
                bytes[from..to].fill(0);
            });
            check(format!("{}: the page of byte {at} is empty", path.display()), &hole);
        }
    }
    assert!(refused > 50 && intact > 0, "{refused} refused, {intact} intact");
}
