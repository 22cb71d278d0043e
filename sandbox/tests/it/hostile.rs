//! Whatever bots send: an answer in Discord's form, and never a panic.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use serde_json::{Value, json};
use stackwise_sandbox::{Options, RateLimits, Sandbox, validate};

const ROUTES: [&str; 8] = [
    "POST /channels/1/messages",
    "PATCH /channels/1/messages/2",
    "POST /interactions/1/token/callback",
    "POST /webhooks/1/token",
    "PATCH /webhooks/1/token/messages/@original",
    "POST /applications/1/commands",
    "PATCH /applications/1/commands/2",
    "PUT /applications/1/guilds/2/commands",
];

/// Names that bodies are read by, so that chance gets past the first look.
const KEYS: [&str; 22] = [
    "content",
    "embeds",
    "components",
    "type",
    "data",
    "custom_id",
    "options",
    "name",
    "description",
    "choices",
    "value",
    "label",
    "style",
    "flags",
    "fields",
    "title",
    "poll",
    "answers",
    "allowed_mentions",
    "parse",
    "attachments",
    "accessory",
];

/// Any JSON, often of names and numbers that mean something.
fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        (0..20u64).prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(|number| json!(number)),
        ".{0,8}".prop_map(Value::from),
        proptest::sample::select(&KEYS[..]).prop_map(Value::from),
    ];
    leaf.prop_recursive(6, 64, 6, |inner| {
        let key =
            prop_oneof![proptest::sample::select(&KEYS[..]).prop_map(str::to_owned), ".{0,4}"];
        prop_oneof![
            vec(inner.clone(), 0..6).prop_map(Value::Array),
            vec((key, inner), 0..6).prop_map(|fields| fields.into_iter().collect()),
        ]
    })
}

proptest! {
    #[test]
    fn any_body_is_judged(route in proptest::sample::select(&ROUTES[..]), body in any_json()) {
        if let Some(error) = validate(route, &body).unwrap() {
            prop_assert!(error["code"].is_u64() && error["message"].is_string(), "{}", error);
        }
    }

    #[test]
    fn any_route_is_read(route in ".{0,60}") {
        let _ = validate(&route, &Value::Null);
    }
}

#[tokio::test]
async fn any_bytes_get_an_answer_and_the_server_goes_on() {
    let options = Options { rate_limits: RateLimits::OFF, ..Options::default() };
    let sandbox = Sandbox::start(options).await.unwrap();
    let guild = sandbox.add_guild("Demo team");
    let channel = guild.add_channel("stack");
    let client = reqwest::Client::new();
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let bytes = vec(any::<u8>(), 0..200);
    let paths = [
        format!("/channels/{}/messages", channel.id),
        "/channels/99999999999999999999/messages".to_owned(),
        "/interactions/1/x/callback".to_owned(),
        "/channels/..%2F..%2Fetc%2Fpasswd/messages".to_owned(),
        "/channels/%00/messages".to_owned(),
        format!("/applications/{}/commands", sandbox.application_id()),
    ];
    for turn in 0..120 {
        let body = bytes.new_tree(&mut runner).unwrap().current();
        let url = format!("{}/api/v10{}", sandbox.api_base(), paths[turn % paths.len()]);
        let kind = ["application/json", "multipart/form-data; boundary=x", "text/plain"][turn % 3];
        let request = client.post(url).header("authorization", format!("Bot {}", sandbox.token()));
        let answer = request.header("content-type", kind).body(body).send().await.unwrap();
        assert!((400..500).contains(&answer.status().as_u16()), "{}", answer.status());
        let said: Value = answer.json().await.unwrap();
        assert!(said["code"].is_u64() && said["message"].is_string(), "{said}");
    }
    assert!(channel.public_messages().is_empty());
}
