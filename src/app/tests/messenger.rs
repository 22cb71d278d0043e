use std::collections::{BTreeMap, VecDeque};
use std::sync::{Arc, Mutex, MutexGuard};

use futures_util::future::BoxFuture;
use tokio::sync::watch;

use crate::app::{ChannelId, MessageId, Messenger, SendError};
use crate::render::Message;

/// Channels that remember what was posted, and fail when told to. Clones are the same channels.
#[derive(Clone, Default)]
pub(super) struct FakeMessenger {
    shared: Arc<Shared>,
}

#[derive(Default)]
struct Shared {
    state: Mutex<State>,
    calls: watch::Sender<u64>,
}

#[derive(Default)]
struct State {
    messages: BTreeMap<MessageId, Message>,
    nonces: BTreeMap<String, MessageId>,
    edits: usize,
    /// What the next posts and edits do instead of succeeding.
    post_faults: VecDeque<Fault>,
    edit_faults: VecDeque<Fault>,
}

/// A call that goes wrong.
#[derive(Clone, Debug)]
pub(super) enum Fault {
    /// It fails and nothing happens.
    Refused(SendError),
    /// It happens, and the answer is lost.
    DoneButFailed,
}

impl FakeMessenger {
    fn state(&self) -> MutexGuard<'_, State> {
        self.shared.state.lock().unwrap()
    }

    pub(super) fn next_post(&self, fault: Fault) {
        self.state().post_faults.push_back(fault);
    }

    pub(super) fn next_edit(&self, fault: Fault) {
        self.state().edit_faults.push_back(fault);
    }

    pub(super) fn messages(&self) -> Vec<Message> {
        self.state().messages.values().cloned().collect()
    }

    pub(super) fn message(&self, id: MessageId) -> Message {
        self.state().messages[&id].clone()
    }

    /// Calls so far, whatever came of them.
    pub(super) fn tries(&self) -> u64 {
        *self.shared.calls.borrow()
    }

    pub(super) fn edits(&self) -> usize {
        self.state().edits
    }

    /// Waits until it holds; every post and edit is a chance.
    #[track_caller]
    pub(super) fn until<'a>(
        &'a self,
        what: &'a str,
        holds: impl Fn(&Self) -> bool + Send + Sync + 'a,
    ) -> BoxFuture<'a, ()> {
        let at = std::panic::Location::caller();
        Box::pin(async move {
            let mut calls = self.shared.calls.subscribe();
            let waited = tokio::time::timeout(std::time::Duration::from_secs(10), async {
                while !holds(self) {
                    calls.changed().await.unwrap();
                }
            });
            assert!(waited.await.is_ok(), "{at}: never: {what}\n{:#?}", self.messages());
        })
    }

    /// Whether it holds after the calls that are under way.
    pub(super) async fn soon(&self, holds: &(impl Fn(&Self) -> bool + Sync)) -> bool {
        let mut calls = self.shared.calls.subscribe();
        let waited = tokio::time::timeout(std::time::Duration::from_millis(20), async {
            while !holds(self) {
                calls.changed().await.unwrap();
            }
        });
        waited.await.is_ok()
    }

    fn call<T>(
        &self,
        fault: impl FnOnce(&mut State) -> Option<Fault>,
        act: impl FnOnce(&mut State) -> Result<T, SendError>,
    ) -> Result<T, SendError> {
        let mut state = self.state();
        let done = match fault(&mut state) {
            Some(Fault::Refused(why)) => Err(why),
            Some(Fault::DoneButFailed) => {
                act(&mut state).and(Err(SendError::Failed("the answer was lost".into())))
            }
            None => act(&mut state),
        };
        drop(state);
        self.shared.calls.send_modify(|calls| *calls += 1);
        done
    }
}

impl Messenger for FakeMessenger {
    fn post<'a>(
        &'a self,
        _: ChannelId,
        message: &'a Message,
        nonce: Option<&'a str>,
    ) -> BoxFuture<'a, Result<MessageId, SendError>> {
        let nonce = nonce.expect("every message of a poll has a nonce").to_owned();
        assert!(nonce.len() <= 25, "{nonce}");
        Box::pin(async move {
            self.call(
                |s| s.post_faults.pop_front(),
                |state| {
                    let next = MessageId(1000 + state.messages.len() as u64);
                    let id = *state.nonces.entry(nonce).or_insert(next);
                    state.messages.entry(id).or_insert_with(|| message.clone());
                    Ok(id)
                },
            )
        })
    }

    fn reply<'a>(
        &'a self,
        _: ChannelId,
        _: MessageId,
        _: &'a Message,
    ) -> BoxFuture<'a, Result<MessageId, SendError>> {
        panic!("polls do not reply")
    }

    fn edit<'a>(
        &'a self,
        _: ChannelId,
        id: MessageId,
        message: &'a Message,
    ) -> BoxFuture<'a, Result<(), SendError>> {
        Box::pin(async move {
            self.call(
                |s| s.edit_faults.pop_front(),
                |state| {
                    state.edits += 1;
                    state.messages.insert(id, message.clone());
                    Ok(())
                },
            )
        })
    }

    fn delete(&self, _: ChannelId, _: MessageId) -> BoxFuture<'_, Result<(), SendError>> {
        panic!("polls delete nothing")
    }

    fn find_own<'a>(
        &'a self,
        _: ChannelId,
        holds: &'a str,
    ) -> BoxFuture<'a, Result<Option<MessageId>, SendError>> {
        Box::pin(async move {
            self.call(
                |_| None,
                |state| {
                    let found =
                        state.messages.iter().rev().find(|(_, m)| m.content.contains(holds));
                    Ok(found.map(|(id, _)| *id))
                },
            )
        })
    }
}

impl FakeMessenger {
    /// Time passes on Discord's side: nonces are forgotten.
    pub(super) fn forget_nonces(&self) {
        self.state().nonces.clear();
    }
}
