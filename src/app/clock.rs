//! The clocks: the real one, and one that a test moves.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use futures_util::future::BoxFuture;
use tokio::sync::watch;

use super::Clock;
use crate::time::Timestamp;

/// Longest sleep in one go: if the system's clock is set meanwhile, it is noticed this soon.
const LONGEST_SLEEP: Duration = Duration::from_secs(60);

/// The system's clock. Waiting needs a tokio runtime.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> Timestamp {
        let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        Timestamp::from_millis(0) + since
    }

    fn wait_until(&self, at: Timestamp) -> BoxFuture<'_, ()> {
        Box::pin(async move {
            while self.now() < at {
                tokio::time::sleep(self.now().until(at).min(LONGEST_SLEEP)).await;
            }
        })
    }
}

/// A clock that stands still until it is moved; clones are the same clock.
#[derive(Clone, Debug)]
pub struct FakeClock {
    now: watch::Sender<Timestamp>,
}

impl FakeClock {
    /// A clock that shows this time.
    #[must_use]
    pub fn at(now: Timestamp) -> Self {
        Self { now: watch::Sender::new(now) }
    }

    /// Moves it forward; whoever waits for a time up to then goes on.
    pub fn advance(&self, by: Duration) {
        self.now.send_modify(|now| *now = *now + by);
    }

    /// Sets it back, as the system's clock may be.
    pub fn set_back(&self, by: Duration) {
        self.now.send_modify(|now| *now = *now - by);
    }
}

impl Clock for FakeClock {
    fn now(&self) -> Timestamp {
        *self.now.borrow()
    }

    fn wait_until(&self, at: Timestamp) -> BoxFuture<'_, ()> {
        let mut now = self.now.subscribe();
        Box::pin(async move {
            // The sender lives as long as `self`, so this cannot fail.
            let _ = now.wait_for(|now| at <= *now).await;
        })
    }
}
