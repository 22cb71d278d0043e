//! The door for probes: `GET /healthz` says whether the bot is of use right now.
//!
//! May enter: a question to the app, answered by a closure. May not enter: serenity, sled.

use std::future::Future;
use std::net::SocketAddr;
use std::sync::Arc;

use axum::Router;
use axum::http::StatusCode;
use axum::routing::get;
use tokio::net::TcpListener;

/// Asks whether all is well; the error says in a few words what is not.
pub type Probe = Arc<dyn Fn() -> Result<(), String> + Send + Sync>;

/// Binds the address, so that a port in use is told before anything else starts.
///
/// # Errors
///
/// When the address cannot be bound.
pub async fn bind(address: SocketAddr) -> std::io::Result<TcpListener> {
    TcpListener::bind(address).await
}

/// Serves `/healthz` until `stop` is done: 200 `ok`, or 503 with what is wrong.
///
/// # Errors
///
/// When the listener fails.
pub async fn serve(
    listener: TcpListener,
    probe: Probe,
    stop: impl Future<Output = ()> + Send + 'static,
) -> std::io::Result<()> {
    let healthz = get(move || {
        let answer = probe();
        async move {
            match answer {
                Ok(()) => (StatusCode::OK, "ok\n".to_owned()),
                Err(what) => (StatusCode::SERVICE_UNAVAILABLE, format!("{what}\n")),
            }
        }
    });
    let router = Router::new().route("/healthz", healthz);
    axum::serve(listener, router).with_graceful_shutdown(stop).await
}

/// Asks the `/healthz` at `address`, as `stackwise health` does.
///
/// # Errors
///
/// What is wrong, in one sentence.
pub async fn ask(address: SocketAddr) -> Result<(), String> {
    let url = format!("http://{address}/healthz");
    let client = reqwest::Client::builder()
        .no_proxy()
        .timeout(std::time::Duration::from_secs(5))
        .build()
        .map_err(|error| error.to_string())?;
    let answer = client.get(&url).send().await.map_err(|_| {
        format!("nothing answers at {url}: the bot is not running, or health.bind is another")
    })?;
    if answer.status().is_success() {
        return Ok(());
    }
    let what = answer.text().await.unwrap_or_default();
    Err(format!("the bot is running but not ready: {}", what.trim()))
}
