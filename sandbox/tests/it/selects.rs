//! Menus of people, roles and channels: what may be sent, what is seen, what a choice carries.

use serde_json::{Value, json};
use stackwise_sandbox::{Exchange, MessageView, Permissions, ScriptError, SelectView, UnixMillis};

use crate::world::{START, World, world};

/// The bot writes a message with one menu of this kind.
async fn shown(world: &World, menu: Value) -> MessageView {
    let body = json!({ "content": "c", "components": [{ "type": 1, "components": [menu] }] });
    let (status, answer) = world.rest.post(&world.messages_path(), body).await;
    assert_eq!(status, 200, "{answer}");
    world.channel.last_message().unwrap()
}

/// The interaction of a step that is under way; the bot acknowledges it.
async fn heard(
    world: &mut World,
    step: impl Future<Output = Result<Exchange, ScriptError>> + Send + 'static,
) -> Value {
    let step = tokio::spawn(step);
    let event = world.socket.event("INTERACTION_CREATE").await["d"].clone();
    assert_eq!(world.rest.answer(&event, json!({ "type": 6 })).await.0, 204);
    step.await.unwrap().unwrap();
    event
}

fn menu(view: &MessageView) -> SelectView {
    view.selects().next().unwrap().clone()
}

fn labels(menu: &SelectView, chosen: bool) -> Vec<&str> {
    let options = menu.options.iter().filter(|one| one.chosen || !chosen);
    options.map(|one| one.label.as_str()).collect()
}

#[tokio::test]
async fn people_are_chosen_from_a_menu() {
    let mut world = world().await;
    let team = world.guild.add_team("Backend team", false);
    world.ben.add_role(&team);
    world.ben.joined(UnixMillis(START.0 - 1000));
    let view = shown(
        &world,
        json!({ "type": 5, "custom_id": "who", "placeholder": "Who votes?", "max_values": 25,
            "default_values": [{ "type": "user", "id": world.ada.id.to_string() }] }),
    )
    .await;
    assert_eq!(view.text(), "c\n( Ada v )");
    assert_eq!((menu(&view).kind, menu(&view).min, menu(&view).max), (5, 1, 25));
    assert_eq!(labels(&menu(&view), false), ["Bot", "Owner", "Ada", "Ben"]);
    assert_eq!(labels(&menu(&view), true), ["Ada"]);

    world.channel.allow(world.ben.id, Permissions::MENTION_EVERYONE);
    let (actor, ada, ben) = (world.ada(), world.ada.clone(), world.ben.clone());
    let seen = view.clone();
    let step = async move { actor.choose_members(&seen, "Who votes?", &[&ben, &ada]).await };
    let event = heard(&mut world, step).await;
    let (ada, ben) = (world.ada.id.to_string(), world.ben.id.to_string());
    let data = &event["data"];
    assert_eq!((&event["type"], &data["component_type"]), (&json!(3), &json!(5)));
    assert_eq!((&data["custom_id"], &data["values"]), (&json!("who"), &json!([ben, ada])));
    let resolved = data["resolved"].as_object().unwrap();
    assert_eq!(resolved.keys().collect::<Vec<_>>(), ["members", "users"]);
    assert_eq!(data["resolved"]["users"][&ben]["global_name"], "Ben");
    let member = &data["resolved"]["members"][&ben];
    assert_eq!(member["roles"], json!([team.id.to_string()]));
    assert_eq!(member["joined_at"], "2026-11-20T15:59:59.000000+00:00");
    let held = member["permissions"].as_str().unwrap().parse::<u64>().unwrap();
    assert!(Permissions(held).holds(Permissions::MENTION_EVERYONE), "those of this channel");
    for missing in ["user", "deaf", "mute"] {
        assert!(member.get(missing).is_none(), "a member is sent in part, without {missing}");
    }

    // Names do as well, and so does the number of the menu.
    let actor = world.ada();
    let step = async move { actor.choose(&view, "1", &["Ben"]).await };
    assert_eq!(heard(&mut world, step).await["data"]["values"], json!([ben]));
}

#[tokio::test]
async fn roles_are_chosen_from_a_menu() {
    let mut world = world().await;
    let (front, back) = (world.guild.add_team("Front", true), world.guild.add_team("Back", false));
    let view = shown(
        &world,
        json!({ "type": 6, "custom_id": "roles", "min_values": 0, "max_values": 2,
            "default_values": [{ "type": "role", "id": back.id.get() }] }),
    )
    .await;
    assert_eq!(labels(&menu(&view), false), ["@everyone", "Bot", "Front", "Back"]);
    assert_eq!(labels(&menu(&view), true), ["Back"]);
    let (actor, seen) = (world.ada(), view.clone());
    let step = async move { actor.choose_roles(&seen, "roles", &[&front, &back]).await };
    let data = heard(&mut world, step).await["data"].clone();
    let (front, back) = (front.id.to_string(), back.id.to_string());
    assert_eq!((&data["component_type"], &data["values"]), (&json!(6), &json!([front, back])));
    assert_eq!(data["resolved"]["roles"][&front]["mentionable"], true);
    assert_eq!(data["resolved"]["roles"][&back]["name"], "Back");
    assert_eq!(data["resolved"].as_object().unwrap().len(), 1);

    let actor = world.ada();
    let step = async move { actor.choose_roles(&view, "roles", &[]).await };
    let data = heard(&mut world, step).await["data"].clone();
    assert_eq!((&data["values"], &data["resolved"]), (&json!([]), &json!({})));
}

#[tokio::test]
async fn people_and_roles_are_chosen_together() {
    let mut world = world().await;
    let team = world.guild.add_team("Backend team", false);
    let view = shown(&world, json!({ "type": 7, "custom_id": "who", "max_values": 3 })).await;
    let (actor, ben) = (world.ada(), world.ben.clone());
    let step = async move { actor.choose_mentionables(&view, "who", &[&ben], &[&team]).await };
    let data = heard(&mut world, step).await["data"].clone();
    let (ben, team) = (world.ben.id.to_string(), team.id.to_string());
    assert_eq!((&data["component_type"], &data["values"]), (&json!(7), &json!([ben, team])));
    assert_eq!(data["resolved"]["users"][&ben]["username"], "ben");
    assert!(data["resolved"]["members"][&ben].is_object());
    assert_eq!(data["resolved"]["roles"][&team]["name"], "Backend team");
}

#[tokio::test]
async fn channels_are_chosen_from_a_menu() {
    let mut world = world().await;
    let other = world.guild.add_channel("random");
    let view = shown(&world, json!({ "type": 8, "custom_id": "where" })).await;
    assert_eq!(labels(&menu(&view), false), ["stack", "random"]);
    let actor = world.ada();
    let id = other.id.to_string();
    let step = async move { actor.choose_channels(&view, "where", &[&other]).await };
    let data = heard(&mut world, step).await["data"].clone();
    assert_eq!((&data["component_type"], &data["values"]), (&json!(8), &json!([id])));
    let channel = &data["resolved"]["channels"][&id];
    assert_eq!((&channel["name"], &channel["type"]), (&json!("random"), &json!(0)));
    assert_eq!(channel["permissions"], Permissions::MEMBER.0.to_string());
    assert!(channel.get("permission_overwrites").is_none());

    let voice = json!({ "type": 8, "custom_id": "where", "channel_types": [2] });
    assert!(menu(&shown(&world, voice).await).options.is_empty());
}

#[tokio::test]
async fn the_client_takes_no_more_than_the_menu() {
    let world = world().await;
    let team = world.guild.add_team("Team", false);
    let view = shown(
        &world,
        json!({ "type": 5, "custom_id": "who", "placeholder": "Who?", "min_values": 1, "max_values": 2 }),
    )
    .await;
    let mia = world.guild.add_member("Mia");
    let stranger = world.sandbox.add_guild("Elsewhere").add_member("Stranger");
    let (ada, ben) = (&world.ada, &world.ben);
    for (members, error) in [
        (vec![], "`nothing` does not fit `Who?`: the menu takes 1 to 2 choices"),
        (vec![ada, ben, &mia], "the menu takes 1 to 2 choices"),
        (vec![ada, ada], "the menu takes each choice once"),
        (vec![&stranger], "there is: Bot, Owner, Ada, Ben, Mia"),
    ] {
        let refused = world.ada().choose_members(&view, "who", &members).await.unwrap_err();
        assert!(refused.to_string().ends_with(error), "{refused}");
    }
    let refused = world.ada().choose_roles(&view, "who", &[&team]).await.unwrap_err();
    assert!(refused.to_string().starts_with("no usable `a menu of that kind`"), "{refused}");
    let refused = world.ada().choose(&view, "2", &["Ada"]).await.unwrap_err();
    assert!(matches!(refused, ScriptError::NotOffered { .. }));
}

#[tokio::test]
async fn bad_menus_are_refused_in_discords_words() {
    let world = world().await;
    for (menu, place) in [
        (json!({ "type": 5, "custom_id": "a", "max_values": 26 }), "max_values"),
        (json!({ "type": 6, "custom_id": "a", "min_values": 3, "max_values": 2 }), "min_values"),
        (
            json!({ "type": 5, "custom_id": "a", "default_values": [{ "type": "role", "id": "1" }] }),
            "default_values",
        ),
        (
            json!({ "type": 7, "custom_id": "a", "default_values": [
                { "type": "role", "id": "1" }, { "type": "user", "id": "2" },
            ] }),
            "default_values",
        ),
        (json!({ "type": 8 }), "custom_id"),
    ] {
        let body = json!({ "components": [{ "type": 1, "components": [menu] }] });
        let (status, answer) = world.rest.post(&world.messages_path(), body).await;
        assert_eq!((status, &answer["code"]), (400, &json!(50035)));
        let found = &answer["errors"]["components"]["0"]["components"]["0"][place];
        assert!(found.is_object(), "{answer}");
    }
}

#[tokio::test]
async fn another_bot_is_offered_but_takes_no_steps() {
    let world = world().await;
    let other = world.guild.add_bot("Other bot");
    let view = shown(&world, json!({ "type": 5, "custom_id": "who" })).await;
    assert!(labels(&menu(&view), false).contains(&"Other bot"));
    let actor = other.in_channel(&world.channel);
    let refused = actor.choose(&view, "who", &["Ada"]).await.unwrap_err();
    assert_eq!(refused.to_string(), "Other bot may not do that here");
}

#[tokio::test]
async fn a_menu_in_a_form_carries_whom_it_names() {
    let mut world = world().await;
    let actor = world.ada();
    let line = tokio::spawn(async move { actor.slash("/echo text: hello").await });
    let event = world.socket.event("INTERACTION_CREATE").await["d"].clone();
    let who =
        json!({ "type": 18, "label": "Who?", "component": { "type": 5, "custom_id": "who" } });
    let form = json!({ "title": "Form", "custom_id": "f", "components": [who] });
    world.rest.answer(&event, json!({ "type": 9, "data": form })).await;
    let modal = line.await.unwrap().unwrap().modal().unwrap().clone();
    let actor = world.ada();
    let submit = tokio::spawn(async move { actor.submit(&modal, &[("Who?", "Ben")]).await });
    let event = world.socket.event("INTERACTION_CREATE").await["d"].clone();
    let ben = world.ben.id.to_string();
    assert_eq!(event["data"]["components"][0]["component"]["values"], json!([ben]));
    assert_eq!(event["data"]["resolved"]["users"][&ben]["username"], "ben");
    world.rest.answer(&event, json!({ "type": 4, "data": { "content": "noted" } })).await;
    submit.await.unwrap().unwrap();
}
