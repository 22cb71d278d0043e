//! sled's log on disk. sled 0.34 asks Linux to write its pages out (`sync_file_range`), which
//! empties no drive's cache and puts no file length on disk; this does both.

use std::fs::File;
use std::io;
use std::path::Path;

/// The file that sled 0.34 appends to, in its folder.
const NAME: &str = "db";

/// The open log, for nothing but waiting until it is on disk.
#[derive(Debug)]
pub(super) struct Log {
    file: File,
}

impl Log {
    /// Opens the log of a tree that sled has open.
    pub(super) fn open(tree: &Path) -> io::Result<Self> {
        // Some systems sync only files that are open for writing.
        Ok(Self { file: File::options().write(true).open(tree.join(NAME))? })
    }

    /// Returns once everything that was written to the log is on disk.
    pub(super) fn sync(&self) -> io::Result<()> {
        self.file.sync_data()
    }
}
