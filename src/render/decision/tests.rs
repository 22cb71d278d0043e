use std::sync::Arc;
use std::time::Duration;

use insta::assert_snapshot;

use super::*;
use crate::decision::{
    Covers, Decision, DecisionId, DecisionNumber, DecisionText, Departure, FromPoll, HeadToHead,
    Reason, Review, VoteSummary,
};
use crate::poll::{
    Attached, AttachedCite, AttachedOption, AttachedPoint, Member, PollId, PollNumber,
    TimeZoneName, VoterId,
};
use crate::render::Message;
use crate::time::Timestamp;

/// 24 November 2026.
const DECIDED: Timestamp = Timestamp::from_millis(1_795_532_400_000);
const DAY: Duration = Duration::from_secs(24 * 60 * 60);

fn point(text: &str, source: &str, section: &str) -> AttachedPoint {
    let cite = AttachedCite { source: source.into(), date: None, section: section.into() };
    AttachedPoint { text: text.into(), cites: vec![cite] }
}

/// A decision that follows a ranked, secret vote.
pub(super) fn decision() -> Decision {
    let text = DecisionText::stored(
        "Use Django for the chat service.".into(),
        "The team knows Python.\nLogin and admin come with it.".into(),
        "Which backend for the chat service?".into(),
        ["Django", "FastAPI", "Node.js"].map(Into::into).to_vec(),
    );
    let pair =
        |over: &str, ballots| HeadToHead { preferred: "Django".into(), over: over.into(), ballots };
    let vote = VoteSummary {
        kind: "rank".into(),
        method: "ranked pairs".into(),
        secret: true,
        from: DECIDED - 4 * DAY,
        to: DECIDED - DAY,
        could_vote: Some(8),
        voted: 7,
        winners: vec!["Django".into()],
        lines: vec!["Django before FastAPI, 4 of 7 ballots".into()],
        head_to_head: vec![pair("FastAPI", (4, 3)), pair("Node.js", (5, 2))],
        firmness: Some("One changed ballot could have made it FastAPI.".into()),
        recount: Some("stackwise count --method ranked-pairs P-31.json".into()),
    };
    let option = AttachedOption {
        option: "Django".into(),
        pros: vec![point("It brings login.", "Pick a backend", "What is Django?")],
        cons: vec![point("It waits on each request.", "PLANEKS", "Cons")],
    };
    Decision {
        id: DecisionId(5),
        number: DecisionNumber(12),
        by: Member { id: VoterId(7), name: "Alice".into() },
        at: DECIDED,
        text: text.unwrap(),
        chosen: Some("Django".into()),
        poll: Some(FromPoll {
            id: PollId(4),
            number: PollNumber(31),
            vote,
            departs: Departure::Follows,
        }),
        reasons: vec![Reason { option: "FastAPI".into(), text: "Async end to end.".into() }],
        against: Some(point("It waits on each request.", "PLANEKS", "Cons")),
        evidence: Some(Arc::new(Attached { at: DECIDED - 4 * DAY, options: vec![option] })),
        covers: Covers { stacks: vec!["django".into()], topics: vec!["real-time".into()] },
        rests_on: Vec::new(),
        review: Some(Review::first(DECIDED + 181 * DAY, DECIDED)),
        replaces: None,
        replaced_by: None,
    }
}

fn shown(decision: &Decision) -> Shown<'_> {
    const UTC: &TimeZoneName = &TimeZoneName::UTC;
    Shown { decision, zone: UTC, embeds: true, files: true }
}

fn read(message: &Message) -> String {
    let mut lines = vec![message.content.clone()];
    if let Some(embed) = &message.embed {
        lines.extend(embed.description.lines().map(|line| format!("| {line}")));
        for field in &embed.fields {
            lines.push(format!("| ## {}", field.name));
            lines.extend(field.value.lines().map(|line| format!("| {line}")));
        }
    }
    lines.join("\n")
}

#[test]
fn the_card_gives_the_reason_the_vote_and_what_speaks_against() {
    assert_snapshot!(read(&super::decision(&shown(&decision()))), @r"
    **Decision D-12**: Use Django for the chat service.
    | **Which backend for the chat service?**
    | 
    | Accepted by Alice, <t:1795532400:D>.
    | ## Because
    | The team knows Python.
    | Login and admin come with it.
    | ## Vote
    | Django before FastAPI, 4 of 7 ballots
    | 7 of 8 voted.
    | ## Against it
    | It waits on each request. (PLANEKS)
    | 1 voter gave a reason for another option.
    | ## To be looked at again
    | <t:1811170800:D>
    ");
}

#[test]
fn the_file_reads_well() {
    let bytes = file(&decision(), &TimeZoneName::UTC).bytes;
    assert_snapshot!(String::from_utf8(bytes).unwrap(), @r"
    # D-12: Use Django for the chat service

    - Status: accepted on 24 November 2026
    - Decided by: Alice, after the poll P-31
    - To be looked at again: 24 May 2027

    ## Question

    Which backend for the chat service?

    ## Options

    - Django
    - FastAPI
    - Node.js

    ## Decision

    Use Django for the chat service.

    ## Because

    The team knows Python.

    Login and admin come with it.

    ## Vote

    P-31: rank, secret ballots, 20 November 2026 to 23 November 2026. 7 of 8 voted.
    Counted by: ranked pairs.

    - Django before FastAPI, 4 of 7 ballots

    | preferred | over | ballots |
    |---|---|---|
    | Django | FastAPI | 4 to 3 |
    | Django | Node.js | 5 to 2 |

    One changed ballot could have made it FastAPI.

    ## Reasons that voters gave

    - For FastAPI: “Async end to end.”

    ## Against it

    It waits on each request. (PLANEKS, no date, “Cons”)

    ## Evidence, as it was on 20 November 2026

    ### Django

    - For: It brings login. (Pick a backend, no date, “What is Django?”)
    - Against: It waits on each request. (PLANEKS, no date, “Cons”)

    ### FastAPI

    - No evidence was known. That says nothing about it.

    ### Node.js

    - No evidence was known. That says nothing about it.

    ## Counting it again

    `stackwise count --method ranked-pairs P-31.json`
    ");
}

#[test]
fn a_departure_and_a_replacement_are_told_first() {
    let mut departs = decision();
    departs.chosen = Some("Node.js".into());
    departs.replaced_by = Some(DecisionNumber(19));
    departs.replaces = Some(DecisionNumber(3));
    if let Some(poll) = &mut departs.poll {
        poll.departs = Departure::Departs;
    }
    departs.against = None;
    departs.review = None;
    departs.evidence = None;
    assert_snapshot!(read(&full(&shown(&departs), Some("LINK"), false)), @r"
    **Decision D-12**, replaced by D-19: Use Django for the chat service.
    | Accepted by Alice, <t:1795532400:D>. It replaces D-3.
    | Its message: LINK
    | ## Question
    | Which backend for the chat service?
    | ## Options
    | Django, FastAPI, Node.js
    | ## Because
    | The team knows Python.
    | Login and admin come with it.
    | ## Vote
    | P-31: rank, secret ballots, <t:1795186800:D> to <t:1795446000:D>.
    | 7 of 8 voted.
    | - Django before FastAPI, 4 of 7 ballots
    | One changed ballot could have made it FastAPI.
    | This departs from the vote, which chose Django.
    | ## Reasons that voters gave
    | - For FastAPI: “Async end to end.”
    | ## Against it
    | My sources name nothing against it. That is rare: look twice.
    | 1 voter gave a reason for another option.
    | ## To be looked at again
    | never
    ");
}

#[test]
fn the_fullest_record_keeps_discord_s_limits() {
    let mut fullest = decision();
    let long = "*".repeat(1000);
    fullest.text = DecisionText::stored(
        "*".repeat(150),
        long.clone(),
        "*".repeat(300),
        vec!["*".repeat(500), "_".repeat(500)],
    )
    .unwrap();
    fullest.reasons = vec![Reason { option: long.clone(), text: long.clone() }; 9];
    if let Some(poll) = &mut fullest.poll {
        poll.vote.lines = vec!["*".repeat(80); 10];
        poll.vote.winners = vec![long.clone(); 3];
        poll.departs = Departure::Departs;
    }
    fullest.against = Some(point(&long, &long, "x"));
    for message in [super::decision(&shown(&fullest)), full(&shown(&fullest), Some("LINK"), true)] {
        assert!(message.content.chars().count() <= 2000);
        let embed = message.embed.clone().unwrap();
        assert!(embed.text_length() <= 6000, "{}", embed.text_length());
        for field in &embed.fields {
            let length = field.value.chars().count();
            assert!((1..=1024).contains(&length), "{}: {length}", field.name);
        }
        assert!(message.without_embed().content.chars().count() <= 2000);
    }
}

#[test]
fn the_longest_lists_and_lines_fit_a_plain_message() {
    let line = DecisionLine {
        number: DecisionNumber(u32::MAX),
        title: "*".repeat(150),
        at: DECIDED,
        status: crate::decision::Status::Replaced(DecisionNumber(u32::MAX)),
        link: Some(format!("https://discord.com/channels/{0}/{0}/{0}", u64::MAX)),
    };
    let lines = vec![&line; 12];
    let content = |message: Message| message.content.chars().count();
    let listed = list(&lines, 40, &[]);
    assert!(listed.content.contains("and 37 more"), "{}", listed.content);
    assert!(content(listed) <= 2000);
    assert!(content(found(&"*".repeat(300), &lines, 40)) <= 2000);
    let answer = Message::text("x".repeat(400));
    assert!(content(decided_first(answer, DecisionId(1), &line)) <= 2000);
    assert!(content(beside_draft(Message::text("x"), &lines)) <= 2000);
    assert_eq!(choice(&line).name.chars().count(), 100);
}
