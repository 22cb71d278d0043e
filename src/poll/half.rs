//! A half-done ballot: what somebody has marked and not cast. It counts for nothing.

use super::{Kind, OptionIndex, Vote};

/// Marks in the order they were made.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HalfBallot {
    marks: Vec<Mark>,
    /// How often it was changed; the buttons of its page carry it, so that an older page is known.
    edits: u32,
}

/// One mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    /// On this option.
    pub option: OptionIndex,
    /// Its points, where points are given; none to pass it over.
    pub points: Option<u8>,
}

impl HalfBallot {
    /// As it was stored. Marks on an option that has one are dropped.
    #[must_use]
    pub fn new(marks: Vec<Mark>, edits: u32) -> Self {
        let mut half = Self { marks: Vec::with_capacity(marks.len()), edits };
        for mark in marks {
            half.place(mark);
        }
        half
    }

    /// A ballot that was cast, to be changed.
    #[must_use]
    pub fn of(vote: &Vote, edits: u32) -> Self {
        let plain = |option: &OptionIndex| Mark { option: *option, points: None };
        let marks = match vote {
            Vote::Several(options) | Vote::Ranked(options) => options.iter().map(plain).collect(),
            Vote::Rated(rated) => {
                rated.iter().map(|(o, p)| Mark { option: *o, points: Some(*p) }).collect()
            }
            Vote::One(option) => vec![plain(option)],
            Vote::Stance(_) | Vote::NoOpinion => Vec::new(),
        };
        Self { marks, edits }
    }

    /// The marks, oldest first; at most one an option.
    #[must_use]
    pub fn marks(&self) -> &[Mark] {
        &self.marks
    }

    /// How often it was changed.
    #[must_use]
    pub fn edits(&self) -> u32 {
        self.edits
    }

    /// Whether an option has a mark.
    #[must_use]
    pub fn has(&self, option: OptionIndex) -> bool {
        self.marks.iter().any(|mark| mark.option == option)
    }

    /// With one mark more; an option that has a mark keeps it.
    #[must_use]
    pub fn mark(mut self, mark: Mark) -> Self {
        self.place(mark);
        self.edited()
    }

    /// With these options marked and no other one.
    #[must_use]
    pub fn choose(self, options: &[OptionIndex]) -> Self {
        let marks = options.iter().map(|option| Mark { option: *option, points: None }).collect();
        Self::new(marks, self.edits).edited()
    }

    /// Without the last mark.
    #[must_use]
    pub fn undo(mut self) -> Self {
        self.marks.pop();
        self.edited()
    }

    /// Without marks.
    #[must_use]
    pub fn start_over(mut self) -> Self {
        self.marks.clear();
        self.edited()
    }

    /// The vote it would be in a poll of this kind; it is checked when it is cast.
    #[must_use]
    pub fn vote(&self, kind: Kind) -> Vote {
        let options = || self.marks.iter().map(|mark| mark.option).collect();
        match kind {
            Kind::PickSeveral { .. } => Vote::Several(options()),
            Kind::Rate => {
                let rated = self.marks.iter().filter_map(|m| Some((m.option, m.points?)));
                Vote::Rated(rated.collect())
            }
            Kind::PickOne | Kind::Rank | Kind::Agree => Vote::Ranked(options()),
        }
    }

    fn place(&mut self, mark: Mark) {
        if !self.has(mark.option) {
            self.marks.push(mark);
        }
    }

    fn edited(self) -> Self {
        Self { edits: self.edits.wrapping_add(1), ..self }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_made_undone_and_become_a_vote() {
        let mark = |option| Mark { option: OptionIndex(option), points: None };
        let half = HalfBallot::default().mark(mark(2)).mark(mark(0)).mark(mark(2));
        assert_eq!(half.vote(Kind::Rank), Vote::Ranked(vec![OptionIndex(2), OptionIndex(0)]));
        assert_eq!(half.edits(), 3);
        let undone = half.clone().undo();
        assert_eq!(undone.vote(Kind::Rank), Vote::Ranked(vec![OptionIndex(2)]));
        assert_eq!(undone.start_over().marks(), &[]);
        let chosen = half.choose(&[OptionIndex(1)]);
        assert_eq!(
            chosen.vote(Kind::PickSeveral { most: None }),
            Vote::Several(vec![OptionIndex(1)])
        );
    }

    #[test]
    fn an_option_passed_over_gets_no_points() {
        let half = HalfBallot::default()
            .mark(Mark { option: OptionIndex(1), points: None })
            .mark(Mark { option: OptionIndex(0), points: Some(4) });
        assert_eq!(half.vote(Kind::Rate), Vote::Rated(vec![(OptionIndex(0), 4)]));
        assert_eq!(
            HalfBallot::of(&half.vote(Kind::Rate), 0).vote(Kind::Rate),
            half.vote(Kind::Rate)
        );
    }
}
