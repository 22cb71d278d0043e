//! A message as we mean it: what people read and what they can press.

use crate::poll::RoleId;

/// A message: the gist in the first plain line, the rest in the embed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Message {
    /// Plain text with Discord Markdown.
    pub content: String,
    /// The card below it.
    pub embed: Option<Embed>,
    /// Rows of buttons or one menu each.
    pub rows: Vec<Row>,
    /// Files that come with it.
    pub files: Vec<Attachment>,
    /// Roles that its text mentions and that are notified: from stored settings alone.
    pub notify: Vec<RoleId>,
}

/// The card of a message.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Embed {
    /// Plain text; times and mentions do not work here.
    pub title: String,
    /// Markdown.
    pub description: String,
    /// Headed paragraphs, in order.
    pub fields: Vec<Field>,
    /// Plain text at the foot; empty for none.
    pub footer: String,
}

/// A headed paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    /// Plain text.
    pub name: String,
    /// Markdown.
    pub value: String,
}

/// One row under a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Row {
    /// One to five buttons.
    Buttons(Vec<Button>),
    /// One menu.
    Menu(Menu),
    /// One menu of members or roles, which Discord fills in.
    Picker(Picker),
}

/// A menu of the server's members or roles; private messages only.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picker {
    /// What it offers.
    pub of: Pickable,
    /// Shown while nothing is chosen, up to 150 characters.
    pub placeholder: String,
    /// What choosing means, as printed by [`super::Press`].
    pub id: String,
    /// How few may be chosen; 0 to be allowed to choose nobody.
    pub least: u8,
    /// How many may be chosen, 1 to 25.
    pub most: u8,
}

/// What a [`Picker`] offers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pickable {
    /// The server's members.
    Members,
    /// Its roles.
    Roles,
}

/// A button.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Button {
    /// A whole phrase, up to 80 characters.
    pub label: String,
    /// What pressing it means, as printed by [`super::Press`].
    pub id: String,
    /// Its weight.
    pub style: ButtonStyle,
}

/// How much a button stands out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ButtonStyle {
    /// The one main action.
    Primary,
    /// Any other action.
    #[default]
    Secondary,
    /// An action that ends or removes something.
    Danger,
}

/// A select menu; private messages only.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Menu {
    /// Shown while nothing is chosen, up to 150 characters.
    pub placeholder: String,
    /// What choosing means, as printed by [`super::Press`].
    pub id: String,
    /// One to 25 options.
    pub options: Vec<MenuOption>,
    /// How many may be chosen; at least one.
    pub most: u8,
    /// Values that are chosen already.
    pub chosen: Vec<String>,
}

/// One option of a menu.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MenuOption {
    /// Up to 100 characters.
    pub label: String,
    /// What comes back, up to 100 characters, unique in its menu.
    pub value: String,
    /// A second line; empty for none.
    pub description: String,
}

/// A form that opens over the chat.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Form {
    /// Up to 45 characters.
    pub title: String,
    /// What sending it means, as printed by [`super::Press`].
    pub id: String,
    /// One to five boxes.
    pub boxes: Vec<TextBox>,
}

/// One text box of a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextBox {
    /// Its key in what comes back.
    pub id: String,
    /// Up to 45 characters.
    pub label: String,
    /// Prefilled text.
    pub value: String,
    /// Shown while empty, up to 100 characters.
    pub placeholder: String,
    /// Several lines.
    pub long: bool,
    /// Must be filled.
    pub required: bool,
    /// The longest text allowed, 1 to 4000 characters.
    pub most: u16,
}

/// A file that comes with a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attachment {
    /// File name.
    pub name: String,
    /// States what it shows, for people who do not see it.
    pub alt: String,
    /// The bytes.
    pub bytes: Vec<u8>,
}

/// One completion offered while somebody types.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// What is shown, up to 100 characters.
    pub name: String,
    /// What is sent, up to 100 characters.
    pub value: String,
}

impl Message {
    /// A message of plain text.
    #[must_use]
    pub fn text(content: impl Into<String>) -> Self {
        Self { content: content.into(), ..Self::default() }
    }
}
