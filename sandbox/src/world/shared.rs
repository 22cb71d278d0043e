//! The one lock, and the bell that rings when something changed.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::sync::{OwnedSemaphorePermit, Semaphore, watch};

use super::World;
use crate::crowd::CrowdLimits;
use crate::options::Options;

/// Bytes of large request bodies that are read at the same time; more of them wait. While a form
/// is taken apart it takes up to three times as much.
const ROOM_FOR_BODIES: usize = 64 * 1024 * 1024;

/// The world behind its lock; cheap to clone.
#[derive(Clone, Debug)]
pub(crate) struct Shared {
    inner: Arc<Inner>,
}

#[derive(Debug)]
struct Inner {
    world: Mutex<World>,
    changed: watch::Sender<u64>,
    patience: Duration,
    heartbeat_interval: Duration,
    crowd: CrowdLimits,
    bodies: Arc<Semaphore>,
}

impl Shared {
    pub(crate) fn new(world: World, options: &Options) -> Self {
        let changed = watch::Sender::new(0);
        Self {
            inner: Arc::new(Inner {
                world: Mutex::new(world),
                changed,
                patience: options.patience,
                heartbeat_interval: options.heartbeat_interval,
                crowd: options.crowd,
                bodies: Arc::new(Semaphore::new(ROOM_FOR_BODIES)),
            }),
        }
    }

    /// Looks, without telling anybody.
    pub(crate) fn look(&self) -> MutexGuard<'_, World> {
        // A panic while the lock was held leaves values that are each still valid.
        self.inner.world.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Changes the world and wakes everybody who waits for a change.
    pub(crate) fn change<T>(&self, change: impl FnOnce(&mut World) -> T) -> T {
        let result = change(&mut self.look());
        self.inner.changed.send_modify(|version| *version += 1);
        result
    }

    /// A receiver that is woken by every [`Shared::change`] from this call on.
    pub(crate) fn changes(&self) -> watch::Receiver<u64> {
        self.inner.changed.subscribe()
    }

    /// Longest wait of a scripted step.
    pub(crate) fn patience(&self) -> Duration {
        self.inner.patience
    }

    /// Interval told to gateway clients.
    pub(crate) fn heartbeat_interval(&self) -> Duration {
        self.inner.heartbeat_interval
    }

    /// What a crowd of clients gets.
    pub(crate) fn crowd(&self) -> CrowdLimits {
        self.inner.crowd
    }

    /// Room for a large body; none where others take up all of it for too long.
    pub(crate) async fn room_for(&self, bytes: usize) -> Option<OwnedSemaphorePermit> {
        let bytes = u32::try_from(bytes.min(ROOM_FOR_BODIES)).ok()?;
        let room = Arc::clone(&self.inner.bodies).acquire_many_owned(bytes);
        tokio::time::timeout(self.inner.crowd.body, room).await.ok()?.ok()
    }

    /// Waits until `look` finds something, at most `limit` on the wall clock.
    pub(crate) async fn wait_for<T>(
        &self,
        limit: Duration,
        mut look: impl FnMut(&World) -> Option<T>,
    ) -> Option<T> {
        let mut changes = self.changes();
        let found = async {
            loop {
                changes.borrow_and_update();
                if let Some(found) = look(&self.look()) {
                    return Some(found);
                }
                changes.changed().await.ok()?;
            }
        };
        tokio::time::timeout(limit, found).await.ok().flatten()
    }
}
