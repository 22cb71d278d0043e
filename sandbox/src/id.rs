//! Snowflakes: 64-bit ids that carry the millisecond of their making.

use std::fmt;
use std::str::FromStr;

use serde::{Serialize, Serializer};

use crate::clock::UnixMillis;

/// First millisecond of the snowflake calendar, 2015-01-01T00:00:00Z.
/// Source: <https://discord.com/developers/docs/reference#snowflakes>
const EPOCH_MS: u64 = 1_420_070_400_000;

/// Bits below the timestamp: worker, process and counter.
const COUNTER_BITS: u32 = 22;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        pub struct $name(u64);

        impl $name {
            /// Wraps a raw snowflake.
            #[must_use]
            pub const fn new(raw: u64) -> Self {
                Self(raw)
            }

            /// The raw snowflake.
            #[must_use]
            pub const fn get(self) -> u64 {
                self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl FromStr for $name {
            type Err = std::num::ParseIntError;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                text.parse().map(Self)
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(&self.0)
            }
        }
    )*};
}

ids! {
    /// A person or a bot.
    UserId
    /// A server.
    GuildId
    /// A channel.
    ChannelId
    /// A role.
    RoleId
    /// A message.
    MessageId
    /// A registered application command.
    CommandId
    /// One interaction: a command call, a click, a form.
    InteractionId
    /// An application.
    ApplicationId
    /// A stored file.
    AttachmentId
}

/// Makes ids that rise strictly, even within one millisecond.
#[derive(Debug, Default)]
pub(crate) struct Mint {
    last: u64,
}

impl Mint {
    /// The next id; later than every id before it, whatever the clock does.
    pub(crate) fn next(&mut self, now: UnixMillis) -> u64 {
        let by_clock = now.0.saturating_sub(EPOCH_MS) << COUNTER_BITS;
        self.last = by_clock.max(self.last + 1);
        self.last
    }
}

/// The millisecond in which a snowflake was made.
pub(crate) const fn made_at(raw: u64) -> UnixMillis {
    UnixMillis((raw >> COUNTER_BITS) + EPOCH_MS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_rise_even_when_the_clock_stands_still() {
        let mut mint = Mint::default();
        let now = UnixMillis(1_700_000_000_000);
        let first = mint.next(now);
        let second = mint.next(now);
        assert!(second > first);
        assert_eq!(made_at(second), now);
    }
}
