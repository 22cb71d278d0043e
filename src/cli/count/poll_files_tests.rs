//! A poll that is downloaded and recounted comes to the same result, whatever its ballots say; and
//! of few secret ballots a file tells no more than it may.

use proptest::prelude::*;
use serde_json::Value;

use super::{checked, file};
use crate::poll::count::{Counted, count};
use crate::poll::{
    Ballot, Caster, Choices, Defaults, Disclosure, DraftText, Kind, Member, OptionIndex, Poll,
    PollId, PollNumber, PollState, Pseudonym, Rules, Stance, Tally, Vote, VoterId, methods,
};
use crate::render::Attachment;
use crate::render::poll::{Shown, download};
use crate::time::Timestamp;

/// Names that files and spreadsheets could stumble over.
const NAMES: [&str; 6] = ["=1+1", "a \"b\"", "-c; d", "@e", "Zoë\u{2019}s", "{}"];

const KINDS: [Kind; 5] =
    [Kind::PickOne, Kind::PickSeveral { most: None }, Kind::Rank, Kind::Rate, Kind::Agree];

/// What a ballot says, made of numbers that mean something for its kind.
fn vote(kind: Kind, options: u8, order: &[u8], points: &[u8], no_opinion: bool) -> Vote {
    let named = |most: usize| -> Vec<OptionIndex> {
        let mut named = Vec::new();
        for one in order.iter().map(|one| OptionIndex(one % options)) {
            if !named.contains(&one) && named.len() < most {
                named.push(one);
            }
        }
        named
    };
    let most = usize::from(options);
    match kind {
        _ if no_opinion => Vote::NoOpinion,
        Kind::PickOne => Vote::One(named(1)[0]),
        Kind::PickSeveral { .. } => {
            let mut picked = named(most);
            picked.sort();
            Vote::Several(picked)
        }
        Kind::Rank => Vote::Ranked(named(most)),
        Kind::Rate => {
            let rated = (0..options).map(OptionIndex).zip(points.iter().copied());
            Vote::Rated(rated.filter(|(_, points)| *points > 0).collect())
        }
        Kind::Agree => Vote::Stance(Stance::ALL[usize::from(order[0] % 4)]),
    }
}

/// A closed poll and its ballots.
fn polls() -> impl Strategy<Value = (Poll, Vec<Ballot>)> {
    let ballot = (
        prop::collection::vec(0..60_u8, 1..7),
        prop::collection::vec(0..=5_u8, 6),
        prop::bool::weighted(0.1),
    );
    let ballots = prop::collection::vec(ballot, 1..16);
    let terms = (prop::sample::select(&KINDS[..]), 0..4_usize, any::<bool>());
    (terms, 2..=6_u8, ballots).prop_map(|((kind, method, secret), options, cast)| {
        let methods = methods(kind);
        let disclosure = if secret { Disclosure::Secret } else { Disclosure::Live };
        let choices = Choices {
            kind: Some(kind),
            method: Some(methods[method % methods.len()]),
            rules: Rules { disclosure, ..Rules::default() },
        };
        let typed = if kind == Kind::Agree { "" } else { &NAMES[..options.into()].join("\n") };
        let text = DraftText::new("Which?", typed, "").check(Some(kind)).unwrap();
        let poll = Poll {
            id: PollId(1),
            number: PollNumber(31),
            author: Member { id: VoterId(1), name: "Ada".into() },
            text,
            terms: choices.terms(options.into(), Defaults::default()),
            opened_at: Timestamp::from_millis(0),
            closes_at: None,
            extended: None,
            state: PollState::Open,
        };
        let by = |one: u64| {
            if secret {
                Caster::Pseudonym(Pseudonym(0xDEAD_BEEF_0000 + u128::from(one)))
            } else {
                Caster::Voter(VoterId(987_654_321_000 + one))
            }
        };
        let ballots = (0..).zip(cast).map(|(one, (order, points, no_opinion))| Ballot {
            by: by(one),
            vote: vote(kind, options, &order, &points, no_opinion),
            cast_at: (!secret).then(|| Timestamp::from_millis(1_795_000_000_123)),
            reason: Some("my own words".into()),
        });
        let ballots = ballots.collect();
        let poll = poll
            .closed_by(Member { id: VoterId(1), name: "Ada".into() }, Timestamp::from_millis(9));
        (poll.unwrap(), ballots)
    })
}

fn files(poll: &Poll, tally: &Tally, ballots: &[Ballot]) -> Vec<Attachment> {
    let shown = Shown {
        poll,
        tally,
        ballots,
        embeds: true,
        as_of: None,
        poll_link: None,
        result_link: None,
        evidence: false,
        for_good: false,
    };
    download(&shown).files
}

fn recounted(json: &[u8], poll: &Poll) -> Counted {
    let raw = file::read(json).expect("the file can be read");
    let election = checked::check(raw, poll.terms.method).expect("the file has no faults");
    assert_eq!(election.names.len(), poll.text.options().len());
    count(poll.terms.method, &election.ballots).unwrap()
}

proptest! {
    #[test]
    fn a_download_recounts_to_the_same_result_and_tells_no_more_than_it_may((poll, ballots) in polls()) {
        let tally = Tally::count(poll.text.options().len(), &poll.terms, &ballots);
        let files = files(&poll, &tally, &ballots);
        let json: Value = serde_json::from_slice(&files[0].bytes).unwrap();
        for file in &files {
            let text = String::from_utf8(file.bytes.clone()).unwrap();
            for hidden in ["987654321", "3735928559", "deadbeef", "1795000000", "my own words"] {
                prop_assert!(!text.contains(hidden), "{} in {}", hidden, text);
            }
        }
        let secret = poll.terms.rules.disclosure.is_secret();
        let all = json.as_object().unwrap();
        let has_ballots = all.keys().any(|key| key.ends_with("ballots"));
        match ballots.len() {
            few if secret && few < 5 => {
                prop_assert!(!has_ballots && files.len() == 1);
                for key in ["stances", "sums", "pairwise"] {
                    prop_assert!(json["poll"].get(key).is_none(), "{}", key);
                }
                prop_assert!(json["poll"]["no_opinion"].is_null() && json["poll"]["note"].is_string());
            }
            some if secret && some < 10 => {
                prop_assert!(!has_ballots && files.len() == 1);
                prop_assert!(json["poll"]["note"].is_string());
            }
            _ if poll.terms.kind == Kind::Agree => {
                let told: u64 = json["poll"]["stances"].as_object().unwrap().values()
                    .map(|people| people.as_u64().unwrap()).sum();
                prop_assert_eq!(told, u64::from(tally.sides()));
            }
            _ => {
                let counted = recounted(&files[0].bytes, &poll);
                prop_assert_eq!(counted.ballots, ballots.len() as u64);
                if let Some(before) = &tally.counted {
                    prop_assert_eq!(&counted, before);
                }
                let csv = String::from_utf8(files[1].bytes.clone()).unwrap();
                for line in csv.lines() {
                    for cell in line.split(',') {
                        let cell = cell.trim_matches('"');
                        prop_assert!(!cell.starts_with(['=', '+', '-', '@']), "{}", line);
                    }
                }
            }
        }
    }
}
