//! The methods by name, and the one function that counts.

use std::fmt;
use std::str::FromStr;

use super::counted::{Counted, Outcome};
use super::{
    Ballots, Overvote, Pairwise, Ranking, Rankings, approval, borda, irv, plurality, ranked_pairs,
    schulze, score, star,
};

/// How ballots are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Method {
    /// Most first choices.
    Plurality,
    /// Most approvals.
    Approval,
    /// Instant runoff.
    Irv,
    /// Schulze, by winning votes.
    Schulze,
    /// Ranked pairs, by margins.
    RankedPairs,
    /// Points by place.
    Borda,
    /// Highest sum of scores.
    Score,
    /// Scores, then a run-off of the two best.
    Star,
}

/// A method cannot count these ballots.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unfit {
    /// Another kind of ballot is needed.
    #[error("{0} counts {needs}", needs = .0.needs())]
    OtherBallots(Method),
    /// A ballot has several first choices.
    #[error("plurality needs one first choice, and a ballot has several")]
    SeveralFirst,
    /// A ballot puts options in the same place and nothing says what instant runoff does then.
    #[error("a ballot puts options in the same place, which instant runoff has no rule for")]
    OvervoteUndefined,
}

impl Method {
    /// All of them.
    pub const ALL: [Self; 8] = [
        Self::Plurality,
        Self::Approval,
        Self::Irv,
        Self::Schulze,
        Self::RankedPairs,
        Self::Borda,
        Self::Score,
        Self::Star,
    ];

    /// The name on the command line and in files.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Plurality => "plurality",
            Self::Approval => "approval",
            Self::Irv => "irv",
            Self::Schulze => "schulze",
            Self::RankedPairs => "ranked-pairs",
            Self::Borda => "borda",
            Self::Score => "score",
            Self::Star => "star",
        }
    }

    /// The kind of ballot it counts.
    fn needs(self) -> &'static str {
        match self {
            Self::Approval => "approvals",
            Self::Score | Self::Star => "scores",
            _ => "rankings",
        }
    }
}

impl fmt::Display for Method {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// No method has this name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no method has this name")]
pub struct NoSuchMethod;

impl FromStr for Method {
    type Err = NoSuchMethod;

    fn from_str(name: &str) -> Result<Self, Self::Err> {
        Self::ALL.into_iter().find(|method| method.name() == name).ok_or(NoSuchMethod)
    }
}

/// Counts ballots by a method.
///
/// # Errors
///
/// [`Unfit`], when the method cannot count these ballots.
pub fn count(method: Method, ballots: &Ballots) -> Result<Counted, Unfit> {
    let pairwise = Pairwise::of(ballots);
    let outcome = outcome(method, ballots, &pairwise)?;
    let Outcome { winners, ranking, rounds, complete } = outcome;
    Ok(Counted { method, ballots: ballots.total(), winners, ranking, rounds, pairwise, complete })
}

/// The same where the table of pairs is known.
pub(super) fn outcome(
    method: Method,
    ballots: &Ballots,
    pairwise: &Pairwise,
) -> Result<Outcome, Unfit> {
    fit(method, ballots)?;
    match (method, ballots) {
        (Method::Plurality, Ballots::Rankings(rankings)) => Ok(plurality::count(&rankings.ballots)),
        (Method::Irv, Ballots::Rankings(rankings)) => Ok(irv::count(&rankings.ballots)),
        (Method::Schulze, Ballots::Rankings(_)) => Ok(schulze::count(pairwise)),
        (Method::RankedPairs, Ballots::Rankings(_)) => Ok(ranked_pairs::count(pairwise)),
        (Method::Borda, Ballots::Rankings(rankings)) => Ok(borda::count(&rankings.ballots)),
        (Method::Approval, Ballots::Approvals(approvals)) => Ok(approval::count(approvals)),
        (Method::Score, Ballots::Scores(scores)) => Ok(score::count(scores)),
        (Method::Star, Ballots::Scores(scores)) => Ok(star::count(scores, pairwise)),
        (method, _) => Err(Unfit::OtherBallots(method)),
    }
}

/// Whether a method can count ballots as they are.
fn fit(method: Method, ballots: &Ballots) -> Result<(), Unfit> {
    let Ballots::Rankings(Rankings { ballots, overvote, .. }) = ballots else { return Ok(()) };
    let mut rankings = ballots.groups().iter().map(|(ranking, _)| ranking);
    match method {
        Method::Plurality if rankings.any(plurality::several_first) => Err(Unfit::SeveralFirst),
        Method::Irv if *overvote == Overvote::Undefined && rankings.any(Ranking::has_ties) => {
            Err(Unfit::OvervoteUndefined)
        }
        _ => Ok(()),
    }
}
