//! The page itself: what one member sees in one channel.

use askama::Template;
use serde::Deserialize;

use crate::id::{ChannelId, GuildId, UserId};
use crate::permissions::Permissions;
use crate::sandbox::Sandbox;
use crate::script::{Actor, Component};
use crate::world::World;
use crate::world::guild::{Guild, User};

use super::article::Article;
use super::part::Part;

/// Messages shown at once.
const SHOWN: usize = 100;

/// Who one wants to be, and where; as it stands in the address.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Wish {
    member: Option<String>,
    channel: Option<String>,
}

#[derive(Template)]
#[template(path = "page.html")]
struct Document {
    member: String,
    channel: String,
    guild: String,
    place: String,
    servers: Vec<Server>,
    people: Vec<Link>,
    roles: String,
    connected: bool,
    stops: Vec<crate::options::TourStop>,
    articles: Vec<Article>,
    /// Names of the commands that the menu of a message, and of its author, offers.
    message_commands: Vec<String>,
    user_commands: Vec<String>,
}

struct Server {
    name: String,
    channels: Vec<Link>,
}

/// A person or a place to go to.
struct Link {
    id: String,
    name: String,
    current: bool,
}

/// Writes the page. Wishes that cannot be met are passed over.
pub(crate) fn document(sandbox: &Sandbox, wish: &Wish) -> String {
    let world = sandbox.shared.look();
    let number = |text: &Option<String>| text.as_ref()?.parse().ok();
    let channel = number(&wish.channel).map(ChannelId::new);
    let channel =
        channel.filter(|id| world.channels.get(id).is_some_and(|one| one.guild.is_some()));
    let guild = channel.and_then(|id| world.channels.get(&id)?.guild);
    let guild = guild.or_else(|| world.guilds.keys().next().copied());
    let home = guild.and_then(|id| world.guilds.get(&id));
    let people = players(&world, home);
    let member = number(&wish.member).map(UserId::new);
    let member = people.iter().find(|user| Some(user.id) == member).or(people.first());
    let member = member.map(|user| user.id);
    let sees = |id: &ChannelId| member.is_some_and(|member| sees(&world, member, *id));
    let first = || home?.channels.iter().find(|id| sees(id)).copied();
    let channel = channel.filter(sees).or_else(first);
    let actor = actor(sandbox, guild, member, channel);
    let commands = actor.map(|actor| {
        let of = |kind: u64| {
            let usable = actor.usable(&world).into_iter().filter(|one| one.kind() == kind);
            usable.map(|one| one.name().to_owned()).collect::<Vec<_>>()
        };
        (of(2), of(3))
    });
    let (user_commands, message_commands) = commands.unwrap_or_default();
    let name = |id: ChannelId| world.channels.get(&id).map(|channel| channel.name.clone());
    let document = Document {
        member: member.map(|id| id.to_string()).unwrap_or_default(),
        channel: channel.map(|id| id.to_string()).unwrap_or_default(),
        guild: home.map_or("A small Discord", |guild| guild.name.as_str()).to_owned(),
        place: channel.and_then(name).unwrap_or_default(),
        servers: servers(&world, member, channel),
        people: people.iter().map(|user| Link::to(user.id, &user.name, member)).collect(),
        roles: home.map(|guild| roles(guild, member)).unwrap_or_default(),
        connected: world.sessions.all.iter().any(|session| session.outbox.is_some()),
        stops: sandbox.tour().to_vec(),
        articles: articles(&world, channel, member),
        message_commands,
        user_commands,
    };
    document.render().expect("writing to a text does not fail")
}

impl Link {
    fn to<I: Copy + PartialEq + ToString>(id: I, name: &str, current: Option<I>) -> Self {
        Self { id: id.to_string(), name: name.to_owned(), current: Some(id) == current }
    }
}

fn actor(
    sandbox: &Sandbox,
    guild: Option<GuildId>,
    member: Option<UserId>,
    channel: Option<ChannelId>,
) -> Option<Actor> {
    Some(Actor::new(sandbox.clone(), member?, guild?, channel?))
}

/// Whom one can play: the members but the bots and the owner, who is there to own.
fn players<'w>(world: &'w World, home: Option<&Guild>) -> Vec<&'w User> {
    let members = home.into_iter().flat_map(|guild| guild.members.keys());
    let people = members.filter_map(|id| world.users.get(id));
    people.filter(|user| !user.bot && user.id != world.app.owner).collect()
}

fn sees(world: &World, member: UserId, channel: ChannelId) -> bool {
    world.permissions(member, channel).holds(Permissions::VIEW_CHANNEL)
}

/// Every server, and the channels that the member sees; where the member is not, all of them, for
/// one can be somebody else there.
fn servers(world: &World, member: Option<UserId>, current: Option<ChannelId>) -> Vec<Server> {
    let server = |guild: &Guild| {
        let inside = member.filter(|member| guild.members.contains_key(member));
        let channels = guild.channels.iter().filter_map(|id| world.channels.get(id));
        let channels = channels
            .filter(|channel| channel.takes_messages())
            .filter(|channel| inside.is_none_or(|member| sees(world, member, channel.id)));
        Server {
            name: guild.name.clone(),
            channels: channels.map(|one| Link::to(one.id, &one.name, current)).collect(),
        }
    };
    world.guilds.values().map(server).collect()
}

/// The names of the roles that the member holds.
fn roles(guild: &Guild, member: Option<UserId>) -> String {
    let member = member.and_then(|id| guild.members.get(&id));
    let held = member.into_iter().flat_map(|member| &member.roles);
    let names = held.filter_map(|id| guild.roles.get(id)).map(|role| role.name.as_str());
    names.collect::<Vec<_>>().join(", ")
}

fn articles(world: &World, channel: Option<ChannelId>, member: Option<UserId>) -> Vec<Article> {
    let channel = channel.and_then(|id| world.channels.get(&id));
    let (Some(channel), Some(member)) = (channel, member) else { return Vec::new() };
    let seen = channel.messages.values().rev().filter(|message| message.visible_to(member));
    let mut shown: Vec<_> =
        seen.take(SHOWN).map(|message| Article::new(world, message, member)).collect();
    shown.reverse();
    shown
}
