//! One websocket from hello to goodbye.

use std::time::Duration;

use axum::extract::ws::{CloseFrame, Message, Utf8Bytes, WebSocket};
use serde::Deserialize;
use tokio::time::{Instant, timeout};

use super::close::{Close, reason};
use super::compress::Transport;
use super::identify::{Greeted, Tie, identify, resume};
use super::members;
use super::payload::{self, Request};
use crate::crowd::{Line, Standing};
use crate::world::Shared;
use crate::world::session::Out;

/// A client that takes longer to accept a payload is cut off.
const SEND_LIMIT: Duration = Duration::from_secs(10);

/// Payloads a client may send in [`RATE_SPAN`].
/// Source: <https://discord.com/developers/docs/events/gateway#rate-limiting>
const RATE: u32 = 120;
const RATE_SPAN: Duration = Duration::from_secs(60);

/// What the address asks for.
#[derive(Clone, Debug, Default, Deserialize)]
pub(crate) struct Wishes {
    pub(crate) v: Option<String>,
    pub(crate) encoding: Option<String>,
    pub(crate) compress: Option<String>,
}

/// Why a socket ends.
enum End {
    /// The sandbox closes it.
    Close(u16),
    /// The client closed it; codes 1000 and 1001 end the session as well.
    Closed(Option<u16>),
    /// It broke, or was broken.
    Broken,
}

struct Socket {
    shared: Shared,
    line: Line,
    ws: WebSocket,
    transport: Transport,
    tie: Option<Tie>,
    heard: Instant,
    /// Since when there is no session, while there is none.
    untied: Instant,
    rate: (Instant, u32),
}

/// Serves a websocket until its end.
pub(crate) async fn serve(shared: Shared, line: Line, ws: WebSocket, wishes: Wishes) {
    let (transport, offered) = match wishes.compress.as_deref() {
        None | Some("") => (Transport::Plain, true),
        Some("zlib-stream") => (Transport::stream(), true),
        Some("zstd-stream") => match Transport::zstd() {
            Ok(transport) => (transport, true),
            Err(_) => (Transport::Plain, false),
        },
        Some(_) => (Transport::Plain, false),
    };
    let now = Instant::now();
    let (tie, heard, untied, rate) = (None, now, now, (now, 0));
    let mut socket = Socket { shared, line, ws, transport, tie, heard, untied, rate };
    let version = wishes.v.as_deref().unwrap_or("10");
    let json = wishes.encoding.as_deref().unwrap_or("json") == "json";
    let end = if !matches!(version, "9" | "10") {
        End::Close(4012)
    } else if !json || !offered {
        End::Close(Close::Decode.code())
    } else {
        match socket.run().await {
            Ok(never) => match never {},
            Err(end) => end,
        }
    };
    socket.finish(end).await;
}

impl Socket {
    async fn run(&mut self) -> Result<std::convert::Infallible, End> {
        let interval = self.shared.heartbeat_interval();
        let hello = format!(
            r#"{{"op":10,"s":null,"t":null,"d":{{"heartbeat_interval":{}}}}}"#,
            interval.as_millis()
        );
        self.send(hello.into()).await?;
        let patience = self.shared.crowd().identify;
        loop {
            let silent = self.heard + interval * 2;
            let late = self.untied + patience;
            tokio::select! {
                out = next(self.tie.as_mut()) => self.out(out).await?,
                message = self.ws.recv() => self.receive(message).await?,
                () = tokio::time::sleep_until(silent) => {
                    return Err(End::Close(Close::SessionTimedOut.code()));
                }
                () = tokio::time::sleep_until(late), if self.tie.is_none() => {
                    return Err(End::Close(Close::NotAuthenticated.code()));
                }
            }
        }
    }

    async fn out(&mut self, out: Option<Out>) -> Result<(), End> {
        match out {
            Some(Out::Text(text)) => self.send(text).await,
            Some(Out::Invalid { resumable }) => self.invalidate(resumable).await,
            Some(Out::Close(code)) => Err(End::Close(code)),
            Some(Out::Cut) | None => Err(End::Broken),
        }
    }

    /// Says that the session is invalid. The client may then identify on the same socket.
    async fn invalidate(&mut self, resumable: bool) -> Result<(), End> {
        if !resumable && let Some(tie) = self.tie.take() {
            self.shared.change(|world| world.sessions.end(&tie.session, tie.socket));
            self.untied = Instant::now();
        }
        self.send(format!(r#"{{"op":9,"s":null,"t":null,"d":{resumable}}}"#).into()).await
    }

    async fn send(&mut self, text: Utf8Bytes) -> Result<(), End> {
        let message = self.transport.pack(text).map_err(|_| End::Broken)?;
        match timeout(SEND_LIMIT, self.ws.send(message)).await {
            Ok(Ok(())) => Ok(()),
            _ => Err(End::Broken),
        }
    }

    async fn receive(&mut self, message: Option<Result<Message, axum::Error>>) -> Result<(), End> {
        self.heard = Instant::now();
        let text = match message {
            Some(Ok(Message::Text(text))) => text,
            Some(Ok(Message::Binary(bytes))) => {
                Utf8Bytes::try_from(bytes).map_err(|_| End::Close(Close::Decode.code()))?
            }
            Some(Ok(Message::Close(frame))) => {
                return Err(End::Closed(frame.map(|frame| frame.code)));
            }
            Some(Ok(_)) => return Ok(()),
            // Too long or no frame at all. Where the connection broke, nobody hears the code.
            Some(Err(_)) => return Err(End::Close(Close::Decode.code())),
            None => return Err(End::Broken),
        };
        self.count()?;
        let request = payload::read(text.as_bytes()).map_err(|close| End::Close(close.code()))?;
        self.shared.change(|world| {
            let now = world.now();
            world.log.frame(now, true, hide_token(&request, text));
        });
        self.answer(request).await
    }

    fn count(&mut self) -> Result<(), End> {
        if self.rate.0.elapsed() > RATE_SPAN {
            self.rate = (Instant::now(), 0);
        }
        self.rate.1 += 1;
        if self.rate.1 > RATE { Err(End::Close(Close::RateLimited.code())) } else { Ok(()) }
    }

    async fn answer(&mut self, request: Request) -> Result<(), End> {
        let close = |close: Close| End::Close(close.code());
        match request {
            Request::Heartbeat if self.shared.change(|world| world.faults.acknowledges()) => {
                self.send(r#"{"op":11,"s":null,"t":null,"d":null}"#.into()).await
            }
            Request::Identify(_) | Request::Resume(_) if self.tie.is_some() => {
                Err(close(Close::AlreadyAuthenticated))
            }
            Request::Identify(wish) => {
                if wish.compress == Some(true) && matches!(self.transport, Transport::Plain) {
                    self.transport = Transport::Payload;
                }
                let greeted = self.shared.change(|world| identify(world, &wish)).map_err(close)?;
                self.greeted(greeted).await
            }
            Request::Resume(wish) => {
                let greeted = self.shared.change(|world| resume(world, &wish)).map_err(close)?;
                self.greeted(greeted).await
            }
            Request::Members(wish) => {
                let tie = self.tie.as_ref().ok_or_else(|| close(Close::NotAuthenticated))?;
                self.shared.change(|world| members::send(world, &tie.session, &wish));
                Ok(())
            }
            Request::Other if self.tie.is_none() => Err(close(Close::NotAuthenticated)),
            // A heartbeat that is not to be answered is heard all the same.
            Request::Heartbeat | Request::Other => Ok(()),
        }
    }

    async fn greeted(&mut self, greeted: Greeted) -> Result<(), End> {
        let Greeted::Yes(tie) = greeted else { return self.invalidate(false).await };
        self.tie = Some(tie);
        self.line.becomes(Standing::Known);
        Ok(())
    }

    async fn finish(mut self, end: End) {
        let over = matches!(end, End::Closed(Some(1000 | 1001))) || matches!(end, End::Close(4009));
        if let Some(tie) = &self.tie {
            self.shared.change(|world| {
                if over {
                    world.sessions.end(&tie.session, tie.socket);
                } else {
                    world.sessions.detach(&tie.session, tie.socket);
                }
            });
        }
        if let End::Close(code) = end {
            self.line.lingers();
            let frame = CloseFrame { code, reason: reason(code).into() };
            let _gone = timeout(SEND_LIMIT, self.ws.send(Message::Close(Some(frame)))).await;
            // Reading on lets the client's own close frame arrive, so that it sees the code.
            let _closed = timeout(Duration::from_secs(1), async {
                while let Some(Ok(_)) = self.ws.recv().await {}
            })
            .await;
        }
    }
}

/// The next thing in the queue; nothing ever before there is a session.
async fn next(tie: Option<&mut Tie>) -> Option<Out> {
    match tie {
        Some(tie) => tie.queue.recv().await,
        None => std::future::pending().await,
    }
}

/// The log keeps no tokens.
fn hide_token(request: &Request, text: Utf8Bytes) -> Utf8Bytes {
    let token = match request {
        Request::Identify(identify) => &identify.token,
        Request::Resume(resume) => &resume.token,
        Request::Heartbeat | Request::Members(_) | Request::Other => return text,
    };
    if token.is_empty() { text } else { text.replace(token.as_str(), "(token)").into() }
}
