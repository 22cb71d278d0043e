//! What a vote says, in words.

use super::words::{PLAIN_ROOM, listed};
use crate::poll::{Kind, OptionIndex, Poll, Stance, Vote};
use crate::render::{plain, text, text_with};

/// An option in a private message, where a ballot may list all of them.
fn option(poll: &Poll, choice: OptionIndex) -> String {
    listed(poll, choice, PLAIN_ROOM)
}

/// A vote in one line: `Django`, `1. Django, 2. FastAPI`.
pub(super) fn in_a_line(poll: &Poll, vote: &Vote) -> String {
    match vote {
        Vote::One(choice) => option(poll, *choice),
        Vote::Several(picked) => names(poll, picked.iter().copied()),
        Vote::Ranked(ranked) => ranks(poll, ranked, ", "),
        Vote::Rated(rated) => {
            let each = rated.iter().map(|(choice, points)| points_line(poll, *choice, *points));
            each.collect::<Vec<_>>().join(", ")
        }
        Vote::Stance(stance) => text(stance_key(*stance)),
        Vote::NoOpinion => text("poll-no-opinion"),
    }
}

/// A vote in as many lines as it needs, with what it leaves out.
pub(super) fn in_lines(poll: &Poll, vote: &Vote) -> String {
    let list = |lines: Vec<String>| lines.iter().map(|l| format!("- {l}")).collect::<Vec<_>>();
    match vote {
        Vote::Several(picked) => list(picked.iter().map(|o| option(poll, *o)).collect()).join("\n"),
        Vote::Ranked(ranked) => {
            let mut lines = vec![ranks(poll, ranked, "\n")];
            let left: Vec<_> = left_out(poll, ranked).collect();
            if !left.is_empty() {
                let values = [("options", names(poll, left.into_iter()).into())];
                lines.push(text_with("poll-vote-last", &values));
            }
            lines.join("\n")
        }
        Vote::Rated(rated) => {
            let each = rated.iter().map(|(choice, points)| points_line(poll, *choice, *points));
            let mut lines = list(each.collect());
            let named: Vec<_> = rated.iter().map(|(choice, _)| *choice).collect();
            let left: Vec<_> = left_out(poll, &named).collect();
            if !left.is_empty() {
                let values = [("options", names(poll, left.into_iter()).into())];
                lines.push(text_with("poll-vote-no-points", &values));
            }
            lines.join("\n")
        }
        short => in_a_line(poll, short),
    }
}

/// Whether votes of this kind are shown in one line.
pub(super) fn fits_a_line(kind: Kind) -> bool {
    matches!(kind, Kind::PickOne | Kind::Agree)
}

/// "1. Django" and so on. The dot is escaped, lest Discord count by itself.
fn ranks(poll: &Poll, ranked: &[OptionIndex], between: &str) -> String {
    let lines = ranked.iter().zip(1_usize..).map(|(choice, place)| {
        let values = [("place", place.into()), ("option", option(poll, *choice).into())];
        text_with("poll-vote-rank", &values)
    });
    lines.collect::<Vec<_>>().join(between)
}

fn points_line(poll: &Poll, choice: OptionIndex, points: u8) -> String {
    let values = [("option", option(poll, choice).into()), ("points", points.into())];
    text_with("poll-vote-points", &values)
}

/// The options that are not among these, in the order of the poll.
fn left_out<'a>(
    poll: &'a Poll,
    named: &'a [OptionIndex],
) -> impl Iterator<Item = OptionIndex> + 'a {
    let all = (0..).zip(poll.text.options()).map(|(place, _)| OptionIndex(place));
    all.filter(|option| !named.contains(option))
}

/// Options with commas between them.
pub(super) fn names(poll: &Poll, options: impl Iterator<Item = OptionIndex>) -> String {
    options.map(|one| option(poll, one)).collect::<Vec<_>>().join(", ")
}

/// The word for a stance.
pub(super) const fn stance_key(stance: Stance) -> &'static str {
    match stance {
        Stance::Agree => "poll-stance-agree",
        Stance::Abstain => "poll-stance-abstain",
        Stance::Disagree => "poll-stance-disagree",
        Stance::Block => "poll-stance-block",
    }
}

/// A reason as it was given.
pub(super) fn quoted(reason: &str) -> String {
    text_with("poll-reason-quoted", &[("reason", plain(reason).into())])
}
