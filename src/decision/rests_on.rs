//! The entries that a decision rests on, so that it can be told how many changed since.

/// An entry of the knowledge, and what it said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RestsOn {
    /// Its id.
    pub entry: String,
    /// The [`fingerprint`] of its text.
    pub print: u32,
}

/// What tells a text from another one: a CRC-32, which misses one change in four thousand million.
#[must_use]
pub fn fingerprint(text: &str) -> u32 {
    crc32fast::hash(text.as_bytes())
}

impl RestsOn {
    /// Whether the entry is gone or says something else, given its text of today.
    #[must_use]
    pub fn changed(&self, today: Option<&str>) -> bool {
        today.map(fingerprint) != Some(self.print)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_changed_or_missing_text_is_told() {
        let rests = RestsOn { entry: "a/b/c".into(), print: fingerprint("It is fast.") };
        assert!(!rests.changed(Some("It is fast.")));
        assert!(rests.changed(Some("It is slow.")));
        assert!(rests.changed(None));
    }
}
