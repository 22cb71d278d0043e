//! Components of messages, ready for the template: rows of controls, and the texts, pictures and
//! boxes of the second generation.

use serde_json::Value;

use crate::id::GuildId;
use crate::script::{ButtonView, Component, SelectView, rows};
use crate::world::World;
use crate::world::message::Attachment;

use super::file::{File, Picture};
use super::html::Html;
use super::markdown::{self, Names};

/// What stands below a message's text, from the top down. Boxes do not lie in boxes.
pub(super) enum Part {
    Row(Vec<Component>),
    Text(Html),
    Pictures(Vec<Picture>),
    File(File),
    Line,
    Open,
    Close,
}

/// Component types.
/// Source: <https://discord.com/developers/docs/components/reference#component-object-component-types>
const SECTION: u64 = 9;
const TEXT: u64 = 10;
const GALLERY: u64 = 12;
const FILE: u64 = 13;
const SEPARATOR: u64 = 14;
const CONTAINER: u64 = 17;

/// Reads the components of a message.
pub(super) fn parts(
    world: &World,
    guild: Option<GuildId>,
    components: &[Value],
    files: &[Attachment],
    names: Names<'_>,
) -> Vec<Part> {
    let mut reader = Reader { world, guild, files, names, parts: Vec::new() };
    reader.read(components);
    reader.parts
}

struct Reader<'a> {
    world: &'a World,
    guild: Option<GuildId>,
    files: &'a [Attachment],
    names: Names<'a>,
    parts: Vec<Part>,
}

impl Reader<'_> {
    fn read(&mut self, components: &[Value]) {
        for part in components {
            let inside = part["components"].as_array().map_or(&[][..], Vec::as_slice);
            match part["type"].as_u64() {
                Some(SECTION) => {
                    self.read(inside);
                    self.pictures([&part["accessory"]]);
                    self.rows(part);
                }
                Some(TEXT) => {
                    let text = part["content"].as_str().unwrap_or_default();
                    self.parts.push(Part::Text(markdown::html(text, self.names)));
                }
                Some(GALLERY) => self.pictures(part["items"].as_array().into_iter().flatten()),
                Some(FILE) => {
                    let file = self.file(&part["file"]).map(File::of);
                    self.parts.extend(file.map(Part::File));
                }
                Some(SEPARATOR) => self.parts.push(Part::Line),
                Some(CONTAINER) => {
                    self.parts.push(Part::Open);
                    self.read(inside);
                    self.parts.push(Part::Close);
                }
                _ => self.rows(part),
            }
        }
    }

    fn rows(&mut self, part: &Value) {
        let rows = rows(self.world, self.guild, std::slice::from_ref(part));
        self.parts.extend(rows.into_iter().map(Part::Row));
    }

    fn pictures<'v>(&mut self, items: impl IntoIterator<Item = &'v Value>) {
        let file = |item: &'v Value| self.file(&item["media"]).filter(|file| file.is_picture());
        let pictures: Vec<_> = items.into_iter().filter_map(file).map(Picture::of).collect();
        if !pictures.is_empty() {
            self.parts.push(Part::Pictures(pictures));
        }
    }

    fn file(&self, media: &Value) -> Option<&Attachment> {
        let url = media["url"].as_str()?;
        let named = url.strip_prefix("attachment://");
        self.files.iter().find(|file| file.url == url || named == Some(file.name.as_str()))
    }
}

impl ButtonView {
    /// Where a link leads: to the web, or nowhere.
    pub(super) fn address(&self) -> Option<&str> {
        let web = |url: &str| url.starts_with("https://") || url.starts_with("http://");
        self.url.as_deref().map(|url| if web(url) { url } else { "#" })
    }
}

impl SelectView {
    /// Whether a plain list of the browser does: one choice of few, and always one.
    pub(super) fn is_plain(&self) -> bool {
        self.kind == 3 && self.min == 1 && self.max == 1
    }

    /// What stands on it.
    pub(super) fn label(&self) -> &str {
        if self.placeholder.is_empty() { "Choose" } else { &self.placeholder }
    }
}
