//! What members may do: a set of bits.

use std::ops::{BitOr, BitOrAssign};

use serde::{Serialize, Serializer};

/// A set of permissions.
/// Source: <https://discord.com/developers/docs/topics/permissions#permissions-bitwise-permission-flags>
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Permissions(pub u64);

impl Permissions {
    /// Nothing.
    pub const NONE: Self = Self(0);
    /// Throw members out.
    pub const KICK_MEMBERS: Self = Self(1 << 1);
    /// Everything, whatever a channel says.
    pub const ADMINISTRATOR: Self = Self(1 << 3);
    /// Make, change and delete channels.
    pub const MANAGE_CHANNELS: Self = Self(1 << 4);
    /// Change the server's settings.
    pub const MANAGE_GUILD: Self = Self(1 << 5);
    /// Be the first to react to a message with an emoji; joining in is open to all.
    pub const ADD_REACTIONS: Self = Self(1 << 6);
    /// See a channel.
    pub const VIEW_CHANNEL: Self = Self(1 << 10);
    /// Write in a channel.
    pub const SEND_MESSAGES: Self = Self(1 << 11);
    /// Delete what others wrote.
    pub const MANAGE_MESSAGES: Self = Self(1 << 13);
    /// Have embeds shown.
    pub const EMBED_LINKS: Self = Self(1 << 14);
    /// Send files.
    pub const ATTACH_FILES: Self = Self(1 << 15);
    /// Read what was written before.
    pub const READ_MESSAGE_HISTORY: Self = Self(1 << 16);
    /// Notify everyone, and roles that are not open to mentions.
    pub const MENTION_EVERYONE: Self = Self(1 << 17);
    /// Change one's own nickname.
    pub const CHANGE_NICKNAME: Self = Self(1 << 26);
    /// Change the nicknames of others.
    pub const MANAGE_NICKNAMES: Self = Self(1 << 27);
    /// Make, change, give and take the roles below one's own, and set exceptions in channels.
    pub const MANAGE_ROLES: Self = Self(1 << 28);
    /// Use slash commands and message menus.
    pub const USE_APPLICATION_COMMANDS: Self = Self(1 << 31);
    /// Write in threads.
    pub const SEND_MESSAGES_IN_THREADS: Self = Self(1 << 38);

    /// Pin messages, and take pins off.
    pub const PIN_MESSAGES: Self = Self(1 << 51);

    /// What a plain member of a fresh server may do.
    pub const MEMBER: Self = Self(
        Self::VIEW_CHANNEL.0
            | Self::SEND_MESSAGES.0
            | Self::ADD_REACTIONS.0
            | Self::CHANGE_NICKNAME.0
            | Self::EMBED_LINKS.0
            | Self::ATTACH_FILES.0
            | Self::READ_MESSAGE_HISTORY.0
            | Self::USE_APPLICATION_COMMANDS.0
            | Self::SEND_MESSAGES_IN_THREADS.0,
    );

    /// Every bit that is named in Discord's table.
    pub const ALL: Self = Self((1 << 53) - 1);

    /// Whether all of `other` are in here; administrators hold everything.
    #[must_use]
    pub const fn holds(self, other: Self) -> bool {
        self.0 & Self::ADMINISTRATOR.0 != 0 || self.0 & other.0 == other.0
    }

    /// These without `other`.
    #[must_use]
    pub const fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }
}

impl BitOr for Permissions {
    type Output = Self;
    fn bitor(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

impl BitOrAssign for Permissions {
    fn bitor_assign(&mut self, other: Self) {
        self.0 |= other.0;
    }
}

impl Serialize for Permissions {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0)
    }
}
