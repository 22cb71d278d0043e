//! Plain messages: writing, limits, permissions, files, trouble.

use std::time::Duration;

use reqwest::Method;
use reqwest::multipart::{Form, Part};
use serde_json::{Value, json};
use stackwise_sandbox::{Fault, Limit, Options, Permissions, RateLimits, Sandbox, Scope};

use crate::bot::{Rest, read, text};
use crate::world::world;

#[tokio::test]
async fn without_the_token_nothing_is_told() {
    let world = world().await;
    let url = format!("{}/api/v10/users/@me", world.sandbox.api_base());
    let client = reqwest::Client::new();
    for header in [None, Some("Bot wrong"), Some(world.sandbox.token())] {
        let request = header
            .map_or(client.get(&url), |header| client.get(&url).header("authorization", header));
        let (status, answer) = read(request.send().await.unwrap()).await;
        assert_eq!(status, 401);
        assert_eq!(answer, json!({ "message": "401: Unauthorized", "code": 0 }));
    }
    assert_eq!(world.rest.get("/users/@me").await.0, 200);
}

#[tokio::test]
async fn what_does_not_exist_is_named() {
    let world = world().await;
    let messages = world.messages_path();
    for (path, code) in [
        ("/channels/1", 10003),
        ("/guilds/1", 10004),
        (&format!("{messages}/1"), 10008),
        ("/users/1", 10013),
        ("/webhooks/1/token/messages/@original", 10015),
        (&format!("/applications/{}/commands/1", world.sandbox.application_id()), 10063),
        ("/no/such/thing", 0),
    ] {
        let (status, answer) = world.rest.get(path).await;
        assert_eq!((status, &answer["code"]), (404, &json!(code)), "{path}: {answer}");
    }
}

#[tokio::test]
async fn too_long_a_description_is_refused_in_discords_words() {
    let world = world().await;
    let body = json!({ "embeds": [{ "description": "x".repeat(4097) }] });
    let (status, answer) = world.rest.post(&world.messages_path(), body).await;
    assert_eq!(status, 400);
    let error =
        json!({ "code": "BASE_TYPE_MAX_LENGTH", "message": "Must be 4096 or fewer in length." });
    let expected = json!({ "code": 50035, "message": "Invalid Form Body",
        "errors": { "embeds": { "0": { "description": { "_errors": [error] } } } } });
    assert_eq!(answer, expected);
}

#[tokio::test]
async fn a_nonce_keeps_a_message_from_being_sent_twice() {
    let world = world().await;
    let body = json!({ "content": "once", "nonce": "P-31", "enforce_nonce": true });
    let first = world.rest.post(&world.messages_path(), body.clone()).await.1;
    let again = world.rest.post(&world.messages_path(), body.clone()).await.1;
    assert_eq!(first["id"], again["id"]);
    world.sandbox.advance(Duration::from_secs(600));
    let later = world.rest.post(&world.messages_path(), body).await.1;
    assert_ne!(first["id"], later["id"]);
    assert_eq!(world.channel.public_messages().len(), 2);
}

#[tokio::test]
async fn files_come_back_as_they_were_sent() {
    let world = world().await;
    let payload = json!({ "content": "see", "attachments": [{ "id": 0, "description": "alt" }],
        "embeds": [{ "title": "t", "image": { "url": "attachment://a.png" } }] });
    let form = Form::new()
        .text("payload_json", payload.to_string())
        .part("files[0]", Part::bytes(vec![1, 2, 3]).file_name("a.png"));
    let request = world.rest.request(Method::POST, &world.messages_path()).multipart(form);
    let (status, answer) = read(request.send().await.unwrap()).await;
    assert_eq!(status, 200, "{answer}");
    let url = text(&answer["attachments"][0]["url"]);
    assert_eq!(answer["embeds"][0]["image"]["url"], url);
    assert_eq!(reqwest::get(url).await.unwrap().bytes().await.unwrap(), vec![1, 2, 3]);
    let view = world.channel.last_message().unwrap();
    assert_eq!(view.text(), "see\n| t\n| { a.png }\na.png (alt)");
    assert_eq!(view.attachments[0].bytes, vec![1, 2, 3]);
}

/// The first bytes of a PNG picture of 3 by 2 pixels.
const PNG: &[u8] =
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\x0dIHDR\x00\x00\x00\x03\x00\x00\x00\x02\x08\x02\x00\x00\x00";

#[tokio::test]
async fn pictures_are_shown_and_files_are_handed_over() {
    let world = world().await;
    let payload = json!({ "attachments": [
        { "id": 0, "description": "Votes: Django 3, Node.js 1" },
        { "id": 1, "filename": "page.html" },
    ] });
    // Some clients say nothing of what a file is, or no more than that it is one.
    let chart = Part::bytes(PNG).file_name("Chart.PNG").mime_str("application/octet-stream");
    let page = Part::text("<script>").file_name("x").mime_str("text/html");
    let form = Form::new()
        .text("payload_json", payload.to_string())
        .part("files[0]", chart.unwrap())
        .part("files[1]", page.unwrap());
    let request = world.rest.request(Method::POST, &world.messages_path()).multipart(form);
    let (status, sent) = read(request.send().await.unwrap()).await;
    assert_eq!(status, 200, "{sent}");
    let chart = &sent["attachments"][0];
    assert_eq!((&chart["content_type"], &chart["size"]), (&json!("image/png"), &json!(PNG.len())));
    assert_eq!((&chart["width"], &chart["height"]), (&json!(3), &json!(2)));
    assert!(sent["attachments"][1].get("description").is_none(), "left out, not null");

    let view = world.channel.last_message().unwrap();
    let names: Vec<_> = view.files().iter().map(|file| (file.name.as_str(), file.alt())).collect();
    assert_eq!(names, [("Chart.PNG", "Votes: Django 3, Node.js 1"), ("page.html", "")]);
    assert_eq!(view.files()[0].bytes, PNG);

    let picture = reqwest::get(text(&chart["url"])).await.unwrap();
    assert_eq!(
        (picture.status().as_u16(), &picture.headers()["content-type"]),
        (200, &"image/png".parse().unwrap())
    );
    assert!(picture.headers().get("content-disposition").is_none());
    assert_eq!(picture.bytes().await.unwrap(), PNG);
    let page = reqwest::get(text(&sent["attachments"][1]["url"])).await.unwrap();
    assert_eq!(page.headers()["content-type"], "application/octet-stream");
    assert_eq!(page.headers()["content-disposition"], "attachment");

    // An edit that names no attachment takes them away; the new picture stands alone.
    let path = format!("{}/{}", world.messages_path(), text(&sent["id"]));
    let payload = json!({ "attachments": [{ "id": 0, "description": "Votes: Django 4" }] });
    let form = Form::new()
        .text("payload_json", payload.to_string())
        .part("files[0]", Part::bytes(PNG).file_name("chart.png"));
    let request = world.rest.request(Method::PATCH, &path).multipart(form);
    assert_eq!(read(request.send().await.unwrap()).await.0, 200);
    let view = world.channel.last_message().unwrap();
    assert_eq!((view.files().len(), view.files()[0].alt()), (1, "Votes: Django 4"));
    assert_eq!(
        reqwest::get(format!("{}/attachments/1/x.png", world.sandbox.api_base()))
            .await
            .unwrap()
            .status(),
        404
    );
}

#[tokio::test]
async fn a_message_notifies_only_whom_it_may() {
    let world = world().await;
    let (ada, ben) = (world.ada.id, world.ben.id);
    let content = format!("<@{ada}> <@{ben}> @everyone");
    let mentions = async |allowed: Value| {
        let body = json!({ "content": content, "allowed_mentions": allowed });
        world.rest.post(&world.messages_path(), body).await;
        let view = world.channel.last_message().unwrap();
        (view.mentions, view.mention_everyone)
    };
    assert_eq!(mentions(Value::Null).await, (vec![ada, ben], false));
    assert_eq!(mentions(json!({ "parse": [] })).await, (vec![], false));
    assert_eq!(mentions(json!({ "users": [ben.to_string()] })).await, (vec![ben], false));
    world.channel.allow(world.sandbox.bot_id(), Permissions::MENTION_EVERYONE);
    assert_eq!(mentions(json!({ "parse": ["everyone"] })).await, (vec![], true));
}

#[tokio::test]
async fn permissions_can_be_taken_away() {
    let world = world().await;
    let bot = world.sandbox.bot_id();
    world.channel.deny(bot, Permissions::EMBED_LINKS);
    let body = json!({ "content": "c", "embeds": [{ "title": "t" }] });
    assert_eq!(world.rest.post(&world.messages_path(), body.clone()).await.1["embeds"], json!([]));
    world.channel.deny(bot, Permissions::SEND_MESSAGES);
    let (status, answer) = world.rest.post(&world.messages_path(), body.clone()).await;
    assert_eq!((status, &answer["code"]), (403, &json!(50013)));
    world.channel.deny(bot, Permissions::VIEW_CHANNEL);
    let (status, answer) = world.rest.post(&world.messages_path(), body).await;
    assert_eq!((status, &answer["code"]), (403, &json!(50001)));
}

#[tokio::test]
async fn messages_of_others_are_theirs() {
    let world = world().await;
    let said = world.ada().say("mine");
    let path = format!("{}/{}", world.messages_path(), said.id);
    let (status, answer) =
        world.rest.call(Method::PATCH, &path, json!({ "content": "yours" })).await;
    assert_eq!((status, &answer["code"]), (403, &json!(50005)));
    assert_eq!(world.rest.call(Method::DELETE, &path, Value::Null).await.0, 403);
    world.channel.allow(world.sandbox.bot_id(), Permissions::MANAGE_MESSAGES);
    assert_eq!(world.rest.call(Method::DELETE, &path, Value::Null).await.0, 204);
    assert!(world.channel.public_messages().is_empty());
}

#[tokio::test]
async fn old_messages_take_only_so_many_edits() {
    let world = world().await;
    world.sandbox.faults().limit_old_edits(Some(2));
    let sent = world.rest.post(&world.messages_path(), json!({ "content": "0" })).await.1;
    let path = format!("{}/{}", world.messages_path(), text(&sent["id"]));
    let edit = async || world.rest.call(Method::PATCH, &path, json!({ "content": "1" })).await;
    for _ in 0..3 {
        assert_eq!(edit().await.0, 200);
    }
    world.sandbox.advance(Duration::from_secs(3601));
    assert_eq!(edit().await.0, 200);
    assert_eq!(edit().await.0, 200);
    let (status, answer) = edit().await;
    assert_eq!((status, &answer["code"]), (429, &json!(30046)));
    world.sandbox.advance(Duration::from_secs(3601));
    assert_eq!(edit().await.0, 200);

    let faults = world.sandbox.faults();
    faults.limit_old_edits(None);
    faults.next("PATCH /channels/*/messages/*", 1, Fault::TooManyOldEdits);
    let (status, answer) = edit().await;
    assert_eq!((status, &answer["code"]), (429, &json!(30046)));
    for _ in 0..3 {
        assert_eq!(edit().await.0, 200, "the limit is lifted");
    }
}

#[tokio::test]
async fn ordered_trouble_arrives_once() {
    let world = world().await;
    let faults = world.sandbox.faults();
    faults.rate_limit("POST /channels/*/messages", 1, Duration::from_millis(300));
    let post = || {
        world
            .rest
            .request(Method::POST, &world.messages_path())
            .json(&json!({ "content": "x" }))
            .send()
    };
    let limited = post().await.unwrap();
    assert_eq!(limited.status(), 429);
    assert_eq!(limited.headers()["retry-after"], "0.300");
    assert_eq!(limited.json::<Value>().await.unwrap()["retry_after"], 0.3);
    faults.next("POST /channels/*/messages", 1, Fault::ResetBefore);
    assert!(post().await.is_err());
    assert!(world.channel.public_messages().is_empty());
    faults.next("POST /channels/*/messages", 1, Fault::ResetAfter);
    assert!(post().await.is_err());
    assert_eq!(world.channel.public_messages().len(), 1);
    faults.next("**", 1, Fault::Status(502));
    assert_eq!(post().await.unwrap().status(), 502);
    assert_eq!(post().await.unwrap().status(), 200);
    let statuses: Vec<_> =
        world.sandbox.requests().iter().rev().take(2).map(|one| one.status).collect();
    assert_eq!(statuses, [200, 502]);
}

#[tokio::test]
async fn clients_write_paths_and_ids_in_their_own_ways() {
    let world = world().await;
    assert_eq!(world.rest.get("/users/%40me").await.0, 200);
    let said = world.ada().say("first");
    for id in [json!(said.id.get()), json!(said.id.to_string())] {
        let body = json!({ "content": "second", "message_reference": { "message_id": id } });
        let (status, answer) = world.rest.post(&world.messages_path(), body).await;
        assert_eq!((status, &answer["referenced_message"]["content"]), (200, &json!("first")));
        assert_eq!(answer["mentions"][0]["id"], world.ada.id.to_string());
    }
    let body = json!({ "content": "x", "message_reference": { "message_id": "1" } });
    assert_eq!(world.rest.post(&world.messages_path(), body).await.0, 400);
}

#[tokio::test]
async fn a_bucket_that_is_empty_says_when_to_come_back() {
    let per = Duration::from_secs(600);
    let bucket = Some(Limit { requests: 2, per });
    let rate_limits = RateLimits { bucket, global: None, invalid: Some(3) };
    let options = Options { rate_limits, ..Options::default() };
    let sandbox = Sandbox::start(options).await.unwrap();
    let guild = sandbox.add_guild("Demo team");
    let channel = guild.add_channel("stack");
    let url = format!("{}/api/v10/channels/{}/messages", sandbox.api_base(), channel.id);
    let client = reqwest::Client::new();
    let post = async || {
        let request = client.post(&url).json(&json!({ "content": "x" }));
        let token = format!("Bot {}", sandbox.token());
        request.header("authorization", token).send().await.unwrap()
    };
    for left in ["1", "0"] {
        let answer = post().await;
        assert_eq!(
            (answer.status().as_u16(), &answer.headers()["x-ratelimit-limit"]),
            (200, &"2".parse().unwrap())
        );
        assert_eq!(answer.headers()["x-ratelimit-remaining"], left);
        assert!(answer.headers().contains_key("x-ratelimit-reset"));
    }
    let limited = post().await;
    assert_eq!(limited.status(), 429);
    assert_eq!(limited.headers()["x-ratelimit-scope"], "user");
    let bucket = limited.headers()["x-ratelimit-bucket"].clone();
    let body: Value = limited.json().await.unwrap();
    assert_eq!(
        (&body["global"], &body["message"]),
        (&json!(false), &json!("You are being rate limited."))
    );
    assert!(body["retry_after"].as_f64().unwrap() > 500.0);
    assert_eq!(post().await.headers()["x-ratelimit-bucket"], bucket);
    assert_eq!(post().await.status(), 429);
    let shut_out: Value = post().await.json().await.unwrap();
    assert!(
        shut_out["message"].as_str().unwrap().contains("too many invalid requests"),
        "{shut_out}"
    );
}

#[tokio::test]
async fn a_shared_limit_is_not_held_against_the_bot() {
    let rate_limits = RateLimits { invalid: Some(1), ..RateLimits::OFF };
    let sandbox = Sandbox::start(Options { rate_limits, ..Options::default() }).await.unwrap();
    let rest = Rest::new(&sandbox);
    let retry_after = Duration::from_millis(5);
    let plan = sandbox.faults();
    plan.next("GET /gateway", 2, Fault::RateLimited { retry_after, scope: Scope::Shared });
    plan.next("GET /gateway", 1, Fault::RateLimited { retry_after, scope: Scope::User });
    let mut told = Vec::new();
    for _ in 0..3 {
        let answer = rest.request(Method::GET, "/gateway").send().await.unwrap();
        assert_eq!((answer.status().as_u16(), &answer.headers()["retry-after"].len()), (429, &5));
        assert!(!answer.headers().contains_key("x-ratelimit-global"));
        let scope = answer.headers()["x-ratelimit-scope"].to_str().unwrap().to_owned();
        let said: Value = answer.json().await.unwrap();
        told.push(format!("{scope}: {}", text(&said["message"])));
    }
    assert_eq!(
        told,
        [
            "shared: The resource is being rate limited.",
            "shared: The resource is being rate limited.",
            "user: You are being rate limited."
        ]
    );
    let (status, said) = rest.get("/gateway").await;
    assert_eq!(status, 429);
    assert!(text(&said["message"]).contains("too many invalid requests"), "{said}");
}
