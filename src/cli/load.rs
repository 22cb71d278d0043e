//! Reading a knowledge folder from disk.

use std::path::Path;

use anyhow::{Context, anyhow};

use super::Failure;
use crate::knowledge::{Fault, File, Knowledge, parse};

/// Largest file read, in bytes; a topic's file is some tens of kilobytes.
const FILE_BYTES: u64 = 1024 * 1024;
/// Most files read; protects against a folder named by mistake.
const FILES: usize = 5_000;

/// Reads and checks the folder.
///
/// A folder that cannot be read fails at once; faults in it come all together.
pub(super) fn knowledge(folder: &Path) -> Result<Result<Knowledge, Vec<Fault>>, Failure> {
    Ok(parse(&files(folder)?))
}

/// Reads and checks the folder, and fails with every fault.
pub(super) fn sound_knowledge(folder: &Path) -> Result<Knowledge, Failure> {
    knowledge(folder)?.map_err(|faults| Failure::Person(describe(folder, &faults)))
}

/// All faults as one error.
pub(super) fn describe(folder: &Path, faults: &[Fault]) -> anyhow::Error {
    let list: Vec<String> = faults.iter().map(|f| format!("{}/{f}", folder.display())).collect();
    let faults = if faults.len() == 1 { "1 fault" } else { &format!("{} faults", faults.len()) };
    anyhow!("{faults} in the knowledge\n{}", list.join("\n"))
}

fn files(folder: &Path) -> Result<Vec<File>, Failure> {
    let mut files = Vec::new();
    walk(folder, "", &mut files).map_err(|error| {
        Failure::Person(anyhow!(
            "cannot read the knowledge folder {}: {error:#}\n  help: run this where the folder `knowledge` is, or name it with --knowledge",
            folder.display()
        ))
    })?;
    Ok(files)
}

/// Collects the `.toml` files below `folder`; links are not followed out of it.
fn walk(folder: &Path, prefix: &str, files: &mut Vec<File>) -> anyhow::Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let path = entry.path();
        let kind = entry.file_type()?;
        if kind.is_dir() {
            if prefix.matches('/').count() < 3 {
                walk(&path, &format!("{prefix}{name}/"), files)?;
            }
        } else if path.extension().is_some_and(|e| e == "toml") {
            let size = entry.metadata()?.len();
            anyhow::ensure!(size <= FILE_BYTES, "{} is larger than 1 MiB", path.display());
            anyhow::ensure!(files.len() < FILES, "more than {FILES} files");
            let text = std::fs::read_to_string(&path)
                .with_context(|| format!("{} cannot be read as text", path.display()))?;
            files.push(File { name: format!("{prefix}{name}"), text });
        }
    }
    Ok(())
}
