//! Reactions: what people add to messages with one click.

use crate::permissions::Permissions;
use crate::rest::MOST_REACTIONS;
use crate::world::reaction::Emoji;

use super::actor::Actor;
use super::error::ScriptError;
use super::view::MessageView;

impl Actor {
    /// Reacts to a message with an emoji, such as `👍`. To react twice changes nothing.
    ///
    /// # Errors
    ///
    /// [`ScriptError::NoSuchMessage`] when this member does not see it,
    /// [`ScriptError::BadValue`] for what is no emoji, or for one emoji too many,
    /// [`ScriptError::Forbidden`] without the permission to be the first with this emoji.
    pub fn react(&self, message: &MessageView, emoji: &str) -> Result<(), ScriptError> {
        self.sandbox.shared.change(|world| {
            let now = self.sees(world, message.id)?;
            let read = Emoji::parse(emoji).ok_or_else(|| unfit(emoji, "it is no emoji"))?;
            let first = world
                .message(self.channel, message.id)
                .is_some_and(|message| message.reaction(&read).is_none());
            let needed = if first { Permissions::ADD_REACTIONS } else { Permissions::NONE };
            let needed = needed | Permissions::VIEW_CHANNEL | Permissions::READ_MESSAGE_HISTORY;
            if !world.permissions(self.user, self.channel).holds(needed) || now.ephemeral {
                return Err(self.forbidden(world));
            }
            if first && now.reactions.len() >= MOST_REACTIONS {
                return Err(unfit(emoji, "the message has too many others"));
            }
            world.react(self.channel, message.id, self.user, &read);
            Ok(())
        })
    }

    /// Takes the member's own reaction back.
    ///
    /// # Errors
    ///
    /// [`ScriptError::NotOffered`] when the member has not reacted with this emoji;
    /// [`ScriptError::NoSuchMessage`] when this member does not see the message.
    pub fn unreact(&self, message: &MessageView, emoji: &str) -> Result<(), ScriptError> {
        self.sandbox.shared.change(|world| {
            let now = self.sees(world, message.id)?;
            let taken = Emoji::parse(emoji)
                .is_some_and(|emoji| world.unreact(self.channel, now.id, self.user, &emoji));
            if taken {
                return Ok(());
            }
            let own = now.reactions.iter().filter(|one| one.people.contains(&self.user));
            let own = own.map(|one| one.emoji.as_str()).collect::<Vec<_>>();
            Err(ScriptError::NotOffered { wanted: emoji.to_owned(), offered: own.join(", ") })
        })
    }
}

fn unfit(emoji: &str, reason: &str) -> ScriptError {
    let (name, value, reason) = ("emoji".to_owned(), emoji.to_owned(), reason.to_owned());
    ScriptError::BadValue { name, value, reason }
}
