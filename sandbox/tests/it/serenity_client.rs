//! A stock serenity client understands the menus of people, roles and channels.

use std::sync::Arc;

use serenity::all::{
    ActionRowComponent, Client, ClientBuilder, ComponentInteraction, ComponentInteractionDataKind,
    Context, CreateActionRow, CreateInteractionResponse, CreateMessage, CreateSelectMenu,
    CreateSelectMenuKind, EventHandler, GatewayIntents, GenericId, GuildId, Http, HttpBuilder,
    Interaction, RoleId, UserId, async_trait,
};
use stackwise_sandbox::{Channel, Guild, Member, Outcome, Permissions, Sandbox};
use tokio::sync::mpsc;

use crate::world::sandbox;

/// Hands on what it understood and acknowledges it.
struct Handler(mpsc::UnboundedSender<ComponentInteraction>);

#[async_trait]
impl EventHandler for Handler {
    async fn interaction_create(&self, context: Context, interaction: Interaction) {
        let Interaction::Component(component) = interaction else { return };
        self.0.send(component.clone()).unwrap();
        component
            .create_response(&context.http, CreateInteractionResponse::Acknowledge)
            .await
            .unwrap();
    }
}

struct Bot {
    http: Arc<Http>,
    understood: mpsc::UnboundedReceiver<ComponentInteraction>,
    sandbox: Sandbox,
    guild: Guild,
    channel: Channel,
    ada: Member,
}

async fn bot() -> Bot {
    let sandbox = sandbox().await;
    let guild = sandbox.add_guild("Demo team");
    let channel = guild.add_channel("stack");
    let ada = guild.add_member("Ada");
    let http = HttpBuilder::new(sandbox.token())
        .proxy(sandbox.api_base())
        .ratelimiter_disabled(true)
        .build();
    http.set_application_id(sandbox.application_id().get().into());
    let (understands, understood) = mpsc::unbounded_channel();
    let mut client: Client = ClientBuilder::new_with_http(http, GatewayIntents::GUILDS)
        .event_handler(Handler(understands))
        .await
        .unwrap();
    let http = Arc::clone(&client.http);
    tokio::spawn(async move { client.start().await });
    sandbox.wait_until("serenity to connect", || sandbox.bot_connected()).await.unwrap();
    Bot { http, understood, sandbox, guild, channel, ada }
}

impl Bot {
    /// Sends a message with one menu; returns the menu as serenity reads it back.
    async fn sends(&self, kind: CreateSelectMenuKind) -> ActionRowComponent {
        let menu = CreateSelectMenu::new("menu", kind).min_values(1).max_values(5);
        let channel = serenity::all::ChannelId::new(self.channel.id.get());
        let message = CreateMessage::new()
            .content("Who?")
            .components(vec![CreateActionRow::SelectMenu(menu)]);
        let sent = channel.send_message(&self.http, message).await.unwrap();
        sent.components[0].components[0].clone()
    }

    async fn hears(&mut self) -> ComponentInteraction {
        self.understood.recv().await.unwrap()
    }
}

#[tokio::test]
async fn serenity_reads_a_choice_of_people() {
    let mut bot = bot().await;
    let team = bot.guild.add_team("Backend team", false);
    let ben = bot.guild.add_member("Ben");
    ben.add_role(&team);
    let ben_id = UserId::new(ben.id.get());
    bot.sends(CreateSelectMenuKind::User { default_users: Some(vec![ben_id]) }).await;
    let view = bot.channel.last_message().unwrap();
    assert_eq!(view.text(), "Who?\n( Ben v )");
    let ada = bot.ada.in_channel(&bot.channel);
    let chosen = ada.choose_members(&view, "menu", &[&ben, &bot.ada]).await.unwrap();
    assert!(matches!(chosen.outcome, Outcome::Acknowledged));
    let heard = bot.hears().await;
    let ComponentInteractionDataKind::UserSelect { values } = &heard.data.kind else {
        panic!("{:?}", heard.data.kind)
    };
    assert_eq!(values, &[ben_id, UserId::new(bot.ada.id.get())]);
    assert_eq!(heard.data.resolved.users[&ben_id].global_name.as_deref(), Some("Ben"));
    let member = &heard.data.resolved.members[&ben_id];
    assert_eq!(member.roles, [RoleId::new(team.id.get())]);
    assert!(member.joined_at.is_some() && member.permissions.is_some());
}

#[tokio::test]
async fn serenity_reads_a_choice_of_roles() {
    let mut bot = bot().await;
    let team = bot.guild.add_team("Backend team", true);
    let id = RoleId::new(team.id.get());
    bot.sends(CreateSelectMenuKind::Role { default_roles: Some(vec![id]) }).await;
    let view = bot.channel.last_message().unwrap();
    let ada = bot.ada.in_channel(&bot.channel);
    ada.choose_roles(&view, "menu", &[&team]).await.unwrap();
    let heard = bot.hears().await;
    let ComponentInteractionDataKind::RoleSelect { values } = &heard.data.kind else {
        panic!("{:?}", heard.data.kind)
    };
    assert_eq!(values, &[id]);
    let role = &heard.data.resolved.roles[&id];
    assert_eq!((role.name.as_str(), role.mentionable), ("Backend team", true));
    assert_eq!(heard.guild_id, Some(GuildId::new(bot.guild.id.get())));
}

#[tokio::test]
async fn serenity_reads_a_choice_of_both_and_of_channels() {
    let mut bot = bot().await;
    let team = bot.guild.add_team("Backend team", false);
    bot.sends(CreateSelectMenuKind::Mentionable { default_users: None, default_roles: None }).await;
    let view = bot.channel.last_message().unwrap();
    let ada = bot.ada.in_channel(&bot.channel);
    ada.choose_mentionables(&view, "menu", &[&bot.ada], &[&team]).await.unwrap();
    let heard = bot.hears().await;
    let ComponentInteractionDataKind::MentionableSelect { values } = &heard.data.kind else {
        panic!("{:?}", heard.data.kind)
    };
    assert_eq!(values, &[GenericId::new(bot.ada.id.get()), GenericId::new(team.id.get())]);

    let kind = CreateSelectMenuKind::Channel { channel_types: None, default_channels: None };
    bot.sends(kind).await;
    let view = bot.channel.last_message().unwrap();
    ada.choose_channels(&view, "menu", &[&bot.channel]).await.unwrap();
    let heard = bot.hears().await;
    let id = serenity::all::ChannelId::new(bot.channel.id.get());
    assert!(matches!(&heard.data.kind,
        ComponentInteractionDataKind::ChannelSelect { values } if values == &[id]));
    let held = heard.data.resolved.channels[&id].permissions.unwrap();
    assert_eq!(held.bits(), Permissions::MEMBER.0);
    assert!(bot.sandbox.bot_connected());
}
