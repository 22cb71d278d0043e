//! Pinned messages, and what the sessions hear of them.

use serde_json::json;

use crate::gateway::intents;
use crate::id::{ChannelId, MessageId};

use super::World;
use super::message::Message;

impl World {
    /// Pins a message, or takes the pin off. Returns whether that changed anything.
    pub(crate) fn pin(&mut self, channel: ChannelId, id: MessageId, pin: bool) -> bool {
        let now = self.now();
        let Some(place) = self.channels.get_mut(&channel) else { return false };
        let Some(message) = place.messages.get_mut(&id) else { return false };
        if message.pinned_at.is_some() == pin {
            return false;
        }
        message.pinned_at = pin.then_some(now);
        let message = message.clone();
        if pin {
            place.last_pin = Some(now);
        }
        self.emit_message("MESSAGE_UPDATE", &message);
        self.emit_pins(channel);
        true
    }

    /// The pinned messages of a channel, the last pin first.
    pub(crate) fn pinned(&self, channel: ChannelId) -> Vec<&Message> {
        let messages =
            self.channels.get(&channel).into_iter().flat_map(|one| one.messages.values());
        let mut pinned: Vec<_> = messages.filter(|one| one.pinned_at.is_some()).collect();
        pinned.sort_by_key(|message| std::cmp::Reverse((message.pinned_at, message.id)));
        pinned
    }

    fn emit_pins(&mut self, channel: ChannelId) {
        let Some(place) = self.channels.get(&channel) else { return };
        let guild = place.guild;
        let last = place.last_pin.map(crate::clock::UnixMillis::iso);
        let mut data = json!({ "channel_id": channel, "last_pin_timestamp": last });
        if let Some(guild) = guild {
            data["guild_id"] = json!(guild);
        }
        let needed = guild.map_or(intents::for_messages(None), |_| intents::GUILDS);
        self.emit("CHANNEL_PINS_UPDATE", guild, &data, |session| session.intents & needed != 0);
    }
}
