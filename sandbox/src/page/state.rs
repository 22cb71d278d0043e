//! What one member sees, as JSON for the page.

use axum::Json;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use serde::Deserialize;
use serde_json::{Value, json};

use crate::id::{ChannelId, RoleId, UserId};
use crate::sandbox::{Handle, Sandbox};
use crate::show;
use crate::world::World;
use crate::world::guild::{Guild, User};

/// Messages shown at once.
const SHOWN: usize = 100;

/// Requests and gateway payloads shown at once.
const TRAFFIC: usize = 50;

#[derive(Debug, Default, Deserialize)]
pub(super) struct Wish {
    member: Option<String>,
    channel: Option<String>,
}

fn number(text: Option<&String>) -> Option<u64> {
    text?.parse().ok()
}

/// Members, channels, commands, and the channel's messages as the chosen member sees them.
pub(super) async fn state(
    State(handle): State<Handle>,
    Query(wish): Query<Wish>,
) -> Result<Json<Value>, StatusCode> {
    let sandbox = handle.get().ok_or(StatusCode::GONE)?;
    Ok(Json(seen(&sandbox, &wish)))
}

fn seen(sandbox: &Sandbox, wish: &Wish) -> Value {
    let world = sandbox.shared.look();
    let channel = number(wish.channel.as_ref()).map(ChannelId::new);
    let channel = channel.filter(|id| world.channels.contains_key(id));
    let channel = channel.or_else(|| world.channels.keys().next().copied());
    let guild = channel.and_then(|id| world.channels.get(&id)?.guild);
    let home = guild.and_then(|id| world.guilds.get(&id));
    let people = players(&world, home);
    let member = number(wish.member.as_ref()).map(UserId::new);
    let member = member.filter(|id| people.iter().any(|user| user.id == *id));
    let member = member.or_else(|| people.first().map(|user| user.id));
    let channels = world.channels.values().filter(|channel| channel.guild.is_some());
    let commands = guild.map(|guild| world.commands.all_reachable(guild)).unwrap_or_default();
    json!({
        "member": member,
        "channel": channel,
        "guild": home.map(|guild| guild.name.as_str()),
        "roles": home.map(|guild| roles_of(guild, member)),
        "server": home.map(|guild| server(&world, guild)),
        "bot": world.app.bot,
        "connected": world.sessions.all.iter().any(|session| session.outbox.is_some()),
        "members": people.iter().map(|user| json!({ "id": user.id, "name": user.name })).collect::<Vec<_>>(),
        "channels": channels.map(|channel| json!({
            "id": channel.id,
            "name": channel.name,
            "guild": channel.guild.and_then(|id| world.guilds.get(&id)).map(|guild| guild.name.as_str()),
        })).collect::<Vec<_>>(),
        "commands": commands.iter().map(|command| Value::Object(command.fields.clone())).collect::<Vec<_>>(),
        "names": names(&world),
        "messages": messages(&world, channel, member),
        "tour": sandbox.tour().iter().map(|stop| json!({
            "as": stop.member, "text": stop.text, "line": stop.line,
        })).collect::<Vec<_>>(),
    })
}

/// Whom one can play: the members but the bots and the owner, who is there to own.
fn players<'a>(world: &'a World, home: Option<&Guild>) -> Vec<&'a User> {
    let members = home.into_iter().flat_map(|guild| guild.members.keys());
    let people = members.filter_map(|id| world.users.get(id));
    people.filter(|user| !user.bot && user.id != world.app.owner).collect()
}

/// The names of the roles that the chosen member holds.
fn roles_of(guild: &Guild, member: Option<UserId>) -> Vec<&str> {
    let member = member.and_then(|id| guild.members.get(&id));
    let held = member.into_iter().flat_map(|member| &member.roles);
    held.filter_map(|id| guild.roles.get(id)).map(|role| role.name.as_str()).collect()
}

/// What menus of people, roles and channels offer.
fn server(world: &World, guild: &Guild) -> Value {
    let people = guild.members.keys().filter_map(|id| world.users.get(id));
    let people = people.map(|user| json!({ "id": user.id, "name": user.name, "bot": user.bot }));
    let holders = |role: RoleId| {
        let all = guild.members.values();
        all.filter(|one| role == guild.everyone() || one.roles.contains(&role)).count()
    };
    let roles = guild
        .roles
        .values()
        .map(|role| json!({ "id": role.id, "name": role.name, "members": holders(role.id) }));
    let channels = guild.channels.iter().filter_map(|id| world.channels.get(id));
    let channels = channels.map(|channel| json!({ "id": channel.id, "name": channel.name }));
    json!({
        "people": people.collect::<Vec<_>>(),
        "roles": roles.collect::<Vec<_>>(),
        "channels": channels.collect::<Vec<_>>(),
    })
}

/// Names for mentions, by what stands between `<` and `>`.
fn names(world: &World) -> Value {
    let people = world.users.values().map(|user| (format!("@{}", user.id), json!(user.name)));
    let roles = world.guilds.values().flat_map(|guild| guild.roles.values());
    let roles = roles.map(|role| (format!("@&{}", role.id), json!(role.name)));
    let channels = world.channels.values();
    let channels = channels.map(|channel| (format!("#{}", channel.id), json!(channel.name)));
    Value::Object(people.chain(roles).chain(channels).collect())
}

fn messages(world: &World, channel: Option<ChannelId>, member: Option<UserId>) -> Value {
    let Some(channel) = channel.and_then(|id| world.channels.get(&id)) else { return json!([]) };
    let seen = channel.messages.values().rev();
    let seen = seen.filter(|message| member.is_some_and(|member| message.visible_to(member)));
    let mut shown: Vec<Value> =
        seen.take(SHOWN).map(|message| show::message(world, message)).collect();
    shown.reverse();
    Value::Array(shown)
}

/// What the gateway and REST carried since the last interaction began, oldest first.
pub(super) async fn traffic(State(handle): State<Handle>) -> Result<Json<Value>, StatusCode> {
    let sandbox = handle.get().ok_or(StatusCode::GONE)?;
    let (frames, requests) = (sandbox.frames(), sandbox.requests());
    let began = frames.iter().rev().find(|frame| frame.payload["t"] == "INTERACTION_CREATE");
    let began = began.map_or(0, |frame| frame.at.0);
    let heartbeat = |op: &Value| *op == 1 || *op == 11;
    let told = frames.iter().filter(|frame| frame.at.0 >= began);
    let told = told.filter(|frame| !heartbeat(&frame.payload["op"])).map(|frame| {
        let sent = json!({
            "gateway": true,
            "from_bot": frame.from_bot,
            "name": frame.payload["t"],
            "op": frame.payload["op"],
            "payload": frame.payload,
        });
        (frame.at.0, sent)
    });
    let asked = requests.iter().filter(|request| request.at.0 >= began).map(|request| {
        let sent = json!({
            "gateway": false,
            "method": request.method,
            "path": request.path,
            "status": request.status,
            "body": request.body,
            "response": request.response,
        });
        (request.at.0, sent)
    });
    let mut all: Vec<(u64, Value)> = told.chain(asked).collect();
    // What happened in one millisecond stays as it is: an event stands before its answer.
    all.sort_by_key(|(at, _)| *at);
    let skipped = all.len().saturating_sub(TRAFFIC);
    Ok(Json(all.into_iter().skip(skipped).map(|(_, sent)| sent).collect()))
}
