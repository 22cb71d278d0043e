//! Many messages deleted at once.

use std::time::Duration;

use reqwest::Method;
use serde_json::{Value, json};
use stackwise_sandbox::Permissions;

use crate::bot::{INTENTS, refused, text, wrong_at};
use crate::world::{World, world, world_where_bot_may};

impl World {
    async fn delete(&self, ids: &[String]) -> (u16, Value) {
        let body = json!({ "messages": ids });
        self.in_channel(Method::POST, "/messages/bulk-delete", body).await
    }

    fn say_all(&self, texts: &[&str]) -> Vec<String> {
        texts.iter().map(|text| self.ada().say(text).id.to_string()).collect()
    }
}

#[tokio::test]
async fn messages_go_in_one_event() {
    let mut world = world_where_bot_may(Permissions::MANAGE_MESSAGES, INTENTS).await;
    let ids = world.say_all(&["one", "two", "three"]);
    let none = (ids[2].parse::<u64>().unwrap() + 1_000_000).to_string();
    assert_eq!(world.delete(&[ids[0].clone(), ids[2].clone(), none]).await.0, 204);
    let told = world.socket.event("MESSAGE_DELETE_BULK").await["d"].clone();
    assert_eq!(told["ids"], json!([ids[0], ids[2]]), "only what was there");
    assert_eq!(told["channel_id"], world.channel.id.to_string());
    assert_eq!(told["guild_id"], world.guild.id.to_string());
    let left = world.channel.public_messages();
    assert_eq!((left.len(), left[0].content.as_str()), (1, "two"));
}

#[tokio::test]
async fn a_wrong_list_deletes_nothing() {
    let world = world_where_bot_may(Permissions::MANAGE_MESSAGES, INTENTS).await;
    let ids = world.say_all(&["one", "two"]);
    let many: Vec<_> = (0..101).map(|number| format!("9{number:018}")).collect();
    for list in [&ids[..1], &[], &many] {
        refused(&world.delete(list).await, 400, 50016);
    }
    let twice = [ids[0].clone(), ids[0].clone()];
    wrong_at(&world.delete(&twice).await, "/messages/1", "SET_TYPE_ALREADY_CONTAINS_VALUE");
    let wrong = [ids[0].clone(), "x".to_owned()];
    wrong_at(&world.delete(&wrong).await, "/messages/1", "NUMBER_TYPE_COERCE");
    for (body, code) in
        [(json!({}), "BASE_TYPE_REQUIRED"), (json!({ "messages": "1" }), "LIST_TYPE_CONVERT")]
    {
        let answer = world.in_channel(Method::POST, "/messages/bulk-delete", body).await;
        wrong_at(&answer, "/messages", code);
    }
    world.sandbox.advance(Duration::from_secs(14 * 24 * 3600 - 1));
    let young = world.say_all(&["three"]);
    world.sandbox.advance(Duration::from_secs(1));
    let mixed = [ids[0].clone(), young[0].clone()];
    refused(&world.delete(&mixed).await, 400, 50034);
    assert_eq!(world.channel.public_messages().len(), 3);
}

#[tokio::test]
async fn only_moderators_of_a_server_delete_so_many() {
    let world = world().await;
    let ids = world.say_all(&["one", "two"]);
    refused(&world.delete(&ids).await, 403, 50013);
    let body = json!({ "recipient_id": world.ada.id.to_string() });
    let private = world.rest.post("/users/@me/channels", body).await.1;
    let path = format!("/channels/{}/messages/bulk-delete", text(&private["id"]));
    refused(&world.rest.post(&path, json!({ "messages": ids })).await, 403, 50003);
}
