//! Commands, clicks and forms, there and back.

use std::time::Duration;

use reqwest::Method;
use serde_json::{Value, json};
use stackwise_sandbox::{Exchange, Outcome, ScriptError};

use crate::bot::text;
use crate::world::{World, world};

/// Ada types a line and the bot answers with `body`.
async fn echo(world: &mut World, body: Value) -> Exchange {
    let actor = world.ada();
    let line = tokio::spawn(async move { actor.slash("/echo text: hello").await });
    let event = world.socket.event("INTERACTION_CREATE").await;
    assert_eq!(world.rest.answer(&event["d"], body).await.0, 204);
    line.await.unwrap().unwrap()
}

fn message(content: &str) -> Value {
    json!({ "type": 4, "data": { "content": content } })
}

fn buttons() -> Value {
    let button = json!({ "type": 2, "style": 1, "label": "Again", "custom_id": "again" });
    let menu = json!({ "type": 3, "custom_id": "menu", "placeholder": "Pick one", "options": [
        { "label": "First", "value": "1" }, { "label": "Second", "value": "2" },
    ] });
    json!([{ "type": 1, "components": [button] }, { "type": 1, "components": [menu] }])
}

#[tokio::test]
async fn a_command_is_answered_with_a_message() {
    let mut world = world().await;
    let exchange = echo(&mut world, message("hello")).await;
    assert_eq!(exchange.text(), "hello");
    assert_eq!(world.channel.last_message().unwrap().text(), "hello");
}

#[tokio::test]
async fn an_interaction_carries_every_field_that_clients_demand() {
    let mut world = world().await;
    let actor = world.ada();
    let line = tokio::spawn(async move { actor.slash("/echo text: hello level: 3").await });
    let event = world.socket.event("INTERACTION_CREATE").await["d"].clone();
    for field in [
        "/id",
        "/application_id",
        "/type",
        "/token",
        "/version",
        "/channel_id",
        "/channel/id",
        "/locale",
        "/entitlements",
        "/attachment_size_limit",
        "/guild_id",
        "/guild/features",
        "/guild_locale",
        "/member/user/id",
        "/member/roles",
        "/member/deaf",
        "/member/flags",
        "/member/permissions",
        "/data/id",
        "/data/name",
        "/data/type",
        "/app_permissions",
        "/context",
        "/authorizing_integration_owners/0",
    ] {
        assert!(event.pointer(field).is_some_and(|value| !value.is_null()), "{field} in {event}");
    }
    assert_eq!(event["data"]["options"][1], json!({ "name": "level", "type": 4, "value": 3 }));
    world.rest.answer(&event, message("x")).await;
    line.await.unwrap().unwrap();
}

#[tokio::test]
async fn private_answers_are_seen_by_one_person() {
    let mut world = world().await;
    let exchange =
        echo(&mut world, json!({ "type": 4, "data": { "content": "psst", "flags": 64 } })).await;
    assert_eq!(exchange.text(), "psst\n_Only you can see this_");
    assert_eq!(world.channel.messages_seen_by(&world.ada).len(), 1);
    assert!(world.channel.messages_seen_by(&world.ben).is_empty());
    let id = exchange.message().unwrap().id;
    let (status, answer) = world.rest.get(&format!("{}/{id}", world.messages_path())).await;
    assert_eq!((status, &answer["code"]), (404, &json!(10008)));
}

#[tokio::test]
async fn thinking_is_followed_by_the_message() {
    let mut world = world().await;
    let actor = world.ada();
    let line = tokio::spawn(async move { actor.slash("/echo text: hello").await });
    let event = world.socket.event("INTERACTION_CREATE").await["d"].clone();
    world.rest.answer(&event, json!({ "type": 5 })).await;
    let path = format!("/webhooks/{}/{}", text(&event["application_id"]), text(&event["token"]));
    let original = format!("{path}/messages/@original");
    let (status, _) = world.rest.call(Method::PATCH, &original, json!({ "content": "done" })).await;
    assert_eq!(status, 200);
    let exchange = line.await.unwrap().unwrap();
    assert_eq!(exchange.text(), "done");
    world.rest.post(&path, json!({ "content": "and more" })).await;
    assert_eq!(exchange.followed_up(1).await.unwrap()[0].text(), "and more");
    world.sandbox.advance(Duration::from_secs(15 * 60 + 1));
    let (status, answer) = world.rest.get(&original).await;
    assert_eq!((status, &answer["code"]), (401, &json!(50027)));
}

#[tokio::test]
async fn a_second_answer_and_a_late_answer_are_refused() {
    let mut world = world().await;
    let actor = world.ada();
    let line = tokio::spawn(async move { actor.slash("/echo text: hello").await });
    let event = world.socket.event("INTERACTION_CREATE").await["d"].clone();
    world.rest.answer(&event, message("one")).await;
    let (status, answer) = world.rest.answer(&event, message("two")).await;
    assert_eq!((status, &answer["code"]), (400, &json!(40060)));
    line.await.unwrap().unwrap();

    let actor = world.ada();
    let line = tokio::spawn(async move { actor.slash("/echo text: hello").await });
    let event = world.socket.event("INTERACTION_CREATE").await["d"].clone();
    world.sandbox.advance(Duration::from_millis(3001));
    let (status, answer) = world.rest.answer(&event, message("late")).await;
    assert_eq!((status, &answer["code"]), (404, &json!(10062)));
    assert_eq!(line.await.unwrap().unwrap().text(), "The application did not respond");
}

#[tokio::test]
async fn buttons_and_menus_update_their_message() {
    let mut world = world().await;
    let body = json!({ "type": 4, "data": { "content": "c", "components": buttons() } });
    let exchange = echo(&mut world, body).await;
    assert_eq!(exchange.text(), "c\n[ Again ]\n( Pick one v )");
    let view = exchange.message().unwrap().clone();

    let (actor, seen) = (world.ada(), view.clone());
    let press = tokio::spawn(async move { actor.press(&seen, "Again").await });
    let event = world.socket.event("INTERACTION_CREATE").await["d"].clone();
    assert_eq!(event["data"]["custom_id"], "again");
    assert_eq!(event["message"]["id"], view.id.to_string());
    world.rest.answer(&event, json!({ "type": 7, "data": { "content": "pressed" } })).await;
    let pressed = press.await.unwrap().unwrap();
    assert!(matches!(pressed.outcome, Outcome::Updated(_)));
    assert!(pressed.text().starts_with("pressed\n[ Again ]"));

    let (actor, seen) = (world.ada(), view.clone());
    let choose = tokio::spawn(async move { actor.choose(&seen, "Pick one", &["Second"]).await });
    let event = world.socket.event("INTERACTION_CREATE").await["d"].clone();
    assert_eq!(event["data"]["values"], json!(["2"]));
    world.rest.answer(&event, json!({ "type": 6 })).await;
    let chosen = choose.await.unwrap().unwrap();
    assert!(matches!(chosen.outcome, Outcome::Acknowledged));
    let path = format!("/webhooks/{}/{}", text(&event["application_id"]), text(&event["token"]));
    let edit = json!({ "content": "chosen" });
    world.rest.call(Method::PATCH, &format!("{path}/messages/@original"), edit).await;
    assert!(chosen.edited().await.unwrap().text().starts_with("chosen\n"));

    let missing = world.ada().press(&view, "Nowhere").await.unwrap_err();
    assert_eq!(missing.to_string(), "no usable `Nowhere` here; there is: Again, Pick one");
}

#[tokio::test]
async fn forms_open_and_are_sent() {
    let mut world = world().await;
    let input =
        json!({ "type": 4, "custom_id": "why", "style": 2, "label": "Reason", "max_length": 5 });
    let form = json!({ "title": "Say more", "custom_id": "form", "components": [{ "type": 1, "components": [input] }] });
    let exchange = echo(&mut world, json!({ "type": 9, "data": form })).await;
    let modal = exchange.modal().unwrap().clone();
    assert_eq!(modal.text(), "Form: Say more\nReason: []");
    let long = world.ada().submit(&modal, &[("Reason", "too long")]).await.unwrap_err();
    assert!(matches!(long, ScriptError::BadValue { .. }));
    let actor = world.ada();
    let submit = tokio::spawn(async move { actor.submit(&modal, &[("Reason", "fine")]).await });
    let event = world.socket.event("INTERACTION_CREATE").await["d"].clone();
    assert_eq!(event["type"], 5);
    assert_eq!(event["data"]["components"][0]["components"][0]["value"], "fine");
    world.rest.answer(&event, message("thanks")).await;
    assert_eq!(submit.await.unwrap().unwrap().text(), "thanks");
}

#[tokio::test]
async fn typing_is_met_with_suggestions() {
    let mut world = world().await;
    let actor = world.ada();
    let typing = tokio::spawn(async move { actor.autocomplete("/echo text: a level: 1|").await });
    let event = world.socket.event("INTERACTION_CREATE").await["d"].clone();
    assert_eq!(event["type"], 4);
    assert_eq!(event["data"]["options"][1]["focused"], true);
    assert_eq!(event["data"]["options"][1]["value"], "1");
    let choices = json!({ "choices": [{ "name": "Ten", "value": 10 }] });
    world.rest.answer(&event, json!({ "type": 8, "data": choices })).await;
    assert_eq!(typing.await.unwrap().unwrap()[0].name, "Ten");
}

#[tokio::test]
async fn the_client_refuses_what_is_not_registered() {
    let world = world().await;
    let refused = async |line: &str| world.ada().slash(line).await.unwrap_err().to_string();
    assert_eq!(refused("/nope").await, "`nope` is not registered; registered: echo");
    assert_eq!(refused("/echo").await, "`/echo` needs `text`");
    assert!(refused("/echo txt: a").await.starts_with("`/echo` has no `txt`; it has: text, level"));
    assert!(refused("/echo text: a level: b").await.contains("it is no whole number"));
}

#[tokio::test]
async fn a_message_menu_carries_its_message() {
    let mut world = world().await;
    let said = world.ada().say("is node fast?");
    let actor = world.ada();
    let menu = tokio::spawn(async move { actor.message_menu(&said, "Answer this").await });
    let event = world.socket.event("INTERACTION_CREATE").await["d"].clone();
    let target = text(&event["data"]["target_id"]);
    assert_eq!(event["data"]["resolved"]["messages"][target]["content"], "is node fast?");
    world.rest.answer(&event, message("yes")).await;
    assert_eq!(menu.await.unwrap().unwrap().text(), "yes");
}

#[tokio::test]
async fn answers_must_fit_and_may_be_returned() {
    let mut world = world().await;
    let actor = world.ada();
    let line = tokio::spawn(async move { actor.slash("/echo text: hello").await });
    let event = world.socket.event("INTERACTION_CREATE").await["d"].clone();
    for (body, code) in [
        (json!({ "type": 7, "data": { "content": "x" } }), 50035),
        (json!({ "type": 4 }), 50035),
        (json!({ "type": 4, "data": {} }), 50006),
        (json!({ "type": 4, "data": { "content": "x".repeat(2001) } }), 50035),
    ] {
        let (status, answer) = world.rest.answer(&event, body).await;
        assert_eq!((status, &answer["code"]), (400, &json!(code)), "{answer}");
    }
    let path = format!(
        "/interactions/{}/{}/callback?with_response=1",
        text(&event["id"]),
        text(&event["token"])
    );
    let (status, answer) = world.rest.post(&path, message("fine")).await;
    assert_eq!(status, 200);
    assert_eq!(answer["resource"]["message"]["content"], "fine");
    line.await.unwrap().unwrap();
}
