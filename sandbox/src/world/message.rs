//! Messages.

use serde_json::Value;

use crate::clock::UnixMillis;
use crate::id::{
    AttachmentId, ChannelId, CommandId, GuildId, InteractionId, MessageId, RoleId, UserId,
};

use super::reaction::Reaction;

/// Bits of a message's `flags` field.
/// Source: <https://discord.com/developers/docs/resources/message#message-object-message-flags>
pub(crate) mod flags {
    /// Embeds are not shown.
    pub(crate) const SUPPRESS_EMBEDS: u64 = 1 << 2;
    /// Only one person sees it.
    pub(crate) const EPHEMERAL: u64 = 1 << 6;
    /// The bot is still thinking.
    pub(crate) const LOADING: u64 = 1 << 7;
    /// Notifies nobody.
    pub(crate) const SUPPRESS_NOTIFICATIONS: u64 = 1 << 12;
    /// Built of the second generation of components.
    pub(crate) const COMPONENTS_V2: u64 = 1 << 15;
}

/// A message.
#[derive(Clone, Debug)]
pub(crate) struct Message {
    pub(crate) id: MessageId,
    pub(crate) channel: ChannelId,
    pub(crate) guild: Option<GuildId>,
    pub(crate) author: UserId,
    pub(crate) content: String,
    pub(crate) embeds: Vec<Value>,
    pub(crate) components: Vec<Value>,
    pub(crate) attachments: Vec<Attachment>,
    pub(crate) mentions: Mentions,
    pub(crate) notified: Notified,
    pub(crate) reference: Option<MessageId>,
    pub(crate) flags: u64,
    pub(crate) nonce: Option<Value>,
    pub(crate) edited_at: Option<UnixMillis>,
    pub(crate) edits: u32,
    /// The interaction that this answers.
    pub(crate) answers: Option<Answered>,
    /// The only person who sees it, for private replies.
    pub(crate) only_for: Option<UserId>,
    pub(crate) reactions: Vec<Reaction>,
    pub(crate) pinned_at: Option<UnixMillis>,
    /// What it announces, where nobody wrote it.
    pub(crate) notice: Option<Notice>,
}

/// What Discord itself writes into a channel, in the name of who did it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Notice {
    /// The message it refers to was pinned.
    Pinned,
}

/// The interaction that led to a message.
#[derive(Clone, Debug)]
pub(crate) struct Answered {
    pub(crate) interaction: InteractionId,
    pub(crate) user: UserId,
    /// 2 for a command, 3 for a click, 5 for a form.
    pub(crate) kind: u8,
    /// The message whose component was used, where it was a click or a form behind one.
    pub(crate) source: Option<MessageId>,
    /// Id and full name of the command, where it was one.
    pub(crate) command: Option<(CommandId, String)>,
}

/// Whom a message mentions, as far as the sender allows and may.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Mentions {
    pub(crate) users: Vec<UserId>,
    pub(crate) roles: Vec<RoleId>,
    pub(crate) everyone: bool,
}

/// Whom a message notified when it was written. What an edit mentions notifies nobody.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Notified {
    /// What was mentioned and could be notified.
    pub(crate) by: Mentions,
    /// Every single person reached: by name, by role, or with everyone.
    pub(crate) people: Vec<UserId>,
}

/// A file that hangs on a message; its bytes lie in [`super::files::Files`].
#[derive(Clone, Debug)]
pub(crate) struct Attachment {
    pub(crate) id: AttachmentId,
    pub(crate) name: String,
    pub(crate) description: Option<String>,
    pub(crate) content_type: Option<String>,
    pub(crate) size: usize,
    /// Width and height, where it is a picture that tells.
    pub(crate) pixels: Option<(u32, u32)>,
    pub(crate) url: String,
}

impl Attachment {
    /// Whether browsers may show it in place: other kinds, drawings of lines among them, can carry
    /// scripts.
    pub(crate) fn is_picture(&self) -> bool {
        let kind = self.content_type.as_deref().unwrap_or_default();
        let kind = kind.split(';').next().unwrap_or_default().trim();
        matches!(kind, "image/png" | "image/jpeg" | "image/gif" | "image/webp")
    }
}

/// Bytes that a value takes in memory, about.
pub(super) fn weight(value: &Value) -> usize {
    let inside = match value {
        Value::String(text) => text.len(),
        Value::Array(items) => items.iter().map(weight).sum(),
        Value::Object(fields) => fields.iter().map(|(key, one)| key.len() + 64 + weight(one)).sum(),
        Value::Null | Value::Bool(_) | Value::Number(_) => 0,
    };
    size_of::<Value>() + inside
}

impl Message {
    /// An empty one.
    pub(crate) fn new(
        id: MessageId,
        channel: ChannelId,
        guild: Option<GuildId>,
        author: UserId,
    ) -> Self {
        Self {
            id,
            channel,
            guild,
            author,
            content: String::new(),
            embeds: Vec::new(),
            components: Vec::new(),
            attachments: Vec::new(),
            mentions: Mentions::default(),
            notified: Notified::default(),
            reference: None,
            flags: 0,
            nonce: None,
            edited_at: None,
            edits: 0,
            answers: None,
            only_for: None,
            reactions: Vec::new(),
            pinned_at: None,
            notice: None,
        }
    }

    /// Bytes that it takes in memory, about. Fields that nobody knows count as well.
    pub(super) fn weight(&self) -> usize {
        let values = self.embeds.iter().chain(&self.components).chain(&self.nonce);
        let files = self.attachments.iter().map(|file| {
            size_of::<Attachment>()
                + 2 * file.name.len()
                + file.description.as_ref().map_or(0, String::len)
        });
        let outside = size_of::<Self>() + self.content.len();
        outside + values.map(weight).sum::<usize>() + files.sum::<usize>()
    }

    /// Whether `user` gets to see it.
    pub(crate) fn visible_to(&self, user: UserId) -> bool {
        self.only_for.is_none_or(|only| only == user)
    }

    /// Whether there is nothing in it.
    pub(crate) fn shows_nothing(&self) -> bool {
        self.content.is_empty()
            && self.embeds.is_empty()
            && self.components.is_empty()
            && self.attachments.is_empty()
    }

    /// Message type: 0 plain, 6 the notice of a pin, 19 a reply, 20 the answer to a command.
    /// Source: <https://discord.com/developers/docs/resources/message#message-object-message-types>
    pub(crate) const fn kind(&self) -> u8 {
        match (self.notice, &self.answers, self.reference) {
            (Some(Notice::Pinned), _, _) => 6,
            (None, Some(answered), _) if answered.kind == 2 => 20,
            (None, _, Some(_)) => 19,
            _ => 0,
        }
    }
}
