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

/// The page as a member gets it.
async fn seen(sandbox: &Sandbox, member: &str) -> String {
    let url = format!("{}/?member={member}", sandbox.page_url().trim_end_matches('/'));
    reqwest::get(url).await.unwrap().text().await.unwrap()
}

/// A bot that is connected and has a command.
async fn bot(sandbox: &Sandbox, commands: Value) -> (Socket, Rest) {
    let mut socket = Socket::open(sandbox).await;
    socket.identify(sandbox.token(), INTENTS).await;
    let rest = Rest::new(sandbox);
    rest.register(sandbox, commands).await;
    (socket, rest)
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
    let url = format!("{}/page/traffic", sandbox.api_base());
    assert_eq!(reqwest::get(url).await.unwrap().status(), StatusCode::NOT_FOUND);
    assert!(!reqwest::get(sandbox.api_base()).await.unwrap().status().is_success());
}

/// A step of a member whose bot answers it with `answer`.
async fn answered(
    sandbox: &Sandbox,
    bot: &mut (Socket, Rest),
    body: Value,
    answer: Value,
) -> (Value, Value) {
    let playing = {
        let sandbox = sandbox.clone();
        tokio::spawn(async move { step(&sandbox, body).await })
    };
    let event = bot.0.event("INTERACTION_CREATE").await["d"].clone();
    bot.1.answer(&event, answer).await;
    (playing.await.unwrap(), event)
}

fn attribute<'a>(html: &'a str, name: &str) -> &'a str {
    let begin = format!("{name}=\"");
    html.split_once(&begin)
        .unwrap_or_else(|| panic!("{name} in {html}"))
        .1
        .split_once('"')
        .unwrap()
        .0
}

#[tokio::test]
async fn a_member_acts_on_the_page_and_sees_the_answer() {
    let (sandbox, _) = page().await;
    let guild = sandbox.add_guild("Demo team");
    let channel = guild.add_channel("stack").id.to_string();
    let ada = guild.add_member("Ada").id.to_string();
    let ben = guild.add_member("Ben").id.to_string();
    let mut bot = bot(&sandbox, json!([{ "name": "ping", "description": "d" }])).await;

    let line = |text: &str| json!({ "member": ada, "channel": channel, "do": "send", "text": text, "picks": {} });
    assert_eq!(step(&sandbox, line("hi")).await, json!({}));
    assert_eq!(
        step(&sandbox, line("/pong")).await["error"],
        "`pong` is not registered; registered: ping"
    );
    let long = step(&sandbox, line(&"a".repeat(2001))).await;
    assert!(long["error"].as_str().unwrap().contains("1 to 2000 characters"), "{long}");

    let input =
        json!({ "type": 4, "custom_id": "why", "style": 1, "label": "Why <b>", "value": "\"x\"" });
    let form = json!({ "title": "Form", "custom_id": "f", "components": [{ "type": 1, "components": [input] }] });
    let form = json!({ "type": 9, "data": form });
    let opened = answered(&sandbox, &mut bot, line("/ping"), form).await.0;
    let form = opened["form"].as_str().unwrap();
    assert!(form.contains("Why &lt;b&gt;") || form.contains("Why &#60;b&#62;"), "{form}");
    assert!(!form.contains("<b>"), "{form}");

    let body = json!({ "member": ada, "channel": channel, "do": "submit",
        "interaction": attribute(form, "data-interaction"), "fields": [["why", "because"]] });
    let reply = json!({ "type": 4, "data": { "content": "noted", "flags": 64 } });
    answered(&sandbox, &mut bot, body, reply).await;
    let count = async |member: &str| seen(&sandbox, member).await.matches("<article ").count();
    assert_eq!((count(&ada).await, count(&ben).await), (2, 1));
}

#[tokio::test]
async fn the_page_offers_the_servers_people_and_roles() {
    let (sandbox, _) = page().await;
    let guild = sandbox.add_guild("Demo team");
    let channel = guild.add_channel("stack");
    let team = guild.add_team("Backend team", false);
    let (ada, ben) = (guild.add_member("Ada"), guild.add_member_with("Ben", &[team]));
    let elsewhere = sandbox.add_guild("Elsewhere").add_member("Stranger");
    let mut bot = bot(&sandbox, json!([])).await;
    let menu = json!({ "type": 7, "custom_id": "who", "max_values": 2 });
    let body = json!({ "components": [{ "type": 1, "components": [menu] }] });
    bot.1.post(&format!("/channels/{}/messages", channel.id), body).await;

    let html = seen(&sandbox, &ben.id.to_string()).await;
    assert!(html.contains("Roles: Backend team"), "{html}");
    assert_eq!(attribute(&html, "data-member"), ben.id.to_string());
    let html = seen(&sandbox, &elsewhere.id.to_string()).await;
    assert_eq!(attribute(&html, "data-member"), ada.id.to_string(), "who is not here plays not");

    let message = channel.last_message().unwrap().id.to_string();
    let step_of = |what: &str, values: Value| {
        json!({ "member": ada.id.to_string(), "channel": channel.id.to_string(),
            "do": what, "message": message, "id": "who", "values": values })
    };
    let list = step(&sandbox, step_of("open", Value::Null)).await;
    let list = list["choose"].as_str().unwrap();
    for text in
        [">Bot<", ">Owner<", ">Ada<", ">Ben<", ">Backend team<", ">Role, 1 member<", "1 to 2"]
    {
        assert!(list.contains(text), "{text} in {list}");
    }
    assert!(!list.contains("Stranger"));

    let (ben, team) = (ben.id.to_string(), team.id.to_string());
    let chosen =
        answered(&sandbox, &mut bot, step_of("choose", json!([ben, team])), json!({ "type": 6 }))
            .await;
    assert_eq!(chosen.1["data"]["values"], json!([ben, team]));
    assert_eq!(chosen.0, json!({}));
    let refused = step(&sandbox, step_of("choose", json!([]))).await;
    assert_eq!(refused["error"], "`nothing` does not fit `who`: the menu takes 1 to 2 choices");
}

#[tokio::test]
async fn lines_are_completed_as_one_types() {
    let (sandbox, _) = page().await;
    let guild = sandbox.add_guild("Demo team");
    let channel = guild.add_channel("stack").id.to_string();
    let ada = guild.add_member("Ada").id.to_string();
    let option = |kind: u8, name: &str, more: Value| {
        let mut option =
            json!({ "type": kind, "name": name, "description": format!("About {name}") });
        option.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        option
    };
    let speed =
        json!({ "choices": [{ "name": "Slow", "value": "s" }, { "name": "Fast", "value": "f" }] });
    let plan = option(
        1,
        "plan",
        json!({ "options": [
        option(3, "topic", json!({ "required": true, "autocomplete": true })),
        option(5, "private", json!({})), option(3, "speed", speed) ] }),
    );
    let commands = json!([{ "name": "poll", "description": "Polls", "options": [plan, option(1, "stop", json!({}))] },
        { "name": "admin", "description": "d", "default_member_permissions": "0" }]);
    let mut bot = bot(&sandbox, commands).await;

    let body = |what: &str, text: &str, picks: Value| json!({ "member": ada, "channel": channel, "do": what, "text": text, "picks": picks });
    let offered = async |text: &str| {
        let answer = step(&sandbox, body("suggest", text, json!({}))).await;
        let html = answer["suggestions"].as_str().unwrap();
        let texts: Vec<_> = html
            .split("data-text=\"")
            .skip(1)
            .map(|one| one.split('"').next().unwrap().to_owned())
            .collect();
        (texts, answer["ready"] == true)
    };
    let list = |texts: &[&str], ready: bool| {
        (texts.iter().map(|one| (*one).to_owned()).collect::<Vec<_>>(), ready)
    };
    assert_eq!(offered("/").await, list(&["/poll "], false), "what one may not use is not offered");
    assert_eq!(offered("/poll p").await, list(&["/poll plan "], false));
    assert_eq!(
        offered("/poll plan ").await,
        list(&["/poll plan topic: ", "/poll plan private: ", "/poll plan speed: "], true)
    );
    assert_eq!(
        offered("/poll plan topic: a private: t").await,
        list(&["/poll plan topic: a private: True "], true)
    );
    assert_eq!(
        offered("/poll plan topic: a speed: f").await,
        list(&["/poll plan topic: a speed: Fast "], true)
    );
    assert_eq!(
        offered("/poll plan topic: a speed: Fast ").await,
        list(&["/poll plan topic: a speed: Fast private: "], true)
    );
    assert_eq!(offered("hello @a").await, list(&["hello @Ada "], false));
    assert_eq!(offered("see #st").await, list(&["see #stack "], false));
    assert_eq!(offered("me@a").await, list(&[], false));

    let suggested = json!({ "type": 8, "data": { "choices": [{ "name": "Web: \"fast\"", "value": "web-1" }] } });
    let (answer, asked) =
        answered(&sandbox, &mut bot, body("suggest", "/poll plan topic: we", json!({})), suggested)
            .await;
    assert_eq!(asked["data"]["options"][0]["options"][0]["value"], "we");
    let html = answer["suggestions"].as_str().unwrap();
    assert_eq!(attribute(html, "data-value"), "web-1");

    let picks = json!({ "Web": "web-1", "true": "no" });
    let line = body("send", "/poll plan topic:Web private: true", picks);
    let reply = json!({ "type": 4, "data": { "content": "planned" } });
    let (_, sent) = answered(&sandbox, &mut bot, line, reply).await;
    assert!(seen(&sandbox, &ada).await.contains("Ada used /poll plan<"));
    let options = &sent["data"]["options"][0]["options"];
    assert_eq!((&options[0]["value"], &options[1]["value"]), (&json!("web-1"), &json!(true)));
    let unfinished = step(&sandbox, body("send", "/poll plan", json!({}))).await;
    assert_eq!(unfinished["error"], "`/poll plan` needs `topic`");
}

#[tokio::test]
async fn files_go_with_messages_and_commands() {
    let (sandbox, client) = page().await;
    let guild = sandbox.add_guild("Demo team");
    let channel = guild.add_channel("stack");
    let ada = guild.add_member("Ada").id.to_string();
    let option = json!({ "type": 11, "name": "file", "description": "d", "required": true });
    let mut bot =
        bot(&sandbox, json!([{ "name": "import", "description": "d", "options": [option] }])).await;
    let url = format!("{}/page/files", sandbox.api_base());
    let form = |name: &str, length: usize| {
        format!(
            "--x\r\ncontent-disposition: form-data; name=\"files[0]\"; filename=\"{name}\"\r\n\r\n{}\r\n--x--\r\n",
            "a".repeat(length)
        )
    };
    let send = async |body: String| {
        let request = client.post(&url).header("content-type", "multipart/form-data; boundary=x");
        request.body(body).send().await.unwrap()
    };
    let taken: Value = send(form("notes.md", 3)).await.json().await.unwrap();
    let id = taken["files"][0]["id"].clone();
    assert_eq!(taken["files"][0]["name"], "notes.md");
    assert_eq!(send(form("large.bin", 11 << 20)).await.status(), StatusCode::PAYLOAD_TOO_LARGE);

    let line = |what: &str, text: &str, files: Value| json!({ "member": ada, "channel": channel.id.to_string(), "do": what, "text": text, "picks": {}, "files": files });
    assert_eq!(step(&sandbox, line("send", "", json!([id]))).await, json!({}));
    assert_eq!(channel.last_message().unwrap().files()[0].name, "notes.md");
    assert!(step(&sandbox, line("send", "", json!(["1", "x"]))).await["error"].is_string());
    let offered = step(&sandbox, line("suggest", "/import file: ", json!([id]))).await;
    assert!(
        offered["suggestions"].as_str().unwrap().contains("/import file: notes.md"),
        "{offered}"
    );
    let command = line("send", "/import file: notes.md", json!([id]));
    let (_, event) =
        answered(&sandbox, &mut bot, command, json!({ "type": 4, "data": { "content": "ok" } }))
            .await;
    assert_eq!(event["data"]["options"][0]["value"], id);
}

#[tokio::test]
async fn hostile_names_and_texts_stay_text() {
    let (sandbox, _) = page().await;
    let evil = "<script>alert(1)</script>\"><img src=x onerror=alert(1)>";
    let guild = sandbox.add_guild(evil);
    let channel = guild.add_channel("stack");
    let role = guild.add_role(evil, stackwise_sandbox::Permissions::NONE);
    let ada = guild.add_member_with(evil, &[role]);
    let said = ada.in_channel(&channel).say(&format!("{evil} <@{}> <@&{}>", ada.id, role.id));
    ada.in_channel(&channel).reply_to(&said, evil);
    let (_, rest) = bot(&sandbox, json!([{ "name": "evil \"><script>", "type": 3 }])).await;
    let option = json!({ "label": evil, "value": evil, "description": evil });
    let select = json!({ "type": 3, "custom_id": evil, "placeholder": evil, "options": [option] });
    let button = json!({ "type": 2, "style": 1, "label": evil, "custom_id": format!("{evil}2") });
    let link =
        json!({ "type": 2, "style": 5, "label": "go", "url": "https://a.b/\"onclick=\"alert(1)" });
    let embed = json!({ "title": evil, "description": evil, "author": { "name": evil }, "footer": { "text": evil }, "fields": [{ "name": evil, "value": evil }] });
    let body = json!({ "content": evil, "embeds": [embed], "components": [
        { "type": 1, "components": [button, link] }, { "type": 1, "components": [select] } ] });
    let sent = rest.post(&format!("/channels/{}/messages", channel.id), body).await;
    assert_eq!(sent.0, 200, "{}", sent.1);
    let html = seen(&sandbox, &ada.id.to_string()).await;
    assert_eq!(html.matches("<article ").count(), 3);
    assert_eq!(html.matches("<script").count(), 1, "the page's own: {html}");
    assert!(!html.contains("<img") && !html.contains("\"onclick"), "{html}");
}
