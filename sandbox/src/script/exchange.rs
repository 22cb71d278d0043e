//! What a step led to, as the member who took it sees it.

use serde_json::Value;

use crate::id::{InteractionId, MessageId};
use crate::sandbox::Sandbox;
use crate::world::World;
use crate::world::interaction::{FIRST_RESPONSE, First, Interaction};
use crate::world::message::flags;

use super::error::ScriptError;
use super::form::ModalView;
use super::view::MessageView;

/// What a person reads when a bot stays silent.
const NO_RESPONSE: &str = "The application did not respond";

/// A suggestion while typing.
#[derive(Clone, Debug, PartialEq)]
pub struct Choice {
    /// What is read.
    pub name: String,
    /// What is sent.
    pub value: Value,
}

/// What a step led to.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum Outcome {
    /// A new message.
    Message(MessageView),
    /// The message with the button or menu was changed.
    Updated(MessageView),
    /// A form opened.
    Modal(ModalView),
    /// Suggestions.
    Choices(Vec<Choice>),
    /// The bot is thinking, and has been for as long as the sandbox waits.
    Deferred,
    /// The bot has seen it; nothing has changed so far.
    Acknowledged,
    /// What a person reads when the bot failed.
    Failed(String),
}

/// A step and what it led to.
#[derive(Clone, Debug)]
pub struct Exchange {
    sandbox: Sandbox,
    /// The interaction; `None` when no bot was there to hear of it.
    pub interaction: Option<InteractionId>,
    /// What the member sees.
    pub outcome: Outcome,
}

impl Exchange {
    /// Waits for the bot: for its first answer, and after "thinking" for the message.
    pub(super) async fn after(sandbox: Sandbox, interaction: Option<InteractionId>) -> Self {
        let outcome = match interaction {
            Some(id) => outcome(&sandbox, id).await,
            None => Outcome::Failed(NO_RESPONSE.to_owned()),
        };
        Self { sandbox, interaction, outcome }
    }

    /// The message that was sent or changed.
    ///
    /// # Errors
    ///
    /// [`ScriptError::Unexpected`] when the outcome is something else.
    pub fn message(&self) -> Result<&MessageView, ScriptError> {
        match &self.outcome {
            Outcome::Message(view) | Outcome::Updated(view) => Ok(view),
            _ => Err(self.unexpected("a message")),
        }
    }

    /// The form that opened.
    ///
    /// # Errors
    ///
    /// [`ScriptError::Unexpected`] when the outcome is something else.
    pub fn modal(&self) -> Result<&ModalView, ScriptError> {
        match &self.outcome {
            Outcome::Modal(modal) => Ok(modal),
            _ => Err(self.unexpected("a form")),
        }
    }

    fn unexpected(&self, expected: &'static str) -> ScriptError {
        ScriptError::Unexpected { expected, found: self.text() }
    }

    /// What the member reads.
    #[must_use]
    pub fn text(&self) -> String {
        match &self.outcome {
            Outcome::Message(view) | Outcome::Updated(view) => view.text().to_owned(),
            Outcome::Modal(modal) => modal.text(),
            Outcome::Choices(choices) => {
                choices.iter().map(|choice| choice.name.as_str()).collect::<Vec<_>>().join("\n")
            }
            Outcome::Deferred => "Thinking…".to_owned(),
            Outcome::Acknowledged => String::new(),
            Outcome::Failed(text) => text.clone(),
        }
    }

    /// The bot's first answer as it is at present, changes since included.
    #[must_use]
    pub fn original(&self) -> Option<MessageView> {
        let world = self.sandbox.shared.look();
        let interaction = world.interactions.get(self.interaction?)?;
        let message = world.message(interaction.channel, interaction.original?)?;
        Some(MessageView::of(&world, message))
    }

    /// The further messages that the bot sent for this step.
    #[must_use]
    pub fn followups(&self) -> Vec<MessageView> {
        let world = self.sandbox.shared.look();
        let found = self.interaction.and_then(|id| world.interactions.get(id));
        let Some(found) = found else { return Vec::new() };
        let message = |id: &MessageId| world.message(found.channel, *id);
        found.followups.iter().filter_map(message).map(|one| MessageView::of(&world, one)).collect()
    }

    /// Waits until the bot has sent `count` further messages.
    ///
    /// # Errors
    ///
    /// [`ScriptError::TimedOut`] when it does not.
    pub async fn followed_up(&self, count: usize) -> Result<Vec<MessageView>, ScriptError> {
        self.sandbox
            .wait_for("follow-up messages", || {
                let found = self.followups();
                (found.len() >= count).then_some(found)
            })
            .await
    }

    /// Waits until the first answer (or the message with the button) has been changed after this
    /// outcome was taken.
    ///
    /// # Errors
    ///
    /// [`ScriptError::TimedOut`] when it is not.
    pub async fn edited(&self) -> Result<MessageView, ScriptError> {
        let before = match &self.outcome {
            Outcome::Message(view) | Outcome::Updated(view) => view.edits,
            _ => self.edits_at_the_start(),
        };
        self.sandbox
            .wait_for("an edit of the answer", || {
                self.original().filter(|view| view.edits > before)
            })
            .await
    }

    /// How often the message behind the first answer had been changed before this step.
    fn edits_at_the_start(&self) -> u32 {
        let world = self.sandbox.shared.look();
        let interaction = self.interaction.and_then(|id| world.interactions.get(id));
        let own = interaction.filter(|one| one.original.is_some() && one.original == one.source);
        own.map_or(0, |one| one.source_edits)
    }
}

async fn outcome(sandbox: &Sandbox, id: InteractionId) -> Outcome {
    let shared = &sandbox.shared;
    let runs = shared.look().clock.runs();
    let limit = if runs { shared.patience().min(FIRST_RESPONSE) } else { shared.patience() };
    let first = shared.wait_for(limit, |world| settled(world, id, false)).await;
    match first {
        None => Outcome::Failed(NO_RESPONSE.to_owned()),
        Some(Outcome::Deferred) => {
            let later = shared.wait_for(shared.patience(), |world| settled(world, id, true)).await;
            later.unwrap_or(Outcome::Deferred)
        }
        Some(outcome) => outcome,
    }
}

/// What the step has led to, if that can be said yet. `patient` waits for what follows "thinking".
fn settled(world: &World, id: InteractionId, patient: bool) -> Option<Outcome> {
    let interaction = world.interactions.get(id)?;
    let failed = || Outcome::Failed(NO_RESPONSE.to_owned());
    let Some(first) = &interaction.first else {
        return interaction.failed(world.now()).then(failed);
    };
    Some(match first {
        First::Message => Outcome::Message(original(world, interaction)?),
        First::Deferred => {
            let thinking =
                interaction.original.and_then(|id| world.message(interaction.channel, id));
            match thinking {
                Some(message) if message.flags & flags::LOADING == 0 => {
                    Outcome::Message(MessageView::of(world, message))
                }
                None => Outcome::Acknowledged,
                Some(_) if patient => return None,
                Some(_) => Outcome::Deferred,
            }
        }
        First::DeferredUpdate => Outcome::Acknowledged,
        First::Updated => Outcome::Updated(original(world, interaction)?),
        First::Choices(list) => Outcome::Choices(list.iter().map(choice).collect()),
        First::Modal(_) => Outcome::Modal(ModalView::opened_by(world, interaction)?),
    })
}

fn choice(choice: &Value) -> Choice {
    Choice {
        name: choice["name"].as_str().unwrap_or_default().to_owned(),
        value: choice["value"].clone(),
    }
}

fn original(world: &World, interaction: &Interaction) -> Option<MessageView> {
    let message = world.message(interaction.channel, interaction.original?)?;
    Some(MessageView::of(world, message))
}
