//! Pieces that several poll messages share.

use crate::poll::{OptionIndex, Poll, Tally};
use crate::render::{
    Button, ButtonStyle, Embed, Message, PollPress, Press, Row, clip, plain, text, text_with,
};
use crate::time::Timestamp;

/// Most code points of a button's label.
/// Source: <https://discord.com/developers/docs/components/reference#button>
pub(super) const LABEL: usize = 80;

/// Most code points of a question in a line of its own; the whole one follows below.
pub(super) const GIST: usize = 150;

/// Most code points of an option where everything must fit into one plain message of 2000:
/// ten options, each doubled by escapes, and the lines around them.
const PLAIN_OPTION: usize = 30;

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

/// An option by name.
pub(super) fn option(poll: &Poll, choice: OptionIndex) -> String {
    poll.text.options().get(choice.at()).map_or_else(String::new, |name| plain(name))
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

/// A line for each option, in the order of the poll.
pub(super) fn option_lines(poll: &Poll, tally: &Tally, embeds: bool) -> String {
    let numbered = numbered(poll.text.options());
    let key = if numbered { "poll-option-votes-numbered" } else { "poll-option-votes" };
    let named = poll.text.options().iter().zip(tally.votes()).zip(1_usize..);
    let lines = named.map(|((option, votes), place)| {
        let option = plain(&shortened(option, embeds));
        let values =
            [("place", place.into()), ("option", option.into()), ("votes", (*votes).into())];
        text_with(key, &values)
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// An option, shorter where there is no embed.
pub(super) fn shortened(option: &str, embeds: bool) -> String {
    if embeds { option.to_owned() } else { clip(option, PLAIN_OPTION) }
}

/// The gist as plain text with the rest in an embed, or below it where embeds are not allowed.
pub(super) fn message(gist: String, rest: Vec<String>, embeds: bool, rows: Vec<Row>) -> Message {
    let rest = rest.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n\n");
    if rest.is_empty() {
        return Message { content: gist, rows, ..Message::default() };
    }
    if embeds {
        let embed = Embed { description: rest, ..Embed::default() };
        Message { content: gist, embed: Some(embed), rows, ..Message::default() }
    } else {
        Message { content: format!("{gist}\n\n{rest}"), rows, ..Message::default() }
    }
}

/// A button of this poll.
pub(super) fn button(poll: crate::poll::PollId, key: &str, press: PollPress) -> Button {
    let style = match press {
        PollPress::Post | PollPress::Vote(_) | PollPress::Ballot => ButtonStyle::Primary,
        PollPress::CloseConfirmed => ButtonStyle::Danger,
        _ => ButtonStyle::Secondary,
    };
    Button { label: text(key), id: Press::Poll(poll, press).to_string(), style }
}
