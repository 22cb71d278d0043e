//! A poll planned from an answer or a comparison: its question.

use super::answer::lower_first;
use super::{list, text_with};
use crate::knowledge::{Stack, Topic};

/// "Node.js or Django, judged by real-time?" Plain text, to be edited by the author.
#[must_use]
pub fn plan_question(stacks: &[&Stack], topic: Option<&Topic>) -> String {
    let names: Vec<&str> = stacks.iter().map(|s| s.name.as_str()).collect();
    let stacks = list::or(&names);
    match topic {
        Some(topic) => {
            let values = [("stacks", stacks.into()), ("topic", lower_first(&topic.name).into())];
            text_with("plan-on", &values)
        }
        None => text_with("plan", &[("stacks", stacks.into())]),
    }
}

/// "Node.js, Django or neither?" of options as they were typed; empty where there are none.
#[must_use]
pub fn plan_options(options: &[&str]) -> String {
    if options.is_empty() {
        return String::new();
    }
    text_with("plan", &[("stacks", list::or(options).into())])
}
