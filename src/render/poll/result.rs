//! The result of a poll, and how it stands so far.

use super::words::{full, gist, message, option, shortened, whole_question};
use super::{Shown, words};
use crate::poll::{Ending, OptionIndex, Outcome, Poll, PollNumber, PollState};
use crate::render::{Message, clip, plain, text, text_with};

/// Most options that a tie names; more are counted.
const TIE_NAMES: usize = 3;

/// Most code points of an option in the first line.
const HEADLINE: usize = 50;

/// What only the result of this poll holds: people's text cannot, its asterisks are escaped.
#[must_use]
pub fn result_mark(number: PollNumber) -> String {
    text_with("poll-result-mark", &[("number", number.to_string().into())])
}

/// The message that announces the result.
#[must_use]
pub fn result(shown: &Shown<'_>) -> Message {
    let poll = shown.poll;
    let link = shown.poll_link.map(|l| text_with("poll-result-poll", &[("link", l.into())]));
    let lot = matches!(shown.tally.outcome(), Outcome::Tie(_)).then(|| text("poll-result-no-lot"));
    let last = [lot, ending(poll), link].into_iter().flatten().collect::<Vec<_>>().join("\n");
    let question = whole_question(poll, shown.embeds).unwrap_or_else(|| gist(poll));
    let rest = vec![question, ranking(shown), last];
    message(headline(shown), rest, shown.embeds, Vec::new())
}

/// The counts of an open poll, privately; the result of a closed one.
#[must_use]
pub fn so_far(shown: &Shown<'_>) -> Message {
    let poll = shown.poll;
    if !poll.is_open() {
        return result(shown);
    }
    let values = [("number", poll.number.to_string().into()), ("question", gist(poll).into())];
    let votes = text_with("poll-votes", &[("votes", shown.tally.total().into())]);
    let link = shown.poll_link.map(|l| text_with("poll-result-poll", &[("link", l.into())]));
    let rest = vec![
        whole_question(poll, shown.embeds).unwrap_or_default(),
        words::option_lines(poll, shown.tally, shown.embeds),
        format!("{votes}. {}", words::closes(poll.closes_at)),
        link.unwrap_or_default(),
    ];
    message(text_with("poll-sofar", &values), rest, shown.embeds, Vec::new())
}

fn headline(shown: &Shown<'_>) -> String {
    let (poll, tally) = (shown.poll, shown.tally);
    let number = ("number", poll.number.to_string().into());
    let most = tally.votes().iter().copied().max().unwrap_or(0);
    let votes = ("votes", most.into());
    match tally.outcome() {
        Outcome::NoVotes => text_with("poll-result-none", &[number]),
        Outcome::Winner(winner) => {
            let values = [
                number,
                votes,
                ("option", short(poll, winner).into()),
                ("total", tally.total().into()),
            ];
            text_with("poll-result-winner", &values)
        }
        Outcome::Tie(tied) if tied.len() > TIE_NAMES => {
            text_with("poll-result-tie-many", &[number, votes, ("options", tied.len().into())])
        }
        Outcome::Tie(tied) => {
            text_with("poll-result-tie", &[number, votes, ("options", names(poll, &tied).into())])
        }
    }
}

fn short(poll: &Poll, option: OptionIndex) -> String {
    let name = poll.text.options().get(option.at()).map_or("", String::as_str);
    plain(&clip(name, HEADLINE))
}

/// "A and B", "A, B and C".
fn names(poll: &Poll, options: &[OptionIndex]) -> String {
    let mut names: Vec<String> = options.iter().map(|o| short(poll, *o)).collect();
    let last = names.pop().unwrap_or_default();
    text_with("poll-and", &[("first", names.join(", ").into()), ("last", last.into())])
}

/// Every option, most votes first; the same facts for each.
fn ranking(shown: &Shown<'_>) -> String {
    let lines = shown.tally.ranking().into_iter().map(|(place, votes)| {
        let name = shown.poll.text.options().get(place.at());
        let name = name.map(|n| plain(&shortened(n, shown.embeds)));
        let name = name.unwrap_or_else(|| option(shown.poll, place));
        text_with("poll-option-votes", &[("option", name.into()), ("votes", votes.into())])
    });
    lines.collect::<Vec<_>>().join("\n")
}

fn ending(poll: &Poll) -> Option<String> {
    let PollState::Closed { at, ending, .. } = &poll.state else {
        return None;
    };
    let at = ("at", full(*at).into());
    Some(match (ending, poll.closed_late()) {
        (Ending::Early(member), _) => {
            text_with("poll-result-early", &[("member", plain(&member.name).into()), at])
        }
        (Ending::OnTime, Some(until)) => {
            text_with("poll-result-late", &[at, ("until", full(until).into())])
        }
        (Ending::OnTime, None) => text_with("poll-result-on-time", &[at]),
    })
}
