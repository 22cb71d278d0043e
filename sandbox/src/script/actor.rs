//! A member at the keyboard, in one channel.

use serde_json::{Value, json};

use crate::id::{ChannelId, GuildId, InteractionId, MessageId, UserId};
use crate::permissions::Permissions;
use crate::rest::{Origin, add, blank, mentions, remove};
use crate::sandbox::Sandbox;
use crate::show;
use crate::world::World;
use crate::world::command::Command;
use crate::world::interaction::Kind;
use crate::world::message::Attachment;

use super::component::Component;
use super::data::Resolved;
use super::dispatch::{self, Step};
use super::error::ScriptError;
use super::exchange::{Choice, Exchange, Outcome};
use super::invocation::Invocation;
use super::options::Matching;
use super::view::MessageView;

/// A member in a channel, ready to act.
#[derive(Clone, Debug)]
pub struct Actor {
    pub(super) sandbox: Sandbox,
    pub(super) user: UserId,
    guild: GuildId,
    pub(super) channel: ChannelId,
    /// Files that go with the next command or message.
    pub(super) files: Vec<Attachment>,
}

/// What a step needs before it can be sent.
pub(super) type Prepared = Result<(Kind, Option<Command>, Option<MessageId>, Value), ScriptError>;

impl Actor {
    pub(crate) fn new(sandbox: Sandbox, user: UserId, guild: GuildId, channel: ChannelId) -> Self {
        Self { sandbox, user, guild, channel, files: Vec::new() }
    }

    /// Types a command: `/ask question: is node fast private: true`.
    ///
    /// # Errors
    ///
    /// [`ScriptError`] for what the client would not send: a command or option that is not
    /// registered, a value of the wrong type, a member without the right.
    pub async fn slash(&self, line: &str) -> Result<Exchange, ScriptError> {
        self.run(&Invocation::parse(line)?).await
    }

    /// Sends a command that was not typed as one line.
    ///
    /// # Errors
    ///
    /// As [`Actor::slash`].
    pub async fn run(&self, invocation: &Invocation) -> Result<Exchange, ScriptError> {
        self.step(|world| self.command(world, Kind::Command, invocation)).await
    }

    /// Types a command up to the `|` and returns what is suggested there:
    /// `/compare first: no|`.
    ///
    /// # Errors
    ///
    /// As [`Actor::slash`]; also when the bot gives no suggestions in time.
    pub async fn autocomplete(&self, line: &str) -> Result<Vec<Choice>, ScriptError> {
        self.suggest(&Invocation::parse(line)?).await
    }

    /// Asks for suggestions for the focused option.
    ///
    /// # Errors
    ///
    /// As [`Actor::autocomplete`].
    pub async fn suggest(&self, invocation: &Invocation) -> Result<Vec<Choice>, ScriptError> {
        let exchange =
            self.step(|world| self.command(world, Kind::Autocomplete, invocation)).await?;
        match exchange.outcome {
            Outcome::Choices(choices) => Ok(choices),
            _ => Err(ScriptError::Unexpected { expected: "suggestions", found: exchange.text() }),
        }
    }

    /// Presses the button with this label (or custom id).
    ///
    /// # Errors
    ///
    /// [`ScriptError::NotOffered`] when the message as it is now has no such button, or it is
    /// switched off.
    pub async fn press(&self, message: &MessageView, label: &str) -> Result<Exchange, ScriptError> {
        self.step(|world| {
            let now = self.sees(world, message.id)?;
            let button = now.buttons().find(|button| {
                !button.disabled
                    && (button.label == label || button.custom_id.as_deref() == Some(label))
            });
            let custom_id = button.and_then(|button| button.custom_id.as_ref());
            let custom_id = custom_id.ok_or_else(|| not_offered(&now, label))?;
            let data = json!({ "custom_id": custom_id, "component_type": 2, "id": 1 });
            Ok((Kind::Component, None, Some(message.id), data))
        })
        .await
    }

    /// Uses a command of the message's menu (Apps).
    ///
    /// # Errors
    ///
    /// [`ScriptError::NotRegistered`], or the message is not there.
    pub async fn message_menu(
        &self,
        message: &MessageView,
        name: &str,
    ) -> Result<Exchange, ScriptError> {
        self.step(|world| {
            let command = self.registered(world, 3, name)?;
            let target =
                world.message(self.channel, message.id).filter(|one| one.visible_to(self.user));
            let target = target.ok_or(ScriptError::NoSuchMessage)?;
            let mut resolved = self.resolved();
            resolved.message(target.id.to_string(), show::message(world, target));
            let data = menu(&command, target.id.get(), resolved);
            Ok((Kind::Command, Some(command), None, data))
        })
        .await
    }

    /// Uses a command of a person's menu (Apps).
    ///
    /// # Errors
    ///
    /// [`ScriptError::NotRegistered`].
    pub async fn user_menu(&self, user: UserId, name: &str) -> Result<Exchange, ScriptError> {
        self.step(|world| {
            let command = self.registered(world, 2, name)?;
            let mut resolved = self.resolved();
            resolved.user(world, user);
            let data = menu(&command, user.get(), resolved);
            Ok((Kind::Command, Some(command), None, data))
        })
        .await
    }

    #[expect(clippy::must_use_candidate, reason = "writing is the point, not what it looks like")]
    /// Writes a message. `@Name` of a member or role, and `#channel`, become mentions.
    pub fn say(&self, text: &str) -> MessageView {
        self.write(text, None)
    }

    #[expect(clippy::must_use_candidate, reason = "as above")]
    /// Replies to a message; its author is notified.
    pub fn reply_to(&self, message: &MessageView, text: &str) -> MessageView {
        self.write(text, Some(message.id))
    }

    fn write(&self, text: &str, reference: Option<MessageId>) -> MessageView {
        self.sandbox.shared.change(|world| {
            let mut message = blank(world, self.channel, self.user);
            message.content = with_mentions(world, self.guild, text);
            message.reference = reference;
            message.attachments.clone_from(&self.files);
            let quoted =
                reference.and_then(|id| world.message(self.channel, id)).map(|one| one.author);
            message.mentions = mentions(
                world,
                self.user,
                self.channel,
                &message.content,
                None,
                Origin::Plain,
                quoted,
            );
            let view = MessageView::of(world, &message);
            add(world, message);
            view
        })
    }

    /// What the actor's step names, nothing so far.
    pub(super) fn resolved(&self) -> Resolved {
        Resolved::new(self.user, self.guild, self.channel)
    }

    /// Prepares and sends a step under one lock, then waits for the bot.
    pub(super) async fn step(
        &self,
        prepare: impl FnOnce(&World) -> Prepared,
    ) -> Result<Exchange, ScriptError> {
        let sent =
            self.sandbox.shared.change(|world| -> Result<Option<InteractionId>, ScriptError> {
                let sees =
                    world.permissions(self.user, self.channel).holds(Permissions::VIEW_CHANNEL);
                if !sees || world.users.get(&self.user).is_some_and(|user| user.bot) {
                    return Err(self.forbidden(world));
                }
                let (kind, command, source, data) = prepare(world)?;
                let step = Step {
                    kind,
                    user: self.user,
                    guild: self.guild,
                    channel: self.channel,
                    command: command.map(|command| (command.id, full_name(command.name(), &data))),
                    source,
                    data,
                };
                Ok(dispatch::send(world, step))
            })?;
        Ok(Exchange::after(self.sandbox.clone(), sent).await)
    }

    /// Deletes a message: the member's own, a private one, or as a moderator any.
    ///
    /// # Errors
    ///
    /// [`ScriptError::NoSuchMessage`] when this member does not see it,
    /// [`ScriptError::Forbidden`] for others' messages without the permission to manage messages.
    pub fn delete(&self, message: &MessageView) -> Result<(), ScriptError> {
        self.sandbox.shared.change(|world| {
            let now = self.sees(world, message.id)?;
            let held = world.permissions(self.user, self.channel);
            let own = now.author == self.user || now.ephemeral;
            if !own && !held.holds(Permissions::MANAGE_MESSAGES) {
                return Err(self.forbidden(world));
            }
            remove(world, self.channel, now.id);
            Ok(())
        })
    }

    pub(crate) fn guild(&self) -> GuildId {
        self.guild
    }

    /// Whether this is that person.
    pub(crate) fn is(&self, user: UserId) -> bool {
        self.user == user
    }

    /// The message as it is now, if this member sees it.
    pub(crate) fn sees(&self, world: &World, id: MessageId) -> Result<MessageView, ScriptError> {
        let message =
            world.message(self.channel, id).filter(|message| message.visible_to(self.user));
        message.map(|message| MessageView::of(world, message)).ok_or(ScriptError::NoSuchMessage)
    }

    fn command(&self, world: &World, kind: Kind, invocation: &Invocation) -> Prepared {
        let name = invocation.path.first().map_or("", String::as_str);
        let command = self.registered(world, 1, name)?;
        let mut resolved = self.resolved();
        let files = &self.files;
        let mut matching = Matching { world, invocation, resolved: &mut resolved, files };
        let options = matching.options(command.options())?;
        let mut data =
            json!({ "id": command.id, "name": command.name(), "type": 1, "options": options });
        if let Some(guild) = command.guild {
            data["guild_id"] = json!(guild);
        }
        data["resolved"] = resolved.into_json();
        Ok((kind, Some(command), None, data))
    }

    fn registered(&self, world: &World, kind: u64, name: &str) -> Result<Command, ScriptError> {
        let Some(command) = world.commands.reachable(self.guild, kind, name) else {
            let all = world.commands.all_reachable(self.guild);
            let known =
                all.iter().filter(|command| command.kind() == kind).map(|command| command.name());
            let known = known.collect::<Vec<_>>().join(", ");
            let known = if known.is_empty() { "none".to_owned() } else { known };
            return Err(ScriptError::NotRegistered { name: name.to_owned(), known });
        };
        if self.may_use(world, command) { Ok(command.clone()) } else { Err(self.forbidden(world)) }
    }

    /// The commands that this member can use in this channel, by name.
    pub(crate) fn usable<'w>(&self, world: &'w World) -> Vec<&'w Command> {
        let mut all = world.commands.all_reachable(self.guild);
        all.retain(|command| self.may_use(world, command));
        all
    }

    fn may_use(&self, world: &World, command: &Command) -> bool {
        world.may_use(command, self.user, self.guild, self.channel)
    }

    pub(super) fn forbidden(&self, world: &World) -> ScriptError {
        ScriptError::Forbidden(
            world.users.get(&self.user).map_or_else(String::new, |user| user.name.clone()),
        )
    }
}

/// The name with group and subcommand, as messages tell it.
/// Source: <https://discord.com/developers/docs/interactions/receiving-and-responding#message-interaction-object>
fn full_name(name: &str, data: &Value) -> String {
    let mut full = name.to_owned();
    let mut inside = data;
    while let Some(nested) = inside["options"]
        .as_array()
        .and_then(|options| options.iter().find(|one| matches!(one["type"].as_u64(), Some(1 | 2))))
    {
        full.push(' ');
        full.push_str(nested["name"].as_str().unwrap_or_default());
        inside = nested;
    }
    full
}

fn menu(command: &Command, target: u64, resolved: Resolved) -> Value {
    let mut data = json!({
        "id": command.id,
        "name": command.name(),
        "type": command.kind(),
        "target_id": target.to_string(),
        "resolved": resolved.into_json(),
    });
    if let Some(guild) = command.guild {
        data["guild_id"] = json!(guild);
    }
    data
}

pub(super) fn not_offered(view: &MessageView, wanted: &str) -> ScriptError {
    let offered = view.rows.iter().flatten().map(|component| match component {
        Component::Button(button) if button.disabled => format!("{} (off)", button.label),
        Component::Button(button) => button.label.clone(),
        Component::Select(select) => select.placeholder.clone(),
    });
    ScriptError::NotOffered {
        wanted: wanted.to_owned(),
        offered: offered.collect::<Vec<_>>().join(", "),
    }
}

/// Turns names into mentions, longer names first, so that "@Ada Lovelace" is not read as "@Ada".
fn with_mentions(world: &World, guild: GuildId, text: &str) -> String {
    let Some(home) = world.guilds.get(&guild) else { return text.to_owned() };
    let people = home.members.keys().filter_map(|id| world.users.get(id));
    let people = people.map(|user| (format!("@{}", user.name), format!("<@{}>", user.id)));
    let roles = home.roles.values().filter(|role| role.id != home.everyone());
    let roles = roles.map(|role| (format!("@{}", role.name), format!("<@&{}>", role.id)));
    let channels = home.channels.iter().filter_map(|id| world.channels.get(id));
    let channels =
        channels.map(|channel| (format!("#{}", channel.name), format!("<#{}>", channel.id)));
    let mut names: Vec<_> = people.chain(roles).chain(channels).collect();
    names.sort_by_key(|(name, _)| std::cmp::Reverse(name.len()));
    names.iter().fold(text.to_owned(), |text, (name, mention)| text.replace(name, mention))
}
