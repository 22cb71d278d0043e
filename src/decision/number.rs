//! The name of a decision that people read and type: D-12.

use std::fmt;
use std::str::FromStr;

/// A decision's number on its server, from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DecisionNumber(pub u32);

/// A text that is no decision number.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is no decision number; a decision number looks like D-12")]
pub struct BadDecisionNumber(pub String);

impl fmt::Display for DecisionNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "D-{}", self.0)
    }
}

impl FromStr for DecisionNumber {
    type Err = BadDecisionNumber;

    /// Reads `D-12`, `d12`, `#12` and `12`; a title may stand behind it after a colon, as
    /// completions show it.
    fn from_str(text: &str) -> Result<Self, BadDecisionNumber> {
        let head = text.split_once(':').map_or(text, |(number, _)| number).trim();
        let digits = head.strip_prefix(['D', 'd', '#']).unwrap_or(head);
        let digits = digits.strip_prefix('-').unwrap_or(digits);
        match digits.parse() {
            // `parse` takes a leading plus sign, which nobody means here.
            Ok(number) if number > 0 && !digits.starts_with('+') => Ok(Self(number)),
            _ => Err(BadDecisionNumber(text.chars().take(100).collect())),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_number_is_read_as_people_write_it() {
        for (text, expected) in [
            ("D-12", Some(12)),
            (" d-12 ", Some(12)),
            ("d12", Some(12)),
            ("12", Some(12)),
            ("#12", Some(12)),
            ("D-12: Use Django", Some(12)),
            ("D-0", None),
            ("D--3", None),
            ("D-+3", None),
            ("", None),
            ("P-12", None),
            ("99999999999", None),
        ] {
            assert_eq!(text.parse().ok(), expected.map(DecisionNumber), "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn what_is_printed_is_read_back(number in 1u32..) {
            let number = DecisionNumber(number);
            prop_assert_eq!(number.to_string().parse(), Ok(number));
        }
    }
}
