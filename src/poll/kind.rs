//! The five kinds of ballot, and what a vote of each kind says.

use super::OptionIndex;

/// What voters are asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// One option.
    PickOne,
    /// Several options, each as good as the others.
    PickSeveral {
        /// At most so many; none for as many as one likes.
        most: Option<u8>,
    },
    /// The options in order, best first.
    Rank,
    /// 0 to 5 points for each option.
    Rate,
    /// Agreement with what is proposed, or an objection to it. There are no options.
    Agree,
}

/// The most points an option gets from one voter.
pub const MOST_POINTS: u8 = 5;

/// What somebody thinks of a proposal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stance {
    /// For it.
    Agree,
    /// Neither for nor against it.
    Abstain,
    /// Against it, and can live with it.
    Disagree,
    /// Against it, so that it must not pass.
    Block,
}

/// What a ballot says. Every list is non-empty and names an option once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Vote {
    /// This option.
    One(OptionIndex),
    /// These, in the order of the poll.
    Several(Vec<OptionIndex>),
    /// These, best first; options left out share the last place.
    Ranked(Vec<OptionIndex>),
    /// Points by option, in the order of the poll; options left out have none.
    Rated(Vec<(OptionIndex, u8)>),
    /// Of the proposal.
    Stance(Stance),
    /// Counts towards the turnout and towards no side.
    NoOpinion,
}

/// Why a vote does not fit a poll.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Misfit {
    /// It is a vote of another kind.
    #[error("a vote of another kind")]
    OtherKind,
    /// It says nothing.
    #[error("nothing is chosen")]
    Empty,
    /// It names an option past the last.
    #[error("option {0} is past the last")]
    NoSuchOption(u8),
    /// It names an option twice.
    #[error("option {0} is named twice")]
    Twice(u8),
    /// It names more options than may be picked.
    #[error("{0} options picked, which are too many")]
    TooMany(usize),
    /// It gives more than five points.
    #[error("{0} points, which are too many")]
    Points(u8),
}

impl Kind {
    /// Checks a vote in a poll of so many options, and puts its list in order.
    ///
    /// # Errors
    ///
    /// [`Misfit`].
    pub fn checked(self, vote: Vote, options: usize) -> Result<Vote, Misfit> {
        match (self, vote) {
            (_, Vote::NoOpinion) => Ok(Vote::NoOpinion),
            (Self::PickOne, Vote::One(option)) => {
                distinct(&[option], options)?;
                Ok(Vote::One(option))
            }
            (Self::PickSeveral { most }, Vote::Several(mut picked)) => {
                distinct(&picked, options)?;
                if most.is_some_and(|most| usize::from(most) < picked.len()) {
                    return Err(Misfit::TooMany(picked.len()));
                }
                picked.sort_unstable();
                Ok(Vote::Several(picked))
            }
            (Self::Rank, Vote::Ranked(ranked)) => {
                distinct(&ranked, options)?;
                Ok(Vote::Ranked(ranked))
            }
            (Self::Rate, Vote::Rated(mut rated)) => {
                distinct(&rated.iter().map(|(option, _)| *option).collect::<Vec<_>>(), options)?;
                if let Some((_, points)) = rated.iter().find(|(_, points)| *points > MOST_POINTS) {
                    return Err(Misfit::Points(*points));
                }
                rated.sort_unstable();
                Ok(Vote::Rated(rated))
            }
            (Self::Agree, Vote::Stance(stance)) => Ok(Vote::Stance(stance)),
            _ => Err(Misfit::OtherKind),
        }
    }

    /// Whether a poll of this kind has options.
    #[must_use]
    pub fn has_options(self) -> bool {
        self != Self::Agree
    }
}

impl Stance {
    /// All of them, from the friendliest.
    pub const ALL: [Self; 4] = [Self::Agree, Self::Abstain, Self::Disagree, Self::Block];
}

fn distinct(named: &[OptionIndex], options: usize) -> Result<(), Misfit> {
    if named.is_empty() {
        return Err(Misfit::Empty);
    }
    let mut seen = vec![false; options];
    for option in named {
        match seen.get_mut(option.at()) {
            None => return Err(Misfit::NoSuchOption(option.0)),
            Some(true) => return Err(Misfit::Twice(option.0)),
            Some(seen) => *seen = true,
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn options(places: &[u8]) -> Vec<OptionIndex> {
        places.iter().copied().map(OptionIndex).collect()
    }

    #[test]
    fn a_vote_is_checked_against_the_poll() {
        let several = Kind::PickSeveral { most: Some(2) };
        let check = |kind: Kind, vote, expected| assert_eq!(kind.checked(vote, 3), expected);
        let kept = |vote: Vote| (vote.clone(), Ok(vote));
        let (vote, same) = kept(Vote::One(OptionIndex(2)));
        check(Kind::PickOne, vote, same);
        check(Kind::PickOne, Vote::One(OptionIndex(3)), Err(Misfit::NoSuchOption(3)));
        check(Kind::PickOne, Vote::Ranked(options(&[0])), Err(Misfit::OtherKind));
        check(several, Vote::Several(options(&[2, 0])), Ok(Vote::Several(options(&[0, 2]))));
        check(several, Vote::Several(options(&[0, 1, 2])), Err(Misfit::TooMany(3)));
        check(several, Vote::Several(vec![]), Err(Misfit::Empty));
        check(Kind::Rank, Vote::Ranked(options(&[2, 0])), Ok(Vote::Ranked(options(&[2, 0]))));
        check(Kind::Rank, Vote::Ranked(options(&[2, 2])), Err(Misfit::Twice(2)));
        let rated = Vote::Rated(vec![(OptionIndex(1), 5), (OptionIndex(0), 0)]);
        let sorted = Vote::Rated(vec![(OptionIndex(0), 0), (OptionIndex(1), 5)]);
        check(Kind::Rate, rated, Ok(sorted));
        check(Kind::Rate, Vote::Rated(vec![(OptionIndex(1), 6)]), Err(Misfit::Points(6)));
        check(Kind::Agree, Vote::NoOpinion, Ok(Vote::NoOpinion));
        check(Kind::Agree, Vote::One(OptionIndex(0)), Err(Misfit::OtherKind));
    }

    proptest! {
        #[test]
        fn a_checked_ranking_names_each_option_at_most_once(places in proptest::collection::vec(any::<u8>(), 0..30)) {
            if let Ok(Vote::Ranked(ranked)) = Kind::Rank.checked(Vote::Ranked(options(&places)), 25) {
                let mut sorted = ranked.clone();
                sorted.sort_unstable();
                sorted.dedup();
                prop_assert_eq!(sorted.len(), ranked.len());
                prop_assert!(!ranked.is_empty() && ranked.iter().all(|o| o.at() < 25));
            }
        }
    }
}
