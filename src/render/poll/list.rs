//! The list of polls, and polls and closing times as completions.

use super::words::relative;
use crate::poll::{ClosesExample, Poll, PollNumber, TimeZoneName, local_time};
use crate::render::{Choice, Message, clip, plain, text, text_with};

/// Most code points of a question in the list.
const QUESTION: usize = 80;

/// Code points of the list's lines: what Discord takes, less the line that says how many are not
/// shown.
/// Source: <https://discord.com/developers/docs/resources/message#create-message>
const ROOM: usize = 2000 - 120;

/// Most code points of a completion's name.
/// Source: <https://discord.com/developers/docs/interactions/application-commands>
const CHOICE: usize = 100;

/// Most results told of that could not be posted.
const UNPOSTED: usize = 3;

/// One poll in the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListLine {
    /// The poll.
    pub poll: Poll,
    /// What the reader has to do with it.
    pub part: Part,
    /// The address of its message, or of its result.
    pub link: String,
}

/// What a reader has to do with an open poll; what needs their vote comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// It needs their vote.
    Waits,
    /// They have voted.
    Voted,
    /// They may not vote in it.
    None,
}

/// What the list shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Listing {
    /// Open polls, those that need the reader's vote first.
    pub open: Vec<ListLine>,
    /// How many polls are open in all.
    pub open_in_all: usize,
    /// How many of them need the reader's vote.
    pub waiting: usize,
    /// The polls closed last, latest first.
    pub closed: Vec<ListLine>,
    /// Polls of the reader's whose result could not be posted, and the channel that refused it.
    pub unposted: Vec<(PollNumber, u64)>,
}

/// The list.
#[must_use]
pub fn list(listing: &Listing) -> Message {
    if listing.open_in_all == 0 && listing.closed.is_empty() {
        return Message::text(text("poll-list-empty"));
    }
    let values = [("polls", listing.open_in_all.into()), ("waiting", listing.waiting.into())];
    let mut content = text_with("poll-list-open", &values);
    let lines: Vec<String> =
        listing.open.iter().map(open_line).chain(listing.closed.iter().map(closed_line)).collect();
    let refused = listing.unposted.iter().take(UNPOSTED).map(|(number, channel)| {
        let values =
            [("number", number.to_string().into()), ("channel", format!("<#{channel}>").into())];
        text_with("poll-list-unposted", &values)
    });
    let lines: Vec<String> = refused.chain(lines).collect();
    let mut hidden = listing.open_in_all.saturating_sub(listing.open.len());
    for line in lines {
        if content.chars().count() + line.chars().count() < ROOM {
            content.push('\n');
            content.push_str(&line);
        } else {
            hidden += 1;
        }
    }
    if hidden > 0 {
        content.push('\n');
        content.push_str(&text_with("poll-list-more", &[("polls", hidden.into())]));
    }
    Message::text(content)
}

fn closed_line(line: &ListLine) -> String {
    let (number, question) = names(&line.poll);
    let values = [
        ("number", number.into()),
        ("question", question.into()),
        ("link", line.link.as_str().into()),
    ];
    text_with("poll-list-closed", &values)
}

fn open_line(line: &ListLine) -> String {
    let (number, question) = names(&line.poll);
    let closes = line.poll.closes_at.map_or_else(String::new, |at| {
        text_with("poll-list-closes", &[("in", relative(at).into())])
    });
    let key = match line.part {
        Part::Waits => "poll-list-waiting",
        Part::Voted => "poll-list-voted",
        Part::None => "poll-list-others",
    };
    let values = [
        ("number", number.into()),
        ("question", question.into()),
        ("closes", closes.into()),
        ("link", line.link.as_str().into()),
    ];
    text_with(key, &values)
}

fn names(poll: &Poll) -> (String, String) {
    (poll.number.to_string(), plain(&clip(poll.text.question(), QUESTION)))
}

/// A poll to choose while typing. Completions are plain text.
#[must_use]
pub fn poll_choice(poll: &Poll) -> Choice {
    let number = poll.number.to_string();
    let values = [("number", number.as_str().into()), ("question", poll.text.question().into())];
    Choice { name: clip(&text_with("poll-complete-poll", &values), CHOICE), value: number }
}

/// A closing time to choose while typing, with its date in the server's time zone.
#[must_use]
pub fn closes_choice(example: &ClosesExample, zone: &TimeZoneName) -> Choice {
    let name = match example.at {
        None => text("poll-complete-never"),
        Some(at) => {
            let values = [
                ("words", example.words.as_str().into()),
                ("at", local_time(at, zone).into()),
                ("zone", zone.name().into()),
            ];
            text_with("poll-complete-at", &values)
        }
    };
    Choice { name: clip(&name, CHOICE), value: example.text.clone() }
}
