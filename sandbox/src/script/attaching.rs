//! Attaching files to what one sends.

use axum::body::Bytes;

use crate::rest::{Upload, store};
use crate::world::message::Attachment;

use super::actor::Actor;
use super::error::ScriptError;

/// Largest file that a member may send, in bytes.
/// Source: <https://discord.com/developers/docs/reference#uploading-files>
pub(crate) const LARGEST_FILE: usize = 10 * 1024 * 1024;

/// Most files on one message.
/// Source: <https://discord.com/developers/docs/resources/message#create-message>
pub(crate) const MOST_FILES: usize = 10;

impl Actor {
    /// Attaches a file: it goes with the messages that the returned actor writes, and an option of
    /// a command that takes a file takes it by its name: `/import file: notes.md`.
    ///
    /// # Errors
    ///
    /// [`ScriptError::BadValue`] for a file over 10 MiB, or the eleventh.
    pub fn attach(&self, name: &str, bytes: impl Into<Bytes>) -> Result<Self, ScriptError> {
        let bytes = bytes.into();
        if bytes.len() > LARGEST_FILE || self.files.len() == MOST_FILES {
            let reason =
                format!("up to {MOST_FILES} files of up to {} MiB are sent", LARGEST_FILE >> 20);
            let (name, value) = ("file".to_owned(), name.to_owned());
            return Err(ScriptError::BadValue { name, value, reason });
        }
        let upload = Upload { index: 0, name: name.to_owned(), content_type: None, bytes };
        let file = self.sandbox.shared.change(|world| store(world, &upload, None));
        Ok(self.with_files([file]))
    }

    pub(crate) fn files(&self) -> &[Attachment] {
        &self.files
    }

    /// The same member with these files as well, which are stored already.
    pub(crate) fn with_files(&self, files: impl IntoIterator<Item = Attachment>) -> Self {
        let mut actor = self.clone();
        actor.files.extend(files);
        actor
    }
}
