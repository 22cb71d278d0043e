//! Pieces that several poll messages share.

use super::super::list;
use super::Shown;
use super::rounds::is_told;
use super::vote::stance_key;
use crate::poll::{Disclosure, Kind, OPTION_CODE_POINTS, OptionIndex, Poll, Stance, Tally};
use crate::render::{
    Button, ButtonStyle, Embed, Message, PollPress, Press, Row, clip, plain, text, text_with,
};
use crate::time::Timestamp;

/// Most code points of a button's label.
/// Source: <https://discord.com/developers/docs/components/reference#button>
pub(super) const LABEL: usize = 80;

/// Most code points of a question in a line of its own; the whole one follows below.
pub(super) const GIST: usize = 150;

/// Code points for a list of all options in an embed, which holds 4096.
/// Source: <https://discord.com/developers/docs/resources/message#embed-object-embed-limits>
pub(super) const EMBED_ROOM: usize = 3000;

/// The same where everything must fit into one plain message of 2000.
pub(super) const PLAIN_ROOM: usize = 1100;

/// Code points that a line needs beside the name: place, votes, points.
const BESIDE: usize = 16;

/// Fewest code points of a name, so that something can be read.
const LEAST: usize = 6;

/// Most code points of an embed's description, and of a message's content.
/// Source: <https://discord.com/developers/docs/resources/message>
const DESCRIPTION: usize = 4096;
const CONTENT: usize = 2000;

/// A date and time that Discord shows in the reader's own time zone.
/// Source: <https://discord.com/developers/docs/reference#message-formatting>
pub(super) fn full(at: Timestamp) -> String {
    format!("<t:{}:F>", at.seconds())
}

/// How far away a time is, kept current by Discord.
pub(super) fn relative(at: Timestamp) -> String {
    format!("<t:{}:R>", at.seconds())
}

/// The line that says when a poll closes.
pub(super) fn closes(at: Option<Timestamp>) -> String {
    match at {
        Some(at) => {
            let values = [("at", full(at).into()), ("in", relative(at).into())];
            text_with("poll-closes", &values)
        }
        None => text("poll-closes-never"),
    }
}

/// The question in one line.
pub(super) fn gist(poll: &Poll) -> String {
    plain(&clip(poll.text.question(), GIST))
}

/// The question in full where its line cut it; a plain message has no room for it.
pub(super) fn whole_question(poll: &Poll, embeds: bool) -> Option<String> {
    let question = poll.text.question();
    (embeds && question.chars().count() > GIST).then(|| plain(question))
}

/// Whether options carry their place, so that a cut label and its line match.
pub(super) fn numbered(options: &[String]) -> bool {
    options.len() > 5 || options.iter().any(|o| vote_label(o).chars().count() > LABEL)
}

fn vote_label(option: &str) -> String {
    text_with("poll-button-vote", &[("option", option.into())])
}

/// The label of the button that votes for an option.
pub(super) fn label(poll: &Poll, place: usize) -> String {
    let option = &poll.text.options()[place];
    let whole = vote_label(option);
    let whole = if numbered(poll.text.options()) { numbered_label(place, &whole) } else { whole };
    clip(&whole, LABEL)
}

/// A label with its place, from 1, in front.
pub(super) fn numbered_label(place: usize, label: &str) -> String {
    text_with("poll-numbered", &[("place", (place + 1).into()), ("label", label.into())])
}

/// How many have voted, of how many where that is known.
pub(super) fn turnout(shown: &Shown<'_>) -> String {
    let voted = ("voted", shown.tally.ballots.into());
    match (shown.poll.terms.rules.voters.known(), shown.poll.is_open()) {
        (Some(known), true) => text_with("poll-turnout-so-far", &[voted, ("known", known.into())]),
        (Some(known), false) => text_with("poll-turnout", &[voted, ("known", known.into())]),
        (None, _) => text_with("poll-votes", &[("votes", shown.tally.ballots.into())]),
    }
}

/// An option's name for a button's label, which takes no Markdown.
pub(super) fn bare_option(poll: &Poll, option: OptionIndex, most: usize) -> String {
    clip(poll.text.options().get(option.at()).map_or("", String::as_str), most)
}

/// An option's name, short and escaped.
pub(super) fn short_option(poll: &Poll, option: OptionIndex, most: usize) -> String {
    let name = poll.text.options().get(option.at()).map_or("", String::as_str);
    plain(&clip(name, most))
}

/// "A and B", "A, B and C".
pub(super) fn names_and(poll: &Poll, options: &[OptionIndex], most: usize) -> String {
    let mut names: Vec<String> = options.iter().map(|o| short_option(poll, *o, most)).collect();
    let last = names.pop().unwrap_or_default();
    if names.is_empty() {
        return last;
    }
    text_with("poll-and", &[("first", names.join(", ").into()), ("last", last.into())])
}

/// "A or B", "A, B or C".
pub(super) fn names_or(poll: &Poll, options: &[OptionIndex], most: usize) -> String {
    let names: Vec<String> = options.iter().map(|o| short_option(poll, *o, most)).collect();
    list::or(&names.iter().map(String::as_str).collect::<Vec<_>>())
}

/// Whether everybody may see the counts: while the poll is open where it shows them live, then as
/// far as its result shows them: few secret ballots, a missed quorum and a cancellation hide them.
pub(super) fn counts_are_public(shown: &Shown<'_>) -> bool {
    if shown.poll.is_open() {
        return shown.poll.terms.rules.disclosure == Disclosure::Live;
    }
    is_told(shown)
}

/// A line for each option, in the order of the poll, with what it has where that is public.
pub(super) fn option_lines(shown: &Shown<'_>) -> String {
    lines(shown, counts_are_public(shown))
}

/// The same for one person, who may see more once they have voted.
pub(super) fn visible_lines(shown: &Shown<'_>, has_voted: bool) -> String {
    let after_vote = shown.poll.terms.rules.disclosure == Disclosure::AfterVote;
    lines(shown, counts_are_public(shown) || (after_vote && has_voted))
}

fn lines(shown: &Shown<'_>, public: bool) -> String {
    let (poll, kind) = (shown.poll, shown.poll.terms.kind);
    if kind == Kind::Agree {
        return if public { stance_lines(shown.tally) } else { String::new() };
    }
    let sums = shown.tally.sums(kind, poll.text.options().len());
    let public = public && !sums.is_empty();
    let most = name_limit(poll.text.options(), room(shown.embeds));
    let named = poll.text.options().iter().zip(0_usize..);
    let lines = named.map(|(option, place)| {
        let option = plain(&clip(option, most));
        let line =
            if public { with_sum(kind, &option, sums[place], shown.tally.sides()) } else { option };
        if numbered(poll.text.options()) {
            let values = [("place", (place + 1).into()), ("option", line.into())];
            text_with("poll-option-numbered", &values)
        } else {
            text_with("poll-option", &[("option", line.into())])
        }
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// An option with its votes, or with the mean of its points.
pub(super) fn with_sum(kind: Kind, option: &str, sum: u64, sides: u32) -> String {
    if kind == Kind::Rate {
        let values = [("option", option.into()), ("mean", mean(sum, sides).into())];
        text_with("poll-option-mean", &values)
    } else {
        text_with("poll-option-votes", &[("option", option.into()), ("votes", sum.into())])
    }
}

/// Thousandths of points over ballots, with one decimal: `3.4`.
pub(super) fn mean(thousandths: u64, ballots: u32) -> String {
    let ballots = u64::from(ballots.max(1));
    let tenths = (thousandths / 100 + ballots / 2) / ballots;
    format!("{}.{}", tenths / 10, tenths % 10)
}

/// A line for each stance.
pub(super) fn stance_lines(tally: &Tally) -> String {
    let lines = Stance::ALL.iter().zip(tally.stances).map(|(stance, people)| {
        let values = [("stance", text(stance_key(*stance)).into()), ("people", people.into())];
        text_with("poll-stance-line", &values)
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// Most code points of an option's name so that a list of all fits into the room, even where
/// escapes double every character.
pub(super) fn name_limit(options: &[String], room: usize) -> usize {
    let long = |option: &String| plain(option).chars().count() + BESIDE;
    if options.iter().map(long).sum::<usize>() <= room {
        return OPTION_CODE_POINTS;
    }
    let line = room / options.len().max(1);
    (line.saturating_sub(BESIDE) / 2).clamp(LEAST, OPTION_CODE_POINTS)
}

/// The room that a list of options has.
pub(super) const fn room(embeds: bool) -> usize {
    if embeds { EMBED_ROOM } else { PLAIN_ROOM }
}

/// An option's name in a list of all, escaped.
pub(super) fn listed(poll: &Poll, option: OptionIndex, room: usize) -> String {
    short_option(poll, option, name_limit(poll.text.options(), room))
}

/// The gist as plain text with the rest in an embed, or below it where embeds are not allowed.
pub(super) fn message(gist: String, rest: Vec<String>, embeds: bool, rows: Vec<Row>) -> Message {
    let rest = rest.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n\n");
    if rest.is_empty() {
        return Message { content: gist, rows, ..Message::default() };
    }
    if embeds {
        let embed = Embed { description: clip(&rest, DESCRIPTION), ..Embed::default() };
        Message { content: gist, embed: Some(embed), rows, ..Message::default() }
    } else {
        let content = clip(&format!("{gist}\n\n{rest}"), CONTENT);
        Message { content, rows, ..Message::default() }
    }
}

/// A button of this poll.
pub(super) fn button(poll: crate::poll::PollId, key: &str, press: PollPress) -> Button {
    let style = match press {
        PollPress::Post | PollPress::Vote(_) | PollPress::Ballot | PollPress::Cast(_) => {
            ButtonStyle::Primary
        }
        PollPress::CloseConfirmed => ButtonStyle::Danger,
        _ => ButtonStyle::Secondary,
    };
    Button { label: text(key), id: Press::Poll(poll, press).to_string(), style }
}
