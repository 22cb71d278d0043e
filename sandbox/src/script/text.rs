//! What a person reads, as plain text that is the same on every run.

use std::sync::LazyLock;

use regex::{Captures, Regex};
use serde_json::Value;

use crate::id::{ChannelId, GuildId, RoleId, UserId};
use crate::world::World;
use crate::world::message::Notice;

use super::component::{ButtonView, Component, SelectView};
use super::view::MessageView;

static MENTION: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"<(@!?|@&|#)(\d{1,20})>|</([^:>]{1,100}):\d{1,20}>")
        .expect("the pattern is constant")
});

/// Writes a message out.
pub(super) fn message(world: &World, guild: Option<GuildId>, view: &MessageView) -> String {
    let mut lines = Lines::default();
    if view.loading {
        lines.push("Thinking…");
    }
    if view.notice == Some(Notice::Pinned) {
        lines.push(&format!("{} pinned a message to this channel.", view.author_name));
    }
    lines.push(&readable(world, guild, &view.content));
    texts(world, guild, &view.components, &mut lines);
    for one in &view.embeds {
        embed(world, guild, one, &mut lines);
    }
    for row in &view.rows {
        lines.push(&row.iter().map(component).collect::<Vec<_>>().join(" "));
    }
    for file in &view.attachments {
        let alt = file.description.as_ref().map(|alt| format!(" ({alt})")).unwrap_or_default();
        lines.push(&format!("{}{alt}", file.name));
    }
    if view.ephemeral {
        lines.push("_Only you can see this_");
    }
    lines.text
}

#[derive(Default)]
struct Lines {
    text: String,
}

impl Lines {
    /// Adds lines; nothing for an empty text.
    fn push(&mut self, text: &str) {
        if text.is_empty() {
            return;
        }
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        self.text.push_str(text);
    }

    /// Adds lines of an embed, marked by a bar.
    fn push_embed(&mut self, text: &str) {
        for line in text.lines() {
            self.push(format!("| {line}").trim_end());
        }
    }
}

/// Texts of second-generation components, in order.
fn texts(world: &World, guild: Option<GuildId>, components: &[Value], lines: &mut Lines) {
    for part in components {
        if part["type"] == 10 {
            lines.push(&readable(world, guild, part["content"].as_str().unwrap_or_default()));
        } else if part["type"] != 1 {
            let inner = part["components"].as_array().map_or(&[][..], Vec::as_slice);
            texts(world, guild, inner, lines);
        }
    }
}

fn embed(world: &World, guild: Option<GuildId>, embed: &Value, lines: &mut Lines) {
    let text = |value: &Value| readable(world, guild, value.as_str().unwrap_or_default());
    lines.push_embed(&text(&embed["author"]["name"]));
    lines.push_embed(&text(&embed["title"]));
    lines.push_embed(&text(&embed["description"]));
    for field in embed["fields"].as_array().into_iter().flatten() {
        lines.push("|");
        lines.push_embed(&text(&field["name"]));
        lines.push_embed(&text(&field["value"]));
    }
    for picture in ["image", "thumbnail"] {
        if let Some(url) = embed[picture]["url"].as_str() {
            let name = url.rsplit('/').next().unwrap_or(url);
            lines.push_embed(&format!("{{ {name} }}"));
        }
    }
    lines.push_embed(&text(&embed["footer"]["text"]));
}

fn component(component: &Component) -> String {
    match component {
        Component::Button(ButtonView { label, disabled: true, .. }) => format!("[ {label} (off) ]"),
        Component::Button(button) => format!("[ {} ]", button.label),
        Component::Select(SelectView { placeholder, options, .. }) => {
            let chosen: Vec<_> =
                options.iter().filter(|one| one.chosen).map(|one| one.label.as_str()).collect();
            let shown = if chosen.is_empty() { placeholder.clone() } else { chosen.join(", ") };
            format!("( {shown} v )")
        }
    }
}

/// Mentions of people, roles, channels and commands by their names.
pub(super) fn readable(world: &World, guild: Option<GuildId>, text: &str) -> String {
    if !text.contains('<') {
        return text.to_owned();
    }
    let name = |found: &Captures<'_>| {
        let Some(kind) = found.get(1).map(|kind| kind.as_str()) else {
            return format!("/{}", &found[3]);
        };
        let known = found[2].parse().ok().and_then(|id| mentioned(world, guild, kind, id));
        let sign = if kind == "#" { '#' } else { '@' };
        known.map_or_else(|| found[0].to_owned(), |name| format!("{sign}{name}"))
    };
    MENTION.replace_all(text, name).into_owned()
}

/// The name of a role (`@&`), a channel (`#`) or a person (any other kind).
pub(crate) fn mentioned(
    world: &World,
    guild: Option<GuildId>,
    kind: &str,
    id: u64,
) -> Option<String> {
    match kind {
        "@&" => {
            let guild = world.guilds.get(&guild?)?;
            guild.roles.get(&RoleId::new(id)).map(|role| role.name.clone())
        }
        "#" => world.channels.get(&ChannelId::new(id)).map(|channel| channel.name.clone()),
        _ => world.users.get(&UserId::new(id)).map(|user| user.name.clone()),
    }
}
