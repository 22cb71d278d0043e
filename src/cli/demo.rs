//! `stackwise demo`: the whole bot against a small Discord on this machine. No token, no network.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;

use anyhow::Context;
use stackwise_sandbox::{Channel, Member, Options, Permissions, Sandbox};

use super::script::{Script, Stage};
use super::{Failure, Places, bot, load, log, tell};
use crate::discord::Settings;
use crate::search::Index;
use crate::secret::Secret;

/// Who is in the demo's server. Ada moderates.
const MEMBERS: [&str; 3] = ["Ada", "Ben", "Chris"];

#[derive(clap::Args)]
pub(super) struct DemoArgs {
    #[command(flatten)]
    places: Places,
    /// Address of the page; port 0 picks a free one
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:7878")]
    bind: SocketAddr,
    /// Play a conversation from a file and print it, instead of serving the page
    #[arg(long, value_name = "FILE")]
    script: Option<PathBuf>,
}

pub(super) fn run(args: &DemoArgs) -> Result<(), Failure> {
    let config = args.places.config()?;
    let script = args.script.as_ref().map(read_script).transpose()?;
    let log = if script.is_some() { "error" } else { "warn" };
    log::start(log)?;
    let index = load::index(&config.knowledge)?;
    let runtime = tokio::runtime::Runtime::new().map_err(Failure::ours)?;
    runtime.block_on(play(args, index, script))
}

fn read_script(path: &PathBuf) -> Result<Script, Failure> {
    let name = path.display();
    let text = std::fs::read_to_string(path)
        .with_context(|| format!("cannot read the script {name}"))
        .map_err(Failure::Person)?;
    Script::parse(&text, &MEMBERS)
        .with_context(|| format!("the script {name} cannot be played"))
        .map_err(Failure::Person)
}

async fn play(args: &DemoArgs, index: Arc<Index>, script: Option<Script>) -> Result<(), Failure> {
    let options = Options {
        bind: if script.is_some() { SocketAddr::from(([127, 0, 0, 1], 0)) } else { args.bind },
        bot_name: "Stackwise".into(),
        page: script.is_none(),
        tour: super::tour::stops(),
        ..Options::default()
    };
    let sandbox = Sandbox::start(options).await.map_err(Failure::person)?;
    let (channel, members) = furnish(&sandbox);
    let store =
        tempfile::tempdir().context("no room for the demo's store").map_err(Failure::Ours)?;
    let setup = bot::Setup {
        index,
        store: store.path(),
        time_zone: crate::poll::TimeZoneName::UTC,
        discord: Settings {
            token: Secret::new(sandbox.token()),
            api: reachable(&sandbox),
            command_servers: Vec::new(),
            message_content: false,
            patience: Settings::PATIENCE,
        },
        health: None,
    };
    match script {
        None => {
            let page = sandbox.page_url();
            let port = sandbox.address().port();
            bot::run(setup, move || greet(&page, port), bot::asked_to_end()?).await
        }
        Some(script) => {
            let mut stage = Stage::new(sandbox, channel, &members);
            let (done, ended) = tokio::sync::oneshot::channel::<()>();
            let perform = async {
                stage.ready().await?;
                script.play(&mut stage, &mut tell).await?;
                drop(done);
                anyhow::Ok(())
            };
            let stop = async {
                let _ = ended.await;
            };
            let (served, played) = tokio::join!(bot::run(setup, || {}, stop), perform);
            served?;
            played.map_err(Failure::Person)
        }
    }
}

/// A server with a channel and people.
fn furnish(sandbox: &Sandbox) -> (Channel, Vec<Member>) {
    let guild = sandbox.add_guild("Demo team");
    let channel = guild.add_channel("stack");
    let rights = Permissions::MANAGE_MESSAGES | Permissions::MANAGE_GUILD;
    let moderators = guild.add_role("Moderators", rights);
    let backend = guild.add_team("Backend team", true);
    let [first, others @ ..] = MEMBERS;
    let ada = guild.add_member_with(first, &[moderators]);
    let others = others.map(|name| guild.add_member_with(name, std::slice::from_ref(&backend)));
    let members: Vec<Member> = std::iter::once(ada).chain(others).collect();
    members[1].in_channel(&channel).say("Node.js or Django for the new chat service?");
    (channel, members)
}

/// The sandbox's address as this process reaches it: "everywhere" is no address to call.
fn reachable(sandbox: &Sandbox) -> String {
    let address = sandbox.address();
    if address.ip().is_unspecified() {
        return format!("http://127.0.0.1:{}", address.port());
    }
    sandbox.api_base().to_owned()
}

fn greet(page: &str, port: u16) {
    tell(&format!(
        "Stackwise is ready: {page}

Type there:
  /ask question: Is Node.js faster than Django for a chat server?
  /compare first: Node.js second: Django
  /poll create question: Which backend? options: Django, Node.js

From another machine: ssh -L {port}:127.0.0.1:{port} THIS-MACHINE, then open the same address there.
Nothing leaves this machine; what you do is forgotten when it ends. Ctrl+C ends it.
"
    ));
}
