//! What values look like on disk: a version byte, JSON, and a checksum.
//!
//! The checksum is the CRC-32 (IEEE 802.3, little-endian) of the key, the version byte and the
//! JSON: a value under another key is as damaged as a changed one. JSON, because a later version
//! may add a field and a person with a hex dump can read it.
//!
//! The types here are the formats; a change inside the rooms cannot change them. A field once
//! written keeps its name and meaning; anything else is a new version beside the old one.

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

/// Bytes of the checksum at the end.
const CHECKSUM: usize = 4;

/// A type that is stored.
pub(super) trait Stored: Serialize + DeserializeOwned {
    /// The first byte of its values.
    const VERSION: u8;
    /// What it is, for messages.
    const WHAT: &'static str;
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
    if *version != T::VERSION {
        return Err(FormatError::Version { what: T::WHAT, version: *version });
    }
    serde_json::from_slice(json)
        .map_err(|why| FormatError::Content { what: T::WHAT, why: why.to_string() })
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
}

/// Under `p`. Times are milliseconds since 1970, UTC.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
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
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) evidence: Option<EvidenceV1>,
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

/// How a poll was closed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ClosedV1 {
    pub(super) at: i64,
    pub(super) carried_out_at: i64,
    /// Who closed it before its time; none when its time came.
    pub(super) early_by: Option<MemberV1>,
}

/// Under `b`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct BallotV1 {
    pub(super) choice: u8,
    pub(super) cast_at: i64,
}

/// Under `d`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct DraftV1 {
    pub(super) author: MemberV1,
    pub(super) question: String,
    pub(super) options: String,
    pub(super) closes: String,
    pub(super) written_at: i64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) evidence: Option<EvidenceV1>,
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

impl Stored for PollV1 {
    const VERSION: u8 = 1;
    const WHAT: &'static str = "a poll";
}

impl Stored for BallotV1 {
    const VERSION: u8 = 1;
    const WHAT: &'static str = "a ballot";
}

impl Stored for DraftV1 {
    const VERSION: u8 = 1;
    const WHAT: &'static str = "a draft";
}

impl Stored for AnswerV1 {
    const VERSION: u8 = 1;
    const WHAT: &'static str = "an answer";
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The bytes of version 1, which every later version must keep reading.
    #[track_caller]
    fn golden<T: Stored + PartialEq + std::fmt::Debug>(value: &T, json: &str, sum: u32) {
        let mut expected = vec![1];
        expected.extend_from_slice(json.as_bytes());
        expected.extend_from_slice(&sum.to_le_bytes());
        let sealed = seal(b"key", value).unwrap();
        assert_eq!(String::from_utf8_lossy(&sealed[1..sealed.len() - 4]), json);
        assert_eq!(sealed, expected, "sum {:#010x}", checksum(b"key", &sealed[..sealed.len() - 4]));
        assert_eq!(open::<T>(b"key", &expected).unwrap(), *value);
    }

    fn ada() -> MemberV1 {
        MemberV1 { id: 7, name: "Ada".into() }
    }

    #[test]
    fn version_1_has_these_bytes() {
        golden(
            &MetaV1 { epoch: 2, commit: 30, answers: 4 },
            r#"{"epoch":2,"commit":30,"answers":4}"#,
            0x1773_7f74,
        );
        golden(
            &ServerV1 {
                zone: Some("Europe/Berlin".into()),
                last_poll: 31,
                polls: 2,
                ballots: 9,
                drafts: 1,
            },
            r#"{"zone":"Europe/Berlin","last_poll":31,"polls":2,"ballots":9,"drafts":1}"#,
            0x1579_df4a,
        );
        golden(
            &PollV1 {
                number: 31,
                channel: 20,
                author: ada(),
                question: "Which backend?".into(),
                options: vec!["Node.js".into(), "Django".into()],
                opened_at: 1_795_186_800_000,
                closes_at: Some(1_795_446_000_000),
                closed: Some(ClosedV1 {
                    at: 1_795_190_400_000,
                    carried_out_at: 1_795_190_400_000,
                    early_by: Some(ada()),
                }),
                embeds: true,
                message: Some(40),
                result: None,
                settled: false,
                evidence: None,
            },
            r#"{"number":31,"channel":20,"author":{"id":7,"name":"Ada"},"question":"Which backend?","options":["Node.js","Django"],"opened_at":1795186800000,"closes_at":1795446000000,"closed":{"at":1795190400000,"carried_out_at":1795190400000,"early_by":{"id":7,"name":"Ada"}},"embeds":true,"message":40,"result":null,"settled":false}"#,
            0x6836_7534,
        );
        golden(
            &BallotV1 { choice: 1, cast_at: 1_795_186_800_000 },
            r#"{"choice":1,"cast_at":1795186800000}"#,
            0x92e3_d6a9,
        );
        golden(
            &DraftV1 {
                author: ada(),
                question: "Which?".into(),
                options: "a, b".into(),
                closes: "3d".into(),
                written_at: 5,
                evidence: None,
            },
            r#"{"author":{"id":7,"name":"Ada"},"question":"Which?","options":"a, b","closes":"3d","written_at":5}"#,
            0x7425_83b5,
        );
        golden(
            &AnswerV1 {
                server: Some(1),
                channel: 20,
                asker: 7,
                question: "is node fast?".into(),
                private: false,
                message: Some(41),
                asked_at: 6,
            },
            r#"{"server":1,"channel":20,"asker":7,"question":"is node fast?","private":false,"message":41,"asked_at":6}"#,
            0x0c3e_721f,
        );
    }

    #[test]
    fn evidence_is_an_optional_part_with_these_bytes() {
        let draft = DraftV1 {
            author: ada(),
            question: "Which?".into(),
            options: "a, b".into(),
            closes: String::new(),
            written_at: 5,
            evidence: Some(EvidenceV1 {
                at: 6,
                options: vec![EvidenceOptionV1 {
                    option: "a".into(),
                    pros: vec![EvidencePointV1 {
                        text: "It is safe.".into(),
                        cites: vec![
                            ("PLANEKS".into(), None, "Security".into()),
                            ("StarTechUP".into(), Some("2024".into()), "Key features".into()),
                        ],
                    }],
                    cons: Vec::new(),
                }],
            }),
        };
        golden(
            &draft,
            r#"{"author":{"id":7,"name":"Ada"},"question":"Which?","options":"a, b","closes":"","written_at":5,"evidence":{"at":6,"options":[{"option":"a","pros":[{"text":"It is safe.","cites":[["PLANEKS",null,"Security"],["StarTechUP","2024","Key features"]]}],"cons":[]}]}}"#,
            0x32fa_6016,
        );
    }

    #[test]
    fn another_version_is_named_and_another_key_is_damage() {
        let ballot = BallotV1 { choice: 1, cast_at: 5 };
        let sealed = seal(b"key", &ballot).unwrap();
        assert_eq!(open::<BallotV1>(b"kez", &sealed), Err(FormatError::Checksum));
        let mut later = sealed[..sealed.len() - CHECKSUM].to_vec();
        later[0] = 9;
        later.extend_from_slice(&checksum(b"key", &later).to_le_bytes());
        let expected = FormatError::Version { what: "a ballot", version: 9 };
        assert_eq!(open::<BallotV1>(b"key", &later), Err(expected));
    }

    proptest! {
        #[test]
        fn a_flipped_bit_never_passes(bit in 0usize..256) {
            let mut sealed = seal(b"key", &BallotV1 { choice: 1, cast_at: 1_795_186_800_000 }).unwrap();
            let bit = bit % (sealed.len() * 8);
            sealed[bit / 8] ^= 1 << (bit % 8);
            prop_assert_eq!(open::<BallotV1>(b"key", &sealed), Err(FormatError::Checksum));
        }

        #[test]
        fn no_bytes_panic(bytes in proptest::collection::vec(any::<u8>(), 0..40)) {
            prop_assert!(open::<PollV1>(b"key", &bytes).is_err());
        }
    }
}
