//! The sandbox's own overhead: a stock twilight bot answers one command after another, then many at
//! once, and a bot on 2,500 servers becomes ready.
//!
//! `cargo bench -p stackwise-sandbox --bench speed`

#![expect(clippy::print_stdout, reason = "a bench tells what it measured")]

use std::time::{Duration, Instant};

use futures_util::{StreamExt, stream};
use serde_json::json;
use stackwise_sandbox::{Actor, Options, RateLimits, Sandbox};
use twilight_gateway::{ConfigBuilder, EventTypeFlags, Intents, Shard, ShardId, StreamExt as _};
use twilight_http::Client;
use twilight_model::application::command::Command;
use twilight_model::gateway::event::Event;
use twilight_model::http::interaction::InteractionResponse;

const ONE_BY_ONE: usize = 1_000;
const TOGETHER: usize = 20_000;
const AT_ONCE: usize = 64;
const SERVERS: usize = 2_500;

fn main() {
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    runtime.block_on(async {
        trips().await;
        servers().await;
    });
}

async fn sandbox() -> Sandbox {
    let options = Options { rate_limits: RateLimits::OFF, ..Options::default() };
    Sandbox::start(options).await.expect("a sandbox")
}

fn shard(sandbox: &Sandbox) -> Shard {
    let config = ConfigBuilder::new(sandbox.token().to_owned(), Intents::GUILDS)
        .proxy_url(sandbox.gateway_url())
        .build();
    Shard::with_config(ShardId::ONE, config)
}

/// Answers every command.
async fn serve(client: Client, mut shard: Shard) {
    let me = client.current_user_application().await.expect("an answer");
    let application = me.model().await.expect("an application").id;
    let ping = json!({ "type": 1, "name": "ping", "description": "Answers", "version": "1" });
    let ping: Command = serde_json::from_value(ping).expect("a command");
    let commands = [ping];
    client.interaction(application).set_global_commands(&commands).await.expect("registered");
    let pong = json!({ "type": 4, "data": { "content": "Pong", "flags": 64 } });
    let pong: InteractionResponse = serde_json::from_value(pong).expect("a response");
    let (client, pong) = (std::sync::Arc::new(client), std::sync::Arc::new(pong));
    while let Some(event) = shard.next_event(EventTypeFlags::INTERACTION_CREATE).await {
        let Ok(Event::InteractionCreate(created)) = event else { continue };
        let (client, pong) = (client.clone(), pong.clone());
        tokio::spawn(async move {
            let interactions = client.interaction(application);
            let _ = interactions.create_response(created.id, &created.token, &pong).await;
        });
    }
}

async fn trips() {
    let sandbox = sandbox().await;
    let guild = sandbox.add_guild("Bench");
    let channel = guild.add_channel("bench");
    let ada = guild.add_member("Ada").in_channel(&channel);
    let client = Client::builder()
        .token(sandbox.token().to_owned())
        .proxy(sandbox.address().to_string(), true)
        .ratelimiter(None)
        .build();
    let bot = tokio::spawn(serve(client, shard(&sandbox)));
    sandbox.bot_ready().await.expect("the bot is ready");

    let mut times = Vec::with_capacity(ONE_BY_ONE);
    for _ in 0..ONE_BY_ONE {
        times.push(trip(&ada).await);
    }
    times.sort();
    let at = |percent: usize| times[(times.len() - 1) * percent / 100].as_secs_f64() * 1e3;
    println!("{ONE_BY_ONE} commands, one by one: p50 {:.3} ms, p99 {:.3} ms", at(50), at(99));

    let began = Instant::now();
    let ada = &ada;
    let all = stream::iter(0..TOGETHER).map(|_| trip(ada)).buffer_unordered(AT_ONCE);
    let done = all.count().await;
    let rate = f64::from(u32::try_from(done).expect("few")) / began.elapsed().as_secs_f64();
    println!("{TOGETHER} commands, {AT_ONCE} at once: {rate:.0} a second");
    bot.abort();
}

async fn trip(ada: &Actor) -> Duration {
    let began = Instant::now();
    ada.slash("/ping").await.expect("an answer");
    began.elapsed()
}

async fn servers() {
    let sandbox = sandbox().await;
    for number in 0..SERVERS {
        let guild = sandbox.add_guild(&format!("Server {number}"));
        let _channel = guild.add_channel("general");
        let _member = guild.add_member("Ada");
    }
    let mut shard = shard(&sandbox);
    let began = Instant::now();
    let mut heard = 0;
    while heard < SERVERS {
        let event = shard.next_event(EventTypeFlags::GUILD_CREATE).await.expect("a dispatch");
        heard += usize::from(matches!(event, Ok(Event::GuildCreate(_))));
    }
    println!("{SERVERS} servers in GUILD_CREATE: {:.2} s", began.elapsed().as_secs_f64());
}
