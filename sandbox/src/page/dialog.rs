//! What opens over the page: forms of the bot, and lists to choose from.

use askama::Template;

use crate::id::{InteractionId, MessageId};
use crate::script::{ModalView, SelectView};

#[derive(Template)]
#[template(path = "form.html")]
struct Form<'a> {
    interaction: String,
    modal: &'a ModalView,
}

#[derive(Template)]
#[template(path = "choose.html")]
struct Choose<'a> {
    message: MessageId,
    select: &'a SelectView,
    /// How many choices the list takes, in words.
    range: String,
}

/// More choices than this can be searched.
const FEW: usize = 5;

impl Choose<'_> {
    fn is_long(&self) -> bool {
        self.select.options.len() > FEW
    }
}

/// The form that an interaction opened.
pub(super) fn form(
    interaction: Option<InteractionId>,
    modal: &ModalView,
) -> askama::Result<String> {
    let interaction = interaction.map(|id| id.to_string()).unwrap_or_default();
    Form { interaction, modal }.render()
}

/// The list of a menu on a message.
pub(super) fn choose(message: MessageId, select: &SelectView) -> askama::Result<String> {
    let (min, max) = (select.min, select.max);
    let range = match min {
        0 => format!("up to {max}"),
        min if min == max => max.to_string(),
        min => format!("{min} to {max}"),
    };
    Choose { message, select, range }.render()
}
