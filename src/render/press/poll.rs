//! What can be pressed on a poll, its draft and its ballots; printed and parsed.

use std::fmt;

use crate::poll::Stance;

/// What can be pressed on a poll.
///
/// Presses on a ballot's page carry how often the half-done ballot was changed when the page was
/// drawn, so that an older page is known, and no id comes twice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PollPress {
    /// Draft: post it.
    Post,
    /// Draft: open the form with its text.
    EditText,
    /// Draft: the form was sent.
    Edited,
    /// Draft: throw it away.
    Discard,
    /// Draft: show its first page.
    DraftMain,
    /// Draft: show the page with more settings.
    DraftMore,
    /// Draft: choose a term. The number makes each drawing's id another one, since clients do not
    /// send the same selection twice.
    Set(Term, u32),
    /// Vote for this option (from 0).
    Vote(u8),
    /// The same, with the reason in the form that was sent.
    VoteWhy(u8),
    /// Say this of the proposal.
    Stance(Stance),
    /// The same, with the reason in the form that was sent.
    StanceWhy(Stance),
    /// Open the private ballot.
    Ballot,
    /// An option was chosen in the ballot menu.
    Choose,
    /// Ballot: mark this option next.
    Mark(u8, u32),
    /// Ballot: give this option so many points.
    Points(u8, u8, u32),
    /// Ballot: pass this option over.
    PassOver(u8, u32),
    /// Ballot: options were chosen in its menu.
    Menu(u32),
    /// Ballot: take the last mark back.
    Undo(u32),
    /// Ballot: take every mark back.
    StartOver(u32),
    /// Ballot: cast it.
    Cast(u32),
    /// The same, with the reason in the form that was sent.
    CastWhy(u32),
    /// Vote without an opinion.
    NoOpinion,
    /// Open the ballot with what is stored.
    Change,
    /// Open the form for a reason.
    Reason,
    /// A reason was sent.
    ReasonSent,
    /// Show my vote.
    MyVote,
    /// Take my vote back.
    TakeBack,
    /// How it is counted.
    HowCounted,
    /// The evidence, one option at a time (from 0 in the reader's own order).
    Evidence(u8),
    /// The panel for the author and moderators.
    Manage,
    /// Open the form for a later closing time.
    Extend,
    /// That form was sent.
    Extended,
    /// Open the form for the reason of a cancellation.
    Cancel,
    /// That form was sent.
    Cancelled,
    /// Post a reminder now.
    Remind,
    /// Post the poll's message again, below.
    PostAgain,
    /// Open the form with the poll's text.
    Reword,
    /// That form was sent.
    Reworded,
    /// Offer "Neither" in the draft of a poll between two stacks.
    AddNeither,
    /// Offer "Both" there.
    AddBoth,
    /// Open a draft like this poll.
    Copy,
    /// The quorum was missed: take votes for another day.
    OneMoreDay,
    /// The quorum was missed: stay closed.
    ForGood,
    /// Open a draft of the options that tie.
    RunOff,
    /// Close now.
    Close,
    /// Really close now.
    CloseConfirmed,
    /// The result so far or at the end.
    Results,
    /// How the result came about.
    Rounds,
    /// The poll as files.
    Download,
}

/// A term of a draft that is chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Term {
    /// The kind of ballot.
    Kind,
    /// Who may vote.
    Voters,
    /// The role whose members may.
    Role,
    /// The people who may.
    People,
    /// Who sees what when.
    Disclosure,
    /// How it is counted.
    Method,
    /// Whether voters say why.
    Reasons,
    /// What happens a day before it closes.
    Reminder,
    /// Who records the decision.
    Decider,
    /// Close when all have voted: on or off.
    CloseWhenAll,
    /// Open the form for quorum, threshold and cap.
    Numbers,
    /// That form was sent.
    NumbersSent,
}

/// Terms and the words in their ids.
const TERMS: [(Term, &str); 12] = [
    (Term::Kind, "kind"),
    (Term::Voters, "voters"),
    (Term::Role, "role"),
    (Term::People, "people"),
    (Term::Disclosure, "disclosure"),
    (Term::Method, "method"),
    (Term::Reasons, "reasons"),
    (Term::Reminder, "reminder"),
    (Term::Decider, "decider"),
    (Term::CloseWhenAll, "close-when-all"),
    (Term::Numbers, "numbers"),
    (Term::NumbersSent, "numbers-sent"),
];

/// Presses without a number, and the word in their id.
const PLAIN: [(PollPress, &str); 35] = [
    (PollPress::Post, "post"),
    (PollPress::EditText, "edit"),
    (PollPress::Edited, "edited"),
    (PollPress::Discard, "discard"),
    (PollPress::DraftMain, "draft-main"),
    (PollPress::DraftMore, "draft-more"),
    (PollPress::AddNeither, "add-neither"),
    (PollPress::AddBoth, "add-both"),
    (PollPress::Ballot, "ballot"),
    (PollPress::Choose, "choose"),
    (PollPress::NoOpinion, "no-opinion"),
    (PollPress::Change, "change"),
    (PollPress::Reason, "reason"),
    (PollPress::ReasonSent, "reason-sent"),
    (PollPress::MyVote, "mine"),
    (PollPress::TakeBack, "take-back"),
    (PollPress::HowCounted, "how"),
    (PollPress::Manage, "manage"),
    (PollPress::Extend, "extend"),
    (PollPress::Extended, "extended"),
    (PollPress::Cancel, "cancel"),
    (PollPress::Cancelled, "cancelled"),
    (PollPress::Remind, "remind"),
    (PollPress::PostAgain, "post-again"),
    (PollPress::Reword, "reword"),
    (PollPress::Reworded, "reworded"),
    (PollPress::Copy, "copy"),
    (PollPress::OneMoreDay, "one-more-day"),
    (PollPress::ForGood, "for-good"),
    (PollPress::RunOff, "run-off"),
    (PollPress::Close, "close"),
    (PollPress::CloseConfirmed, "close-now"),
    (PollPress::Results, "results"),
    (PollPress::Rounds, "rounds"),
    (PollPress::Download, "download"),
];

impl fmt::Display for PollPress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Vote(option) => write!(f, "vote.{option}"),
            Self::VoteWhy(option) => write!(f, "vote-why.{option}"),
            Self::Stance(stance) => write!(f, "stance.{}", stance_code(*stance)),
            Self::StanceWhy(stance) => write!(f, "stance-why.{}", stance_code(*stance)),
            Self::Mark(option, edits) => write!(f, "mark.{option}.{edits}"),
            Self::Points(option, points, edits) => write!(f, "points.{option}.{points}.{edits}"),
            Self::PassOver(option, edits) => write!(f, "pass-over.{option}.{edits}"),
            Self::Menu(edits) => write!(f, "menu.{edits}"),
            Self::Undo(edits) => write!(f, "undo.{edits}"),
            Self::StartOver(edits) => write!(f, "start-over.{edits}"),
            Self::Cast(edits) => write!(f, "cast.{edits}"),
            Self::CastWhy(edits) => write!(f, "cast-why.{edits}"),
            Self::Set(term, drawn) => {
                let word = TERMS.iter().find(|(one, _)| one == term).map(|(_, word)| *word);
                write!(f, "set.{}.{drawn}", word.unwrap_or_default())
            }
            Self::Evidence(page) => write!(f, "evidence.{page}"),
            plain => {
                let word = PLAIN.iter().find(|(press, _)| press == plain).map(|(_, word)| *word);
                f.write_str(word.unwrap_or_default())
            }
        }
    }
}

/// Reads what [`PollPress`] prints.
pub(super) fn parse(args: &str) -> Option<PollPress> {
    let mut parts = args.split('.');
    let verb = parts.next()?;
    let numbers: Vec<u32> = parts.clone().map_while(|part| part.parse().ok()).collect();
    let small = |at: usize| u8::try_from(*numbers.get(at)?).ok();
    let stance =
        || Stance::ALL.into_iter().find(|one| Some(stance_code(*one)) == parts.clone().next());
    Some(match verb {
        "vote" => PollPress::Vote(small(0)?),
        "vote-why" => PollPress::VoteWhy(small(0)?),
        "stance" => PollPress::Stance(stance()?),
        "stance-why" => PollPress::StanceWhy(stance()?),
        "set" => {
            let word = parts.next()?;
            let term = TERMS.iter().find(|(_, one)| *one == word)?.0;
            PollPress::Set(term, parts.next()?.parse().ok()?)
        }
        "mark" => PollPress::Mark(small(0)?, *numbers.get(1)?),
        "points" => PollPress::Points(small(0)?, small(1)?, *numbers.get(2)?),
        "pass-over" => PollPress::PassOver(small(0)?, *numbers.get(1)?),
        "menu" => PollPress::Menu(*numbers.first()?),
        "undo" => PollPress::Undo(*numbers.first()?),
        "start-over" => PollPress::StartOver(*numbers.first()?),
        "cast" => PollPress::Cast(*numbers.first()?),
        "cast-why" => PollPress::CastWhy(*numbers.first()?),
        "evidence" => PollPress::Evidence(small(0)?),
        _ => PLAIN.iter().find(|(_, word)| *word == args)?.0.clone(),
    })
}

const fn stance_code(stance: Stance) -> &'static str {
    match stance {
        Stance::Agree => "agree",
        Stance::Abstain => "abstain",
        Stance::Disagree => "disagree",
        Stance::Block => "block",
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[track_caller]
    fn returns(press: &PollPress) {
        assert_eq!(parse(&press.to_string()).as_ref(), Some(press), "{press}");
    }

    #[test]
    fn every_press_is_read_as_it_is_printed() {
        for (press, _) in &PLAIN {
            returns(press);
        }
        for (term, _) in TERMS {
            returns(&PollPress::Set(term, u32::MAX));
        }
        for stance in Stance::ALL {
            returns(&PollPress::Stance(stance));
            returns(&PollPress::StanceWhy(stance));
        }
        for press in [
            PollPress::Vote(24),
            PollPress::VoteWhy(24),
            PollPress::Mark(24, 7),
            PollPress::Points(24, 5, 7),
            PollPress::PassOver(24, 7),
            PollPress::Menu(7),
            PollPress::Undo(7),
            PollPress::StartOver(7),
            PollPress::Cast(u32::MAX),
            PollPress::CastWhy(0),
            PollPress::Evidence(3),
        ] {
            returns(&press);
        }
    }

    proptest! {
        #[test]
        fn no_text_panics(text in ".*", words in "[a-z-]{1,12}(\\.[0-9]{1,12}){0,4}") {
            let _ = (parse(&text), parse(&words));
        }
    }
}
