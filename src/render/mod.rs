//! Rendering: values to messages of our own plain type, within Discord's limits.
//!
//! May enter: answers, polls, texts from `locales/`.
//! May not enter: Discord types, the store, clocks, `async`.

mod clip;
mod escape;
mod message;
pub mod poll;
mod press;
mod text;

pub use clip::{clip, clip_sentence};
pub use escape::plain;
pub use message::{
    Attachment, Button, ButtonStyle, Choice, Embed, Field, Form, Menu, MenuOption, Message, Row,
    TextBox,
};
pub use press::{AnswerId, AnswerPress, BadPress, ComparePress, FaqPress, PollPress, Press};
pub use text::{TextValue, text, text_with};
