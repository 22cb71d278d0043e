//! The bot's life: connect the gateway, serve, end in order.

use std::sync::atomic::AtomicBool;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use poise::{Framework, FrameworkError, FrameworkOptions, PrefixFrameworkOptions};
use serenity::all::{GatewayError, GatewayIntents, HttpBuilder};
use serenity::client::ClientBuilder;
use tokio::sync::{mpsc, watch};

use super::bot::Bot;
use super::connect::Discord;
use super::events::{Data, on_event};
use super::{Error, commands, incoming, watchdog};
use crate::app::{App, Request};

/// How long handlers may go on after the end was asked for.
const LAST_WORDS: Duration = Duration::from_secs(5);

impl Discord {
    /// Serves until `stop` is ready, then lets what is under way end.
    ///
    /// # Errors
    ///
    /// [`Error`]: what makes serving impossible. The app is left as it is; its owner ends it.
    pub async fn run(self, app: Arc<App>, stop: impl Future<Output = ()>) -> Result<(), Error> {
        let (fatal, mut failed) = mpsc::channel(1);
        let bot = Arc::new(Bot {
            app,
            rest: Arc::clone(&self.rest),
            settings: self.settings.clone(),
            us: self.us,
            fatal,
            ready: self.ready.clone(),
            at_work: watch::Sender::new(0),
            registered: AtomicBool::new(false),
            servers: Mutex::default(),
            over: AtomicBool::new(false),
        });
        let mut client = self.client(Arc::clone(&bot)).await?;
        // The library asks for the gateway once more, and would fall back to Discord's own when
        // that fails; the answer that `connect` got is the one that counts.
        client.ws_url.lock().await.clone_from(&self.gateway);

        let shards = Arc::clone(&client.shard_manager);
        let watchdog = watchdog::watch(Arc::clone(&shards), self.settings.patience);
        let outcome = tokio::select! {
            () = stop => Ok(()),
            Some(error) = failed.recv() => Err(error),
            error = watchdog => Err(error),
            ended = client.start() => Err(match ended {
                Err(error) => reason(&error),
                Ok(()) => Error::Gateway("it ended by itself".into()),
            }),
        };
        self.ready.send_replace(false);
        bot.drain(LAST_WORDS).await;
        // A shard that is gone does not answer: after an error nobody waits for it.
        let goodbye = if outcome.is_ok() { LAST_WORDS } else { Duration::ZERO };
        let _ = tokio::time::timeout(goodbye, shards.shutdown_all()).await;
        bot.ends();
        outcome
    }

    async fn client(&self, bot: Data) -> Result<serenity::Client, Error> {
        // One client for both: each would hold its own connections and root certificates.
        let http = HttpBuilder::new(self.settings.token.reveal())
            .client(self.rest.http().clone())
            .proxy(&self.settings.api)
            .ratelimiter_disabled(true)
            .build();
        let mut intents = GatewayIntents::GUILDS | GatewayIntents::GUILD_MESSAGES;
        if self.settings.message_content {
            intents |= GatewayIntents::MESSAGE_CONTENT;
        }
        ClientBuilder::new_with_http(http, intents)
            .framework(framework(bot))
            .raw_event_handler(self.unparsed.clone())
            .await
            .map_err(|error| reason(&error))
    }
}

fn framework(bot: Data) -> Framework<Data, Error> {
    let options = FrameworkOptions {
        commands: commands::served(),
        event_handler: |framework, event| Box::pin(on_event(framework, event)),
        on_error: |error| Box::pin(on_error(error)),
        // Neither is used, and both would keep something for every person seen.
        manual_cooldowns: true,
        initialize_owners: false,
        prefix_options: PrefixFrameworkOptions {
            mention_as_prefix: false,
            ..PrefixFrameworkOptions::default()
        },
        ..FrameworkOptions::default()
    };
    // Nothing here can fail or wait: until this returns, every interaction would wait with it.
    Framework::builder().options(options).setup(|_, _, _| Box::pin(async move { Ok(bot) })).build()
}

/// Commands do not fail, they answer. What is left is a command of another version, still shown
/// by somebody's client: they are told so.
async fn on_error(error: FrameworkError<'_, Data, Error>) {
    let arrived = Instant::now();
    tracing::warn!(%error, "a command could not be forwarded");
    let (bot, interaction) = match &error {
        FrameworkError::UnknownInteraction { framework, interaction, .. } => {
            (framework.user_data, *interaction)
        }
        FrameworkError::ArgumentParse { ctx: poise::Context::Application(ctx), .. }
        | FrameworkError::CommandStructureMismatch { ctx, .. } => {
            (ctx.framework.user_data, ctx.interaction)
        }
        _ => return,
    };
    // Somebody who is still typing gets completions from `events.rs`, and no message.
    if interaction.data.autocomplete().is_some() {
        return;
    }
    let invocation = incoming::command(interaction, Request::StalePress);
    bot.answer(invocation, incoming::command_waiting(interaction, arrived)).await;
}

fn reason(error: &serenity::Error) -> Error {
    match error {
        serenity::Error::Gateway(GatewayError::InvalidAuthentication) => Error::TokenRevoked,
        serenity::Error::Gateway(
            GatewayError::DisallowedGatewayIntents | GatewayError::InvalidGatewayIntents,
        ) => Error::Intents,
        other => Error::Gateway(other.to_string()),
    }
}
