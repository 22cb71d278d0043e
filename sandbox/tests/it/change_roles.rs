//! Roles over REST.

use reqwest::Method;
use serde_json::{Value, json};
use stackwise_sandbox::Permissions;

use crate::bot::{INTENTS, refused, text, wrong_at};
use crate::world::{World, world, world_where_bot_may};

async fn trusted() -> World {
    world_where_bot_may(Permissions::MANAGE_ROLES, INTENTS).await
}

#[tokio::test]
async fn a_role_is_made_changed_and_deleted() {
    let mut world = trusted().await;
    let body = json!({ "name": "Voters", "permissions": "1024", "color": 0xFF_00_00,
        "hoist": true, "mentionable": true });
    let (status, made) = world.in_guild(Method::POST, "/roles", body).await;
    assert_eq!((status, &made["name"]), (200, &json!("Voters")), "{made}");
    assert_eq!((&made["permissions"], &made["color"]), (&json!("1024"), &json!(0xFF_00_00)));
    assert_eq!(made["colors"]["primary_color"], 0xFF_00_00);
    assert_eq!((&made["hoist"], &made["mentionable"]), (&json!(true), &json!(true)));
    let told = world.socket.event("GUILD_ROLE_CREATE").await["d"].clone();
    assert_eq!(told, json!({ "guild_id": world.guild.id.to_string(), "role": made }));

    let path = format!("/roles/{}", text(&made["id"]));
    let body = json!({ "name": "Electors", "permissions": 2048, "colors": { "primary_color": 1 } });
    let (status, changed) = world.in_guild(Method::PATCH, &path, body).await;
    assert_eq!((status, &changed["name"]), (200, &json!("Electors")), "{changed}");
    assert_eq!((&changed["permissions"], &changed["color"]), (&json!("2048"), &json!(1)));
    assert_eq!(changed["hoist"], true, "what is not named stays");
    assert_eq!(world.socket.event("GUILD_ROLE_UPDATE").await["d"]["role"], changed);

    assert_eq!(world.in_guild(Method::DELETE, &path, Value::Null).await.0, 204);
    let gone = world.socket.event("GUILD_ROLE_DELETE").await["d"].clone();
    assert_eq!(gone["role_id"], made["id"]);
    for method in [Method::GET, Method::PATCH, Method::DELETE] {
        refused(&world.in_guild(method, &path, json!({})).await, 404, 10011);
    }
}

#[tokio::test]
async fn a_role_without_a_body_has_defaults() {
    let world = trusted().await;
    let made = world.in_guild(Method::POST, "/roles", json!({})).await.1;
    assert_eq!(made["name"], "new role");
    assert_eq!(made["permissions"], Permissions::MEMBER.0.to_string());
    assert_eq!((&made["color"], &made["position"]), (&json!(0), &json!(1)));
}

#[tokio::test]
async fn wrong_roles_are_refused_with_the_place() {
    let world = trusted().await;
    for (body, place, code) in [
        (json!({ "name": "x".repeat(101) }), "/name", "BASE_TYPE_BAD_LENGTH"),
        (json!({ "name": 7 }), "/name", "STRING_TYPE_CONVERT"),
        (json!({ "permissions": "all" }), "/permissions", "NUMBER_TYPE_COERCE"),
        (json!({ "color": 0x100_0000 }), "/color", "NUMBER_TYPE_MAX"),
        (json!({ "colors": { "primary_color": -1 } }), "/colors/primary_color", "NUMBER_TYPE_MIN"),
        (json!({ "hoist": "yes" }), "/hoist", "BOOLEAN_TYPE_CONVERT"),
    ] {
        wrong_at(&world.in_guild(Method::POST, "/roles", body).await, place, code);
    }
}

#[tokio::test]
async fn a_bot_gives_no_more_than_it_has() {
    let world = trusted().await;
    let more = json!({ "permissions": Permissions::MANAGE_GUILD.0.to_string() });
    refused(&world.in_guild(Method::POST, "/roles", more.clone()).await, 403, 50013);
    let team = format!("/roles/{}", world.guild.add_team("Team", true).id);
    refused(&world.in_guild(Method::PATCH, &team, more).await, 403, 50013);

    // Its own role is not below itself, and everyone's is nobody's to delete.
    let roles = world.in_guild(Method::GET, "/roles", Value::Null).await.1;
    let own = roles.as_array().unwrap().iter().find(|role| role["managed"] == true).unwrap();
    let own = format!("/roles/{}", text(&own["id"]));
    refused(&world.in_guild(Method::PATCH, &own, json!({ "name": "x" })).await, 403, 50013);
    let everyone = format!("/roles/{}", world.guild.id);
    refused(&world.in_guild(Method::DELETE, &everyone, Value::Null).await, 400, 50028);
    assert_eq!(
        world.in_guild(Method::PATCH, &everyone, json!({ "permissions": "0" })).await.0,
        200
    );
}

#[tokio::test]
async fn without_the_permission_roles_stay_as_they_are() {
    let world = world().await;
    let team = format!("/roles/{}", world.guild.add_team("Team", true).id);
    for (method, path) in
        [(Method::POST, "/roles"), (Method::PATCH, &team), (Method::DELETE, &team)]
    {
        refused(&world.in_guild(method, path, json!({})).await, 403, 50013);
    }
    refused(&world.rest.post("/guilds/1/roles", json!({})).await, 404, 10004);
}
