//! Sending an interaction to the bot.

use std::hash::{BuildHasher, RandomState};

use serde_json::Value;

use crate::id::{ChannelId, CommandId, GuildId, InteractionId, MessageId, UserId};
use crate::show;
use crate::world::World;
use crate::world::interaction::{Interaction, Kind};

/// A step that becomes an interaction.
pub(super) struct Step {
    pub(super) kind: Kind,
    pub(super) user: UserId,
    pub(super) guild: GuildId,
    pub(super) channel: ChannelId,
    pub(super) command: Option<(CommandId, String)>,
    pub(super) source: Option<MessageId>,
    pub(super) data: Value,
}

/// Sends it. `None` when no bot is there to hear of it.
pub(super) fn send(world: &mut World, step: Step) -> Option<InteractionId> {
    let guild = Some(step.guild);
    if !world.sessions.reach(guild) || !world.has_bot(step.guild) {
        return None;
    }
    let id = InteractionId::new(world.next_id());
    let source = step.source.and_then(|id| world.message(step.channel, id));
    let source_edits = source.map_or(0, |message| message.edits);
    let interaction = Interaction {
        id,
        token: format!("{id}.{:016x}", RandomState::new().hash_one(id)),
        kind: step.kind,
        user: step.user,
        guild,
        channel: step.channel,
        command: step.command,
        source: step.source,
        source_edits,
        sent_at: world.now(),
        first: None,
        original: None,
        followups: std::collections::VecDeque::new(),
    };
    let shown = show::interaction(world, &interaction, &step.data);
    world.interactions.put(interaction);
    world.emit("INTERACTION_CREATE", guild, &shown, |_| true);
    Some(id)
}
