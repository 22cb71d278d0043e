//! What decisions look like on disk; see `format.rs` for what every value has in common.

use serde::{Deserialize, Serialize};

use super::format::{EvidencePointV1, EvidenceV1, MemberV1, Stored};

/// Under `r`. Times are milliseconds since 1970, UTC.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct DecisionV1 {
    pub(super) number: u32,
    pub(super) channel: u64,
    pub(super) by: MemberV1,
    pub(super) at: i64,
    pub(super) decided: String,
    pub(super) because: String,
    pub(super) question: String,
    pub(super) options: Vec<String>,
    pub(super) chosen: Option<String>,
    pub(super) poll: Option<FromPollV1>,
    /// Option, reason.
    pub(super) reasons: Vec<(String, String)>,
    pub(super) against: Option<EvidencePointV1>,
    pub(super) evidence: Option<EvidenceV1>,
    pub(super) stacks: Vec<String>,
    pub(super) topics: Vec<String>,
    /// Entry, CRC-32 of its text.
    pub(super) rests_on: Vec<(String, u32)>,
    pub(super) review: Option<ReviewV1>,
    pub(super) replaces: Option<u32>,
    pub(super) replaced_by: Option<u32>,
    pub(super) embeds: bool,
    pub(super) files: bool,
    pub(super) message: Option<u64>,
    pub(super) stale: bool,
    pub(super) reminder: Option<u64>,
}

/// The poll behind a decision.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct FromPollV1 {
    pub(super) id: u64,
    pub(super) number: u32,
    pub(super) departs: bool,
    pub(super) kind: String,
    pub(super) method: String,
    pub(super) secret: bool,
    pub(super) from: i64,
    pub(super) to: i64,
    pub(super) could_vote: Option<u32>,
    pub(super) voted: u32,
    pub(super) winners: Vec<String>,
    pub(super) lines: Vec<String>,
    /// Preferred, over, ballots for the one and for the other.
    pub(super) head_to_head: Vec<(String, String, u32, u32)>,
    pub(super) firmness: Option<String>,
    pub(super) recount: Option<String>,
}

/// When to look at it again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ReviewV1 {
    pub(super) at: i64,
    /// Milliseconds.
    pub(super) every: u64,
    pub(super) asked: bool,
}

/// Under `n`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct NoteV1 {
    pub(super) author: MemberV1,
    pub(super) decided: String,
    pub(super) because: String,
    pub(super) review: String,
    pub(super) question: String,
    pub(super) options: String,
    pub(super) purpose: PurposeV1,
    pub(super) written_at: i64,
}

/// What a note is for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum PurposeV1 {
    /// A decision of its own.
    Record,
    /// In place of a decision, by id.
    Replace(u64),
    /// What a poll chose: its id, and the option from 0.
    Follow(u64, u8),
    /// Other than a poll chose.
    Depart(u64),
}

impl Stored for DecisionV1 {
    const VERSION: u8 = 1;
    const WHAT: &'static str = "a decision";
}

impl Stored for NoteV1 {
    const VERSION: u8 = 1;
    const WHAT: &'static str = "a note for a decision";
}

#[cfg(test)]
mod tests {
    use super::super::format::ServerV1;
    use super::super::format::tests::golden;
    use super::*;

    fn ada() -> MemberV1 {
        MemberV1 { id: 7, name: "Ada".into() }
    }

    #[test]
    fn decisions_of_version_1_have_these_bytes() {
        let poll = FromPollV1 {
            id: 9,
            number: 31,
            departs: true,
            kind: "Pick one".into(),
            method: "Most votes".into(),
            secret: false,
            from: 1_795_186_800_000,
            to: 1_795_446_000_000,
            could_vote: Some(8),
            voted: 7,
            winners: vec!["Node.js".into()],
            lines: vec!["Node.js: 4 votes".into()],
            head_to_head: vec![("Node.js".into(), "Django".into(), 4, 3)],
            firmness: Some("Close.".into()),
            recount: None,
        };
        let against = EvidencePointV1 {
            text: "It waits.".into(),
            cites: vec![("PLANEKS".into(), None, "Cons".into())],
        };
        let decision = DecisionV1 {
            number: 12,
            channel: 20,
            by: ada(),
            at: 1_795_446_000_000,
            decided: "Use Django.".into(),
            because: "We know it.".into(),
            question: "Which?".into(),
            options: vec!["Django".into(), "Node.js".into()],
            chosen: Some("Django".into()),
            poll: Some(poll),
            reasons: vec![("Node.js".into(), "Async.".into())],
            against: Some(against),
            evidence: Some(EvidenceV1 { at: 5, options: Vec::new() }),
            stacks: vec!["django".into()],
            topics: vec!["cost".into()],
            rests_on: vec![("django/cost/a".into(), 77)],
            review: Some(ReviewV1 { at: 1_811_000_000_000, every: 86_400_000, asked: false }),
            replaces: Some(3),
            replaced_by: None,
            embeds: true,
            files: true,
            message: Some(40),
            stale: false,
            reminder: None,
        };
        golden(
            &decision,
            r#"{"number":12,"channel":20,"by":{"id":7,"name":"Ada"},"at":1795446000000,"decided":"Use Django.","because":"We know it.","question":"Which?","options":["Django","Node.js"],"chosen":"Django","poll":{"id":9,"number":31,"departs":true,"kind":"Pick one","method":"Most votes","secret":false,"from":1795186800000,"to":1795446000000,"could_vote":8,"voted":7,"winners":["Node.js"],"lines":["Node.js: 4 votes"],"head_to_head":[["Node.js","Django",4,3]],"firmness":"Close.","recount":null},"reasons":[["Node.js","Async."]],"against":{"text":"It waits.","cites":[["PLANEKS",null,"Cons"]]},"evidence":{"at":5,"options":[]},"stacks":["django"],"topics":["cost"],"rests_on":[["django/cost/a",77]],"review":{"at":1811000000000,"every":86400000,"asked":false},"replaces":3,"replaced_by":null,"embeds":true,"files":true,"message":40,"stale":false,"reminder":null}"#,
            0x7ece_678a,
        );
    }

    #[test]
    fn notes_of_version_1_have_these_bytes() {
        let note = NoteV1 {
            author: ada(),
            decided: "Use Django.".into(),
            because: String::new(),
            review: "someday".into(),
            question: "Which?".into(),
            options: "a, b".into(),
            purpose: PurposeV1::Follow(9, 1),
            written_at: 5,
        };
        golden(
            &note,
            r#"{"author":{"id":7,"name":"Ada"},"decided":"Use Django.","because":"","review":"someday","question":"Which?","options":"a, b","purpose":{"follow":[9,1]},"written_at":5}"#,
            0x7b2b_3f9b,
        );
    }

    #[test]
    fn a_server_with_decisions_counts_them() {
        let server = ServerV1 { last_decision: 12, decisions: 3, notes: 1, ..ServerV1::default() };
        golden(
            &server,
            r#"{"zone":null,"last_poll":0,"polls":0,"ballots":0,"drafts":0,"last_decision":12,"decisions":3,"notes":1}"#,
            0x1b21_5119,
        );
    }
}
