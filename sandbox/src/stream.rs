//! One connection: it can be cut at any time, and does not wait for ever to be read from.

use std::future::{Future, poll_fn};
use std::io;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;
use tokio::runtime::Handle;
use tokio::sync::OwnedSemaphorePermit;
use tokio::time::{Sleep, sleep, timeout};

use crate::crowd::Line;

/// Longest time that a client may take nothing of what it is sent.
const STALL: Duration = Duration::from_secs(30);

/// How long a connection that lingers is read from.
const LINGER: Duration = Duration::from_secs(2);

/// A place in the crowd, given up on drop.
#[derive(Debug)]
pub(crate) struct Seat {
    line: Line,
    _permit: Option<OwnedSemaphorePermit>,
}

impl Seat {
    pub(crate) const fn new(line: Line, permit: Option<OwnedSemaphorePermit>) -> Self {
        Self { line, _permit: permit }
    }
}

impl Drop for Seat {
    fn drop(&mut self) {
        self.line.leave();
    }
}

/// One connection.
#[derive(Debug)]
pub(crate) struct Stream {
    /// Taken out where the connection lingers.
    live: Option<(TcpStream, Seat)>,
    stall: Option<Pin<Box<Sleep>>>,
}

impl Stream {
    pub(crate) fn new(tcp: TcpStream, seat: Seat) -> Self {
        if let Err(error) = tcp.set_nodelay(true) {
            tracing::debug!(%error, "TCP_NODELAY stays off");
        }
        Self { live: Some((tcp, seat)), stall: None }
    }

    /// The socket, unless it is cut; the task is woken when that happens.
    fn tcp(&mut self, context: &Context<'_>) -> io::Result<Pin<&mut TcpStream>> {
        let Some((tcp, seat)) = &mut self.live else {
            return Err(io::ErrorKind::NotConnected.into());
        };
        seat.line.watch(context.waker())?;
        Ok(Pin::new(tcp))
    }

    /// Passes a write on, and counts the time in which none succeeds.
    fn patient<T>(
        &mut self,
        context: &mut Context<'_>,
        written: Poll<io::Result<T>>,
    ) -> Poll<io::Result<T>> {
        if written.is_ready() {
            self.stall = None;
            return written;
        }
        let stall = self.stall.get_or_insert_with(|| Box::pin(sleep(STALL)));
        ready!(stall.as_mut().poll(context));
        Poll::Ready(Err(io::ErrorKind::TimedOut.into()))
    }
}

impl Drop for Stream {
    fn drop(&mut self) {
        let live = self.live.take_if(|(_, seat)| seat.line.takes_lingering());
        if let (Some(live), Ok(runtime)) = (live, Handle::try_current()) {
            // It ends by itself within `LINGER`, or as soon as it is cut.
            runtime.spawn(timeout(LINGER, drain(Self { live: Some(live), stall: None })));
        }
    }
}

/// Reads to the end and keeps nothing.
async fn drain(mut stream: Stream) {
    let closed = poll_fn(|context| Pin::new(&mut stream).poll_shutdown(context)).await;
    let mut scrap = [0; 8 * 1024];
    let mut ended = closed.is_err();
    while !ended {
        let mut buffer = ReadBuf::new(&mut scrap);
        let read = poll_fn(|context| Pin::new(&mut stream).poll_read(context, &mut buffer)).await;
        ended = read.is_err() || buffer.filled().is_empty();
    }
}

impl AsyncRead for Stream {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        self.tcp(context)?.poll_read(context, buffer)
    }
}

impl AsyncWrite for Stream {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        let written = self.tcp(context)?.poll_write(context, bytes);
        self.patient(context, written)
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.tcp(context)?.poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.tcp(context)?.poll_shutdown(context)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        parts: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let written = self.tcp(context)?.poll_write_vectored(context, parts);
        self.patient(context, written)
    }

    fn is_write_vectored(&self) -> bool {
        self.live.as_ref().is_some_and(|(tcp, _)| tcp.is_write_vectored())
    }
}
