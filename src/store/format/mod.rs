//! What values look like on disk: a version byte, JSON, and a checksum.
//!
//! The checksum is the CRC-32 (IEEE 802.3, little-endian) of the key, the version byte and the
//! JSON: a value under another key is as damaged as a changed one. JSON, because a later version
//! may add a field and a person with a hex dump can read it.
//!
//! The types here are the formats; a change inside the rooms cannot change them. A field once
//! written keeps its name and meaning; anything else is a new version beside the old one.

mod v1;
mod v2;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

pub(super) use v2::{
    BallotV2, ChoicesV2, ClosedV2, DisclosureV2, DraftV2, EndingV2, ExtensionV2, HalfV2, KindV2,
    PollV2, ReasonsV2, ReminderV2, RoleV2, RulesV2, StanceV2, TermsV2, VoteV2, VotersV2,
};

/// Bytes of the checksum at the end.
const CHECKSUM: usize = 4;

/// A type that is stored.
pub(super) trait Stored: Serialize + DeserializeOwned {
    /// The first byte of its values.
    const VERSION: u8;
    /// What it is, for messages.
    const WHAT: &'static str;

    /// A value that an earlier version wrote; none for a version that never was.
    fn earlier(version: u8, json: &[u8]) -> Option<serde_json::Result<Self>> {
        let _ = (version, json);
        None
    }
}

/// Why bytes are not a value.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub(super) enum FormatError {
    /// The checksum does not fit, or there is no room for one.
    #[error("its checksum does not fit")]
    Checksum,
    /// The version is not known.
    #[error("it is {what} of version {version}")]
    Version {
        /// What was expected there.
        what: &'static str,
        /// As found.
        version: u8,
    },
    /// The content means nothing.
    #[error("{what} cannot be read: {why}")]
    Content {
        /// What was expected there.
        what: &'static str,
        /// The reason.
        why: String,
    },
}

/// The bytes of a value under a key.
pub(super) fn seal<T: Stored>(key: &[u8], value: &T) -> Result<Vec<u8>, FormatError> {
    let mut bytes = vec![T::VERSION];
    serde_json::to_writer(&mut bytes, value)
        .map_err(|why| FormatError::Content { what: T::WHAT, why: why.to_string() })?;
    bytes.extend_from_slice(&checksum(key, &bytes).to_le_bytes());
    Ok(bytes)
}

/// The value of bytes under a key.
pub(super) fn open<T: Stored>(key: &[u8], bytes: &[u8]) -> Result<T, FormatError> {
    let (body, sum) = bytes.split_last_chunk::<CHECKSUM>().ok_or(FormatError::Checksum)?;
    let (version, json) = body.split_first().ok_or(FormatError::Checksum)?;
    if checksum(key, body).to_le_bytes() != *sum {
        return Err(FormatError::Checksum);
    }
    let value = if *version == T::VERSION {
        serde_json::from_slice(json)
    } else {
        let unknown = FormatError::Version { what: T::WHAT, version: *version };
        T::earlier(*version, json).ok_or(unknown)?
    };
    value.map_err(|why| FormatError::Content { what: T::WHAT, why: why.to_string() })
}

fn checksum(key: &[u8], body: &[u8]) -> u32 {
    let mut sum = crc32fast::Hasher::new();
    sum.update(key);
    sum.update(body);
    sum.finalize()
}

/// Under `m`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct MetaV1 {
    pub(super) epoch: u64,
    pub(super) commit: u64,
    pub(super) answers: u64,
}

/// Under `s`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ServerV1 {
    pub(super) zone: Option<String>,
    pub(super) last_poll: u32,
    pub(super) polls: u64,
    pub(super) ballots: u64,
    pub(super) drafts: u64,
    #[serde(default, skip_serializing_if = "is_zero")]
    pub(super) halves: u64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) rank: Option<String>,
    #[serde(default, skip_serializing_if = "is_zero")]
    pub(super) last_decision: u32,
    #[serde(default, skip_serializing_if = "is_zero")]
    pub(super) decisions: u64,
    #[serde(default, skip_serializing_if = "is_zero")]
    pub(super) notes: u64,
}

/// Whether a number need not be stored: values without it keep the bytes they had before it was.
fn is_zero<N: Default + PartialEq>(number: &N) -> bool {
    *number == N::default()
}

/// The evidence of a draft or poll. A value without it has the bytes it had before there was any.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct EvidenceV1 {
    pub(super) at: i64,
    pub(super) options: Vec<EvidenceOptionV1>,
}

/// The evidence on one option.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct EvidenceOptionV1 {
    pub(super) option: String,
    pub(super) pros: Vec<EvidencePointV1>,
    pub(super) cons: Vec<EvidencePointV1>,
}

/// One statement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct EvidencePointV1 {
    pub(super) text: String,
    /// Source, date if known, section.
    pub(super) cites: Vec<(String, Option<String>, String)>,
}

/// Somebody, with their name at the time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct MemberV1 {
    pub(super) id: u64,
    pub(super) name: String,
}

/// Under `a`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct AnswerV1 {
    pub(super) server: Option<u64>,
    pub(super) channel: u64,
    pub(super) asker: u64,
    pub(super) question: String,
    pub(super) private: bool,
    pub(super) message: Option<u64>,
    pub(super) asked_at: i64,
}

impl Stored for MetaV1 {
    const VERSION: u8 = 1;
    const WHAT: &'static str = "the store's own entry";
}

impl Stored for ServerV1 {
    const VERSION: u8 = 1;
    const WHAT: &'static str = "a server";
}

impl Stored for AnswerV1 {
    const VERSION: u8 = 1;
    const WHAT: &'static str = "an answer";
}

#[cfg(test)]
pub(super) mod tests;
