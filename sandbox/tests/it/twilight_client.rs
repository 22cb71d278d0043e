//! A stock twilight bot, unchanged but for its base address: it registers a command and answers it,
//! a completion, a button, a menu and a form, and attaches a file.

use serde_json::{Value, json};
use stackwise_sandbox::Sandbox;
use twilight_gateway::{ConfigBuilder, EventTypeFlags, Intents, Shard, ShardId, StreamExt as _};
use twilight_http::Client;
use twilight_model::application::command::Command;
use twilight_model::application::interaction::{Interaction, InteractionData, InteractionType};
use twilight_model::gateway::event::Event;
use twilight_model::http::interaction::InteractionResponse;

use crate::world::sandbox;

/// A model of the client library, read from JSON by that library.
fn model<T: serde::de::DeserializeOwned>(json: Value) -> T {
    serde_json::from_value(json).unwrap()
}

fn client(sandbox: &Sandbox) -> Client {
    Client::builder()
        .token(sandbox.token().to_owned())
        .proxy(sandbox.address().to_string(), true)
        .ratelimiter(None)
        .build()
}

/// Registers the command and answers until the test ends.
async fn serve(client: Client, mut shard: Shard) {
    let application = client.current_user_application().await.unwrap().model().await.unwrap().id;
    let greet: Command = model(json!({
        "type": 1, "name": "greet", "description": "Greets somebody", "version": "1",
        "options": [{ "type": 3, "name": "name", "description": "Whom", "required": true, "autocomplete": true }],
    }));
    client.interaction(application).set_global_commands(&[greet]).await.unwrap();
    while let Some(event) = shard.next_event(EventTypeFlags::INTERACTION_CREATE).await {
        let Event::InteractionCreate(created) = event.unwrap() else { continue };
        let response: InteractionResponse = model(answer(&created.0));
        let interactions = client.interaction(application);
        interactions.create_response(created.id, &created.token, &response).await.unwrap();
    }
}

/// What the bot answers, in the words of the API.
fn answer(interaction: &Interaction) -> Value {
    let data = serde_json::to_value(&interaction.data).unwrap();
    match (interaction.kind, &interaction.data) {
        (InteractionType::ApplicationCommandAutocomplete, _) => json!({
            "type": 8, "data": { "choices": [{ "name": "World", "value": "world" }] },
        }),
        (InteractionType::ApplicationCommand, _) => json!({
            "type": 4,
            "data": {
                "content": format!("Hello {}", data["options"][0]["value"].as_str().unwrap()),
                "components": [
                    { "type": 1, "components": [
                        { "type": 2, "style": 1, "label": "Write", "custom_id": "write" }] },
                    { "type": 1, "components": [
                        { "type": 3, "custom_id": "colour", "options": [
                            { "label": "Red", "value": "red" }, { "label": "Blue", "value": "blue" }] }] },
                ],
                "attachments": [{ "id": 0, "filename": "hello.txt", "file": b"hello", "description": "A greeting" }],
            },
        }),
        (_, Some(InteractionData::MessageComponent(pressed))) if pressed.custom_id == "write" => {
            json!({ "type": 9, "data": { "custom_id": "form", "title": "Write", "components": [
                { "type": 1, "components": [
                    { "type": 4, "custom_id": "text", "label": "Text", "style": 1 }] }] } })
        }
        (_, Some(InteractionData::MessageComponent(chosen))) => json!({
            "type": 7, "data": { "content": format!("You chose {}", chosen.values[0]), "components": [] },
        }),
        (_, Some(InteractionData::ModalSubmit(_))) => json!({
            "type": 4, "data": { "content": format!("You wrote {}", written(&data)), "flags": 64 },
        }),
        other => panic!("{other:?}"),
    }
}

/// The value of the form's only box.
fn written(form: &Value) -> String {
    let parts = form["components"][0]["components"][0]["value"].as_str();
    parts.or_else(|| form["components"][0]["component"]["value"].as_str()).unwrap().to_owned()
}

#[tokio::test]
async fn a_twilight_bot_works_unchanged() {
    let sandbox = sandbox().await;
    let guild = sandbox.add_guild("Demo team");
    let channel = guild.add_channel("stack");
    let ada = guild.add_member("Ada").in_channel(&channel);
    let config = ConfigBuilder::new(sandbox.token().to_owned(), Intents::GUILDS)
        .proxy_url(sandbox.gateway_url())
        .build();
    let bot = tokio::spawn(serve(client(&sandbox), Shard::with_config(ShardId::ONE, config)));
    sandbox.bot_ready().await.unwrap();

    let choices = ada.autocomplete("/greet name: w|").await.unwrap();
    assert_eq!(choices[0].name, "World");
    let greeted = ada.slash("/greet name: world").await.unwrap();
    let message = greeted.message().unwrap();
    assert_eq!(message.text(), "Hello world\n[ Write ]\n(  v )\nhello.txt (A greeting)");
    let form = ada.press(message, "Write").await.unwrap();
    let sent = ada.submit(form.modal().unwrap(), &[("Text", "some words")]).await.unwrap();
    assert_eq!(sent.text(), "You wrote some words\n_Only you can see this_");
    let chosen = ada.choose(message, "colour", &["Blue"]).await.unwrap();
    assert_eq!(chosen.text(), "You chose blue\nhello.txt (A greeting)");
    assert!(!bot.is_finished());
    bot.abort();
}

#[tokio::test]
async fn twilight_reads_every_server_and_message() {
    let sandbox = sandbox().await;
    let guild = sandbox.add_guild("Demo team");
    let channel = guild.add_channel("stack");
    let team = guild.add_team("Backend team", true);
    let ben = guild.add_member("Ben");
    ben.add_role(&team);
    let client = client(&sandbox);
    let id = twilight_model::id::Id::new(channel.id.get());
    let sent = client.create_message(id).content("Hello").await.unwrap().model().await.unwrap();
    let kept = client.message(id, sent.id).await.unwrap().model().await.unwrap();
    assert_eq!((kept.content.as_str(), kept.author.bot), ("Hello", true));
    let guild_id = twilight_model::id::Id::new(guild.id.get());
    let server = client.guild(guild_id).await.unwrap().model().await.unwrap();
    assert_eq!(server.name, "Demo team");
    let roles = client.roles(guild_id).await.unwrap().models().await.unwrap();
    assert!(roles.iter().any(|role| role.name == "Backend team" && role.mentionable));
    let refused = client.create_message(id).content(&"x".repeat(2000)).await;
    assert!(refused.is_ok(), "{refused:?}");
}
