//! The gateway: opening, closing, resuming, what is told and what is withheld.

use std::time::Duration;

use serde_json::json;
use stackwise_sandbox::{Limit, Options};

use crate::bot::{INTENTS, Rest, Socket, text};
use crate::world::{sandbox, world, world_with};

#[tokio::test]
async fn a_bot_is_greeted_with_its_servers() {
    let sandbox = sandbox().await;
    let guild = sandbox.add_guild("Demo team");
    let _channel = guild.add_channel("stack");
    let mut socket = Socket::open(&sandbox).await;
    socket.identify(&format!("Bot {}", sandbox.token()), INTENTS).await;
    let ready = socket.next().await.unwrap();
    assert_eq!((&ready["t"], &ready["s"]), (&json!("READY"), &json!(1)));
    assert_eq!(ready["d"]["guilds"][0]["unavailable"], true);
    assert_eq!(ready["d"]["application"]["id"], sandbox.application_id().to_string());
    let created = socket.next().await.unwrap();
    assert_eq!((&created["t"], &created["s"]), (&json!("GUILD_CREATE"), &json!(2)));
    assert_eq!(created["d"]["channels"][0]["name"], "stack");
    assert!(created["d"]["roles"][0]["colors"].is_object());
    socket.send(json!({ "op": 1, "d": 2 })).await;
    assert_eq!(socket.next().await.unwrap()["op"], 11);
}

#[tokio::test]
async fn without_the_intent_for_presences_a_server_lists_the_bot_alone() {
    for (intents, names) in
        [(INTENTS, vec!["Bot"]), (INTENTS | 1 << 8, vec!["Bot", "Owner", "Ada", "Ben"])]
    {
        let mut world = world_with(intents).await;
        let greeted = world.socket.event("GUILD_CREATE").await["d"].clone();
        world.guild.becomes_available();
        let again = world.socket.event("GUILD_CREATE").await["d"].clone();
        for created in [greeted, again] {
            assert_eq!(created["member_count"], 4);
            let members = created["members"].as_array().unwrap().iter();
            let found: Vec<_> = members.map(|one| text(&one["user"]["global_name"])).collect();
            assert_eq!(found, names);
        }
    }
}

#[tokio::test]
async fn sockets_are_closed_with_the_code_that_fits() {
    let identify = |token: &str, intents: u64| {
        json!({ "op": 2, "d": { "token": token, "intents": intents, "properties": {} } })
            .to_string()
    };
    for (payload, code) in [
        ("no json".to_owned(), 4002),
        (format!(r#"{{"op":1,"d":"{}"}}"#, "x".repeat(4096)), 4002),
        (r#"{"op":99}"#.to_owned(), 4001),
        (r#"{"op":3,"d":{}}"#.to_owned(), 4003),
        (identify("wrong", 1), 4004),
        (identify("sandbox-token", 1 << 40), 4013),
        (identify("sandbox-token", 1 << 1), 4014),
        (r#"{"op":2,"d":{"token":"sandbox-token","intents":1,"shard":[2,2]}}"#.to_owned(), 4010),
    ] {
        let options = Options { privileged_intents: 0, ..Options::default() };
        let sandbox = stackwise_sandbox::Sandbox::start(options).await.unwrap();
        let mut socket = Socket::open(&sandbox).await;
        socket.raw(payload.clone()).await;
        assert_eq!(socket.next().await.unwrap_err(), code, "{payload}");
    }
}

#[tokio::test]
async fn a_dropped_socket_misses_nothing() {
    let sandbox = sandbox().await;
    let guild = sandbox.add_guild("Demo team");
    let channel = guild.add_channel("stack");
    let ada = guild.add_member("Ada");
    let mut socket = Socket::open(&sandbox).await;
    socket.identify(sandbox.token(), INTENTS).await;
    let ready = socket.event("READY").await;
    let last = socket.event("GUILD_CREATE").await;
    let (session, seq) = (text(&ready["d"]["session_id"]).to_owned(), last["s"].clone());
    socket.vanish();
    sandbox.wait_until("the socket to be gone", || !sandbox.bot_connected()).await.unwrap();
    ada.in_channel(&channel).say("one");
    ada.in_channel(&channel).say("two");

    let mut socket = Socket::open(&sandbox).await;
    let data = json!({ "token": sandbox.token(), "session_id": session, "seq": seq });
    socket.send(json!({ "op": 6, "d": data })).await;
    assert_eq!(socket.next().await.unwrap()["d"]["content"], "one");
    assert_eq!(socket.next().await.unwrap()["d"]["content"], "two");
    assert_eq!(socket.next().await.unwrap()["t"], "RESUMED");
    ada.in_channel(&channel).say("three");
    assert_eq!(socket.next().await.unwrap()["d"]["content"], "three");

    let mut late = Socket::open(&sandbox).await;
    late.send(
        json!({ "op": 6, "d": { "token": sandbox.token(), "session_id": "gone", "seq": 1 } }),
    )
    .await;
    assert_eq!(late.next().await.unwrap(), json!({ "op": 9, "s": null, "t": null, "d": false }));
    late.identify(sandbox.token(), INTENTS).await;
    assert_eq!(late.next().await.unwrap()["t"], "READY");
}

#[tokio::test]
async fn texts_are_withheld_from_bots_that_may_not_read_them() {
    let mut world = world_with(1 | 1 << 9).await;
    world.ada().say("secret");
    assert_eq!(world.socket.event("MESSAGE_CREATE").await["d"]["content"], "");
    world.ada().say("hello @Bot");
    let heard = world.socket.event("MESSAGE_CREATE").await;
    assert_eq!(heard["d"]["content"], format!("hello <@{}>", world.sandbox.bot_id()));
    world.rest.post(&world.messages_path(), json!({ "content": "mine" })).await;
    assert_eq!(world.socket.event("MESSAGE_CREATE").await["d"]["content"], "mine");
}

#[tokio::test]
async fn trouble_can_be_ordered() {
    let mut world = world().await;
    let faults = world.sandbox.faults();
    faults.deliver_twice(1);
    world.ada().say("twice");
    let first = world.socket.event("MESSAGE_CREATE").await;
    let second = world.socket.event("MESSAGE_CREATE").await;
    assert_eq!(first["d"], second["d"]);
    faults.ask_to_reconnect();
    assert_eq!(world.socket.next().await.unwrap()["op"], 7);
    faults.invalidate(true);
    assert_eq!(world.socket.next().await.unwrap()["d"], true);
    faults.close(4000);
    assert_eq!(world.socket.next().await.unwrap_err(), 4000);
}

#[tokio::test]
async fn the_log_keeps_no_token() {
    let world = world().await;
    let frames = world.sandbox.frames();
    let identify = frames.iter().find(|frame| frame.from_bot).unwrap();
    assert_eq!(identify.payload["d"]["token"], "(token)");
}

#[tokio::test]
async fn a_silent_client_is_let_go() {
    let heartbeat_interval = std::time::Duration::from_millis(5);
    let options = Options { heartbeat_interval, ..Options::default() };
    let sandbox = stackwise_sandbox::Sandbox::start(options).await.unwrap();
    let mut socket = Socket::open(&sandbox).await;
    assert_eq!(socket.next().await.unwrap_err(), 4009);
}

#[tokio::test]
async fn identifying_twice_and_resuming_the_future_are_refused() {
    let mut world = world().await;
    world.socket.event("GUILD_CREATE").await;
    world.socket.identify(world.sandbox.token(), INTENTS).await;
    assert_eq!(world.socket.next().await.unwrap_err(), 4005);
    let frames = world.sandbox.frames();
    let ready = frames.iter().find(|frame| frame.payload["t"] == "READY").unwrap();
    let session = text(&ready.payload["d"]["session_id"]);
    let mut socket = Socket::open(&world.sandbox).await;
    let data = json!({ "token": world.sandbox.token(), "session_id": session, "seq": 1000 });
    socket.send(json!({ "op": 6, "d": data })).await;
    assert_eq!(socket.next().await.unwrap_err(), 4007);
}

#[tokio::test]
async fn shards_identify_one_after_another() {
    let limit = Limit { requests: 2, per: Duration::from_millis(300) };
    let options = Options { identify_limit: Some(limit), ..Options::default() };
    let sandbox = stackwise_sandbox::Sandbox::start(options).await.unwrap();
    let rest = Rest::new(&sandbox);
    let shard = async |number: u64| {
        let mut socket = Socket::open(&sandbox).await;
        let data = json!({ "token": sandbox.token(), "intents": 1, "shard": [number, 4], "properties": {} });
        socket.send(json!({ "op": 2, "d": data })).await;
        let first = socket.next().await.unwrap();
        (socket, if first["t"] == "READY" { json!("READY") } else { first["op"].clone() })
    };
    let first = shard(0).await;
    let second = shard(1).await;
    assert_eq!((&first.1, &second.1), (&json!("READY"), &json!("READY")));
    let (mut third, answer) = shard(2).await;
    assert_eq!(answer, 9, "shard 0 came just before");
    let told = rest.get("/gateway/bot").await.1["session_start_limit"].clone();
    assert_eq!((&told["max_concurrency"], &told["remaining"]), (&json!(2), &json!(998)));
    tokio::time::sleep(Duration::from_millis(300)).await;
    let data = json!({ "token": sandbox.token(), "intents": 1, "shard": [2, 4], "properties": {} });
    third.send(json!({ "op": 2, "d": data })).await;
    assert_eq!(third.next().await.unwrap()["t"], "READY", "on the same socket");
}

#[tokio::test]
async fn too_many_servers_need_shards() {
    let sandbox = sandbox().await;
    for number in 0..=2500 {
        let _guild = sandbox.add_guild(&number.to_string());
    }
    assert_eq!(Rest::new(&sandbox).get("/gateway/bot").await.1["shards"], 2);
    let mut socket = Socket::open(&sandbox).await;
    socket.identify(sandbox.token(), 1).await;
    assert_eq!(socket.next().await.unwrap_err(), 4011);
}

#[tokio::test]
async fn the_stream_can_be_deflated() {
    let sandbox = sandbox().await;
    let mut socket = Socket::open_deflated(&sandbox).await;
    socket.identify(sandbox.token(), INTENTS).await;
    assert_eq!(socket.next().await.unwrap()["t"], "READY");
    let _guild = sandbox.add_guild("Demo team");
    assert_eq!(socket.next().await.unwrap()["t"], "GUILD_CREATE");
}

#[tokio::test]
async fn what_is_not_offered_is_refused() {
    let sandbox = sandbox().await;
    for (wish, code) in
        [("v=8", 4012), ("v=10&encoding=etf", 4002), ("v=10&compress=br-stream", 4002)]
    {
        assert_eq!(Socket::refused(&sandbox, wish).await, code, "{wish}");
    }
}

#[tokio::test]
async fn a_stopped_sandbox_is_gone() {
    let mut world = world().await;
    world.socket.event("GUILD_CREATE").await;
    world.sandbox.stop();
    assert_eq!(world.socket.next().await.unwrap_err(), 0);
    let path = world.messages_path();
    assert!(world.rest.request(reqwest::Method::GET, &path).send().await.is_err());
}

#[tokio::test]
async fn an_event_that_comes_late_follows_the_next_one() {
    let mut world = world().await;
    world.sandbox.faults().deliver_late(1);
    let _first = world.guild.add_channel("first");
    let _second = world.guild.add_channel("second");
    for expected in ["second", "first"] {
        let event = world.socket.event("CHANNEL_CREATE").await;
        assert_eq!(event["d"]["name"], expected);
    }
}
