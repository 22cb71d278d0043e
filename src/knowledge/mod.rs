//! The knowledge: sources, stacks, topics and the entries that say what the sources say.
//!
//! May enter: TOML text and checked values.
//! May not enter: files, clocks, Discord types. The caller reads the files and hands over their text.
//! Flow: TOML text -> `parse` -> [`Knowledge`], or every [`Fault`] at once.

mod catalogue;
mod collection;
mod entry;
mod fault;
mod parse;
mod parse_entry;
mod table;
#[cfg(test)]
mod tests;

pub use collection::Document;
pub use entry::{
    Citation, Entry, EntryId, Evidence, Gap, GapReason, Kind, Knowledge, Side, Source, Stack,
    Stance, Topic, Words,
};
pub use fault::Fault;
pub use parse::{File, parse};
