//! A plain serenity bot and its test: what a bot author writes.

use serenity::all::*;
use stackwise_sandbox::{Options, Sandbox};

struct Ping;

#[async_trait]
impl EventHandler for Ping {
    async fn ready(&self, ctx: Context, _: Ready) {
        let ping = CreateCommand::new("ping").description("Answers");
        Command::set_global_commands(&ctx.http, vec![ping]).await.unwrap();
    }
    async fn interaction_create(&self, ctx: Context, interaction: Interaction) {
        let Interaction::Command(command) = interaction else { return };
        let pong = CreateInteractionResponseMessage::new().content("Pong").ephemeral(true);
        command.create_response(&ctx, CreateInteractionResponse::Message(pong)).await.unwrap();
    }
}

#[tokio::test]
async fn the_bot_answers() {
    let sandbox = Sandbox::start(Options::default()).await.unwrap();
    let guild = sandbox.add_guild("Demo team");
    let ada = guild.add_member("Ada").in_channel(&guild.add_channel("general"));
    let http = HttpBuilder::new(sandbox.token()).proxy(sandbox.api_base());
    let http = http.ratelimiter_disabled(true).build();
    http.set_application_id(sandbox.application_id().get().into());
    let mut bot = ClientBuilder::new_with_http(http, GatewayIntents::GUILDS)
        .event_handler(Ping)
        .await
        .unwrap();
    tokio::spawn(async move { bot.start().await });
    sandbox.bot_ready().await.unwrap();
    let answer = ada.slash("/ping").await.unwrap();
    assert_eq!(answer.text(), "Pong\n_Only you can see this_");
}
