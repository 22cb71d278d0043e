//! Waiting for the bot and for time.

use std::time::Duration;

use crate::clock::UnixMillis;
use crate::sandbox::Sandbox;

use super::error::ScriptError;
use super::place::{Channel, Member};
use super::view::MessageView;

/// How often the bot has become ready and registered commands: a mark to wait from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Readiness {
    /// READY payloads sent.
    pub readies: u64,
    /// Registrations of commands.
    pub registrations: u64,
}

impl Sandbox {
    /// Moves the sandbox's clock on and lets everybody who waits look again.
    pub fn advance(&self, by: Duration) {
        self.shared.change(|world| world.clock.advance(by));
    }

    /// Sets the sandbox's clock back, as a machine's is when it went ahead. Ids go on rising;
    /// whatever has a time to live has it by the clock as it is.
    pub fn set_back(&self, by: Duration) {
        self.shared.change(|world| world.clock.set_back(by));
    }

    /// The sandbox's time.
    #[must_use]
    pub fn now(&self) -> UnixMillis {
        self.shared.look().now()
    }

    /// Waits until a bot is connected and has registered commands.
    ///
    /// # Errors
    ///
    /// [`ScriptError::TimedOut`] when that does not happen.
    pub async fn bot_ready(&self) -> Result<(), ScriptError> {
        self.bot_ready_since(Readiness::default()).await
    }

    /// How ready the bot has been so far; taken before a restart.
    #[must_use]
    pub fn readiness(&self) -> Readiness {
        let world = self.shared.look();
        Readiness { readies: world.sessions.readies, registrations: world.commands.registrations }
    }

    /// Waits until a bot has connected and registered commands after `before` was taken.
    ///
    /// # Errors
    ///
    /// [`ScriptError::TimedOut`] when that does not happen.
    pub async fn bot_ready_since(&self, before: Readiness) -> Result<(), ScriptError> {
        self.wait_for("the bot to connect and register its commands", || {
            let now = self.readiness();
            (now.readies > before.readies && now.registrations > before.registrations).then_some(())
        })
        .await
    }

    /// Whether a bot is connected at this moment.
    #[must_use]
    pub fn bot_connected(&self) -> bool {
        self.shared.look().sessions.all.iter().any(|session| session.outbox.is_some())
    }

    /// Waits until `look` finds something. It is asked again after every change of the sandbox,
    /// and given up after [`Options::patience`](crate::Options::patience).
    ///
    /// # Errors
    ///
    /// [`ScriptError::TimedOut`], naming `what`.
    pub async fn wait_for<T>(
        &self,
        what: &str,
        mut look: impl FnMut() -> Option<T>,
    ) -> Result<T, ScriptError> {
        let limit = self.shared.patience();
        let mut changes = self.shared.changes();
        let found = async {
            loop {
                changes.borrow_and_update();
                if let Some(found) = look() {
                    return found;
                }
                if changes.changed().await.is_err() {
                    std::future::pending::<()>().await;
                }
            }
        };
        let timed_out = |_| ScriptError::TimedOut { what: what.to_owned(), limit };
        tokio::time::timeout(limit, found).await.map_err(timed_out)
    }

    /// Waits until `condition` holds.
    ///
    /// # Errors
    ///
    /// [`ScriptError::TimedOut`], naming `what`.
    pub async fn wait_until(
        &self,
        what: &str,
        mut condition: impl FnMut() -> bool,
    ) -> Result<(), ScriptError> {
        self.wait_for(what, || condition().then_some(())).await
    }
}

impl Channel {
    /// Waits until this member sees a message that fits, and returns the newest such.
    ///
    /// # Errors
    ///
    /// [`ScriptError::TimedOut`] when none comes.
    pub async fn shows(
        &self,
        member: &Member,
        mut fits: impl FnMut(&MessageView) -> bool,
    ) -> Result<MessageView, ScriptError> {
        self.sandbox
            .wait_for("a message", || {
                self.messages_seen_by(member).into_iter().rev().find(|message| fits(message))
            })
            .await
    }
}
