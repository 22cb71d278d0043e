//! Setting who may use which command, as a server's settings do under Integrations.

use crate::sandbox::Sandbox;
use crate::world::command_permissions::{MOST, Rule, Scope, Target, all_channels};

use super::error::ScriptError;
use super::place::{Channel, Guild, Member, Role};

/// Whether somebody, or some channel, may use a command.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CommandRule(Rule);

impl CommandRule {
    /// For a role; [`Guild::everyone`] stands for everyone.
    #[must_use]
    pub fn role(role: &Role, allowed: bool) -> Self {
        Self(Rule { target: Target::Role(role.id), allowed })
    }

    /// For one person.
    #[must_use]
    pub fn member(member: &Member, allowed: bool) -> Self {
        Self(Rule { target: Target::User(member.id), allowed })
    }

    /// For a channel.
    #[must_use]
    pub fn channel(channel: &Channel, allowed: bool) -> Self {
        Self(Rule { target: Target::Channel(channel.id), allowed })
    }

    /// For every channel that has no rule of its own.
    #[must_use]
    pub fn all_channels(guild: &Guild, allowed: bool) -> Self {
        Self(Rule { target: Target::Channel(all_channels(guild.id)), allowed })
    }
}

impl Guild {
    /// Sets who may use a command here, in the place of what was set; nothing for an empty list.
    /// Rules of one command go before those of all, the person before their roles, and a rule that
    /// allows before the permissions that the command asks for by default. Administrators always
    /// may.
    ///
    /// # Errors
    ///
    /// [`ScriptError::NotRegistered`], or [`ScriptError::BadValue`] for more than 100 rules.
    pub fn set_command_rules(&self, name: &str, rules: &[CommandRule]) -> Result<(), ScriptError> {
        let found = {
            let world = self.sandbox.shared.look();
            let all = world.commands.all_reachable(self.id);
            let found = all.iter().find(|command| command.name() == name).map(|command| command.id);
            found.ok_or_else(|| ScriptError::NotRegistered {
                name: name.to_owned(),
                known: all.iter().map(|command| command.name()).collect::<Vec<_>>().join(", "),
            })?
        };
        set(&self.sandbox, self, Scope::One(found), rules)
    }

    /// Sets who may use the commands here that have no rule of their own for the one who asks.
    ///
    /// # Errors
    ///
    /// [`ScriptError::BadValue`] for more than 100 rules.
    pub fn set_rules_of_all_commands(&self, rules: &[CommandRule]) -> Result<(), ScriptError> {
        set(&self.sandbox, self, Scope::All, rules)
    }
}

fn set(
    sandbox: &Sandbox,
    guild: &Guild,
    scope: Scope,
    rules: &[CommandRule],
) -> Result<(), ScriptError> {
    if rules.len() > MOST {
        let reason = format!("a command takes up to {MOST} rules");
        let (name, value) = ("rules".to_owned(), rules.len().to_string());
        return Err(ScriptError::BadValue { name, value, reason });
    }
    let rules = rules.iter().map(|rule| rule.0).collect();
    sandbox.shared.change(|world| world.set_command_permissions(guild.id, scope, rules));
    Ok(())
}
