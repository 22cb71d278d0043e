use futures_util::future::join_all;

use super::super::{FakeClock, ServerId};
use super::*;
use crate::poll::{Ballot, Caster, OptionIndex, PollId, Vote, VoterId};
use crate::store::{Fault, MemoryStore};

const KEY: (ServerId, PollId) = (ServerId(1), PollId(1));

fn start(store: &MemoryStore) -> Writer {
    let clock = FakeClock::at(Timestamp::from_millis(0));
    Writer::start(Box::new(store.clone()), Arc::new(clock)).unwrap()
}

fn ballot(voter: u64, now: Timestamp) -> Ballot {
    let (by, vote) = (Caster::Voter(VoterId(voter)), Vote::One(OptionIndex(0)));
    Ballot { by, vote, cast_at: Some(now), reason: None }
}

async fn vote(writer: &Writer, voter: u64) -> Result<(), WriterError> {
    let cast = move |ledger: &mut Ledger, now| {
        ledger.put_ballot(KEY, ballot(voter, now));
        Ok(())
    };
    writer.call(Waits::Somebody, cast).await
}

/// Votes of this many voters that are all queued before the first of them is stored.
async fn at_once(store: &MemoryStore, writer: &Writer, many: u64) -> Vec<Result<(), WriterError>> {
    store.fail(Fault::Stuck);
    let votes = join_all((0..many).map(|voter| vote(writer, voter)));
    // Both are polled in this order.
    tokio::join!(votes, async { store.lift() }).0
}

fn stored(store: &MemoryStore) -> usize {
    store.clone().ballots(KEY).unwrap().len()
}

#[tokio::test]
async fn votes_at_once_share_a_flush() {
    let store = MemoryStore::new();
    let writer = start(&store);
    let outcomes = at_once(&store, &writer, 400).await;
    assert!(outcomes.iter().all(Result::is_ok));
    assert_eq!(stored(&store), 400);
    assert!(store.commits() < 10, "{} commits", store.commits());
}

#[tokio::test]
async fn what_nobody_waits_for_shares_the_flush_of_what_somebody_does() {
    let store = MemoryStore::new();
    let writer = start(&store);
    let begun = store.commits();
    let patient: Vec<_> = (0..50)
        .map(|voter| {
            writer.call(Waits::Nobody, move |ledger, now| {
                ledger.put_ballot(KEY, ballot(voter, now));
                Ok(())
            })
        })
        .collect();
    // A later job sees what is not durable yet.
    let seen = writer.call(Waits::Somebody, |ledger, _| Ok(ledger.ballots(KEY)?.len())).await;
    assert_eq!(seen, Ok(50));
    assert!(join_all(patient).await.iter().all(Result::is_ok));
    assert_eq!((stored(&store), store.commits() - begun), (50, 1));
}

#[tokio::test]
async fn what_nobody_waits_for_is_stored_all_the_same() {
    let store = MemoryStore::new();
    let writer = start(&store);
    let alone = writer.call(Waits::Nobody, |ledger, now| {
        ledger.put_ballot(KEY, ballot(1, now));
        Ok(())
    });
    assert_eq!(alone.await, Ok(()));
    assert_eq!(stored(&store), 1);
}

#[tokio::test]
async fn a_full_queue_says_busy_and_loses_nothing_it_took() {
    let store = MemoryStore::new();
    let writer = start(&store);
    let outcomes = at_once(&store, &writer, (QUEUE + 2 * BATCH) as u64).await;
    let busy = outcomes.iter().filter(|o| **o == Err(WriterError::Busy)).count();
    let counted = outcomes.iter().filter(|o| o.is_ok()).count();
    assert!(busy > 0);
    assert_eq!(busy + counted, outcomes.len());
    assert_eq!(stored(&store), counted);
}

#[tokio::test]
async fn nobody_hears_counted_when_the_flush_failed_and_the_store_is_opened_anew() {
    let store = MemoryStore::new();
    let writer = start(&store);
    store.fail(Fault::Lost);
    for voter in 0..3 {
        assert!(matches!(vote(&writer, voter).await, Err(WriterError::Failed(_))));
    }
    store.lift();
    assert_eq!(stored(&store), 0);
    assert_eq!(vote(&writer, 3).await, Ok(()));
    assert_eq!(stored(&store), 1);
}

#[tokio::test]
async fn a_panic_in_a_job_costs_that_batch_and_nothing_else() {
    let store = MemoryStore::new();
    let writer = start(&store);
    let job = |_: &mut Ledger, _| -> Result<(), StoreError> { panic!("in a job") };
    assert_eq!(writer.call(Waits::Somebody, job).await, Err(WriterError::Ended));
    assert_eq!(vote(&writer, 1).await, Ok(()));
}

#[tokio::test]
async fn shutdown_stores_what_is_queued_and_then_refuses() {
    let store = MemoryStore::new();
    let writer = start(&store);
    store.fail(Fault::Stuck);
    let votes = join_all((0..20).map(|voter| vote(&writer, voter)));
    let ending = async {
        store.lift();
        writer.shutdown().await;
    };
    let (outcomes, ()) = tokio::join!(votes, ending);
    assert!(outcomes.iter().all(Result::is_ok));
    assert_eq!(stored(&store), 20);
    assert_eq!(vote(&writer, 99).await, Err(WriterError::Ended));
    writer.shutdown().await;
}

#[tokio::test]
async fn every_acknowledged_ballot_survives_a_crash_at_any_step() {
    for faults in [None, Some(Fault::Lost), Some(Fault::StoredButFailed)] {
        for crash_after in 0..6 {
            let store = MemoryStore::new();
            let writer = start(&store);
            let mut acknowledged = Vec::new();
            for voter in 0..6 {
                if voter == crash_after
                    && let Some(fault) = faults
                {
                    store.fail(fault);
                }
                if voter == crash_after + 2 {
                    break;
                }
                if vote(&writer, voter).await.is_ok() {
                    acknowledged.push(Caster::Voter(VoterId(voter)));
                }
            }
            let after = store.crash();
            let left: Vec<_> =
                after.ballots(KEY).unwrap().into_iter().map(|ballot| ballot.by).collect();
            assert!(acknowledged.iter().all(|v| left.contains(v)), "{acknowledged:?} {left:?}");
            assert!(vote(&writer, 50).await.is_err(), "a dead process acknowledges nothing");
        }
    }
}
