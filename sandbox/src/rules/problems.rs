//! What is wrong with a body, in the form of Discord's 400 answer.
//! Source: <https://discord.com/developers/docs/reference#error-messages>

use serde_json::{Map, Value, json};

use super::path::Path;

/// Problems of one body; empty when it is good.
#[derive(Clone, Debug, Default)]
pub struct Problems {
    list: Vec<Problem>,
}

#[derive(Clone, Debug)]
struct Problem {
    steps: Vec<String>,
    code: &'static str,
    message: String,
}

impl Problems {
    /// Whether nothing is wrong.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    pub(crate) fn add(&mut self, at: &Path<'_>, code: &'static str, message: impl Into<String>) {
        self.list.push(Problem { steps: at.steps(), code, message: message.into() });
    }

    pub(crate) fn required(&mut self, at: &Path<'_>) {
        self.add(at, "BASE_TYPE_REQUIRED", "This field is required");
    }

    /// `Ok` when nothing is wrong.
    pub(crate) fn into_result(self) -> Result<(), Self> {
        if self.is_empty() { Ok(()) } else { Err(self) }
    }

    /// Discord's answer: `{"code": 50035, "message": "Invalid Form Body", "errors": {…}}`.
    #[must_use]
    pub fn into_json(self) -> Value {
        let mut errors = Value::Object(Map::new());
        for problem in self.list {
            let mut place = &mut errors;
            for step in &problem.steps {
                place = &mut place[step.as_str()];
            }
            let one = json!({ "code": problem.code, "message": problem.message });
            match &mut place["_errors"] {
                Value::Array(list) => list.push(one),
                empty => *empty = json!([one]),
            }
        }
        json!({ "code": 50035, "message": "Invalid Form Body", "errors": errors })
    }
}

/// The one problem of a path whose id is none.
pub(crate) fn not_a_snowflake() -> Problems {
    let mut problems = Problems::default();
    problems.add(&Path::ROOT, "NUMBER_TYPE_COERCE", "Value is not snowflake.");
    problems
}
