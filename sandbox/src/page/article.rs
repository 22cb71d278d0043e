//! One message as one member sees it, ready for the template.

use crate::id::{MessageId, UserId, made_at};
use crate::permissions::Permissions;
use crate::script::mentioned;
use crate::world::World;
use crate::world::message::{Message, Notice, flags};
use crate::world::reaction::Reaction;

use super::embed::{Embed, embeds};
use super::file::{File, Picture};
use super::html::Html;
use super::markdown;
use super::part::{Part, parts};

/// Backgrounds of faces, by the stylesheet's numbers.
const FACES: u64 = 6;

/// Characters of a message that a reply to it shows.
const QUOTED: usize = 80;

#[expect(clippy::struct_excessive_bools, reason = "the template asks for each by its name")]
pub(super) struct Article {
    pub(super) id: MessageId,
    pub(super) author: String,
    pub(super) author_id: UserId,
    pub(super) bot: bool,
    pub(super) face: u64,
    pub(super) initial: String,
    pub(super) private: bool,
    pub(super) mentions_me: bool,
    /// Whether the member may delete it.
    pub(super) deletable: bool,
    pub(super) thinking: bool,
    pub(super) used: Option<(String, String)>,
    pub(super) reply: Option<String>,
    pub(super) at: String,
    pub(super) edited: bool,
    pub(super) pinned: bool,
    /// Whether Discord itself tells here that the author pinned something.
    pub(super) tells_of_pin: bool,
    pub(super) body: Html,
    pub(super) pictures: Vec<Picture>,
    pub(super) files: Vec<File>,
    pub(super) embeds: Vec<Embed>,
    /// Whether nothing is left of it with embeds switched off.
    pub(super) embeds_alone: bool,
    pub(super) parts: Vec<Part>,
    pub(super) reactions: Vec<Chip>,
}

/// A reaction, and whether the member is among those who gave it.
pub(super) struct Chip {
    pub(super) emoji: String,
    pub(super) count: usize,
    pub(super) mine: bool,
    pub(super) people: String,
}

impl Article {
    pub(super) fn new(world: &World, message: &Message, member: UserId) -> Self {
        let guild = message.guild;
        let name = |id: UserId| world.users.get(&id).map_or("Somebody", |user| user.name.as_str());
        let names = |kind: &str, id: u64| mentioned(world, guild, kind, id);
        let author = name(message.author);
        let held = world.permissions(member, message.channel);
        let used = message.answers.as_ref().and_then(|answered| {
            let (_, command) = answered.command.as_ref()?;
            Some((name(answered.user).to_owned(), command.clone()))
        });
        let (embeds, in_embeds) = if message.flags & flags::SUPPRESS_EMBEDS == 0 {
            embeds(message, &names)
        } else {
            (Vec::new(), Vec::new())
        };
        // A picture that an embed shows is not shown twice.
        let apart = message.attachments.iter().filter(|file| !in_embeds.contains(&file.id));
        let (pictures, files): (Vec<_>, Vec<_>) = apart.partition(|file| file.is_picture());
        Self {
            id: message.id,
            author: author.to_owned(),
            author_id: message.author,
            bot: world.users.get(&message.author).is_some_and(|user| user.bot),
            face: message.author.get() % FACES,
            initial: author.chars().take(1).flat_map(char::to_uppercase).collect(),
            private: message.only_for.is_some(),
            mentions_me: message.mentions.everyone || message.mentions.users.contains(&member),
            deletable: message.author == member
                || message.only_for.is_some()
                || held.holds(Permissions::MANAGE_MESSAGES),
            thinking: message.flags & flags::LOADING != 0,
            used,
            reply: message
                .reference
                .filter(|_| message.notice.is_none())
                .map(|id| quoted(world, message, id)),
            at: made_at(message.id.get()).iso(),
            edited: message.edited_at.is_some(),
            pinned: message.pinned_at.is_some(),
            tells_of_pin: message.notice == Some(Notice::Pinned),
            body: markdown::html(&message.content, &names),
            pictures: pictures.into_iter().map(Picture::of).collect(),
            files: files.into_iter().map(File::of).collect(),
            embeds_alone: !embeds.is_empty() && message.content.is_empty(),
            embeds,
            parts: parts(world, guild, &message.components, &message.attachments, &names),
            reactions: message.reactions.iter().map(|one| Chip::new(world, one, member)).collect(),
        }
    }

    /// Hour and minute in UTC, for where no script turns them into the reader's own.
    pub(super) fn hour(&self) -> &str {
        &self.at[11..16]
    }
}

impl Chip {
    fn new(world: &World, reaction: &Reaction, member: UserId) -> Self {
        let people = reaction.users.iter().filter_map(|id| world.users.get(id));
        let people: Vec<&str> = people.map(|user| user.name.as_str()).collect();
        Self {
            emoji: reaction.emoji.as_str().to_owned(),
            count: reaction.users.len(),
            mine: reaction.users.contains(&member),
            people: people.join(", "),
        }
    }
}

/// What a reply shows of the message that it answers.
fn quoted(world: &World, reply: &Message, target: MessageId) -> String {
    let Some(target) = world.message(reply.channel, target) else {
        return "Reply to a message that is gone".to_owned();
    };
    let author = world.users.get(&target.author).map_or("somebody", |user| user.name.as_str());
    let text: String = target.content.chars().take(QUOTED).collect();
    format!("Reply to {author}: {text}")
}
