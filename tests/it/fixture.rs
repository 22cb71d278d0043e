//! The knowledge that tests ask: small, and not changed by whoever edits the real one.

use std::path::Path;
use std::sync::{Arc, OnceLock};

use stackwise::knowledge::{File, Knowledge, parse};
use stackwise::search::Index;

/// The fixture's entries with the shipped lexicon.
pub(crate) fn knowledge() -> Knowledge {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = root.join("tests/it/data/knowledge");
    let mut files = Vec::new();
    let mut folders = vec![folder.clone()];
    while let Some(next) = folders.pop() {
        for entry in std::fs::read_dir(next).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let name = path.strip_prefix(&folder).unwrap().to_str().unwrap().to_owned();
            files.push(File { name, text: std::fs::read_to_string(path).unwrap() });
        }
    }
    let words = std::fs::read_to_string(root.join("knowledge/words.toml")).unwrap();
    files.push(File { name: "words.toml".into(), text: words });
    parse(&files).unwrap_or_else(|faults| panic!("{faults:#?}"))
}

/// The fixture, ready to be searched.
pub(crate) fn index() -> Arc<Index> {
    static INDEX: OnceLock<Arc<Index>> = OnceLock::new();
    Arc::clone(INDEX.get_or_init(|| Arc::new(Index::build(Arc::new(knowledge())))))
}
