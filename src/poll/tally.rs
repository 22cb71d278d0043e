//! The tally: ballots counted. Always derived, never stored.

use super::count::{Candidate, Counted, Rounds, count};
use super::{Ballot, Kind, MOST_POINTS, OptionIndex, Stance, Terms, Vote, countable};

/// Ballots counted by the terms of their poll.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tally {
    /// Ballots in all: the turnout.
    pub ballots: u32,
    /// Those of them that take no side.
    pub no_opinion: u32,
    /// What the count says; none where nobody takes a side, and where one agrees or objects.
    pub counted: Option<Counted>,
    /// How many think what of the proposal, in the order of [`Stance::ALL`].
    pub stances: [u32; 4],
    /// What it comes to.
    pub outcome: Outcome,
}

/// What the ballots come to. A tie stays a tie.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Nobody voted, or nobody took a side.
    NoVotes,
    /// Fewer ballots than the terms ask for, which is this many.
    QuorumMissed(u32),
    /// One option wins.
    Winner(OptionIndex),
    /// Several are level at the top, in the order of the poll.
    Tie(Vec<OptionIndex>),
    /// Who is ahead has too small a share.
    Short {
        /// Who is ahead, in the order of the poll.
        leading: Vec<OptionIndex>,
        /// Their share.
        share: Share,
        /// The percentage that the terms ask for.
        needed: u8,
    },
    /// The proposal passes.
    Passed,
    /// It does not: too few agree.
    NotPassed {
        /// Those who agree, among those who agree or object.
        share: Share,
        /// The percentage that the terms ask for; none for more than half.
        needed: Option<u8>,
    },
    /// It does not: this many block it.
    Blocked(u32),
}

/// So many of so many.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Share {
    /// These.
    pub part: u64,
    /// Of these; never 0.
    pub whole: u64,
}

impl Share {
    /// Whether it is at least so many percent.
    #[must_use]
    pub fn reaches(self, percent: u8) -> bool {
        u128::from(self.part) * 100 >= u128::from(self.whole) * u128::from(percent)
    }
}

impl Tally {
    /// Counts ballots; each voter appears once among them. What a ballot says of an option that the
    /// poll does not have counts for nothing.
    #[must_use]
    pub fn count(options: usize, terms: &Terms, ballots: &[Ballot]) -> Self {
        let total = number(ballots.len());
        let no_opinion = number(ballots.iter().filter(|b| b.vote == Vote::NoOpinion).count());
        let mut tally = Self {
            ballots: total,
            no_opinion,
            counted: None,
            stances: stances(ballots),
            outcome: Outcome::NoVotes,
        };
        if total > no_opinion && terms.kind != Kind::Agree {
            tally.counted = countable(options, terms, ballots)
                .and_then(|ballots| count(terms.method, &ballots).ok());
        }
        tally.outcome = tally.come_to(terms, ballots);
        tally
    }

    /// Ballots that take a side.
    #[must_use]
    pub fn sides(&self) -> u32 {
        self.ballots - self.no_opinion
    }

    /// What each option has, in the order of the poll: votes, or thousandths of points where points
    /// are given. Empty where ballots rank, or where there are no options.
    #[must_use]
    pub fn sums(&self, kind: Kind, options: usize) -> Vec<u64> {
        if matches!(kind, Kind::Rank | Kind::Agree) {
            return Vec::new();
        }
        match self.counted.as_ref().map(|counted| &counted.rounds) {
            Some(Rounds::Added(tallies)) => tallies.of.clone(),
            Some(Rounds::Star(star)) => star.scores.of.clone(),
            _ => vec![0; options],
        }
    }

    fn come_to(&self, terms: &Terms, ballots: &[Ballot]) -> Outcome {
        if self.ballots == 0 {
            return Outcome::NoVotes;
        }
        if let Some(quorum) = terms.rules.quorum.filter(|quorum| self.ballots < *quorum) {
            return Outcome::QuorumMissed(quorum);
        }
        if terms.kind == Kind::Agree {
            return self.consent(terms.rules.pass);
        }
        let Some(counted) = &self.counted else {
            return Outcome::NoVotes;
        };
        if nothing_chosen(counted) {
            return Outcome::NoVotes;
        }
        let leading: Vec<OptionIndex> =
            counted.winners.iter().copied().map(OptionIndex::from).collect();
        if let Some(needed) = terms.rules.pass {
            let share = self.share(terms, counted, ballots, leading[0]);
            if !share.reaches(needed) {
                return Outcome::Short { leading, share, needed };
            }
        }
        match leading[..] {
            [winner] => Outcome::Winner(winner),
            _ => Outcome::Tie(leading),
        }
    }

    /// Those who agree among those who agree or object; one block is enough to stop it.
    fn consent(&self, needed: Option<u8>) -> Outcome {
        let [agree, _, disagree, block] = self.stances;
        let whole = u64::from(agree + disagree + block);
        if whole == 0 {
            return Outcome::NoVotes;
        }
        if block > 0 {
            return Outcome::Blocked(block);
        }
        let share = Share { part: agree.into(), whole };
        let passes = match needed {
            Some(percent) => share.reaches(percent),
            None => share.part * 2 > share.whole,
        };
        if passes { Outcome::Passed } else { Outcome::NotPassed { share, needed } }
    }

    /// The share of an option that is held against the threshold: of the ballots that take a side,
    /// those that pick it; its points of all that it could have; or, where ballots rank, those
    /// that prefer it in its weakest comparison with another option.
    fn share(
        &self,
        terms: &Terms,
        counted: &Counted,
        ballots: &[Ballot],
        of: OptionIndex,
    ) -> Share {
        let sides = u64::from(self.sides());
        match terms.kind {
            Kind::Rank => {
                let one = Candidate::from(of);
                let others = counted.ranking.iter().flatten().filter(|other| **other != one);
                let weakest = others.map(|other| counted.pairwise.over(one, *other)).min();
                Share { part: weakest.unwrap_or(sides), whole: sides }
            }
            Kind::Rate => {
                let points = |ballot: &Ballot| match &ballot.vote {
                    Vote::Rated(rated) => {
                        rated.iter().find(|(o, _)| *o == of).map_or(0, |(_, p)| *p)
                    }
                    _ => 0,
                };
                let part = ballots.iter().map(|ballot| u64::from(points(ballot))).sum();
                Share { part, whole: sides * u64::from(MOST_POINTS) }
            }
            kind => {
                let sums = self.sums(kind, counted.pairwise.candidates());
                Share { part: sums.get(of.at()).copied().unwrap_or(0), whole: sides }
            }
        }
    }
}

fn number(of: usize) -> u32 {
    u32::try_from(of).unwrap_or(u32::MAX)
}

fn stances(ballots: &[Ballot]) -> [u32; 4] {
    Stance::ALL.map(|stance| {
        number(ballots.iter().filter(|ballot| ballot.vote == Vote::Stance(stance)).count())
    })
}

/// Whether every option has nothing: points of 0 alone take a side and choose nobody.
fn nothing_chosen(counted: &Counted) -> bool {
    match &counted.rounds {
        Rounds::Added(tallies) => tallies.of.iter().all(|sum| *sum == 0),
        Rounds::Star(star) => star.scores.of.iter().all(|sum| *sum == 0),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::super::count::Method;
    use super::super::{Caster, Rules, VoterId};
    use super::*;

    fn ballots(votes: Vec<Vote>) -> Vec<Ballot> {
        let ballot = |(voter, vote)| Ballot {
            by: Caster::Voter(VoterId(voter)),
            vote,
            cast_at: None,
            reason: None,
        };
        (1..).zip(votes).map(ballot).collect()
    }

    fn terms(kind: Kind, method: Method) -> Terms {
        Terms { kind, method, rules: Rules::default() }
    }

    #[track_caller]
    fn check(terms: &Terms, votes: Vec<Vote>, expected: &Outcome) {
        assert_eq!(&Tally::count(3, terms, &ballots(votes)).outcome, expected);
    }

    fn one(option: u8) -> Vote {
        Vote::One(OptionIndex(option))
    }

    fn list(options: &[u8]) -> Vec<OptionIndex> {
        options.iter().copied().map(OptionIndex).collect()
    }

    #[test]
    fn one_pick_counts_once_and_a_tie_stays_a_tie() {
        let (a, b) = (OptionIndex(0), OptionIndex(1));
        let terms = terms(Kind::PickOne, Method::Plurality);
        check(&terms, vec![], &Outcome::NoVotes);
        check(&terms, vec![Vote::NoOpinion], &Outcome::NoVotes);
        check(&terms, vec![one(1), one(0), one(1)], &Outcome::Winner(b));
        check(&terms, vec![one(0), one(1), Vote::NoOpinion], &Outcome::Tie(vec![a, b]));
        check(&terms, vec![one(0), one(9)], &Outcome::Winner(a));
        let tally = Tally::count(3, &terms, &ballots(vec![one(1), Vote::NoOpinion]));
        assert_eq!((tally.ballots, tally.sides()), (2, 1));
        assert_eq!(tally.sums(Kind::PickOne, 3), [0, 1, 0]);
    }

    #[test]
    fn every_kind_is_counted_by_its_method() {
        let several = terms(Kind::PickSeveral { most: None }, Method::Approval);
        let votes = vec![Vote::Several(list(&[0, 1])), Vote::Several(list(&[1]))];
        check(&several, votes, &Outcome::Winner(OptionIndex(1)));
        let rank = terms(Kind::Rank, Method::Irv);
        let votes = vec![Vote::Ranked(list(&[2])), Vote::Ranked(list(&[2, 0])), Vote::NoOpinion];
        check(&rank, votes, &Outcome::Winner(OptionIndex(2)));
        let rate = terms(Kind::Rate, Method::Star);
        let rated = |points: [u8; 3]| Vote::Rated((0..).map(OptionIndex).zip(points).collect());
        check(&rate, vec![rated([5, 3, 0]), rated([0, 4, 5])], &Outcome::Winner(OptionIndex(1)));
        check(&rate, vec![rated([0, 0, 0])], &Outcome::NoVotes);
    }

    #[test]
    fn a_proposal_passes_by_more_than_half_and_one_block_stops_it() {
        let agree = terms(Kind::Agree, Method::Plurality);
        let say = |stances: &[Stance]| stances.iter().copied().map(Vote::Stance).collect();
        let (yes, no) = (Stance::Agree, Stance::Disagree);
        check(&agree, say(&[yes, yes, no, Stance::Abstain]), &Outcome::Passed);
        let share = Share { part: 1, whole: 2 };
        check(&agree, say(&[yes, no]), &Outcome::NotPassed { share, needed: None });
        check(&agree, say(&[yes, yes, yes, Stance::Block]), &Outcome::Blocked(1));
        check(&agree, say(&[Stance::Abstain]), &Outcome::NoVotes);
        let mut two_thirds = agree;
        two_thirds.rules.pass = Some(66);
        check(&two_thirds, say(&[yes, yes, no]), &Outcome::Passed);
    }

    #[test]
    fn quorum_and_threshold_are_held_against_the_ballots() {
        let mut pick = terms(Kind::PickOne, Method::Plurality);
        pick.rules.quorum = Some(3);
        check(&pick, vec![one(0), one(0)], &Outcome::QuorumMissed(3));
        check(&pick, vec![one(0), one(0), Vote::NoOpinion], &Outcome::Winner(OptionIndex(0)));
        pick.rules.pass = Some(60);
        let short = Outcome::Short {
            leading: vec![OptionIndex(0)],
            share: Share { part: 2, whole: 4 },
            needed: 60,
        };
        check(&pick, vec![one(0), one(0), one(1), one(2)], &short);
        let mut rank = terms(Kind::Rank, Method::RankedPairs);
        rank.rules.pass = Some(50);
        let votes =
            vec![Vote::Ranked(list(&[0, 1])), Vote::Ranked(list(&[0])), Vote::Ranked(list(&[1]))];
        check(&rank, votes, &Outcome::Winner(OptionIndex(0)));
    }
}
