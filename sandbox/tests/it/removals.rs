//! Channels and servers that go: what the bot hears, and what its requests then meet.

use reqwest::Method;
use serde_json::{Value, json};

use crate::bot::{INTENTS, Socket, text};
use crate::world::world;

#[tokio::test]
async fn a_deleted_channel_is_unknown() {
    let mut world = world().await;
    let sent = world.rest.post(&world.messages_path(), json!({ "content": "old" })).await.1;
    let actor = world.ada();
    let line = tokio::spawn(async move { actor.slash("/echo text: hello").await });
    let event = world.socket.event("INTERACTION_CREATE").await["d"].clone();
    assert!(world.channel.delete() && !world.channel.delete());
    let gone = world.socket.event("CHANNEL_DELETE").await["d"].clone();
    assert_eq!(
        (&gone["id"], &gone["name"]),
        (&json!(world.channel.id.to_string()), &json!("stack"))
    );
    assert_eq!(gone["guild_id"], world.guild.id.to_string());

    let message = format!("{}/{}", world.messages_path(), text(&sent["id"]));
    let content = || json!({ "content": "new" });
    let answers = [
        world.rest.answer(&event, json!({ "type": 4, "data": { "content": "x" } })).await,
        world.rest.post(&world.messages_path(), content()).await,
        world.rest.call(Method::PATCH, &message, content()).await,
        world.rest.get(&format!("/channels/{}", world.channel.id)).await,
    ];
    for (status, answer) in answers {
        assert_eq!((status, &answer["code"]), (404, &json!(10003)), "{answer}");
    }
    let refused = world.ada().slash("/echo text: x").await.unwrap_err();
    assert_eq!(refused.to_string(), "Ada may not do that here");
    world.sandbox.advance(std::time::Duration::from_secs(4));
    assert_eq!(line.await.unwrap().unwrap().text(), "The application did not respond");
}

#[tokio::test]
async fn a_deleted_server_is_unknown() {
    let mut world = world().await;
    assert!(world.guild.delete() && !world.guild.delete());
    let gone = world.socket.event("GUILD_DELETE").await["d"].clone();
    assert_eq!(gone, json!({ "id": world.guild.id.to_string() }));
    let guild = format!("/guilds/{}", world.guild.id);
    for (path, code) in [
        (guild.clone(), 10004),
        (format!("{guild}/roles"), 10004),
        (format!("{guild}/members/{}", world.ada.id), 10004),
        (world.messages_path(), 10003),
    ] {
        let (status, answer) = world.rest.get(&path).await;
        assert_eq!((status, &answer["code"]), (404, &json!(code)), "{path}");
    }
    assert_eq!(world.rest.get("/users/@me/guilds").await.1, json!([]));
    let mut fresh = Socket::open(&world.sandbox).await;
    fresh.identify(world.sandbox.token(), INTENTS).await;
    assert_eq!(fresh.event("READY").await["d"]["guilds"], json!([]));
}

#[tokio::test]
async fn a_bot_that_is_thrown_out_hears_no_more_until_it_is_invited() {
    let mut world = world().await;
    let view = world.ada().say("before");
    assert!(world.guild.remove_bot() && !world.guild.remove_bot());
    assert_eq!(world.socket.event("GUILD_DELETE").await["d"].get("unavailable"), None);
    world.ada().say("unheard");
    let (status, answer) = world.rest.get(&format!("/guilds/{}", world.guild.id)).await;
    assert_eq!((status, &answer["code"]), (404, &json!(10004)));
    let (status, answer) = world.rest.post(&world.messages_path(), json!({ "content": "x" })).await;
    assert_eq!((status, &answer["code"]), (403, &json!(50001)));
    let menu = world.ada().message_menu(&view, "Answer this").await.unwrap();
    assert_eq!(menu.text(), "The application did not respond");

    world.guild.invite_bot();
    let next = world.socket.next().await.unwrap();
    assert_eq!((&next["t"], &next["d"]["name"]), (&json!("GUILD_CREATE"), &json!("Demo team")));
    assert_eq!(world.rest.post(&world.messages_path(), json!({ "content": "x" })).await.0, 200);
    let path = format!("/users/@me/guilds/{}", world.guild.id);
    assert_eq!(world.rest.call(Method::DELETE, &path, Value::Null).await.0, 204);
    world.socket.event("GUILD_DELETE").await;
    assert_eq!(world.rest.call(Method::DELETE, &path, Value::Null).await.0, 404);
}

#[tokio::test]
async fn an_outage_is_not_a_farewell() {
    let mut world = world().await;
    world.guild.becomes_unavailable();
    assert_eq!(world.socket.event("GUILD_DELETE").await["d"]["unavailable"], true);
    world.guild.becomes_available();
    assert_eq!(world.socket.event("GUILD_CREATE").await["d"]["unavailable"], false);
    assert_eq!(world.rest.post(&world.messages_path(), json!({ "content": "x" })).await.0, 200);
}
