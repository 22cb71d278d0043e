//! What a person did, and what comes back: the one shape that every door hands to the app.

use super::DecisionRequest;
use crate::poll::count::Method;
use crate::poll::{Kind, RoleId};
use crate::render::{Choice, Form, Message, Press};
use crate::time::Timestamp;

/// A Discord server ("guild").
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ServerId(pub u64);

/// A channel.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ChannelId(pub u64);

/// A message.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MessageId(pub u64);

/// A person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UserId(pub u64);

/// One interaction or mention. Delivered twice, it carries the same id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct InvocationId(pub u64);

/// Who did it, with the rights they have in that channel.
#[expect(clippy::struct_excessive_bools, reason = "each is a right or a fact of its own")]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// Their id.
    pub id: UserId,
    /// Their name on this server; hostile text.
    pub name: String,
    /// May write in the channel.
    pub may_send: bool,
    /// Has Manage Messages there.
    pub moderates: bool,
    /// Has Manage Server.
    pub manages_server: bool,
    /// May mention every role there.
    pub mentions_roles: bool,
    /// Is a program.
    pub bot: bool,
    /// Their roles on this server.
    pub roles: Vec<RoleId>,
    /// When they joined it, if Discord says so.
    pub joined_at: Option<Timestamp>,
}

impl Person {
    /// An ordinary member who may write in the channel.
    #[must_use]
    pub fn new(id: UserId, name: impl Into<String>) -> Self {
        Self {
            id,
            name: name.into(),
            may_send: true,
            moderates: false,
            manages_server: false,
            mentions_roles: false,
            bot: false,
            roles: Vec::new(),
            joined_at: None,
        }
    }
}

/// What the bot may do in that channel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BotRights {
    /// View the channel and write in it.
    pub send: bool,
    /// Show embeds.
    pub embed: bool,
    /// Attach files.
    pub attach: bool,
}

/// Something a person did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invocation {
    /// Its id.
    pub id: InvocationId,
    /// Where; none in a direct message.
    pub server: Option<ServerId>,
    /// In which channel.
    pub channel: ChannelId,
    /// Who.
    pub person: Person,
    /// What the bot may do there.
    pub rights: BotRights,
    /// The person's language, as Discord names it: `en-US`.
    pub locale: String,
    /// What.
    pub request: Request,
}

/// What was asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Request {
    /// `/ask`, or the message menu's "Answer this" (always private).
    Ask {
        /// The question.
        question: String,
        /// Answer to the asker alone.
        private: bool,
    },
    /// A message that mentions the bot, without the mention.
    Mention {
        /// Its text.
        text: String,
        /// The message to reply to.
        message: MessageId,
    },
    /// `/compare`.
    Compare {
        /// First stack, as typed.
        first: String,
        /// Second stack, as typed.
        second: String,
        /// Topic, as typed.
        topic: Option<String>,
    },
    /// `/recommend`.
    Recommend {
        /// What is being built, as typed; empty when it was left out.
        build: String,
    },
    /// `/faq`.
    Faq {
        /// Topic or question, as typed or completed.
        topic: Option<String>,
    },
    /// `/sources`.
    Sources,
    /// `/help`.
    Help,
    /// The message menu's "Remove this reply".
    RemoveReply {
        /// The message it was used on.
        message: MessageId,
        /// Whether that message is one of the bot's own.
        ours: bool,
        /// Whose command or button it answers, where Discord says so.
        asked_by: Option<UserId>,
    },
    /// `/poll create`.
    PollCreate {
        /// The question; opens a form when absent.
        question: Option<String>,
        /// The options as one text; opens a form when absent.
        options: Option<String>,
        /// When it closes, as typed.
        closes: Option<String>,
        /// What voters are asked for; none to follow from the options.
        vote: Option<Kind>,
        /// Whether ballots are secret.
        secret: bool,
    },
    /// `/poll stack`.
    PollStack {
        /// The options as one text.
        options: String,
        /// The question; made from the options when absent.
        question: Option<String>,
        /// When it closes, as typed.
        closes: Option<String>,
        /// Whether ballots are secret.
        secret: bool,
    },
    /// `/poll close`.
    PollClose {
        /// The poll as typed or completed: `P-31` or its id.
        poll: String,
    },
    /// `/poll extend`, `cancel`, `remind`, `copy`.
    PollChange {
        /// The poll as typed or completed.
        poll: String,
        /// What becomes of it.
        change: Change,
    },
    /// `/poll results`.
    PollResults {
        /// The poll as typed or completed.
        poll: String,
    },
    /// `/poll list`.
    PollList,
    /// `/decision …`.
    Decision(DecisionRequest),
    /// `/settings`.
    Settings {
        /// The time zone to read times in, as typed or completed; none to leave it.
        time_zone: Option<String>,
        /// How rankings are counted from now on; none to leave it.
        rank: Option<Method>,
    },
    /// A button was pressed, a menu chosen from, or a form sent.
    Press {
        /// What it means.
        press: Press,
        /// The message that carries the component; none for a form opened by a command.
        message: Option<MessageId>,
        /// What was chosen in the menu.
        values: Vec<String>,
        /// What was typed into the form: (box id, text); or who was chosen in a menu of people or
        /// roles: (id, name).
        fields: Vec<(String, String)>,
    },
    /// A component that this version cannot read.
    StalePress,
    /// Somebody is typing an option.
    Complete {
        /// The command: `compare`, `poll close`.
        command: String,
        /// The option being typed.
        option: String,
        /// What stands in it so far.
        typed: String,
        /// The other options filled so far: (name, text).
        filled: Vec<(String, String)>,
    },
}

/// What becomes of a poll.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// It closes later.
    Extend {
        /// When, as typed.
        closes: String,
    },
    /// It is taken back.
    Cancel {
        /// Why, as typed.
        reason: String,
    },
    /// The channel is reminded of it.
    Remind,
    /// A draft like it is opened.
    Copy,
}

/// What comes back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reply {
    /// A message that everybody in the channel sees.
    Public(Message),
    /// A message that only the person sees.
    Private(Message),
    /// The message that carries the pressed component becomes this.
    Update(Message),
    /// A form opens.
    Form(Form),
    /// Completions, best first, at most 25.
    Choices(Vec<Choice>),
    /// Nothing: a mention that asks for nothing.
    Silence,
}
