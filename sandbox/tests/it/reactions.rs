//! Reactions: the bot's over REST, people's by hand.

use reqwest::Method;
use serde_json::{Value, json};
use stackwise_sandbox::{MessageView, Permissions};

use crate::bot::{INTENTS, Socket, refused, text, wrong_at};
use crate::world::{World, world, world_with};

const REACTIONS: u64 = 1 << 10;
/// 👍 as clients write it into a path.
const THUMB: &str = "%F0%9F%91%8D";

impl World {
    async fn reactions(&self, method: Method, on: &MessageView, path: &str) -> (u16, Value) {
        let path = format!("/messages/{}/reactions{path}", on.id);
        self.in_channel(method, &path, Value::Null).await
    }

    async fn shown(&self, message: &MessageView) -> Value {
        self.in_channel(Method::GET, &format!("/messages/{}", message.id), Value::Null).await.1
    }
}

#[tokio::test]
async fn reactions_are_counted_and_told() {
    let mut world = world_with(INTENTS | REACTIONS).await;
    let said = world.ada().say("Rust?");
    assert_eq!(world.shown(&said).await.get("reactions"), None);
    world.ben.in_channel(&world.channel).react(&said, "👍").unwrap();
    world.ben.in_channel(&world.channel).react(&said, "👍").unwrap();
    let told = world.socket.event("MESSAGE_REACTION_ADD").await["d"].clone();
    let ids = json!({ "channel_id": world.channel.id.to_string(), "message_id": said.id.to_string(),
        "guild_id": world.guild.id.to_string(), "user_id": world.ben.id.to_string() });
    for (key, id) in ids.as_object().unwrap() {
        assert_eq!(told[key], *id, "{key}");
    }
    assert_eq!(told["emoji"], json!({ "id": null, "name": "👍" }));
    assert_eq!(told["member"]["user"]["global_name"], "Ben");
    assert_eq!(told["message_author_id"], world.ada.id.to_string());
    assert_eq!((&told["type"], &told["burst"]), (&json!(0), &json!(false)));

    assert_eq!(world.reactions(Method::PUT, &said, &format!("/{THUMB}/@me")).await.0, 204);
    let told = world.socket.event("MESSAGE_REACTION_ADD").await["d"].clone();
    assert_eq!(told["user_id"], world.sandbox.bot_id().to_string(), "once for each person");
    let shown = world.shown(&said).await["reactions"][0].clone();
    assert_eq!((&shown["count"], &shown["me"]), (&json!(2), &json!(true)), "{shown}");
    assert_eq!(shown["count_details"], json!({ "burst": 0, "normal": 2 }));
    let seen = world.channel.message(said.id).unwrap().reactions;
    assert_eq!(seen[0].people, [world.ben.id, world.sandbox.bot_id()]);

    assert_eq!(world.reactions(Method::DELETE, &said, &format!("/{THUMB}/@me")).await.0, 204);
    world.ben.in_channel(&world.channel).unreact(&said, "👍").unwrap();
    for user in [world.sandbox.bot_id(), world.ben.id] {
        let told = world.socket.event("MESSAGE_REACTION_REMOVE").await["d"].clone();
        assert_eq!(
            (&told["user_id"], &told["emoji"]["name"]),
            (&json!(user.to_string()), &json!("👍"))
        );
    }
    assert_eq!(world.shown(&said).await.get("reactions"), None);
}

#[tokio::test]
async fn reactions_are_heard_with_their_intent_alone() {
    let mut world = world().await;
    let mut other = Socket::open(&world.sandbox).await;
    other.identify(world.sandbox.token(), REACTIONS).await;
    other.event("READY").await;
    let said = world.ada().say("first");
    world.ada().react(&said, "👍").unwrap();
    world.ada().say("second");
    assert_eq!(other.next().await.unwrap()["t"], "MESSAGE_REACTION_ADD");
    world.socket.event("MESSAGE_CREATE").await;
    assert_eq!(world.socket.next().await.unwrap()["t"], "MESSAGE_CREATE");
}

#[tokio::test]
async fn who_reacted_is_listed() {
    let world = world().await;
    let said = world.ada().say("Rust?");
    for person in [&world.ben, &world.ada] {
        person.in_channel(&world.channel).react(&said, "❤️").unwrap();
    }
    let list = async |query: &str| {
        let (status, users) =
            world.reactions(Method::GET, &said, &format!("/%E2%9D%A4{query}")).await;
        assert_eq!(status, 200, "{users}");
        let users = users.as_array().unwrap().iter();
        users.map(|user| text(&user["global_name"]).to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(list("").await, ["Ada", "Ben"], "by their ids; with or without the variant sign");
    assert_eq!(list("?limit=1").await, ["Ada"]);
    assert_eq!(list(&format!("?after={}", world.ada.id)).await, ["Ben"]);
    assert!(list("?type=1").await.is_empty());
    let answer = world.reactions(Method::GET, &said, &format!("/{THUMB}?limit=101")).await;
    wrong_at(&answer, "/limit", "NUMBER_TYPE_MAX");
}

#[tokio::test]
async fn joining_in_needs_no_permission_and_starting_does() {
    let world = world().await;
    let (bot, said) = (world.sandbox.bot_id(), world.ada().say("Rust?"));
    let own = format!("/{THUMB}/@me");
    world.channel.deny(bot, Permissions::ADD_REACTIONS);
    refused(&world.reactions(Method::PUT, &said, &own).await, 403, 50013);
    world.ada().react(&said, "👍").unwrap();
    assert_eq!(world.reactions(Method::PUT, &said, &own).await.0, 204);
    world.channel.deny(bot, Permissions::READ_MESSAGE_HISTORY);
    refused(&world.reactions(Method::PUT, &said, &own).await, 403, 50013);
    world.channel.deny(bot, Permissions::VIEW_CHANNEL);
    refused(&world.reactions(Method::PUT, &said, &own).await, 403, 50001);

    let ben = world.ben.in_channel(&world.channel);
    world.channel.deny(world.ben.id, Permissions::ADD_REACTIONS);
    ben.react(&said, "👍").unwrap();
    let refused = ben.react(&said, "👎").unwrap_err();
    assert_eq!(refused.to_string(), "Ben may not do that here");
}

#[tokio::test]
async fn reactions_of_others_are_for_moderators_to_take() {
    let mut world = world_with(INTENTS | REACTIONS).await;
    let said = world.ada().say("Rust?");
    for emoji in ["👍", "👎", "🎉"] {
        world.ada().react(&said, emoji).unwrap();
        world.ben.in_channel(&world.channel).react(&said, emoji).unwrap();
    }
    let paths = [format!("/{THUMB}/{}", world.ada.id), format!("/{THUMB}"), String::new()];
    for path in &paths {
        refused(&world.reactions(Method::DELETE, &said, path).await, 403, 50013);
    }
    world.channel.allow(world.sandbox.bot_id(), Permissions::MANAGE_MESSAGES);
    let mut left = Vec::new();
    for path in &paths {
        assert_eq!(world.reactions(Method::DELETE, &said, path).await.0, 204);
        let view = world.channel.message(said.id).unwrap();
        left.push(view.reactions.iter().map(|one| one.people.len()).sum::<usize>());
    }
    assert_eq!(left, [5, 4, 0]);
    let one = world.socket.event("MESSAGE_REACTION_REMOVE").await["d"].clone();
    assert_eq!(one["user_id"], world.ada.id.to_string());
    let emoji = world.socket.event("MESSAGE_REACTION_REMOVE_EMOJI").await["d"].clone();
    assert_eq!(
        (&emoji["emoji"]["name"], &emoji["message_id"]),
        (&json!("👍"), &json!(said.id.to_string()))
    );
    let all = world.socket.event("MESSAGE_REACTION_REMOVE_ALL").await["d"].clone();
    assert_eq!(all["message_id"], said.id.to_string());
}

#[tokio::test]
async fn what_is_no_emoji_and_one_too_many_are_refused() {
    let world = world().await;
    let said = world.ada().say("Rust?");
    for emoji in ["thumbsup", "party:1234"] {
        let answer = world.reactions(Method::PUT, &said, &format!("/{emoji}/@me")).await;
        refused(&answer, 400, 10014);
    }
    let refusal = world.ada().react(&said, "yes").unwrap_err();
    assert_eq!(refusal.to_string(), "`yes` does not fit `emoji`: it is no emoji");
    let refusal = world.ada().unreact(&said, "👍").unwrap_err();
    assert_eq!(refusal.to_string(), "no usable `👍` here; there is: ");
    for number in 0..20 {
        let emoji = char::from_u32(0x1F400 + number).unwrap().to_string();
        world.ada().react(&said, &emoji).unwrap();
    }
    refused(&world.reactions(Method::PUT, &said, &format!("/{THUMB}/@me")).await, 400, 30010);
    assert!(world.ada().react(&said, "👍").is_err());
    let gone = format!("{}/1/reactions/{THUMB}/@me", world.messages_path());
    refused(&world.rest.call(Method::PUT, &gone, Value::Null).await, 404, 10008);
}
