//! The longest texts there can be, in every message about a poll.

use proptest::prelude::*;

use super::*;
use crate::poll::{
    Ballot, Cast, Choices, ClosesError, Defaults, DraftText, Ending, HalfBallot, Kind, Mark,
    OptionIndex, Poll, Reminder, Role, RoleId, Rules, Tally, Vote, VoteError, VoterId, Voters,
};
use crate::render::{Message, Press, Row};

use super::tests::*;

/// What Discord refuses a message for.
/// Source: <https://discord.com/developers/docs/resources/message#create-message>
pub(super) fn too_much(message: &Message) -> Option<String> {
    let count = |text: &str| text.chars().count();
    let mut ids = Vec::new();
    let mut over = Vec::new();
    let mut limit = |what: &str, is: usize, most: usize| {
        if is > most || is == 0 {
            over.push(format!("{what}: {is} of {most}"));
        }
    };
    limit("content", count(&message.content), 2000);
    if let Some(embed) = &message.embed {
        limit("description", count(&embed.description), 4096);
    }
    for row in &message.rows {
        match row {
            Row::Buttons(buttons) => {
                limit("buttons", buttons.len(), 5);
                for button in buttons {
                    limit("label", count(&button.label), 80);
                    limit("id", button.id.len(), 100);
                    ids.push(button.id.clone());
                }
            }
            Row::Menu(menu) => {
                limit("options", menu.options.len(), 25);
                ids.push(menu.id.clone());
                for option in &menu.options {
                    limit("option", count(&option.label), 100);
                }
            }
            Row::Picker(picker) => {
                limit("placeholder", count(&picker.placeholder), 150);
                ids.push(picker.id.clone());
            }
        }
    }
    if message.rows.len() > 5 {
        over.push(format!("{} rows", message.rows.len()));
    }
    ids.sort();
    let all = ids.len();
    ids.dedup();
    if ids.len() < all {
        over.push("the same id twice".into());
    }
    over.extend(ids.iter().filter(|id| id.parse::<Press>().is_err()).cloned());
    (!over.is_empty()).then(|| over.join(", "))
}

/// Everything that is said about a poll.
pub(super) fn everything(poll: &Poll, ballots: &[Ballot]) -> Vec<Message> {
    let tally = Tally::count(poll.text.options().len(), &poll.terms, ballots);
    let mine = ballots.first();
    let first = ballot_for(1, 0);
    let early = Ending::Early(poll.author.clone());
    let line = ListLine {
        poll: poll.clone(),
        part: Part::Waits,
        link: shown_with(poll, &[], true, |s| s.poll_link.unwrap().to_owned()),
    };
    let listing = Listing {
        open: vec![line.clone(); 8],
        open_in_all: 100,
        waiting: 99,
        closed: vec![line; 4],
        unposted: vec![(crate::poll::PollNumber(u32::MAX), u64::MAX); 9],
    };
    let mut all = vec![
        ballot(poll, VoterId(1), None, mine),
        receipt(poll, &Cast::Changed(first, Vote::One(OptionIndex(1)))),
        my_vote(poll, mine),
        taken_back(poll, mine),
        how_counted(poll),
        manage(poll),
        close_confirm(poll, &tally),
        closing(poll),
        not_yours(poll),
        already_closed(poll, at(9)),
        list(&listing),
        error(&PollError::Vote(poll, &VoteError::Closed(at(60)))),
        error(&PollError::NotPosted(poll.id, poll.text.question())),
        error(&PollError::NotFound(poll.text.question())),
    ];
    for embeds in [true, false] {
        all.push(shown_with(poll, ballots, embeds, super::poll));
        all.push(shown_with(poll, ballots, embeds, |s| so_far(s, true)));
        for ended in
            [closed(poll.clone(), early.clone(), 0), closed(poll.clone(), Ending::OnTime, 9)]
        {
            all.push(shown_with(&ended, ballots, embeds, super::poll));
            all.push(shown_with(&ended, ballots, embeds, result));
            all.push(shown_with(&ended, ballots, embeds, |s| round_by_round(s, embeds)));
            all.push(my_vote(&ended, mine));
        }
        let typed = DraftText::new(poll.text.question(), &poll.text.options().join("\n"), "3d");
        for (text, closes) in [
            (typed.check(None), Ok(Some(at(60)))),
            (
                DraftText::new("", &poll.text.options().join(","), "").check(None),
                Err(ClosesError::Unreadable("@".repeat(60))),
            ),
        ] {
            let zone = "America/Argentina/ComodRivadavia";
            all.push(draft(&Draft {
                id: poll.id,
                typed: &typed,
                text: &text,
                terms: &poll.terms,
                closes: &closes,
                zone,
                embeds,
                may_mention: true,
                page: DraftPage::Main,
                drawn: 7,
                evidence: None,
            }));
        }
    }
    all
}

/// The worst that may be typed: every character doubles when it is escaped.
fn worst(options: usize) -> Poll {
    let name = |i: usize| format!("{}{i:02}", "*".repeat(78));
    let options: Vec<_> = (0..options).map(name).collect();
    let mut poll = poll_of(&"@".repeat(300), &options.join("\n"));
    poll.author.name = "_".repeat(80);
    poll
}

#[test]
fn the_longest_texts_fit_into_every_message() {
    for options in [2, 5, 6, 10, 25] {
        let poll = worst(options);
        let ballots: Vec<_> = (0_u8..3).map(|i| ballot_for(u64::from(i), i % 2)).collect();
        for ballots in [&[][..], &ballots[..1], &ballots[..2]] {
            for message in everything(&poll, ballots) {
                assert_eq!(too_much(&message), None, "{message:#?}");
            }
        }
    }
}

/// Half-done ballots of a kind, from empty to full.
fn halves(options: usize, kind: Kind) -> Vec<HalfBallot> {
    let mut halves = vec![HalfBallot::default()];
    for option in (0..).map(OptionIndex).take(options) {
        let points = (kind == Kind::Rate).then_some(3);
        halves.push(halves[halves.len() - 1].clone().mark(Mark { option, points }));
    }
    halves
}

#[test]
fn the_longest_ballots_of_every_kind_fit_into_every_message() {
    let kinds = [Kind::PickSeveral { most: Some(25) }, Kind::Rank, Kind::Rate];
    for (options, kind) in [2, 10, 11, 25].into_iter().flat_map(|n| kinds.map(|kind| (n, kind))) {
        let mut poll = worst(options);
        let choices = Choices { kind: Some(kind), ..Choices::default() };
        poll.terms = choices.terms(options, Defaults::default());
        let halves = halves(options, kind);
        let reason = Some("*".repeat(300));
        let vote = |half: &HalfBallot| kind.checked(half.vote(kind), options).ok();
        let ballots: Vec<_> = (1..)
            .zip(halves.iter().rev().filter_map(vote))
            .map(|(voter, vote)| Ballot { vote, reason: reason.clone(), ..ballot_for(voter, 0) })
            .collect();
        for half in &halves {
            let page = ballot_page(&poll, VoterId(9), half, ballots.first());
            assert_eq!(too_much(&page), None, "{page:#?}");
        }
        for message in everything(&poll, &ballots) {
            assert_eq!(too_much(&message), None, "{message:#?}");
        }
    }
}

#[test]
fn every_page_of_a_draft_fits() {
    let poll = worst(25);
    let role = Role { id: RoleId(u64::MAX), name: "*".repeat(80) };
    let rules = Rules {
        voters: Voters::Role(role.clone()),
        reminder: Reminder::Role(role),
        decider: Some(poll.author.clone()),
        quorum: Some(1_000_000),
        pass: Some(100),
        close_when_all: true,
        ..Rules::default()
    };
    let bad = BadNumber { typed: "*".repeat(4000), most: 25 };
    let typed = DraftText::new("q", "a, b", "");
    let pages = [DraftPage::Main, DraftPage::More(Some(bad)), DraftPage::Role, DraftPage::People];
    for (page, kind) in pages
        .into_iter()
        .flat_map(|p| [Kind::Rank, Kind::Rate, Kind::Agree].map(|kind| (p.clone(), kind)))
    {
        let choices = Choices { kind: Some(kind), method: None, rules: rules.clone() };
        let drawn = draft(&Draft {
            id: poll.id,
            typed: &typed,
            text: &Ok(poll.text.clone()),
            terms: &choices.terms(25, Defaults::default()),
            closes: &Ok(Some(at(9))),
            zone: "America/Argentina/ComodRivadavia",
            embeds: false,
            may_mention: true,
            page,
            drawn: u32::MAX,
            evidence: None,
        });
        assert_eq!(too_much(&drawn), None, "{drawn:#?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn no_text_breaks_a_message_or_notifies_anybody(
        question in "[@<#*_a-z:>`\\PC]{1,300}",
        options in proptest::collection::vec("(@everyone|<@1>|<@&2>|@here|[*\\PC]{0,60})", 2..10),
        votes in proptest::collection::vec(0_u8..9, 0..20),
    ) {
        let typed = DraftText::new(&question, &options.join("\n"), "");
        let Ok(text) = typed.check(None) else { return Ok(()) };
        let poll = Poll { text, ..poll_of("q", "a, b") };
        let ballots: Vec<_> = (0..).zip(&votes).map(|(v, c)| ballot_for(v, *c)).collect();
        for message in everything(&poll, &ballots) {
            prop_assert_eq!(too_much(&message), None, "{:?}", message);
            let said = message.embed.map_or(String::new(), |e| e.description) + &message.content;
            for mention in ["@everyone", "@here"] {
                prop_assert!(!said.contains(mention), "{}", said);
            }
            let bare = said.replace("\\<", "");
            prop_assert!(!bare.contains("<@"), "{}", said);
        }
    }
}
