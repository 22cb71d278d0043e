//! Polls, ballots and drafts of version 2: five kinds of ballot, terms, reasons, secrecy.

use serde::{Deserialize, Serialize};

use super::v1::{BallotV1, DraftV1, PollV1};
use super::{EvidenceV1, MemberV1, Stored};

/// Under `p`. Times are milliseconds since 1970, UTC.
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::store) struct PollV2 {
    pub(in crate::store) number: u32,
    pub(in crate::store) channel: u64,
    pub(in crate::store) author: MemberV1,
    pub(in crate::store) question: String,
    pub(in crate::store) options: Vec<String>,
    pub(in crate::store) terms: TermsV2,
    pub(in crate::store) opened_at: i64,
    pub(in crate::store) closes_at: Option<i64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(in crate::store) extended: Option<ExtensionV2>,
    pub(in crate::store) closed: Option<ClosedV2>,
    pub(in crate::store) embeds: bool,
    pub(in crate::store) message: Option<u64>,
    pub(in crate::store) result: Option<u64>,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(in crate::store) reminded: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(in crate::store) called_at: Option<i64>,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(in crate::store) for_good: bool,
    pub(in crate::store) settled: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(in crate::store) evidence: Option<EvidenceV1>,
}

/// Terms. The names of kinds and methods are those of the command line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::store) struct TermsV2 {
    pub(in crate::store) kind: KindV2,
    pub(in crate::store) method: String,
    pub(in crate::store) rules: RulesV2,
}

/// Terms as far as they were chosen.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::store) struct ChoicesV2 {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(in crate::store) kind: Option<KindV2>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(in crate::store) method: Option<String>,
    #[serde(default)]
    pub(in crate::store) rules: RulesV2,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(in crate::store) enum KindV2 {
    PickOne,
    PickSeveral { most: Option<u8> },
    Rank,
    Rate,
    Agree,
}

/// What is as it is by default is left out.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(in crate::store) struct RulesV2 {
    #[serde(skip_serializing_if = "VotersV2::is_default")]
    pub(in crate::store) voters: VotersV2,
    #[serde(skip_serializing_if = "DisclosureV2::is_default")]
    pub(in crate::store) disclosure: DisclosureV2,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::store) quorum: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::store) pass: Option<u8>,
    #[serde(skip_serializing_if = "ReasonsV2::is_default")]
    pub(in crate::store) reasons: ReasonsV2,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::store) decider: Option<MemberV1>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub(in crate::store) close_when_all: bool,
    #[serde(skip_serializing_if = "ReminderV2::is_default")]
    pub(in crate::store) reminder: ReminderV2,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(in crate::store) enum VotersV2 {
    #[default]
    Everyone,
    JoinedBefore,
    Role(RoleV2),
    Picked(u8),
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::store) struct RoleV2 {
    pub(in crate::store) id: u64,
    pub(in crate::store) name: String,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(in crate::store) enum DisclosureV2 {
    #[default]
    Live,
    AfterVote,
    AtClose,
    Secret,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(in crate::store) enum ReasonsV2 {
    Off,
    #[default]
    Optional,
    Required,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(in crate::store) enum ReminderV2 {
    Off,
    #[default]
    Line,
    Role(RoleV2),
}

/// A closing that was put off.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::store) struct ExtensionV2 {
    pub(in crate::store) by: MemberV1,
    pub(in crate::store) from: i64,
}

/// How a poll was closed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::store) struct ClosedV2 {
    pub(in crate::store) at: i64,
    pub(in crate::store) carried_out_at: i64,
    pub(in crate::store) ending: EndingV2,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(in crate::store) enum EndingV2 {
    OnTime,
    Early(MemberV1),
    AllVoted,
    Cancelled { by: MemberV1, reason: String },
}

/// Under `b`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::store) struct BallotV2 {
    pub(in crate::store) vote: VoteV2,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(in crate::store) cast_at: Option<i64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(in crate::store) reason: Option<String>,
}

/// Options by their place, from 0.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(in crate::store) enum VoteV2 {
    One(u8),
    Several(Vec<u8>),
    Ranked(Vec<u8>),
    Rated(Vec<(u8, u8)>),
    Stance(StanceV2),
    NoOpinion,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(in crate::store) enum StanceV2 {
    Agree,
    Abstain,
    Disagree,
    Block,
}

/// Under `h`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::store) struct HalfV2 {
    /// Option, points where they are given.
    pub(in crate::store) marks: Vec<(u8, Option<u8>)>,
    pub(in crate::store) edits: u32,
}

/// Under `d`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::store) struct DraftV2 {
    pub(in crate::store) author: MemberV1,
    pub(in crate::store) question: String,
    pub(in crate::store) options: String,
    pub(in crate::store) closes: String,
    pub(in crate::store) choices: ChoicesV2,
    pub(in crate::store) written_at: i64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(in crate::store) evidence: Option<EvidenceV1>,
}

impl TermsV2 {
    /// What held for every poll of version 1.
    pub(super) fn of_version_1() -> Self {
        let rules =
            RulesV2 { reasons: ReasonsV2::Off, reminder: ReminderV2::Off, ..RulesV2::default() };
        Self { kind: KindV2::PickOne, method: "plurality".into(), rules }
    }
}

/// Whether a value is the one that is left out.
macro_rules! left_out {
    ($($what:ty),*) => {$(
        impl $what {
            fn is_default(&self) -> bool {
                *self == Self::default()
            }
        }
    )*};
}

left_out!(VotersV2, DisclosureV2, ReasonsV2, ReminderV2);

/// A value of version 1, made one of this version.
fn read_v1<Old: for<'a> Deserialize<'a>, New: From<Old>>(
    version: u8,
    json: &[u8],
) -> Option<serde_json::Result<New>> {
    (version == 1).then(|| serde_json::from_slice::<Old>(json).map(New::from))
}

impl Stored for PollV2 {
    const VERSION: u8 = 2;
    const WHAT: &'static str = "a poll";

    fn earlier(version: u8, json: &[u8]) -> Option<serde_json::Result<Self>> {
        read_v1::<PollV1, Self>(version, json)
    }
}

impl Stored for BallotV2 {
    const VERSION: u8 = 2;
    const WHAT: &'static str = "a ballot";

    fn earlier(version: u8, json: &[u8]) -> Option<serde_json::Result<Self>> {
        read_v1::<BallotV1, Self>(version, json)
    }
}

impl Stored for DraftV2 {
    const VERSION: u8 = 2;
    const WHAT: &'static str = "a draft";

    fn earlier(version: u8, json: &[u8]) -> Option<serde_json::Result<Self>> {
        read_v1::<DraftV1, Self>(version, json)
    }
}

impl Stored for HalfV2 {
    const VERSION: u8 = 2;
    const WHAT: &'static str = "a half-done ballot";
}
