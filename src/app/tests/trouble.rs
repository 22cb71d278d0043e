use std::time::Duration;

use super::messenger::{FakeMessenger, Fault};
use super::world::{NOON, World, ada, bob, read, results, shown, who};
use crate::app::{Clock, SendError, ServerId, Store};
use crate::poll::{Caster, VoterId};
use crate::render::PollPress;
use crate::store;

const HOUR: Duration = Duration::from_secs(60 * 60);
const SECOND: Duration = Duration::from_secs(1);

fn failed() -> Fault {
    Fault::Refused(SendError::Failed("no answer".into()))
}

#[tokio::test]
async fn post_pressed_twice_is_one_message() {
    let world = World::new();
    let (id, _) = world.draft(&ada(), "a, b", "3d").await;
    let author = ada();
    let (one, two) = tokio::join!(
        world.press(&author, id, PollPress::Post),
        world.press(&author, id, PollPress::Post)
    );
    let three = world.press(&ada(), id, PollPress::Post).await;
    for said in [&one, &two, &three] {
        assert!(said.content.contains("osted"), "{said:?}");
    }
    assert_eq!(world.messenger.messages().len(), 1);
    assert_eq!(world.press(&ada(), id, PollPress::Discard).await.content, three.content);
}

#[tokio::test]
async fn a_post_whose_answer_was_lost_is_found_again() {
    let world = World::new();
    let (id, _) = world.draft(&ada(), "a, b", "3d").await;
    world.messenger.next_post(Fault::DoneButFailed);
    insta::assert_snapshot!(read(&world.press(&ada(), id, PollPress::Post).await), @r"
    Discord did not answer, so I cannot tell whether the poll is posted. The draft is kept; press Post again. However often you press, it is posted once.
    [ Post this poll ] [ Edit text ] [ Discard ]
    ");
    world.messenger.forget_nonces();
    let said = world.press(&ada(), id, PollPress::Post).await;
    assert!(said.content.starts_with("Posted as P-1"), "{said:?}");
    assert_eq!(world.messenger.messages().len(), 1);
}

#[tokio::test]
async fn a_crash_in_the_middle_of_posting_ends_as_a_poll_or_as_a_draft() {
    let world = World::new();
    let (id, _) = world.draft(&ada(), "a, b", "3d").await;
    world.messenger.next_post(Fault::DoneButFailed);
    world.press(&ada(), id, PollPress::Post).await;
    let world = world.restart_after(HOUR).await;
    assert_eq!(
        world.vote(&bob(), id, 0).await.lines().next().map(|l| &l[..19]),
        Some("Your vote is stored")
    );
    assert_eq!(world.messenger.messages().len(), 1);

    let (id, _) = world.draft(&ada(), "c, d", "3d").await;
    world.messenger.next_post(failed());
    world.press(&ada(), id, PollPress::Post).await;
    let world = world.restart_after(HOUR).await;
    assert_eq!(world.messenger.messages().len(), 1);
    let said = world.press(&ada(), id, PollPress::Post).await;
    assert!(said.content.starts_with("Posted as P-3"), "{said:?}");
}

#[tokio::test]
async fn without_the_right_to_write_nothing_is_posted_and_the_draft_stays() {
    let world = World::new();
    let (id, _) = world.draft(&ada(), "a, b", "3d").await;
    let mut muted = ada();
    muted.may_send = false;
    insta::assert_snapshot!(read(&world.press(&muted, id, PollPress::Post).await), @r"
    You may not write in this channel, so I do not post there for you. The draft is kept.
    [ Post this poll ] [ Edit text ] [ Discard ]
    ");
    let mut shut_out = ada();
    shut_out.rights.send = false;
    insta::assert_snapshot!(world.press(&shut_out, id, PollPress::Post).await.content, @"I may not write in this channel. The draft is kept: let me view the channel and send messages, then press Post again.");
    world.messenger.next_post(Fault::Refused(SendError::Forbidden("Missing Access".into())));
    insta::assert_snapshot!(world.press(&ada(), id, PollPress::Post).await.content, @"Discord does not let me post the poll here: the bot lacks a permission there: Missing Access. The draft is kept; once that is put right, press Post again.");
    let stranger = world.press(&bob(), id, PollPress::Post).await;
    assert!(stranger.content.starts_with("This draft is gone"), "{stranger:?}");
    assert!(world.messenger.messages().is_empty());
    let mut plain = ada();
    plain.rights.embed = false;
    world.press(&plain, id, PollPress::Post).await;
    insta::assert_snapshot!(read(&world.messenger.messages()[0]), @r"
    **Poll P-2**: Which backend?

    Opened by Ada. Pick one; you can change your vote until the poll closes.

    - a, 0 votes
    - b, 0 votes

    Closes <t:1795446000:F> (<t:1795446000:R>).
    0 votes.
    [ Vote a ] [ Vote b ]
    [ My vote ] [ How it is counted ] [ Manage this poll ]
    ");
}

#[tokio::test]
async fn a_vote_at_the_closing_instant_does_not_count() {
    let world = World::new();
    let (id, _) = world.poll("a, b", "1 hour").await;
    world.clock.advance(59 * 60 * SECOND + 59 * SECOND);
    assert!(world.vote(&ada(), id, 0).await.starts_with("Your vote is stored"));
    world.clock.advance(SECOND);
    insta::assert_snapshot!(world.vote(&bob(), id, 1).await, @"P-1 closed <t:1795190400:F>. Your vote was not counted.");
    insta::assert_snapshot!(world.press(&ada(), id, PollPress::TakeBack).await.content, @"P-1 closed <t:1795190400:F>. Votes stay as they are.");
    let result = world.result().await;
    assert!(result.content.contains("a. 1 of 1 vote"), "{result:?}");
}

#[tokio::test]
async fn a_poll_that_ended_while_the_bot_was_away_says_so() {
    let world = World::new();
    let (id, _) = world.poll("a, b", "1 hour").await;
    world.vote(&bob(), id, 0).await;
    let world = world.restart_after(2 * HOUR).await;
    insta::assert_snapshot!(read(&world.result().await), @r"
    **Result of P-1**: a. 1 of 1 vote.
    ---
    Which backend?

    - a, 1 vote
    - b, 0 votes

    Close: one changed ballot could have made it b.

    Closing time was <t:1795190400:F>; I was offline until <t:1795194000:F>. No vote after the closing time was counted.
    The poll: https://discord.com/channels/1/20/1000

    A result is not yet a decision: until Ada or a moderator records one, this is proposed.
    ---
    [ Result as a picture ] [ How it is counted ] [ Download ] [ Record the decision ]
    ");
}

#[tokio::test]
async fn a_result_is_announced_once_whatever_is_lost() {
    // The answer to the post is lost; it is tried again and found.
    let world = World::new();
    world.poll("a, b", "1 hour").await;
    world.messenger.next_post(Fault::DoneButFailed);
    world.clock.advance(HOUR);
    world.result().await;
    world.messenger.forget_nonces();
    world.eventually("the link", |m| read(&m.messages()[0]).contains("Result: http")).await;
    assert_eq!(results(&world.messenger).len(), 1);

    // The process dies between the post and storing it.
    let world = World::new();
    world.poll("a, b", "1 hour").await;
    world.messenger.next_post(failed());
    world.clock.advance(HOUR);
    world.messenger.until("the first try", |m| m.tries() > 1).await;
    world.messenger.next_post(Fault::DoneButFailed);
    let world = world.restart_after(HOUR).await;
    world.result().await;
    world.messenger.forget_nonces();
    let world = world.restart_after(HOUR).await;
    world.eventually("the link", |m| read(&m.messages()[0]).contains("Result: http")).await;
    assert_eq!(results(&world.messenger).len(), 1);
}

#[tokio::test]
async fn what_was_told_to_a_voter_survives_a_crash_and_buttons_go_on() {
    let world = World::new();
    let (id, _) = world.poll("a, b", "never").await;
    world.vote(&bob(), id, 1).await;
    world.store.fail(store::Fault::Lost);
    let said = world.vote(&ada(), id, 0).await;
    let (before, code) = said.split_once('`').unwrap();
    assert_eq!(
        before,
        "I could not store that. It does **not** count. Try again; if it stays so, tell a moderator the code "
    );
    assert_eq!(code.len(), "7F3K`.".len());
    let world = world.restart_after(SECOND).await;
    let ballots = world.store.ballots((ServerId(1), id)).unwrap();
    assert_eq!(ballots.iter().map(|b| b.by).collect::<Vec<_>>(), [Caster::Voter(VoterId(8))]);
    assert_eq!(world.vote(&bob(), id, 1).await, "Still your vote: b.");
    assert_eq!(world.vote(&ada(), id, 0).await, "Your vote is stored: a.");
}

#[tokio::test]
async fn redraws_are_seldom_and_only_when_something_changed() {
    let world = World::new();
    let (id, message) = world.poll("a, b", "never").await;
    let shows = |text: &'static str| {
        move |m: &super::messenger::FakeMessenger| read(&m.message(message)).contains(text)
    };
    world.vote(&bob(), id, 0).await;
    world.messenger.until("the first vote", shows("- a, 1 vote\n")).await;
    assert_eq!(world.messenger.edits(), 1);
    for voter in 20..40 {
        world.vote(&who(voter, "V"), id, 0).await;
    }
    world.eventually("all votes", shows("- a, 21 votes")).await;
    assert_eq!(world.messenger.edits(), 2, "twenty votes, one redraw");
    world.vote(&bob(), id, 1).await;
    world.vote(&bob(), id, 0).await;
    world.clock.advance(2 * SECOND);
    world.polls.reconcile().await;
    world.vote(&who(50, "W"), id, 1).await;
    world.eventually("another vote", shows("- b, 1 vote\n")).await;
    assert!(world.messenger.edits() <= 4, "{} edits", world.messenger.edits());
}

#[tokio::test]
async fn discord_slowing_edits_is_obeyed_and_the_counts_say_their_age() {
    let world = World::new();
    let (id, message) = world.poll("a, b", "never").await;
    world.messenger.next_edit(Fault::Refused(SendError::OldMessage));
    world.vote(&bob(), id, 0).await;
    world.eventually("the redraw", |m| m.edits() == 1).await;
    let now = world.clock.now();
    assert!(60 * SECOND <= NOON.until(now), "drawn again at {now}");
    let drawn = read(&world.messenger.message(message));
    assert!(drawn.contains("- a, 1 vote\n"), "{drawn}");
    let age = format!("Counted <t:{}:R>. My vote shows yours at any time.", now.seconds());
    assert!(drawn.contains(&age), "{drawn}");
}

#[tokio::test]
async fn a_press_that_comes_late_overturns_none_that_came_after_it() {
    let world = World::new();
    let (id, _) = world.poll("a, b", "never").await;
    let early = world.invocation(&bob());
    let earlier_still = world.invocation(&bob());
    world.vote(&bob(), id, 1).await;
    for press in [PollPress::Vote(0), PollPress::TakeBack] {
        for inv in [&early, &earlier_still] {
            let told = shown(world.polls.press(inv, id, &press, None, &[], &[]).await);
            assert!(read(&told).contains("Your vote: b"), "{press:?}: {told:?}");
            let mine = world.press(&bob(), id, PollPress::MyVote).await.content;
            assert!(mine.starts_with("Your vote: b"), "{press:?}: {mine}");
        }
    }
    let told = world.polls.press(&early, id, &PollPress::Vote(0), None, &[], &[]).await;
    insta::assert_snapshot!(read(&shown(told)), @r"
    That ballot page was out of date: you voted meanwhile, perhaps on another device. This one counts.

    Which backend?
    Your vote: b. Choose again to change it.
    ( Choose one option v ) a | b
    [ No opinion ]
    ");
}

#[tokio::test]
async fn a_right_that_comes_back_brings_the_picture_back() {
    let world = World::new();
    let (id, message) = world.poll("a, b", "never").await;
    let forbidden = Fault::Refused(SendError::Forbidden("Missing Access".into()));
    world.messenger.next_edit(forbidden);
    world.vote(&bob(), id, 0).await;
    world.messenger.until("the refusal", |m| m.tries() == 2).await;
    let drawn = |m: &FakeMessenger| m.edits() == 1;
    for _ in 0..60 {
        if world.messenger.soon(&drawn).await {
            break;
        }
        world.clock.advance(60 * SECOND);
    }
    let now = world.clock.now();
    assert!(15 * 60 * SECOND <= NOON.until(now), "drawn again at {now}");
    assert!(read(&world.messenger.message(message)).contains("- a, 1 vote\n"));
}

#[tokio::test]
async fn a_poll_lives_on_without_its_message() {
    let world = World::new();
    let (id, _) = world.poll("a, b", "1 hour").await;
    world.messenger.next_edit(Fault::Refused(SendError::Gone));
    world.vote(&bob(), id, 0).await;
    world.messenger.until("the refusal", |m| m.tries() == 2).await;
    assert_eq!(world.vote(&ada(), id, 0).await.lines().count(), 1);
    world.clock.advance(HOUR);
    assert!(world.result().await.content.contains("a. 2 of 2 votes"));
}

#[tokio::test]
async fn a_tie_stays_a_tie_and_nobody_voting_is_no_result() {
    let world = World::new();
    let (id, _) = world.poll("a, b, c", "1 hour").await;
    world.vote(&ada(), id, 0).await;
    world.vote(&bob(), id, 2).await;
    world.clock.advance(HOUR);
    insta::assert_snapshot!(read(&world.result().await), @r"
    **Result of P-1**: a tie between a and c. 2 votes.
    ---
    Which backend?

    - a, 1 vote
    - c, 1 vote
    - b, 0 votes

    No lot was drawn.
    Closed <t:1795190400:F>.
    The poll: https://discord.com/channels/1/20/1000

    A result is not yet a decision: until Ada or a moderator records one, this is proposed.
    ---
    [ Run-off: a or c ] [ Result as a picture ] [ How it is counted ] [ Download ]
    [ Record the decision ]
    ");

    let world = World::new();
    world.poll("a, b", "1 hour").await;
    world.clock.advance(HOUR);
    insta::assert_snapshot!(world.result().await.content, @"**Result of P-1**: no result, nobody voted.");
}

/// A server may offer the command to anybody; that gives nobody the right.
#[tokio::test]
async fn only_managers_of_the_server_set_its_time_zone() {
    let world = World::new();
    let said =
        shown(world.polls.settings(&world.invocation(&bob()), Some("Europe/Berlin"), None).await);
    assert!(said.content.starts_with("Only members with Manage Server"), "{said:?}");
    assert_eq!(world.store.server(ServerId(1)).unwrap().zone, None);
}
