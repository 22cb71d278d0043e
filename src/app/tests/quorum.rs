//! Polls without a result, and what is shown of them.

use std::time::Duration;

use super::messenger::{FakeMessenger, Fault};
use super::world::{World, ada, bob, holding, read, results, shown, untimed, who};
use crate::app::SendError;
use crate::poll::{Choices, Disclosure, Kind, Rules};
use crate::render::PollPress;

const HOUR: Duration = Duration::from_secs(60 * 60);
const DAY: Duration = Duration::from_secs(24 * 60 * 60);

fn failed() -> Fault {
    Fault::Refused(SendError::Failed("no answer".into()))
}

/// Choices with a quorum of three ballots.
fn three_needed() -> Choices {
    let rules = Rules { quorum: Some(3), ..Rules::default() };
    Choices { kind: Some(Kind::PickOne), rules, ..Choices::default() }
}

#[tokio::test]
async fn a_poll_that_missed_its_quorum_gets_another_day() {
    let world = World::new();
    let mut choices = three_needed();
    choices.rules.disclosure = Disclosure::AtClose;
    let (id, message) = world.poll_of("a, b", "1 hour", choices).await;
    world.vote(&ada(), id, 0).await;
    world.vote(&bob(), id, 0).await;
    world.clock.advance(HOUR);
    insta::assert_snapshot!(untimed(&read(&world.result().await)), @r"
    **Result of P-1**: no result, 2 of the 3 ballots needed.
    ---
    Which backend?

    Too few voted, so nothing is shown or decided.

    Closed <t:…:F>.
    The poll: https://discord.com/channels/1/20/1000
    ---
    [ Extend by a day ] [ Close for good ] [ How it is counted ]
    ");
    world.eventually("the link", |m| holding(m, "Result: http") == 1).await;
    insta::assert_snapshot!(untimed(&read(&world.messenger.message(message))), @r"
    **Poll P-1**, closed: Which backend?
    ---
    - a
    - b

    Closed <t:…:F>. Result: https://discord.com/channels/1/20/1001
    ---
    [ See the result ] [ My vote ]
    ");
    let said = world.press(&bob(), id, PollPress::OneMoreDay).await.content;
    assert!(said.starts_with("Only Ada and members"), "{said}");
    let no_file = world.press(&ada(), id, PollPress::Download).await;
    insta::assert_snapshot!(untimed(&no_file.content), @"P-1 has no counts to download: it is open, was cancelled, or missed its quorum.");

    let inv = world.invocation(&ada());
    let mut said = Vec::new();
    for _ in 0..2 {
        let reply = world.polls.press(&inv, id, &PollPress::OneMoreDay, None, &[], &[]).await;
        said.push(shown(reply).content);
    }
    world.eventually("the line", |m| holding(m, "gave it another day") == 1).await;
    insta::assert_snapshot!(untimed(&said.join("\n")), @r"
    P-1 takes votes again, until <t:…:F>. The votes stored so far still count.
    P-1 takes votes already. Nothing was changed.
    ");
    assert_eq!(results(&world.messenger).len(), 0);
    assert_eq!(holding(&world.messenger, "gave it another day"), 1);
    let opened = |m: &FakeMessenger| read(&m.message(message)).contains("Closes <t:");
    world.eventually("the open poll", opened).await;

    let world = world.restart_after(HOUR).await;
    assert!(world.vote(&who(9, "Cem"), id, 0).await.starts_with("Your vote is stored"));
    world.messenger.forget_nonces();
    world.clock.advance(DAY);
    insta::assert_snapshot!(untimed(&read(&world.result().await)), @r"
    **Result of P-1**: a. 3 of 3 votes.
    ---
    Which backend?

    - a, 3 votes
    - b, 0 votes

    No single changed ballot could have given another winner.

    Ada put off the closing, which was to be <t:…:F>.
    Closing time was <t:…:F>; I was offline until <t:…:F>. No vote after the closing time was counted.
    The poll: https://discord.com/channels/1/20/1000

    A result is not yet a decision: until Ada or a moderator records one, this is proposed.
    ---
    [ Result as a picture ] [ How it is counted ] [ Download ] [ Record the decision ]
    ");
    let late = world.press(&ada(), id, PollPress::OneMoreDay).await.content;
    insta::assert_snapshot!(untimed(&late), @"P-1 did not miss its quorum, so it stays closed. Nothing was changed.");
    let world = world.restart_after(DAY).await;
    world.eventually("the link", |m| holding(m, "Result: http") == 1).await;
    assert_eq!(results(&world.messenger).len(), 1);
}

#[tokio::test]
async fn a_result_that_does_not_hold_any_more_is_withdrawn_whatever_fails() {
    let poll = async || {
        let world = World::new();
        let (id, _) = world.poll_of("a, b", "1 hour", three_needed()).await;
        world.vote(&bob(), id, 0).await;
        world.clock.advance(HOUR);
        world.result().await;
        world.eventually("the link", |m| holding(m, "Result: http") == 1).await;
        for _ in 0..2 {
            world.messenger.next_edit(failed());
        }
        world.press(&ada(), id, PollPress::OneMoreDay).await;
        (world, id)
    };
    // It is tried again, by this process or by the next.
    for restarts in [false, true] {
        let (world, _) = poll().await;
        let world = if restarts { world.restart_after(HOUR).await } else { world };
        world.eventually("the line", |m| holding(m, "gave it another day") == 1).await;
        assert_eq!(results(&world.messenger).len(), 0);
    }

    // Whatever became of it, the second closing is announced.
    let (world, id) = poll().await;
    world.vote(&ada(), id, 0).await;
    world.vote(&who(9, "Cem"), id, 0).await;
    world.clock.advance(DAY);
    world.eventually("a result", |m| holding(m, "a. 3 of 3 votes") == 1).await;
}

#[tokio::test]
async fn a_poll_closed_for_good_stays_closed() {
    let world = World::new();
    let (id, _) = world.poll_of("a, b", "1 hour", three_needed()).await;
    world.vote(&bob(), id, 0).await;
    let open = world.press(&ada(), id, PollPress::ForGood).await.content;
    assert_eq!(open, "P-1 takes votes already. Nothing was changed.");
    world.clock.advance(HOUR);
    world.result().await;
    world.eventually("the link", |m| holding(m, "Result: http") == 1).await;
    world.twice(&ada(), id, &PollPress::ForGood, &[]).await;
    insta::assert_snapshot!(untimed(&world.press(&ada(), id, PollPress::ForGood).await.content), @"P-1 stays closed, without a result. Its votes are kept.");
    insta::assert_snapshot!(untimed(&read(&world.result().await)), @r"
    **Result of P-1**: no result, 1 of the 3 ballots needed.
    ---
    Which backend?

    Too few voted, so nothing is shown or decided.

    Closed <t:…:F>.
    The poll: https://discord.com/channels/1/20/1000
    ---
    [ Plan one like it ] [ How it is counted ]
    ");
    let world = world.restart_after(HOUR).await;
    insta::assert_snapshot!(untimed(&world.press(&ada(), id, PollPress::OneMoreDay).await.content), @"P-1 was closed for good. Nothing was changed. To ask again, use `/poll copy`.");
}

#[tokio::test]
async fn a_secret_poll_that_missed_its_quorum_shows_nothing_and_stays_closed() {
    let world = World::new();
    let mut choices = three_needed();
    choices.rules.disclosure = Disclosure::Secret;
    let (id, message) = world.poll_of("a, b", "1 hour", choices).await;
    world.vote(&bob(), id, 0).await;
    world.clock.advance(HOUR);
    insta::assert_snapshot!(untimed(&read(&world.result().await)), @r"
    **Result of P-1**: no result, 1 of the 3 ballots needed.
    ---
    Which backend?

    Too few voted, so nothing is shown or decided. Its ballots were secret, and nobody can tell any more who has voted, so it cannot take more votes. A new poll can ask again.

    Closed <t:…:F>.
    The poll: https://discord.com/channels/1/20/1000
    ---
    [ Plan one like it ] [ How it is counted ]
    ");
    world.eventually("the link", |m| holding(m, "Result: http") == 1).await;
    insta::assert_snapshot!(untimed(&read(&world.messenger.message(message))), @r"
    **Poll P-1**, closed: Which backend?
    ---
    - a
    - b

    Closed <t:…:F>. Result: https://discord.com/channels/1/20/1001
    ---
    [ See the result ] [ My vote ]
    ");
    insta::assert_snapshot!(untimed(&world.press(&ada(), id, PollPress::OneMoreDay).await.content), @"Who has voted in P-1 is not kept after its closing, so it cannot take more votes. Nothing was changed. To ask again, use `/poll copy`.");
}

#[tokio::test]
async fn a_poll_in_which_nobody_voted_is_asked_again_by_those_who_manage_it() {
    let world = World::new();
    let (id, _) = world.poll("a, b", "1 hour").await;
    world.clock.advance(HOUR);
    insta::assert_snapshot!(untimed(&read(&world.result().await)), @r"
    **Result of P-1**: no result, nobody voted.
    ---
    Which backend?

    - a, 0 votes
    - b, 0 votes

    Closed <t:…:F>.
    The poll: https://discord.com/channels/1/20/1000
    ---
    [ Open again ] [ How it is counted ] [ Download ]
    ");
    let refused = world.press(&bob(), id, PollPress::Copy).await.content;
    assert!(refused.starts_with("Only Ada and members"), "{refused}");
    let draft = read(&world.press(&ada(), id, PollPress::Copy).await);
    assert!(draft.starts_with("Draft of a poll."), "{draft}");
}

/// With few secret ballots the counts would tell who voted how: only the winner is told.
#[tokio::test]
async fn the_message_of_a_closed_secret_poll_tells_no_more_than_its_result() {
    let world = World::new();
    let rules = Rules { disclosure: Disclosure::Secret, ..Rules::default() };
    let choices = Choices { kind: Some(Kind::PickOne), rules, ..Choices::default() };
    let (id, message) = world.poll_of("a, b", "1 hour", choices).await;
    world.vote(&ada(), id, 0).await;
    world.vote(&bob(), id, 0).await;
    world.vote(&who(9, "Cem"), id, 1).await;
    world.clock.advance(HOUR);
    world.result().await;
    world.eventually("the link", |m| holding(m, "Result: http") == 1).await;
    insta::assert_snapshot!(untimed(&read(&world.messenger.message(message))), @r"
    **Poll P-1**, closed: Which backend?
    ---
    - a
    - b

    Closed <t:…:F>. Result: https://discord.com/channels/1/20/1001
    ---
    [ See the result ] [ My vote ]
    ");
}
