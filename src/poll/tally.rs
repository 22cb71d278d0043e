//! The tally: ballots counted. Always derived, never stored.

use super::{Ballot, OptionIndex};

/// Votes per option.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tally {
    votes: Vec<u32>,
}

/// What the votes say. A tie stays a tie.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Nobody voted.
    NoVotes,
    /// One option has the most votes.
    Winner(OptionIndex),
    /// Several have the most votes, in the order of the poll.
    Tie(Vec<OptionIndex>),
}

impl Tally {
    /// Counts ballots; each voter appears once among them. A ballot for an option that the poll
    /// does not have counts for nothing.
    #[must_use]
    pub fn count(options: usize, ballots: &[Ballot]) -> Self {
        let mut votes = vec![0; options];
        for ballot in ballots {
            if let Some(count) = votes.get_mut(ballot.choice.at()) {
                *count += 1;
            }
        }
        Self { votes }
    }

    /// Votes of each option, in the order of the poll.
    #[must_use]
    pub fn votes(&self) -> &[u32] {
        &self.votes
    }

    /// Votes in all.
    #[must_use]
    pub fn total(&self) -> u32 {
        self.votes.iter().sum()
    }

    /// Which option leads, if one does.
    #[must_use]
    pub fn outcome(&self) -> Outcome {
        let most = self.votes.iter().copied().max().unwrap_or(0);
        if most == 0 {
            return Outcome::NoVotes;
        }
        let leading: Vec<OptionIndex> = (0..)
            .zip(&self.votes)
            .filter(|(_, v)| **v == most)
            .map(|(i, _)| OptionIndex(i))
            .collect();
        match leading[..] {
            [winner] => Outcome::Winner(winner),
            _ => Outcome::Tie(leading),
        }
    }

    /// The options with their votes, most first; options with as many votes keep the poll's order.
    #[must_use]
    pub fn ranking(&self) -> Vec<(OptionIndex, u32)> {
        let mut ranking: Vec<_> =
            (0..).zip(&self.votes).map(|(i, v)| (OptionIndex(i), *v)).collect();
        ranking.sort_by_key(|(_, votes)| std::cmp::Reverse(*votes));
        ranking
    }
}

#[cfg(test)]
mod tests {
    use super::super::VoterId;
    use super::*;
    use crate::time::Timestamp;

    /// `choices` are the options chosen by voters 1, 2, 3 …
    #[track_caller]
    fn check(choices: &[u8], votes: &[u32], outcome: &Outcome) {
        let ballots: Vec<_> = (1..)
            .zip(choices)
            .map(|(voter, choice)| Ballot {
                voter: VoterId(voter),
                choice: OptionIndex(*choice),
                cast_at: Timestamp::from_millis(0),
            })
            .collect();
        let tally = Tally::count(votes.len(), &ballots);
        assert_eq!(tally.votes(), votes);
        assert_eq!(&tally.outcome(), outcome);
        assert!(tally.total() <= u32::try_from(choices.len()).unwrap());
    }

    #[test]
    fn votes_are_counted_and_a_tie_stays_a_tie() {
        let (a, b, c) = (OptionIndex(0), OptionIndex(1), OptionIndex(2));
        check(&[], &[0, 0], &Outcome::NoVotes);
        check(&[1, 0, 1], &[1, 2], &Outcome::Winner(b));
        check(&[0, 2], &[1, 0, 1], &Outcome::Tie(vec![a, c]));
        check(&[0, 1, 2], &[1, 1, 1], &Outcome::Tie(vec![a, b, c]));
        check(&[0, 9], &[1, 0], &Outcome::Winner(a));
    }
}
