//! Who may use which command, as a server sets it beside the roles' permissions.
//! Source: <https://discord.com/developers/docs/interactions/application-commands#permissions>

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::id::{ApplicationId, ChannelId, CommandId, GuildId, RoleId, UserId};
use crate::permissions::Permissions;

use super::World;
use super::command::Command;

/// Rules of one command, or of all together, in one server.
/// Source: as above.
pub(crate) const MOST: usize = 100;

/// Whom a rule is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Target {
    /// The role that everyone holds stands for everyone.
    Role(RoleId),
    User(UserId),
    Channel(ChannelId),
}

/// A rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Rule {
    pub(crate) target: Target,
    pub(crate) allowed: bool,
}

impl Rule {
    fn show(self) -> Value {
        let (kind, id) = match self.target {
            Target::Role(id) => (1, id.get()),
            Target::User(id) => (2, id.get()),
            Target::Channel(id) => (3, id.get()),
        };
        json!({ "id": id.to_string(), "type": kind, "permission": self.allowed })
    }
}

/// What the rules are about: one command, or, under the id of the application, all of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Scope {
    All,
    One(CommandId),
}

impl Scope {
    /// Reads the last but one part of the path of a call.
    pub(crate) fn named(app: ApplicationId, id: CommandId) -> Self {
        if app.get() == id.get() { Self::All } else { Self::One(id) }
    }
}

/// The rules of every server.
#[derive(Debug, Default)]
pub(crate) struct CommandPermissions {
    rules: BTreeMap<(GuildId, Scope), Vec<Rule>>,
}

impl CommandPermissions {
    fn of(&self, guild: GuildId, scope: Scope) -> &[Rule] {
        self.rules.get(&(guild, scope)).map_or(&[], Vec::as_slice)
    }

    /// Forgets rules of commands that are gone.
    pub(crate) fn keep(&mut self, kept: impl Fn(CommandId) -> bool) {
        self.rules.retain(|(_, scope), _| match scope {
            Scope::All => true,
            Scope::One(id) => kept(*id),
        });
    }

    pub(crate) fn forget_guild(&mut self, guild: GuildId) {
        self.rules.retain(|(of, _), _| *of != guild);
    }
}

/// The channel that stands for all of a server.
/// Source: <https://discord.com/developers/docs/interactions/application-commands#application-command-permissions-object-application-command-permissions-constants>
pub(crate) const fn all_channels(guild: GuildId) -> ChannelId {
    ChannelId::new(guild.get() - 1)
}

/// Somebody who wants to use a command, and where.
struct Asker<'a> {
    guild: GuildId,
    channel: ChannelId,
    user: UserId,
    roles: &'a [RoleId],
}

/// What the rules say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Verdict {
    Denied,
    /// Even without the permissions that the command asks for by default.
    Allowed,
    /// Whoever holds the permissions that the command asks for by default.
    ByDefault,
}

fn about(rules: &[Rule], target: Target) -> Option<bool> {
    rules.iter().find(|rule| rule.target == target).map(|rule| rule.allowed)
}

impl Asker<'_> {
    fn channel_in(&self, rules: &[Rule]) -> Option<bool> {
        let here = about(rules, Target::Channel(self.channel));
        here.or_else(|| about(rules, Target::Channel(all_channels(self.guild))))
    }

    /// The person goes before the roles, and of the roles one that may before those that may not.
    fn person_in(&self, rules: &[Rule]) -> Option<bool> {
        let roles = self.roles.iter().filter_map(|role| about(rules, Target::Role(*role)));
        let everyone = Target::Role(RoleId::new(self.guild.get()));
        about(rules, Target::User(self.user))
            .or_else(|| roles.max())
            .or_else(|| about(rules, everyone))
    }

    /// Rules of the command go before those of all.
    fn verdict(&self, one: &[Rule], all: &[Rule]) -> Verdict {
        if self.channel_in(one).or_else(|| self.channel_in(all)) == Some(false) {
            return Verdict::Denied;
        }
        match (self.person_in(one), self.person_in(all)) {
            (Some(true), _) => Verdict::Allowed,
            (Some(false), _) | (None, Some(false)) => Verdict::Denied,
            (None, _) => Verdict::ByDefault,
        }
    }
}

impl World {
    /// Whether somebody may use a command in a channel.
    pub(crate) fn may_use(
        &self,
        command: &Command,
        user: UserId,
        guild: GuildId,
        channel: ChannelId,
    ) -> bool {
        let held = self.permissions(user, channel);
        if held.holds(Permissions::ADMINISTRATOR) {
            return true;
        }
        let member = self.guilds.get(&guild).and_then(|home| home.members.get(&user));
        let roles = member.map_or(&[][..], |member| &member.roles);
        let asker = Asker { guild, channel, user, roles };
        let of = |scope| self.command_permissions.of(guild, scope);
        let by_default = || match command.default_permissions() {
            // No bit at all is for administrators alone.
            Some(Permissions::NONE) => false,
            needed => held.holds(needed.unwrap_or(Permissions::NONE)),
        };
        held.holds(Permissions::USE_APPLICATION_COMMANDS)
            && match asker.verdict(of(Scope::One(command.id)), of(Scope::All)) {
                Verdict::Denied => false,
                Verdict::Allowed => true,
                Verdict::ByDefault => by_default(),
            }
    }

    /// Puts these rules in the place of those that were there, and tells the sessions.
    pub(crate) fn set_command_permissions(
        &mut self,
        guild: GuildId,
        scope: Scope,
        rules: Vec<Rule>,
    ) {
        if rules.is_empty() {
            self.command_permissions.rules.remove(&(guild, scope));
        } else {
            self.command_permissions.rules.insert((guild, scope), rules);
        }
        let data = self.show_command_permissions(guild, scope);
        self.emit("APPLICATION_COMMAND_PERMISSIONS_UPDATE", Some(guild), &data, |_| true);
    }

    /// The rules of one command or of all; none where none are set.
    pub(crate) fn command_permissions_of(&self, guild: GuildId, scope: Scope) -> Option<Value> {
        self.command_permissions
            .rules
            .contains_key(&(guild, scope))
            .then(|| self.show_command_permissions(guild, scope))
    }

    /// All rules of a server.
    pub(crate) fn command_permissions_in(&self, guild: GuildId) -> Value {
        let set = self.command_permissions.rules.keys().filter(|(of, _)| *of == guild);
        set.map(|(_, scope)| self.show_command_permissions(guild, *scope)).collect()
    }

    /// Source: <https://discord.com/developers/docs/interactions/application-commands#application-command-permissions-object-guild-application-command-permissions-structure>
    fn show_command_permissions(&self, guild: GuildId, scope: Scope) -> Value {
        let id = match scope {
            Scope::All => self.app.id.to_string(),
            Scope::One(id) => id.to_string(),
        };
        let rules = self.command_permissions.of(guild, scope).iter().map(|rule| rule.show());
        json!({
            "id": id,
            "application_id": self.app.id,
            "guild_id": guild,
            "permissions": rules.collect::<Vec<_>>(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const GUILD: u64 = 100;
    const HERE: Target = Target::Channel(ChannelId::new(7));
    const EVERYWHERE: Target = Target::Channel(all_channels(GuildId::new(GUILD)));
    const EVERYONE: Target = Target::Role(RoleId::new(GUILD));
    const ME: Target = Target::User(UserId::new(1));
    const ROLE: Target = Target::Role(RoleId::new(2));
    const OTHER_ROLE: Target = Target::Role(RoleId::new(3));
    const NOT_MINE: Target = Target::Role(RoleId::new(4));

    #[track_caller]
    fn check(one: &[(Target, bool)], all: &[(Target, bool)], expected: Verdict) {
        let rules = |list: &[(Target, bool)]| -> Vec<Rule> {
            list.iter().map(|&(target, allowed)| Rule { target, allowed }).collect()
        };
        let roles = [RoleId::new(2), RoleId::new(3)];
        let (guild, channel) = (GuildId::new(GUILD), ChannelId::new(7));
        let asker = Asker { guild, channel, user: UserId::new(1), roles: &roles };
        assert_eq!(asker.verdict(&rules(one), &rules(all)), expected, "{one:?}, of all {all:?}");
    }

    #[test]
    fn the_nearer_rule_goes_first() {
        use Verdict::{Allowed, ByDefault, Denied};
        check(&[], &[], ByDefault);
        check(&[(ME, true)], &[], Allowed);
        check(&[(ME, false), (ROLE, true)], &[], Denied);
        check(&[(ROLE, false), (OTHER_ROLE, true)], &[], Allowed);
        check(&[(ROLE, false), (EVERYONE, true)], &[], Denied);
        check(&[(NOT_MINE, true), (EVERYONE, false)], &[], Denied);
        check(&[(NOT_MINE, false)], &[], ByDefault);
        check(&[(EVERYONE, true)], &[(EVERYONE, false)], Allowed);
        check(&[], &[(EVERYONE, false)], Denied);
        check(&[], &[(EVERYONE, false), (ROLE, true)], ByDefault);
        check(&[(HERE, false), (ME, true)], &[], Denied);
        check(&[(EVERYWHERE, false), (HERE, true)], &[], ByDefault);
        check(&[(EVERYWHERE, true)], &[(HERE, false)], ByDefault);
        check(&[], &[(EVERYWHERE, false)], Denied);
    }
}
