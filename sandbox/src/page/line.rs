//! The message line: what it says so far, and what could come next.

use std::collections::HashMap;

use askama::Template;
use serde_json::Value;

use crate::id::GuildId;
use crate::script::{Actor, Choice, Invocation};
use crate::world::World;

/// Suggestions shown at once.
/// Source: <https://discord.com/developers/docs/interactions/application-commands#autocomplete>
const SHOWN: usize = 25;

/// What was picked from suggestions: the name that the line shows, and the value to send.
pub(super) type Picks = HashMap<String, String>;

/// What could come next.
#[derive(Debug, Default)]
pub(super) struct Suggestions {
    pub(super) offered: Vec<Suggestion>,
    /// The options that the command takes.
    pub(super) hint: String,
    /// Whether the line can be sent as it is: Enter sends it then, and picks nothing.
    pub(super) ready: bool,
}

#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Suggestion {
    pub(super) label: String,
    pub(super) note: String,
    /// The line after it was picked.
    pub(super) text: String,
    /// What is sent for it, where that is not what is read.
    pub(super) value: Option<String>,
}

#[derive(Template)]
#[template(path = "picker.html")]
struct Picker<'a> {
    offered: &'a [Suggestion],
}

impl Suggestions {
    /// The entries of the list.
    pub(super) fn html(&self) -> askama::Result<String> {
        Picker { offered: &self.offered }.render()
    }
}

/// A command line, as far as it goes.
struct Typed {
    invocation: Invocation,
    /// What the command or the subcommand takes.
    options: Vec<Value>,
    /// The begin of a subcommand's name, where one is still missing.
    missing: Option<String>,
}

/// What the line asks for next.
pub(super) enum Next {
    Offer(Suggestions),
    /// The bot completes the option that is being typed.
    Ask {
        invocation: Invocation,
        head: String,
        hint: String,
    },
}

/// Reads a line that begins with a slash; none where it names no command.
pub(super) fn invocation(
    world: &World,
    actor: &Actor,
    line: &str,
    picks: &Picks,
) -> Option<Invocation> {
    let typed = typed(world, actor, line)?;
    Some(picked(typed.invocation, &typed.options, picks))
}

/// What is sent of what was picked is its value, not its name.
fn picked(mut invocation: Invocation, options: &[Value], picks: &Picks) -> Invocation {
    for (name, text) in &mut invocation.options {
        let completed =
            options.iter().any(|one| one["name"] == name.as_str() && one["autocomplete"] == true);
        if let Some(value) = picks.get(text).filter(|_| completed) {
            text.clone_from(value);
        }
    }
    invocation
}

fn typed(world: &World, actor: &Actor, line: &str) -> Option<Typed> {
    let rest = line.strip_prefix('/')?;
    let mut words = rest.split_whitespace();
    let name = words.next()?;
    let usable = actor.usable(world);
    let command = usable.into_iter().find(|one| one.kind() == 1 && one.name() == name)?;
    let mut options = command.options();
    let mut missing = None;
    while options.iter().any(|one| matches!(one["type"].as_u64(), Some(1 | 2))) {
        let word = words.next().unwrap_or_default();
        let Some(next) = options.iter().find(|one| one["name"] == word) else {
            missing = Some(word.to_owned());
            break;
        };
        options = next["options"].as_array().map_or(&[], Vec::as_slice);
    }
    let names: Vec<&str> = options.iter().filter_map(|one| one["name"].as_str()).collect();
    let names = if missing.is_some() { &[][..] } else { &names[..] };
    let invocation = Invocation::parse_known(line, names).ok()?;
    Some(Typed { invocation, options: options.to_vec(), missing })
}

/// What could follow the line.
pub(super) fn next(world: &World, actor: &Actor, line: &str, picks: &Picks) -> Next {
    let guild = actor.guild();
    if !line.starts_with('/') {
        let offered = mentioned(world, guild, line);
        return Next::Offer(Suggestions { offered, ..Suggestions::default() });
    }
    let Some(typed) = typed(world, actor, line) else {
        let offered = commands(world, actor, &line[1..]);
        return Next::Offer(Suggestions { offered, ..Suggestions::default() });
    };
    let hint = hint(&typed.options);
    if let Some(begun) = &typed.missing {
        let head = line.trim_end().strip_suffix(begun.as_str()).unwrap_or(line).trim_end();
        let fitting =
            typed.options.iter().filter(|one| text(&one["name"]).starts_with(begun.as_str()));
        let offered = fitting.map(|one| option(one, head, " "));
        return Next::Offer(Suggestions { offered: offered.collect(), hint, ready: false });
    }
    let values = |option: &Value| values(world, actor, option);
    of_an_option(line, typed, hint, picks, values)
}

/// `values` are those that an option has to offer.
fn of_an_option(
    line: &str,
    typed: Typed,
    hint: String,
    picks: &Picks,
    values: impl Fn(&Value) -> Vec<String>,
) -> Next {
    let Typed { invocation, options, .. } = typed;
    let named = |name: &str| options.iter().find(|one| one["name"] == name);
    let given =
        |one: &&Value| !invocation.options.iter().any(|(name, _)| one["name"] == name.as_str());
    let more =
        || options.iter().filter(given).map(|one| option(one, line.trim_end(), ": ")).collect();
    let offer = |offered| Next::Offer(Suggestions { offered, hint: hint.clone(), ready: true });
    let ended = line.ends_with(char::is_whitespace);
    let Some((name, value)) = invocation.options.last() else { return offer(more()) };
    let Some(last) = named(name) else { return offer(Vec::new()) };
    let head = line.trim_end().strip_suffix(value.as_str()).unwrap_or(line).trim_end().to_owned();
    let finished = ended && !value.is_empty();
    if finished {
        return offer(more());
    }
    let fixed = values(last);
    if !fixed.is_empty() {
        let begun = value.to_lowercase();
        let fitting = fixed.iter().filter(|name| name.to_lowercase().starts_with(&begun));
        return offer(fitting.map(|name| completed(&head, name, None)).take(SHOWN).collect());
    }
    if last["autocomplete"] == true {
        let mut invocation = picked(invocation.clone(), &options, picks);
        invocation.focused = Some(name.clone());
        return Next::Ask { invocation, head, hint };
    }
    offer(Vec::new())
}

/// What an option offers that the bot need not be asked for: its choices, who and what is on the
/// server, the files that are attached.
fn values(world: &World, actor: &Actor, option: &Value) -> Vec<String> {
    if let Some(choices) = option["choices"].as_array() {
        return choices.iter().map(|one| text(&one["name"]).to_owned()).collect();
    }
    let Some(guild) = world.guilds.get(&actor.guild()) else { return Vec::new() };
    let people = || guild.members.keys().filter_map(|id| world.users.get(id)).map(|one| &one.name);
    let roles = || guild.roles.values().map(|role| &role.name);
    let channels =
        || guild.channels.iter().filter_map(|id| world.channels.get(id)).map(|one| &one.name);
    match option["type"].as_u64() {
        Some(5) => vec!["True".to_owned(), "False".to_owned()],
        Some(6) => people().cloned().collect(),
        Some(7) => channels().cloned().collect(),
        Some(8) => roles().cloned().collect(),
        Some(9) => people().chain(roles()).cloned().collect(),
        Some(11) => actor.files().iter().map(|file| file.name.clone()).collect(),
        _ => Vec::new(),
    }
}

/// What the bot suggests for the option that is being typed.
pub(super) fn completions(choices: Vec<Choice>, head: &str, hint: String) -> Suggestions {
    let completed = |choice: Choice| {
        let value = match &choice.value {
            Value::String(text) => text.clone(),
            other => other.to_string(),
        };
        completed(head, &choice.name, Some(value))
    };
    Suggestions { offered: choices.into_iter().map(completed).collect(), hint, ready: true }
}

/// A value at the end of the line; in quotes where it would be read as more than a value.
fn completed(head: &str, name: &str, value: Option<String>) -> Suggestion {
    let written = if name.contains(':') { format!("\"{name}\"") } else { name.to_owned() };
    Suggestion {
        label: name.to_owned(),
        note: String::new(),
        text: format!("{head} {written} "),
        value,
    }
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

fn option(option: &Value, head: &str, end: &str) -> Suggestion {
    let name = text(&option["name"]);
    Suggestion {
        label: format!("{name}{}", end.trim_end()),
        note: text(&option["description"]).to_owned(),
        text: format!("{head} {name}{end}"),
        value: None,
    }
}

fn commands(world: &World, actor: &Actor, begun: &str) -> Vec<Suggestion> {
    let usable = actor.usable(world).into_iter().filter(|one| one.kind() == 1);
    let fitting = usable.filter(|one| one.name().starts_with(&begun.to_lowercase()));
    let suggestion = |name: &str, note: Option<&Value>| Suggestion {
        label: format!("/{name}"),
        note: note.map(text).unwrap_or_default().to_owned(),
        text: format!("/{name} "),
        value: None,
    };
    fitting.map(|one| suggestion(one.name(), one.fields.get("description"))).take(SHOWN).collect()
}

/// The options of a command, the optional ones with a question mark.
fn hint(options: &[Value]) -> String {
    let shown = options.iter().map(|one| {
        let needed = one["required"] == true || matches!(one["type"].as_u64(), Some(1 | 2));
        format!("{}{}", text(&one["name"]), if needed { "" } else { "?" })
    });
    shown.collect::<Vec<_>>().join("   ")
}

/// People and roles whose name begins like the word after the last `@`, channels for a `#`.
fn mentioned(world: &World, guild: GuildId, line: &str) -> Vec<Suggestion> {
    let Some(at) = line.rfind(['@', '#']) else { return Vec::new() };
    let (before, begun) = line.split_at(at);
    let (sign, begun) = begun.split_at(1);
    if begun.contains(char::is_whitespace) || before.ends_with(|c: char| !c.is_whitespace()) {
        return Vec::new();
    }
    let Some(guild) = world.guilds.get(&guild) else { return Vec::new() };
    let people = guild.members.keys().filter_map(|id| world.users.get(id));
    let people = people.map(|user| (user.name.as_str(), if user.bot { "App" } else { "" }));
    let roles = guild.roles.values().filter(|role| role.id != guild.everyone());
    let roles = roles.map(|role| (role.name.as_str(), "Role"));
    let channels = guild.channels.iter().filter_map(|id| world.channels.get(id));
    let channels = channels.map(|channel| (channel.name.as_str(), ""));
    let all: Vec<_> = if sign == "@" { people.chain(roles).collect() } else { channels.collect() };
    let begun = begun.to_lowercase();
    let fitting = all.into_iter().filter(|(name, _)| name.to_lowercase().starts_with(&begun));
    let suggestion = |(name, note): (&str, &str)| Suggestion {
        label: format!("{sign}{name}"),
        note: note.to_owned(),
        text: format!("{before}{sign}{name} "),
        value: None,
    };
    fitting.map(suggestion).take(SHOWN).collect()
}
