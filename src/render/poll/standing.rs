//! What the count of a closed poll says, as text: why who won, and the order of all.

use super::result::is_unanimous;
use super::words::{names_or, short_option, stance_lines, with_sum};
use super::{Shown, words};
use crate::poll::count::{Candidate, Counted, Rounds, swing};
use crate::poll::{Kind, OptionIndex, Outcome, Poll, countable};
use crate::render::{text, text_with};

/// With fewer secret ballots than this, counts would tell who voted how.
/// Source: the least count that many statistical offices publish,
/// <https://en.wikipedia.org/wiki/Statistical_disclosure_control>
pub(super) const FEW_SECRET: u32 = 5;

/// Most code points of an option's name in a line.
const NAME: usize = 60;

/// Most options named that one ballot could have made the winner.
const SWINGS: usize = 3;

/// Most lines of a comparison; a poll has up to 24.
const LINES: usize = 10;

/// Whether so few secret ballots were cast that only the winner is told.
pub(super) fn hidden_by_secrecy(shown: &Shown<'_>) -> bool {
    shown.poll.terms.rules.disclosure.is_secret() && shown.tally.ballots < FEW_SECRET
}

/// Everything below the question.
pub(super) fn body(shown: &Shown<'_>) -> String {
    let (poll, tally) = (shown.poll, shown.tally);
    if let Outcome::QuorumMissed(_) = tally.outcome {
        return quorum_missed(poll);
    }
    if tally.ballots > 0 && hidden_by_secrecy(shown) {
        return text("poll-result-few");
    }
    let mut parts = match (poll.terms.kind, &tally.counted) {
        (Kind::Agree, _) => vec![stance_lines(tally)],
        (_, None) => vec![words::option_lines(shown)],
        (Kind::Rank, Some(counted)) => ranked(shown, counted),
        (kind, Some(counted)) => summed(shown, kind, counted),
    };
    parts.push(how_firm(shown));
    if tally.no_opinion > 0 && poll.terms.kind != Kind::Agree {
        parts.push(text_with("poll-result-no-opinion", &[("people", tally.no_opinion.into())]));
    }
    if poll.terms.rules.disclosure.is_secret() && is_unanimous(shown) {
        parts.push(text("poll-result-unanimous"));
    }
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n\n")
}

/// Nothing is shown; and why it cannot take more votes, where that is so.
fn quorum_missed(poll: &Poll) -> String {
    let few = text("poll-result-quorum-body");
    if poll.may_reopen() {
        return few;
    }
    let secret = poll.terms.rules.disclosure.is_secret();
    let why = if secret { "poll-result-quorum-secret" } else { "poll-result-quorum-picked" };
    format!("{few} {}", text(why))
}

/// Whom one changed ballot could have made the winner; nothing where that was not fully searched.
fn how_firm(shown: &Shown<'_>) -> String {
    let poll = shown.poll;
    let (Outcome::Winner(_), Some(counted)) = (&shown.tally.outcome, &shown.tally.counted) else {
        return String::new();
    };
    let Some(ballots) = countable(poll.text.options().len(), &poll.terms, shown.ballots) else {
        return String::new();
    };
    let swing = swing(&ballots, counted);
    let to: Vec<OptionIndex> = swing.to.iter().copied().map(OptionIndex::from).collect();
    match to[..] {
        [] if swing.complete => text("poll-result-firm"),
        [] => String::new(),
        _ => {
            let most = to.len().min(SWINGS);
            let names = names_or(poll, &to[..most], NAME);
            text_with("poll-result-close", &[("options", names.into())])
        }
    }
}

/// Every option with its votes or points, most first; the same facts for each.
fn summed(shown: &Shown<'_>, kind: Kind, counted: &Counted) -> Vec<String> {
    let poll = shown.poll;
    let sums = shown.tally.sums(kind, poll.text.options().len());
    let mut order: Vec<OptionIndex> =
        counted.ranking.iter().flatten().copied().map(OptionIndex::from).collect();
    if let Rounds::Star(_) = counted.rounds {
        // The run-off is told below; the list shows the points it started from.
        order.sort_by_key(|one| std::cmp::Reverse(sums[one.at()]));
    }
    let lines = order.iter().map(|one| {
        let name = words::listed(poll, *one, words::room(shown.embeds));
        format!("- {}", with_sum(kind, &name, sums[one.at()], shown.tally.sides()))
    });
    let mut parts = vec![lines.collect::<Vec<_>>().join("\n")];
    if let Rounds::Star(star) = &counted.rounds
        && let [(first, ahead), (second, behind)] = star.runoff[..]
    {
        let values = [
            ("first", short_option(poll, first.into(), NAME).into()),
            ("ahead", ahead.into()),
            ("second", short_option(poll, second.into(), NAME).into()),
            ("behind", behind.into()),
        ];
        parts.push(text_with("poll-result-star", &values));
    }
    parts
}

/// Why the winner of a ranked poll won, and the order of all.
fn ranked(shown: &Shown<'_>, counted: &Counted) -> Vec<String> {
    let poll = shown.poll;
    let room = words::room(shown.embeds) / 2;
    let mut parts = Vec::new();
    if let [winner] = counted.winners[..] {
        parts.push(match counted.pairwise.beats_all() {
            Some(all) if all == winner => beats_all(poll, counted, winner, room),
            _ => text(match counted.method {
                crate::poll::count::Method::Irv => "poll-result-why-irv",
                crate::poll::count::Method::Schulze => "poll-result-why-schulze",
                crate::poll::count::Method::Borda => "poll-result-why-borda",
                _ => "poll-result-why-ranked-pairs",
            }),
        });
    }
    parts.push(text_with("poll-result-order", &[("order", order(poll, counted, room).into())]));
    if !counted.complete {
        parts.push(text("poll-result-cut-short"));
    }
    parts
}

/// The winner against each other option, closest first.
fn beats_all(poll: &Poll, counted: &Counted, winner: Candidate, room: usize) -> String {
    let most = words::name_limit(poll.text.options(), room);
    let mut others: Vec<Candidate> =
        counted.ranking.iter().flatten().copied().filter(|one| *one != winner).collect();
    others.sort_by_key(|other| counted.pairwise.margin(winner, *other));
    let left = others.len().saturating_sub(LINES);
    let mut lines = vec![text("poll-result-beats-all")];
    lines.extend(others.iter().take(LINES).map(|other| {
        let (over, under) =
            (counted.pairwise.over(winner, *other), counted.pairwise.over(*other, winner));
        let values = [
            ("option", short_option(poll, (*other).into(), most).into()),
            ("over", over.into()),
            ("under", under.into()),
        ];
        text_with("poll-result-beats", &values)
    }));
    if left > 0 {
        lines.push(text_with("list-more", &[("left", left.into())]));
    }
    lines.join("\n")
}

/// "1. Django, 2. Flask and Rails".
fn order(poll: &Poll, counted: &Counted, room: usize) -> String {
    let most = words::name_limit(poll.text.options(), room);
    let mut place = 1;
    let places = counted.ranking.iter().map(|level| {
        let level_options: Vec<OptionIndex> =
            level.iter().copied().map(OptionIndex::from).collect();
        let names = words::names_and(poll, &level_options, most);
        let values = [("place", place.into()), ("option", names.into())];
        place += level.len();
        text_with("poll-vote-rank", &values)
    });
    places.collect::<Vec<_>>().join(", ")
}
