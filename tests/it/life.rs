//! Starting and ending: what the bot refuses to start on, and what ends it.

use std::time::Duration;

use stackwise::discord::{Discord, Settings, Token};
use stackwise_sandbox::{Fault, Sandbox};

use crate::world::World;

async fn refusal(settings: Settings) -> String {
    match Discord::connect(settings).await {
        Ok(_) => panic!("it should not connect"),
        Err(error) => error.to_string(),
    }
}

fn settings(sandbox: &Sandbox) -> Settings {
    Settings {
        token: Token::new(sandbox.token()),
        api: sandbox.api_base().to_owned(),
        command_servers: Vec::new(),
        message_content: false,
        patience: Settings::PATIENCE,
    }
}

#[tokio::test]
async fn a_token_that_is_not_known_is_named_and_not_shown() {
    let sandbox = Sandbox::start(stackwise_sandbox::Options::default()).await.unwrap();
    let wrong = Settings { token: Token::new("secret-thing"), ..settings(&sandbox) };
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
    for (code, expected) in [(4004, "DISCORD_TOKEN"), (4014, "Message Content Intent")] {
        let mut world = World::new().await;
        world.sandbox.faults().close(code);
        let error = world.ended().await.to_string();
        assert!(error.contains(expected), "{code}: {error}");
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
