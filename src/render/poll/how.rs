//! How ballots become a result, and how secret they are: what was fixed when the poll opened.

use crate::poll::count::Method;
use crate::poll::{Kind, Poll};
use crate::render::{Message, text, text_with};

/// Everything that decides the count.
#[must_use]
pub fn how_counted(poll: &Poll) -> Message {
    let terms = &poll.terms;
    let mut parts = vec![counting(terms.kind, terms.method)];
    let mut rules = vec![text("poll-how-every")];
    if let Some(quorum) = terms.rules.quorum {
        rules.push(text_with("poll-how-quorum", &[("ballots", quorum.into())]));
    }
    if let Some(percent) = terms.rules.pass {
        let key = match terms.kind {
            Kind::Rank => "poll-how-pass-rank",
            Kind::Rate => "poll-how-pass-rate",
            Kind::Agree => "poll-how-pass-agree",
            Kind::PickOne | Kind::PickSeveral { .. } => "poll-how-pass",
        };
        rules.push(text_with(key, &[("percent", percent.into())]));
    }
    parts.push(rules.join(" "));
    parts.push(if terms.rules.disclosure.is_secret() {
        text("poll-how-secret")
    } else {
        text("poll-how-open")
    });
    Message::text(parts.join("\n\n"))
}

fn counting(kind: Kind, method: Method) -> String {
    text(match (kind, method) {
        (Kind::Agree, _) => "poll-how-agree",
        (_, Method::Plurality) => "poll-how-plurality",
        (_, Method::Approval) => "poll-how-approval",
        (_, Method::Irv) => "poll-how-irv",
        (_, Method::Schulze) => "poll-how-schulze",
        (_, Method::RankedPairs) => "poll-how-ranked-pairs",
        (_, Method::Borda) => "poll-how-borda",
        (_, Method::Score) => "poll-how-score",
        (_, Method::Star) => "poll-how-star",
    })
}
