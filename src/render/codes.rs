//! Topics in the id of a button: five of them, whatever they are called, in 30 letters.

use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use crate::knowledge::Topic;

/// Most topics that travel together.
pub const MOST_TOPICS: usize = 5;

/// Hexadecimal digits of one topic.
const DIGITS: usize = 6;

/// Up to five topics by a digest of their ids. It stays the same when topics are added or put in
/// another order; a topic that is gone is left out when it is read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TopicCodes(Vec<u32>);

impl TopicCodes {
    /// The codes of these topics; those past the fifth are left out.
    #[must_use]
    pub fn of<'a>(topics: impl IntoIterator<Item = &'a Topic>) -> Self {
        Self(topics.into_iter().take(MOST_TOPICS).map(|topic| code(&topic.id)).collect())
    }

    /// Those of these topics that are meant, in the order of the codes.
    #[must_use]
    pub fn among(&self, topics: &[Arc<Topic>]) -> Vec<Arc<Topic>> {
        let find = |wanted: &u32| topics.iter().find(|topic| code(&topic.id) == *wanted).cloned();
        self.0.iter().filter_map(find).collect()
    }
}

impl fmt::Display for TopicCodes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|code| write!(f, "{code:06x}"))
    }
}

impl FromStr for TopicCodes {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let digits = text.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b));
        if !digits || !text.len().is_multiple_of(DIGITS) || text.len() > MOST_TOPICS * DIGITS {
            return Err(());
        }
        let code = |at: usize| u32::from_str_radix(&text[at..at + DIGITS], 16).map_err(|_| ());
        (0..text.len()).step_by(DIGITS).map(code).collect::<Result<_, _>>().map(Self)
    }
}

/// FNV-1a of the id, folded to 24 bits: two of a hundred topics meet once in 3,000 folders.
/// Source: <https://datatracker.ietf.org/doc/html/draft-eastlake-fnv>
fn code(id: &str) -> u32 {
    let hash = id
        .bytes()
        .fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
    (hash >> 24) ^ (hash & 0x00ff_ffff)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn topic(id: &str) -> Arc<Topic> {
        let (id, name, meaning) = (id.to_owned(), id.to_owned(), id.to_owned());
        Arc::new(Topic {
            id,
            name,
            meaning,
            words: Vec::new(),
            near: Vec::new(),
            descriptive: false,
        })
    }

    proptest! {
        #[test]
        fn what_is_printed_reads_back(ids in proptest::collection::btree_set("[a-z-]{1,40}", 0..=5)) {
            let topics: Vec<Arc<Topic>> = ids.iter().map(|id| topic(id)).collect();
            let codes = TopicCodes::of(topics.iter().map(AsRef::as_ref));
            prop_assert_eq!(codes.to_string().parse(), Ok(codes.clone()));
            prop_assert_eq!(codes.among(&topics), topics);
        }

        #[test]
        fn no_text_panics(text in "\\PC{0,40}|[0-9a-f]{0,40}") {
            let _ = text.parse::<TopicCodes>();
        }
    }
}
