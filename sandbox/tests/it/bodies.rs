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
