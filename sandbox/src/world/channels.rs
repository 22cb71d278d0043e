//! Which channels a server has: new and changed ones, and what the sessions hear of them.

use crate::id::{ChannelId, GuildId};
use crate::show;

use super::World;
use super::channel::Channel;

impl World {
    /// Adds a channel below the others.
    pub(crate) fn add_channel(&mut self, guild: GuildId, mut channel: Channel) {
        let Some(home) = self.guilds.get_mut(&guild) else { return };
        channel.guild = Some(guild);
        channel.position = home.channels.len() as u64;
        home.channels.push(channel.id);
        let data = show::channel(self, &channel);
        self.channels.insert(channel.id, channel);
        self.emit_structure("CHANNEL_CREATE", guild, &data);
    }

    /// Changes a channel of a server.
    pub(crate) fn change_channel(&mut self, id: ChannelId, change: impl FnOnce(&mut Channel)) {
        let Some(channel) = self.channels.get_mut(&id) else { return };
        change(channel);
        let Some(guild) = channel.guild else { return };
        if let Some(data) = self.channels.get(&id).map(|channel| show::channel(self, channel)) {
            self.emit_structure("CHANNEL_UPDATE", guild, &data);
        }
    }

    /// The channels of a category.
    pub(crate) fn channels_below(&self, category: ChannelId) -> Vec<ChannelId> {
        let below = self.channels.values().filter(|channel| channel.parent == Some(category));
        below.map(|channel| channel.id).collect()
    }
}
