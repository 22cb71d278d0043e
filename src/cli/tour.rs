//! The demo's tour: the main job in a few clicks.

use stackwise_sandbox::TourStop;

use crate::render::text;

/// The tour that the page offers.
pub(super) fn stops() -> Vec<TourStop> {
    let stop = |member: &str, text: String, line: &str| TourStop {
        member: member.into(),
        text,
        line: line.into(),
    };
    let ask = "/ask question: Is Node.js faster than Django for a chat server?";
    let poll = "/poll stack question: Which backend for the chat service? options: Node.js, Django, Stay as we are";
    vec![
        stop("Ben", text("demo-tour-ask"), ask),
        stop("Ben", text("demo-tour-compare"), "/compare first: Node.js second: Django"),
        stop("Ada", text("demo-tour-poll"), poll),
        stop("Ben", text("demo-tour-vote"), ""),
        stop("Chris", text("demo-tour-vote-again"), ""),
        stop("Ada", text("demo-tour-close"), "/poll close poll: P-1"),
        stop("Ada", text("demo-tour-decide"), ""),
        stop("Ben", text("demo-tour-read"), "/decision show decision: D-1"),
    ]
}
