//! Two stacks side by side: every topic by where the sources lean, and one topic with equal room
//! for each side.
//!
//! The stacks stand in the comparison's own order everywhere: text, buttons, menu.

mod menu;
mod overview;
mod sides;
mod topic;

pub use menu::topics;
pub use overview::overview;
pub use topic::{more, sources, topic};

use super::{Button, ButtonStyle, ComparePress, Press};
use crate::answer::Comparison;

/// All text of an embed, in code points: one screen of a phone.
const SCREEN: usize = 900;

fn button(comparison: &Comparison, label: String, pressed: ComparePress) -> Button {
    Button { label, id: press(comparison, pressed), style: ButtonStyle::Secondary }
}

fn press(comparison: &Comparison, press: ComparePress) -> String {
    let [first, second] = &comparison.stacks;
    Press::Compare(first.id.clone(), second.id.clone(), press).to_string()
}
