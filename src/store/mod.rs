//! Stores: where polls, ballots, drafts, answers, decisions and settings lie.
//!
//! May enter: the store port of `app` and what it names; sled, files.
//! May not enter: Discord types, clocks, `async`. sled is named nowhere else.
//! How bytes lie on disk: `keys` for where, `format` for what.

mod census;
mod convert;
mod decision_convert;
mod decision_format;
mod format;
mod key_folder;
mod keys;
mod log;
mod mark;
mod memory;
mod sled_store;

pub use key_folder::KeyFolder;
pub use memory::{Fault, MemoryStore};
pub use sled_store::SledStore;

#[cfg(test)]
mod decision_tests;
