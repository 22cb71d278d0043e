//! A small world: a Discord on loopback, the real bot in this process, a clock that stands still,
//! and a store that outlives the bot.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use stackwise::app::{Answers, App, Decisions, FakeClock, Messenger, Parts, Polls, Writer};
use stackwise::discord::{self, Discord, Settings, Unparsed};
use stackwise::poll::TimeZoneName;
use stackwise::secret::Secret;
use stackwise::store::{KeyFolder, SledStore};
use stackwise::time::Timestamp;
use stackwise_sandbox::{
    Actor, Channel, Clock, Guild, Member, Options, Permissions, Sandbox, UnixMillis,
};
use tempfile::TempDir;
use tokio::sync::{oneshot, watch};
use tokio::task::JoinHandle;

use crate::{fixture, openapi};

/// Friday 2026-11-20, 12:00 UTC.
const START: u64 = 1_795_176_000_000;

/// Everything a script needs.
pub(crate) struct World {
    pub(crate) sandbox: Sandbox,
    pub(crate) guild: Guild,
    pub(crate) stack: Channel,
    pub(crate) clock: FakeClock,
    pub(crate) command_servers: Vec<u64>,
    ada: Member,
    ben: Member,
    moderator: Member,
    folder: TempDir,
    bot: Option<Running>,
}

struct Running {
    stop: oneshot::Sender<()>,
    task: JoinHandle<Result<(), discord::Error>>,
    app: Arc<App>,
    writer: Writer,
    unparsed: Unparsed,
}

impl World {
    /// The bot, ready, on a server with a channel and three people.
    pub(crate) async fn new() -> Self {
        Self::with(Options::default()).await
    }

    /// The same with other settings of the sandbox.
    pub(crate) async fn with(options: Options) -> Self {
        let clock = Clock::Manual(UnixMillis(START));
        let options = Options { bot_name: "Stackwise".into(), clock, ..options };
        let mut world = Self::unstarted(Sandbox::start(options).await.unwrap());
        world.start().await;
        world
    }

    /// A server with a channel and three people, and no bot so far.
    pub(crate) fn unstarted(sandbox: Sandbox) -> Self {
        let guild = sandbox.add_guild("Demo team");
        let start = Timestamp::from_millis(i64::try_from(START).unwrap());
        Self {
            stack: guild.add_channel("stack"),
            ada: guild.add_member("Ada"),
            ben: guild.add_member("Ben"),
            moderator: sandbox.add_member(&guild, "Mia", Permissions::MANAGE_MESSAGES),
            clock: FakeClock::at(start),
            folder: tempfile::tempdir().unwrap(),
            bot: None,
            command_servers: Vec::new(),
            guild,
            sandbox,
        }
    }

    /// Ada, an ordinary member, in the channel.
    pub(crate) fn ada(&self) -> Actor {
        self.ada.in_channel(&self.stack)
    }

    /// Ben, another one.
    pub(crate) fn ben(&self) -> Actor {
        self.ben.in_channel(&self.stack)
    }

    /// Mia, who may delete messages.
    pub(crate) fn mia(&self) -> Actor {
        self.moderator.in_channel(&self.stack)
    }

    /// Ada herself.
    pub(crate) const fn ada_member(&self) -> &Member {
        &self.ada
    }

    /// Ben himself.
    pub(crate) const fn ben_member(&self) -> &Member {
        &self.ben
    }

    /// Mia herself.
    pub(crate) const fn mia_member(&self) -> &Member {
        &self.moderator
    }

    /// The folder of its store.
    pub(crate) fn store(&self) -> &Path {
        self.folder.path()
    }

    /// Moves both clocks.
    pub(crate) fn advance(&self, by: Duration) {
        self.sandbox.advance(by);
        self.clock.advance(by);
    }

    /// How often the bot had no answer for this reason since it started.
    pub(crate) fn silences(&self, reason: &str) -> u64 {
        let totals = self.bot.as_ref().unwrap().app.silences.totals();
        totals.into_iter().find(|(name, _)| *name == reason).unwrap().1
    }

    /// Takes permissions from the bot in the channel.
    pub(crate) fn deny_bot(&self, permissions: Permissions) {
        self.stack.deny(self.sandbox.bot_id(), permissions);
    }

    /// Gives permissions to the bot in the channel.
    pub(crate) fn allow_bot(&self, permissions: Permissions) {
        self.stack.allow(self.sandbox.bot_id(), permissions);
    }

    /// Settings that reach this world's Discord.
    pub(crate) fn settings(&self) -> Settings {
        Settings {
            token: Secret::new(self.sandbox.token()),
            api: self.sandbox.api_base().to_owned(),
            command_servers: self.command_servers.clone(),
            message_content: false,
            patience: Settings::PATIENCE,
        }
    }

    /// Starts the bot on the store as it is, and waits until it is ready.
    pub(crate) async fn start(&mut self) {
        let mut ready = self.launch().await;
        ready.wait_for(|ready| *ready).await.unwrap();
    }

    /// Starts the bot, which ends with an error; returns that.
    pub(crate) async fn start_and_fail(&mut self) -> discord::Error {
        self.launch().await;
        self.ended().await
    }

    async fn launch(&mut self) -> watch::Receiver<bool> {
        let discord = Discord::connect(self.settings()).await.unwrap();
        let (app, writer) = app(&discord, self.folder.path(), &self.clock);
        let (stop, stopped) = oneshot::channel();
        let (unparsed, ready) = (discord.unparsed(), discord.readiness());
        let serving = Arc::clone(&app);
        let task =
            tokio::spawn(async move { discord.run(serving, async { drop(stopped.await) }).await });
        self.bot = Some(Running { stop, task, app, writer, unparsed });
        ready
    }

    /// Serves this Discord until it ends by itself.
    pub(crate) async fn serve(discord: Discord) -> Result<(), discord::Error> {
        let folder = tempfile::tempdir().unwrap();
        let (app, writer) = app(&discord, folder.path(), &FakeClock::at(Timestamp::from_millis(0)));
        let outcome = discord.run(Arc::clone(&app), std::future::pending()).await;
        app.shutdown().await;
        writer.shutdown().await;
        outcome
    }

    /// Ends the bot in order.
    pub(crate) async fn stop(&mut self) {
        let Some(bot) = self.bot.take() else { return };
        let _ = bot.stop.send(());
        bot.task.await.unwrap().unwrap();
        bot.app.shutdown().await;
        bot.writer.shutdown().await;
        assert_eq!(bot.unparsed.types(), Vec::<String>::new(), "events that could not be read");
    }

    /// Ends the bot and starts it again on the same store.
    pub(crate) async fn restart(&mut self) {
        self.stop().await;
        self.start().await;
    }

    /// Waits for the bot to end by itself, and returns why.
    pub(crate) async fn ended(&mut self) -> discord::Error {
        let bot = self.bot.take().unwrap();
        let error = bot.task.await.unwrap().unwrap_err();
        bot.app.shutdown().await;
        bot.writer.shutdown().await;
        error
    }
}

/// The app on the store in this folder, started, and its writer.
pub(crate) fn app(discord: &Discord, folder: &Path, clock: &FakeClock) -> (Arc<App>, Writer) {
    let store = Box::new(SledStore::open(folder).unwrap());
    let clock = Arc::new(clock.clone());
    let writer = Writer::start(store, clock.clone()).unwrap();
    let keys = Arc::new(KeyFolder::open(folder).unwrap());
    let messenger: Arc<dyn Messenger> = discord.messenger();
    let zone = TimeZoneName::UTC;
    let app = Arc::new(App::new(Parts {
        index: fixture::index(),
        decisions: Decisions::new(writer.clone(), messenger.clone(), clock.clone(), zone.clone()),
        polls: Polls::new(writer.clone(), messenger.clone(), clock.clone(), keys, zone),
        answers: Answers::new(writer.clone()),
        clock,
        messenger,
    }));
    app.start();
    (app, writer)
}

impl Drop for World {
    fn drop(&mut self) {
        if std::thread::panicking() {
            return;
        }
        openapi::check(&self.sandbox.requests());
        if let Some(bot) = &self.bot {
            let unread = bot.unparsed.types();
            assert_eq!(unread, Vec::<String>::new(), "events that could not be read");
        }
    }
}
