//! The demo's tour: the main job in a few clicks.

use stackwise_sandbox::TourStop;

use crate::render::text;

/// Who does what: a member, the words, and what a button writes into the message line.
const STOPS: [(&str, &str, &str); 8] = [
    ("Ben", "demo-tour-ask", "/ask question: Is Node.js faster than Django for a chat server?"),
    ("Ben", "demo-tour-compare", "/compare first: Node.js second: Django"),
    (
        "Ada",
        "demo-tour-poll",
        "/poll stack question: Which backend for the chat service? options: Node.js, Django, Stay as we are",
    ),
    ("Ben", "demo-tour-vote", ""),
    ("Chris", "demo-tour-vote-again", ""),
    ("Ada", "demo-tour-close", "/poll close poll: P-1"),
    ("Ada", "demo-tour-decide", ""),
    ("Ben", "demo-tour-read", "/decision show decision: D-1"),
];

/// The tour that the page offers.
pub(super) fn stops() -> Vec<TourStop> {
    let stop = |(member, key, line): (&str, &str, &str)| TourStop {
        member: member.into(),
        text: text(key),
        line: line.into(),
    };
    STOPS.map(stop).into()
}
