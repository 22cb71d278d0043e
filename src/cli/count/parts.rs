//! The parts of a file of ballots: lists, places, scores, ballots of each kind.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::file::{Cast, RawRanking, RawScores, once};
use super::names::{Name, Names};

/// A list, each of whose entries is read by the same seed.
#[derive(Clone, Copy)]
pub(super) struct List<S> {
    /// What it is a list of.
    pub(super) of: &'static str,
    pub(super) entry: S,
}

impl<'de, S: DeserializeSeed<'de> + Copy> DeserializeSeed<'de> for List<S> {
    type Value = Vec<S::Value>;

    fn deserialize<D: Deserializer<'de>>(self, reader: D) -> Result<Self::Value, D::Error> {
        reader.deserialize_seq(self)
    }
}

impl<'de, S: DeserializeSeed<'de> + Copy> Visitor<'de> for List<S> {
    type Value = Vec<S::Value>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a list of {}", self.of)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Self::Value, A::Error> {
        let mut entries = Vec::new();
        while let Some(entry) = list.next_element_seed(self.entry)? {
            entries.push(entry);
        }
        Ok(entries)
    }
}

/// `[[names that share a place], …]`
#[derive(Clone, Copy)]
pub(super) struct Places<'n>(pub(super) &'n Names);

impl<'de> DeserializeSeed<'de> for Places<'_> {
    type Value = RawRanking;

    fn deserialize<D: Deserializer<'de>>(self, reader: D) -> Result<RawRanking, D::Error> {
        reader.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for Places<'_> {
    type Value = RawRanking;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of places, each a list of names")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<RawRanking, A::Error> {
        let mut ranking = RawRanking::default();
        while list.next_element_seed(Place { names: self.0, ranking: &mut ranking })?.is_some() {}
        ranking.shrink();
        Ok(ranking)
    }
}

/// One place, whose names go straight to the ranking, so that no place has a list of its own.
struct Place<'n, 'r> {
    names: &'n Names,
    ranking: &'r mut RawRanking,
}

impl<'de> DeserializeSeed<'de> for Place<'_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, reader: D) -> Result<(), D::Error> {
        reader.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for Place<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a place, which is a list of names")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        while let Some(name) = list.next_element_seed(Name(self.names))? {
            self.ranking.names.push(name);
        }
        self.ranking.end_place();
        Ok(())
    }
}

/// `{name: score, …}`
#[derive(Clone, Copy)]
pub(super) struct ScoresOf<'n>(pub(super) &'n Names);

impl<'de> DeserializeSeed<'de> for ScoresOf<'_> {
    type Value = RawScores;

    fn deserialize<D: Deserializer<'de>>(self, reader: D) -> Result<Self::Value, D::Error> {
        reader.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for ScoresOf<'_> {
    type Value = RawScores;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object with a score for each name")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut scores = Vec::new();
        while let Some(name) = map.next_key_seed(Name(self.0))? {
            scores.push((name, map.next_value()?));
        }
        Ok(scores)
    }
}

/// A ballot of any kind: its number, and under `key` its marks.
#[derive(Clone, Copy)]
pub(super) struct CastOf<M> {
    pub(super) key: &'static str,
    pub(super) marks: M,
}

impl<'de, M: DeserializeSeed<'de> + Copy> DeserializeSeed<'de> for CastOf<M> {
    type Value = Cast<M::Value>;

    fn deserialize<D: Deserializer<'de>>(self, reader: D) -> Result<Self::Value, D::Error> {
        reader.deserialize_map(self)
    }
}

impl<'de, M: DeserializeSeed<'de> + Copy> Visitor<'de> for CastOf<M> {
    type Value = Cast<M::Value>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a ballot {{\"count\": number, \"{}\": …}}", self.key)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let (mut count, mut marks) = (None, None);
        while let Some(key) = map.next_key::<String>()? {
            if key == "count" {
                once(&key, &mut count, map.next_value()?)?;
            } else if key == self.key {
                once(&key, &mut marks, map.next_value_seed(self.marks)?)?;
            } else {
                map.next_value::<IgnoredAny>()?;
            }
        }
        Ok(Cast { count, marks })
    }
}
