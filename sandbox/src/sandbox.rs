//! Starting and stopping a sandbox.

use std::convert::Infallible;
use std::hash::{BuildHasher, RandomState};
use std::io;
use std::net::SocketAddr;
use std::sync::{Arc, Weak};

use axum::Router;
use axum::extract::ws::WebSocketUpgrade;
use axum::extract::ws::rejection::WebSocketUpgradeRejection;
use axum::extract::{ConnectInfo, DefaultBodyLimit, Query, State};
use axum::http::{HeaderMap, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{any, get};
use tokio::task::JoinHandle;

use crate::crowd::{Crowd, Line, Standing};
use crate::gateway::{self, Wishes};
use crate::id::{ApplicationId, UserId};
use crate::listener::{self, Door};
use crate::options::{Options, TourStop};
use crate::page::{self, Guard};
use crate::rest;
use crate::world::{Shared, World};

/// Bytes that a gateway socket reads at a time. Clients say little.
const READ_BUFFER: usize = 4 * 1024;

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
    tour: Vec<TourStop>,
    key: Option<String>,
    task: JoinHandle<Infallible>,
    crowd: Crowd,
}

impl Drop for Running {
    fn drop(&mut self) {
        self.end();
    }
}

impl Running {
    fn end(&self) {
        self.task.abort();
        self.crowd.cut_all();
    }
}

/// A handle that does not keep the sandbox running: for what the sandbox itself runs.
#[derive(Clone, Debug)]
pub(crate) struct Handle {
    shared: Shared,
    running: Weak<Running>,
}

impl Handle {
    /// The sandbox, while it is there.
    pub(crate) fn get(&self) -> Option<Sandbox> {
        let running = self.running.upgrade()?;
        Some(Sandbox { shared: self.shared.clone(), running })
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
    #[expect(clippy::unused_async, reason = "it needs a runtime, and `async` tells so")]
    pub async fn start(options: Options) -> Result<Self, StartError> {
        let failed = |cause| StartError { address: options.bind, cause };
        let listener = listener::listen(options.bind).map_err(failed)?;
        let address = listener.local_addr().map_err(failed)?;
        let base = format!("http://{address}");
        let world = World::new(&options, base.clone());
        let shared = Shared::new(world, &options);
        let key = page_key(&options, address);
        let crowd = Crowd::default();
        let running = Arc::new_cyclic(|running| {
            let handle = Handle { shared: shared.clone(), running: running.clone() };
            let guard = options.page.then(|| Guard::new(address, key.as_deref()));
            let router = router(handle, guard);
            let task =
                tokio::spawn(Door::new(listener, crowd.clone(), options.crowd).serve(router));
            let (token, tour) = (options.token, options.tour);
            Running { address, base, token, tour, key, task, crowd }
        });
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

    /// Address of the page, with its key where it asks for one.
    #[must_use]
    pub fn page_url(&self) -> String {
        match &self.running.key {
            Some(key) => format!("{}/?key={key}", self.running.base),
            None => format!("{}/", self.running.base),
        }
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

    /// The page's tour.
    pub(crate) fn tour(&self) -> &[TourStop] {
        &self.running.tour
    }

    /// Stops listening at once, as if the machine had gone. Every connection breaks.
    pub fn stop(&self) {
        self.running.end();
    }
}

/// The key that was given; one that is made up where other machines reach the page.
fn page_key(options: &Options, address: SocketAddr) -> Option<String> {
    let needed = options.page && !address.ip().is_loopback();
    let made_up = || needed.then(|| format!("{:016x}{:016x}", random(), random()));
    options.page_key.clone().or_else(made_up)
}

/// The standard library seeds its hashers from the system's source of randomness.
fn random() -> u64 {
    RandomState::new().hash_one(0)
}

/// What the root needs: the world for the gateway, the guard for the page.
#[derive(Clone, Debug)]
struct Root {
    handle: Handle,
    guard: Option<Guard>,
}

fn router(handle: Handle, guard: Option<Guard>) -> Router {
    let root_state = Root { handle: handle.clone(), guard: guard.clone() };
    let gateway = Router::new()
        .route("/", get(root))
        .route("/gateway", get(root))
        .route("/gateway/", get(root))
        .with_state(root_state);
    let rest = Router::new()
        .route("/attachments/{id}/{name}", get(rest::file))
        .route("/api/{*path}", any(rest::serve))
        .layer(DefaultBodyLimit::max(rest::MAX_REQUEST))
        .with_state(handle.shared.clone());
    let all = gateway.merge(rest);
    match guard {
        Some(guard) => all.merge(page::router(handle, guard)),
        None => all,
    }
}

/// The gateway for bots, the page for browsers.
async fn root(
    State(root): State<Root>,
    ConnectInfo(line): ConnectInfo<Line>,
    Query(wishes): Query<Wishes>,
    uri: Uri,
    headers: HeaderMap,
    upgrade: Result<WebSocketUpgrade, WebSocketUpgradeRejection>,
) -> Response {
    let rejection = match upgrade {
        Ok(upgrade) => {
            line.becomes(Standing::Guest);
            return upgrade
                .max_message_size(gateway::MAX_PAYLOAD)
                .max_frame_size(gateway::MAX_PAYLOAD)
                .read_buffer_size(READ_BUFFER)
                .on_upgrade(move |ws| gateway::serve(root.handle.shared, line, ws, wishes));
        }
        Err(rejection) => rejection,
    };
    let Some(guard) = root.guard else { return rejection.into_response() };
    if let Some(refusal) = guard.refuses(&headers, &uri) {
        return refusal;
    }
    let Some(sandbox) = root.handle.get() else { return StatusCode::GONE.into_response() };
    let wish = Query::try_from_uri(&uri).map(|Query(wish)| wish).unwrap_or_default();
    let mut page = page::index(page::document(&sandbox, &wish)).into_response();
    if let Some(cookie) = guard.cookie(&uri) {
        page.headers_mut().insert(header::SET_COOKIE, cookie);
    }
    page
}
