//! What comes from the gateway, other than commands: completions, buttons, menus, forms, mentions,
//! READY, servers that come and go.

use std::sync::Arc;
use std::time::Instant;

use poise::FrameworkContext;
use serenity::all::{FullEvent, Interaction};

use super::bot::Bot;
use super::{Error, commands, incoming, mention};

/// What poise hands to every command and event.
pub(super) type Data = Arc<Bot>;

/// Forwards one event.
pub(super) async fn on_event(
    framework: FrameworkContext<'_, Data, Error>,
    event: &FullEvent,
) -> Result<(), Error> {
    let bot = framework.user_data;
    let arrived = Instant::now();
    match event {
        FullEvent::Ready { data_about_bot } => {
            bot.is_on(data_about_bot.guilds.iter().map(|guild| guild.id.get()));
            on_ready(bot, data_about_bot.application.id.get()).await;
        }
        FullEvent::GuildCreate { guild, .. } if bot.joined(guild.id.get()) => {
            // Invited again, or back after an outage: what could not be posted there is tried again.
            let _work = bot.work();
            bot.app.reconcile().await;
        }
        FullEvent::GuildDelete { incomplete, .. } => bot.left(incomplete.id.get()),
        FullEvent::InteractionCreate { interaction: Interaction::Component(pressed) } => {
            let waiting = incoming::component_waiting(pressed, arrived);
            bot.answer(incoming::component(pressed), waiting).await;
        }
        FullEvent::InteractionCreate { interaction: Interaction::Autocomplete(typing) } => {
            let waiting = incoming::command_waiting(typing, arrived);
            bot.answer(incoming::completion(typing), waiting).await;
        }
        FullEvent::InteractionCreate { interaction: Interaction::Modal(sent) } => {
            let waiting = incoming::form_waiting(sent, arrived);
            bot.answer(incoming::form(sent), waiting).await;
        }
        FullEvent::Message { new_message } => {
            if let Some(invocation) = mention::invocation(new_message, bot.us) {
                bot.answer_mention(invocation).await;
            }
        }
        _ => {}
    }
    Ok(())
}

/// Registers the commands, once in a run, and brings polls in line, after every READY.
async fn on_ready(bot: &Arc<Bot>, application: u64) {
    let _work = bot.work();
    if bot.registers()
        && let Err(error) = commands::register(bot, application).await
    {
        bot.fail(Error::Commands(error));
        return;
    }
    bot.app.reconcile().await;
    bot.ready.send_replace(true);
}
