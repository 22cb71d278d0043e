//! The result of a poll, and how it stands so far.

use super::super::list;
use super::export::has_download;
use super::rounds::has_rounds;
use super::standing::{body, hidden_by_secrecy};
use super::words::{
    bare_option, button, full, gist, message, names_and, short_option, turnout, whole_question,
};
use super::{Shown, reasons, words};
use crate::poll::{Ending, Kind, OptionIndex, Outcome, Poll, PollNumber, PollState, Share};
use crate::render::{Message, PollPress, Row, clip, plain, text, text_with};

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
    let question = whole_question(poll, shown.embeds).unwrap_or_else(|| gist(poll));
    let link = shown.poll_link.map(|l| text_with("poll-result-poll", &[("link", l.into())]));
    if poll.is_cancelled() {
        let rest = vec![question, text("poll-result-cancelled-body"), link.unwrap_or_default()];
        return message(headline(shown), rest, shown.embeds, Vec::new());
    }
    let lot = matches!(shown.tally.outcome, Outcome::Tie(_)).then(|| text("poll-result-no-lot"));
    let last = [lot, extended(poll), ending(poll), link];
    let last = last.into_iter().flatten().collect::<Vec<_>>().join("\n");
    let mut rest = vec![question, body(shown)];
    if !hidden_by_secrecy(shown) && !matches!(shown.tally.outcome, Outcome::QuorumMissed(_)) {
        rest.push(reasons::given(shown));
    }
    rest.push(last);
    message(headline(shown), rest, shown.embeds, rows(shown))
}

/// What can be opened from a result.
fn rows(shown: &Shown<'_>) -> Vec<Row> {
    let poll = shown.poll;
    let mut buttons = Vec::new();
    if let Outcome::Tie(tied) = &shown.tally.outcome
        && !poll.is_open()
    {
        let mut run_off = button(poll.id, "poll-button-run-off", PollPress::RunOff);
        if tied.len() <= TIE_NAMES {
            let names: Vec<String> = tied.iter().map(|one| bare_option(poll, *one, 20)).collect();
            let names = list::or(&names.iter().map(String::as_str).collect::<Vec<_>>());
            run_off.label = text_with("poll-button-run-off-of", &[("options", names.into())]);
        }
        buttons.push(run_off);
    }
    match shown.tally.outcome {
        Outcome::NoVotes if shown.tally.ballots == 0 => {
            buttons.push(button(poll.id, "poll-button-open-again", PollPress::Copy));
        }
        Outcome::QuorumMissed(_) if !poll.may_reopen() || shown.for_good => {
            buttons.push(button(poll.id, "poll-button-copy", PollPress::Copy));
        }
        Outcome::QuorumMissed(_) => {
            buttons.push(button(poll.id, "poll-button-one-more-day", PollPress::OneMoreDay));
            buttons.push(button(poll.id, "poll-button-for-good", PollPress::ForGood));
        }
        _ => {}
    }
    if has_rounds(shown) {
        let in_rounds = matches!(poll.terms.kind, Kind::Rank | Kind::Rate);
        let label = if in_rounds { "poll-button-rounds" } else { "poll-button-picture" };
        buttons.push(button(poll.id, label, PollPress::Rounds));
    }
    if shown.evidence {
        buttons.push(button(poll.id, "poll-button-evidence", PollPress::Evidence(0)));
    }
    buttons.push(button(poll.id, "poll-button-how", PollPress::HowCounted));
    if has_download(shown) {
        buttons.push(button(poll.id, "poll-button-download", PollPress::Download));
    }
    // Five in a row wrap badly on a phone.
    let in_a_row = if buttons.len() > 4 { 3 } else { 4 };
    buttons.chunks(in_a_row).map(|row| Row::Buttons(row.to_vec())).collect()
}

/// The result, for whoever looks it up while the channel has not got it.
#[must_use]
pub fn unposted(result: Message, channel: u64) -> Message {
    let values = [("channel", format!("<#{channel}>").into())];
    let note = text_with("poll-result-unposted", &values);
    Message { content: format!("{note}\n\n{}", result.content), ..result }
}

/// The result of a poll whose channel is gone.
#[must_use]
pub fn homeless(result: Message) -> Message {
    Message { content: format!("{}\n\n{}", text("poll-result-homeless"), result.content), ..result }
}

/// How an open poll stands, privately, as far as its terms let anybody see; the result of a closed
/// one.
#[must_use]
pub fn so_far(shown: &Shown<'_>, has_voted: bool) -> Message {
    let poll = shown.poll;
    if !poll.is_open() {
        return result(shown);
    }
    let values = [("number", poll.number.to_string().into()), ("question", gist(poll).into())];
    let link = shown.poll_link.map(|l| text_with("poll-result-poll", &[("link", l.into())]));
    let rest = vec![
        whole_question(poll, shown.embeds).unwrap_or_default(),
        words::visible_lines(shown, has_voted),
        format!("{}. {}", turnout(shown), words::closes(poll.closes_at)),
        link.unwrap_or_default(),
    ];
    message(text_with("poll-sofar", &values), rest, shown.embeds, Vec::new())
}

/// The first line: what it came to.
fn headline(shown: &Shown<'_>) -> String {
    let (poll, tally) = (shown.poll, shown.tally);
    let number = ("number", poll.number.to_string().into());
    if let PollState::Closed { ending: Ending::Cancelled { by, reason }, .. } = &poll.state {
        let values = [
            number,
            ("member", plain(&by.name).into()),
            ("reason", plain(&clip(reason, 150)).into()),
        ];
        return text_with("poll-result-cancelled", &values);
    }
    let turnout = ("turnout", turnout(shown).into());
    // Shares and numbers of few secret ballots would tell who voted how.
    let hidden = hidden_by_secrecy(shown);
    match &tally.outcome {
        Outcome::NoVotes if tally.ballots == 0 => text_with("poll-result-none", &[number]),
        Outcome::NoVotes => text_with("poll-result-no-sides", &[number, turnout]),
        Outcome::QuorumMissed(needed) => {
            let values = [number, ("ballots", tally.ballots.into()), ("needed", (*needed).into())];
            text_with("poll-result-quorum", &values)
        }
        Outcome::Winner(winner) => won(shown, *winner),
        Outcome::Tie(tied) if tied.len() > TIE_NAMES => {
            text_with("poll-result-tie-many", &[number, ("options", tied.len().into()), turnout])
        }
        Outcome::Tie(tied) => {
            let tied = names_and(poll, tied, HEADLINE);
            text_with("poll-result-tie", &[number, ("options", tied.into()), turnout])
        }
        Outcome::Short { leading, share, needed } => {
            let names = names_and(poll, &leading[..leading.len().min(TIE_NAMES)], HEADLINE);
            let values = [
                number,
                ("options", names.into()),
                ("percent", percent(*share).into()),
                ("needed", (*needed).into()),
                turnout,
            ];
            text_with(if hidden { "poll-result-short-few" } else { "poll-result-short" }, &values)
        }
        Outcome::Passed => text_with("poll-result-passed", &[number, turnout]),
        Outcome::NotPassed { share, needed } => {
            let values = [
                number,
                ("percent", percent(*share).into()),
                ("needed", needed.unwrap_or(0).into()),
                turnout,
            ];
            let few = "poll-result-not-passed-few";
            text_with(if hidden { few } else { "poll-result-not-passed" }, &values)
        }
        Outcome::Blocked(_) if hidden => text_with("poll-result-blocked-few", &[number, turnout]),
        Outcome::Blocked(people) => {
            text_with("poll-result-blocked", &[number, ("people", (*people).into()), turnout])
        }
    }
}

fn won(shown: &Shown<'_>, winner: OptionIndex) -> String {
    let (poll, tally) = (shown.poll, shown.tally);
    let votes = tally.sums(poll.terms.kind, poll.text.options().len());
    let mut values = vec![
        ("number", poll.number.to_string().into()),
        ("option", short_option(poll, winner, HEADLINE).into()),
        ("votes", votes.get(winner.at()).copied().unwrap_or_default().into()),
        ("total", tally.sides().into()),
        ("turnout", turnout(shown).into()),
    ];
    let unanimous = tally.sides() > 1 && is_unanimous(shown);
    if poll.terms.rules.disclosure.is_secret() && unanimous && !hidden_by_secrecy(shown) {
        return text_with("poll-result-by-all", &values);
    }
    if poll.terms.kind == Kind::PickOne && !hidden_by_secrecy(shown) {
        values.pop();
        return text_with("poll-result-winner", &values);
    }
    text_with("poll-result-chosen", &values)
}

/// Whether every ballot that takes a side says the same.
pub(super) fn is_unanimous(shown: &Shown<'_>) -> bool {
    let mut votes = shown.ballots.iter().map(|ballot| &ballot.vote);
    let mut votes = votes.by_ref().filter(|vote| **vote != crate::poll::Vote::NoOpinion);
    let first = votes.next();
    first.is_some() && votes.all(|vote| Some(vote) == first)
}

/// A share as a whole percentage, rounded down so that it never claims more.
fn percent(share: Share) -> u64 {
    share.part * 100 / share.whole.max(1)
}

fn extended(poll: &Poll) -> Option<String> {
    let extension = poll.extended.as_ref()?;
    let values =
        [("member", plain(&extension.by.name).into()), ("from", full(extension.from).into())];
    Some(text_with("poll-result-extended", &values))
}

fn ending(poll: &Poll) -> Option<String> {
    let PollState::Closed { at, ending, .. } = &poll.state else {
        return None;
    };
    let at = ("at", full(*at).into());
    Some(match (ending, poll.closed_late()) {
        (Ending::Early(member) | Ending::Cancelled { by: member, .. }, _) => {
            text_with("poll-result-early", &[("member", plain(&member.name).into()), at])
        }
        (Ending::AllVoted, _) => text_with("poll-result-all-voted", &[at]),
        (Ending::OnTime, Some(until)) => {
            text_with("poll-result-late", &[at, ("until", full(until).into())])
        }
        (Ending::OnTime, None) => text_with("poll-result-on-time", &[at]),
    })
}
