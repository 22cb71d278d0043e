//! The evidence that goes with a poll, frozen as text: it does not change while the poll runs,
//! whatever becomes of the knowledge.

use super::clean::look;
use crate::time::Timestamp;

/// Evidence as it was attached.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attached {
    /// When.
    pub at: Timestamp,
    /// What speaks for and against each option that has evidence.
    pub options: Vec<AttachedOption>,
}

/// The evidence on one option.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AttachedOption {
    /// The option's text when it was attached.
    pub option: String,
    /// In its favour.
    pub pros: Vec<AttachedPoint>,
    /// Against it.
    pub cons: Vec<AttachedPoint>,
}

/// One statement and who makes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AttachedPoint {
    /// The statement.
    pub text: String,
    /// Who, and where.
    pub cites: Vec<AttachedCite>,
}

/// A place in a source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AttachedCite {
    /// The source's name.
    pub source: String,
    /// Its date as filed, when known: `2026-11-20`, `2026-11` or `2026`.
    pub date: Option<String>,
    /// The heading.
    pub section: String,
}

impl Attached {
    /// The evidence on an option, found by its text: an edited option may have none.
    #[must_use]
    pub fn on(&self, option: &str) -> Option<&AttachedOption> {
        let wanted = look(option);
        self.options.iter().find(|one| look(&one.option) == wanted)
    }
}
