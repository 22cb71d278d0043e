use std::time::Duration;

use super::world::{World, ada, bob, presses, read, results, shown, who};
use crate::app::Reply;
use crate::poll::{Choices, DraftText, PollId};
use crate::render::{PollPress, Press};

const HOUR: Duration = Duration::from_secs(60 * 60);

#[tokio::test]
async fn a_poll_from_draft_to_result() {
    let world = World::new();
    let (id, draft) = world.draft(&ada(), "Node.js, Django, Neither", "2 hours").await;
    insta::assert_snapshot!(read(&draft), @r"
    Draft of a poll. Nothing is posted yet.
    ---
    **Which backend?**

    - Node.js
    - Django
    - Neither

    Vote: pick one
    Voters: everyone here
    Open ballots; counts are shown at any time
    Closes <t:1795194000:F> (<t:1795194000:R>).
    Times are read in the time zone UTC.
    ---
    ( How people vote v ) Vote: pick one | Vote: pick several | Vote: rank | Vote: rate 0 to 5 | Vote: agree or object
    ( Who may vote v ) Voters: everyone here | Voters: members who joined before the poll | Voters: a role … | Voters: people I pick, up to 25 …
    ( Ballots and results v ) Open ballots; counts are shown at any time | Open ballots; counts are shown after one's own vote | Open ballots; counts are shown when it closes | Secret ballots; the result comes when it closes
    [ Post this poll ] [ Edit text ] [ More settings ] [ Discard ]
    ");
    assert!(world.messenger.messages().is_empty(), "nothing is posted before Post");

    let posted = world.press(&ada(), id, PollPress::Post).await;
    insta::assert_snapshot!(read(&posted), @"Posted as P-1: https://discord.com/channels/1/20/1000");
    insta::assert_snapshot!(read(&world.messenger.messages()[0]), @r"
    **Poll P-1**: Which backend?
    ---
    Opened by Ada. Pick one; you can change your vote until the poll closes.

    - Node.js, 0 votes
    - Django, 0 votes
    - Neither, 0 votes

    Closes <t:1795194000:F> (<t:1795194000:R>).
    0 votes.
    ---
    [ Vote Node.js ] [ Vote Django ] [ Vote Neither ]
    [ My vote ] [ How it is counted ] [ Manage this poll ]
    ");

    insta::assert_snapshot!(world.vote(&bob(), id, 1).await, @"Your vote is stored: Django. You can change it until <t:1795194000:F>.");
    insta::assert_snapshot!(world.vote(&bob(), id, 1).await, @"Still your vote: Django. You can change it until <t:1795194000:F>.");
    insta::assert_snapshot!(world.vote(&bob(), id, 0).await, @"Your vote is changed from Django to Node.js. You can change it until <t:1795194000:F>.");
    world.vote(&ada(), id, 2).await;
    world.vote(&who(9, "Cem"), id, 0).await;
    insta::assert_snapshot!(read(&world.press(&ada(), id, PollPress::MyVote).await), @r"
    Your vote: Neither. It was stored <t:1795186800:F>.
    [ Change my vote ] [ Take back my vote ] [ Add a reason ]
    ");
    insta::assert_snapshot!(read(&world.press(&ada(), id, PollPress::TakeBack).await), @r"
    Your vote is taken back: Neither. It does not count any more. You can vote again until the poll closes.
    [ Vote ]
    ");
    insta::assert_snapshot!(world.press(&ada(), id, PollPress::TakeBack).await.content, @"You have no vote in P-1 to take back.");
    insta::assert_snapshot!(world.press(&ada(), id, PollPress::MyVote).await.content, @"You have not voted in P-1.");

    let live = |m: &super::messenger::FakeMessenger| read(&m.messages()[0]).contains("Node.js, 2");
    world.eventually("live counts", live).await;

    world.clock.advance(2 * HOUR);
    insta::assert_snapshot!(read(&world.result().await), @r"
    **Result of P-1**: Node.js. 2 of 2 votes.
    ---
    Which backend?

    - Node.js, 2 votes
    - Django, 0 votes
    - Neither, 0 votes

    No single changed ballot could have given another winner.

    Closed <t:1795194000:F>.
    The poll: https://discord.com/channels/1/20/1000

    A result is not yet a decision: until Ada or a moderator records one, this is proposed.
    ---
    [ Result as a picture ] [ How it is counted ] [ Download ] [ Record the decision ]
    ");
    world.eventually("the link", |m| read(&m.messages()[0]).contains("Result: http")).await;
    insta::assert_snapshot!(read(&world.messenger.messages()[0]), @r"
    **Poll P-1**, closed: Which backend?
    ---
    - Node.js, 2 votes
    - Django, 0 votes
    - Neither, 0 votes

    Closed <t:1795194000:F>. Result: https://discord.com/channels/1/20/1001
    ---
    [ See the result ] [ My vote ]
    ");
    insta::assert_snapshot!(world.vote(&ada(), id, 2).await, @"P-1 closed <t:1795194000:F>. Your vote was not counted.");
    insta::assert_snapshot!(world.press(&bob(), id, PollPress::MyVote).await.content, @"Your vote in P-1 counted: Node.js. The poll is closed.");
    assert_eq!(results(&world.messenger).len(), 1);
    world.polls.shutdown().await;
    world.writer.shutdown().await;
}

#[tokio::test]
async fn a_form_opens_when_something_is_missing_and_faults_keep_what_was_typed() {
    let world = World::new();
    let inv = world.invocation(&ada());
    let Reply::Form(form) =
        world.polls.create(&inv, DraftText::new("Which?", "", ""), Choices::default(), None).await
    else {
        panic!("a form")
    };
    assert_eq!(form.boxes[0].value, "Which?");
    let id = PollId(inv.id.0);
    assert_eq!(form.id.parse(), Ok(Press::Poll(id, PollPress::Edited)));

    let fields = |options: &str, closes: &str| {
        [("question", "Which?"), ("options", options), ("closes", closes)]
            .map(|(name, text)| (name.to_owned(), text.to_owned()))
    };
    let send = async |options: &str, closes: &str| {
        let (inv, fields) = (world.invocation(&ada()), fields(options, closes));
        let edited = PollPress::Edited;
        shown(world.polls.press(&inv, id, &edited, None, &[], &fields).await)
    };
    insta::assert_snapshot!(read(&send("Django\ndjango", "next fortnight-ish").await), @r"
    This poll is not ready to post. What you typed is kept.
    ---
    - “django” is there twice. Voters could not tell them apart.
    - I cannot read the closing time “next fortnight-ish”. Try: 3d, friday 17:00, 2026-11-24 17:00, never.

    You typed: Which?
    ---
    [ Edit text ] [ Discard ]
    ");
    let Reply::Form(again) =
        world.polls.press(&inv, id, &PollPress::EditText, None, &[], &[]).await
    else {
        panic!("a form")
    };
    assert_eq!(again.boxes[1].value, "Django\ndjango");
    assert_eq!(again.boxes[2].value, "next fortnight-ish");
    let better = send("Django, with Channels\nNode.js", "").await;
    assert!(read(&better).contains("- Django, with Channels\n- Node.js"), "{better:?}");

    let gone = world.press(&ada(), id, PollPress::Discard).await;
    insta::assert_snapshot!(gone.content, @"The draft is gone. Nothing was posted.");
    insta::assert_snapshot!(world.press(&ada(), id, PollPress::Post).await.content, @"This draft is gone: drafts are kept for 7 days. Start a new one with `/poll create`.");
    assert!(world.messenger.messages().is_empty());
}

#[tokio::test]
async fn a_text_that_is_too_long_is_refused_with_its_limit_and_given_back_whole() {
    let world = World::new();
    // Nothing longer can be typed into a command's option.
    let question = "Which backend, given all that? ".repeat(190).trim_end().to_owned();
    let long = "A framework whose name and reasons go on. ".repeat(100).trim_end().to_owned();
    let options = format!("Django, {long}");
    let inv = world.invocation(&ada());
    let (id, draft) = (
        PollId(inv.id.0),
        world.polls.create(&inv, DraftText::new(&question, &options, ""), Choices::default(), None),
    );
    let refused = shown(draft.await);
    insta::assert_snapshot!(refused.embed.as_ref().unwrap().description.split("\n\n").next().unwrap(), @r"
    - The question has 5889 characters; at most 300 fit.
    - Option 2 has 4199 characters; at most 80 fit on its button.
    ");
    let file = String::from_utf8(refused.files[0].bytes.clone()).unwrap();
    assert_eq!(file, format!("{question}\n\n{options}"), "nothing typed is lost");

    let form = async |id: PollId| {
        let inv = world.invocation(&ada());
        match world.polls.press(&inv, id, &PollPress::EditText, None, &[], &[]).await {
            Reply::Form(form) => form,
            other => panic!("a form: {other:?}"),
        }
    };
    let boxes = form(id).await.boxes;
    assert!(boxes.iter().all(|b| b.most <= 4000 && b.value.chars().count() <= 4000));

    // What the form holds needs no file: it is all there.
    let inv = world.invocation(&ada());
    let (id, question) = (PollId(inv.id.0), "Which? ".repeat(500).trim_end().to_owned());
    let refused = shown(
        world
            .polls
            .create(&inv, DraftText::new(&question, "a, b", ""), Choices::default(), None)
            .await,
    );
    assert_eq!(refused.files, []);
    assert_eq!(form(id).await.boxes[0].value, question);
}

#[tokio::test]
async fn six_options_share_one_vote_button_and_a_private_menu() {
    let world = World::new();
    let (id, message) = world.poll("a, b, c, d, e, f", "never").await;
    insta::assert_snapshot!(read(&world.messenger.message(message)), @r"
    **Poll P-1**: Which backend?
    ---
    Opened by Ada. Pick one; you can change your vote until the poll closes.

    1\. a, 0 votes
    2\. b, 0 votes
    3\. c, 0 votes
    4\. d, 0 votes
    5\. e, 0 votes
    6\. f, 0 votes

    Stays open until its author or a moderator closes it.
    0 votes.
    ---
    [ Vote ] [ My vote ] [ How it is counted ] [ Manage this poll ]
    ");
    let inv = world.invocation(&bob());
    let menu = world.polls.press(&inv, id, &PollPress::Ballot, Some(message), &[], &[]).await;
    assert!(matches!(menu, Reply::Private(_)), "the public message stays");
    insta::assert_snapshot!(read(&shown(menu)), @r"
    Which backend?
    Your choice? Nothing is stored yet.
    ( Choose one option v ) 6. f | 1. a | 2. b | 3. c | 5. e | 4. d
    [ No opinion ]
    ");
    let (chosen, page) = (["5".to_owned()], Some(crate::app::MessageId(999_999)));
    let stored = world.polls.press(&inv, id, &PollPress::Choose, page, &chosen, &[]).await;
    assert!(matches!(stored, Reply::Update(_)));
    let stored = shown(stored);
    assert_eq!(stored.content, "Your vote is stored: f.");
    assert!(presses(&stored).contains(&Press::Poll(id, PollPress::TakeBack)));
    for nonsense in [vec![], vec!["9".to_owned()], vec!["x".to_owned()]] {
        let inv = world.invocation(&bob());
        let said = world.polls.press(&inv, id, &PollPress::Choose, None, &nonsense, &[]).await;
        assert!(shown(said).content.contains("does not exist"), "{nonsense:?}");
    }
}

#[tokio::test]
async fn only_the_author_and_moderators_close_and_the_result_names_them() {
    let world = World::new();
    let (id, _) = world.poll("Node.js, Django", "3d").await;
    world.vote(&bob(), id, 0).await;
    world.vote(&ada(), id, 1).await;
    let inv = world.invocation(&bob());
    insta::assert_snapshot!(shown(world.polls.close(&inv, "P-1").await).content, @"Only Ada and members with Manage Messages can manage P-1. Nothing was changed.");
    insta::assert_snapshot!(world.press(&bob(), id, PollPress::CloseConfirmed).await.content, @"Only Ada and members with Manage Messages can manage P-1. Nothing was changed.");
    assert_eq!(world.press(&bob(), id, PollPress::Manage).await.rows, []);

    let inv = world.invocation(&ada());
    insta::assert_snapshot!(read(&shown(world.polls.close(&inv, "p-1").await)), @r"
    Close P-1 now? It asks: Which backend?
    2 votes are stored. The result is posted at once and names you as the one who closed it early. It cannot be opened again.
    [ Close it for good ]
    ");
    assert!(results(&world.messenger).is_empty(), "nothing closes before it is confirmed");
    let mut moderator = who(30, "Mo @everyone *");
    moderator.moderates = true;
    insta::assert_snapshot!(world.press(&moderator, id, PollPress::CloseConfirmed).await.content, @"P-1 is closed. I am posting the result.");
    let result = read(&world.result().await).replace('\u{2060}', "(joiner)");
    insta::assert_snapshot!(result, @r"
    **Result of P-1**: a tie between Node.js and Django. 2 votes.
    ---
    Which backend?

    - Node.js, 1 vote
    - Django, 1 vote

    No lot was drawn.
    Closed early by Mo @(joiner)everyone \*, <t:1795186800:F>.
    The poll: https://discord.com/channels/1/20/1000

    A result is not yet a decision: until Ada or a moderator records one, this is proposed.
    ---
    [ Run-off: Node.js or Django ] [ Result as a picture ] [ How it is counted ] [ Download ]
    [ Record the decision ]
    ");
    insta::assert_snapshot!(world.press(&ada(), id, PollPress::CloseConfirmed).await.content, @"P-1 is closed already, since <t:1795186800:F>.");
    insta::assert_snapshot!(world.vote(&bob(), id, 1).await, @"P-1 closed <t:1795186800:F>. Your vote was not counted.");
}

#[tokio::test]
async fn another_server_finds_nothing() {
    let world = World::new();
    let (id, _) = world.poll("a, b", "3d").await;
    let mut stranger = ada();
    stranger.server = 2;
    stranger.moderates = true;
    let gone = "That poll is not kept here.";
    for press in [
        PollPress::Vote(0),
        PollPress::Ballot,
        PollPress::MyVote,
        PollPress::TakeBack,
        PollPress::Manage,
        PollPress::Close,
        PollPress::CloseConfirmed,
        PollPress::Results,
    ] {
        let said = world.press(&stranger, id, press.clone()).await.content;
        assert!(said.starts_with(gone), "{press:?}: {said}");
    }
    let inv = world.invocation(&stranger);
    for typed in ["P-1", &id.0.to_string(), "backend"] {
        let said = shown(world.polls.results(&inv, typed).await).content;
        assert!(said.starts_with("I find no poll"), "{said}");
    }
    assert!(world.polls.complete(&inv, "poll results", "poll", "").await.is_empty());
    let mut direct = inv.clone();
    direct.server = None;
    let said = shown(world.polls.close(&direct, "P-1").await).content;
    assert!(said.starts_with("Polls live in a server"), "{said}");
}

#[tokio::test]
async fn a_poll_is_found_by_what_people_type_for_it() {
    let world = World::new();
    let ask = async |question: &str| {
        let inv = world.invocation(&ada());
        let id = PollId(inv.id.0);
        world
            .polls
            .create(&inv, DraftText::new(question, "a, b", "3d"), Choices::default(), None)
            .await;
        world.press(&ada(), id, PollPress::Post).await;
        id
    };
    let first = ask("Which backend?").await;
    ask("Which backend for chat?").await;
    ask("Where to eat in 2026?").await;
    let inv = world.invocation(&ada());
    let results = async |typed: &str| shown(world.polls.results(&inv, typed).await).content;
    let of = |number: u8| format!("P-{number} is open: ");
    for (typed, number) in [
        ("P-2", 2),
        ("2", 2),
        (&first.0.to_string(), 1),
        ("P-2: Which backend for chat?", 2),
        ("eat", 3),
        ("  where TO\u{200B} eat ", 3),
        ("2026", 3),
        ("which backend?", 1),
    ] {
        let said = results(typed).await;
        assert!(said.starts_with(&of(number)), "{typed}: {said}");
    }
    for typed in ["P-9", "backends", "", "?!"] {
        let said = results(typed).await;
        assert!(said.starts_with("I find no poll"), "{typed}: {said}");
    }
    insta::assert_snapshot!(results("BACKEND").await, @r"
    “BACKEND” fits 2 polls. Say which one by its number:
    - P-2, open: Which backend for chat?
    - P-1, open: Which backend?
    ");

    // What is closed cannot be meant by somebody who wants to close.
    world.press(&ada(), first, PollPress::CloseConfirmed).await;
    let said = shown(world.polls.close(&inv, "backend").await).content;
    assert!(said.starts_with("Close P-2 now?"), "{said}");
    let said = results("backend").await;
    assert!(said.contains("- P-1, closed: Which backend?"), "{said}");
}

#[tokio::test]
async fn the_list_starts_with_what_needs_my_vote() {
    let world = World::new();
    let inv = world.invocation(&bob());
    insta::assert_snapshot!(shown(world.polls.list(&inv).await).content, @"No polls on this server yet. Start one with `/poll create`.");
    let (first, _) = world.poll("a, b", "2 hours").await;
    let (_, _) = world.poll("a, b", "3d").await;
    let (_, _) = world.poll("a, b", "1 hour").await;
    let (closed, _) = world.poll("a, b", "never").await;
    world.vote(&bob(), first, 0).await;
    world.press(&ada(), closed, PollPress::CloseConfirmed).await;
    world.result().await;
    insta::assert_snapshot!(shown(world.polls.list(&inv).await).content, @r"
    3 polls are open; 2 wait for your vote.
    - P-3, needs your vote: Which backend? Closes <t:1795190400:R>. https://discord.com/channels/1/20/1002
    - P-2, needs your vote: Which backend? Closes <t:1795446000:R>. https://discord.com/channels/1/20/1001
    - P-1, you voted: Which backend? Closes <t:1795194000:R>. https://discord.com/channels/1/20/1000
    - P-4, closed: Which backend? https://discord.com/channels/1/20/1004
    ");

    let names = async |who: &super::world::Who, command: &str, typed: &str| {
        let inv = world.invocation(who);
        let choices = world.polls.complete(&inv, command, "poll", typed).await;
        choices.into_iter().map(|c| c.value).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(names(&ada(), "poll results", "").await, "P-4 P-3 P-2 P-1");
    assert_eq!(names(&ada(), "poll close", "").await, "P-3 P-2 P-1");
    assert_eq!(names(&ada(), "poll close", "p-2").await, "P-2");
    assert_eq!(names(&ada(), "poll close", "BACKEND").await, "P-3 P-2 P-1");
    assert_eq!(names(&bob(), "poll close", "").await, "");
    let times = world.polls.complete(&inv, "poll create", "closes", "3d").await;
    assert_eq!(times[0].name, "3d (Mon 23 Nov 2026, 15:00 UTC)");
    assert_eq!(times[0].value, "2026-11-23 15:00");
    insta::assert_snapshot!(read(&shown(world.polls.results(&inv, "1").await)), @r"
    P-1 is open: Which backend?
    ---
    - a, 1 vote
    - b, 0 votes

    1 vote. Closes <t:1795194000:F> (<t:1795194000:R>).

    The poll: https://discord.com/channels/1/20/1000
    ---
    ");
    insta::assert_snapshot!(shown(world.polls.results(&inv, "P-9").await).content, @"I find no poll “P-9” on this server. `/poll list` shows what there is.");
}
