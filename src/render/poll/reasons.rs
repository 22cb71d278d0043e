//! The reasons that voters gave, without their names.

use super::Shown;
use super::vote::{quoted, stance_key};
use super::words::short_option;
use crate::poll::{Ballot, OptionIndex, Poll, Vote};
use crate::render::{clip, text, text_with};

/// Most reasons that a result shows; a screen holds no more.
const SHOWN: usize = 6;

/// The same in a plain message.
const SHOWN_PLAIN: usize = 1;

/// Most code points of a reason there.
const REASON: usize = 150;

/// Most code points of an option's name in a line.
const NAME: usize = 40;

/// The reasons, in the order of the result; empty where there are none.
pub(super) fn given(shown: &Shown<'_>) -> String {
    let mut reasons: Vec<(usize, u32, String)> = shown
        .ballots
        .iter()
        .filter_map(|ballot| {
            let reason = ballot.reason.as_deref()?;
            Some((place(shown, ballot), mixed(reason), line(shown.poll, ballot, reason)))
        })
        .collect();
    if reasons.is_empty() {
        return String::new();
    }
    // Among reasons for one option nothing tells who gave which, or when.
    reasons.sort();
    let values = [("given", reasons.len().into()), ("ballots", shown.tally.ballots.into())];
    let mut lines = vec![text_with("poll-reasons", &values)];
    let most = if shown.embeds { SHOWN } else { SHOWN_PLAIN };
    lines.extend(reasons.iter().take(most).map(|(.., line)| line.clone()));
    let left = reasons.len().saturating_sub(most);
    if left > 0 {
        lines.push(text_with("list-more", &[("left", left.into())]));
    }
    lines.join("\n")
}

/// Where the option that a ballot favours stands in the result.
pub(super) fn place(shown: &Shown<'_>, ballot: &Ballot) -> usize {
    let Some(option) = favourite(&ballot.vote) else {
        return 0;
    };
    let order = shown.tally.counted.iter().flat_map(|counted| counted.ranking.iter().flatten());
    let mut order = order;
    order.position(|one| usize::from(one.0) == option.at()).unwrap_or(usize::MAX)
}

/// The option that a vote puts first.
pub(super) fn favourite(vote: &Vote) -> Option<OptionIndex> {
    match vote {
        Vote::One(option) => Some(*option),
        Vote::Several(picked) => picked.first().copied(),
        Vote::Ranked(ranked) => ranked.first().copied(),
        Vote::Rated(rated) => {
            rated.iter().rev().max_by_key(|(_, points)| *points).map(|(option, _)| *option)
        }
        Vote::Stance(_) | Vote::NoOpinion => None,
    }
}

fn line(poll: &Poll, ballot: &Ballot, reason: &str) -> String {
    let reason = quoted(&clip(reason, REASON));
    match (&ballot.vote, favourite(&ballot.vote)) {
        (Vote::Stance(stance), _) => {
            let values = [("stance", text(stance_key(*stance)).into()), ("reason", reason.into())];
            text_with("poll-reason-stance", &values)
        }
        (_, Some(option)) => {
            let name = short_option(poll, option, NAME);
            text_with("poll-reason-for", &[("option", name.into()), ("reason", reason.into())])
        }
        (_, None) => text_with("poll-reason-plain", &[("reason", reason.into())]),
    }
}

/// A number that says nothing of the order in which reasons came.
pub(super) fn mixed(reason: &str) -> u32 {
    reason.bytes().fold(0x811C_9DC5, |sum, byte| {
        // FNV-1a, <http://www.isthe.com/chongo/tech/comp/fnv/>
        (sum ^ u32::from(byte)).wrapping_mul(0x0100_0193)
    })
}
