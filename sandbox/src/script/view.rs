//! A message, as a person sees it.

use axum::body::Bytes;
use serde_json::Value;

use crate::clock::UnixMillis;
use crate::id::{ChannelId, MessageId, RoleId, UserId};
use crate::world::World;
use crate::world::message::{Message, Notice, Notified, flags};
use crate::world::reaction::Reaction;

use super::component::{self, ButtonView, Component, SelectView};
use super::text;

/// A message at one moment.
#[derive(Clone, Debug)]
pub struct MessageView {
    /// Its id.
    pub id: MessageId,
    /// Its channel.
    pub channel: ChannelId,
    /// Who wrote it.
    pub author: UserId,
    /// The author's display name.
    pub author_name: String,
    /// The text as it was sent, Markdown and mentions included.
    pub content: String,
    /// The embeds as they were sent.
    pub embeds: Vec<Value>,
    /// Rows of buttons and menus.
    pub rows: Vec<Vec<Component>>,
    /// The components as they were sent.
    pub components: Vec<Value>,
    /// Files.
    pub attachments: Vec<AttachmentView>,
    /// Whether only one person sees it.
    pub ephemeral: bool,
    /// Whether the bot is still thinking.
    pub loading: bool,
    /// The message this replies to.
    pub reference: Option<MessageId>,
    /// The people it mentions, as far as the sender allows; see [`MessageView::notified_users`].
    pub mentions: Vec<UserId>,
    /// The roles it mentions, as far as the sender allows and may.
    pub mention_roles: Vec<RoleId>,
    /// Whether it mentions everyone, as above.
    pub mention_everyone: bool,
    /// Who reacted with which emoji, the first emoji first.
    pub reactions: Vec<ReactionView>,
    /// When it was pinned, where it is.
    pub pinned_at: Option<UnixMillis>,
    /// How often it was changed.
    pub edits: u32,
    /// The name of the command it answers, and who called it.
    pub command: Option<(String, UserId)>,
    notified: Notified,
    pub(super) notice: Option<Notice>,
    readable: String,
}

/// Everybody who reacted to a message with one emoji.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReactionView {
    /// The emoji.
    pub emoji: String,
    /// Who reacted, the first first.
    pub people: Vec<UserId>,
}

impl ReactionView {
    fn of(reaction: &Reaction) -> Self {
        Self { emoji: reaction.emoji.as_str().to_owned(), people: reaction.users.clone() }
    }
}

/// A file on a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AttachmentView {
    /// File name.
    pub name: String,
    /// Alt text.
    pub description: Option<String>,
    /// Kind of content, such as `image/png`.
    pub content_type: Option<String>,
    /// Where it can be fetched.
    pub url: String,
    /// The file itself; empty when it had to make room for later files.
    pub bytes: Bytes,
}

impl AttachmentView {
    /// The alt text; empty where there is none.
    #[must_use]
    pub fn alt(&self) -> &str {
        self.description.as_deref().unwrap_or_default()
    }
}

impl MessageView {
    pub(crate) fn of(world: &World, message: &Message) -> Self {
        let name = |id| world.users.get(&id).map_or_else(String::new, |user| user.name.clone());
        let mut view = Self {
            id: message.id,
            channel: message.channel,
            author: message.author,
            author_name: name(message.author),
            content: message.content.clone(),
            embeds: message.embeds.clone(),
            rows: component::rows(world, message.guild, &message.components),
            components: message.components.clone(),
            attachments: message.attachments.iter().map(|one| attachment(world, one)).collect(),
            ephemeral: message.only_for.is_some(),
            loading: message.flags & flags::LOADING != 0,
            reference: message.reference,
            mentions: message.mentions.users.clone(),
            mention_roles: message.mentions.roles.clone(),
            mention_everyone: message.mentions.everyone,
            reactions: message.reactions.iter().map(ReactionView::of).collect(),
            pinned_at: message.pinned_at,
            edits: message.edits,
            command: message.answers.as_ref().and_then(|answered| {
                answered.command.as_ref().map(|(_, name)| (name.clone(), answered.user))
            }),
            notified: message.notified.clone(),
            notice: message.notice,
            readable: String::new(),
        };
        view.readable = text::message(world, message.guild, &view);
        view
    }

    /// Everything a person reads, as plain text: the content, the embeds, `[ Button ]`,
    /// `( Menu v )`, the files. Mentions stand as names; Markdown and times as they were sent.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.readable
    }

    /// The people it notified by name or by a reply, when it was written. An edit notifies nobody.
    #[must_use]
    pub fn notified_users(&self) -> &[UserId] {
        &self.notified.by.users
    }

    /// The roles it notified when it was written: named in it, allowed by `allowed_mentions`, and
    /// mentionable or by an author who may mention everyone.
    #[must_use]
    pub fn notified_roles(&self) -> &[RoleId] {
        &self.notified.by.roles
    }

    /// Whether it notified everyone when it was written.
    #[must_use]
    pub fn notified_everyone(&self) -> bool {
        self.notified.by.everyone
    }

    /// Every single person it reached: by name, by a role, or with everyone, as far as they see
    /// the channel. The author is never among them.
    #[must_use]
    pub fn notified_people(&self) -> &[UserId] {
        &self.notified.people
    }

    /// Whether nobody was notified: not by name, not by a role that nobody holds, not at all.
    #[must_use]
    pub fn notified_nobody(&self) -> bool {
        self.notified == Notified::default()
    }

    /// The files on it: name, alt text, bytes.
    #[must_use]
    pub fn files(&self) -> &[AttachmentView] {
        &self.attachments
    }

    /// All buttons, in reading order.
    pub fn buttons(&self) -> impl Iterator<Item = &ButtonView> {
        self.rows.iter().flatten().filter_map(|component| match component {
            Component::Button(button) => Some(button),
            Component::Select(_) => None,
        })
    }

    /// All menus, in reading order.
    pub fn selects(&self) -> impl Iterator<Item = &SelectView> {
        self.rows.iter().flatten().filter_map(|component| match component {
            Component::Select(select) => Some(select),
            Component::Button(_) => None,
        })
    }
}

fn attachment(world: &World, one: &crate::world::message::Attachment) -> AttachmentView {
    AttachmentView {
        name: one.name.clone(),
        description: one.description.clone(),
        content_type: one.content_type.clone(),
        url: one.url.clone(),
        bytes: world.files.get(one.id).map(|file| file.bytes.clone()).unwrap_or_default(),
    }
}
