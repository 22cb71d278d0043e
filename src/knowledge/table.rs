//! Reading one TOML table key by key, noting every fault instead of stopping at the first.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::fault::{Fault, nearest};

/// One file being read, and the faults found in it so far.
pub(super) struct Source<'a> {
    name: &'a str,
    text: &'a str,
    faults: &'a RefCell<Vec<Fault>>,
}

impl<'a> Source<'a> {
    pub(super) const fn new(name: &'a str, text: &'a str, faults: &'a RefCell<Vec<Fault>>) -> Self {
        Self { name, text, faults }
    }

    /// Parses the whole file; what is not TOML is a fault, the rest is still read.
    pub(super) fn document(&self) -> Spanned<DeTable<'a>> {
        let (table, errors) = DeTable::parse_recoverable(self.text);
        for error in errors {
            let what = format!("this is not TOML: {}", error.message().trim_end());
            self.fault(&error.span().unwrap_or(0..0), what, "check quotes, brackets and commas");
        }
        table
    }

    pub(super) fn line(&self, at: usize) -> usize {
        self.text.get(..at).unwrap_or(self.text).matches('\n').count() + 1
    }

    pub(super) fn fault(
        &self,
        at: &Range<usize>,
        what: impl Into<String>,
        help: impl Into<String>,
    ) {
        self.faults.borrow_mut().push(Fault {
            file: self.name.into(),
            line: self.line(at.start),
            what: what.into(),
            help: help.into(),
        });
    }
}

/// A string with the place it stands at.
#[derive(Clone)]
pub(super) struct Text {
    pub(super) value: String,
    pub(super) at: Range<usize>,
}

/// One table being read; [`Table::finish`] reports the keys nobody asked for.
pub(super) struct Table<'s, 'a> {
    pub(super) source: &'s Source<'a>,
    pairs: &'s DeTable<'a>,
    /// Where the table begins.
    pub(super) at: Range<usize>,
    /// How faults name it: "entry `loop-blocks`".
    pub(super) name: String,
    known: RefCell<BTreeSet<&'static str>>,
}

impl<'s, 'a> Table<'s, 'a> {
    pub(super) fn new(
        source: &'s Source<'a>,
        table: &'s DeTable<'a>,
        at: Range<usize>,
        name: impl Into<String>,
    ) -> Self {
        Self { source, pairs: table, at, name: name.into(), known: RefCell::default() }
    }

    pub(super) fn get(&self, key: &'static str) -> Option<&'s Spanned<DeValue<'a>>> {
        self.known.borrow_mut().insert(key);
        self.pairs.get(key)
    }

    pub(super) fn fault(&self, at: &Range<usize>, what: &str, help: impl Into<String>) {
        self.source.fault(at, format!("{} {what}", self.name), help);
    }

    /// A string of 1 to `most` characters; a fault when it is absent.
    pub(super) fn text(&self, key: &'static str, most: usize) -> Option<Text> {
        if self.get(key).is_none() {
            let help = format!("write {key} = \"…\", 1 to {most} characters, or delete it all");
            self.fault(&self.at, &format!("has no `{key}`"), help);
            return None;
        }
        self.optional(key, most)
    }

    /// A string of 1 to `most` characters, or nothing when the key is absent.
    pub(super) fn optional(&self, key: &'static str, most: usize) -> Option<Text> {
        let value = self.get(key)?;
        match value.get_ref() {
            DeValue::String(text) => self.checked(key, text, value.span(), most),
            other => {
                let what = format!("has a {} as `{key}`", other.type_str());
                self.fault(&value.span(), &what, format!("write {key} = \"…\""));
                None
            }
        }
    }

    fn checked(&self, key: &str, text: &str, at: Range<usize>, most: usize) -> Option<Text> {
        let text = text.trim();
        let length = text.chars().count();
        if length == 0 {
            self.fault(
                &at,
                &format!("has an empty `{key}`"),
                format!("write 1 to {most} characters"),
            );
            return None;
        }
        if length > most {
            let what = format!("has {length} characters in `{key}`");
            self.fault(&at, &what, format!("shorten it to {most} characters or fewer"));
            return None;
        }
        if text.chars().any(char::is_control) {
            let what = format!("has a line break or control character in `{key}`");
            self.fault(&at, &what, "write it as one line of plain text");
            return None;
        }
        Some(Text { value: text.into(), at })
    }

    /// A list of strings, each of 1 to `most` characters; empty when the key is absent.
    pub(super) fn texts(&self, key: &'static str, most: usize) -> Vec<Text> {
        let Some(value) = self.get(key) else { return Vec::new() };
        let Some(items) = value.get_ref().as_array() else {
            self.fault(
                &value.span(),
                &format!("has no list as `{key}`"),
                format!("write {key} = [\"…\", \"…\"]"),
            );
            return Vec::new();
        };
        let read = |item: &Spanned<DeValue<'a>>| match item.get_ref() {
            DeValue::String(text) => self.checked(key, text, item.span(), most),
            other => {
                let what = format!("has a {} in the list `{key}`", other.type_str());
                self.fault(&item.span(), &what, "write strings only");
                None
            }
        };
        items.iter().filter_map(read).collect()
    }

    /// `true` or `false`; false when absent.
    pub(super) fn flag(&self, key: &'static str) -> bool {
        let Some(value) = self.get(key) else { return false };
        value.get_ref().as_bool().unwrap_or_else(|| {
            let help = format!("write {key} = true or {key} = false");
            self.fault(&value.span(), &format!("has no true or false as `{key}`"), help);
            false
        })
    }

    /// One of a few words.
    pub(super) fn word<T: Copy>(
        &self,
        key: &'static str,
        words: &[(&str, T)],
        absent: Option<T>,
    ) -> Option<T> {
        if self.get(key).is_none() && absent.is_some() {
            return absent;
        }
        let text = self.text(key, 40)?;
        let found = words.iter().find(|(word, _)| *word == text.value).map(|(_, value)| *value);
        if found.is_none() {
            let known: Vec<&str> = words.iter().map(|(word, _)| *word).collect();
            let what = format!("has the unknown `{key}` {:?}", text.value);
            self.fault(&text.at, &what, format!("use one of: {}", known.join(", ")));
        }
        found
    }

    /// A list of tables; empty when the key is absent.
    pub(super) fn tables(&self, key: &'static str, each: &str) -> Vec<Table<'s, 'a>> {
        let Some(value) = self.get(key) else { return Vec::new() };
        let Some(items) = value.get_ref().as_array() else {
            self.fault(&value.span(), &format!("has no list of tables as `{key}`"), each);
            return Vec::new();
        };
        let read = |item: &'s Spanned<DeValue<'a>>| {
            let table = item.get_ref().as_table();
            if table.is_none() {
                self.fault(&item.span(), &format!("has something else in `{key}`"), each);
            }
            Some(Table::new(self.source, table?, item.span(), &self.name))
        };
        items.iter().filter_map(read).collect()
    }

    /// Every (key, value) of a table whose keys are free.
    pub(super) fn entries(&self) -> impl Iterator<Item = (&'s str, &'s Spanned<DeValue<'a>>)> {
        self.pairs.iter().map(|(key, value)| (key.get_ref().as_ref(), value))
    }

    /// Reports every key that was never asked for.
    pub(super) fn finish(self) {
        let known = self.known.borrow();
        for key in self.pairs.keys() {
            let name = key.get_ref().as_ref();
            if !known.contains(name) {
                let what = format!("has the unknown key `{name}`");
                self.fault(&key.span(), &what, nearest(name, known.iter().copied()));
            }
        }
    }
}
