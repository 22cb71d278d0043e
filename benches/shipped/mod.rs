//! The shipped knowledge, as every bench of the search reads it.

use std::path::Path;

use stackwise::knowledge::{File, Knowledge, parse};

/// Reads the knowledge in a folder.
pub(crate) fn knowledge(folder: &Path) -> Knowledge {
    let mut found = Vec::new();
    files(folder, "", &mut found);
    parse(&found).expect("the shipped knowledge is sound")
}

fn files(folder: &Path, prefix: &str, found: &mut Vec<File>) {
    for entry in std::fs::read_dir(folder).expect("the shipped knowledge can be read") {
        let path = entry.expect("the shipped knowledge can be read").path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if path.is_dir() {
            files(&path, &format!("{prefix}{name}/"), found);
        } else if path.extension().is_some_and(|e| e == "toml") {
            let text = std::fs::read_to_string(&path).expect("the shipped knowledge is text");
            found.push(File { name: format!("{prefix}{name}"), text });
        }
    }
}
