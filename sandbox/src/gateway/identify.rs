//! Opening a session, and taking up an old one.

use std::time::Instant;

use axum::extract::ws::Utf8Bytes;
use serde_json::json;
use tokio::sync::mpsc;

use super::close::Close;
use super::intents;
use super::payload::{Identify, Resume};
use crate::show::{self, Listed};
use crate::world::World;
use crate::world::session::{OUTBOX, Out, Session};
use crate::world::starts::Start;

/// A socket's tie to its session.
#[derive(Debug)]
pub(crate) struct Tie {
    pub(crate) session: String,
    pub(crate) socket: u64,
    pub(crate) queue: mpsc::Receiver<Out>,
}

/// Most servers of one shard.
/// Source: <https://discord.com/developers/docs/events/gateway#sharding>
pub(crate) const MOST_GUILDS: usize = 2500;

/// What becomes of an IDENTIFY or a RESUME.
#[derive(Debug)]
pub(crate) enum Greeted {
    Yes(Tie),
    /// It came too soon, or the session is gone: op 9, start anew.
    Invalid,
}

/// Whether the token is the bot's; some clients write the prefix, some do not.
fn good_token(world: &World, token: &str) -> bool {
    token.strip_prefix("Bot ").unwrap_or(token) == world.app.token
}

/// Opens a session: READY and one `GUILD_CREATE` per server are the first in its queue.
pub(crate) fn identify(world: &mut World, identify: &Identify) -> Result<Greeted, Close> {
    if !good_token(world, &identify.token) {
        return Err(Close::WrongToken);
    }
    let shard = identify.shard.unwrap_or((0, 1));
    if shard.1 == 0 || shard.0 >= shard.1 {
        return Err(Close::InvalidShard);
    }
    if !intents::valid(identify.intents) {
        return Err(Close::InvalidIntents);
    }
    let privileged = identify.intents & intents::PRIVILEGED;
    if privileged & !world.app.privileged_intents != 0 {
        return Err(Close::DisallowedIntents);
    }
    let carried = |id: u64| (id >> 22) % shard.1 == shard.0;
    let mine = world.guilds.keys().filter(|id| carried(id.get()) && world.has_bot(**id));
    if mine.count() > MOST_GUILDS {
        return Err(Close::ShardingRequired);
    }
    match world.starts.take(shard.0, Instant::now()) {
        Start::Now => {}
        Start::TooSoon => return Ok(Greeted::Invalid),
        Start::UsedUp => return Err(Close::WrongToken),
    }
    let id = format!("{:032x}", world.next_id());
    let (outbox, queue) = mpsc::channel(OUTBOX);
    let socket = world.sessions.next_socket();
    let mut session = Session {
        id: id.clone(),
        intents: identify.intents,
        shard,
        seq: 0,
        buffer: std::collections::VecDeque::new(),
        buffered: 0,
        outbox: Some(outbox),
        socket,
        held: None,
    };
    greet(world, &mut session);
    world.sessions.put(session);
    world.sessions.readies += 1;
    Ok(Greeted::Yes(Tie { session: id, socket, queue }))
}

fn greet(world: &mut World, session: &mut Session) {
    let mine = |id| session.carries(Some(id)) && world.has_bot(id);
    let guilds: Vec<_> = world.guilds.keys().copied().filter(|&id| mine(id)).collect();
    let ready = json!({
        "v": 10,
        "user": show::current_user(world),
        "guilds": guilds.iter().map(|id| json!({ "id": id, "unavailable": true })).collect::<Vec<_>>(),
        "session_id": session.id,
        "session_type": "normal",
        "resume_gateway_url": world.gateway_url(),
        "shard": [session.shard.0, session.shard.1],
        "application": { "id": world.app.id, "flags": 0 },
        "user_settings": {},
        "relationships": [],
        "private_channels": [],
        "presences": [],
        "guild_join_requests": [],
        "geo_ordered_rtc_regions": [],
        "auth": {},
    });
    let now = world.now();
    let sent = session.dispatch("READY", &ready.to_string());
    world.log.frame(now, false, sent);
    if session.intents & intents::GUILDS == 0 {
        return;
    }
    let presences = session.intents & intents::GUILD_PRESENCES != 0;
    let listed = if presences { Listed::All } else { Listed::Bot };
    for id in guilds {
        let Some(guild) = world.guilds.get(&id) else { continue };
        let data = show::guild_create(world, guild, listed).to_string();
        let sent = session.dispatch("GUILD_CREATE", &data);
        world.log.frame(now, false, sent);
    }
}

/// Takes up a session: what the client missed comes first in its queue, then `RESUMED`.
pub(crate) fn resume(world: &mut World, resume: &Resume) -> Result<Greeted, Close> {
    if !good_token(world, &resume.token) {
        return Err(Close::WrongToken);
    }
    let socket = world.sessions.next_socket();
    let refused = !world.faults.lets_resume();
    let Some(session) = world.sessions.get_mut(&resume.session_id) else {
        return Ok(Greeted::Invalid);
    };
    if resume.seq > session.seq {
        return Err(Close::InvalidSequence);
    }
    let missed = session.seq - resume.seq;
    let kept: Vec<Utf8Bytes> = session
        .buffer
        .iter()
        .filter(|(seq, _)| *seq > resume.seq)
        .map(|(_, text)| text.clone())
        .collect();
    if refused || kept.len() as u64 != missed || kept.len() >= OUTBOX {
        let id = session.id.clone();
        world.sessions.remove(&id);
        return Ok(Greeted::Invalid);
    }
    let (outbox, queue) = mpsc::channel(OUTBOX);
    // Dropping the old queue ends a socket that still holds this session.
    session.outbox = Some(outbox);
    session.socket = socket;
    for text in kept {
        session.tell(Out::Text(text));
    }
    let sent = session.dispatch("RESUMED", "{}");
    let now = world.now();
    world.log.frame(now, false, sent);
    Ok(Greeted::Yes(Tie { session: resume.session_id.clone(), socket, queue }))
}
