//! The bot put together: store, writer, app and Discord, started in order and ended in order.

use std::path::Path;
use std::sync::Arc;

use anyhow::Context;

use super::Failure;
use crate::app::{Answers, App, Clock, Decisions, Parts, Polls, StoreError, SystemClock, Writer};
use crate::discord::{Discord, Settings};
use crate::http;
use crate::poll::TimeZoneName;
use crate::search::Index;
use crate::store::{KeyFolder, SledStore};

/// What a bot is made of.
pub(super) struct Setup<'a> {
    pub(super) index: Arc<Index>,
    pub(super) store: &'a Path,
    pub(super) time_zone: TimeZoneName,
    pub(super) discord: Settings,
    /// A listener for `/healthz`, already bound.
    pub(super) health: Option<tokio::net::TcpListener>,
}

/// Runs the bot until `stop` is done. `ready` is called once, when it answers.
pub(super) async fn run(
    setup: Setup<'_>,
    ready: impl FnOnce() + Send + 'static,
    stop: impl Future<Output = ()>,
) -> Result<(), Failure> {
    let discord = Discord::connect(setup.discord).await.map_err(of_discord)?;
    let store = SledStore::open(setup.store).map_err(of_store)?;
    let clock: Arc<dyn Clock> = Arc::new(SystemClock);
    let writer = Writer::start(Box::new(store), clock.clone()).map_err(of_store)?;
    let keys = Arc::new(KeyFolder::open(setup.store).map_err(of_store)?);
    let messenger = discord.messenger();
    let zone = setup.time_zone;
    let app = Arc::new(App::new(Parts {
        index: setup.index,
        decisions: Decisions::new(writer.clone(), messenger.clone(), clock.clone(), zone.clone()),
        polls: Polls::new(writer.clone(), messenger.clone(), clock.clone(), keys, zone),
        answers: Answers::new(writer.clone()),
        clock,
        messenger,
    }));
    app.start();

    let health = setup.health.map(|listener| {
        let readiness = discord.readiness();
        let probe: http::Probe = Arc::new(move || {
            if *readiness.borrow() { Ok(()) } else { Err("not connected to Discord yet".into()) }
        });
        tokio::spawn(http::serve(listener, probe, std::future::pending()))
    });
    let mut readiness = discord.readiness();
    let announce = tokio::spawn(async move {
        if readiness.wait_for(|ready| *ready).await.is_ok() {
            ready();
        }
    });

    let outcome = discord.run(app.clone(), stop).await.map_err(of_discord);
    announce.abort();
    if let Some(health) = health {
        health.abort();
    }
    app.shutdown().await;
    writer.shutdown().await;
    outcome
}

/// A token or intent is the operator's to mend; the rest is ours or the network's.
fn of_discord(error: crate::discord::Error) -> Failure {
    use crate::discord::Error;
    match error {
        Error::Token | Error::TokenRevoked | Error::Intents => Failure::person(error),
        other => Failure::ours(other),
    }
}

/// A store in use or out of reach is the operator's to mend.
fn of_store(error: StoreError) -> Failure {
    match error {
        StoreError::InUse { .. } | StoreError::Unreadable { .. } => Failure::person(error),
        other => Failure::ours(other),
    }
}

/// Done when the process is asked to end: Ctrl+C or SIGTERM.
pub(super) fn asked_to_end() -> Result<impl Future<Output = ()>, Failure> {
    use tokio::signal::unix::{SignalKind, signal};
    let watch = |kind| signal(kind).context("cannot watch for signals").map_err(Failure::Ours);
    let (mut interrupt, mut terminate) =
        (watch(SignalKind::interrupt())?, watch(SignalKind::terminate())?);
    Ok(async move {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
    })
}
