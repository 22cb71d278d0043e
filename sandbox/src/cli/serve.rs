//! `serve`: a small Discord that stays until it is interrupted.

use std::error::Error;
use std::net::SocketAddr;
use std::process::ExitCode;
use std::time::Duration;

use stackwise_sandbox::{Limit, Options, Permissions, RateLimits, Sandbox};

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Address to listen on.
    #[arg(long, default_value = "127.0.0.1:7777")]
    bind: SocketAddr,
    /// The token that the bot shall use.
    #[arg(long, default_value = "sandbox-token")]
    token: String,
    /// Key that the page asks for. Made up when other machines can reach the address.
    #[arg(long)]
    page_key: Option<String>,
    /// What one route gets for one channel, as REQUESTS/SECONDS; `off` for no limit.
    #[arg(long, default_value = "50/1", value_parser = limit)]
    bucket_limit: Chosen,
    /// What all routes but interactions get together.
    #[arg(long, default_value = "50/1", value_parser = limit)]
    global_limit: Chosen,
    /// How many shards may identify in so many seconds; `off` for no limit.
    #[arg(long, default_value = "1/5", value_parser = limit)]
    identify_limit: Chosen,
    /// Switch the privileged intents off: who asks for one is closed with 4014.
    #[arg(long)]
    no_privileged_intents: bool,
}

/// A limit from the command line.
#[derive(Clone, Copy, Debug)]
struct Chosen(Option<Limit>);

fn limit(text: &str) -> Result<Chosen, String> {
    if text == "off" {
        return Ok(Chosen(None));
    }
    let read = text.split_once('/').and_then(|(requests, seconds)| {
        let seconds: f64 = seconds.parse().ok()?;
        let per = Duration::try_from_secs_f64(seconds).ok().filter(|per| !per.is_zero())?;
        Some(Limit { requests: requests.parse().ok().filter(|requests| *requests > 0)?, per })
    });
    read.map(|limit| Chosen(Some(limit)))
        .ok_or_else(|| "write requests and seconds, such as 5/5, or off".to_owned())
}

pub(crate) fn run(args: Args) -> Result<ExitCode, Box<dyn Error>> {
    tracing_subscriber::fmt()
        .with_env_filter(tracing_subscriber::EnvFilter::from_default_env())
        .with_writer(std::io::stderr)
        .init();
    tokio::runtime::Runtime::new()?.block_on(serve(args))
}

async fn serve(args: Args) -> Result<ExitCode, Box<dyn Error>> {
    let defaults = Options::default();
    let privileged_intents =
        if args.no_privileged_intents { 0 } else { defaults.privileged_intents };
    let options = Options {
        privileged_intents,
        bind: args.bind,
        token: args.token,
        page: true,
        page_key: args.page_key,
        rate_limits: RateLimits {
            bucket: args.bucket_limit.0,
            global: args.global_limit.0,
            ..RateLimits::default()
        },
        identify_limit: args.identify_limit.0,
        ..defaults
    };
    let sandbox = Sandbox::start(options).await?;
    let guild = sandbox.add_guild("Demo team");
    let _general = guild.add_channel("general");
    let moderates = Permissions::MANAGE_GUILD | Permissions::MANAGE_MESSAGES;
    let moderators = guild.add_role("Moderators", moderates);
    let _ada = guild.add_member_with("Ada", &[moderators]);
    let team = guild.add_team("Backend team", true);
    let _ben = guild.add_member_with("Ben", &[team]);
    let _chris = guild.add_member_with("Chris", &[team]);
    greet(&sandbox);
    tokio::signal::ctrl_c().await?;
    Ok(ExitCode::SUCCESS)
}

#[expect(clippy::print_stdout, reason = "how to reach it is what people want to read")]
fn greet(sandbox: &Sandbox) {
    let base = sandbox.api_base();
    let gateway = sandbox.gateway_url();
    let authority = sandbox.address();
    println!(
        "A small Discord is running. Press Ctrl+C to end it.

  Page      {}
  REST      {base}/api/v10
  Gateway   {gateway}
  Token     {}
  App id    {}

Point a bot at it:

  discord.js    new Client({{ rest: {{ api: '{base}/api' }} }})
  discord.py    discord.http.Route.BASE = '{base}/api/v10'
                discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL('{gateway}/')
  twilight      Client::builder().proxy(\"{authority}\".into(), true)
                ConfigBuilder::new(token, intents).proxy_url(\"{gateway}\".into())
  serenity      HttpBuilder::new(token).proxy(\"{base}\").ratelimiter_disabled(true)",
        sandbox.page_url(),
        sandbox.token(),
        sandbox.application_id(),
    );
}
