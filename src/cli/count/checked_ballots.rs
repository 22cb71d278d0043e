//! Ballots as they are meant: names become candidates, numbers become counts and scores.

use std::fmt;

use super::fault::{Faults, nearest, quoted};
use super::file::{Cast, RawRanking, RawScores};
use super::number::Number;
use crate::poll::count::{
    Approval, BadBallots, BadScore, Candidate, Grouped, HIGHEST_SCORE, MOST_BALLOTS, Marks,
    NamedTwice, Ranking, Scale, Score, Scored,
};

/// What is known of names and scores when ballots are read.
pub(super) struct Door<'a> {
    /// Every name in the file.
    pub(super) names: &'a [Box<str>],
    /// Those of candidates, in the order of the list.
    pub(super) listed: &'a [u32],
    /// For every name in the file, whose it is.
    pub(super) numbers: &'a [Option<Candidate>],
    pub(super) scale: Scale,
}

/// Ballots of one kind: none in the file, or countable, or not.
type Kind<B> = Option<Result<Grouped<B>, BadBallots>>;

/// Where the marks of a ballot stand; written only when something is wrong there.
#[derive(Clone, Copy)]
struct At {
    list: &'static str,
    ballot: usize,
    marks: &'static str,
}

impl fmt::Display for At {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}[{}].{}", self.list, self.ballot, self.marks)
    }
}

impl Door<'_> {
    pub(super) fn rankings(
        &self,
        casts: Option<Vec<Cast<RawRanking>>>,
        faults: &mut Faults,
    ) -> Kind<Ranking> {
        let at = At { list: "ballots", ballot: 0, marks: "ranking" };
        self.ballots(at, casts, faults, |raw, at, faults| {
            let names = raw.places().enumerate();
            let names = names.flat_map(|(place, names)| {
                names.iter().enumerate().map(move |(nth, name)| ((place, nth), *name))
            });
            self.all_known(names, faults, |(place, nth)| format!("{at}[{place}][{nth}]"))?;
            let places =
                raw.places().map(|place| place.iter().filter_map(|name| self.whose(*name)));
            self.once_each(Ranking::new(places), at, faults)
        })
    }

    pub(super) fn approvals(
        &self,
        casts: Option<Vec<Cast<Vec<u32>>>>,
        faults: &mut Faults,
    ) -> Kind<Approval> {
        let at = At { list: "approval_ballots", ballot: 0, marks: "approved" };
        self.ballots(at, casts, faults, |raw, at, faults| {
            let names = raw.iter().copied().enumerate();
            self.all_known(names, faults, |nth| format!("{at}[{nth}]"))?;
            let approved = raw.iter().filter_map(|name| self.whose(*name));
            self.once_each(Approval::new(approved), at, faults)
        })
    }

    pub(super) fn scores(
        &self,
        casts: Option<Vec<Cast<RawScores>>>,
        faults: &mut Faults,
    ) -> Kind<Scored> {
        let at = At { list: "score_ballots", ballot: 0, marks: "scores" };
        self.ballots(at, casts, faults, |raw, at, faults| {
            let names = raw.iter().map(|(name, _)| (*name, *name));
            self.all_known(names, faults, |name| format!("{at}[{}]", self.name(name)))?;
            let mut scores = Vec::with_capacity(raw.len());
            for (name, number) in raw {
                match number.score().and_then(|score| self.on_scale(score)) {
                    Ok(score) => scores.extend(self.whose(*name).map(|one| (one, score))),
                    Err(why) => {
                        let place = format!("{at}[{}]", self.name(*name));
                        faults.add(place, format!("{number} is no score"), self.score_help(why));
                    }
                }
            }
            if scores.len() < raw.len() {
                return None;
            }
            self.once_each(Scored::new(scores), at, faults)
        })
    }

    /// Reads every ballot of a list.
    fn ballots<R, B: Ord + Marks>(
        &self,
        mut at: At,
        casts: Option<Vec<Cast<R>>>,
        faults: &mut Faults,
        read: impl Fn(&R, At, &mut Faults) -> Option<B>,
    ) -> Kind<B> {
        let casts = casts?;
        let mut ballots = Vec::with_capacity(casts.len());
        for (ballot, cast) in casts.into_iter().enumerate() {
            at.ballot = ballot;
            let count = count(cast.count.as_ref(), at, faults);
            if cast.marks.is_none() {
                let place = format!("{}[{ballot}]", at.list);
                let help = "on a blank ballot, leave it empty and do not leave it out";
                faults.add(place, format!("it has no `{}`", at.marks), help);
            }
            let marks = cast.marks.and_then(|marks| read(&marks, at, faults));
            ballots.extend(marks.zip(count));
        }
        Some(Grouped::new(self.listed.len(), ballots))
    }

    fn whose(&self, name: u32) -> Option<Candidate> {
        self.numbers[name as usize]
    }

    fn name(&self, name: u32) -> String {
        quoted(&self.names[name as usize])
    }

    /// None where a name is no candidate's; each such name is a fault.
    fn all_known<P>(
        &self,
        names: impl Iterator<Item = (P, u32)>,
        faults: &mut Faults,
        place: impl Fn(P) -> String,
    ) -> Option<()> {
        let mut known = Some(());
        for (at, name) in names.filter(|(_, name)| self.whose(*name).is_none()) {
            known = None;
            faults.push_with(|| {
                let listed = self.listed.iter().map(|name| &*self.names[*name as usize]);
                let help = nearest(&self.names[name as usize], listed);
                (place(at), format!("{} is no candidate", self.name(name)), help)
            });
        }
        known
    }

    fn once_each<B>(&self, read: Result<B, NamedTwice>, at: At, faults: &mut Faults) -> Option<B> {
        let twice = |NamedTwice(one): NamedTwice| {
            let what = format!("{} is there twice", self.name(self.listed[one.at()]));
            faults.add(at.to_string(), what, "name each candidate at most once on a ballot");
        };
        read.map_err(twice).ok()
    }

    fn on_scale(&self, score: Score) -> Result<Score, BadScore> {
        if score > self.scale.highest { Err(BadScore::OutOfRange) } else { Ok(score) }
    }

    fn score_help(&self, why: BadScore) -> String {
        let highest = f64::from(self.scale.highest.thousandths()) / 1_000.0;
        match why {
            BadScore::TooFine => "give at most three decimals".into(),
            BadScore::OutOfRange if self.scale.highest.thousandths() < HIGHEST_SCORE * 1_000 => {
                format!("give 0 to {highest}; another scale is told by \"score_max\"")
            }
            BadScore::OutOfRange => format!("give a number from 0 to {highest}"),
        }
    }
}

/// How many people cast a ballot.
fn count(given: Option<&Number>, at: At, faults: &mut Faults) -> Option<u64> {
    let help = || format!("say how many cast this ballot: a whole number, 0 to {MOST_BALLOTS}");
    let place = || format!("{}[{}]", at.list, at.ballot);
    match given {
        Some(Number::Whole(count)) if *count <= MOST_BALLOTS => return Some(*count),
        Some(other) => faults.add(place() + ".count", format!("{other} is no count"), help()),
        None => faults.add(place(), "it has no `count`", help()),
    }
    None
}
