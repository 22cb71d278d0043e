//! The result of a count as one JSON object; the shape stands in ARCHITECTURE.md.

use serde::ser::{Serialize, SerializeMap, SerializeSeq, Serializer};

use crate::poll::count::{
    Candidate, Counted, Elimination, Locking, PairStep, Pairwise, Rounds, StarRounds, Tallies,
};

type Names = [Box<str>];

/// The object, keys in the order of the contract.
pub(super) fn text(names: &Names, counted: &Counted) -> serde_json::Result<String> {
    serde_json::to_string(&Whole { names, counted })
}

struct Whole<'a> {
    names: &'a Names,
    counted: &'a Counted,
}

impl Serialize for Whole<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let Self { names, counted } = *self;
        let mut object = to.serialize_map(None)?;
        object.serialize_entry("method", counted.method.name())?;
        object.serialize_entry("winners", &Named(names, &counted.winners))?;
        let ranking: Vec<_> = counted.ranking.iter().map(|place| Named(names, place)).collect();
        object.serialize_entry("ranking", &ranking)?;
        object.serialize_entry("rounds", &RoundsOf { names, rounds: &counted.rounds })?;
        object.serialize_entry("pairwise", &Table { names, pairwise: &counted.pairwise })?;
        object.serialize_entry("tie", &counted.tie())?;
        object.serialize_entry("ballots", &counted.ballots)?;
        let beats_all = counted.pairwise.beats_all().map(|one| name(names, one));
        object.serialize_entry("condorcet_winner", &beats_all)?;
        object.serialize_entry("complete", &counted.complete)?;
        object.end()
    }
}

fn name(names: &Names, one: Candidate) -> &str {
    &names[one.at()]
}

/// Candidates as a list of their names.
struct Named<'a>(&'a Names, &'a [Candidate]);

impl Serialize for Named<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_seq(self.1.iter().map(|one| name(self.0, *one)))
    }
}

/// Pairs of a candidate and a number as an object, in their order.
struct ByName<'a, T>(&'a Names, Vec<(Candidate, T)>);

impl<T: Serialize> Serialize for ByName<'_, T> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_map(self.1.iter().map(|(one, value)| (name(self.0, *one), value)))
    }
}

fn each(names: &Names) -> impl Iterator<Item = Candidate> + use<> {
    let number = u16::try_from(names.len()).expect("a count has at most 1,000 candidates");
    (0..number).map(Candidate)
}

struct Table<'a> {
    names: &'a Names,
    pairwise: &'a Pairwise,
}

impl Serialize for Table<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let Self { names, pairwise } = *self;
        to.collect_map(each(names).map(|one| {
            let others = each(names).filter(|other| *other != one);
            let row = others.map(|other| (other, pairwise.over(one, other))).collect();
            (name(names, one), ByName(names, row))
        }))
    }
}

struct RoundsOf<'a> {
    names: &'a Names,
    rounds: &'a Rounds,
}

impl Serialize for RoundsOf<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let names = self.names;
        match self.rounds {
            Rounds::Added(tallies) => to.collect_seq([Added { names, tallies, finalists: None }]),
            Rounds::Eliminations(rounds) => {
                to.collect_seq(rounds.iter().map(|round| Round { names, round }))
            }
            Rounds::Paths(paths) => to.collect_seq([Paths { names, paths }]),
            Rounds::Pairs(steps) => to.collect_seq(steps.iter().map(|step| Pair { names, step })),
            Rounds::Star(star) => {
                let mut list = to.serialize_seq(None)?;
                let finalists = Some(&star.finalists[..]);
                list.serialize_element(&Added { names, tallies: &star.scores, finalists })?;
                if !star.runoff.is_empty() {
                    list.serialize_element(&Runoff { names, star })?;
                }
                list.end()
            }
        }
    }
}

struct Added<'a> {
    names: &'a Names,
    tallies: &'a Tallies,
    finalists: Option<&'a [Candidate]>,
}

impl Serialize for Added<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let Tallies { of, parts, blank } = self.tallies;
        let mut sums: Vec<(Candidate, u64)> =
            each(self.names).zip(of).map(|(one, sum)| (one, *sum)).collect();
        sums.sort_by_key(|(_, sum)| std::cmp::Reverse(*sum));
        let sums = sums.into_iter().map(|(one, sum)| (one, Points { sum, parts: *parts }));
        let mut object = to.serialize_map(None)?;
        object.serialize_entry("tally", &ByName(self.names, sums.collect()))?;
        object.serialize_entry("blank", blank)?;
        if let Some(finalists) = self.finalists {
            object.serialize_entry("finalists", &Named(self.names, finalists))?;
        }
        object.end()
    }
}

/// A sum in parts of a point: a whole number where it is one.
struct Points {
    sum: u64,
    parts: u32,
}

impl Serialize for Points {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let parts = u64::from(self.parts);
        if self.sum.is_multiple_of(parts) {
            return to.serialize_u64(self.sum / parts);
        }
        #[expect(clippy::cast_precision_loss, reason = "sums stay below 2^53, see MOST_BALLOTS")]
        to.serialize_f64(self.sum as f64 / f64::from(self.parts))
    }
}

struct Round<'a> {
    names: &'a Names,
    round: &'a Elimination,
}

impl Serialize for Round<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let Self { names, round } = *self;
        let mut object = to.serialize_map(None)?;
        object.serialize_entry("tally", &ByName(names, round.tally.clone()))?;
        object.serialize_entry("exhausted", &round.exhausted)?;
        if let Some(gone) = round.eliminated {
            object.serialize_entry("eliminated", &Named(names, &[gone]))?;
            object.serialize_entry("tied", &Named(names, &round.tied))?;
            object.serialize_entry("transfers", &ByName(names, round.transfers.clone()))?;
            object.serialize_entry("to_nobody", &round.transferred_to_nobody)?;
        }
        object.end()
    }
}

struct Paths<'a> {
    names: &'a Names,
    paths: &'a [u32],
}

impl Serialize for Paths<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let Self { names, paths } = *self;
        let rows = each(names).zip(paths.chunks_exact(names.len())).map(|(one, row)| {
            let row = each(names).zip(row.iter().copied()).filter(|(other, _)| *other != one);
            (name(names, one), ByName(names, row.collect()))
        });
        to.collect_map([("strongest_paths", InOrder(rows.collect()))])
    }
}

/// An object whose keys keep their order.
struct InOrder<'a, T>(Vec<(&'a str, T)>);

impl<T: Serialize> Serialize for InOrder<'_, T> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_map(self.0.iter().map(|(key, value)| (key, value)))
    }
}

struct Pair<'a> {
    names: &'a Names,
    step: &'a PairStep,
}

impl Serialize for Pair<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let Self { names, step } = *self;
        let PairStep { winner, loser, over, under, locking } = step;
        let mut object = to.serialize_map(None)?;
        object.serialize_entry("pair", &Named(names, &[*winner, *loser]))?;
        object.serialize_entry("votes", &[over, under])?;
        object.serialize_entry("locked", &(*locking == Locking::Locked))?;
        if let Locking::Skipped { against } = locking {
            object.serialize_entry("against", &Named(names, against))?;
        }
        object.end()
    }
}

struct Runoff<'a> {
    names: &'a Names,
    star: &'a StarRounds,
}

impl Serialize for Runoff<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let mut object = to.serialize_map(None)?;
        object.serialize_entry("tally", &ByName(self.names, self.star.runoff.clone()))?;
        object.serialize_entry("no_preference", &self.star.no_preference)?;
        object.end()
    }
}
