//! Channels over REST, and the exceptions from permissions in them.

use reqwest::Method;
use serde_json::{Value, json};
use stackwise_sandbox::Permissions;

use crate::bot::{INTENTS, refused, text, wrong_at};
use crate::world::{World, world, world_where_bot_may};

async fn trusted() -> World {
    let may = Permissions::MANAGE_CHANNELS | Permissions::MANAGE_ROLES;
    world_where_bot_may(may, INTENTS).await
}

#[tokio::test]
async fn a_channel_is_made_changed_and_deleted() {
    let mut world = trusted().await;
    let body = json!({ "name": "Polls of the week", "topic": "Vote here", "nsfw": true,
        "rate_limit_per_user": 5 });
    let (status, made) = world.in_guild(Method::POST, "/channels", body).await;
    assert_eq!((status, &made["name"]), (201, &json!("polls-of-the-week")), "{made}");
    assert_eq!((&made["type"], &made["position"]), (&json!(0), &json!(1)));
    assert_eq!((&made["topic"], &made["rate_limit_per_user"]), (&json!("Vote here"), &json!(5)));
    let told = world.socket.event("CHANNEL_CREATE").await["d"].clone();
    assert_eq!(told["id"], made["id"]);

    let path = format!("/channels/{}", text(&made["id"]));
    let sent = world.rest.post(&format!("{path}/messages"), json!({ "content": "x" })).await;
    assert_eq!(sent.0, 200);
    let body = json!({ "name": "votes", "topic": null, "position": 7 });
    let (status, changed) = world.rest.call(Method::PATCH, &path, body).await;
    assert_eq!((status, &changed["name"]), (200, &json!("votes")), "{changed}");
    assert_eq!((&changed["topic"], &changed["position"]), (&Value::Null, &json!(7)));
    assert_eq!(changed["nsfw"], true, "what is not named stays");
    assert_eq!(world.socket.event("CHANNEL_UPDATE").await["d"], changed);

    let (status, gone) = world.rest.call(Method::DELETE, &path, Value::Null).await;
    assert_eq!((status, &gone["id"]), (200, &made["id"]));
    assert_eq!(world.socket.event("CHANNEL_DELETE").await["d"]["id"], made["id"]);
    for method in [Method::GET, Method::PATCH, Method::DELETE] {
        refused(&world.rest.call(method, &path, json!({})).await, 404, 10003);
    }
}

#[tokio::test]
async fn channels_stand_in_categories() {
    let mut world = trusted().await;
    let body = json!({ "name": "Team rooms", "type": 4, "permission_overwrites": [
        { "id": world.ben.id.to_string(), "type": 1, "deny": "1024" }] });
    let (status, category) = world.in_guild(Method::POST, "/channels", body).await;
    assert_eq!((status, &category["name"]), (201, &json!("Team rooms")), "{category}");
    let inside = json!({ "name": "inside", "parent_id": category["id"] });
    let inside = world.in_guild(Method::POST, "/channels", inside).await.1;
    assert_eq!(inside["parent_id"], category["id"]);
    assert_eq!(
        inside["permission_overwrites"], category["permission_overwrites"],
        "as its category"
    );

    let messages = format!("/channels/{}/messages", text(&category["id"]));
    refused(&world.rest.post(&messages, json!({ "content": "x" })).await, 400, 50008);
    let no_category = json!({ "name": "x", "parent_id": inside["id"] });
    let answer = world.in_guild(Method::POST, "/channels", no_category).await;
    wrong_at(&answer, "/parent_id", "CHANNEL_PARENT_INVALID");

    let path = format!("/channels/{}", text(&inside["id"]));
    let out = world.rest.call(Method::PATCH, &path, json!({ "parent_id": null })).await.1;
    assert_eq!(out["parent_id"], Value::Null);
    world.rest.call(Method::PATCH, &path, json!({ "parent_id": category["id"] })).await;
    let path = format!("/channels/{}", text(&category["id"]));
    assert_eq!(world.rest.call(Method::DELETE, &path, Value::Null).await.0, 200);
    for parent in [Value::Null, category["id"].clone(), Value::Null] {
        let told = world.socket.event("CHANNEL_UPDATE").await["d"].clone();
        assert_eq!((&told["id"], &told["parent_id"]), (&inside["id"], &parent));
    }
}

#[tokio::test]
async fn wrong_channels_are_refused_with_the_place() {
    let world = trusted().await;
    for (body, place, code) in [
        (json!({}), "/name", "BASE_TYPE_REQUIRED"),
        (json!({ "name": "x".repeat(101) }), "/name", "BASE_TYPE_BAD_LENGTH"),
        (json!({ "name": "  " }), "/name", "BASE_TYPE_REQUIRED"),
        (json!({ "name": "x", "type": 15 }), "/type", "BASE_TYPE_CHOICES"),
        (json!({ "name": "x", "topic": "x".repeat(1025) }), "/topic", "BASE_TYPE_MAX_LENGTH"),
        (
            json!({ "name": "x", "rate_limit_per_user": 21_601 }),
            "/rate_limit_per_user",
            "NUMBER_TYPE_MAX",
        ),
        (json!({ "name": "x", "parent_id": "here" }), "/parent_id", "NUMBER_TYPE_COERCE"),
        (
            json!({ "name": "x", "permission_overwrites": [{ "type": 0 }] }),
            "/permission_overwrites/0/id",
            "BASE_TYPE_REQUIRED",
        ),
        (
            json!({ "name": "x", "permission_overwrites": [{ "id": "1", "type": 2 }] }),
            "/permission_overwrites/0/type",
            "BASE_TYPE_CHOICES",
        ),
    ] {
        wrong_at(&world.in_guild(Method::POST, "/channels", body).await, place, code);
    }
    let edit = world.in_channel(Method::PATCH, "", json!({ "name": "" })).await;
    wrong_at(&edit, "/name", "BASE_TYPE_REQUIRED");
}

#[tokio::test]
async fn an_exception_is_set_and_deleted() {
    let mut world = trusted().await;
    let team = world.guild.add_team("Team", true);
    world.ben.add_role(&team);
    let path = format!("/permissions/{}", team.id);
    let body = json!({ "type": 0, "allow": "2048", "deny": 1024 });
    assert_eq!(world.in_channel(Method::PUT, &path, body).await.0, 204);
    let told = world.socket.event("CHANNEL_UPDATE").await["d"].clone();
    let set = json!({ "id": team.id.to_string(), "type": 0, "allow": "2048", "deny": "1024" });
    assert_eq!(told["permission_overwrites"], json!([set]));
    assert!(world.ben.in_channel(&world.channel).slash("/echo text: x").await.is_err());

    assert_eq!(world.in_channel(Method::DELETE, &path, Value::Null).await.0, 204);
    let told = world.socket.event("CHANNEL_UPDATE").await["d"].clone();
    assert_eq!(told["permission_overwrites"], json!([]));
    refused(&world.in_channel(Method::DELETE, &path, Value::Null).await, 404, 10009);
    let unknown = world.in_channel(Method::PUT, "/permissions/1", json!({ "type": 0 })).await;
    refused(&unknown, 404, 10009);
    wrong_at(&world.in_channel(Method::PUT, &path, json!({})).await, "/type", "BASE_TYPE_REQUIRED");
    let wrong = world.in_channel(Method::PUT, &path, json!({ "type": 0, "deny": "x" })).await;
    wrong_at(&wrong, "/deny", "NUMBER_TYPE_COERCE");
    for bits in [Permissions::MANAGE_GUILD, Permissions::MANAGE_ROLES] {
        let body = json!({ "type": 0, "allow": bits.0.to_string() });
        refused(&world.in_channel(Method::PUT, &path, body).await, 403, 50013);
    }
}

#[tokio::test]
async fn without_the_permission_channels_stay_as_they_are() {
    let world = world().await;
    let permissions = format!("/permissions/{}", world.ben.id);
    refused(&world.in_guild(Method::POST, "/channels", json!({ "name": "x" })).await, 403, 50013);
    for (method, path, body) in [
        (Method::PATCH, "", json!({ "name": "x" })),
        (Method::DELETE, "", Value::Null),
        (Method::PUT, permissions.as_str(), json!({ "type": 1 })),
        (Method::DELETE, permissions.as_str(), Value::Null),
    ] {
        refused(&world.in_channel(method, path, body).await, 403, 50013);
    }
    let bot = world.sandbox.bot_id();
    world.channel.allow(bot, Permissions::MANAGE_CHANNELS);
    let body = json!({ "permission_overwrites": [] });
    refused(&world.in_channel(Method::PATCH, "", body).await, 403, 50013);
    assert_eq!(world.in_channel(Method::PATCH, "", json!({ "name": "x" })).await.0, 200);
    world.channel.deny(bot, Permissions::VIEW_CHANNEL);
    refused(&world.in_channel(Method::PATCH, "", json!({ "name": "x" })).await, 403, 50001);
    refused(&world.in_channel(Method::DELETE, "", Value::Null).await, 403, 50001);
}

#[tokio::test]
async fn a_private_channel_is_closed_not_deleted() {
    let world = world().await;
    let body = json!({ "recipient_id": world.ada.id.to_string() });
    let opened = world.rest.post("/users/@me/channels", body).await.1;
    let path = format!("/channels/{}", text(&opened["id"]));
    refused(&world.rest.call(Method::PATCH, &path, json!({ "name": "x" })).await, 400, 50024);
    assert_eq!(world.rest.call(Method::DELETE, &path, Value::Null).await.0, 200);
    assert_eq!(world.rest.get(&path).await.1["id"], opened["id"]);
}
