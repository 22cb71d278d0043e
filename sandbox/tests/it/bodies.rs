//! Good and bad bodies, one a line in `data/bodies.jsonl`. A long text is written
//! `{"repeat": "x", "times": 2001}`, with what stands before it under `after`.

use serde_json::Value;
use stackwise_sandbox::validate;

fn expanded(value: &Value) -> Value {
    match value {
        Value::Array(items) => items.iter().map(expanded).collect(),
        Value::Object(fields) => match (&fields.get("repeat"), &fields.get("times")) {
            (Some(Value::String(text)), Some(times)) => {
                let times = usize::try_from(times.as_u64().unwrap()).unwrap();
                let before = fields.get("after").and_then(Value::as_str).unwrap_or_default();
                Value::String(format!("{before}{}", text.repeat(times)))
            }
            _ => fields.iter().map(|(key, value)| (key.clone(), expanded(value))).collect(),
        },
        plain => plain.clone(),
    }
}

#[test]
fn every_body_is_judged_as_discord_judges_it() {
    let cases = include_str!("data/bodies.jsonl").lines();
    let mut wrong = Vec::new();
    let mut counts = [0, 0];
    for line in cases {
        let case: Value = serde_json::from_str(line).unwrap();
        let (good, route) = (case["good"].as_bool().unwrap(), case["route"].as_str().unwrap());
        counts[usize::from(good)] += 1;
        let answer = validate(route, &expanded(&case["body"])).unwrap();
        if answer.is_none() != good {
            wrong.push(format!("{line}\n  {answer:?}"));
        }
        if let Some(answer) = answer {
            assert!(answer["code"].is_u64() && answer["message"].is_string(), "{answer}");
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(counts[0] > 100 && counts[1] > 100, "{counts:?}");
}

/// Whether twilight can read a good body and finds nothing wrong with it: a second opinion.
fn twilight_refuses(route: &str, body: &Value) -> Option<String> {
    use twilight_model::application::command::Command;
    use twilight_model::channel::message::{Component, Embed};
    use twilight_validate::{command, component, message};

    let told = |why: &dyn std::fmt::Display| Some(why.to_string());
    if route == "POST /applications/1/commands" {
        let mut whole =
            serde_json::json!({ "type": 1, "version": "1", "options": [], "description": "" });
        for (key, value) in body.as_object()? {
            if !value.is_null() {
                whole[key] = value.clone();
            }
        }
        return match serde_json::from_value::<Command>(whole) {
            Err(why) => told(&why),
            Ok(read) => command::command(&read).err().and_then(|why| told(&why)),
        };
    }
    let body = if route.contains("callback") { &body["data"] } else { body };
    if let Some(content) = body["content"].as_str()
        && let Err(why) = message::content(content)
    {
        return told(&why);
    }
    for embed in body["embeds"].as_array().into_iter().flatten() {
        let mut whole = embed.clone();
        whole["type"] = "rich".into();
        for field in whole["fields"].as_array_mut().into_iter().flatten() {
            field["inline"] = field.get("inline").cloned().unwrap_or(false.into());
        }
        if whole.get("fields").is_none_or(Value::is_null) {
            whole["fields"] = Value::Array(Vec::new());
        }
        match serde_json::from_value::<Embed>(whole) {
            Err(why) => return told(&why),
            Ok(embed) => {
                if let Err(why) = twilight_validate::embed::embed(&embed) {
                    return told(&why);
                }
            }
        }
    }
    let laid_out = body["flags"].as_u64().is_some_and(|bits| bits >> 15 & 1 == 1);
    for one in body["components"].as_array().into_iter().flatten() {
        match serde_json::from_value::<Component>(one.clone()) {
            Err(why) => return told(&why),
            Ok(one) if laid_out => {
                if let Err(why) = component::component_v2(&one) {
                    return told(&why);
                }
            }
            Ok(_) => {}
        }
    }
    None
}

#[test]
fn twilight_finds_nothing_wrong_with_good_bodies() {
    let mut refused = Vec::new();
    for line in include_str!("data/bodies.jsonl").lines() {
        let case: Value = serde_json::from_str(line).unwrap();
        let route = case["route"].as_str().unwrap();
        if case["good"] == true
            && let Some(why) = twilight_refuses(route, &expanded(&case["body"]))
        {
            refused.push(format!("{line}\n  {why}"));
        }
    }
    assert!(refused.is_empty(), "{}", refused.join("\n"));
}
