//! Files on messages, as the page links and shows them.

use crate::world::message::Attachment;

/// A picture, shown in place.
pub(super) struct Picture {
    pub(super) address: String,
    pub(super) alt: String,
    /// Width and height in pixels, where they are known.
    pub(super) pixels: Option<(u32, u32)>,
}

/// Any other file, to be saved.
pub(super) struct File {
    pub(super) address: String,
    pub(super) name: String,
    pub(super) size: String,
    pub(super) description: Option<String>,
}

/// The path of a file's address: the page may be open under another name of this machine.
fn path(file: &Attachment) -> String {
    format!("/attachments/{}/{}", file.id, file.url.rsplit('/').next().unwrap_or_default())
}

impl Picture {
    pub(super) fn of(file: &Attachment) -> Self {
        let alt = file.description.as_ref().unwrap_or(&file.name).clone();
        Self { address: path(file), alt, pixels: file.pixels }
    }
}

impl File {
    pub(super) fn of(file: &Attachment) -> Self {
        Self {
            address: path(file),
            name: file.name.clone(),
            size: size(file.size),
            description: file.description.clone(),
        }
    }
}

fn size(bytes: usize) -> String {
    const KIB: usize = 1024;
    const MIB: usize = 1024 * KIB;
    match bytes {
        0..KIB => format!("{bytes} bytes"),
        KIB..MIB => format!("{} KiB", bytes.div_ceil(KIB)),
        _ => format!("{}.{} MiB", bytes / MIB, bytes % MIB * 10 / MIB),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_read_at_a_glance() {
        let sizes = [0, 1023, 1024, 1025, 1_048_575, 1_048_576, 26_214_399].map(size);
        assert_eq!(
            sizes,
            ["0 bytes", "1023 bytes", "1 KiB", "2 KiB", "1024 KiB", "1.0 MiB", "24.9 MiB"]
        );
    }
}
