//! The whole bot as a process against the sandbox, beside a minimal poise bot in the same run:
//! round trip of a slash command, start to READY, memory at rest.
//!
//! `cargo bench --bench bot`. The minimal bot is this program started again with `--minimal`.

#![expect(clippy::print_stdout, reason = "a bench tells what it measured")]

use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use stackwise_sandbox::{Actor, Options, Readiness, Sandbox};

/// Commands timed, and as many before them to warm up.
const COMMANDS: usize = 1_000;
/// Times a bot is started.
const STARTS: usize = 15;

fn main() {
    if std::env::args().any(|word| word == "--minimal") {
        minimal::run();
        return;
    }
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    runtime.block_on(measure());
}

/// A bot as a process of its own; it ends with this value.
struct Bot(Child);

impl Drop for Bot {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

impl Bot {
    fn minimal(sandbox: &Sandbox) -> Self {
        let this = std::env::current_exe().expect("this program");
        Self::start(Command::new(this).arg("--minimal"), sandbox)
    }

    fn stackwise(sandbox: &Sandbox, folder: &std::path::Path) -> Self {
        let config = folder.join("config.toml");
        let store = folder.join("store");
        let text = format!("[store]\npath = '{}'\n[health]\nbind = ''\n", store.display());
        std::fs::write(&config, text).expect("the configuration");
        let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
        let mut command = Command::new(env!("CARGO_BIN_EXE_stackwise"));
        command.arg("run").arg("--config").arg(config).current_dir(root);
        Self::start(&mut command, sandbox)
    }

    fn start(command: &mut Command, sandbox: &Sandbox) -> Self {
        let child = command
            .env("DISCORD_TOKEN", sandbox.token())
            .env("STACKWISE_DISCORD_API", sandbox.api_base())
            .stdout(Stdio::null())
            .stderr(Stdio::inherit())
            .spawn();
        Self(child.expect("the bot starts"))
    }

    /// Resident memory in MiB, as Linux counts it.
    fn resident(&self) -> f64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.0.id()));
        let status = status.unwrap_or_default();
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
        let kib = line.and_then(|l| l.trim().trim_end_matches(" kB").parse::<f64>().ok());
        kib.unwrap_or(f64::NAN) / 1024.0
    }
}

async fn measure() {
    let (minimal, minimal_memory) = trips(true, &["/ping", "/page"]).await;
    let (ours, memory) =
        trips(false, &["/help", "/ask question: is node faster than django for chat"]).await;
    println!("round trip of a slash command, {COMMANDS} in a row, microseconds");
    println!("  {:<28} {:>8} {:>8} {:>8}", "", "p50", "p95", "p99");
    let line = row("minimal poise bot, a line", &minimal[0], None);
    row("Stackwise, /help", &ours[0], Some(line));
    let page = row("minimal poise bot, a page", &minimal[1], None);
    row("Stackwise, /ask", &ours[1], Some(page));
    println!(
        "resident memory after that: minimal {minimal_memory:.1} MiB, Stackwise {memory:.1} MiB"
    );

    let minimal = starts(true).await;
    let ours = starts(false).await;
    println!("start of the process to commands registered, {STARTS} starts, milliseconds");
    println!("  minimal poise bot  p50 {:.1}", millis(&minimal));
    println!("  Stackwise          p50 {:.1}", millis(&ours));
    println!("resident memory at rest: Stackwise {:.1} MiB", at_rest().await);
}

fn row(name: &str, times: &[Duration], base: Option<f64>) -> f64 {
    let at = |percent: usize| times[(times.len() - 1) * percent / 100].as_secs_f64() * 1e6;
    let ratio = base.map(|base| format!("  {:.2} x", at(50) / base)).unwrap_or_default();
    println!("  {name:<28} {:>8.0} {:>8.0} {:>8.0}{ratio}", at(50), at(95), at(99));
    at(50)
}

fn millis(times: &[Duration]) -> f64 {
    times[times.len() / 2].as_secs_f64() * 1e3
}

async fn stage() -> (Sandbox, Actor) {
    let sandbox = Sandbox::start(Options::default()).await.expect("a sandbox");
    let guild = sandbox.add_guild("Bench");
    let channel = guild.add_channel("bench");
    let ada = guild.add_member("Ada").in_channel(&channel);
    (sandbox, ada)
}

fn bot(minimal: bool, sandbox: &Sandbox, folder: &tempfile::TempDir) -> Bot {
    if minimal { Bot::minimal(sandbox) } else { Bot::stackwise(sandbox, folder.path()) }
}

/// Times each command, sorted; and the bot's memory afterwards.
async fn trips(minimal: bool, commands: &[&str]) -> (Vec<Vec<Duration>>, f64) {
    let (sandbox, ada) = stage().await;
    let folder = tempfile::tempdir().expect("a folder");
    let bot = bot(minimal, &sandbox, &folder);
    sandbox.bot_ready().await.expect("the bot is ready");
    let mut all = Vec::new();
    for command in commands {
        let mut times = Vec::with_capacity(COMMANDS);
        for turn in 0..2 * COMMANDS {
            let began = Instant::now();
            let exchange = ada.slash(command).await.expect("the command is registered");
            let took = began.elapsed();
            exchange.message().expect("a message");
            if COMMANDS <= turn {
                times.push(took);
            }
        }
        times.sort();
        all.push(times);
    }
    (all, bot.resident())
}

/// Starts the bot again and again; time until it has registered its commands, sorted.
async fn starts(minimal: bool) -> Vec<Duration> {
    let mut times = Vec::new();
    for _ in 0..STARTS {
        let (sandbox, _ada) = stage().await;
        let folder = tempfile::tempdir().expect("a folder");
        let began = Instant::now();
        let _bot = bot(minimal, &sandbox, &folder);
        sandbox.bot_ready_since(Readiness::default()).await.expect("the bot is ready");
        times.push(began.elapsed());
    }
    times.sort();
    times
}

/// Memory of a bot that is ready and has done nothing.
async fn at_rest() -> f64 {
    let (sandbox, _ada) = stage().await;
    let folder = tempfile::tempdir().expect("a folder");
    let bot = Bot::stackwise(&sandbox, folder.path());
    sandbox.bot_ready().await.expect("the bot is ready");
    tokio::time::sleep(Duration::from_secs(2)).await;
    bot.resident()
}

/// The least that a poise bot does: a reply as short as can be, and one as long as an answer.
mod minimal {
    use poise::serenity_prelude as serenity;

    type Error = Box<dyn std::error::Error + Send + Sync>;

    /// Answers.
    #[poise::command(slash_command)]
    async fn ping(ctx: poise::Context<'_, (), Error>) -> Result<(), Error> {
        let embed = serenity::CreateEmbed::new().title("Pong").description("An answer of a line.");
        let button = serenity::CreateButton::new("again").label("Again");
        let reply = poise::CreateReply::default()
            .content("Pong")
            .embed(embed)
            .components(vec![serenity::CreateActionRow::Buttons(vec![button])]);
        ctx.send(reply).await?;
        Ok(())
    }

    /// Answers as long as an answer of Stackwise: an embed of 1,400 characters, four buttons.
    #[poise::command(slash_command)]
    async fn page(ctx: poise::Context<'_, (), Error>) -> Result<(), Error> {
        let text = "A statement of some sixty characters, with a citation. (1, 2)\n".repeat(23);
        let embed = serenity::CreateEmbed::new().title("Node.js or Django?").description(text);
        let button = |name: &str| serenity::CreateButton::new(name).label(name);
        let buttons = ["More points", "Compare", "Plan a poll", "Not what I meant"].map(button);
        let reply = poise::CreateReply::default()
            .content("Real-time: all 5 sources lean to Node.js.")
            .embed(embed)
            .components(vec![serenity::CreateActionRow::Buttons(buttons.to_vec())]);
        ctx.send(reply).await?;
        Ok(())
    }

    pub(super) fn run() {
        let runtime = tokio::runtime::Runtime::new().expect("a runtime");
        runtime.block_on(serve()).expect("the bot runs");
    }

    async fn serve() -> Result<(), Error> {
        let framework = poise::Framework::builder()
            .options(poise::FrameworkOptions {
                commands: vec![ping(), page()],
                initialize_owners: false,
                ..Default::default()
            })
            .setup(|ctx, _ready, framework| {
                Box::pin(async move {
                    let commands = &framework.options().commands;
                    poise::builtins::register_globally(ctx, commands).await?;
                    Ok(())
                })
            })
            .build();
        let http = serenity::HttpBuilder::new(std::env::var("DISCORD_TOKEN")?)
            .proxy(std::env::var("STACKWISE_DISCORD_API")?)
            .ratelimiter_disabled(true)
            .build();
        let intents = serenity::GatewayIntents::GUILDS | serenity::GatewayIntents::GUILD_MESSAGES;
        let mut client =
            serenity::ClientBuilder::new_with_http(http, intents).framework(framework).await?;
        client.start().await?;
        Ok(())
    }
}
