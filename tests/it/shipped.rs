//! The knowledge that ships with the program, read once for all tests.

use std::path::Path;
use std::sync::{Arc, OnceLock};

use stackwise::knowledge::{File, Knowledge, parse};

/// The shipped knowledge.
pub(crate) fn knowledge() -> Arc<Knowledge> {
    static SHIPPED: OnceLock<Arc<Knowledge>> = OnceLock::new();
    SHIPPED.get_or_init(|| Arc::new(read())).clone()
}

fn read() -> Knowledge {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("knowledge");
    let mut files = Vec::new();
    collect(&root, "", &mut files);
    parse(&files).unwrap_or_else(|faults| {
        panic!("{}", faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))
    })
}

fn collect(folder: &Path, prefix: &str, files: &mut Vec<File>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if path.is_dir() {
            collect(&path, &format!("{prefix}{name}/"), files);
        } else if path.extension().is_some_and(|e| e == "toml") {
            let text = std::fs::read_to_string(&path).unwrap();
            files.push(File { name: format!("{prefix}{name}"), text });
        }
    }
}
