//! Telling the sessions what happened.

use serde_json::{Value, json};

use crate::gateway::intents;
use crate::id::{ChannelId, GuildId, MessageId};
use crate::show;

use super::World;
use super::chance::GatewayFault;
use super::message::Message;
use super::session::Session;

impl World {
    /// Sends one event to the sessions that carry the server and fulfil `wanted`. Of a server
    /// that the bot is not in, it hears nothing.
    pub(crate) fn emit(
        &mut self,
        name: &str,
        guild: Option<GuildId>,
        data: &Value,
        wanted: impl Fn(&Session) -> bool,
    ) {
        if guild.is_some_and(|id| !self.has_bot(id)) {
            return;
        }
        let mut text = None;
        let now = self.now();
        let reached = self.sessions.reach(guild);
        let fault = if reached { self.faults.with_dispatch() } else { None };
        let times = if fault == Some(GatewayFault::Twice) { 2 } else { 1 };
        for session in &mut self.sessions.all {
            if !session.carries(guild) || !wanted(session) {
                continue;
            }
            let text = text.get_or_insert_with(|| data.to_string());
            let before = session.held.take();
            if fault == Some(GatewayFault::Late) {
                session.held = Some((name.to_owned(), text.clone()));
            } else {
                for _ in 0..times {
                    let sent = session.dispatch(name, text);
                    self.log.frame(now, false, sent);
                }
            }
            if let Some((name, text)) = before {
                let sent = session.dispatch(&name, &text);
                self.log.frame(now, false, sent);
            }
            if let Some(out) = fault.and_then(GatewayFault::out) {
                session.tell(out);
            }
        }
    }

    /// `MESSAGE_CREATE` or `MESSAGE_UPDATE`, with what the session's intents let through.
    pub(crate) fn emit_message(&mut self, name: &str, message: &Message) {
        if message.only_for.is_some() {
            return;
        }
        let needed = intents::for_messages(message.guild);
        let listens = |session: &Session| session.intents & needed != 0;
        let reads = |session: &Session| session.intents & intents::MESSAGE_CONTENT != 0;
        if !self.sessions.all.iter().any(listens) {
            return;
        }
        let mut data = show::message_event(self, message);
        let open = message.guild.is_none()
            || message.author == self.app.bot
            || message.mentions.users.contains(&self.app.bot);
        if open {
            return self.emit(name, message.guild, &data, listens);
        }
        self.emit(name, message.guild, &data, |session| listens(session) && reads(session));
        withhold(&mut data);
        self.emit(name, message.guild, &data, |session| listens(session) && !reads(session));
    }

    /// An event about servers, their channels and their roles.
    pub(crate) fn emit_structure(&mut self, name: &str, guild: GuildId, data: &Value) {
        self.emit(name, Some(guild), data, |session| session.intents & intents::GUILDS != 0);
    }

    pub(crate) fn emit_deletion(
        &mut self,
        guild: Option<GuildId>,
        channel: ChannelId,
        message: MessageId,
    ) {
        let mut data = json!({ "id": message, "channel_id": channel });
        if let Some(guild) = guild {
            data["guild_id"] = json!(guild);
        }
        let needed = intents::for_messages(guild);
        self.emit("MESSAGE_DELETE", guild, &data, |session| session.intents & needed != 0);
    }

    /// Tells that many messages are gone at once.
    pub(crate) fn emit_deletions(&mut self, channel: ChannelId, ids: &[MessageId]) {
        let guild = self.channels.get(&channel).and_then(|channel| channel.guild);
        let data = json!({ "ids": ids, "channel_id": channel, "guild_id": guild });
        let needed = intents::for_messages(guild);
        self.emit("MESSAGE_DELETE_BULK", guild, &data, |session| session.intents & needed != 0);
    }
}

/// Blanks what only bots with the message content intent may read, also in the quoted message.
/// Source: <https://discord.com/developers/docs/events/gateway#message-content-intent>
fn withhold(data: &mut Value) {
    data["content"] = json!("");
    for field in ["embeds", "components", "attachments"] {
        data[field] = json!([]);
    }
    if data["referenced_message"].is_object() {
        withhold(&mut data["referenced_message"]);
    }
}
