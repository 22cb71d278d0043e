//! Polls whose message, channel, role or server goes while they are open.

use std::time::Duration;

use insta::assert_snapshot;

use crate::steps::{bare, posted, press, said};
use crate::world::World;

const HOUR: Duration = Duration::from_secs(3600);

const POLL: &str = "/poll create question: Which? options: a, b closes: 3h";

#[tokio::test]
async fn a_poll_whose_message_was_deleted_is_found_voted_in_and_counted() {
    let world = World::new().await;
    let poll = posted(&world, POLL).await;
    world.ada().press(&poll, "Vote a").await.unwrap();
    assert!(world.sandbox.delete_message(world.stack.id, poll.id));
    let results = world.ada().slash("/poll results poll: P-1").await.unwrap();
    assert_snapshot!(bare(results.text()), @r"
    P-1 is open: Which?
    | - a, 1 vote
    | - b, 0 votes
    |
    | 1 vote. Closes <t:1795186800:F> (<t:1795186800:R>).
    |
    | The poll: LINK
    [ Manage this poll ]
    _Only you can see this_
    ");
    let panel = press(&world.ada(), &results, "Manage this poll").await;
    let again = press(&world.ada(), &panel, "Post it again below").await;
    assert_snapshot!(bare(again.text()), @r"
    Posted as P-1: LINK
    _Only you can see this_
    ");
    let below = said(&world, "**Poll P-1**").await;
    assert_ne!(below.id, poll.id);
    world.ben().press(&below, "Vote a").await.unwrap();
    world.advance(3 * HOUR);
    let result = said(&world, "Result of P-1").await;
    assert!(result.text().contains("a. 2 of 2 votes"), "{}", result.text());
}

#[tokio::test]
async fn a_poll_whose_channel_is_gone_keeps_its_votes_and_tells_its_result_to_who_asks() {
    let mut world = World::new().await;
    let poll = posted(&world, POLL).await;
    world.ada().press(&poll, "Vote a").await.unwrap();
    let second = world.guild.add_channel("second");
    assert!(world.stack.delete());
    let ben = world.ben_member().in_channel(&second);
    let open = ben.slash("/poll results poll: P-1").await.unwrap();
    assert_snapshot!(bare(open.text()), @r"
    P-1 is open: Which?
    | - a, 1 vote
    | - b, 0 votes
    |
    | 1 vote. Closes <t:1795186800:F> (<t:1795186800:R>).
    |
    | The poll: LINK
    _Only you can see this_
    ");
    world.restart().await;
    world.advance(3 * HOUR);
    let closed = async {
        loop {
            let told = ben.slash("/poll results poll: P-1").await.unwrap().text();
            if told.contains("is gone") {
                break told;
            }
        }
    };
    let told = tokio::time::timeout(Duration::from_secs(20), closed).await.unwrap();
    assert_snapshot!(bare(told), @r"
    The channel of this poll is gone, so its result stands here alone. Nothing is lost.

    **Result of P-1**: a. 1 of 1 vote.
    | Which?
    |
    | - a, 1 vote
    | - b, 0 votes
    |
    | Close: one changed ballot could have made it b.
    |
    | Closed <t:1795186800:F>.
    | The poll: LINK
    [ Result as a picture ] [ How it is counted ] [ Download ]
    _Only you can see this_
    ");
}

#[tokio::test]
async fn a_poll_for_a_role_that_was_deleted_takes_no_votes_and_is_counted() {
    let world = World::new().await;
    let team = world.guild.add_team("Backend", true);
    world.ada_member().add_role(&team);
    let draft = world.ada().slash(POLL).await.unwrap();
    let role = ["Voters: a role …"];
    let page = world.ada().choose(draft.message().unwrap(), "Who may vote", &role).await.unwrap();
    let page = page.message().unwrap();
    let draft = world.ada().choose_roles(page, "Choose a role", &[&team]).await.unwrap();
    let poll = crate::steps::post(&world, &draft).await;
    world.ada().press(&poll, "Vote a").await.unwrap();
    assert!(world.guild.delete_role(&team));
    let refused = world.ada().press(&poll, "Vote b").await.unwrap();
    assert_snapshot!(refused.text(), @r"
    Only members with the role Backend vote here. Nothing was stored. You can read the evidence and, after closing, the result.
    _Only you can see this_
    ");
    let list = world.ada().slash("/poll list").await.unwrap();
    assert_snapshot!(bare(list.text()), @r"
    1 poll is open; you have voted in it.
    - P-1, you voted: Which? Closes <t:1795186800:R>. LINK
    _Only you can see this_
    ");
    let reminded = world.ada().slash("/poll remind poll: P-1").await.unwrap();
    assert_snapshot!(bare(reminded.text()), @r"
    The channel is reminded of P-1.
    _Only you can see this_
    ");
    world.advance(3 * HOUR);
    let result = said(&world, "Result of P-1").await;
    assert!(result.text().contains("a. 1 of 1 vote"), "{}", result.text());
}

#[tokio::test]
async fn a_bot_that_was_thrown_out_announces_what_closed_meanwhile_once_it_is_back() {
    let world = World::new().await;
    let poll = posted(&world, POLL).await;
    world.ada().press(&poll, "Vote a").await.unwrap();
    assert!(world.guild.remove_bot());
    world.advance(3 * HOUR);
    let refused = || world.sandbox.requests().iter().any(|r| r.status == 403).then_some(());
    world.sandbox.wait_for("a refused result", refused).await.unwrap();
    world.guild.invite_bot();
    let result = said(&world, "Result of P-1").await;
    assert!(result.text().contains("a. 1 of 1 vote"), "{}", result.text());
    assert!(!result.text().contains("offline"), "{}", result.text());
}
