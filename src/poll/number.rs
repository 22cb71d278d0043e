//! The name of a poll that people read and type: P-31.

use std::fmt;
use std::str::FromStr;

/// A poll's number on its server, from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PollNumber(pub u32);

/// A text that is no poll number.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is no poll number; a poll number looks like P-31")]
pub struct BadPollNumber(pub String);

impl fmt::Display for PollNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "P-{}", self.0)
    }
}

impl FromStr for PollNumber {
    type Err = BadPollNumber;

    /// Reads `P-31`, `p31`, `#31` and `31`.
    fn from_str(text: &str) -> Result<Self, BadPollNumber> {
        let trimmed = text.trim();
        let digits =
            trimmed.strip_prefix(['P', 'p', '#']).unwrap_or(trimmed).trim_start_matches('-');
        match digits.parse() {
            // `parse` takes a leading plus sign, which nobody means here.
            Ok(number) if number > 0 && !digits.starts_with('+') => Ok(Self(number)),
            _ => Err(BadPollNumber(text.chars().take(100).collect())),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_read_as_people_write_it() {
        for (text, expected) in [
            ("P-31", Some(31)),
            (" p-31 ", Some(31)),
            ("p31", Some(31)),
            ("31", Some(31)),
            ("#31", Some(31)),
            ("P-0", None),
            ("P-+3", None),
            ("", None),
            ("P", None),
            ("99999999999", None),
            ("backend", None),
        ] {
            assert_eq!(text.parse().ok(), expected.map(PollNumber), "{text:?}");
        }
        assert_eq!(PollNumber(31).to_string(), "P-31");
    }
}
