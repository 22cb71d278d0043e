//! Gateway sessions: what a bot has subscribed to, and what it has not yet been told.
//!
//! A session outlives its socket. Events that find no socket wait in a bounded buffer.

use std::collections::VecDeque;

use axum::extract::ws::Utf8Bytes;
use tokio::sync::mpsc;

use crate::id::GuildId;

/// Dispatches kept for a RESUME.
const KEPT_EVENTS: usize = 2000;

/// Bytes of dispatches that one session keeps for a RESUME; the oldest make room, and a client that
/// misses one of them starts anew.
const KEPT_BYTES: usize = 16 * 1024 * 1024;

/// Sessions kept; the oldest that has no socket makes room.
const KEPT_SESSIONS: usize = 64;

/// Payloads that may wait for one socket. A client that falls further behind is cut off.
pub(crate) const OUTBOX: usize = 2048;

/// What a socket is told to do.
#[derive(Debug)]
pub(crate) enum Out {
    /// Send this payload.
    Text(Utf8Bytes),
    /// Say that the session is invalid (op 9); one that cannot be resumed is over.
    Invalid {
        /// Whether the client may resume it.
        resumable: bool,
    },
    /// Close with this code.
    Close(u16),
    /// Drop the connection without a word.
    Cut,
}

impl Out {
    /// Asks the client to reconnect.
    pub(crate) const RECONNECT: Self =
        Self::Text(Utf8Bytes::from_static(r#"{"op":7,"s":null,"t":null,"d":null}"#));

    /// Asks the client for a heartbeat.
    pub(crate) const HEARTBEAT: Self =
        Self::Text(Utf8Bytes::from_static(r#"{"op":1,"s":null,"t":null,"d":null}"#));
}

/// One session.
#[derive(Debug)]
pub(crate) struct Session {
    pub(crate) id: String,
    pub(crate) intents: u64,
    pub(crate) shard: (u64, u64),
    pub(crate) seq: u64,
    pub(crate) buffer: VecDeque<(u64, Utf8Bytes)>,
    pub(crate) buffered: usize,
    /// The socket that carries it, if any, and which socket that is.
    pub(crate) outbox: Option<mpsc::Sender<Out>>,
    pub(crate) socket: u64,
    /// A dispatch, by name and data, that lets the next one go first.
    pub(crate) held: Option<(String, String)>,
}

impl Session {
    /// Whether events of this server go to this shard.
    /// Source: <https://discord.com/developers/docs/events/gateway#sharding>
    pub(crate) const fn carries(&self, guild: Option<GuildId>) -> bool {
        let (shard, count) = self.shard;
        match guild {
            Some(guild) => (guild.get() >> 22) % count == shard,
            None => shard == 0,
        }
    }

    /// Numbers a dispatch, keeps it and sends it. Returns the payload.
    pub(crate) fn dispatch(&mut self, name: &str, data: &str) -> Utf8Bytes {
        self.seq += 1;
        let text =
            Utf8Bytes::from(format!(r#"{{"op":0,"s":{},"t":"{name}","d":{data}}}"#, self.seq));
        self.buffered += text.len();
        self.buffer.push_back((self.seq, text.clone()));
        while self.buffer.len() > KEPT_EVENTS || self.buffered > KEPT_BYTES {
            let Some((_, oldest)) = self.buffer.pop_front() else { break };
            self.buffered -= oldest.len();
        }
        self.tell(Out::Text(text.clone()));
        text
    }

    /// Hands something to the socket; a socket whose queue is full is let go.
    pub(crate) fn tell(&mut self, out: Out) {
        if let Some(outbox) = &self.outbox
            && outbox.try_send(out).is_err()
        {
            self.outbox = None;
        }
    }
}

/// All sessions.
#[derive(Debug, Default)]
pub(crate) struct Sessions {
    pub(crate) all: Vec<Session>,
    /// How many READY have been sent.
    pub(crate) readies: u64,
    sockets: u64,
}

impl Sessions {
    pub(crate) fn get_mut(&mut self, id: &str) -> Option<&mut Session> {
        self.all.iter_mut().find(|session| session.id == id)
    }

    /// A number for a new socket.
    pub(crate) fn next_socket(&mut self) -> u64 {
        self.sockets += 1;
        self.sockets
    }

    pub(crate) fn put(&mut self, session: Session) {
        if self.all.len() >= KEPT_SESSIONS {
            let idle = self.all.iter().position(|session| session.outbox.is_none());
            self.all.remove(idle.unwrap_or(0));
        }
        self.all.push(session);
    }

    pub(crate) fn remove(&mut self, id: &str) {
        self.all.retain(|session| session.id != id);
    }

    /// The client said goodbye: its session is over, unless another socket has taken it up.
    pub(crate) fn end(&mut self, id: &str, socket: u64) {
        self.all.retain(|session| session.id != id || session.socket != socket);
    }

    /// The socket is gone; the session waits for a RESUME.
    pub(crate) fn detach(&mut self, id: &str, socket: u64) {
        if let Some(session) = self.get_mut(id)
            && session.socket == socket
        {
            session.outbox = None;
        }
    }

    /// Whether anybody would hear of an event in this server, at once or after a RESUME.
    pub(crate) fn reach(&self, guild: Option<GuildId>) -> bool {
        self.all.iter().any(|session| session.carries(guild))
    }
}
