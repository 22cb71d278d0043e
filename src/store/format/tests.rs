use proptest::prelude::*;

use super::*;

/// The bytes of a value, which every later version must keep reading.
#[track_caller]
pub(in crate::store) fn golden<T: Stored + PartialEq + std::fmt::Debug>(
    value: &T,
    json: &str,
    sum: u32,
) {
    let expected = bytes(T::VERSION, json, sum);
    let sealed = seal(b"key", value).unwrap();
    assert_eq!(String::from_utf8_lossy(&sealed[1..sealed.len() - 4]), json);
    assert_eq!(sealed, expected, "sum {:#010x}", checksum(b"key", &sealed[..sealed.len() - 4]));
    assert_eq!(open::<T>(b"key", &expected).unwrap(), *value);
}

/// Bytes that version 1 wrote are read as this.
#[track_caller]
fn read_as<T: Stored + PartialEq + std::fmt::Debug>(json: &str, sum: u32, value: &T) {
    assert_eq!(open::<T>(b"key", &bytes(1, json, sum)).unwrap(), *value);
}

fn bytes(version: u8, json: &str, sum: u32) -> Vec<u8> {
    let mut bytes = vec![version];
    bytes.extend_from_slice(json.as_bytes());
    bytes.extend_from_slice(&sum.to_le_bytes());
    bytes
}

fn ada() -> MemberV1 {
    MemberV1 { id: 7, name: "Ada".into() }
}

fn poll() -> PollV2 {
    PollV2 {
        number: 31,
        channel: 20,
        author: ada(),
        question: "Which backend?".into(),
        options: vec!["Node.js".into(), "Django".into()],
        terms: TermsV2::of_version_1(),
        opened_at: 1_795_186_800_000,
        closes_at: Some(1_795_446_000_000),
        extended: None,
        closed: Some(ClosedV2 {
            at: 1_795_190_400_000,
            carried_out_at: 1_795_190_400_000,
            ending: EndingV2::Early(ada()),
        }),
        embeds: true,
        message: Some(40),
        result: None,
        reminded: false,
        called_at: None,
        for_good: false,
        settled: false,
        evidence: None,
    }
}

fn draft() -> DraftV2 {
    DraftV2 {
        author: ada(),
        question: "Which?".into(),
        options: "a, b".into(),
        closes: "3d".into(),
        choices: ChoicesV2 {
            kind: Some(KindV2::PickOne),
            method: None,
            rules: TermsV2::of_version_1().rules,
        },
        written_at: 5,
        evidence: None,
    }
}

fn evidence() -> EvidenceV1 {
    EvidenceV1 {
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
    }
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
            ..ServerV1::default()
        },
        r#"{"zone":"Europe/Berlin","last_poll":31,"polls":2,"ballots":9,"drafts":1}"#,
        0x1579_df4a,
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
fn polls_ballots_and_drafts_of_version_1_are_read_as_what_they_meant() {
    read_as(
        r#"{"number":31,"channel":20,"author":{"id":7,"name":"Ada"},"question":"Which backend?","options":["Node.js","Django"],"opened_at":1795186800000,"closes_at":1795446000000,"closed":{"at":1795190400000,"carried_out_at":1795190400000,"early_by":{"id":7,"name":"Ada"}},"embeds":true,"message":40,"result":null,"settled":false}"#,
        0x6836_7534,
        &poll(),
    );
    read_as(
        r#"{"choice":1,"cast_at":1795186800000}"#,
        0x92e3_d6a9,
        &BallotV2 { vote: VoteV2::One(1), cast_at: Some(1_795_186_800_000), reason: None },
    );
    read_as(
        r#"{"author":{"id":7,"name":"Ada"},"question":"Which?","options":"a, b","closes":"3d","written_at":5}"#,
        0x7425_83b5,
        &draft(),
    );
    read_as(
        r#"{"author":{"id":7,"name":"Ada"},"question":"Which?","options":"a, b","closes":"","written_at":5,"evidence":{"at":6,"options":[{"option":"a","pros":[{"text":"It is safe.","cites":[["PLANEKS",null,"Security"],["StarTechUP","2024","Key features"]]}],"cons":[]}]}}"#,
        0x32fa_6016,
        &DraftV2 { closes: String::new(), evidence: Some(evidence()), ..draft() },
    );
}

#[test]
fn version_2_has_these_bytes() {
    let rules = RulesV2 {
        voters: VotersV2::Role(RoleV2 { id: 9, name: "Backend".into() }),
        disclosure: DisclosureV2::Secret,
        quorum: Some(5),
        pass: Some(60),
        reasons: ReasonsV2::Required,
        decider: Some(ada()),
        close_when_all: true,
        reminder: ReminderV2::Off,
    };
    let kind = KindV2::PickSeveral { most: Some(2) };
    golden(
        &PollV2 {
            terms: TermsV2 { kind: kind.clone(), method: "approval".into(), rules: rules.clone() },
            extended: Some(ExtensionV2 { by: ada(), from: 8 }),
            closed: Some(ClosedV2 {
                at: 9,
                carried_out_at: 10,
                ending: EndingV2::Cancelled { by: ada(), reason: "No budget.".into() },
            }),
            reminded: true,
            evidence: Some(evidence()),
            ..poll()
        },
        r#"{"number":31,"channel":20,"author":{"id":7,"name":"Ada"},"question":"Which backend?","options":["Node.js","Django"],"terms":{"kind":{"pick_several":{"most":2}},"method":"approval","rules":{"voters":{"role":{"id":9,"name":"Backend"}},"disclosure":"secret","quorum":5,"pass":60,"reasons":"required","decider":{"id":7,"name":"Ada"},"close_when_all":true,"reminder":"off"}},"opened_at":1795186800000,"closes_at":1795446000000,"extended":{"by":{"id":7,"name":"Ada"},"from":8},"closed":{"at":9,"carried_out_at":10,"ending":{"cancelled":{"by":{"id":7,"name":"Ada"},"reason":"No budget."}}},"embeds":true,"message":40,"result":null,"reminded":true,"settled":false,"evidence":{"at":6,"options":[{"option":"a","pros":[{"text":"It is safe.","cites":[["PLANEKS",null,"Security"],["StarTechUP","2024","Key features"]]}],"cons":[]}]}}"#,
        0x9827_f58f,
    );
    golden(
        &poll(),
        r#"{"number":31,"channel":20,"author":{"id":7,"name":"Ada"},"question":"Which backend?","options":["Node.js","Django"],"terms":{"kind":"pick_one","method":"plurality","rules":{"reasons":"off","reminder":"off"}},"opened_at":1795186800000,"closes_at":1795446000000,"closed":{"at":1795190400000,"carried_out_at":1795190400000,"ending":{"early":{"id":7,"name":"Ada"}}},"embeds":true,"message":40,"result":null,"settled":false}"#,
        0x76d4_a4d8,
    );
    golden(
        &DraftV2 { choices: ChoicesV2 { kind: Some(kind), method: None, rules }, ..draft() },
        r#"{"author":{"id":7,"name":"Ada"},"question":"Which?","options":"a, b","closes":"3d","choices":{"kind":{"pick_several":{"most":2}},"rules":{"voters":{"role":{"id":9,"name":"Backend"}},"disclosure":"secret","quorum":5,"pass":60,"reasons":"required","decider":{"id":7,"name":"Ada"},"close_when_all":true,"reminder":"off"}},"written_at":5}"#,
        0x2c54_d4e1,
    );
    golden(
        &BallotV2 {
            vote: VoteV2::Rated(vec![(0, 5), (2, 0)]),
            cast_at: Some(7),
            reason: Some("We know it.".into()),
        },
        r#"{"vote":{"rated":[[0,5],[2,0]]},"cast_at":7,"reason":"We know it."}"#,
        0x1695_8882,
    );
    for (vote, json, sum) in [
        (VoteV2::One(1), r#"{"vote":{"one":1}}"#, 0xd07c_e0d1),
        (VoteV2::Several(vec![0, 2]), r#"{"vote":{"several":[0,2]}}"#, 0x885d_b00b),
        (VoteV2::Ranked(vec![2, 0]), r#"{"vote":{"ranked":[2,0]}}"#, 0x4ee2_a406),
        (VoteV2::Stance(StanceV2::Block), r#"{"vote":{"stance":"block"}}"#, 0x3ed8_aee3),
        (VoteV2::NoOpinion, r#"{"vote":"no_opinion"}"#, 0x8177_5220),
    ] {
        golden(&BallotV2 { vote, cast_at: None, reason: None }, json, sum);
    }
    golden(
        &HalfV2 { marks: vec![(2, None), (0, Some(5))], edits: 3 },
        r#"{"marks":[[2,null],[0,5]],"edits":3}"#,
        0xaec5_38ed,
    );
}

#[test]
fn another_version_is_named_and_another_key_is_damage() {
    let ballot = BallotV2 { vote: VoteV2::One(1), cast_at: Some(5), reason: None };
    let sealed = seal(b"key", &ballot).unwrap();
    assert_eq!(open::<BallotV2>(b"kez", &sealed), Err(FormatError::Checksum));
    let mut later = sealed[..sealed.len() - CHECKSUM].to_vec();
    later[0] = 9;
    later.extend_from_slice(&checksum(b"key", &later).to_le_bytes());
    let expected = FormatError::Version { what: "a ballot", version: 9 };
    assert_eq!(open::<BallotV2>(b"key", &later), Err(expected));
}

proptest! {
    #[test]
    fn a_flipped_bit_never_passes(bit in 0usize..256) {
        let ballot = BallotV2 { vote: VoteV2::One(1), cast_at: Some(1_795_186_800_000), reason: None };
        let mut sealed = seal(b"key", &ballot).unwrap();
        let bit = bit % (sealed.len() * 8);
        sealed[bit / 8] ^= 1 << (bit % 8);
        prop_assert_eq!(open::<BallotV2>(b"key", &sealed), Err(FormatError::Checksum));
    }

    #[test]
    fn no_bytes_panic(bytes in proptest::collection::vec(any::<u8>(), 0..40)) {
        prop_assert!(open::<PollV2>(b"key", &bytes).is_err());
    }
}
