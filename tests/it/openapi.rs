//! Every request that the bot sends in these tests, held against Discord's published description
//! of its API, where `STACKWISE_DISCORD_OPENAPI` names that file.
//! Source: <https://github.com/discord/discord-api-spec>

use std::collections::HashMap;
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use jsonschema::Validator;
use serde_json::{Value, json};
use stackwise_sandbox::RequestRecord;

/// The description; none where no file is named.
static DESCRIPTION: LazyLock<Option<Value>> = LazyLock::new(|| {
    let file = std::env::var_os("STACKWISE_DISCORD_OPENAPI")?;
    let text = std::fs::read_to_string(&file).expect("the description can be read");
    Some(serde_json::from_str(&text).expect("the description is JSON"))
});

/// What a route takes, by method and path as documented; none where it takes no body. Making one
/// takes longer than using it.
static VALIDATORS: LazyLock<Mutex<HashMap<String, Option<Arc<Validator>>>>> =
    LazyLock::new(Mutex::default);

/// Holds these requests against the description.
#[track_caller]
pub(crate) fn check(requests: &[RequestRecord]) {
    let Some(description) = &*DESCRIPTION else { return };
    for request in requests {
        let path = documented(description, request);
        let Some(validator) = validator(description, &request.method, path) else {
            assert!(request.body.is_null(), "{} {path} takes no body", request.method);
            continue;
        };
        // What the sandbox was made to refuse, and bodies too long to be kept.
        if request.status >= 400 || request.body.is_string() {
            continue;
        }
        let body = with_whole_permissions(&request.body);
        let faults: Vec<String> = validator
            .iter_errors(&body)
            .map(|fault| format!("{}: {fault}", fault.instance_path()))
            .collect();
        assert!(
            faults.is_empty(),
            "{} {path} does not take {}\n{}",
            request.method,
            request.body,
            faults.join("\n")
        );
    }
}

/// The body with sets of permissions as numbers. The description of commands has them so; the
/// documentation and the API itself have texts, as they outgrow what some readers take for a number.
/// Source: <https://discord.com/developers/docs/topics/permissions>
fn with_whole_permissions(body: &Value) -> Value {
    match body {
        Value::Array(items) => items.iter().map(with_whole_permissions).collect(),
        Value::Object(fields) => fields
            .iter()
            .map(|(key, value)| match value.as_str().and_then(|text| text.parse::<u64>().ok()) {
                Some(bits) if key == "default_member_permissions" => (key.clone(), bits.into()),
                _ => (key.clone(), with_whole_permissions(value)),
            })
            .collect(),
        plain => plain.clone(),
    }
}

/// The path as documented: segments in braces stand for any.
fn documented<'a>(description: &'a Value, request: &RequestRecord) -> &'a str {
    let path = request.path.split('?').next().unwrap_or_default();
    let segments: Vec<&str> = path.split('/').collect();
    let fits = |documented: &&String| {
        let parts: Vec<&str> = documented.split('/').collect();
        let alike = |(part, segment): (&&str, &&str)| part == segment || part.starts_with('{');
        parts.len() == segments.len() && parts.iter().zip(&segments).all(alike)
    };
    let paths = description["paths"].as_object().expect("paths");
    let method = request.method.to_lowercase();
    let found = paths.keys().filter(fits).filter(|path| !paths[*path][&method].is_null());
    // `@me` is more than any id.
    let found = found.min_by_key(|path| path.matches('{').count());
    found.unwrap_or_else(|| panic!("{} {path} is not documented", request.method))
}

fn validator(description: &Value, method: &str, path: &str) -> Option<Arc<Validator>> {
    let mut all = VALIDATORS.lock().unwrap_or_else(PoisonError::into_inner);
    let made = all.entry(format!("{method} {path}")).or_insert_with(|| {
        let content = &description["paths"][path][method.to_lowercase()]["requestBody"]["content"];
        let schema = content.get("application/json")?["schema"].clone();
        let whole = json!({
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "components": description["components"],
            "allOf": [schema],
        });
        Some(Arc::new(jsonschema::validator_for(&whole).expect("the description is a schema")))
    });
    made.clone()
}
