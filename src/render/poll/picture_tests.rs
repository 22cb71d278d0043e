use insta::assert_snapshot;

use super::picture::{panels, picture};
use super::tests::{at, closed, poll_of, shown_with};
use super::{Shown, result};
use crate::poll::count::Method;
use crate::poll::{
    Ballot, Caster, Choices, Defaults, Disclosure, DraftText, Ending, Kind, OptionIndex, Poll,
    Rules, Stance, Vote, VoterId,
};
use crate::render::chart::Standing;

/// A closed poll, and its ballots. A ballot is written `count × options`: "2:0,1"; with points
/// "2:0=5,1=3"; a stance by its place.
fn poll(kind: Kind, method: Option<Method>, options: &str, votes: &str) -> (Poll, Vec<Ballot>) {
    let choices = Choices { kind: Some(kind), method, rules: Rules::default() };
    let terms = choices.terms(options.lines().count(), Defaults::default());
    let poll = if kind.has_options() {
        poll_of("Which backend for the chat service?", options)
    } else {
        let text = DraftText::new("Move to Django?", options, "").check(Some(kind)).unwrap();
        Poll { text, ..poll_of("Move to Django?", STACKS) }
    };
    let poll = Poll { terms, ..poll };
    let votes = votes.split_whitespace().flat_map(|group| {
        let (times, vote) = group.split_once(':').unwrap();
        std::iter::repeat_n(vote_of(kind, vote), times.parse().unwrap())
    });
    let ballots = (1..).zip(votes).map(|(voter, vote)| Ballot {
        by: Caster::Voter(VoterId(voter)),
        vote,
        cast_at: Some(at(1)),
        reason: None,
    });
    let ballots = ballots.collect();
    (closed(poll, Ending::OnTime, 0), ballots)
}

fn vote_of(kind: Kind, vote: &str) -> Vote {
    let option = |place: &str| OptionIndex(place.parse().unwrap());
    match kind {
        Kind::PickOne => Vote::One(option(vote)),
        Kind::PickSeveral { .. } => Vote::Several(vote.split(',').map(option).collect()),
        Kind::Rank => Vote::Ranked(vote.split(',').map(option).collect()),
        Kind::Rate => Vote::Rated(
            vote.split(',')
                .map(|one| one.split_once('=').unwrap())
                .map(|(place, points)| (option(place), points.parse().unwrap()))
                .collect(),
        ),
        Kind::Agree => Vote::Stance(Stance::ALL[option(vote).at()]),
    }
}

/// The alt text, then what is drawn: `>` is ahead, `x` goes out.
fn drawn((poll, ballots): &(Poll, Vec<Ballot>)) -> String {
    let told = |shown: &Shown<'_>| {
        let Some(file) = picture(shown) else { return "no picture".to_owned() };
        assert!(file.bytes.starts_with(b"\x89PNG"));
        assert!(file.alt.chars().count() <= 200);
        let mut lines = vec![file.alt];
        for panel in panels(shown) {
            lines.push(format!("[{}]", panel.heading));
            lines.extend(panel.bars.iter().map(|bar| {
                let mark = match bar.standing {
                    Standing::Ahead => '>',
                    Standing::In => '-',
                    Standing::Out => 'x',
                };
                format!("{mark} {}: {}/{}, {}", bar.label, bar.value, bar.of, bar.text)
            }));
            lines.push(panel.note);
        }
        lines.retain(|line| !line.is_empty());
        lines.join("\n").replace(['\u{2068}', '\u{2069}'], "")
    };
    shown_with(poll, ballots, true, told)
}

const STACKS: &str = "Django\nFastAPI\nNode.js";

#[test]
fn votes_are_bars_and_the_alt_text_states_the_result() {
    let one = poll(Kind::PickOne, None, STACKS, "1:0 4:1 2:2");
    assert_snapshot!(drawn(&one), @r"
    FastAPI came first. FastAPI, 4 of 7 votes; Node.js, 2 of 7 votes; Django, 1 of 7 votes
    []
    > FastAPI: 4/7, 4 of 7 votes
    - Node.js: 2/7, 2 of 7 votes
    - Django: 1/7, 1 of 7 votes
    ");
    let several = poll(Kind::PickSeveral { most: Some(2) }, None, STACKS, "2:0,1 1:1,2 1:0");
    assert_snapshot!(drawn(&several), @r"
    A tie between Django and FastAPI. Django, 3 of 4 votes; FastAPI, 3 of 4 votes; Node.js, 1 of 4 votes
    []
    > Django: 3/4, 3 of 4 votes
    > FastAPI: 3/4, 3 of 4 votes
    - Node.js: 1/4, 1 of 4 votes
    ");
    let stances = poll(Kind::Agree, None, "", "3:0 1:1 1:2");
    assert_snapshot!(drawn(&stances), @r"
    The proposal passes. agree, 3 of 5 votes; abstain, 1 of 5 votes; disagree, 1 of 5 votes; block, 0 of 5 votes
    []
    > agree: 3/5, 3 of 5 votes
    - abstain: 1/5, 1 of 5 votes
    - disagree: 1/5, 1 of 5 votes
    - block: 0/5, 0 of 5 votes
    ");
    let rated = poll(Kind::Rate, Some(Method::Score), STACKS, "1:0=5,1=3 1:1=4,2=1");
    assert_snapshot!(drawn(&rated), @r"
    FastAPI came first. FastAPI, 3.5 of 5; Django, 2.5 of 5; Node.js, 0.5 of 5
    []
    > FastAPI: 7000/10000, 3.5 of 5
    - Django: 5000/10000, 2.5 of 5
    - Node.js: 1000/10000, 0.5 of 5
    ");
    let star = poll(Kind::Rate, Some(Method::Star), STACKS, "2:0=5,1=3 3:1=4,2=1");
    assert_snapshot!(drawn(&star), @r"
    FastAPI came first. FastAPI, 3 of 5 votes; Django, 2 of 5 votes
    [Points]
    > FastAPI: 18000/25000, 3.6 of 5
    - Django: 10000/25000, 2.0 of 5
    - Node.js: 3000/25000, 0.6 of 5
    [Run-off of the two best]
    > FastAPI: 3/5, 3 of 5 votes
    - Django: 2/5, 2 of 5 votes
    ");
}

#[test]
fn rankings_are_drawn_as_they_were_counted() {
    let pairs = |votes| poll(Kind::Rank, Some(Method::RankedPairs), STACKS, votes);
    assert_snapshot!(drawn(&pairs("4:0,1,2 2:1,0,2 1:2,1,0")), @r"
    Django is preferred to FastAPI by 4 to 3 ballots, to Node.js by 6 to 1 ballots.
    [Django is preferred to every other option]
    - FastAPI: 4/7, 4 to 3
    - Node.js: 6/7, 6 to 1
    ");
    assert_snapshot!(drawn(&pairs("4:0,1,2 3:1,2,0 2:2,0,1")), @r"
    Django came first. FastAPI over Node.js, 7 to 2; Django over FastAPI, 6 to 3; Node.js over Django, 5 to 4
    [Head to head]
    - FastAPI over Node.js: 7/9, 7 to 2
    - Django over FastAPI: 6/9, 6 to 3
    x Node.js over Django: 5/9, 5 to 4
    Crossed out: it gave way, as clearer results contradict it.
    ");
    let chains = poll(Kind::Rank, Some(Method::Schulze), STACKS, "4:0,1,2 3:1,2,0 2:2,0,1");
    assert_snapshot!(drawn(&chains), @r"
    Django came first. Django over FastAPI, 6 to 3; Django over Node.js, 4 to 5; FastAPI over Node.js, 7 to 2
    [Head to head]
    - Django over FastAPI: 6/9, 6 to 3
    - Django over Node.js: 4/9, 4 to 5
    - FastAPI over Node.js: 7/9, 7 to 2
    ");
    let runoff = poll(Kind::Rank, Some(Method::Irv), STACKS, "3:0 2:1,0 2:2 1:2,1");
    assert_snapshot!(drawn(&runoff), @r"
    Django came first. Django, 5 of 8 votes; Node.js, 3 of 8 votes
    [Round 1]
    - Django: 3/8, 3 of 8 votes
    - Node.js: 3/8, 3 of 8 votes
    x FastAPI: 2/8, 2 of 8 votes
    FastAPI goes out. 2 ballots move to Django.
    [Round 2]
    > Django: 5/8, 5 of 8 votes
    - Node.js: 3/8, 3 of 8 votes
    ");
    let places = poll(Kind::Rank, Some(Method::Borda), STACKS, "2:0,1,2 1:1");
    assert_snapshot!(drawn(&places), @r"
    Django came first. Django, 4.5 points; FastAPI, 4 points; Node.js, 0.5 points
    []
    > Django: 9/12, 4.5 points
    - FastAPI: 8/12, 4 points
    - Node.js: 1/12, 0.5 points
    ");
}

#[test]
fn a_tie_is_a_tie_in_the_picture() {
    let even = poll(Kind::PickOne, None, "Django\nNode.js", "2:0 2:1");
    assert_snapshot!(drawn(&even), @r"
    A tie between Django and Node.js. Django, 2 of 4 votes; Node.js, 2 of 4 votes
    []
    > Django: 2/4, 2 of 4 votes
    > Node.js: 2/4, 2 of 4 votes
    ");
}

#[test]
fn names_that_no_font_can_draw_stand_by_their_place_but_are_said_in_full() {
    let odd = poll(Kind::PickOne, None, "𓀀𓀁\nשלום", "2:0 1:1");
    assert_snapshot!(drawn(&odd), @r"
    𓀀𓀁 came first. Option 1, 2 of 3 votes; שלום, 1 of 3 votes
    []
    > Option 1: 2/3, 2 of 3 votes
    - שלום: 1/3, 1 of 3 votes
    ");
}

#[test]
fn rounds_that_do_not_fit_are_told_as_left_out() {
    let options: Vec<String> = (0..25).map(|place| format!("Option {place:02}")).collect();
    let votes: Vec<String> = (0..25).map(|place| format!("{}:{place},0", place + 1)).collect();
    let long = poll(Kind::Rank, Some(Method::Irv), &options.join("\n"), &votes.join(" "));
    let said = drawn(&long);
    assert!(said.contains("rounds between are not drawn"), "{said}");
    assert!(said.contains("[Round 1]") && said.contains("[Round 24]"), "{said}");
}

/// A picture that shows what the text hides would undo it.
#[test]
fn nothing_is_drawn_of_counts_that_are_hidden() {
    let (mut poll, ballots) = poll(Kind::PickOne, None, STACKS, "1:0 2:1");
    poll.terms.rules.disclosure = Disclosure::Secret;
    let message =
        |poll: &Poll| shown_with(poll, &ballots, true, |s| super::round_by_round(s, true));
    assert!(message(&poll).files.is_empty());
    poll.terms.rules.disclosure = Disclosure::AtClose;
    assert_eq!(message(&poll).files.len(), 1);
    poll.terms.rules.quorum = Some(9);
    assert!(message(&poll).files.is_empty());
    let buttons = shown_with(&poll, &ballots, true, result).rows;
    assert!(!format!("{buttons:?}").contains("as a picture"), "{buttons:?}");
}

#[test]
fn where_files_are_forbidden_the_picture_is_said_to_be_missing() {
    let (poll, ballots) = poll(Kind::PickOne, None, STACKS, "1:0 2:1");
    let message = shown_with(&poll, &ballots, true, |s| super::round_by_round(s, false));
    assert!(message.files.is_empty());
    assert!(message.content.contains("I may not attach files here"), "{}", message.content);
}
