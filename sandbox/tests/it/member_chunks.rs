//! Asking the gateway for members.

use serde_json::{Value, json};

use crate::bot::{INTENTS, text};
use crate::world::{World, world, world_with};

const MEMBERS: u64 = 1 << 1;
const PRESENCES: u64 = 1 << 8;

impl World {
    async fn ask_for_members(&mut self, mut wish: Value) {
        wish["guild_id"] = json!(self.guild.id.to_string());
        self.socket.send(json!({ "op": 8, "d": wish })).await;
    }

    async fn members(&mut self, wish: Value) -> Value {
        self.ask_for_members(wish).await;
        self.socket.event("GUILD_MEMBERS_CHUNK").await["d"].clone()
    }
}

fn names(chunk: &Value) -> Vec<&str> {
    let members = chunk["members"].as_array().unwrap().iter();
    members.map(|one| text(&one["user"]["global_name"])).collect()
}

#[tokio::test]
async fn all_members_come_in_chunks_of_a_thousand() {
    let mut world = world_with(INTENTS | MEMBERS).await;
    for number in 0..1996 {
        let _one = world.guild.add_member(&format!("Member {number}"));
    }
    let wish = json!({ "query": "", "limit": 0, "presences": false, "nonce": "P-1" });
    let first = world.members(wish).await;
    let last = world.socket.event("GUILD_MEMBERS_CHUNK").await["d"].clone();
    for (index, chunk) in [&first, &last].into_iter().enumerate() {
        assert_eq!(chunk["guild_id"], world.guild.id.to_string());
        assert_eq!((&chunk["chunk_index"], &chunk["chunk_count"]), (&json!(index), &json!(2)));
        assert_eq!((&chunk["nonce"], &chunk["not_found"]), (&json!("P-1"), &json!([])));
        assert_eq!(chunk.get("presences"), None);
        assert_eq!(names(chunk).len(), 1000);
    }
    assert_eq!(names(&first)[..4], ["Bot", "Owner", "Ada", "Ben"]);
    assert_eq!(names(&last)[999], "Member 1995");
}

#[tokio::test]
async fn members_are_found_by_name_and_by_id() {
    let mut world = world().await;
    let _adam = world.guild.add_member("Adam");
    let found = world.members(json!({ "query": "aD", "limit": 10 })).await;
    assert_eq!(names(&found), ["Ada", "Adam"]);
    let found = world.members(json!({ "query": "ad", "limit": 1 })).await;
    assert_eq!(names(&found), ["Ada"]);
    let nobody =
        world.members(json!({ "query": "zoe", "limit": 1, "nonce": "x".repeat(33) })).await;
    assert!(names(&nobody).is_empty() && nobody.get("nonce").is_none());
    assert_eq!((&nobody["chunk_index"], &nobody["chunk_count"]), (&json!(0), &json!(1)));
    let ids = json!({ "user_ids": [world.ben.id.to_string(), "7"], "limit": 0 });
    let found = world.members(ids).await;
    assert_eq!((names(&found), &found["not_found"]), (vec!["Ben"], &json!(["7"])));
}

#[tokio::test]
async fn what_the_intents_do_not_cover_is_not_answered() {
    let everyone = json!({ "query": "", "limit": 0 });
    let presences = json!({ "query": "a", "limit": 1, "presences": true });
    let mut world = world().await;
    world.ask_for_members(everyone.clone()).await;
    world.ask_for_members(presences.clone()).await;
    world.socket.send(json!({ "op": 8, "d": { "guild_id": "1", "query": "", "limit": 1 } })).await;
    // Presence and voice are taken without effect.
    world.socket.send(json!({ "op": 3, "d": { "status": "idle" } })).await;
    world.socket.send(json!({ "op": 4, "d": { "channel_id": null } })).await;
    let found = world.members(json!({ "query": "ben", "limit": 1 })).await;
    assert_eq!(names(&found), ["Ben"], "the first answer is that to the last request");

    let mut world = world_with(INTENTS | MEMBERS | PRESENCES).await;
    assert_eq!(names(&world.members(everyone).await).len(), 4);
    assert_eq!(world.members(presences).await["presences"], json!([]));
}

#[tokio::test]
async fn a_broken_request_ends_the_connection() {
    for wish in [json!({}), json!({ "user_ids": "x" }), json!({ "query": 1, "limit": 1 })] {
        let mut world = world().await;
        world.socket.event("GUILD_CREATE").await;
        world.ask_for_members(wish.clone()).await;
        assert_eq!(world.socket.next().await.unwrap_err(), 4002, "{wish}");
    }
    let sandbox = crate::world::sandbox().await;
    let mut socket = crate::bot::Socket::open(&sandbox).await;
    socket.send(json!({ "op": 8, "d": { "guild_id": "1", "query": "", "limit": 0 } })).await;
    assert_eq!(socket.next().await.unwrap_err(), 4003);
}
