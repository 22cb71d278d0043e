//! The names in a file, each a number from where it is first met.

use std::cell::RefCell;
use std::collections::HashMap;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, Visitor};

/// Names and their numbers. Shared by all that reads names, hence the cell.
#[derive(Debug, Default)]
pub(super) struct Names(RefCell<HashMap<Box<str>, u32>>);

impl Names {
    /// By their numbers.
    pub(super) fn in_order(self) -> Vec<Box<str>> {
        let mut names: Vec<_> = self.0.into_inner().into_iter().collect();
        names.sort_unstable_by_key(|(_, number)| *number);
        names.into_iter().map(|(name, _)| name).collect()
    }

    fn number(&self, name: &str) -> u32 {
        let mut names = self.0.borrow_mut();
        if let Some(number) = names.get(name) {
            return *number;
        }
        let number = u32::try_from(names.len()).expect("a file of 256 MiB has fewer names");
        names.insert(name.into(), number);
        number
    }
}

/// Reads one name.
#[derive(Clone, Copy)]
pub(super) struct Name<'n>(pub(super) &'n Names);

impl<'de> DeserializeSeed<'de> for Name<'_> {
    type Value = u32;

    fn deserialize<D: Deserializer<'de>>(self, reader: D) -> Result<u32, D::Error> {
        reader.deserialize_str(self)
    }
}

impl Visitor<'_> for Name<'_> {
    type Value = u32;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a name")
    }

    fn visit_str<E: Error>(self, name: &str) -> Result<u32, E> {
        Ok(self.0.number(name))
    }
}
