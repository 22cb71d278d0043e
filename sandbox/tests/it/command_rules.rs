//! Who may use which command, as a server sets it.

use reqwest::Method;
use serde_json::{Value, json};
use stackwise_sandbox::{Actor, CommandRule, Permissions, ScriptError};

use crate::bot::{refused, text};
use crate::world::{World, world};

/// Whether the client offers the command: the bot's answer is not waited for.
async fn may_use(world: &mut World, actor: Actor, line: &'static str) -> bool {
    let sent = tokio::spawn(async move { actor.slash(line).await });
    tokio::select! {
        event = world.socket.event("INTERACTION_CREATE") => {
            let reply = json!({ "type": 4, "data": { "content": "ok" } });
            world.rest.answer(&event["d"], reply).await;
            true
        }
        sent = sent => {
            assert!(matches!(sent.unwrap(), Err(ScriptError::Forbidden(_))));
            false
        }
    }
}

const ECHO: &str = "/echo text: hello";

fn commands(world: &World, rest: &str) -> String {
    let (app, guild) = (world.sandbox.bot_id(), world.guild.id);
    format!("/applications/{app}/guilds/{guild}/commands{rest}")
}

async fn echo_id(world: &World) -> String {
    let path = format!("/applications/{}/commands", world.sandbox.bot_id());
    let all = world.rest.call(Method::GET, &path, Value::Null).await.1;
    let echo = all.as_array().unwrap().iter().find(|one| one["name"] == "echo").unwrap();
    text(&echo["id"]).to_owned()
}

#[tokio::test]
async fn a_server_says_who_may_use_a_command() {
    let mut world = world().await;
    let (guild, channel) = (world.guild.clone(), world.channel.clone());
    let (ada, ben) = (world.ada.clone(), world.ben.clone());
    let in_channel = |member: &stackwise_sandbox::Member| member.in_channel(&channel);
    let team = guild.add_team("Team", false);
    ben.add_role(&team);
    let rules = [CommandRule::role(&guild.everyone(), false), CommandRule::role(&team, true)];
    guild.set_command_rules("echo", &rules).unwrap();
    assert!(!may_use(&mut world, in_channel(&ada), ECHO).await);
    assert!(may_use(&mut world, in_channel(&ben), ECHO).await);

    let elsewhere = guild.add_channel("elsewhere");
    let rules = [
        CommandRule::member(&ada, true),
        CommandRule::all_channels(&guild, false),
        CommandRule::channel(&elsewhere, true),
    ];
    guild.set_command_rules("echo", &rules).unwrap();
    assert!(!may_use(&mut world, in_channel(&ada), ECHO).await);
    assert!(may_use(&mut world, ada.in_channel(&elsewhere), ECHO).await);

    guild.set_command_rules("echo", &[]).unwrap();
    guild.set_rules_of_all_commands(&[CommandRule::member(&ada, false)]).unwrap();
    assert!(!may_use(&mut world, in_channel(&ada), ECHO).await);
    assert!(may_use(&mut world, in_channel(&ben), ECHO).await);
    let chief = guild.add_role("Chief", Permissions::ADMINISTRATOR);
    ada.add_role(&chief);
    assert!(may_use(&mut world, in_channel(&ada), ECHO).await, "administrators always may");
}

#[tokio::test]
async fn a_rule_goes_before_what_the_command_asks_for() {
    let mut world = world().await;
    let channel = world.channel.clone();
    let (ada, ben) = (world.ada.in_channel(&channel), world.ben.in_channel(&channel));
    for bits in [json!(Permissions::MANAGE_GUILD), json!("0"), json!(0)] {
        let commands =
            json!([{ "name": "admin", "description": "d", "default_member_permissions": bits }]);
        world.rest.register(&world.sandbox, commands).await;
        assert!(!may_use(&mut world, ada.clone(), "/admin").await, "{bits}");
        world.guild.set_command_rules("admin", &[CommandRule::member(&world.ada, true)]).unwrap();
        assert!(may_use(&mut world, ada.clone(), "/admin").await, "{bits}");
        assert!(!may_use(&mut world, ben.clone(), "/admin").await, "{bits}");
        world.guild.set_command_rules("admin", &[]).unwrap();
    }
}

#[tokio::test]
async fn bots_read_the_rules_and_hear_of_them_but_set_none() {
    let mut world = world().await;
    let id = echo_id(&world).await;
    let one = commands(&world, &format!("/{id}/permissions"));
    let all = commands(&world, "/permissions");
    refused(&world.rest.call(Method::GET, &one, Value::Null).await, 404, 10066);
    assert_eq!(world.rest.call(Method::GET, &all, Value::Null).await.1, json!([]));

    world
        .guild
        .set_command_rules("echo", &[CommandRule::all_channels(&world.guild, false)])
        .unwrap();
    let told = world.socket.event("APPLICATION_COMMAND_PERMISSIONS_UPDATE").await["d"].clone();
    let guild = world.guild.id.to_string();
    let channels = (guild.parse::<u64>().unwrap() - 1).to_string();
    let expected = json!({ "id": id, "application_id": world.sandbox.bot_id().to_string(), "guild_id": guild,
        "permissions": [{ "id": channels, "type": 3, "permission": false }] });
    assert_eq!(told, expected);
    assert_eq!(world.rest.call(Method::GET, &one, Value::Null).await.1, expected);
    world
        .guild
        .set_rules_of_all_commands(&[CommandRule::role(&world.guild.everyone(), true)])
        .unwrap();
    let app = world.sandbox.bot_id();
    let of_all = world
        .rest
        .call(Method::GET, &commands(&world, &format!("/{app}/permissions")), Value::Null)
        .await
        .1;
    assert_eq!(of_all["permissions"], json!([{ "id": guild, "type": 1, "permission": true }]));
    let both = world.rest.call(Method::GET, &all, Value::Null).await.1;
    assert_eq!(both.as_array().unwrap().len(), 2);

    let body = json!({ "permissions": [] });
    refused(&world.rest.call(Method::PUT, &one, body.clone()).await, 403, 20001);
    assert_eq!(world.rest.call(Method::PUT, &all, body).await.0, 405);
    let unknown = commands(&world, "/123/permissions");
    refused(&world.rest.call(Method::GET, &unknown, Value::Null).await, 404, 10063);
}

#[tokio::test]
async fn rules_stay_in_their_server_and_go_with_their_command() {
    let mut world = world().await;
    let other = world.sandbox.add_guild("Other");
    let place = other.add_channel("place");
    let carl = other.add_member("Carl").in_channel(&place);
    world
        .guild
        .set_command_rules("echo", &[CommandRule::role(&world.guild.everyone(), false)])
        .unwrap();
    assert!(may_use(&mut world, carl, ECHO).await);
    let path = format!(
        "/applications/{}/guilds/{}/commands/permissions",
        world.sandbox.bot_id(),
        other.id
    );
    assert_eq!(world.rest.call(Method::GET, &path, Value::Null).await.1, json!([]));

    let rules = commands(&world, "/permissions");
    let count = async |world: &World| {
        let all = world.rest.call(Method::GET, &rules, Value::Null).await.1;
        all.as_array().unwrap().len()
    };
    let option = json!({ "name": "text", "description": "d", "type": 3 });
    let again = json!([{ "name": "echo", "description": "New", "options": [option] }]);
    world.rest.register(&world.sandbox, again).await;
    assert_eq!(count(&world).await, 1, "the command is the same");
    let path =
        format!("/applications/{}/commands/{}", world.sandbox.bot_id(), echo_id(&world).await);
    world.rest.call(Method::PATCH, &path, json!({ "description": "Other" })).await;
    assert_eq!(count(&world).await, 1);
    world.rest.call(Method::PATCH, &path, json!({ "name": "other" })).await;
    assert_eq!(count(&world).await, 0, "by another name it is another command");
    world
        .guild
        .set_command_rules("other", &[CommandRule::role(&world.guild.everyone(), false)])
        .unwrap();
    assert_eq!(count(&world).await, 1);
    world.rest.register(&world.sandbox, json!([])).await;
    assert_eq!(count(&world).await, 0);
    let unknown = world.guild.set_command_rules("echo", &[]);
    assert!(matches!(unknown, Err(ScriptError::NotRegistered { .. })));
    let many = vec![CommandRule::role(&world.guild.everyone(), false); 101];
    let many = world.guild.set_rules_of_all_commands(&many);
    assert!(matches!(many, Err(ScriptError::BadValue { .. })));
    world.guild.remove_bot();
    refused(&world.rest.call(Method::GET, &rules, Value::Null).await, 403, 50001);
}

#[tokio::test]
async fn a_day_has_room_for_so_many_new_commands() {
    let world = world().await;
    let path = commands(&world, "");
    let batch = |letter: char| -> Value {
        (0..100).map(|n| json!({ "name": format!("{letter}{n}"), "description": "d" })).collect()
    };
    for letter in ['a', 'b', 'b'] {
        let set = world.rest.call(Method::PUT, &path, batch(letter)).await;
        assert_eq!(set.0, 200, "what is there already is not made anew: {}", set.1);
    }
    refused(&world.rest.call(Method::PUT, &path, batch('c')).await, 400, 30034);
    let one = json!({ "name": "one", "description": "d" });
    world.rest.call(Method::PUT, &path, json!([])).await;
    refused(&world.rest.call(Method::POST, &path, one.clone()).await, 400, 30034);
    world.sandbox.advance(std::time::Duration::from_secs(24 * 60 * 60));
    assert_eq!(world.rest.call(Method::POST, &path, one).await.0, 201);
}
