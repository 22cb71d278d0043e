//! Starting and stopping a sandbox.

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;

use axum::Router;
use axum::extract::ws::WebSocketUpgrade;
use axum::extract::ws::rejection::WebSocketUpgradeRejection;
use axum::extract::{DefaultBodyLimit, Query, State};
use axum::response::{IntoResponse, Response};
use axum::routing::{any, get};
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

use crate::gateway::{self, Wishes};
use crate::id::{ApplicationId, UserId};
use crate::listener::{Door, Line};
use crate::options::Options;
use crate::rest;
use crate::world::{Shared, World};

/// Largest websocket message that is read at all, in bytes; the gateway's own limit is lower.
const MAX_FRAME: usize = 64 * 1024;

/// A running small Discord. Cheap to clone; it stops when the last clone is gone.
#[derive(Clone, Debug)]
pub struct Sandbox {
    pub(crate) shared: Shared,
    running: Arc<Running>,
}

#[derive(Debug)]
struct Running {
    address: SocketAddr,
    base: String,
    token: String,
    task: JoinHandle<()>,
}

impl Drop for Running {
    fn drop(&mut self) {
        self.task.abort();
    }
}

/// Why a sandbox does not start.
#[derive(Debug, thiserror::Error)]
#[error("cannot listen on {address}: {cause}\n  help: choose a free address, or port 0 for any")]
pub struct StartError {
    /// The address that was asked for.
    pub address: SocketAddr,
    /// What the system says.
    #[source]
    pub cause: io::Error,
}

impl Sandbox {
    /// Starts listening.
    ///
    /// # Errors
    ///
    /// [`StartError`] when the address cannot be had.
    pub async fn start(options: Options) -> Result<Self, StartError> {
        let failed = |cause| StartError { address: options.bind, cause };
        let listener = TcpListener::bind(options.bind).await.map_err(failed)?;
        let address = listener.local_addr().map_err(failed)?;
        let base = format!("http://{address}");
        let world = World::new(&options, base.clone());
        let shared = Shared::new(world, options.patience, options.heartbeat_interval);
        let router = router(shared.clone());
        let task = tokio::spawn(async move {
            let service = router.into_make_service_with_connect_info::<Line>();
            if let Err(error) = axum::serve(Door::new(listener), service).await {
                tracing::error!(%error, "the sandbox has stopped");
            }
        });
        let running = Arc::new(Running { address, base, token: options.token, task });
        Ok(Self { shared, running })
    }

    /// Base address without a path, such as `http://127.0.0.1:7777`. The REST interface lies
    /// below `/api/v10`, the gateway at `/`.
    #[must_use]
    pub fn api_base(&self) -> &str {
        &self.running.base
    }

    /// Address of the gateway, such as `ws://127.0.0.1:7777`.
    #[must_use]
    pub fn gateway_url(&self) -> String {
        self.shared.look().gateway_url()
    }

    /// The address that is listened on.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.running.address
    }

    /// The bot's token, without the `Bot ` prefix.
    #[must_use]
    pub fn token(&self) -> &str {
        &self.running.token
    }

    /// The application's id.
    #[must_use]
    pub fn application_id(&self) -> ApplicationId {
        self.shared.look().app.id
    }

    /// The bot's id.
    #[must_use]
    pub fn bot_id(&self) -> UserId {
        self.shared.look().app.bot
    }

    /// Stops listening at once. Open connections end with it.
    pub fn stop(&self) {
        self.running.task.abort();
    }
}

fn router(shared: Shared) -> Router {
    Router::new()
        .route("/", get(root))
        .route("/gateway", get(root))
        .route("/gateway/", get(root))
        .route("/attachments/{id}/{name}", get(rest::file))
        .route("/api/{*path}", any(rest::serve))
        .layer(DefaultBodyLimit::disable())
        .with_state(shared)
}

/// The gateway.
async fn root(
    State(shared): State<Shared>,
    Query(wishes): Query<Wishes>,
    upgrade: Result<WebSocketUpgrade, WebSocketUpgradeRejection>,
) -> Response {
    match upgrade {
        Ok(upgrade) => upgrade
            .max_message_size(MAX_FRAME)
            .on_upgrade(move |ws| gateway::serve(shared, ws, wishes)),
        Err(rejection) => rejection.into_response(),
    }
}
