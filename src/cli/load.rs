//! Reading a knowledge folder from disk.

use std::num::NonZero;
use std::path::Path;
use std::sync::Arc;

use anyhow::{Context, anyhow};

use super::Failure;
use crate::answer::unfindable_of;
use crate::knowledge::{EntryId, Fault, File, parse};
use crate::search::Index;

/// Largest file read, in bytes; a topic's file is some tens of kilobytes.
const FILE_BYTES: u64 = 1024 * 1024;
/// Most files read; protects against a folder named by mistake.
const FILES: usize = 5_000;

/// Reads a knowledge folder and indexes it.
///
/// Fails with every fault that keeps it from being used.
pub(super) fn index(folder: &Path) -> Result<Arc<Index>, Failure> {
    let knowledge = parse(&files(folder)?).map_err(|faults| describe(folder, &faults))?;
    Ok(Arc::new(Index::build(Arc::new(knowledge))))
}

/// Fails with each question that an entry promises to answer and that does not find it.
///
/// Asks every one of them, which takes longer than everything else.
pub(super) fn check(folder: &Path, index: &Index) -> Result<(), Failure> {
    let missed: Vec<Fault> = missed(index)
        .into_iter()
        .map(|(id, question)| {
            let what = format!("entry `{id}` is not among the first three for {question:?}");
            let help = "reword the question, or add the words it is missing to `keywords`";
            index.knowledge().fault_at(&id, what, help.into())
        })
        .collect();
    if missed.is_empty() { Ok(()) } else { Err(describe(folder, &missed)) }
}

/// The questions that miss their entry, in the order of entries.
fn missed(index: &Index) -> Vec<(EntryId, String)> {
    let threads = std::thread::available_parallelism().unwrap_or(NonZero::<usize>::MIN);
    let entries = &index.knowledge().entries;
    let share = entries.len().div_ceil(threads.get()).max(1);
    std::thread::scope(|scope| {
        let asked: Vec<_> = entries
            .chunks(share)
            .map(|entries| scope.spawn(|| unfindable_of(index, entries)))
            .collect();
        let join = |asked: std::thread::ScopedJoinHandle<'_, Vec<_>>| match asked.join() {
            Ok(missed) => missed,
            Err(panic) => std::panic::resume_unwind(panic),
        };
        asked.into_iter().flat_map(join).collect()
    })
}

/// All faults as one failure.
fn describe(folder: &Path, faults: &[Fault]) -> Failure {
    let list: Vec<String> = faults.iter().map(|f| format!("{}/{f}", folder.display())).collect();
    let faults = if faults.len() == 1 { "1 fault" } else { &format!("{} faults", faults.len()) };
    Failure::Person(anyhow!("{faults} in the knowledge\n{}", list.join("\n")))
}

fn files(folder: &Path) -> Result<Vec<File>, Failure> {
    let mut files = Vec::new();
    let read = if folder.is_dir() {
        walk(folder, "", &mut files)
    } else {
        let help = "run this where the folder `knowledge` is, or name it with --knowledge";
        Err(anyhow!("there is no such folder\n  help: {help}"))
    };
    read.with_context(|| format!("cannot read the knowledge folder {}", folder.display()))
        .map_err(Failure::Person)?;
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
            anyhow::ensure!(
                size <= FILE_BYTES,
                "{} is larger than 1 MiB\n  help: is it a knowledge file? If so, divide its entries among topics",
                path.display()
            );
            anyhow::ensure!(
                files.len() < FILES,
                "it holds more than {FILES} files\n  help: name a folder that holds knowledge alone"
            );
            let text = std::fs::read_to_string(&path).with_context(|| {
                let help = "save it as UTF-8, readable for this user";
                format!("{} cannot be read as text\n  help: {help}", path.display())
            })?;
            files.push(File { name: format!("{prefix}{name}"), text });
        }
    }
    Ok(())
}
