//! Ballots of every kind, from the menus of a draft to the result.

use std::time::Duration;

use insta::assert_snapshot;
use stackwise_sandbox::{MessageView, Permissions};

use crate::steps::{posted, press, said, through};
use crate::world::World;

/// Closes the poll and returns its result.
async fn result(world: &World) -> MessageView {
    world.advance(Duration::from_secs(3 * 3600));
    said(world, "Result of P-").await
}

/// The text with its word joiners made visible.
fn joined(text: &str) -> String {
    text.replace('\u{2060}', "(joiner)")
}

const RANKED: &str =
    "/poll create question: Which backend? options: Django, FastAPI, Node.js closes: 3h";

#[tokio::test]
#[expect(clippy::too_many_lines, reason = "one ballot, page by page to its result")]
async fn a_ranked_ballot_is_filled_in_tap_by_tap() {
    let world = World::new().await;
    let poll = posted(&world, RANKED).await;
    assert_snapshot!(poll.text(), @r"
    **Poll P-1**: Which backend?
    | Opened by Ada. Put the options in your order, best first; you can change your ballot until the poll closes.
    |
    | - Django
    | - FastAPI
    | - Node.js
    |
    | Closes <t:1795186800:F> (<t:1795186800:R>).
    | 0 votes.
    [ Vote ] [ My vote ] [ How it is counted ] [ Manage this poll ]
    ");
    let page = world.ben().press(&poll, "Vote").await.unwrap();
    assert_snapshot!(page.text(), @r"
    **Which backend?**

    Your 1st choice?

    Nothing is cast yet.
    [ Node.js ] [ Django ] [ FastAPI ]
    [ No opinion ]
    _Only you can see this_
    ");
    let page = press(&world.ben(), &page, "FastAPI").await;
    assert_snapshot!(page.text(), @r"
    **Which backend?**

    1\. FastAPI
    Left out so far: Django, Node.js. They share the last place.

    Your 2nd choice? Or stop here.

    Nothing is cast yet.
    [ Node.js ] [ Django ]
    [ Cast this ballot ] [ Undo last ] [ Start over ]
    _Only you can see this_
    ");
    // The page is closed and opened again: nothing is lost.
    let page = through(&world.ben(), &poll, &["Vote", "Django", "Undo last", "Node.js"]).await;
    assert_snapshot!(page.text(), @r"
    **Which backend?**

    1\. FastAPI
    2\. Node.js
    Left out so far: Django. They share the last place.

    Your 3rd choice? Or stop here.

    Nothing is cast yet.
    [ Django ]
    [ Cast this ballot ] [ Undo last ] [ Start over ]
    _Only you can see this_
    ");
    let receipt = press(&world.ben(), &page, "Cast this ballot").await;
    assert_snapshot!(receipt.text(), @r"
    Your ballot is stored and counts.

    1\. FastAPI
    2\. Node.js
    Last: Django

    You can change it until <t:1795186800:F>.
    [ Change my vote ] [ Take back my vote ] [ Add a reason ]
    _Only you can see this_
    ");
    let reason = press(&world.ben(), &receipt, "Add a reason").await;
    let given = [("Your reason", "We need <@1> **async**.")];
    let receipt = world.ben().submit(reason.modal().unwrap(), &given).await.unwrap();
    assert_snapshot!(joined(&receipt.text()), @r"
    Your ballot is stored and counts.

    1\. FastAPI
    2\. Node.js
    Last: Django
    Your reason: “We need \<@(joiner)1\> \*\*async\*\*.”
    [ Change my vote ] [ Take back my vote ] [ Change the reason ]
    _Only you can see this_
    ");
    through(&world.ada(), &poll, &["Vote", "Django", "FastAPI", "Cast this ballot"]).await;
    through(&world.mia(), &poll, &["Vote", "Django", "Cast this ballot"]).await;
    let result = result(&world).await;
    let rounds = world.ben().press(&result, "Round by round").await.unwrap();
    assert_snapshot!(rounds.text(), @r"
    **Result of P-1**
    Counted by ranked pairs.
    - FastAPI over Node.js, 2 to 0
    - Django over FastAPI, 2 to 1
    - Django over Node.js, 2 to 1
    Counted by Schulze, instant runoff, points by place (Borda) and first choices alone, the result is the same.
    P-1.png (Django is preferred to FastAPI by 2 to 1 ballots, to Node.js by 2 to 1 ballots.)
    _Only you can see this_
    ");
    assert_snapshot!(joined(result.text()), @r"
    **Result of P-1**: Django. 3 votes.
    | Which backend?
    |
    | Preferred to every other option:
    | - to FastAPI, 2 to 1 ballots
    | - to Node.js, 2 to 1 ballots
    |
    | Order of all: 1\. Django, 2\. FastAPI, 3\. Node.js
    |
    | Close: one changed ballot could have made it FastAPI or Node.js.
    |
    | 1 reason was given, on 3 ballots:
    | - for FastAPI: “We need \<@(joiner)1\> \*\*async\*\*.”
    |
    | Closed <t:1795186800:F>.
    | The poll: https://discord.com/channels/1573306918502400002/1573306918502400004/1573306918502400024
    |
    | A result is not yet a decision: until Ada or a moderator records one, this is proposed.
    [ Round by round ] [ How it is counted ] [ Download ] [ Record the decision ]
    ");
}

#[tokio::test]
async fn how_a_poll_is_counted_can_be_read_before_voting() {
    let world = World::new().await;
    let poll = posted(&world, RANKED).await;
    let how = world.ada().press(&poll, "How it is counted").await.unwrap();
    assert_snapshot!(how.text(), @r"
    You rank. Each pair of options is compared: which of the two do more ballots put higher? The option that beats every other one wins. If none does, the results head to head are taken from the clearest to the closest, and one that contradicts those before it gives way (*ranked pairs*). Options that you leave out share your last place.

    A tie stays a tie: no lot is drawn. Only your last ballot counts, and none at the closing time or later. No opinion counts towards the turnout and towards no side. All of this was fixed when the poll opened.

    Ballots are open: who voted how is stored with a name, though I do not show it.
    _Only you can see this_
    ");
}

#[tokio::test]
async fn instant_runoff_is_told_round_by_round_with_what_other_methods_say() {
    let world = World::new().await;
    let olga = world.sandbox.add_member(&world.guild, "Olga", Permissions::MANAGE_GUILD);
    let olga = olga.in_channel(&world.stack);
    olga.slash("/settings rank: Instant runoff").await.unwrap();
    let poll = posted(&world, RANKED).await;
    for (who, order) in [
        (world.ada(), ["Django", "FastAPI"]),
        (world.mia(), ["Django", "FastAPI"]),
        (world.ben(), ["FastAPI", "Django"]),
        (olga, ["Node.js", "FastAPI"]),
        (world.guild.add_member("Eli").in_channel(&world.stack), ["Node.js", "FastAPI"]),
    ] {
        through(&who, &poll, &["Vote", order[0], order[1], "Cast this ballot"]).await;
    }
    let result = result(&world).await;
    assert_snapshot!(result.text(), @r"
    **Result of P-1**: Django. 5 votes.
    | Which backend?
    |
    | Decided by instant runoff: the option with the fewest ballots went out, round by round.
    |
    | Order of all: 1\. Django, 2\. Node.js, 3\. FastAPI
    |
    | Close: one changed ballot could have made it FastAPI or Node.js.
    |
    | Closed <t:1795186800:F>.
    | The poll: https://discord.com/channels/1573306918502400002/1573306918502400004/1573306918502400028
    |
    | A result is not yet a decision: until Ada or a moderator records one, this is proposed.
    [ Round by round ] [ How it is counted ] [ Download ] [ Record the decision ]
    ");
    let rounds = world.ben().press(&result, "Round by round").await.unwrap();
    assert_snapshot!(rounds.text(), @r"
    **Result of P-1**
    Counted by instant runoff.
    - Round 1: Django 2, Node.js 2, FastAPI 1. FastAPI goes.
    - Round 2: Django 3, Node.js 2.
    Counted by ranked pairs, it would be FastAPI.
    Counted by Schulze, it would be FastAPI.
    Counted by points by place (Borda), it would be FastAPI.
    Counted by first choices alone, it would be a tie between Django and Node.js.
    P-1.png (Django came first. Django, 3 of 5 votes; Node.js, 2 of 5 votes)
    _Only you can see this_
    ");
}

#[tokio::test]
async fn an_old_page_shows_the_current_one_and_changes_nothing() {
    let mut world = World::new().await;
    let poll = posted(&world, RANKED).await;
    let old = through(&world.ben(), &poll, &["Vote"]).await;
    let other_device = through(&world.ben(), &poll, &["Vote"]).await;
    through(&world.ben(), &poll, &["Vote", "Django"]).await;
    world.restart().await;
    let stale = press(&world.ben(), &old, "FastAPI").await;
    assert_snapshot!(stale.text(), @r"
    That ballot page was out of date. Here is the current one.

    **Which backend?**

    1\. Django
    Left out so far: FastAPI, Node.js. They share the last place.

    Your 2nd choice? Or stop here.

    Nothing is cast yet.
    [ Node.js ] [ FastAPI ]
    [ Cast this ballot ] [ Undo last ] [ Start over ]
    _Only you can see this_
    ");
    let receipt = press(&world.ben(), &stale, "Cast this ballot").await;
    assert!(receipt.text().contains(r"1\. Django"), "{}", receipt.text());
    let again = press(&world.ben(), &other_device, "FastAPI").await;
    assert_snapshot!(again.text(), @r"
    That ballot page was out of date: you voted meanwhile, perhaps on another device. This one counts.

    Your ballot is stored and counts.

    1\. Django
    Last: FastAPI, Node.js
    [ Change my vote ] [ Take back my vote ] [ Add a reason ]
    _Only you can see this_
    ");
}

#[tokio::test]
async fn points_are_given_option_by_option() {
    let world = World::new().await;
    let line = "/poll create question: Which? options: Django, Flask vote: Rate 0 to 5 closes: 3h";
    let poll = posted(&world, line).await;
    let page = world.ben().press(&poll, "Vote").await.unwrap();
    assert_snapshot!(page.text(), @r"
    **Which?**

    How many points for **Flask**? 5 is best.

    Nothing is cast yet.
    [ 0 points ] [ 1 point ] [ 2 points ]
    [ 3 points ] [ 4 points ] [ 5 points ]
    [ Pass this one over ]
    [ No opinion ]
    _Only you can see this_
    ");
    let page = press(&world.ben(), &page, "4 points").await;
    assert_snapshot!(page.text(), @r"
    **Which?**

    - Flask, 4 points
    No points: Django

    How many points for **Django**? 5 is best.

    Nothing is cast yet.
    [ 0 points ] [ 1 point ] [ 2 points ]
    [ 3 points ] [ 4 points ] [ 5 points ]
    [ Pass this one over ]
    [ Cast this ballot ] [ Undo last ] [ Start over ]
    _Only you can see this_
    ");
    let page = press(&world.ben(), &page, "Pass this one over").await;
    let receipt = press(&world.ben(), &page, "Cast this ballot").await;
    assert_snapshot!(receipt.text(), @r"
    Your ballot is stored and counts.

    - Flask, 4 points
    No points: Django

    You can change it until <t:1795186800:F>.
    [ Change my vote ] [ Take back my vote ] [ Add a reason ]
    _Only you can see this_
    ");
    assert_snapshot!(result(&world).await.text(), @r"
    **Result of P-1**: Flask. 1 vote.
    | Which?
    |
    | - Flask, 4.0 points on average
    | - Django, 0.0 points on average
    |
    | Close: one changed ballot could have made it Django.
    |
    | Closed <t:1795186800:F>.
    | The poll: https://discord.com/channels/1573306918502400002/1573306918502400004/1573306918502400024
    |
    | A result is not yet a decision: until Ada or a moderator records one, this is proposed.
    [ Round by round ] [ How it is counted ] [ Download ] [ Record the decision ]
    ");
}

#[tokio::test]
async fn a_proposal_is_agreed_to_or_blocked() {
    let world = World::new().await;
    let line = "/poll create question: Move to Postgres. vote: Agree or object closes: 3h";
    let poll = posted(&world, line).await;
    assert_snapshot!(poll.text(), @r"
    **Poll P-1**: Move to Postgres.
    | Proposed by Ada. Agree, abstain, disagree, or block it; you can change your mind until the poll closes.
    |
    | - agree, 0
    | - abstain, 0
    | - disagree, 0
    | - block, 0
    |
    | Closes <t:1795186800:F> (<t:1795186800:R>).
    | 0 votes.
    [ Agree ] [ Abstain ] [ Disagree ] [ Block ]
    [ My vote ] [ How it is counted ] [ Manage this poll ]
    ");
    assert_snapshot!(world.ben().press(&poll, "Agree").await.unwrap().text(), @r"
    Your vote is stored: agree. You can change it until <t:1795186800:F>.
    [ Change my vote ] [ Take back my vote ] [ Add a reason ]
    _Only you can see this_
    ");
    assert_snapshot!(world.ben().press(&poll, "Block").await.unwrap().text(), @r"
    Your vote is changed from agree to block. You can change it until <t:1795186800:F>.
    [ Change my vote ] [ Take back my vote ] [ Add a reason ]
    _Only you can see this_
    ");
    world.ada().press(&poll, "Agree").await.unwrap();
    assert_snapshot!(result(&world).await.text(), @r"
    **Result of P-1**: it does not pass, 1 person blocks it. 2 votes.
    | Move to Postgres.
    |
    | - agree, 1
    | - abstain, 0
    | - disagree, 0
    | - block, 1
    |
    | Closed <t:1795186800:F>.
    | The poll: https://discord.com/channels/1573306918502400002/1573306918502400004/1573306918502400024
    |
    | A result is not yet a decision: until Ada or a moderator records one, this is proposed.
    [ Result as a picture ] [ How it is counted ] [ Download ] [ Record the decision ]
    ");
}
