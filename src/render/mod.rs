//! Rendering: values to messages of our own plain type, within Discord's limits.
//!
//! May enter: answers, polls, decisions, texts from `locales/`.
//! May not enter: Discord types, the store, clocks, `async`.

pub mod answer;
pub mod chart;
mod cite;
mod clip;
mod codes;
pub mod compare;
pub mod decision;
mod decision_press;
mod escape;
mod evidence;
pub mod faq;
pub mod help;
mod list;
mod message;
pub mod notice;
mod plan;
pub mod poll;
mod press;
pub mod recommend;
mod seen;
pub mod settings;
mod sources;
mod text;
mod unknown;

pub use clip::{clip, clip_sentence};
pub use codes::{MOST_TOPICS, TopicCodes};
pub use decision_press::{DecidePress, DecisionPress};
pub use escape::plain;
pub use list::page_chosen;
pub use message::{
    Attachment, Button, ButtonStyle, Choice, Embed, Field, Form, Menu, MenuOption, Message,
    Pickable, Picker, Row, TextBox,
};
pub use plan::{plan_options, plan_question};
pub use press::{
    AnswerId, AnswerPress, BadPress, ComparePress, FaqPress, PollPress, Press, RecommendPress, Term,
};
pub use seen::Seen;
pub use sources::sources;
pub use text::{TextValue, text, text_with};
pub use unknown::{unknown, unknown_short};
