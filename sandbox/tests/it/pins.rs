//! Pinned messages.

use std::time::Duration;

use reqwest::Method;
use serde_json::{Value, json};
use stackwise_sandbox::{Options, Permissions, RateLimits};

use crate::bot::{INTENTS, refused, text, wrong_at};
use crate::world::{World, world, world_by, world_where_bot_may};

async fn trusted() -> World {
    world_where_bot_may(Permissions::PIN_MESSAGES, INTENTS).await
}

fn contents(pins: &Value) -> Vec<&str> {
    let pins = pins["items"].as_array().unwrap().iter();
    pins.map(|pin| text(&pin["message"]["content"])).collect()
}

#[tokio::test]
async fn a_message_is_pinned_told_and_unpinned() {
    let mut world = trusted().await;
    for form in ["/pins", "/messages/pins"] {
        let said = world.ada().say("Keep this");
        let path = format!("{form}/{}", said.id);
        for _ in 0..2 {
            assert_eq!(world.in_channel(Method::PUT, &path, Value::Null).await.0, 204);
        }
        assert!(world.channel.message(said.id).unwrap().pinned_at.is_some());
        let changed = world.socket.event("MESSAGE_UPDATE").await["d"].clone();
        assert_eq!(
            (&changed["id"], &changed["pinned"]),
            (&json!(said.id.to_string()), &json!(true))
        );
        assert_eq!(changed["edited_timestamp"], Value::Null, "to pin is not to edit");
        let told = world.socket.event("CHANNEL_PINS_UPDATE").await["d"].clone();
        assert_eq!(told["channel_id"], world.channel.id.to_string());
        assert_eq!(told["last_pin_timestamp"], "2026-11-20T16:00:00.000000+00:00");
        let notice = world.socket.event("MESSAGE_CREATE").await["d"].clone();
        assert_eq!((&notice["type"], &notice["content"]), (&json!(6), &json!("")));
        assert_eq!(notice["message_reference"]["message_id"], said.id.to_string());
        let last = world.channel.last_message().unwrap();
        assert_eq!(last.text(), "Bot pinned a message to this channel.");
        assert_eq!(text(&notice["id"]), last.id.to_string(), "the second time nothing happens");
        let notice = format!("/messages/{}", last.id);
        let edit = world.in_channel(Method::PATCH, &notice, json!({ "content": "x" })).await;
        refused(&edit, 403, 50021);
        refused(
            &world.in_channel(Method::PUT, &format!("/pins/{}", last.id), Value::Null).await,
            403,
            50021,
        );

        assert_eq!(world.in_channel(Method::DELETE, &path, Value::Null).await.0, 204);
        assert_eq!(world.socket.event("MESSAGE_UPDATE").await["d"]["pinned"], false);
        world.socket.event("CHANNEL_PINS_UPDATE").await;
        assert!(world.channel.message(said.id).unwrap().pinned_at.is_none());
    }
}

#[tokio::test]
async fn pins_are_listed_the_last_first() {
    let world = trusted().await;
    for content in ["one", "two", "three"] {
        let said = world.ada().say(content);
        world.in_channel(Method::PUT, &format!("/pins/{}", said.id), Value::Null).await;
        world.sandbox.advance(Duration::from_secs(60));
    }
    let page = async |query: &str| {
        world.in_channel(Method::GET, &format!("/messages/pins{query}"), Value::Null).await
    };
    let all = page("").await.1;
    assert_eq!((contents(&all), &all["has_more"]), (vec!["three", "two", "one"], &json!(false)));
    assert_eq!(all["items"][1]["pinned_at"], "2026-11-20T16:01:00.000000+00:00");
    let some = page("?limit=2").await.1;
    assert_eq!((contents(&some), &some["has_more"]), (vec!["three", "two"], &json!(true)));
    for before in ["2026-11-20T16%3A01%3A00.000000%2B00%3A00", "2026-11-20T16:01:00+00:00"] {
        let rest = page(&format!("?before={before}")).await.1;
        assert_eq!((contents(&rest), &rest["has_more"]), (vec!["one"], &json!(false)));
    }
    wrong_at(&page("?limit=51").await, "/limit", "NUMBER_TYPE_MAX");
    wrong_at(&page("?before=soon").await, "/before", "DATETIME_TYPE_CONVERT");
    let list = world.in_channel(Method::GET, "/pins", Value::Null).await.1;
    let list: Vec<_> = list.as_array().unwrap().iter().map(|one| text(&one["content"])).collect();
    assert_eq!(list, ["three", "two", "one"]);
    world.channel.deny(world.sandbox.bot_id(), Permissions::READ_MESSAGE_HISTORY);
    assert_eq!(contents(&page("").await.1), [""; 0]);
}

#[tokio::test]
async fn who_may_not_pin_does_not() {
    let world = world().await;
    let said = world.ada().say("Keep this");
    let path = format!("/pins/{}", said.id);
    for method in [Method::PUT, Method::DELETE] {
        refused(&world.in_channel(method, &path, Value::Null).await, 403, 50013);
    }
    refused(&world.in_channel(Method::PUT, "/pins/1", Value::Null).await, 404, 10008);
    world.channel.deny(world.sandbox.bot_id(), Permissions::VIEW_CHANNEL);
    refused(&world.in_channel(Method::PUT, &path, Value::Null).await, 403, 50001);
    refused(&world.in_channel(Method::GET, "/pins", Value::Null).await, 403, 50001);

    let body = json!({ "recipient_id": world.ada.id.to_string() });
    let private = world.rest.post("/users/@me/channels", body).await.1;
    let private = format!("/channels/{}", text(&private["id"]));
    let sent = world.rest.post(&format!("{private}/messages"), json!({ "content": "x" })).await.1;
    let pin = format!("{private}/pins/{}", text(&sent["id"]));
    assert_eq!(world.rest.call(Method::PUT, &pin, Value::Null).await.0, 204);
}

#[tokio::test]
async fn a_channel_has_room_for_so_many_pins() {
    let options = Options {
        bot_permissions: Permissions::MEMBER | Permissions::PIN_MESSAGES,
        rate_limits: RateLimits::OFF,
        ..Options::default()
    };
    let world = world_by(options, INTENTS).await;
    for number in 0..=250 {
        let said = world.ada().say("Keep this");
        let pinned =
            world.in_channel(Method::PUT, &format!("/pins/{}", said.id), Value::Null).await;
        if number < 250 {
            assert_eq!(pinned.0, 204, "{number}");
        } else {
            refused(&pinned, 400, 30003);
        }
    }
}
