//! Buttons and menus, as a person sees them.

use serde_json::Value;

use crate::id::{GuildId, RoleId, UserId};
use crate::world::World;
use crate::world::channel::Channel;
use crate::world::guild::{Guild, Member};

/// Something that can be pressed or chosen from.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Component {
    /// A button.
    Button(ButtonView),
    /// A menu.
    Select(SelectView),
}

/// A button.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ButtonView {
    /// What stands on it; the emoji's name when there is no label.
    pub label: String,
    /// The emoji before the label.
    pub emoji: Option<String>,
    /// Its custom id; links have none.
    pub custom_id: Option<String>,
    /// Where a link leads.
    pub url: Option<String>,
    /// 1 primary, 2 secondary, 3 success, 4 danger, 5 link.
    pub style: u64,
    /// Whether it is switched off.
    pub disabled: bool,
}

/// A menu.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SelectView {
    /// Its custom id.
    pub custom_id: String,
    /// What stands on it while nothing is chosen.
    pub placeholder: String,
    /// 3 given options, 5 people, 6 roles, 7 people and roles, 8 channels.
    pub kind: u64,
    /// Fewest choices.
    pub min: u64,
    /// Most choices.
    pub max: u64,
    /// Whether it is switched off.
    pub disabled: bool,
    /// What can be chosen; for menus of people, roles or channels, those of the server.
    pub options: Vec<SelectOption>,
}

/// One choice of a menu.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SelectOption {
    /// What is read.
    pub label: String,
    /// What is sent.
    pub value: String,
    /// What is read below the label.
    pub description: Option<String>,
    /// Whether it is chosen from the start.
    pub chosen: bool,
}

fn text(value: &Value) -> Option<String> {
    value.as_str().map(str::to_owned)
}

/// Reads rows of components; nested ones of the second generation as rows of their own.
pub(crate) fn rows(
    world: &World,
    guild: Option<GuildId>,
    components: &[Value],
) -> Vec<Vec<Component>> {
    let mut rows = Vec::new();
    for part in components {
        match part["type"].as_u64() {
            Some(1) => {
                let items = part["components"].as_array().into_iter().flatten();
                rows.push(items.filter_map(|item| read(world, guild, item)).collect());
            }
            Some(9) => rows.extend(read(world, guild, &part["accessory"]).map(|one| vec![one])),
            Some(17) => {
                let inner = part["components"].as_array().map_or(&[][..], Vec::as_slice);
                rows.extend(self::rows(world, guild, inner));
            }
            _ => {}
        }
    }
    rows
}

fn read(world: &World, guild: Option<GuildId>, item: &Value) -> Option<Component> {
    match item["type"].as_u64()? {
        2 => Some(Component::Button(ButtonView {
            label: text(&item["label"])
                .or_else(|| text(&item["emoji"]["name"]))
                .unwrap_or_default(),
            emoji: text(&item["emoji"]["name"]).filter(|_| item["label"].is_string()),
            custom_id: text(&item["custom_id"]),
            url: text(&item["url"]),
            style: item["style"].as_u64().unwrap_or(1),
            disabled: item["disabled"] == true,
        })),
        kind @ (3 | 5..=8) => Some(Component::Select(select(world, guild, item, kind))),
        _ => None,
    }
}

/// Reads a menu.
pub(super) fn select(world: &World, guild: Option<GuildId>, item: &Value, kind: u64) -> SelectView {
    let options = if kind == 3 {
        item["options"].as_array().into_iter().flatten().map(option).collect()
    } else {
        of_the_server(world, guild, kind, item)
    };
    SelectView {
        custom_id: text(&item["custom_id"]).unwrap_or_default(),
        placeholder: text(&item["placeholder"]).unwrap_or_default(),
        kind,
        min: item["min_values"].as_u64().unwrap_or(1),
        max: item["max_values"].as_u64().unwrap_or(1),
        disabled: item["disabled"] == true,
        options,
    }
}

fn option(option: &Value) -> SelectOption {
    SelectOption {
        label: text(&option["label"]).unwrap_or_default(),
        value: text(&option["value"]).unwrap_or_default(),
        description: text(&option["description"]),
        chosen: option["default"] == true,
    }
}

/// What a menu of people, roles or channels offers, and which of it is chosen from the start.
fn of_the_server(
    world: &World,
    guild: Option<GuildId>,
    kind: u64,
    item: &Value,
) -> Vec<SelectOption> {
    let Some(guild) = guild.and_then(|id| world.guilds.get(&id)) else { return Vec::new() };
    let defaults = item["default_values"].as_array().map_or(&[][..], Vec::as_slice);
    let one = |label: &str, id: u64, note: Option<String>| {
        let value = id.to_string();
        let is = |given: &Value| given["id"] == value.as_str() || given["id"].as_u64() == Some(id);
        let chosen = defaults.iter().any(is);
        SelectOption { label: label.to_owned(), value, description: note, chosen }
    };
    let person = |id: &UserId| {
        let user = world.users.get(id)?;
        Some(one(&user.name, id.get(), user.bot.then(|| "App".to_owned())))
    };
    let people = guild.members.keys().filter_map(person).filter(|_| matches!(kind, 5 | 7));
    let roles = guild.roles.values().filter(|_| matches!(kind, 6 | 7));
    let roles = roles.map(|role| one(&role.name, role.id.get(), Some(holders(guild, role.id))));
    let types = item["channel_types"].as_array().filter(|types| !types.is_empty());
    let text_channels = types.is_none_or(|types| types.iter().any(|kind| *kind == 0));
    let channel = |channel: &Channel| one(&channel.name, channel.id.get(), None);
    let channels = guild.channels.iter().filter_map(|id| world.channels.get(id));
    let channels = channels.filter(|_| kind == 8 && text_channels);
    people.chain(roles).chain(channels.map(channel)).collect()
}

fn holders(guild: &Guild, role: RoleId) -> String {
    let holds = |member: &&Member| role == guild.everyone() || member.roles.contains(&role);
    match guild.members.values().filter(holds).count() {
        1 => "Role, 1 member".to_owned(),
        count => format!("Role, {count} members"),
    }
}
