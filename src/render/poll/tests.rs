use super::limits_tests::everything;
use super::*;
use crate::poll::{
    Ballot, Caster, Choices, ClosesError, Defaults, DraftText, Ending, Kind, Member, Misfit,
    OptionIndex, Outcome, Poll, PollId, PollNumber, PollState, Tally, Terms, Unentitled, Vote,
    VoteError, VoterId,
};
use crate::render::{Form, Row};
use crate::time::Timestamp;

pub(super) fn at(minutes: i64) -> Timestamp {
    Timestamp::from_millis(1_795_186_800_000 + minutes * 60_000)
}

pub(super) fn poll_of(question: &str, options: &str) -> Poll {
    Poll {
        id: PollId(u64::MAX),
        number: PollNumber(31),
        author: Member { id: VoterId(7), name: "Ada".into() },
        text: DraftText::new(question, options, "").check(None).unwrap(),
        terms: pick_one(),
        opened_at: at(0),
        closes_at: Some(at(60)),
        extended: None,
        state: PollState::Open,
    }
}

pub(super) fn pick_one() -> Terms {
    let choices = Choices { kind: Some(Kind::PickOne), ..Choices::default() };
    choices.terms(2, Defaults::default())
}

pub(super) fn ballot_for(voter: u64, choice: u8) -> Ballot {
    Ballot {
        by: Caster::Voter(VoterId(voter)),
        vote: Vote::One(OptionIndex(choice)),
        cast_at: Some(at(1)),
        reason: None,
    }
}

pub(super) fn shown_with<T>(
    poll: &Poll,
    ballots: &[Ballot],
    embeds: bool,
    draw: impl Fn(&Shown<'_>) -> T,
) -> T {
    let tally = Tally::count(poll.text.options().len(), &poll.terms, ballots);
    let link = "https://discord.com/channels/18446744073709551615/18446744073709551615/18446744073709551615";
    draw(&Shown {
        poll,
        tally: &tally,
        ballots,
        embeds,
        as_of: Some(at(2)),
        poll_link: Some(link),
        result_link: Some(link),
        evidence: true,
        for_good: false,
    })
}

pub(super) fn closed(poll: Poll, ending: Ending, late: i64) -> Poll {
    let state = PollState::Closed { at: at(60), carried_out_at: at(60 + late), ending };
    Poll { state, ..poll }
}

/// A preview would stand between the question and its buttons, or show what nobody wants to see.
#[test]
fn links_in_questions_and_options_show_no_preview() {
    let poll = poll_of("Is https://one.example/a_b right?", "https://two.example/x, b");
    let mut links = 0;
    for message in everything(&poll, &[ballot_for(1, 0)]) {
        let said = message.embed.map_or(String::new(), |e| e.description) + &message.content;
        for link in ["https://one.example/a_b", "https://two.example/x"] {
            let bare = said.replace(&format!("<{link}>"), "");
            assert!(!bare.contains(link), "{said}");
            links += said.matches(link).count();
        }
    }
    assert!(links > 10, "{links}");
}

#[test]
fn nobody_can_forge_the_marks_by_which_our_messages_are_found() {
    let forged = format!("{} {}", poll_mark(PollNumber(3)), result_mark(PollNumber(3)));
    let poll = poll_of(&forged, &format!("{}\nb", result_mark(PollNumber(3))));
    for message in everything(&poll, &[ballot_for(1, 0)]) {
        for mark in [poll_mark(PollNumber(3)), result_mark(PollNumber(3))] {
            assert!(!message.content.contains(&mark), "{message:#?}");
        }
    }
    assert!(shown_with(&poll, &[], true, super::poll).content.contains(&poll_mark(poll.number)));
    let ended = closed(poll, Ending::OnTime, 0);
    for ballots in [vec![], vec![ballot_for(1, 0)], vec![ballot_for(1, 0), ballot_for(2, 1)]] {
        let said = shown_with(&ended, &ballots, true, result).content;
        assert!(said.contains(&result_mark(ended.number)), "{said}");
    }
}

#[test]
fn a_label_that_is_cut_carries_its_number_and_so_does_its_line() {
    let poll = poll_of("Which?", &format!("{} end\nDjango", "word ".repeat(15).trim_end()));
    let message = shown_with(&poll, &[], true, super::poll);
    let Row::Buttons(buttons) = &message.rows[0] else { panic!("buttons") };
    let labels: Vec<_> = buttons.iter().map(|b| b.label.as_str()).collect();
    insta::assert_snapshot!(labels.join("\n"), @r"
    1. Vote word word word word word word word word word word word word word word…
    2. Vote Django
    ");
    let lines = message.embed.unwrap().description;
    assert!(
        lines.contains("\n1\\. word word") && lines.contains("\n2\\. Django, 0 votes"),
        "{lines}"
    );
}

#[test]
fn five_options_take_two_rows_of_vote_buttons() {
    let poll = poll_of("Which?", "a, b, c, d, e");
    let message = shown_with(&poll, &[], true, super::poll);
    let rows = message.rows.iter().map(|row| match row {
        Row::Buttons(buttons) => buttons.len(),
        Row::Menu(_) | Row::Picker(_) => panic!("public messages carry no menus"),
    });
    assert_eq!(rows.collect::<Vec<_>>(), [3, 2, 4]);
}

#[test]
fn every_fault_of_a_draft_is_explained() {
    let many = (1..=26).map(|n| n.to_string()).collect::<Vec<_>>().join(",");
    let many = many.as_str();
    let long = format!("{},b", "x".repeat(81));
    let said = |question: &str, options: &str, closes: Result<Option<Timestamp>, ClosesError>| {
        let typed = DraftText::new(question, options, "");
        let (id, text) = (PollId(1), typed.check(None));
        let draft = Draft {
            id,
            typed: &typed,
            text: &text,
            terms: &pick_one(),
            closes: &closes,
            zone: "UTC",
            embeds: true,
            may_mention: false,
            page: DraftPage::Main,
            drawn: 7,
            evidence: None,
        };
        super::draft(&draft).embed.unwrap().description
    };
    let all = [
        said("", "", Ok(None)),
        said(&"q".repeat(301), many, Err(ClosesError::Past(at(-5)))),
        said("Which?", &long, Err(ClosesError::TooFar(at(999_999)))),
    ];
    insta::assert_snapshot!(all.join("\n\n").replace(&"q".repeat(299), "q…q"), @r"
    - The question is empty. Write 1 to 300 characters.
    - A poll needs at least 2 options; I read 0. Write one a line, or separate them with commas.

    - The question has 301 characters; at most 300 fit.
    - A poll has at most 25 options; I read 26.
    - The closing time <t:1795186500:F> is past. Try: 3d, friday 17:00, 2026-11-24 17:00, never.

    You typed: q…q…

    - Option 1 has 81 characters; at most 80 fit on its button.
    - The closing time <t:1855186740:F> is more than a year away. Pick an earlier one, or never.

    You typed: Which?
    ");
}

#[test]
fn a_form_keeps_what_was_typed_even_if_it_is_too_long() {
    let typed = DraftText::new(&"q".repeat(400), "a, b", "friday");
    let Form { title, boxes, .. } = form(PollId(1), &typed);
    assert!(title.chars().count() <= 45);
    for text_box in &boxes {
        assert!(text_box.label.chars().count() <= 45, "{text_box:?}");
        assert!(text_box.placeholder.chars().count() <= 100, "{text_box:?}");
        assert!(text_box.value.chars().count() <= usize::from(text_box.most), "{text_box:?}");
    }
    assert_eq!(boxes[1].value, "a\nb");
}

#[test]
fn results_name_every_ending() {
    let poll = poll_of("Which?", "a, b, c, d");
    let say = |choices: &[u8]| {
        let ballots: Vec<_> = (0..).zip(choices).map(|(v, c)| ballot_for(v, *c)).collect();
        let tally = Tally::count(4, &poll.terms, &ballots);
        let said = shown_with(&closed(poll.clone(), Ending::OnTime, 0), &ballots, true, result);
        assert_eq!(tally.outcome == Outcome::NoVotes, choices.is_empty());
        said.content
    };
    let all = [&[][..], &[1], &[0, 1, 1], &[0, 1], &[0, 1, 2], &[0, 1, 2, 3]].map(say);
    insta::assert_snapshot!(all.join("\n"), @r"
    **Result of P-31**: no result, nobody voted.
    **Result of P-31**: b. 1 of 1 vote.
    **Result of P-31**: b. 2 of 3 votes.
    **Result of P-31**: a tie between a and b. 2 votes.
    **Result of P-31**: a tie between a, b and c. 3 votes.
    **Result of P-31**: a tie between 4 options. 4 votes.
    ");
}

#[test]
fn every_error_says_what_was_kept_and_what_to_do() {
    let poll = poll_of("Which?", "a, b");
    let (closed, misfit) = (VoteError::Closed(at(60)), VoteError::Misfit(Misfit::NoSuchOption(9)));
    let (bot, not_picked) = (Unentitled::Bot.into(), Unentitled::NotPicked.into());
    let role = Unentitled::Role("Backend <@&1>".into()).into();
    let later = Unentitled::JoinedLater(at(0)).into();
    let all = [
        PollError::NoServer,
        PollError::NotFound("P-9 @everyone"),
        PollError::Gone,
        PollError::Vote(&poll, &closed),
        PollError::Vote(&poll, &misfit),
        PollError::Vote(&poll, &bot),
        PollError::Vote(&poll, &role),
        PollError::Vote(&poll, &not_picked),
        PollError::Vote(&poll, &later),
        PollError::UnfinishedClosed(&poll, at(60)),
        PollError::NoKey(&poll),
        PollError::NoKeyToOwn(&poll),
        PollError::TakeBackClosed(&poll, at(60)),
        PollError::Busy,
        PollError::NotStored("7F3K"),
        PollError::Ending,
        PollError::MayNotSend(PollId(1)),
        PollError::BotMayNotSend(PollId(1)),
        PollError::TooMany(PollId(1), 100),
        PollError::NotPosted(PollId(1), "Missing Access"),
        PollError::NoAnswer(PollId(1)),
    ];
    let said: Vec<_> =
        all.iter().map(|e| error(e).content.replace('\u{2060}', "(joiner)")).collect();
    insta::assert_snapshot!(said.join("\n"), @r"
    Polls live in a server's channels, not in direct messages. Use this command there.
    I find no poll “P-9 @(joiner)everyone” on this server. `/poll list` shows what there is.
    That poll is not kept here. Nothing was stored. `/poll list` shows what there is.
    P-31 closed <t:1795190400:F>. Your vote was not counted.
    That option does not exist. Nothing was stored. Press Vote on the poll again.
    Programs do not vote here. Nothing was stored.
    Only members with the role Backend \<@(joiner)&1\> vote here. Nothing was stored. You can read the evidence and, after closing, the result.
    Only people whom the author picked vote here. Nothing was stored. You can read the evidence and, after closing, the result.
    Only those vote here who were members when the poll opened, <t:1795186800:F>. Nothing was stored.
    P-31 closed <t:1795190400:F>. Your unfinished ballot was not cast and does not count.
    I cannot reach the key of P-31, without which nobody can vote in it. Your vote was **not** stored; one stored earlier still counts. Tell whoever runs this bot.
    I cannot reach the key of P-31, without which I cannot find your vote. Nothing was changed; a vote stored earlier still counts. Tell whoever runs this bot.
    P-31 closed <t:1795190400:F>. Votes stay as they are.
    Many people are voting right now. Your press is **not** stored. Press again in a few seconds.
    I could not store that. It does **not** count. Try again; if it stays so, tell a moderator the code `7F3K`.
    I am restarting. Nothing was stored. Try again in a minute.
    You may not write in this channel, so I do not post there for you. The draft is kept.
    I may not write in this channel. The draft is kept: let me view the channel and send messages, then press Post again.
    This server has 100 open polls, as many as I keep. The draft is kept; close a poll first.
    Discord does not let me post the poll here: Missing Access. The draft is kept; once that is put right, press Post again.
    Discord did not answer, so I cannot tell whether the poll is posted. The draft is kept; press Post again. However often you press, it is posted once.
    ");
}

#[test]
fn a_count_that_could_not_follow_every_tie_says_so() {
    let ranked = Choices { kind: Some(Kind::Rank), ..Choices::default() };
    let terms = ranked.terms(3, Defaults::default());
    let poll = Poll { terms, ..poll_of("Which?", "a\nb\nc") };
    let poll = closed(poll, Ending::OnTime, 0);
    let ballots = [Ballot { vote: Vote::Ranked(vec![OptionIndex(0)]), ..ballot_for(1, 0) }];
    let told = |complete| {
        let mut tally = Tally::count(3, &poll.terms, &ballots);
        tally.counted.as_mut().unwrap().complete = complete;
        shown_with(&poll, &ballots, true, |shown| {
            let said = result(&Shown { tally: &tally, ..*shown });
            said.embed.unwrap().description
        })
    };
    let cut = "The ties inside this count are too many to follow them all";
    assert!(told(false).contains(cut) && !told(true).contains(cut), "{}", told(false));
}
