//! Starting and ending: what the bot refuses to start on, and what ends it.

use std::time::Duration;

use axum::extract::ws::{self, WebSocket, WebSocketUpgrade};
use axum::routing::get;
use stackwise::discord::{Discord, Settings};
use stackwise::secret::Secret;
use stackwise_sandbox::{Fault, Sandbox};

use crate::world::World;

async fn refusal(settings: Settings) -> String {
    match Discord::connect(settings).await {
        Ok(_) => panic!("it should not connect"),
        Err(error) => error.to_string(),
    }
}

fn settings(sandbox: &Sandbox) -> Settings {
    settings_for(sandbox.token(), sandbox.api_base())
}

fn settings_for(token: &str, api: &str) -> Settings {
    Settings {
        token: Secret::new(token),
        api: api.to_owned(),
        command_servers: Vec::new(),
        message_content: false,
        patience: Settings::PATIENCE,
    }
}

#[tokio::test]
async fn a_token_that_is_not_known_is_named_and_not_shown() {
    let sandbox = Sandbox::start(stackwise_sandbox::Options::default()).await.unwrap();
    let wrong = Settings { token: Secret::new("secret-thing"), ..settings(&sandbox) };
    assert!(!format!("{wrong:?}").contains("secret-thing"));
    let refusal = refusal(wrong).await;
    assert!(refusal.contains("DISCORD_TOKEN"), "{refusal}");
    assert!(!refusal.contains("secret-thing"), "{refusal}");
}

#[tokio::test]
async fn without_an_answer_from_the_api_nothing_is_started() {
    let sandbox = Sandbox::start(stackwise_sandbox::Options::default()).await.unwrap();
    sandbox.faults().next("GET /gateway", 1, Fault::Status(404));
    let refusal = refusal(settings(&sandbox)).await;
    assert!(refusal.contains(sandbox.api_base()), "{refusal}");
    assert!(sandbox.frames().is_empty(), "no gateway was tried");
}

#[tokio::test]
async fn commands_that_cannot_be_registered_end_the_bot() {
    let sandbox = Sandbox::start(stackwise_sandbox::Options::default()).await.unwrap();
    sandbox.faults().next("PUT /applications/*/commands", 1, Fault::Status(403));
    let mut world = World::unstarted(sandbox);
    let error = world.start_and_fail().await.to_string();
    assert!(error.contains("register"), "{error}");
}

#[tokio::test]
async fn a_connection_closed_for_good_ends_the_bot() {
    let intents = "Message Content Intent";
    for (code, expected) in [(4004, "DISCORD_TOKEN"), (4013, intents), (4014, intents)] {
        let mut world = World::new().await;
        world.sandbox.faults().close(code);
        let error = world.ended().await.to_string();
        assert!(error.contains(expected), "{code}: {error}");
    }
}

/// The codes on which the client library neither returns nor gets anywhere.
#[tokio::test]
async fn a_connection_that_never_becomes_ready_ends_the_bot() {
    for code in [4003, 4010, 4011] {
        let api = refusing_gateway(code).await;
        let patience = Duration::from_millis(200);
        let settings = Settings { patience, ..settings_for("any", &api) };
        let discord = Discord::connect(settings).await.unwrap();
        let error = World::serve(discord).await.unwrap_err().to_string();
        assert!(error.contains("closed it for good"), "{code}: {error}");
    }
}

/// A gateway that says hello and closes each connection with this code. Returns the API's address.
async fn refusing_gateway(code: u16) -> String {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let refuse = move |mut socket: WebSocket| async move {
        let hello = r#"{"op":10,"d":{"heartbeat_interval":100},"s":null,"t":null}"#;
        let _ = socket.send(ws::Message::Text(hello.into())).await;
        let _identify = socket.recv().await;
        let frame = ws::CloseFrame { code, reason: "".into() };
        let _ = socket.send(ws::Message::Close(Some(frame))).await;
    };
    let router = axum::Router::new()
        .route("/", get(move |up: WebSocketUpgrade| async move { up.on_upgrade(refuse) }))
        .route(
            "/api/v10/gateway",
            get(move || async move {
                axum::Json(serde_json::json!({ "url": format!("ws://{address}") }))
            }),
        )
        .route(
            "/api/v10/users/@me",
            get(|| async { axum::Json(serde_json::json!({ "id": "1" })) }),
        );
    tokio::spawn(async move { axum::serve(listener, router).await });
    format!("http://{address}")
}

#[tokio::test]
async fn commands_are_registered_everywhere_or_in_the_configured_servers() {
    for chosen in [false, true] {
        let sandbox = Sandbox::start(stackwise_sandbox::Options::default()).await.unwrap();
        let mut world = World::unstarted(sandbox);
        if chosen {
            world.command_servers = vec![world.guild.id.get()];
        }
        world.start().await;
        world.ada().slash("/help").await.unwrap();
        let puts = world.sandbox.requests().into_iter().filter(|r| r.method == "PUT");
        let counts: Vec<usize> = puts.map(|r| r.body.as_array().map_or(0, Vec::len)).collect();
        assert_eq!(counts, if chosen { vec![0, 11] } else { vec![11] });
    }
}

#[tokio::test]
async fn the_bot_ends_in_order_and_starts_again() {
    let mut world = World::new().await;
    world.restart().await;
    let reply = world.ada().slash("/help").await.unwrap();
    assert!(reply.message().unwrap().ephemeral);
    world.stop().await;
    let connected = || (!world.sandbox.bot_connected()).then_some(());
    world.sandbox.wait_for("the bot to be gone", connected).await.unwrap();
    world.advance(Duration::from_secs(1));
}
