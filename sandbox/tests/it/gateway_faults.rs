//! Trouble at the gateway, ordered and by chance.

use std::collections::BTreeSet;
use std::time::Duration;

use serde_json::{Value, json};
use stackwise_sandbox::{Options, Permissions, Sandbox};

use crate::bot::{INTENTS, Socket, refused, text};
use crate::world::{sandbox, world};

/// A client as far as the last dispatch it saw.
struct Client {
    socket: Socket,
    session: String,
    seq: Value,
}

impl Client {
    async fn new(sandbox: &Sandbox) -> Self {
        let mut socket = Socket::open(sandbox).await;
        socket.identify(sandbox.token(), INTENTS).await;
        let ready = socket.event("READY").await;
        let session = text(&ready["d"]["session_id"]).to_owned();
        let last = socket.event("GUILD_CREATE").await;
        Self { socket, session, seq: last["s"].clone() }
    }

    /// The next payload; whatever ends the socket is followed by a RESUME, which brings it on.
    async fn next(&mut self, sandbox: &Sandbox) -> Value {
        loop {
            match self.socket.next().await {
                Ok(payload) if payload["op"] == 0 => {
                    self.seq = payload["s"].clone();
                    return payload;
                }
                Ok(payload) if payload["op"] == 1 => {}
                Ok(_) | Err(_) => self.resume(sandbox).await,
            }
        }
    }

    async fn resume(&mut self, sandbox: &Sandbox) {
        self.socket = Socket::open(sandbox).await;
        let data = json!({ "token": sandbox.token(), "session_id": self.session, "seq": self.seq });
        self.socket.send(json!({ "op": 6, "d": data })).await;
    }
}

#[tokio::test]
async fn heartbeats_can_go_unanswered() {
    let mut world = world().await;
    world.sandbox.faults().ignore_heartbeats(2);
    for _ in 0..3 {
        world.socket.send(json!({ "op": 1, "d": null })).await;
    }
    // Only when the third was answered: what follows is not overtaken.
    while world.socket.next().await.unwrap()["op"] != 11 {}
    world.ada().say("one");
    assert_eq!(world.socket.next().await.unwrap()["t"], "MESSAGE_CREATE", "one answer to three");
}

#[tokio::test]
async fn a_resume_can_be_refused_and_costs_the_session() {
    let sandbox = sandbox().await;
    let _guild = sandbox.add_guild("Demo team");
    let mut client = Client::new(&sandbox).await;
    sandbox.faults().refuse_resumes(1);
    for _ in 0..2 {
        client.resume(&sandbox).await;
        let answer = client.socket.next().await.unwrap();
        assert_eq!((&answer["op"], &answer["d"]), (&json!(9), &json!(false)));
    }
    client.socket.identify(sandbox.token(), INTENTS).await;
    assert_eq!(client.socket.next().await.unwrap()["t"], "READY");
}

/// With each of many seeds the client gets every message.
#[tokio::test]
async fn chance_at_the_gateway_loses_nothing() {
    for seed in 0..20 {
        let sandbox = sandbox().await;
        let guild = sandbox.add_guild("Demo team");
        let channel = guild.add_channel("stack");
        let ada = guild.add_member("Ada").in_channel(&channel);
        let mut client = Client::new(&sandbox).await;
        sandbox.faults().random_gateway(seed, 300);
        for number in 0..50 {
            ada.say(&number.to_string());
        }
        sandbox.faults().clear();
        ada.say("end");
        let mut heard = BTreeSet::new();
        while heard.len() < 51 {
            let event = client.next(&sandbox).await;
            if event["t"] == "MESSAGE_CREATE" {
                heard.insert(text(&event["d"]["content"]).to_owned());
            }
        }
        let expected = (0..50).map(|number: u32| number.to_string()).chain(["end".to_owned()]);
        assert_eq!(heard, expected.collect(), "seed {seed}");
    }
}

#[tokio::test]
async fn the_same_seed_gives_the_same_trouble() {
    let trouble = async |seed: u64| {
        let sandbox = sandbox().await;
        let channel = sandbox.add_guild("Demo team").add_channel("stack");
        let mut client = Client::new(&sandbox).await;
        sandbox.faults().random_gateway(seed, 500);
        let mut met = Vec::new();
        for _ in 0..20 {
            channel.allow(sandbox.bot_id(), Permissions::VIEW_CHANNEL);
            match client.socket.next().await {
                Ok(payload) => met.push(payload["op"].as_u64().unwrap()),
                Err(code) => {
                    met.push(code.into());
                    break;
                }
            }
        }
        met
    };
    let first = trouble(3).await;
    assert_eq!(first, trouble(3).await);
    let mut others = Vec::new();
    for seed in 4..8 {
        others.push(trouble(seed).await);
    }
    assert!(others.iter().any(|other| *other != first), "{first:?}");
}

#[tokio::test]
async fn a_clock_that_is_set_back_leaves_ids_rising() {
    let mut world = world().await;
    let before = world.ada().say("before");
    let actor = world.ada();
    let line = tokio::spawn(async move { actor.slash("/echo text: hello").await });
    let event = world.socket.event("INTERACTION_CREATE").await["d"].clone();
    world.sandbox.advance(Duration::from_secs(16 * 60));
    world.sandbox.set_back(Duration::from_secs(20 * 60));
    let after = world.ada().say("after");
    assert!(after.id > before.id);
    let answer = json!({ "type": 4, "data": { "content": "in time" } });
    assert_eq!(world.rest.answer(&event, answer).await.0, 204);
    drop(line);
    let sent = world.rest.post(&world.messages_path(), json!({ "content": "x" })).await;
    assert_eq!(sent.0, 200, "limits of requests go by a clock of their own");
}

#[tokio::test]
async fn lost_permissions_are_told_and_come_back() {
    let mut world = world().await;
    let bot = world.sandbox.bot_id();
    world.channel.deny(bot, Permissions::SEND_MESSAGES);
    let told = world.socket.event("CHANNEL_UPDATE").await["d"].clone();
    assert_eq!(told["permission_overwrites"][0]["id"], bot.to_string());
    let sent = world.rest.post(&world.messages_path(), json!({ "content": "x" })).await;
    refused(&sent, 403, 50013);
    world.channel.allow(bot, Permissions::SEND_MESSAGES);
    world.socket.event("CHANNEL_UPDATE").await;
    assert_eq!(world.rest.post(&world.messages_path(), json!({ "content": "x" })).await.0, 200);
}

#[tokio::test]
async fn sockets_close_with_whatever_code_is_ordered() {
    for code in (4000..=4014).filter(|code| *code != 4006) {
        let sandbox = Sandbox::start(Options::default()).await.unwrap();
        let _guild = sandbox.add_guild("Demo team");
        let mut client = Client::new(&sandbox).await;
        sandbox.faults().close(code);
        assert_eq!(client.socket.next().await.unwrap_err(), code);
    }
}
