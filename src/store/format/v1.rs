//! Polls, ballots and drafts as version 1 wrote them: one choice a voter, counts open to see.
//! They are read for ever and never written again.

use serde::Deserialize;

use super::v2::{
    BallotV2, ChoicesV2, ClosedV2, DraftV2, EndingV2, KindV2, PollV2, TermsV2, VoteV2,
};
use super::{EvidenceV1, MemberV1};

/// Under `p`. Times are milliseconds since 1970, UTC.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PollV1 {
    pub(super) number: u32,
    pub(super) channel: u64,
    pub(super) author: MemberV1,
    pub(super) question: String,
    pub(super) options: Vec<String>,
    pub(super) opened_at: i64,
    pub(super) closes_at: Option<i64>,
    pub(super) closed: Option<ClosedV1>,
    pub(super) embeds: bool,
    pub(super) message: Option<u64>,
    pub(super) result: Option<u64>,
    pub(super) settled: bool,
    #[serde(default)]
    pub(super) evidence: Option<EvidenceV1>,
}

/// How a poll was closed.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ClosedV1 {
    pub(super) at: i64,
    pub(super) carried_out_at: i64,
    /// Who closed it before its time; none when its time came.
    pub(super) early_by: Option<MemberV1>,
}

/// Under `b`.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct BallotV1 {
    pub(super) choice: u8,
    pub(super) cast_at: i64,
}

/// Under `d`.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct DraftV1 {
    pub(super) author: MemberV1,
    pub(super) question: String,
    pub(super) options: String,
    pub(super) closes: String,
    pub(super) written_at: i64,
    #[serde(default)]
    pub(super) evidence: Option<EvidenceV1>,
}

impl From<PollV1> for PollV2 {
    fn from(old: PollV1) -> Self {
        let closed = old.closed.map(|closed| ClosedV2 {
            at: closed.at,
            carried_out_at: closed.carried_out_at,
            ending: closed.early_by.map_or(EndingV2::OnTime, EndingV2::Early),
        });
        Self {
            number: old.number,
            channel: old.channel,
            author: old.author,
            question: old.question,
            options: old.options,
            terms: TermsV2::of_version_1(),
            opened_at: old.opened_at,
            closes_at: old.closes_at,
            extended: None,
            closed,
            embeds: old.embeds,
            message: old.message,
            result: old.result,
            reminded: false,
            called_at: None,
            for_good: false,
            settled: old.settled,
            evidence: old.evidence,
        }
    }
}

impl From<BallotV1> for BallotV2 {
    fn from(old: BallotV1) -> Self {
        Self { vote: VoteV2::One(old.choice), cast_at: Some(old.cast_at), reason: None }
    }
}

impl From<DraftV1> for DraftV2 {
    fn from(old: DraftV1) -> Self {
        Self {
            author: old.author,
            question: old.question,
            options: old.options,
            closes: old.closes,
            choices: ChoicesV2 {
                kind: Some(KindV2::PickOne),
                method: None,
                rules: TermsV2::of_version_1().rules,
            },
            written_at: old.written_at,
            evidence: old.evidence,
        }
    }
}
