//! What a count says.

use super::{Candidate, Method, Pairwise};

/// The result of one count. Every list is in the order of the options where nothing else is said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Counted {
    /// How it was counted.
    pub method: Method,
    /// Ballots counted, blank ones too.
    pub ballots: u64,
    /// Who wins; several in a tie, never none.
    pub winners: Vec<Candidate>,
    /// All options, best first; the first place is the winners'.
    pub ranking: Vec<Vec<Candidate>>,
    /// How it came about.
    pub rounds: Rounds,
    /// Head to head.
    pub pairwise: Pairwise,
    /// Whether every way to break the ties inside the count was followed to its end. Where the
    /// search was cut short, each winner is one that some tie-break gives, and there may be more.
    pub complete: bool,
}

impl Counted {
    /// Whether several win.
    #[must_use]
    pub fn tie(&self) -> bool {
        self.winners.len() > 1
    }
}

/// Winners, order and rounds of one method.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// See [`Counted::winners`].
    pub winners: Vec<Candidate>,
    /// See [`Counted::ranking`].
    pub ranking: Vec<Vec<Candidate>>,
    /// See [`Counted::rounds`].
    pub rounds: Rounds,
    /// See [`Counted::complete`].
    pub complete: bool,
}

impl Outcome {
    /// Of a method that adds up and has one round.
    pub(super) fn of(tallies: Tallies) -> Self {
        let ranking = super::order::by_points(&tallies.of);
        let winners = ranking[0].clone();
        Self { winners, ranking, rounds: Rounds::Added(tallies), complete: true }
    }
}

/// How a result came about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Rounds {
    /// Plurality, approval, Borda, score: one sum an option.
    Added(Tallies),
    /// Instant runoff: one round after the other.
    Eliminations(Vec<Elimination>),
    /// Schulze: the strength of the strongest path from each option to each other one, row by row.
    Paths(Vec<u32>),
    /// Ranked pairs: the pairs in the order they were looked at.
    Pairs(Vec<PairStep>),
    /// STAR: scores and the run-off.
    Star(StarRounds),
}

/// One sum an option.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tallies {
    /// What each option has, in parts of a point.
    pub of: Vec<u64>,
    /// Parts in a point: 1 for votes, 2 for Borda's half points, 1,000 for scores.
    pub parts: u32,
    /// Ballots that give nothing to anybody.
    pub blank: u64,
}

/// One round of instant runoff.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Elimination {
    /// Continuing options with the ballots that each has, most first.
    pub tally: Vec<(Candidate, u64)>,
    /// Ballots on which no continuing option is left, or that ended in a shared place.
    pub exhausted: u64,
    /// Who has the fewest, where more than one does; all of their eliminations are followed.
    pub tied: Vec<Candidate>,
    /// Who goes; in the last round nobody does.
    pub eliminated: Option<Candidate>,
    /// Where the ballots of the eliminated option go.
    pub transfers: Vec<(Candidate, u64)>,
    /// How many of them go nowhere.
    pub transferred_to_nobody: u64,
}

/// One pair in ranked pairs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PairStep {
    /// Who is preferred by more.
    pub winner: Candidate,
    /// To whom.
    pub loser: Candidate,
    /// Ballots for the winner.
    pub over: u64,
    /// Ballots for the loser.
    pub under: u64,
    /// What became of it.
    pub locking: Locking,
}

/// What became of a pair.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Locking {
    /// It stands.
    Locked,
    /// It gave way: stronger or equal pairs that stand lead from its loser to its winner.
    Skipped {
        /// That way, from the loser to the winner; empty in a count of more than
        /// 50 options.
        against: Vec<Candidate>,
    },
}

/// The two rounds of STAR.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StarRounds {
    /// The scores.
    pub scores: Tallies,
    /// The two best; more where a tie for the run-off could not be broken and every pair of
    /// finalists was tried, and one where there is one option.
    pub finalists: Vec<Candidate>,
    /// The ballots of each finalist in the run-off, where there are two.
    pub runoff: Vec<(Candidate, u64)>,
    /// Ballots that give both finalists the same score.
    pub no_preference: u64,
}
