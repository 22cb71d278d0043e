//! The vote behind a decision, as it is written down: plain texts and numbers, which stay what they
//! are however polls are counted later.

use crate::time::Timestamp;

/// A vote in words. Every text is plain: whoever shows it escapes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VoteSummary {
    /// What voters did: "Pick one".
    pub kind: String,
    /// How it was counted, in words.
    pub method: String,
    /// Whether ballots were secret.
    pub secret: bool,
    /// When it was opened.
    pub from: Timestamp,
    /// From when on no vote counted.
    pub to: Timestamp,
    /// How many could vote, where that is known.
    pub could_vote: Option<u32>,
    /// How many did.
    pub voted: u32,
    /// What came first: one option, or several where they tied; none where nobody voted.
    pub winners: Vec<String>,
    /// The result, a line each, best first.
    pub lines: Vec<String>,
    /// Pairs of options, where ballots rank them.
    pub head_to_head: Vec<HeadToHead>,
    /// How firm it is, in one sentence, where that can be said.
    pub firmness: Option<String>,
    /// The command that counts it again, where the ballots can be exported.
    pub recount: Option<String>,
}

/// Two options compared by ballots.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeadToHead {
    /// What more ballots prefer.
    pub preferred: String,
    /// To what.
    pub over: String,
    /// How many ballots prefer it, and how many the other.
    pub ballots: (u32, u32),
}
