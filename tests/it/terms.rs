//! The terms of a poll: chosen in its draft, held against every vote.

use std::time::Duration;

use insta::assert_snapshot;
use stackwise_sandbox::MessageView;

use crate::steps::{post, press, said};
use crate::world::World;

/// Closes the poll and returns its result.
async fn result(world: &World) -> MessageView {
    world.advance(Duration::from_secs(3 * 3600));
    said(world, "Result of P-").await
}

#[tokio::test]
async fn several_options_are_picked_up_to_the_cap() {
    let world = World::new().await;
    let line = "/poll create question: Which? options: a, b, c vote: Pick several closes: 3h";
    let draft = world.ada().slash(line).await.unwrap();
    let more = press(&world.ada(), &draft, "More settings").await;
    assert_snapshot!(more.text(), @r"
    More settings of this draft. Nothing is posted yet.

    Vote: pick several
    Voters: everyone here
    Open ballots; counts are shown at any time
    ( Reasons: who likes to v )
    ( A reminder in the channel, nobody is notified v )
    ( Who records the decision: you, or choose somebody v )
    [ Quorum and threshold ] [ Back to the draft ]
    _Only you can see this_
    ");
    let form = press(&world.ada(), &more, "Quorum and threshold").await;
    let typed = [("Ballots needed for a result", "many"), ("Most options that one may pick", "2")];
    let bad = world.ada().submit(form.modal().unwrap(), &typed).await.unwrap();
    assert_snapshot!(bad.text(), @r"
    I cannot read “many”: write a whole number from 1 to 1000000, or leave it empty. None of the numbers was changed.

    More settings of this draft. Nothing is posted yet.

    Vote: pick several
    Voters: everyone here
    Open ballots; counts are shown at any time
    ( Reasons: who likes to v )
    ( A reminder in the channel, nobody is notified v )
    ( Who records the decision: you, or choose somebody v )
    [ Quorum and threshold ] [ Back to the draft ]
    _Only you can see this_
    ");
    let form = press(&world.ada(), &bad, "Quorum and threshold").await;
    let typed = [
        ("Ballots needed for a result", "1"),
        ("Percent that the winner needs", "60 %"),
        ("Most options that one may pick", "2"),
    ];
    let set = world.ada().submit(form.modal().unwrap(), &typed).await.unwrap();
    let draft = press(&world.ada(), &set, "Back to the draft").await;
    assert_snapshot!(draft.text(), @r"
    Draft of a poll. Nothing is posted yet.
    | **Which?**
    |
    | - a
    | - b
    | - c
    |
    | Vote: pick several, up to 2
    | Voters: everyone here
    | Open ballots; counts are shown at any time
    | Quorum: 1 ballot, else there is no result
    | The winner needs 60 %
    | Closes <t:1795186800:F> (<t:1795186800:R>).
    | Times are read in the time zone UTC.
    ( Vote: pick several v )
    ( Voters: everyone here v )
    ( Open ballots; counts are shown at any time v )
    [ Post this poll ] [ Edit text ] [ More settings ] [ Discard ]
    _Only you can see this_
    ");
    let poll = post(&world, &draft).await;
    let page = world.ben().press(&poll, "Vote").await.unwrap();
    let hint = "Pick what you can live with";
    let page = world.ben().choose(page.message().unwrap(), hint, &["a", "c"]).await.unwrap();
    assert_snapshot!(page.text(), @r"
    **Which?**

    - a
    - c
    You can pick up to 2.

    Nothing is cast yet.
    ( c, a v )
    [ Cast this ballot ] [ Start over ]
    _Only you can see this_
    ");
    let receipt = press(&world.ben(), &page, "Cast this ballot").await;
    assert_snapshot!(receipt.text(), @r"
    Your ballot is stored and counts.

    - a
    - c

    You can change it until <t:1795186800:F>.
    [ Change my vote ] [ Take back my vote ] [ Add a reason ]
    _Only you can see this_
    ");
    assert_snapshot!(result(&world).await.text(), @r"
    **Result of P-1**: a tie between a and c. 1 vote.
    | Which?
    |
    | - a, 1 vote
    | - c, 1 vote
    | - b, 0 votes
    |
    | No lot was drawn.
    | Closed <t:1795186800:F>.
    | The poll: https://discord.com/channels/1573306918502400002/1573306918502400004/1573306918502400030
    |
    | A result is not yet a decision: until Ada or a moderator records one, this is proposed.
    [ Run-off: a or c ] [ Result as a picture ] [ How it is counted ] [ Download ]
    [ Record the decision ]
    ");
}

#[tokio::test]
async fn only_picked_people_vote_and_the_poll_closes_when_all_have() {
    let world = World::new().await;
    let line = "/poll create question: Which? options: a, b closes: 3h";
    let draft = world.ada().slash(line).await.unwrap();
    let voters = "Who may vote";
    let people = "Voters: people I pick, up to 25 …";
    let page = world.ada().choose(draft.message().unwrap(), voters, &[people]).await.unwrap();
    assert_snapshot!(page.text(), @r"
    Who may vote? Choose up to 25 people. Programs among them are left out.
    ( Choose people v )
    [ Back to the draft ]
    _Only you can see this_
    ");
    let ben = world.ben_member();
    let chosen = [world.ada_member(), ben];
    let page = page.message().unwrap();
    let draft = world.ada().choose_members(page, "Choose people", &chosen).await.unwrap();
    assert!(draft.text().contains("2 people whom you picked"), "{}", draft.text());
    let more = press(&world.ada(), &draft, "More settings").await;
    let more = press(&world.ada(), &more, "Close when all voted: no").await;
    let draft = press(&world.ada(), &more, "Back to the draft").await;
    let poll = post(&world, &draft).await;
    assert_snapshot!(world.mia().press(&poll, "Vote a").await.unwrap().text(), @r"
    Only people whom the author picked vote here. Nothing was stored. You can read the evidence and, after closing, the result.
    _Only you can see this_
    ");
    world.ada().press(&poll, "Vote a").await.unwrap();
    world.ben().press(&poll, "Vote b").await.unwrap();
    let result = said(&world, "Result of P-").await;
    let refused = world.ben().press(&result, "Run-off: a or b").await.unwrap();
    assert!(refused.text().starts_with("Only Ada and members with"), "{}", refused.text());
    let run_off = world.ada().press(&result, "Run-off: a or b").await.unwrap();
    assert!(run_off.text().contains("Draft of a poll"), "{}", run_off.text());
    assert_snapshot!(result.text(), @r"
    **Result of P-1**: a tie between a and b. 2 of 2 voted.
    | Which?
    |
    | - a, 1 vote
    | - b, 1 vote
    |
    | No lot was drawn.
    | Closed <t:1795176000:F>, when everybody had voted.
    | The poll: https://discord.com/channels/1573306918502400002/1573306918502400004/1573306918502400029
    |
    | A result is not yet a decision: until Ada or a moderator records one, this is proposed.
    [ Run-off: a or b ] [ Result as a picture ] [ How it is counted ] [ Download ]
    [ Record the decision ]
    ");
}

#[tokio::test]
async fn a_required_reason_is_asked_for_before_the_vote_is_stored() {
    let world = World::new().await;
    let draft = world.ada().slash("/poll create question: Which? options: a, b").await.unwrap();
    let more = press(&world.ada(), &draft, "More settings").await;
    let required = ["Reasons: required"];
    let more = world.ada().choose(more.message().unwrap(), "Reasons", &required).await.unwrap();
    let draft = press(&world.ada(), &more, "Back to the draft").await;
    let poll = post(&world, &draft).await;
    let form = world.ben().press(&poll, "Vote b").await.unwrap();
    let none = world.ben().press(&poll, "My vote").await.unwrap();
    assert!(none.text().contains("You have not voted"), "{}", none.text());
    let given = [("Your reason", "It is what we know.")];
    let receipt = world.ben().submit(form.modal().unwrap(), &given).await.unwrap();
    assert_snapshot!(receipt.text(), @r"
    Your vote is stored: b. You can change it until <t:1795435200:F>.
    Your reason: “It is what we know.”
    [ Change my vote ] [ Take back my vote ] [ Change the reason ]
    _Only you can see this_
    ");
}

#[tokio::test]
async fn a_stack_poll_carries_the_evidence_on_the_stacks_that_are_known() {
    let world = World::new().await;
    let line = "/poll stack options: dj, Node.js, Stay as we are, FastAPI closes: 3h";
    let draft = world.ada().slash(line).await.unwrap();
    assert_snapshot!(draft.text(), @r"
    Draft of a poll. Nothing is posted yet.
    | **dj, Node.js, Stay as we are or FastAPI?**
    |
    | - dj
    | - Node.js
    | - Stay as we are
    | - FastAPI
    |
    | Vote: rank, counted by ranked pairs
    | Voters: everyone here
    | Open ballots; counts are shown at any time
    | Closes <t:1795186800:F> (<t:1795186800:R>).
    | Times are read in the time zone UTC.
    |
    | Evidence goes with it, as it is today; voters can open it.
    | - dj: 2 for, 1 against
    | - Node.js: 2 for, 1 against
    | - No evidence yet: Stay as we are, FastAPI
    ( Vote: rank v )
    ( Voters: everyone here v )
    ( Open ballots; counts are shown at any time v )
    [ Post this poll ] [ Edit text ] [ More settings ] [ Discard ]
    _Only you can see this_
    ");
    let poll = post(&world, &draft).await;
    let page = world.ben().press(&poll, "Evidence").await.unwrap();
    let mut pages = vec![page.text()];
    let mut page = page;
    for _ in 0..3 {
        let next = page.message().unwrap().buttons().next().unwrap().label.clone();
        page = press(&world.ben(), &page, &next).await;
        pages.push(page.text());
    }
    let none = pages.iter().find(|page| page.contains("FastAPI: no evidence yet")).unwrap();
    assert!(none.contains("That says nothing about FastAPI."), "{none}");
    assert_eq!(pages.iter().filter(|page| page.contains("no evidence yet")).count(), 2);
}

#[tokio::test]
async fn a_poll_between_two_stacks_offers_neither_and_both() {
    let world = World::new().await;
    let draft = world.ada().slash("/poll stack options: Django, Node.js closes: 3h").await.unwrap();
    assert!(draft.text().contains("[ Add “Neither” ] [ Add “Both” ]"), "{}", draft.text());
    let draft = press(&world.ada(), &draft, "Add “Neither”").await;
    assert_snapshot!(draft.text(), @r"
    Draft of a poll. Nothing is posted yet.
    | **Django or Node.js?**
    |
    | - Django
    | - Node.js
    | - Neither
    |
    | Vote: pick one
    | Voters: everyone here
    | Open ballots; counts are shown at any time
    | Closes <t:1795186800:F> (<t:1795186800:R>).
    | Times are read in the time zone UTC.
    |
    | Evidence goes with it, as it is today; voters can open it.
    | - Django: 2 for, 1 against
    | - Node.js: 2 for, 1 against
    | - No evidence yet: Neither
    ( Vote: pick one v )
    ( Voters: everyone here v )
    ( Open ballots; counts are shown at any time v )
    [ Post this poll ] [ Edit text ] [ More settings ] [ Discard ]
    [ Add “Both” ]
    _Only you can see this_
    ");
    let twice = press(&world.ada(), &draft, "Add “Both”").await;
    let poll = post(&world, &twice).await;
    assert_snapshot!(poll.text(), @r"
    **Poll P-1**: Django or Node.js?
    | Opened by Ada. Pick one; you can change your vote until the poll closes.
    |
    | - Django, 0 votes
    | - Node.js, 0 votes
    | - Neither, 0 votes
    | - Both, 0 votes
    |
    | Closes <t:1795186800:F> (<t:1795186800:R>).
    | 0 votes.
    [ Vote Django ] [ Vote Node.js ] [ Vote Neither ] [ Vote Both ]
    [ Evidence ] [ My vote ] [ How it is counted ] [ Manage this poll ]
    ");
    let others =
        world.ada().slash("/poll create question: When? options: now, later").await.unwrap();
    assert!(!others.text().contains("Neither"), "{}", others.text());
}
