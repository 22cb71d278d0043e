//! What matters most, and which stack the cited evidence supports for that: a menu, a result, the
//! arithmetic. For the person alone, who may show the result to the channel.

mod arithmetic;
mod menu;
mod result;
#[cfg(test)]
mod tests;

pub use arithmetic::arithmetic;
pub use menu::{Chosen, menu};
pub use result::result;

use std::sync::Arc;

use super::answer::lower_first;
use super::{AnswerId, Button, ButtonStyle, Press, RecommendPress, TopicCodes, list, plain, text};
use crate::answer::{Need, Recommendation};
use crate::knowledge::{Stack, Topic};

/// What was asked: which interaction, what is built, between which stacks.
#[derive(Clone, Copy, Debug)]
pub struct Asked<'a> {
    /// The interaction that asked.
    pub id: AnswerId,
    /// What is being built, as typed; may be empty.
    pub build: &'a str,
    /// The stacks, in the order in which they are shown.
    pub stacks: &'a [Arc<Stack>],
}

impl Asked<'_> {
    fn button(&self, key: &str, press: RecommendPress, style: ButtonStyle) -> Button {
        Button { label: text(key), id: Press::Recommend(self.id, press).to_string(), style }
    }

    /// What is being built, unless only the stacks were named.
    fn built(&self) -> Option<&str> {
        Some(self.build).filter(|build| !build.is_empty() && *build != self.either())
    }

    /// "Django and Node.js"
    fn all(&self) -> String {
        let names: Vec<&str> = self.stacks.iter().map(|stack| stack.name.as_str()).collect();
        list::and(&names)
    }

    /// "Django or Node.js"
    fn either(&self) -> String {
        let names: Vec<&str> = self.stacks.iter().map(|stack| stack.name.as_str()).collect();
        list::or(&names)
    }
}

/// "security, cost and real-time"
fn named<'a>(topics: impl IntoIterator<Item = &'a Topic>) -> String {
    let names: Vec<String> = topics.into_iter().map(|topic| lower_first(&topic.name)).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    plain(&list::and(&names))
}

fn needs(result: &Recommendation) -> impl Iterator<Item = &Need> {
    result.weighed.iter().map(|weighed| &weighed.need)
}

fn codes(result: &Recommendation) -> TopicCodes {
    TopicCodes::of(needs(result).map(|need| need.topic.as_ref()))
}
