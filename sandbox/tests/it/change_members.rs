//! Members over REST: lists, nicknames, roles, and out.

use reqwest::Method;
use serde_json::{Value, json};
use stackwise_sandbox::{Options, Permissions, Sandbox};

use crate::bot::{INTENTS, Rest, refused, text, wrong_at};
use crate::world::{World, world, world_where_bot_may};

const MEMBERS: u64 = 1 << 1;

async fn trusted() -> World {
    let may = Permissions::MANAGE_ROLES | Permissions::MANAGE_NICKNAMES | Permissions::KICK_MEMBERS;
    world_where_bot_may(may, INTENTS | MEMBERS).await
}

fn names(members: &Value) -> Vec<&str> {
    let members = members.as_array().unwrap().iter();
    members.map(|one| text(&one["user"]["global_name"])).collect()
}

#[tokio::test]
async fn members_are_listed_page_by_page() {
    let world = trusted().await;
    let page = async |query: &str| {
        world.rest.get(&format!("/guilds/{}/members{query}", world.guild.id)).await
    };
    assert_eq!(names(&page("").await.1), ["Bot"], "one without a limit");
    assert_eq!(names(&page("?limit=1000").await.1), ["Bot", "Owner", "Ada", "Ben"]);
    let after = format!("?limit=1&after={}", world.ada.id);
    assert_eq!(names(&page(&after).await.1), ["Ben"]);
    wrong_at(&page("?limit=1001").await, "/limit", "NUMBER_TYPE_MAX");
    wrong_at(&page("?limit=0").await, "/limit", "NUMBER_TYPE_MIN");
    wrong_at(&page("?after=x").await, "/after", "NUMBER_TYPE_COERCE");
    refused(&world.rest.get("/guilds/1/members").await, 404, 10004);

    let options = Options { privileged_intents: 0, ..Options::default() };
    let sandbox = Sandbox::start(options).await.unwrap();
    let path = format!("/guilds/{}/members", sandbox.add_guild("Demo team").id);
    refused(&Rest::new(&sandbox).get(&path).await, 403, 50001);
}

#[tokio::test]
async fn members_are_found_by_name_and_nickname() {
    let world = trusted().await;
    let search = async |query: &str| {
        world.rest.get(&format!("/guilds/{}/members/search{query}", world.guild.id)).await
    };
    let path = format!("/members/{}", world.ben.id);
    let nick = json!({ "nick": "Ädam & Co" });
    assert_eq!(world.in_guild(Method::PATCH, &path, nick).await.0, 200);
    assert_eq!(names(&search("?query=aD&limit=10").await.1), ["Ada"]);
    assert_eq!(names(&search("?query=%C3%A4dam+%26&limit=10").await.1), ["Ben"]);
    assert_eq!(search("?query=nobody&limit=10").await.1, json!([]));
    wrong_at(&search("").await, "/query", "BASE_TYPE_REQUIRED");
    wrong_at(&search("?query=a&limit=2000").await, "/limit", "NUMBER_TYPE_MAX");
}

#[tokio::test]
async fn a_member_gets_a_nickname_and_roles() {
    let mut world = trusted().await;
    let team = world.guild.add_team("Team", true);
    let path = format!("/members/{}", world.ada.id);
    let body = json!({ "nick": " Countess ", "roles": [team.id.to_string()] });
    let (status, changed) = world.in_guild(Method::PATCH, &path, body).await;
    assert_eq!((status, &changed["nick"]), (200, &json!("Countess")), "{changed}");
    assert_eq!(world.ada.roles(), [team]);
    let told = world.socket.event("GUILD_MEMBER_UPDATE").await["d"].clone();
    assert_eq!((&told["nick"], &told["roles"]), (&changed["nick"], &changed["roles"]));
    assert_eq!(told["guild_id"], world.guild.id.to_string());

    let kept = world.in_guild(Method::PATCH, &path, json!({ "nick": null })).await.1;
    assert_eq!((&kept["nick"], &kept["roles"]), (&Value::Null, &changed["roles"]));
    let kept = world.in_guild(Method::PATCH, &path, json!({ "roles": [] })).await.1;
    assert_eq!(kept["roles"], json!([]));

    let long = json!({ "nick": "x".repeat(33) });
    wrong_at(&world.in_guild(Method::PATCH, &path, long).await, "/nick", "BASE_TYPE_MAX_LENGTH");
    let wrong = json!({ "roles": [team.id.to_string(), "x"] });
    let answer = world.in_guild(Method::PATCH, &path, wrong).await;
    wrong_at(&answer, "/roles/1", "NUMBER_TYPE_COERCE");
    let unknown = json!({ "roles": ["1"] });
    refused(&world.in_guild(Method::PATCH, &path, unknown).await, 404, 10011);
    refused(&world.in_guild(Method::PATCH, "/members/1", json!({})).await, 404, 10007);
    let voice = json!({ "mute": true });
    refused(&world.in_guild(Method::PATCH, &path, voice).await, 400, 40032);
}

#[tokio::test]
async fn the_bot_names_itself() {
    let mut world = world().await;
    for (path, name) in [("/members/@me", "Stacky"), ("/members/@me/nick", "Stack")] {
        let (status, own) = world.in_guild(Method::PATCH, path, json!({ "nick": name })).await;
        assert_eq!((status, &own["nick"]), (200, &json!(name)), "{own}");
        // Of itself a bot hears without the intent for members.
        let told = world.socket.event("GUILD_MEMBER_UPDATE").await;
        assert_eq!(told["d"]["nick"], name);
    }
    let long = json!({ "nick": "x".repeat(33) });
    let answer = world.in_guild(Method::PATCH, "/members/@me", long).await;
    wrong_at(&answer, "/nick", "BASE_TYPE_MAX_LENGTH");
}

#[tokio::test]
async fn roles_are_given_and_taken_one_by_one() {
    let mut world = trusted().await;
    let team = world.guild.add_team("Team", true);
    let path = format!("/members/{}/roles/{}", world.ben.id, team.id);
    for _ in 0..2 {
        assert_eq!(world.in_guild(Method::PUT, &path, Value::Null).await.0, 204);
    }
    assert_eq!(world.ben.roles(), [team]);
    assert_eq!(world.in_guild(Method::DELETE, &path, Value::Null).await.0, 204);
    assert!(world.ben.roles().is_empty());
    for roles in [json!([team.id.to_string()]), json!([])] {
        let told = world.socket.event("GUILD_MEMBER_UPDATE").await;
        assert_eq!(told["d"]["roles"], roles, "a role that is held is given without a word");
    }
    let put = async |user: u64, role: u64| {
        world.in_guild(Method::PUT, &format!("/members/{user}/roles/{role}"), Value::Null).await
    };
    let (ben, everyone) = (world.ben.id.get(), world.guild.id.get());
    refused(&put(1, team.id.get()).await, 404, 10007);
    refused(&put(ben, 1).await, 404, 10011);
    refused(&put(ben, everyone).await, 400, 50028);
}

#[tokio::test]
async fn who_stands_above_the_bot_is_out_of_its_reach() {
    let world = trusted().await;
    let owner = world.rest.get(&format!("/guilds/{}", world.guild.id)).await.1;
    let owner = format!("/members/{}", text(&owner["owner_id"]));
    let nick = || json!({ "nick": "x" });
    refused(&world.in_guild(Method::PATCH, &owner, nick()).await, 403, 50013);
    refused(&world.in_guild(Method::DELETE, &owner, Value::Null).await, 403, 50013);

    // A bot that comes back gets a new role below those that were there.
    let senior = world.guild.add_team("Senior", true);
    world.ada.add_role(&senior);
    assert!(world.guild.remove_bot());
    world.guild.invite_bot();
    let ada = format!("/members/{}", world.ada.id);
    refused(&world.in_guild(Method::PATCH, &ada, nick()).await, 403, 50013);
    refused(&world.in_guild(Method::PATCH, &ada, json!({ "roles": [] })).await, 403, 50013);
    let same = json!({ "roles": [senior.id.to_string()] });
    assert_eq!(world.in_guild(Method::PATCH, &ada, same).await.0, 200, "nothing is taken");
    let role = format!("{ada}/roles/{}", senior.id);
    refused(&world.in_guild(Method::DELETE, &role, Value::Null).await, 403, 50013);
    let ben = format!("/members/{}", world.ben.id);
    assert_eq!(world.in_guild(Method::PATCH, &ben, nick()).await.0, 200);
}

#[tokio::test]
async fn without_the_permission_nobody_is_changed() {
    let world = world().await;
    let team = world.guild.add_team("Team", true);
    let ada = format!("/members/{}", world.ada.id);
    for (method, path, body) in [
        (Method::PATCH, ada.clone(), json!({ "nick": "x" })),
        (Method::PATCH, ada.clone(), json!({ "roles": [] })),
        (Method::PUT, format!("{ada}/roles/{}", team.id), Value::Null),
        (Method::DELETE, format!("{ada}/roles/{}", team.id), Value::Null),
        (Method::DELETE, ada.clone(), Value::Null),
    ] {
        refused(&world.in_guild(method, &path, body).await, 403, 50013);
    }
}

#[tokio::test]
async fn a_member_is_thrown_out() {
    let mut world = trusted().await;
    let path = format!("/members/{}", world.ben.id);
    assert_eq!(world.in_guild(Method::DELETE, &path, Value::Null).await.0, 204);
    let told = world.socket.event("GUILD_MEMBER_REMOVE").await;
    assert_eq!(told["d"]["user"]["id"], world.ben.id.to_string());
    refused(&world.in_guild(Method::DELETE, &path, Value::Null).await, 404, 10007);
}
