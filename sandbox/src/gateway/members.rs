//! Answering a request for members (op 8) with chunks of them.
//! Source: <https://discord.com/developers/docs/events/gateway-events#request-guild-members>

use serde::Deserialize;
use serde_json::{Value, json};

use super::close::Close;
use super::intents;
use crate::id::{GuildId, UserId};
use crate::show;
use crate::world::World;
use crate::world::guild::Guild;

/// Members in one chunk. Source: as above.
const CHUNK: usize = 1000;

/// Members found by the start of their name, or asked for by id. Source: as above.
const MOST_FOUND: usize = 100;

/// Longest nonce, in bytes. Source: as above.
const NONCE: usize = 32;

/// The request as it was written.
#[derive(Debug, Deserialize)]
struct Raw {
    guild_id: OneOrMany,
    query: Option<String>,
    limit: Option<usize>,
    #[serde(default)]
    presences: Option<bool>,
    user_ids: Option<OneOrMany>,
    #[serde(default)]
    nonce: Option<Value>,
}

/// An id, or a list of ids; most clients write them as texts, some as numbers.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum OneOrMany {
    One(RawId),
    Many(Vec<RawId>),
}

#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum RawId {
    Number(u64),
    Text(String),
}

/// A request for members of one server.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct MembersWish {
    guild: GuildId,
    whom: Whom,
    presences: bool,
    nonce: Option<String>,
}

/// Which members.
#[derive(Debug, PartialEq, Eq)]
enum Whom {
    All,
    /// So many whose name starts like this.
    Named(String, usize),
    These(Vec<UserId>),
}

impl MembersWish {
    /// Reads the body of the request.
    pub(super) fn read(body: Value) -> Result<Self, Close> {
        let raw: Raw = serde_json::from_value(body).map_err(|_| Close::Decode)?;
        let [guild] = raw.guild_id.read()?[..] else { return Err(Close::Decode) };
        let whom = match (raw.user_ids, raw.query, raw.limit) {
            (Some(ids), _, _) => {
                let ids = ids.read()?;
                if ids.len() > MOST_FOUND {
                    return Err(Close::Decode);
                }
                Whom::These(ids.into_iter().map(UserId::new).collect())
            }
            (None, Some(start), Some(0)) if start.is_empty() => Whom::All,
            (None, Some(start), Some(limit)) => {
                let most = if limit == 0 { MOST_FOUND } else { limit.min(MOST_FOUND) };
                Whom::Named(start, most)
            }
            (None, _, _) => return Err(Close::Decode),
        };
        // A nonce that is none is left out of the answer, and that is all.
        let nonce = raw.nonce.and_then(|nonce| nonce.as_str().map(str::to_owned));
        Ok(Self {
            guild: GuildId::new(guild),
            whom,
            presences: raw.presences == Some(true),
            nonce: nonce.filter(|nonce| nonce.len() <= NONCE),
        })
    }
}

impl OneOrMany {
    fn read(self) -> Result<Vec<u64>, Close> {
        let ids = match self {
            Self::One(id) => vec![id],
            Self::Many(ids) => ids,
        };
        let read = |id| match id {
            RawId::Number(id) => Ok(id),
            RawId::Text(text) => text.parse().map_err(|_| Close::Decode),
        };
        ids.into_iter().map(read).collect()
    }
}

/// Sends the chunks to the session that asked, and to no other. A request that the intents do not
/// cover, or about a server that the session does not hear of, stays without an answer.
pub(super) fn send(world: &mut World, session: &str, wish: &MembersWish) {
    let Some(chunks) = chunks(world, session, wish) else { return };
    let now = world.now();
    let Some(session) = world.sessions.get_mut(session) else { return };
    for chunk in chunks {
        let sent = session.dispatch("GUILD_MEMBERS_CHUNK", &chunk.to_string());
        world.log.frame(now, false, sent);
    }
}

fn chunks(world: &World, session: &str, wish: &MembersWish) -> Option<Vec<Value>> {
    let session = world.sessions.all.iter().find(|one| one.id == session)?;
    let guild = world.guilds.get(&wish.guild).filter(|guild| world.has_bot(guild.id))?;
    let may_all = session.intents & intents::GUILD_MEMBERS != 0;
    let may_presences = session.intents & intents::GUILD_PRESENCES != 0;
    let covered = (wish.whom != Whom::All || may_all) && (!wish.presences || may_presences);
    if !covered || !session.carries(Some(guild.id)) {
        return None;
    }
    let (found, missing) = found(world, guild, &wish.whom);
    let groups: Vec<&[UserId]> =
        if found.is_empty() { vec![&[]] } else { found.chunks(CHUNK).collect() };
    let count = groups.len();
    let chunk = |(index, group): (usize, &[UserId])| {
        let members = group.iter().filter_map(|&id| show::member(world, guild, id));
        let mut data = json!({
            "guild_id": guild.id,
            "members": members.collect::<Vec<_>>(),
            "chunk_index": index,
            "chunk_count": count,
            "not_found": missing,
        });
        if wish.presences {
            // Who is offline is left out, and nobody here has a presence.
            data["presences"] = json!([]);
        }
        if let Some(nonce) = &wish.nonce {
            data["nonce"] = json!(nonce);
        }
        data
    };
    Some(groups.into_iter().enumerate().map(chunk).collect())
}

/// The members that are meant, and the ids that are nobody's here.
fn found(world: &World, guild: &Guild, whom: &Whom) -> (Vec<UserId>, Vec<UserId>) {
    match whom {
        Whom::All => (guild.members.keys().copied().collect(), Vec::new()),
        Whom::Named(start, most) => (world.members_named(guild, start, *most), Vec::new()),
        Whom::These(ids) => ids.iter().partition(|id| guild.members.contains_key(id)),
    }
}

#[cfg(test)]
#[expect(clippy::needless_pass_by_value, reason = "cases read better without ampersands")]
mod tests {
    use super::*;

    #[track_caller]
    fn check(body: Value, whom: Option<Whom>) {
        assert_eq!(MembersWish::read(body).ok().map(|wish| wish.whom), whom);
    }

    #[test]
    fn requests_are_read_as_clients_write_them() {
        let named = |start: &str, most| Some(Whom::Named(start.to_owned(), most));
        check(json!({ "guild_id": "1", "query": "", "limit": 0 }), Some(Whom::All));
        check(json!({ "guild_id": ["1"], "query": "", "limit": 5 }), named("", 5));
        check(json!({ "guild_id": 1, "query": "a", "limit": 0 }), named("a", 100));
        check(json!({ "guild_id": 1, "query": "a", "limit": 900 }), named("a", 100));
        let these =
            |ids: &[u64]| Some(Whom::These(ids.iter().map(|&id| UserId::new(id)).collect()));
        check(json!({ "guild_id": "1", "user_ids": "2", "limit": 0, "query": null }), these(&[2]));
        check(json!({ "guild_id": "1", "user_ids": ["2", 3] }), these(&[2, 3]));
        check(json!({ "guild_id": "1", "user_ids": vec!["2"; 101] }), None);
        check(json!({ "guild_id": "1", "user_ids": "x" }), None);
        check(json!({ "guild_id": "1", "query": "a" }), None);
        check(json!({ "guild_id": "1" }), None);
        check(json!({ "guild_id": ["1", "2"], "query": "", "limit": 0 }), None);
        check(json!({ "query": "", "limit": 0 }), None);
        check(json!({ "guild_id": "1", "query": "", "limit": -1 }), None);
        check(json!("members, please"), None);
    }
}
