//! The mark: the number of the last durable commit, in a small file beside sled's folder.
//!
//! Without it, a store that lost the tail of its log would look like a healthy earlier one.

use std::fs::{self, File};
use std::io::{self, Seek, SeekFrom, Write};
use std::path::Path;

/// Bytes of the file: the number and its checksum, both little-endian.
const LENGTH: usize = 12;

/// The open mark.
#[derive(Debug)]
pub(super) struct Mark {
    file: File,
}

/// What a mark said when it was opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Found {
    /// There was none.
    Nothing,
    /// At least this many commits were durable.
    AtLeast(u64),
    /// It cannot be read: cut short or changed.
    Unreadable,
}

impl Mark {
    /// Opens or creates the mark.
    pub(super) fn open(path: &Path) -> io::Result<(Self, Found)> {
        let found = match fs::read(path) {
            Ok(bytes) if bytes.is_empty() => Found::Nothing,
            Ok(bytes) => read(&bytes).map_or(Found::Unreadable, Found::AtLeast),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Found::Nothing,
            Err(error) => return Err(error),
        };
        let file = File::options().write(true).create(true).truncate(false).open(path)?;
        Ok((Self { file }, found))
    }

    /// Writes the number of a commit that is durable. One write of 12 bytes at the start of the
    /// file; the system puts it on disk when it likes.
    pub(super) fn set(&mut self, commit: u64) -> io::Result<()> {
        let number = commit.to_le_bytes();
        let mut bytes = [0; LENGTH];
        bytes[..8].copy_from_slice(&number);
        bytes[8..].copy_from_slice(&crc32fast::hash(&number).to_le_bytes());
        self.file.seek(SeekFrom::Start(0))?;
        self.file.write_all(&bytes)
    }

    /// Puts it on disk: once at open, so that its length never changes again.
    pub(super) fn sync(&self) -> io::Result<()> {
        self.file.sync_all()
    }
}

fn read(bytes: &[u8]) -> Option<u64> {
    let bytes: &[u8; LENGTH] = bytes.try_into().ok()?;
    let (number, sum) = bytes.split_first_chunk::<8>()?;
    (crc32fast::hash(number).to_le_bytes() == *sum).then(|| u64::from_le_bytes(*number))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_number_written_is_found() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("mark");
        let (mut mark, found) = Mark::open(&path).unwrap();
        assert_eq!(found, Found::Nothing);
        mark.set(256).unwrap();
        mark.set(7).unwrap();
        assert_eq!(Mark::open(&path).unwrap().1, Found::AtLeast(7));
        fs::write(&path, b"short").unwrap();
        assert_eq!(Mark::open(&path).unwrap().1, Found::Unreadable);
    }
}
