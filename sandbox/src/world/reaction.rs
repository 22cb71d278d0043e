//! Reactions: who answered a message with which emoji, and what the sessions hear of it.

use serde_json::{Value, json};

use crate::gateway::intents;
use crate::id::{ChannelId, MessageId, UserId};
use crate::show;

use super::World;
use super::message::Message;

/// Asks for the picture of a sign that is a letter by itself.
const PICTURE: char = '\u{FE0F}';

/// An emoji of Unicode. Servers here have none of their own.
#[derive(Clone, Debug)]
pub(crate) struct Emoji(String);

impl Emoji {
    /// Reads an emoji; `None` for anything else.
    ///
    /// The ranges are those of Unicode's pictographs, not a list of every emoji there is.
    /// Source: <https://unicode.org/reports/tr51/#Emoji_Characters>
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let key = text.ends_with('\u{20E3}');
        let picture = |sign| {
            matches!(sign, '©' | '®' | '〰' | '〽' | '㊗' | '㊙')
                || matches!(sign, '\u{203C}'..='\u{2B55}' | '\u{1F000}'..='\u{1FAFF}')
        };
        let joint =
            |sign| matches!(sign, '\u{200D}' | PICTURE | '\u{20E3}' | '\u{E0020}'..='\u{E007F}');
        let first = text.chars().next()?;
        let opens = picture(first) || (key && matches!(first, '0'..='9' | '#' | '*'));
        let goes_on = text.chars().skip(1).all(|sign| picture(sign) || joint(sign));
        // The longest emoji, families and flags of regions, have fewer signs than this.
        let short = text.chars().count() <= 16;
        (opens && goes_on && short).then(|| Self(text.to_owned()))
    }

    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }

    fn signs(&self) -> impl Iterator<Item = char> {
        self.0.chars().filter(|&sign| sign != PICTURE)
    }
}

/// The same emoji comes with and without the wish for a picture.
impl PartialEq for Emoji {
    fn eq(&self, other: &Self) -> bool {
        self.signs().eq(other.signs())
    }
}

/// Everybody who reacted with one emoji, the first of them first.
#[derive(Clone, Debug)]
pub(crate) struct Reaction {
    pub(crate) emoji: Emoji,
    pub(crate) users: Vec<UserId>,
}

impl Message {
    /// The reaction with this emoji, where there is one.
    pub(crate) fn reaction(&self, emoji: &Emoji) -> Option<&Reaction> {
        self.reactions.iter().find(|reaction| reaction.emoji == *emoji)
    }
}

impl World {
    /// Adds somebody's reaction. Whoever has it already keeps it, unheard.
    pub(crate) fn react(&mut self, channel: ChannelId, id: MessageId, user: UserId, emoji: &Emoji) {
        let Some(message) = self.message_mut(channel, id) else { return };
        match message.reactions.iter_mut().find(|reaction| reaction.emoji == *emoji) {
            Some(reaction) if reaction.users.contains(&user) => return,
            Some(reaction) => reaction.users.push(user),
            None => message.reactions.push(Reaction { emoji: emoji.clone(), users: vec![user] }),
        }
        let author = message.author;
        let mut data = self.reaction_data(channel, id, Some(emoji));
        data["user_id"] = json!(user);
        data["message_author_id"] = json!(author);
        of_one(&mut data);
        let guild = self.channels.get(&channel).and_then(|channel| channel.guild);
        let home = guild.and_then(|guild| self.guilds.get(&guild));
        if let Some(member) = home.and_then(|home| show::member(self, home, user)) {
            data["member"] = member;
        }
        self.emit_reaction("MESSAGE_REACTION_ADD", channel, &data);
    }

    /// Takes somebody's reaction away. Returns whether it was there.
    pub(crate) fn unreact(
        &mut self,
        channel: ChannelId,
        id: MessageId,
        user: UserId,
        emoji: &Emoji,
    ) -> bool {
        let Some(message) = self.message_mut(channel, id) else { return false };
        let found = message.reactions.iter_mut().find(|reaction| reaction.emoji == *emoji);
        let Some(found) = found.filter(|reaction| reaction.users.contains(&user)) else {
            return false;
        };
        found.users.retain(|one| *one != user);
        message.reactions.retain(|reaction| !reaction.users.is_empty());
        let mut data = self.reaction_data(channel, id, Some(emoji));
        data["user_id"] = json!(user);
        of_one(&mut data);
        self.emit_reaction("MESSAGE_REACTION_REMOVE", channel, &data);
        true
    }

    /// Takes all reactions away, or all with one emoji.
    pub(crate) fn clear_reactions(
        &mut self,
        channel: ChannelId,
        id: MessageId,
        emoji: Option<&Emoji>,
    ) {
        let Some(message) = self.message_mut(channel, id) else { return };
        let before = message.reactions.len();
        message.reactions.retain(|reaction| emoji.is_some_and(|emoji| reaction.emoji != *emoji));
        if message.reactions.len() == before {
            return;
        }
        let name = match emoji {
            Some(_) => "MESSAGE_REACTION_REMOVE_EMOJI",
            None => "MESSAGE_REACTION_REMOVE_ALL",
        };
        let data = self.reaction_data(channel, id, emoji);
        self.emit_reaction(name, channel, &data);
    }

    fn message_mut(&mut self, channel: ChannelId, id: MessageId) -> Option<&mut Message> {
        self.channels.get_mut(&channel)?.messages.get_mut(&id)
    }

    fn reaction_data(&self, channel: ChannelId, id: MessageId, emoji: Option<&Emoji>) -> Value {
        let mut data = json!({ "channel_id": channel, "message_id": id });
        if let Some(guild) = self.channels.get(&channel).and_then(|channel| channel.guild) {
            data["guild_id"] = json!(guild);
        }
        if let Some(emoji) = emoji {
            data["emoji"] = show::emoji(emoji);
        }
        data
    }

    fn emit_reaction(&mut self, name: &str, channel: ChannelId, data: &Value) {
        let guild = self.channels.get(&channel).and_then(|channel| channel.guild);
        let needed = intents::for_reactions(guild);
        self.emit(name, guild, data, |session| session.intents & needed != 0);
    }
}

/// Reactions here are plain, not the kind that is paid for.
/// Source: <https://discord.com/developers/docs/events/gateway-events#message-reaction-add>
fn of_one(data: &mut Value) {
    data["type"] = json!(0);
    data["burst"] = json!(false);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, good: bool) {
        assert_eq!(Emoji::parse(text).is_some(), good, "{text}");
    }

    #[test]
    fn emojis_are_told_from_other_text() {
        for good in ["👍", "👍🏽", "❤", "❤️", "1️⃣", "#⃣", "🇨🇭", "👩‍👩‍👧", "✅", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "™️", "©"]
        {
            check(good, true);
        }
        for bad in
            ["", "a", "1", "あ", ":thumbsup:", "name:123", "👍a", "é", "\u{FE0F}", "\u{200D}"]
        {
            check(bad, false);
        }
        check(&"👍".repeat(17), false);
    }

    #[test]
    fn the_wish_for_a_picture_makes_no_difference() {
        assert_eq!(Emoji::parse("❤"), Emoji::parse("❤\u{FE0F}"));
        assert_ne!(Emoji::parse("👍"), Emoji::parse("👎"));
    }
}
