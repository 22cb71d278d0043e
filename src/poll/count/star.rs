//! STAR (score, then automatic run-off): of the two options with the highest sums of scores the
//! one wins that more ballots score higher.
//!
//! Source: <https://www.starvoting.org/star>, ties by the standard protocol at
//! <https://www.starvoting.org/ties>, without its draw of lots:
//! - A tie for a place in the run-off is broken head to head among the tied: who lost most of these
//!   comparisons goes, and so on. What is still tied stays so: every pair of finalists is tried,
//!   and whoever wins with some pair shares the win.
//! - A tie in the run-off goes to the higher sum of scores. If that is equal too, both win.
//!
//! No score counts as 0. The order below the winners: the other finalist, then by scores.

use super::counted::{Outcome, Rounds, StarRounds};
use super::score::sums;
use super::{Candidate, Candidates, Pairwise, Scores, Tallies, order};

pub(super) fn count(scores: &Scores, pairwise: &Pairwise) -> Outcome {
    let sums = sums(scores);
    let (seats, runoff) = decide(&sums, pairwise);
    let mut ranking = order::by_points(&sums.of);
    if let Some((a, b)) = seats.two() {
        ranking = order::winners_first(&[a, b], ranking);
    }
    let ranking = order::winners_first(&runoff, ranking);
    let rounds = Rounds::Star(rounds(sums, pairwise, scores.total(), &seats));
    Outcome { winners: runoff, ranking, rounds, complete: true }
}

/// Who wins, from sums and pairs alone.
pub(super) fn decide(sums: &Tallies, pairwise: &Pairwise) -> (Seats, Vec<Candidate>) {
    let seats = seats(&sums.of, pairwise);
    let mut winners = Candidates::default();
    for (a, b) in seats.pairs() {
        let better = |one: Candidate, other: Candidate| {
            (pairwise.over(one, other), sums.of[one.at()])
                >= (pairwise.over(other, one), sums.of[other.at()])
        };
        for winner in [(a, b), (b, a)].into_iter().filter(|(x, y)| better(*x, *y)) {
            winners.add(winner.0);
        }
    }
    (seats, winners.iter().collect())
}

fn rounds(scores: Tallies, pairwise: &Pairwise, ballots: u64, seats: &Seats) -> StarRounds {
    let mut finalists = seats.sure.clone();
    finalists.extend(&seats.open);
    let runoff = match seats.two() {
        Some((a, b)) => vec![(a, pairwise.over(a, b)), (b, pairwise.over(b, a))],
        None => Vec::new(),
    };
    let preferring: u64 = runoff.iter().map(|(_, number)| number).sum();
    let no_preference = if runoff.is_empty() { 0 } else { ballots - preferring };
    StarRounds { scores, finalists, runoff, no_preference }
}

/// Who is in the run-off: the sure ones, and those among whom the places left stay undecided.
#[derive(Debug, Default)]
pub(super) struct Seats {
    sure: Vec<Candidate>,
    open: Vec<Candidate>,
}

impl Seats {
    fn two(&self) -> Option<(Candidate, Candidate)> {
        match (&self.sure[..], &self.open[..]) {
            ([a, b], []) | ([a], [b]) | ([], [a, b]) => Some((*a, *b)),
            _ => None,
        }
    }

    /// Every pair of finalists that the places allow; one option alone is paired with itself.
    fn pairs(&self) -> Vec<(Candidate, Candidate)> {
        match (&self.sure[..], &self.open[..]) {
            ([a, b], _) => vec![(*a, *b)],
            ([a], []) => vec![(*a, *a)],
            ([a], open) => open.iter().map(|b| (*a, *b)).collect(),
            (_, open) => {
                let after = |at: usize| open[at + 1..].iter().map(move |b| (open[at], *b));
                (0..open.len()).flat_map(after).collect()
            }
        }
    }
}

fn seats(sums: &[u64], pairwise: &Pairwise) -> Seats {
    let mut seats = Seats::default();
    for place in order::by_points(sums) {
        let mut tied = place;
        // Who of the tied lost most head to head among them goes, until the places are enough or
        // all have lost equally often.
        while seats.sure.len() < 2 && !tied.is_empty() {
            if tied.len() <= 2 - seats.sure.len() {
                seats.sure.append(&mut tied);
                break;
            }
            let lost = |one: &Candidate| tied.iter().filter(|o| pairwise.beats(**o, *one)).count();
            let losses: Vec<usize> = tied.iter().map(lost).collect();
            let most = losses.iter().max().copied().unwrap_or(0);
            let (stay, go): (Vec<_>, Vec<_>) =
                tied.iter().copied().zip(losses).partition(|(_, lost)| *lost < most);
            if stay.is_empty() {
                seats.open = tied;
                return seats;
            }
            let named = |some: Vec<(Candidate, usize)>| some.into_iter().map(|(c, _)| c).collect();
            if stay.len() < 2 - seats.sure.len() {
                seats.sure.extend(stay.iter().map(|(candidate, _)| *candidate));
                tied = named(go);
            } else {
                tied = named(stay);
            }
        }
    }
    seats
}
