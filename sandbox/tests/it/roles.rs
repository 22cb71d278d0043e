//! Roles and members: who holds what, who is notified, what becomes of those who go.

use reqwest::Method;
use serde_json::{Value, json};
use stackwise_sandbox::{Permissions, UnixMillis};

use crate::bot::{INTENTS, text};
use crate::world::{START, world, world_with};

/// Members who come, go and change.
const MEMBERS: u64 = 1 << 1;

#[tokio::test]
async fn roles_are_given_taken_and_told() {
    let mut world = world_with(INTENTS | MEMBERS).await;
    let team = world.guild.add_team("Backend team", false);
    let created = world.socket.event("GUILD_ROLE_CREATE").await["d"].clone();
    assert_eq!(created["guild_id"], world.guild.id.to_string());
    assert_eq!(created["role"]["name"], "Backend team");
    assert_eq!(
        (&created["role"]["mentionable"], &created["role"]["permissions"]),
        (&json!(false), &json!("0"))
    );

    world.ada.add_role(&team);
    let updated = world.socket.event("GUILD_MEMBER_UPDATE").await["d"].clone();
    assert_eq!(updated["user"]["id"], world.ada.id.to_string());
    assert_eq!(updated["roles"], json!([team.id.to_string()]));
    assert_eq!(world.ada.roles(), [team]);
    let roles = format!("/guilds/{}/roles", world.guild.id);
    let (_, listed) = world.rest.get(&roles).await;
    assert!(listed.as_array().unwrap().iter().any(|role| role["name"] == "Backend team"));

    let actor = world.ada();
    let line = tokio::spawn(async move { actor.slash("/echo text: hello").await });
    let event = world.socket.event("INTERACTION_CREATE").await["d"].clone();
    assert_eq!(event["member"]["roles"], json!([team.id.to_string()]));
    world.rest.answer(&event, json!({ "type": 4, "data": { "content": "x" } })).await;
    line.await.unwrap().unwrap();

    world.guild.rename_role(&team, "Platform");
    assert_eq!(world.socket.event("GUILD_ROLE_UPDATE").await["d"]["role"]["name"], "Platform");
    world.ada.remove_role(&team);
    assert!(world.ada.roles().is_empty());
    world.ada.add_role(&team);
    assert!(world.guild.delete_role(&team) && !world.guild.delete_role(&team));
    let gone = world.socket.event("GUILD_ROLE_DELETE").await["d"].clone();
    assert_eq!(
        gone,
        json!({ "guild_id": world.guild.id.to_string(), "role_id": team.id.to_string() })
    );
    assert!(world.ada.roles().is_empty());
    assert!(!world.guild.delete_role(&world.guild.everyone()));
    let (status, answer) = world.rest.get(&format!("{roles}/{}", team.id)).await;
    assert_eq!((status, &answer["code"]), (404, &json!(10011)));
}

#[tokio::test]
async fn without_the_intent_members_come_and_go_unheard() {
    let mut world = world().await;
    let team = world.guild.add_team("Team", true);
    world.ada.add_role(&team);
    let mia = world.guild.add_member("Mia");
    assert!(mia.leave());
    world.guild.set_mentionable(&team, false);
    let next = world.socket.event("GUILD_ROLE_CREATE").await;
    let after = world.socket.next().await.unwrap();
    assert_eq!(
        (&next["d"]["role"]["name"], &after["t"]),
        (&json!("Team"), &json!("GUILD_ROLE_UPDATE"))
    );
}

#[tokio::test]
async fn members_join_at_a_time_and_leave() {
    let mut world = world_with(INTENTS | MEMBERS).await;
    let zed = world.guild.add_member_joined("Zed", UnixMillis(START.0 - 86_400_000));
    let joined = world.socket.event("GUILD_MEMBER_ADD").await["d"].clone();
    assert_eq!(joined["joined_at"], "2026-11-19T16:00:00.000000+00:00");
    assert_eq!(joined["guild_id"], world.guild.id.to_string());
    let actor = zed.in_channel(&world.channel);
    let line = tokio::spawn(async move { actor.slash("/echo text: hello").await });
    let event = world.socket.event("INTERACTION_CREATE").await["d"].clone();
    assert_eq!(event["member"]["joined_at"], "2026-11-19T16:00:00.000000+00:00");
    world.rest.answer(&event, json!({ "type": 4, "data": { "content": "x" } })).await;
    line.await.unwrap().unwrap();

    assert!(zed.leave() && !zed.leave());
    let left = world.socket.event("GUILD_MEMBER_REMOVE").await["d"].clone();
    assert_eq!(left["user"]["id"], zed.id.to_string());
    let (status, answer) =
        world.rest.get(&format!("/guilds/{}/members/{}", world.guild.id, zed.id)).await;
    assert_eq!((status, &answer["code"]), (404, &json!(10007)));
    let refused = zed.in_channel(&world.channel).slash("/echo text: x").await.unwrap_err();
    assert_eq!(refused.to_string(), "Zed may not do that here");
    let _back = world.guild.join(&zed);
    assert_eq!(world.socket.event("GUILD_MEMBER_ADD").await["d"]["user"]["id"], zed.id.to_string());
}

#[tokio::test]
async fn a_role_is_notified_only_where_that_is_allowed() {
    let world = world().await;
    let open = world.guild.add_team("Open", true);
    let quiet = world.guild.add_team("Quiet", false);
    world.ben.add_role(&quiet);
    let content = format!("<@&{}> <@&{}> <@{}>", open.id, quiet.id, world.ada.id);
    let send = async |allowed: Value| {
        let body = json!({ "content": content, "allowed_mentions": allowed });
        world.rest.post(&world.messages_path(), body).await;
        world.channel.last_message().unwrap()
    };
    let sent = send(json!({ "parse": [] })).await;
    assert!(sent.notified_nobody() && sent.mention_roles.is_empty());
    let sent = send(Value::Null).await;
    assert_eq!(sent.notified_roles(), [open.id]);
    assert_eq!(sent.notified_users(), [world.ada.id]);
    assert_eq!(sent.notified_people(), [world.ada.id], "nobody holds the open role");
    let sent = send(json!({ "roles": [quiet.id.to_string()] })).await;
    assert!(sent.notified_nobody(), "a role that may not be mentioned");
    world.guild.set_mentionable(&quiet, true);
    let sent = send(json!({ "roles": [quiet.id.to_string()] })).await;
    assert_eq!(
        (sent.notified_roles(), sent.notified_people()),
        (&[quiet.id][..], &[world.ben.id][..])
    );
    world.guild.set_mentionable(&quiet, false);
    world.channel.allow(world.sandbox.bot_id(), Permissions::MENTION_EVERYONE);
    assert_eq!(send(json!({ "parse": ["roles"] })).await.notified_roles(), [open.id, quiet.id]);
    world.channel.deny(world.ben.id, Permissions::VIEW_CHANNEL);
    assert!(!send(Value::Null).await.notified_people().contains(&world.ben.id));
}

#[tokio::test]
async fn edits_and_private_replies_notify_nobody_else() {
    let mut world = world().await;
    let (ada, ben) = (world.ada.id, world.ben.id);
    let sent = world.rest.post(&world.messages_path(), json!({ "content": "quiet" })).await.1;
    let path = format!("{}/{}", world.messages_path(), text(&sent["id"]));
    let edit = json!({ "content": format!("<@{ben}>") });
    let (_, edited) = world.rest.call(Method::PATCH, &path, edit).await;
    assert_eq!(edited["mentions"][0]["id"], ben.to_string());
    assert!(world.channel.last_message().unwrap().notified_nobody());

    let actor = world.ada();
    let line = tokio::spawn(async move { actor.slash("/echo text: hello").await });
    let event = world.socket.event("INTERACTION_CREATE").await["d"].clone();
    let content = format!("<@{ada}> <@{ben}>");
    let body = json!({ "type": 4, "data": { "content": content, "flags": 64 } });
    world.rest.answer(&event, body).await;
    let exchange = line.await.unwrap().unwrap();
    assert_eq!(exchange.message().unwrap().notified_people(), [ada]);

    let quoted = world.ada().say("hello");
    let reply = world.ben.in_channel(&world.channel).reply_to(&quoted, "yes");
    let reply = world.channel.message(reply.id).unwrap();
    assert_eq!(reply.notified_users(), [ada]);
}

#[tokio::test]
async fn texts_of_the_second_generation_notify_as_well() {
    let world = world().await;
    let display = json!({ "type": 10, "content": format!("<@{}>", world.ben.id) });
    let body = json!({ "flags": 1 << 15, "components": [{ "type": 17, "components": [display] }] });
    let (status, answer) = world.rest.post(&world.messages_path(), body).await;
    assert_eq!(status, 200, "{answer}");
    assert_eq!(world.channel.last_message().unwrap().notified_people(), [world.ben.id]);
}
