//! Accepting connections and serving them, within the bounds of [`CrowdLimits`].

use std::convert::Infallible;
use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::{ConnectInfo, Request};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::{Service, service_fn};
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpSocket, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::task::JoinSet;
use tokio::time::sleep;

use crate::crowd::{Crowd, CrowdLimits, Line};
use crate::stream::{Seat, Stream};

/// Longest header of a request, in bytes; longer ones are answered 431. Discord's own paths and
/// tokens stay below a thousand.
const MAX_HEADER: usize = 32 * 1024;

/// Wait before the next try when the system has no room for another connection.
const BREATH: Duration = Duration::from_millis(5);

/// Connections that the system keeps until they are accepted. Where its queue is full a client
/// tries again only after a second; the usual 128 come within a moment.
const QUEUE: u32 = 4096;

/// Listens, with a long queue.
pub(crate) fn listen(address: SocketAddr) -> io::Result<TcpListener> {
    let socket = if address.is_ipv4() { TcpSocket::new_v4() } else { TcpSocket::new_v6() }?;
    // On Windows the option would let two programs share an address.
    if cfg!(unix) {
        socket.set_reuseaddr(true)?;
    }
    socket.bind(address)?;
    socket.listen(QUEUE)
}

/// Accepts connections.
#[derive(Debug)]
pub(crate) struct Door {
    listener: TcpListener,
    room: Arc<Semaphore>,
    crowd: Crowd,
    http: http1::Builder,
}

impl Door {
    pub(crate) fn new(listener: TcpListener, crowd: Crowd, limits: CrowdLimits) -> Self {
        let mut http = http1::Builder::new();
        http.timer(TokioTimer::new()).header_read_timeout(limits.header).max_buf_size(MAX_HEADER);
        let room = Arc::new(Semaphore::new(limits.connections.clamp(1, Semaphore::MAX_PERMITS)));
        Self { listener, room, crowd, http }
    }

    /// Serves whoever comes, until it is dropped; then every request under way ends with it.
    pub(crate) async fn serve(self, router: Router) -> Infallible {
        let mut connections = JoinSet::new();
        loop {
            let tcp = self.accept().await;
            let permit = self.room().await;
            let line = self.crowd.enter();
            let stream = Stream::new(tcp, Seat::new(line.clone(), permit));
            while connections.try_join_next().is_some() {}
            connections.spawn(serve(self.http.clone(), stream, line, router.clone()));
        }
    }

    async fn accept(&self) -> TcpStream {
        loop {
            match self.listener.accept().await {
                Ok((tcp, _)) => return tcp,
                Err(error) if of_the_client(&error) => {}
                Err(error) => {
                    tracing::warn!(%error, "no room for another connection");
                    self.crowd.make_room();
                    sleep(BREATH).await;
                }
            }
        }
    }

    /// Room for one more: somebody else's, where there is no other.
    async fn room(&self) -> Option<OwnedSemaphorePermit> {
        if self.room.available_permits() == 0 {
            self.crowd.make_room();
        }
        Arc::clone(&self.room).acquire_owned().await.ok()
    }
}

/// Whether the client was gone before it was accepted.
fn of_the_client(error: &io::Error) -> bool {
    use io::ErrorKind::{ConnectionAborted, ConnectionRefused, ConnectionReset};
    matches!(error.kind(), ConnectionAborted | ConnectionRefused | ConnectionReset)
}

async fn serve(http: http1::Builder, stream: Stream, line: Line, router: Router) {
    let (router, end) = (TowerToHyperService::new(router), line.clone());
    let service = service_fn(move |mut request: Request<Incoming>| {
        request.extensions_mut().insert(ConnectInfo(line.clone()));
        router.call(request)
    });
    let served = http.serve_connection(TokioIo::new(stream), service).with_upgrades();
    tokio::select! {
        served = served => if let Err(error) = served {
            tracing::debug!(%error, "a connection has ended");
        },
        // A request that is being answered reads and writes nothing, and would hold its place.
        () = end.cut_off() => {}
    }
}
