//! Interactions as serenity gives them, turned into invocations.

use std::time::Instant;

use serenity::all::{
    ActionRowComponent, ChannelType, CommandInteraction, ComponentInteraction,
    ComponentInteractionData, ComponentInteractionDataKind, GuildId, Member,
    MessageInteractionMetadata, ModalInteraction, PartialChannel, Permissions, ResolvedOption,
    ResolvedValue, User,
};

use super::callback::Waiting;
use crate::app::{
    BotRights, ChannelId, Invocation, InvocationId, MessageId, Person, Request, ServerId, UserId,
};
use crate::poll::RoleId;
use crate::secret::Secret;
use crate::time::Timestamp;

/// The most values or fields taken from one interaction; Discord sends at most 25.
const MOST: usize = 25;

/// What every interaction carries, whatever its kind.
struct Frame<'a> {
    id: u64,
    guild: Option<GuildId>,
    channel: Option<&'a PartialChannel>,
    channel_id: u64,
    member: Option<&'a Member>,
    user: &'a User,
    ours: Option<Permissions>,
    locale: &'a str,
}

/// A command with what it asks for.
pub(super) fn command(interaction: &CommandInteraction, request: Request) -> Invocation {
    let frame = Frame {
        id: interaction.id.get(),
        guild: interaction.guild_id,
        channel: interaction.channel.as_ref(),
        channel_id: interaction.channel_id.get(),
        member: interaction.member.as_deref(),
        user: &interaction.user,
        ours: interaction.app_permissions,
        locale: &interaction.locale,
    };
    frame.invocation(request)
}

/// Somebody who is typing an option.
pub(super) fn completion(interaction: &CommandInteraction) -> Invocation {
    let mut command = interaction.data.name.clone();
    let options = interaction.data.options();
    let mut option = String::new();
    let mut typed = String::new();
    let mut filled = Vec::new();
    for given in innermost(&options, &mut command).iter().take(MOST) {
        match &given.value {
            ResolvedValue::Autocomplete { value, .. } => {
                (option, typed) = (given.name.to_owned(), (*value).to_owned());
            }
            ResolvedValue::String(text) => filled.push((given.name.to_owned(), (*text).to_owned())),
            _ => {}
        }
    }
    self::command(interaction, Request::Complete { command, option, typed, filled })
}

/// The options below groups and subcommands, whose names go behind the command's: `poll close`.
fn innermost<'a>(
    options: &'a [ResolvedOption<'a>],
    command: &mut String,
) -> &'a [ResolvedOption<'a>] {
    let [ResolvedOption { name, value, .. }] = options else { return options };
    let (ResolvedValue::SubCommand(inner) | ResolvedValue::SubCommandGroup(inner)) = value else {
        return options;
    };
    command.push(' ');
    command.push_str(name);
    innermost(inner, command)
}

/// A pressed button or a choice from a menu.
pub(super) fn component(interaction: &ComponentInteraction) -> Invocation {
    let frame = Frame {
        id: interaction.id.get(),
        guild: interaction.guild_id,
        channel: interaction.channel.as_ref(),
        channel_id: interaction.channel_id.get(),
        member: interaction.member.as_ref(),
        user: &interaction.user,
        ours: interaction.app_permissions,
        locale: &interaction.locale,
    };
    let values = match &interaction.data.kind {
        ComponentInteractionDataKind::StringSelect { values } => values.as_slice(),
        _ => &[],
    };
    frame.invocation(press(
        &interaction.data.custom_id,
        Some(MessageId(interaction.message.id.get())),
        values.iter().take(MOST).cloned().collect(),
        picked(&interaction.data).into_iter().take(MOST).collect(),
    ))
}

/// Those chosen in a menu of people or roles: (id, name). Programs are left out.
fn picked(data: &ComponentInteractionData) -> Vec<(String, String)> {
    match &data.kind {
        ComponentInteractionDataKind::UserSelect { values } => {
            let chosen = values.iter().filter_map(|id| {
                let user = data.resolved.users.get(id)?;
                let nick = data.resolved.members.get(id).and_then(|m| m.nick.as_deref());
                let name = nick.or(user.global_name.as_deref()).unwrap_or(&user.name);
                (!user.bot).then(|| (id.get().to_string(), name.to_owned()))
            });
            chosen.collect()
        }
        ComponentInteractionDataKind::RoleSelect { values } => {
            let chosen = values.iter().filter_map(|id| {
                Some((id.get().to_string(), data.resolved.roles.get(id)?.name.clone()))
            });
            chosen.collect()
        }
        _ => Vec::new(),
    }
}

/// A sent form.
pub(super) fn form(interaction: &ModalInteraction) -> Invocation {
    let frame = Frame {
        id: interaction.id.get(),
        guild: interaction.guild_id,
        channel: interaction.channel.as_ref(),
        channel_id: interaction.channel_id.get(),
        member: interaction.member.as_ref(),
        user: &interaction.user,
        ours: interaction.app_permissions,
        locale: &interaction.locale,
    };
    let boxes = interaction.data.components.iter().flat_map(|row| &row.components);
    let fields = boxes.filter_map(|component| match component {
        ActionRowComponent::InputText(text) => {
            Some((text.custom_id.clone(), text.value.clone().unwrap_or_default()))
        }
        _ => None,
    });
    frame.invocation(press(
        &interaction.data.custom_id,
        interaction.message.as_ref().map(|m| MessageId(m.id.get())),
        Vec::new(),
        fields.take(MOST).collect(),
    ))
}

/// What the callback of a command needs.
pub(super) fn command_waiting(interaction: &CommandInteraction, arrived: Instant) -> Waiting {
    Waiting {
        id: interaction.id.get(),
        application: interaction.application_id.get(),
        token: Secret::new(&interaction.token),
        arrived,
        from_component: false,
    }
}

/// What the callback of a button or menu needs.
pub(super) fn component_waiting(interaction: &ComponentInteraction, arrived: Instant) -> Waiting {
    Waiting {
        id: interaction.id.get(),
        application: interaction.application_id.get(),
        token: Secret::new(&interaction.token),
        arrived,
        from_component: true,
    }
}

/// What the callback of a form needs. A form opened by a button can replace that button's message.
pub(super) fn form_waiting(interaction: &ModalInteraction, arrived: Instant) -> Waiting {
    Waiting {
        id: interaction.id.get(),
        application: interaction.application_id.get(),
        token: Secret::new(&interaction.token),
        arrived,
        from_component: interaction.message.is_some(),
    }
}

/// Who used the command or button that a message answers.
pub(super) fn asked_by(message: &serenity::all::Message) -> Option<UserId> {
    let user = match message.interaction_metadata.as_deref()? {
        MessageInteractionMetadata::Command(m) => &m.user,
        MessageInteractionMetadata::Component(m) => &m.user,
        MessageInteractionMetadata::ModalSubmit(m) => &m.user,
        _ => return None,
    };
    Some(UserId(user.id.get()))
}

fn press(
    custom_id: &str,
    message: Option<MessageId>,
    values: Vec<String>,
    fields: Vec<(String, String)>,
) -> Request {
    match custom_id.parse() {
        Ok(press) => Request::Press { press, message, values, fields },
        Err(_) => Request::StalePress,
    }
}

impl Frame<'_> {
    fn invocation(&self, request: Request) -> Invocation {
        let thread = self.channel.is_some_and(|c| is_thread(c.kind));
        // Outside a server nobody has permissions, and nobody needs them.
        let theirs = match self.member {
            Some(member) => member.permissions.unwrap_or(Permissions::empty()),
            None => Permissions::all(),
        };
        let ours = match self.guild {
            Some(_) => self.ours.unwrap_or(Permissions::empty()),
            None => Permissions::all(),
        };
        let name = self.member.and_then(|m| m.nick.as_deref());
        let name = name.or(self.user.global_name.as_deref()).unwrap_or(&self.user.name);
        Invocation {
            id: InvocationId(self.id),
            server: self.guild.map(|g| ServerId(g.get())),
            channel: ChannelId(self.channel_id),
            person: Person {
                id: UserId(self.user.id.get()),
                name: name.to_owned(),
                may_send: may_send(theirs, thread),
                moderates: has(theirs, Permissions::MANAGE_MESSAGES),
                manages_server: has(theirs, Permissions::MANAGE_GUILD),
                mentions_roles: has(theirs, Permissions::MENTION_EVERYONE),
                bot: self.user.bot,
                roles: self.member.map(roles).unwrap_or_default(),
                joined_at: self
                    .member
                    .and_then(|m| m.joined_at)
                    .map(|at| Timestamp::from_millis(at.timestamp_millis())),
            },
            rights: BotRights {
                send: may_send(ours, thread),
                embed: has(ours, Permissions::EMBED_LINKS),
                attach: has(ours, Permissions::ATTACH_FILES),
            },
            locale: self.locale.to_owned(),
            request,
        }
    }
}

fn roles(member: &Member) -> Vec<RoleId> {
    member.roles.iter().map(|role| RoleId(role.get())).collect()
}

fn has(all: Permissions, one: Permissions) -> bool {
    all.administrator() || all.contains(one)
}

fn may_send(all: Permissions, thread: bool) -> bool {
    let send =
        if thread { Permissions::SEND_MESSAGES_IN_THREADS } else { Permissions::SEND_MESSAGES };
    has(all, Permissions::VIEW_CHANNEL) && has(all, send)
}

const fn is_thread(kind: ChannelType) -> bool {
    matches!(kind, ChannelType::NewsThread | ChannelType::PublicThread | ChannelType::PrivateThread)
}
