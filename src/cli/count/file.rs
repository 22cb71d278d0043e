//! A file of ballots as it is written. Names become numbers as they are read, so that 300,000
//! ballots need no text of their own, whichever key comes first.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, Visitor};

use super::fault::Fault;
use super::names::{Name, Names};
use super::number::Number;
use super::parts::{CastOf, List, Places, ScoresOf};

/// What stands in the file.
#[derive(Debug, Default)]
pub(super) struct Raw {
    /// Every name in the file, numbered as they are first met.
    pub(super) names: Vec<Box<str>>,
    pub(super) candidates: Option<Vec<u32>>,
    pub(super) ballots: Option<Vec<Cast<RawRanking>>>,
    pub(super) scores: Option<Vec<Cast<RawScores>>>,
    pub(super) approvals: Option<Vec<Cast<Vec<u32>>>>,
    pub(super) unranked: Option<String>,
    pub(super) overvote: Option<String>,
    pub(super) score_max: Option<Number>,
}

/// Names with the score of each.
pub(super) type RawScores = Vec<(u32, Number)>;

/// A ballot with how many people cast it.
#[derive(Debug)]
pub(super) struct Cast<B> {
    pub(super) count: Option<Number>,
    pub(super) marks: Option<B>,
}

/// Names place by place; `ends` says where each place ends.
#[derive(Debug, Default)]
pub(super) struct RawRanking {
    pub(super) names: Vec<u32>,
    ends: Vec<u32>,
}

impl RawRanking {
    pub(super) fn end_place(&mut self) {
        let end = u32::try_from(self.names.len()).expect("a file of 256 MiB has fewer names");
        self.ends.push(end);
    }

    pub(super) fn shrink(&mut self) {
        self.names.shrink_to_fit();
        self.ends.shrink_to_fit();
    }

    pub(super) fn places(&self) -> impl Iterator<Item = &[u32]> {
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        starts.zip(&self.ends).map(|(start, end)| &self.names[start as usize..*end as usize])
    }
}

/// Reads the file.
///
/// Fails with what is no JSON, or has another shape, by its line and column.
pub(super) fn read(bytes: &[u8]) -> Result<Raw, Fault> {
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(Fault::new("line 1 column 1", "the file is empty", SHAPE));
    }
    let mut reader = serde_json::Deserializer::from_slice(bytes);
    let raw = FileSeed.deserialize(&mut reader).and_then(|raw| reader.end().map(|()| raw));
    raw.map_err(|error| {
        let place = format!("line {} column {}", error.line(), error.column());
        let told = error.to_string();
        let what = told.split(" at line ").next().unwrap_or(&told).to_owned();
        let help = if error.is_data() { SHAPE } else { "write the file as JSON, RFC 8259" };
        Fault::new(place, what, help)
    })
}

const SHAPE: &str = "a file of ballots looks like \
    {\"candidates\": [\"A\", \"B\"], \"ballots\": [{\"count\": 2, \"ranking\": [[\"A\"], [\"B\"]]}]}";

struct FileSeed;

impl<'de> DeserializeSeed<'de> for FileSeed {
    type Value = Raw;

    fn deserialize<D: Deserializer<'de>>(self, reader: D) -> Result<Raw, D::Error> {
        reader.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for FileSeed {
    type Value = Raw;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object with `candidates` and ballots")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Raw, A::Error> {
        let (mut raw, names, mut poll) = (Raw::default(), Names::default(), None);
        let name = Name(&names);
        let rankings = CastOf { key: "ranking", marks: Places(&names) };
        let scores = CastOf { key: "scores", marks: ScoresOf(&names) };
        let approvals = CastOf { key: "approved", marks: List { of: "names", entry: name } };
        while let Some(key) = map.next_key::<String>()? {
            match key.as_str() {
                "candidates" => {
                    let list = List { of: "names", entry: name };
                    once(&key, &mut raw.candidates, map.next_value_seed(list)?)?;
                }
                "ballots" => {
                    let list = List { of: "ballots", entry: rankings };
                    once(&key, &mut raw.ballots, map.next_value_seed(list)?)?;
                }
                "score_ballots" => {
                    let list = List { of: "ballots", entry: scores };
                    once(&key, &mut raw.scores, map.next_value_seed(list)?)?;
                }
                "approval_ballots" => {
                    let list = List { of: "ballots", entry: approvals };
                    once(&key, &mut raw.approvals, map.next_value_seed(list)?)?;
                }
                "unranked" => once(&key, &mut raw.unranked, map.next_value()?)?,
                "irv_overvote" => once(&key, &mut raw.overvote, map.next_value()?)?,
                "score_max" => once(&key, &mut raw.score_max, map.next_value()?)?,
                "poll" => {
                    let object: serde_json::Map<String, serde_json::Value> = map.next_value()?;
                    once(&key, &mut poll, object)?;
                }
                _ => {
                    map.next_value::<IgnoredAny>()?;
                }
            }
        }
        raw.names = names.in_order();
        Ok(raw)
    }
}

/// Two values of one key contradict one another.
pub(super) fn once<T, E: Error>(key: &str, kept: &mut Option<T>, value: T) -> Result<(), E> {
    match kept.replace(value) {
        None => Ok(()),
        Some(_) => Err(E::custom(format_args!("`{key}` stands twice"))),
    }
}
