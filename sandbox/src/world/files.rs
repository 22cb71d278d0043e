//! Bytes of attachments, kept in memory up to a bound.

use std::collections::{HashMap, VecDeque};

use axum::body::Bytes;

use crate::id::AttachmentId;

use super::message::Attachment;

/// Bytes kept over all files; the oldest files make room.
const KEPT_BYTES: usize = 256 * 1024 * 1024;

/// What a file counts beside its bytes, so that empty ones have a bound as well.
const ENTRY: usize = 1024;

/// A stored file.
#[derive(Clone, Debug)]
pub(crate) struct File {
    pub(crate) attachment: Attachment,
    pub(crate) bytes: Bytes,
}

/// All stored files.
#[derive(Debug, Default)]
pub(crate) struct Files {
    by_id: HashMap<AttachmentId, File>,
    order: VecDeque<AttachmentId>,
    total: usize,
}

impl Files {
    pub(crate) fn get(&self, id: AttachmentId) -> Option<&File> {
        self.by_id.get(&id)
    }

    pub(crate) fn put(&mut self, file: File) {
        let id = file.attachment.id;
        self.total += file.bytes.len() + ENTRY;
        self.by_id.insert(id, file);
        self.order.push_back(id);
        while self.total > KEPT_BYTES {
            let Some(oldest) = self.order.pop_front() else { return };
            if let Some(gone) = self.by_id.remove(&oldest) {
                self.total -= gone.bytes.len() + ENTRY;
            }
        }
    }
}
