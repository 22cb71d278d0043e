//! Embeds, ready for the template.

use serde_json::Value;

use crate::id::AttachmentId;
use crate::world::message::Message;

use super::file::Picture;
use super::html::Html;
use super::markdown::{self, Names};

pub(super) struct Embed {
    pub(super) author: String,
    pub(super) title: String,
    /// Where the title leads; empty for nowhere.
    pub(super) address: String,
    pub(super) description: Html,
    pub(super) fields: Vec<Field>,
    pub(super) pictures: Vec<Picture>,
    pub(super) footer: String,
    /// The bar at its side: `#rrggbb`.
    pub(super) colour: Option<String>,
}

pub(super) struct Field {
    pub(super) name: Html,
    pub(super) value: Html,
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

/// The embeds of a message, and the files of it that they show.
pub(super) fn embeds(message: &Message, names: Names<'_>) -> (Vec<Embed>, Vec<AttachmentId>) {
    let mut shown = Vec::new();
    let embeds = message.embeds.iter().map(|embed| {
        let pictures = [&embed["thumbnail"], &embed["image"]].into_iter().filter_map(|picture| {
            let url = picture["url"].as_str()?;
            let file =
                message.attachments.iter().find(|file| file.url == url && file.is_picture())?;
            shown.push(file.id);
            Some(Picture::of(file))
        });
        let pictures = pictures.collect();
        let markdown = |value: &Value| markdown::html(value.as_str().unwrap_or_default(), names);
        let field = |field: &Value| Field {
            name: markdown(&field["name"]),
            value: markdown(&field["value"]),
        };
        let web =
            |address: &&str| address.starts_with("https://") || address.starts_with("http://");
        Embed {
            author: text(&embed["author"]["name"]),
            title: text(&embed["title"]),
            address: embed["url"].as_str().filter(web).unwrap_or_default().to_owned(),
            description: markdown(&embed["description"]),
            fields: embed["fields"].as_array().into_iter().flatten().map(field).collect(),
            pictures,
            footer: text(&embed["footer"]["text"]),
            colour: embed["color"].as_u64().map(|colour| format!("#{colour:06x}")),
        }
    });
    let embeds = embeds.collect();
    (embeds, shown)
}
