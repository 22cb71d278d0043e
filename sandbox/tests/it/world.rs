//! A sandbox with one server, one channel, two people and a connected bot.

use reqwest::Method;
use serde_json::{Value, json};
use stackwise_sandbox::{
    Actor, Channel, Clock, Guild, Member, Options, Permissions, Sandbox, UnixMillis,
};

use crate::bot::{INTENTS, Rest, Socket};

pub(crate) struct World {
    pub(crate) sandbox: Sandbox,
    pub(crate) guild: Guild,
    pub(crate) channel: Channel,
    pub(crate) ada: Member,
    pub(crate) ben: Member,
    pub(crate) rest: Rest,
    pub(crate) socket: Socket,
}

pub(crate) const START: UnixMillis = UnixMillis(1_795_190_400_000);

pub(crate) async fn sandbox() -> Sandbox {
    let options = Options { clock: Clock::Manual(START), ..Options::default() };
    Sandbox::start(options).await.unwrap()
}

pub(crate) async fn world() -> World {
    world_with(INTENTS).await
}

pub(crate) async fn world_with(intents: u64) -> World {
    world_of(sandbox().await, intents).await
}

/// The same with a bot that may do this beside what every member may.
pub(crate) async fn world_where_bot_may(permissions: Permissions, intents: u64) -> World {
    world_by(
        Options { bot_permissions: Permissions::MEMBER | permissions, ..Options::default() },
        intents,
    )
    .await
}

/// The clock stands still whatever the options say.
pub(crate) async fn world_by(options: Options, intents: u64) -> World {
    let options = Options { clock: Clock::Manual(START), ..options };
    world_of(Sandbox::start(options).await.unwrap(), intents).await
}

async fn world_of(sandbox: Sandbox, intents: u64) -> World {
    let guild = sandbox.add_guild("Demo team");
    let channel = guild.add_channel("stack");
    let (ada, ben) = (guild.add_member("Ada"), guild.add_member("Ben"));
    let rest = Rest::new(&sandbox);
    let mut socket = Socket::open(&sandbox).await;
    socket.identify(sandbox.token(), intents).await;
    socket.event("READY").await;
    let option = json!({ "name": "text", "description": "d", "type": 3, "required": true });
    let level = json!({ "name": "level", "description": "d", "type": 4, "autocomplete": true });
    rest.register(
        &sandbox,
        json!([
            { "name": "echo", "description": "d", "options": [option, level] },
            { "name": "Answer this", "type": 3 },
        ]),
    )
    .await;
    sandbox.bot_ready().await.unwrap();
    World { sandbox, guild, channel, ada, ben, rest, socket }
}

impl World {
    pub(crate) fn ada(&self) -> Actor {
        self.ada.in_channel(&self.channel)
    }

    /// Asks for something in the server.
    pub(crate) async fn in_guild(&self, method: Method, path: &str, body: Value) -> (u16, Value) {
        self.rest.call(method, &format!("/guilds/{}{path}", self.guild.id), body).await
    }

    /// The same in the channel.
    pub(crate) async fn in_channel(&self, method: Method, path: &str, body: Value) -> (u16, Value) {
        self.rest.call(method, &format!("/channels/{}{path}", self.channel.id), body).await
    }

    pub(crate) fn messages_path(&self) -> String {
        format!("/channels/{}/messages", self.channel.id)
    }
}
