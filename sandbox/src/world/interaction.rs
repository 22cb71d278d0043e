//! Interactions: what a person did, and how far the bot has answered.

use std::collections::{HashMap, VecDeque};
use std::time::Duration;

use serde_json::Value;

use super::message::weight;
use crate::clock::UnixMillis;
use crate::id::{ChannelId, CommandId, GuildId, InteractionId, MessageId, UserId};

/// Time for the first response.
/// Source: <https://discord.com/developers/docs/interactions/receiving-and-responding#responding-to-an-interaction>
pub(crate) const FIRST_RESPONSE: Duration = Duration::from_secs(3);

/// Life of a token. Source: as above.
pub(crate) const TOKEN_LIFE: Duration = Duration::from_secs(15 * 60);

/// Interactions remembered; older ones become unknown.
const KEPT: usize = 20_000;

/// Later messages of one interaction that it can still name; the oldest make room.
const KEPT_FOLLOWUPS: usize = 1000;

/// Bytes, about, of all forms and suggestions among them; older interactions become unknown.
const KEPT_BYTES: usize = 64 * 1024 * 1024;

/// What kind of step a person took.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Kind {
    Command,
    Component,
    Autocomplete,
    Modal,
}

impl Kind {
    /// The number on the wire.
    pub(crate) const fn number(self) -> u8 {
        match self {
            Self::Command => 2,
            Self::Component => 3,
            Self::Autocomplete => 4,
            Self::Modal => 5,
        }
    }
}

/// What the bot answered first.
#[derive(Clone, Debug)]
pub(crate) enum First {
    /// A message (type 4).
    Message,
    /// "Thinking", a message follows (type 5).
    Deferred,
    /// Seen, the message may be updated later (type 6).
    DeferredUpdate,
    /// The message was updated (type 7).
    Updated,
    /// Suggestions (type 8).
    Choices(Vec<Value>),
    /// A form (type 9).
    Modal(Value),
}

impl First {
    fn weight(&self) -> usize {
        match self {
            Self::Choices(choices) => choices.iter().map(weight).sum(),
            Self::Modal(form) => weight(form),
            Self::Message | Self::Deferred | Self::DeferredUpdate | Self::Updated => 0,
        }
    }
}

/// One interaction.
#[derive(Clone, Debug)]
pub(crate) struct Interaction {
    pub(crate) id: InteractionId,
    pub(crate) token: String,
    pub(crate) kind: Kind,
    pub(crate) user: UserId,
    pub(crate) guild: Option<GuildId>,
    pub(crate) channel: ChannelId,
    pub(crate) command: Option<(CommandId, String)>,
    /// The message whose component was used.
    pub(crate) source: Option<MessageId>,
    /// How often that message had been changed when the step was taken.
    pub(crate) source_edits: u32,
    pub(crate) sent_at: UnixMillis,
    pub(crate) first: Option<First>,
    /// The message behind `@original`.
    pub(crate) original: Option<MessageId>,
    pub(crate) followups: VecDeque<MessageId>,
}

impl Interaction {
    pub(crate) fn expired(&self, now: UnixMillis) -> bool {
        now.since(self.sent_at) > TOKEN_LIFE
    }

    /// Adds a later message.
    pub(crate) fn follow_up(&mut self, message: MessageId) {
        self.followups.push_back(message);
        if self.followups.len() > KEPT_FOLLOWUPS {
            self.followups.pop_front();
        }
    }

    /// Nobody answered in time.
    pub(crate) fn failed(&self, now: UnixMillis) -> bool {
        self.first.is_none() && now.since(self.sent_at) > FIRST_RESPONSE
    }
}

/// All remembered interactions.
#[derive(Debug, Default)]
pub(crate) struct Interactions {
    by_id: HashMap<InteractionId, Interaction>,
    order: VecDeque<InteractionId>,
    weight: usize,
}

impl Interactions {
    pub(crate) fn put(&mut self, interaction: Interaction) {
        self.order.push_back(interaction.id);
        self.by_id.insert(interaction.id, interaction);
        if self.order.len() > KEPT {
            self.forget_oldest();
        }
    }

    /// Notes the first answer, and the message that it made.
    pub(crate) fn answer(&mut self, id: InteractionId, first: First, made: Option<MessageId>) {
        let Some(interaction) = self.by_id.get_mut(&id) else { return };
        self.weight += first.weight();
        interaction.first = Some(first);
        interaction.original = made;
        while self.weight > KEPT_BYTES && self.order.len() > 1 {
            self.forget_oldest();
        }
    }

    fn forget_oldest(&mut self) {
        let oldest = self.order.pop_front().and_then(|oldest| self.by_id.remove(&oldest));
        self.weight -= oldest.and_then(|gone| gone.first).map_or(0, |first| first.weight());
    }

    pub(crate) fn get(&self, id: InteractionId) -> Option<&Interaction> {
        self.by_id.get(&id)
    }

    pub(crate) fn get_mut(&mut self, id: InteractionId) -> Option<&mut Interaction> {
        self.by_id.get_mut(&id)
    }

    /// The interaction that a token belongs to. Tokens start with the interaction's number.
    pub(crate) fn by_token(&self, token: &str) -> Option<&Interaction> {
        let (id, _) = token.split_once('.')?;
        let interaction = self.by_id.get(&id.parse().ok()?)?;
        (interaction.token == token).then_some(interaction)
    }
}
