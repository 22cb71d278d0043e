//! The page's interface: who gets in, what it shows, what it does.

use reqwest::{Client, StatusCode};
use serde_json::{Value, json};
use stackwise_sandbox::{Options, Sandbox};

use crate::bot::{INTENTS, Rest, Socket};

async fn page() -> (Sandbox, Client) {
    let sandbox = Sandbox::start(Options { page: true, ..Options::default() }).await.unwrap();
    (sandbox, Client::new())
}

async fn step(sandbox: &Sandbox, body: Value) -> Value {
    let url = format!("{}/page/step", sandbox.api_base());
    Client::new().post(url).json(&body).send().await.unwrap().json().await.unwrap()
}

async fn state(sandbox: &Sandbox, member: &str) -> Value {
    let url = format!("{}/page/state?member={member}", sandbox.api_base());
    reqwest::get(url).await.unwrap().json().await.unwrap()
}

#[tokio::test]
async fn browsers_get_a_page_of_our_own_files() {
    let (sandbox, client) = page().await;
    let answer = client.get(sandbox.page_url()).send().await.unwrap();
    assert_eq!(answer.status(), StatusCode::OK);
    assert!(answer.headers().contains_key("content-security-policy"));
    let text = answer.text().await.unwrap();
    for file in ["/page/page.css", "/page/page.js"] {
        assert!(text.contains(file));
        let url = format!("{}{file}", sandbox.api_base());
        assert_eq!(client.get(url).send().await.unwrap().status(), StatusCode::OK);
    }
    assert!(!text.contains("https://"), "nothing is loaded from elsewhere");
}

#[tokio::test]
async fn other_sites_are_refused() {
    let (sandbox, client) = page().await;
    let url = format!("{}/page/step", sandbox.api_base());
    let foreign =
        client.post(&url).header("origin", "http://evil.example").body("{}").send().await.unwrap();
    assert_eq!(foreign.status(), StatusCode::FORBIDDEN);
    let rebound =
        client.get(sandbox.page_url()).header("host", "evil.example").send().await.unwrap();
    assert_eq!(rebound.status(), StatusCode::FORBIDDEN);
    let plain = client.post(&url).body("{}").send().await.unwrap();
    assert_eq!(plain.status(), StatusCode::UNSUPPORTED_MEDIA_TYPE);
}

#[tokio::test]
async fn without_the_option_there_is_no_page() {
    let sandbox = Sandbox::start(Options::default()).await.unwrap();
    let url = format!("{}/page/state", sandbox.api_base());
    assert_eq!(reqwest::get(url).await.unwrap().status(), StatusCode::NOT_FOUND);
    assert!(!reqwest::get(sandbox.api_base()).await.unwrap().status().is_success());
}

#[tokio::test]
async fn a_member_acts_on_the_page_and_sees_the_answer() {
    let (sandbox, _) = page().await;
    let guild = sandbox.add_guild("Demo team");
    let channel = guild.add_channel("stack").id.to_string();
    let ada = guild.add_member("Ada").id.to_string();
    let ben = guild.add_member("Ben").id.to_string();
    let mut socket = Socket::open(&sandbox).await;
    socket.identify(sandbox.token(), INTENTS).await;
    let rest = Rest::new(&sandbox);
    rest.register(&sandbox, json!([{ "name": "ping", "description": "d" }])).await;

    assert_eq!(
        step(&sandbox, json!({ "member": ada, "channel": channel, "do": "say", "text": "hi" }))
            .await,
        json!({})
    );
    let unknown = json!({ "member": ada, "channel": channel, "do": "slash", "path": ["pong"], "options": [] });
    assert_eq!(
        step(&sandbox, unknown).await["error"],
        "`pong` is not registered; registered: ping"
    );

    let body = json!({ "member": ada, "channel": channel, "do": "slash", "path": ["ping"], "options": [] });
    let playing = {
        let sandbox = sandbox.clone();
        tokio::spawn(async move { step(&sandbox, body).await })
    };
    let event = socket.event("INTERACTION_CREATE").await["d"].clone();
    let input = json!({ "type": 4, "custom_id": "why", "style": 1, "label": "Why" });
    let form = json!({ "title": "Form", "custom_id": "f", "components": [{ "type": 1, "components": [input] }] });
    rest.answer(&event, json!({ "type": 9, "data": form })).await;
    let opened = playing.await.unwrap();
    assert_eq!(opened["modal"]["fields"][0]["label"], "Why");

    let body = json!({ "member": ada, "channel": channel, "do": "submit",
        "interaction": opened["modal"]["interaction"], "fields": [["why", "because"]] });
    let playing = {
        let sandbox = sandbox.clone();
        tokio::spawn(async move { step(&sandbox, body).await })
    };
    let event = socket.event("INTERACTION_CREATE").await["d"].clone();
    rest.answer(&event, json!({ "type": 4, "data": { "content": "noted", "flags": 64 } })).await;
    playing.await.unwrap();
    let seen =
        async |member: &str| state(&sandbox, member).await["messages"].as_array().unwrap().len();
    assert_eq!(seen(&ada).await, 2);
    assert_eq!(seen(&ben).await, 1);
}

#[tokio::test]
async fn the_page_offers_the_servers_people_and_roles() {
    let (sandbox, _) = page().await;
    let guild = sandbox.add_guild("Demo team");
    let channel = guild.add_channel("stack");
    let team = guild.add_team("Backend team", false);
    let (ada, ben) = (guild.add_member("Ada"), guild.add_member_with("Ben", &[team]));
    let elsewhere = sandbox.add_guild("Elsewhere").add_member("Stranger");
    let mut socket = Socket::open(&sandbox).await;
    socket.identify(sandbox.token(), INTENTS).await;
    let rest = Rest::new(&sandbox);
    let menu = json!({ "type": 7, "custom_id": "who", "max_values": 2 });
    let body = json!({ "components": [{ "type": 1, "components": [menu] }] });
    rest.post(&format!("/channels/{}/messages", channel.id), body).await;

    let seen = state(&sandbox, &ben.id.to_string()).await;
    assert_eq!(
        (&seen["member"], &seen["roles"]),
        (&json!(ben.id.to_string()), &json!(["Backend team"]))
    );
    let names = |list: &Value| -> Vec<String> {
        let names = list.as_array().unwrap().iter().map(|one| one["name"].as_str().unwrap());
        names.map(str::to_owned).collect()
    };
    assert_eq!(names(&seen["members"]), ["Ada", "Ben"]);
    assert_eq!(names(&seen["server"]["people"]), ["Bot", "Owner", "Ada", "Ben"]);
    let roles = seen["server"]["roles"].as_array().unwrap();
    assert_eq!(roles.iter().find(|role| role["name"] == "Backend team").unwrap()["members"], 1);
    let seen = state(&sandbox, &elsewhere.id.to_string()).await;
    assert_eq!(seen["member"], ada.id.to_string(), "who is not here plays not");

    let step_of = |values: Value| {
        json!({ "member": ada.id.to_string(), "channel": channel.id.to_string(),
        "do": "choose", "message": channel.last_message().unwrap().id.to_string(), "id": "who", "values": values })
    };
    let (ben, team) = (ben.id.to_string(), team.id.to_string());
    let body = step_of(json!([ben, team]));
    let playing = {
        let sandbox = sandbox.clone();
        tokio::spawn(async move { step(&sandbox, body).await })
    };
    let event = socket.event("INTERACTION_CREATE").await["d"].clone();
    assert_eq!(event["data"]["values"], json!([ben, team]));
    rest.answer(&event, json!({ "type": 6 })).await;
    assert_eq!(playing.await.unwrap(), json!({}));
    let refused = step(&sandbox, step_of(json!([]))).await;
    assert_eq!(refused["error"], "`nothing` does not fit `who`: the menu takes 1 to 2 choices");
}
