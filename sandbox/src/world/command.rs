//! Registered application commands, kept as the JSON that the bot sent plus what Discord adds.

use std::collections::{HashMap, VecDeque};
use std::time::Duration;

use serde_json::{Map, Value};

use crate::clock::UnixMillis;
use crate::id::{CommandId, GuildId};
use crate::permissions::Permissions;

/// A registered command.
#[derive(Clone, Debug)]
pub(crate) struct Command {
    pub(crate) id: CommandId,
    pub(crate) guild: Option<GuildId>,
    pub(crate) version: u64,
    /// The fields that the bot sent.
    pub(crate) fields: Map<String, Value>,
}

impl Command {
    pub(crate) fn name(&self) -> &str {
        self.fields.get("name").and_then(Value::as_str).unwrap_or_default()
    }

    /// 1 slash command, 2 user menu, 3 message menu.
    pub(crate) fn kind(&self) -> u64 {
        self.fields.get("type").and_then(Value::as_u64).unwrap_or(1)
    }

    /// What a member must hold to use it, unless the server says otherwise.
    pub(crate) fn default_permissions(&self) -> Option<Permissions> {
        let bits = self.fields.get("default_member_permissions")?;
        bits.as_str().map_or_else(|| bits.as_u64(), |bits| bits.parse().ok()).map(Permissions)
    }

    pub(crate) fn options(&self) -> &[Value] {
        self.fields.get("options").and_then(Value::as_array).map_or(&[], Vec::as_slice)
    }
}

/// All registered commands.
#[derive(Debug, Default)]
pub(crate) struct Commands {
    pub(crate) all: Vec<Command>,
    /// How often the bot has registered commands.
    pub(crate) registrations: u64,
    /// When commands of each scope were made, the oldest first, as far as the day goes back.
    made: HashMap<Option<GuildId>, VecDeque<UnixMillis>>,
}

/// Commands that may be made in one scope in a day. What is overwritten is not made.
/// Source: <https://discord.com/developers/docs/interactions/application-commands#registering-a-command>
pub(crate) const MADE_A_DAY: usize = 200;

const DAY: Duration = Duration::from_secs(24 * 60 * 60);

impl Commands {
    /// Counts `count` new commands; `false` where that is too many for one day.
    pub(crate) fn may_make(
        &mut self,
        guild: Option<GuildId>,
        count: usize,
        now: UnixMillis,
    ) -> bool {
        let made = self.made.entry(guild).or_default();
        while made.front().is_some_and(|&first| now.since(first) >= DAY) {
            made.pop_front();
        }
        let may = made.len() + count <= MADE_A_DAY;
        if may {
            made.extend(std::iter::repeat_n(now, count));
        }
        may
    }

    /// The commands of one scope: everywhere, or one server.
    pub(crate) fn of(&self, guild: Option<GuildId>) -> impl Iterator<Item = &Command> {
        self.all.iter().filter(move |command| command.guild == guild)
    }

    pub(crate) fn get(&self, guild: Option<GuildId>, id: CommandId) -> Option<&Command> {
        self.of(guild).find(|command| command.id == id)
    }

    /// The command with this name and kind, as the scope `guild` registered it.
    pub(crate) fn named(&self, guild: Option<GuildId>, kind: u64, name: &str) -> Option<&Command> {
        self.of(guild).find(|command| command.kind() == kind && command.name() == name)
    }

    /// The command a member of `guild` reaches by this name; the server's own goes first.
    pub(crate) fn reachable(&self, guild: GuildId, kind: u64, name: &str) -> Option<&Command> {
        self.named(Some(guild), kind, name).or_else(|| self.named(None, kind, name))
    }

    /// Every command a member of `guild` reaches, by name.
    pub(crate) fn all_reachable(&self, guild: GuildId) -> Vec<&Command> {
        let own = self.of(Some(guild));
        let global = self
            .of(None)
            .filter(|command| self.named(Some(guild), command.kind(), command.name()).is_none());
        let mut all: Vec<_> = own.chain(global).collect();
        all.sort_by(|a, b| a.name().cmp(b.name()));
        all
    }
}
