//! A number as it is written, or what else stands there: what it should have been is told later,
//! with every other fault.

use std::fmt;

use serde::de::{Deserialize, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};

use crate::poll::count::{BadScore, Score};

/// What stands where a number should.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Number {
    /// A whole number from 0.
    Whole(u64),
    /// Any other number.
    Real(f64),
    /// No number.
    Other(&'static str),
}

impl Number {
    pub(super) fn score(&self) -> Result<Score, BadScore> {
        match self {
            Self::Whole(points) => match u32::try_from(*points) {
                Ok(points) => Score::points(points),
                Err(_) => Err(BadScore::OutOfRange),
            },
            Self::Real(points) => Score::decimal(*points),
            Self::Other(_) => Err(BadScore::OutOfRange),
        }
    }
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Whole(number) => number.fmt(f),
            Self::Real(number) => number.fmt(f),
            Self::Other(what) => f.write_str(what),
        }
    }
}

impl<'de> Deserialize<'de> for Number {
    fn deserialize<D: Deserializer<'de>>(reader: D) -> Result<Self, D::Error> {
        reader.deserialize_any(Anything)
    }
}

struct Anything;

impl<'de> Visitor<'de> for Anything {
    type Value = Number;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a number")
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<Number, E> {
        Ok(Number::Whole(number))
    }

    #[expect(clippy::cast_precision_loss, reason = "below 0, which is refused whatever it is")]
    fn visit_i64<E: Error>(self, number: i64) -> Result<Number, E> {
        Ok(u64::try_from(number).map_or(Number::Real(number as f64), Number::Whole))
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<Number, E> {
        Ok(Number::Real(number))
    }

    fn visit_str<E: Error>(self, _: &str) -> Result<Number, E> {
        Ok(Number::Other("a text"))
    }

    fn visit_bool<E: Error>(self, _: bool) -> Result<Number, E> {
        Ok(Number::Other("true or false"))
    }

    fn visit_unit<E: Error>(self) -> Result<Number, E> {
        Ok(Number::Other("null"))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Number, A::Error> {
        while list.next_element::<IgnoredAny>()?.is_some() {}
        Ok(Number::Other("a list"))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Number, A::Error> {
        while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(Number::Other("an object"))
    }
}
